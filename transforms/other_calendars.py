"""Dates of calendars whose days are not converted: ۱۴ آبان ۱۴۰۲, २०८१ माघ २९, 5 رمضان 1445."""

from __future__ import annotations

import re
from typing import Final

from transforms.beside import Beside
from transforms.lexicon_shape import OTHER_CALENDAR
from transforms.numbers import Number
from transforms.terms import Mention

_GAP: Final = re.compile(r"[ ,،]{0,2}\Z")
_LAST_DAY: Final = 32  # of a month of Vikram Sambat
_FIRST_YEAR, _LAST_YEAR = 1300, 2200  # Solar and lunar Hijri, Bengali, Vikram Sambat; years of our time are among them


def is_of_other_calendar(month: Mention) -> bool:
    """Whether a month's name is that of a calendar whose days are not known here."""
    return OTHER_CALENDAR in month.entry.senses["months"]


def dates_otherwise(number: Number, value: int, month: Mention, beside: Beside) -> bool:
    """Whether a number beside such a month is its day or year: part of a date, though of no day that is known."""
    clean = beside.clean
    ahead = month.start >= number.end and _GAP.match(clean[number.end : month.start])
    behind = number.start >= month.end and _GAP.match(clean[month.end : number.start])
    if not (ahead or behind):
        return False
    if _FIRST_YEAR <= value <= _LAST_YEAR:
        return not number.words
    return 1 <= value <= _LAST_DAY and not beside.counted(number) and not beside.measures_time(number)
