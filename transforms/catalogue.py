"""The catalogue of indicators, and which of them the words beside a figure allow."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Any, cast

import yaml

from transforms.rows import Kind


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which a text speaks of an indicator: what is counted, and the concepts of its phrase."""

    head: frozenset[str]
    groups: tuple[frozenset[str], ...]
    without: frozenset[str]

    def allows(self, phrase: frozenset[str]) -> bool:
        """Whether the concepts of a phrase hold one of each group, and none that it must be without."""
        for group in self.groups:
            if group.isdisjoint(phrase):
                return False
        return self.without.isdisjoint(phrase)


@dataclass(frozen=True, slots=True)
class Indicator:
    """One entry of the catalogue."""

    name: str
    kind: Kind
    unit: str | None
    label: str
    description: str
    ways: tuple[Way, ...]
    rate: str | None = None  # the indicator of percentages of it
    sums: str | None = None  # the indicator of money spent on it
    narrower: tuple[str, ...] = ()  # the more special ones, where words farther away tell them
    told: dict[str, frozenset[str]] = field(default_factory=dict)  # by head: what its sentence must speak of


@lru_cache(maxsize=1)
def catalogue() -> tuple[Indicator, ...]:
    """All indicators, in the order in which they are tried."""
    text = (resources.files("transforms") / "data" / "indicators.yaml").read_text(encoding="utf-8")
    return tuple(
        Indicator(
            name,
            cast("Kind", entry["kind"]),
            entry.get("unit"),
            entry["label"],
            entry["description"],
            tuple(_way(way) for way in (entry, *entry.get("also", ()))),
            entry.get("rate"),
            entry.get("sums"),
            tuple(entry.get("narrower", ())),
            {head: frozenset(keys) for head, keys in entry.get("told", {}).items()},
        )
        for name, entry in yaml.safe_load(text).items()
    )


def named(name: str) -> Indicator:
    """The indicator of that name."""
    return _by_name()[name]


@lru_cache(maxsize=1)
def _by_name() -> dict[str, Indicator]:
    return {indicator.name: indicator for indicator in catalogue()}


def _way(entry: dict[str, Any]) -> Way:
    return Way(
        frozenset(entry.get("head", ())),
        tuple(frozenset(group) for group in entry.get("with", ())),
        frozenset(entry.get("not", ())),
    )


def match(kind: Kind, concept: str | None, phrase: frozenset[str], *, special: bool) -> Indicator | None:
    """The first indicator for a kind of figure and what it counts that the concepts of its phrase allow.

    `special`: of those indicators that ask for words beside the noun; else of the others.
    """
    for way, indicator in _by_head().get((kind, concept if kind == "count" else None, special), ()):
        if way.allows(phrase):
            return indicator
    return None


@lru_cache(maxsize=1)
def _by_head() -> dict[tuple[Kind, str | None, bool], tuple[tuple[Way, Indicator], ...]]:
    found: dict[tuple[Kind, str | None, bool], list[tuple[Way, Indicator]]] = {}
    for indicator in catalogue():
        for way in indicator.ways:
            for head in way.head or (None,):
                found.setdefault((indicator.kind, head, bool(way.groups)), []).append((way, indicator))
    return {key: tuple(entries) for key, entries in found.items()}
