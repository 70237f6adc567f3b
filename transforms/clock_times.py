"""Times of day that are written without a mark or a unit: alle sette, a las ocho y media, halb neun, half past six."""

from __future__ import annotations

from typing import Final

from transforms.beside import Beside
from transforms.numbers import Number
from transforms.terms import CLASSIFIER, NOUN, RANGE, UNIT

_HOURS: Final = 24
_ON_THE_FACE: Final = 12
_HALF: Final = 0.5
_STOPS: Final = frozenset(".,;:!?)\n\u2013\u2014\"'\u2019\u201d\u00bb")
_TOGETHER: Final = 14  # characters between the two hours of a span


def is_hour(beside: Beside, number: Number, following: list[Number]) -> bool:
    """Whether a number behind a word that leads to an hour is one: nothing that is counted may follow it.

    `following`: the next number of its sentence, if any.
    """
    if not beside.engine.word_before(beside.folded, number.start, "dates.clock"):
        return False
    if not 1 <= number.value <= _HOURS or number.scale > 1 or number.value % _HALF:
        return False
    return _stands_alone(beside, number) and not _is_range(beside, number, following)


def is_half_hour(beside: Beside, one: Number, two: Number, gap: str) -> bool:
    """Whether two numbers are a half and the hour that it belongs to: halb neun, setengah delapan, half past six."""
    if one.value != _HALF or not one.words or two.scale > 1 or not 1 <= two.value <= _ON_THE_FACE:
        return False
    past = beside.engine.word_after(beside.folded, one.end, "dates.past") == two.start - 1
    return (gap == " " or past) and two.value == int(two.value) and _stands_alone(beside, two)


def _stands_alone(beside: Beside, number: Number) -> bool:
    """Whether a mark or a small word follows, and no word that a number could count."""
    after = beside.after(number.end)
    if after is not None and after.start - number.end <= 1 and after.categories & (NOUN | UNIT | CLASSIFIER):
        return False
    end = number.end
    if end >= beside.sentence.end or beside.clean[end] in _STOPS:
        return True
    small = beside.engine.small
    word, *_ = beside.folded[end : beside.sentence.end].split(maxsplit=1) or [""]
    return not word or word in small.links or word in small.others or word in small.of


def _is_range(beside: Beside, number: Number, following: list[Number]) -> bool:
    """Whether a number is the first of two amounts: dalle 12 alle 15 aziende."""
    if not following or following[0].start - number.end > _TOGETHER:
        return False
    link = beside.starts.get(number.end + 1)
    if link is None or not (link.categories & RANGE or "to" in link.entry.senses.get("periods", ())):
        return False
    return following[0].scale > 1 or not _stands_alone(beside, following[0])
