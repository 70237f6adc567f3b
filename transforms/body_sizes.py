"""How many a body has where a number stands before its name: a 12-member delegation, eine siebenköpfige Delegation."""

from __future__ import annotations

from typing import Final

from transforms.figure import Figure
from transforms.reading import Reading
from transforms.terms import NOUN

_PEOPLE: Final = "numbers.people"
_COUNTED: Final = {  # by a body, those who make it up
    "delegation": "delegate",
    "cluster": "member",
    "block": "member",
    "team": "person",
    "group": "person",
    "ensemble": "person",
}
_ATTRIBUTES: Final = 3  # words between: a 12-member high-level government delegation


def body_size(reading: Reading, figure: Figure) -> tuple[str, int] | None:
    """Who is counted, and where the word for it ends, where a number says how many a body behind it has; else None."""
    end = reading.engine.word_after(reading.folded, figure.number_end, _PEOPLE)
    if end is None:
        return None
    body = next((m for m in figure.behind if m.start >= end and m.categories & NOUN and m.entry.noun is not None), None)
    if body is None or body.entry.noun not in _COUNTED or not _leads_on(reading, end, body.start):
        return None
    return _COUNTED[body.entry.noun], end


def _leads_on(reading: Reading, start: int, end: int) -> bool:
    """Whether nothing but a few attributes stands between, or nothing where words don't stand apart."""
    gap = reading.clean[start:end]
    if reading.engine.lexicon.spaced != "both":
        return not gap.strip()
    words = gap.replace("-", " ").split()
    return len(words) <= _ATTRIBUTES and all(word.isalpha() for word in words)
