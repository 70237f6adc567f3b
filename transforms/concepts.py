"""What a term stands for where a figure is measured: the concepts that decide on its indicator."""

from __future__ import annotations

from typing import Final

# Nouns that name money; nobody counts them.
MONEY_NOUNS: Final = frozenset(
    {"capital", "value", "budget", "revenue", "exports", "imports", "trade", "aid", "investment", "remittance", "grdp"}
)
_OFFICES: Final = {
    "organisations.department": "foreign_office",
    "organisations.division": "foreign_division",
    "organisations.office_of_committee": "committee_office",
}
_HEADS: Final = {
    "organisations.cluster": "cluster",
    "organisations.block": "block",
    "organisations.department": "department",
    "organisations.division": "division",
}
_NONE: Final[frozenset[str]] = frozenset()


def concepts_of(senses: dict[str, tuple[str, ...]]) -> frozenset[str]:
    """The keys of nouns, modifiers, offices and branches that a term stands for."""
    keys = {*senses.get("nouns", ()), *senses.get("modifiers", ())}
    keys.update(concept for head, concept in _OFFICES.items() if head in senses)
    keys.update(f"branch:{branch}" for branch in senses.get("organisations.branches", ()))
    return frozenset(keys) if keys else _NONE


def noun_of(senses: dict[str, tuple[str, ...]]) -> str | None:
    """The thing that a term names, if it may be counted."""
    for noun in senses.get("nouns", ()):
        if noun not in MONEY_NOUNS:
            return noun
    return next((concept for head, concept in _HEADS.items() if head in senses), None)
