"""Dates and clock times that are written with marks: 12/8/2024, 8-2024, 12.8., 7:30, 7h30, 24/7."""

from __future__ import annotations

import re
from typing import Final

from transforms.date_labels import LAST_DAY, LAST_MONTH, QUARTERS, DateLabel, Labels, is_of_quarter
from transforms.numbers import Number
from transforms.terms import UNIT

_FULL: Final = re.compile(r"(?<![\d/.-])(\d{1,4})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{1,4})(?![\d/])")
_MONTH_YEAR: Final = re.compile(r"(?<![\d/.-])(\d{1,2})([/-])(\d{4})(?![\d/]|[/-]\w)")
_DAY_MONTH: Final = re.compile(r"(?<![\d/.,-])(\d{1,2})([/.-])(\d{1,2})(?![\d/%]|[.,]\d)")
_DAYS: Final = re.compile(r"(?<![\d/.,-])(\d{1,2})\s?[-–]\s?(\d{1,2})/(\d{1,2})(?:/(\d{4}))?(?![\d/%]|[.,]\d)")
_CLOCK: Final = re.compile(r"(?<!\d)(\d{1,2})(?::|\s?h\s?)(\d{2})(?!\d)|(?<!\d)(\d{1,2})h(?!\w)")
_ALWAYS: Final = re.compile(r"(?<![\d/])(24)/(24|7)(?![\d/])")
_MARKS: Final = frozenset("/.-:h")
_POINT: Final = "."
_MINUTES: Final = 60


def label_written_dates(labels: Labels) -> None:
    """Labels the numbers of a sentence that such marks make parts of a date or of a time of day."""
    clean = labels.clean
    if not any(
        clean[n.end : n.end + 1] in _MARKS or clean[n.end + 1 : n.end + 3] == "h " or _POINT in clean[n.start : n.end]
        for n in labels.numbers
    ):
        return
    base = labels.sentence.start
    text = clean[base : labels.sentence.end]
    slash, stroke = "/" in text, "-" in text  # most sentences have none of them, and a decimal point
    for match in _FULL.finditer(text):
        _full(labels, match, base)
    for match in _MONTH_YEAR.finditer(text) if slash or stroke else ():
        month, year = int(match[1]), int(match[3])
        if 1 <= month <= LAST_MONTH and labels.is_year(year) and not labels.identifiers.is_named(base + match.start()):
            quarter = month <= QUARTERS and is_of_quarter(labels.beside.before(base + match.start(1)))
            labels.give(base + match.start(1), "quarter" if quarter else "month", month, "date")
            labels.give(base + match.start(3), "year", labels.common_era(year), "date")
    for match in _ALWAYS.finditer(text) if slash else ():
        labels.give(base + match.start(1), "clock", 24, "clock")
        labels.give(base + match.start(2), "clock", int(match[2]), "clock")
    for match in _CLOCK.finditer(text) if ":" in text or "h" in text else ():
        for group in (1, 2, 3):
            if match[group] is not None and int(match[group]) < _MINUTES:
                labels.give(base + match.start(group), "clock", int(match[group]), "clock")
    for match in _DAY_MONTH.finditer(text):
        _day_month(labels, match, base)
    for match in _DAYS.finditer(text) if slash else ():
        _days_of_month(labels, match, base)


def _full(labels: Labels, match: re.Match[str], base: int) -> None:
    one, two, three = int(match[1]), int(match[3]), int(match[4])
    if len(match[1]) == 4:
        day_at, year_at, day, year = 4, 1, three, one
    else:
        day_at, year_at, day, year = 1, 4, one, three
    if len(match[year_at]) == 2:
        year += 2000
    if not (1 <= two <= LAST_MONTH and 1 <= day <= LAST_DAY and labels.is_year(year)):
        return
    labels.give(base + match.start(day_at), "day", day, "date")
    labels.give(base + match.start(3), "month", two, "date")
    labels.give(base + match.start(year_at), "year", labels.common_era(year), "date")


def _amounts(labels: Labels, number: Number) -> bool:
    """Whether a scale word or a unit stands behind it: od 2.5 milionu, от 3.1 на сто."""
    after = labels.beside.after(number.end)
    return number.scale != 1 or (after is not None and bool(after.categories & UNIT) and after.start - number.end <= 1)


def _day_month(labels: Labels, match: re.Match[str], base: int) -> None:
    day, month = int(match[1]), int(match[3])
    start = base + match.start()
    number = labels.by_start.get(start)
    if number is None or not (1 <= day <= LAST_DAY and 1 <= month <= LAST_MONTH):
        return
    before = labels.beside.before(start)
    dated = before is not None and "dates.before" in before.entry.senses and not _amounts(labels, number)
    whole = number.end == base + match.end()
    if whole and dated:  # 6.1 read as one number
        labels.given[start] = DateLabel("day", day * 100 + month, "date", "dates.before")
    elif not whole and (dated or (match[2] == "/" and not number.fraction)):
        labels.give(start, "day", day, "date")
        labels.give(base + match.start(3), "month", month, "date")


def _days_of_month(labels: Labels, match: re.Match[str], base: int) -> None:
    """17-18/10, 17-18/10/2024; not 4-5/10, which may be a share, unless a word says that a date follows."""
    first, last, month = int(match[1]), int(match[2]), int(match[3])
    before = labels.beside.before(base + match.start())
    dated = match[4] is not None or (before is not None and "dates.before" in before.entry.senses)
    if not (first < last <= LAST_DAY and 1 <= month <= LAST_MONTH) or not (dated or last > LAST_MONTH):
        return
    labels.give(base + match.start(1), "day", first, "date")
    labels.give(base + match.start(2), "day", last, "date")
    labels.give(base + match.start(3), "month", month, "date")
    if match[4] is not None and labels.is_year(int(match[4])):
        labels.give(base + match.start(4), "year", labels.common_era(int(match[4])), "date")
