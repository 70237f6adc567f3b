"""Dates as an article writes them, parts of which may be missing."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date
from itertools import pairwise
from typing import Final

from transforms.months import is_meant
from transforms.other_calendars import is_of_other_calendar
from transforms.reading import Reading, Sentence
from transforms.terms import MONTH

_DATE_GAP: Final = 9
_SHORTEST_MONTH: Final = 28
_MONTHS: Final = 12
_SLASH: Final = "/"


@dataclass(frozen=True, slots=True)
class Day:
    """A date as written: parts may be missing."""

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None

    def first(self, year: int | None) -> date | None:
        """Its first day, in that year where it names none."""
        own = self.year or year
        if own is None or (self.day is not None and self.month is None):
            return None
        return date_of(own, self.month or 1, self.day or 1)

    def last(self, year: int | None) -> date | None:
        """Its last day."""
        own = self.year or year
        if own is None or (self.day is not None and self.month is None):
            return None
        month = self.month or 12
        return date_of(own, month, self.day or calendar.monthrange(own, month)[1])


def in_one_month(one: Day, two: Day) -> tuple[Day, Day]:
    """Two days of which one names the month for both, and maybe the year: 15 to 17 April, 4月15日～17日."""
    if one.day is None or two.day is None or one.month == two.month or one.year is not None:
        return one, two
    if one.month is None:
        return replace(one, month=two.month, year=two.year), two
    return one, (replace(two, month=one.month) if two.month is None else two)


def days_of(reading: Reading, sentence: Sentence) -> Iterator[Day]:
    """Dates of a sentence: labelled numbers and month names that stand together."""
    parts: list[tuple[int, int, str, int]] = []
    ends = {number.start: number.end for number in sentence.numbers}
    numbered = _years_of_documents(reading, sentence)
    for start, label in sentence.labels.items():
        if label.part in ("year", "month", "day") and start not in numbered:
            if label.part == "day" and label.value > 31:  # day and month read as one number
                parts.append((start, ends[start], "day", label.value // 100))
                parts.append((start, ends[start], "month", label.value % 100))
            else:
                parts.append((start, ends[start], label.part, label.value))
    parts.extend(
        (mention.start, mention.end, "month", int(mention.entry.senses["months"][0]))
        for mention in sentence.of(MONTH)
        if not is_of_other_calendar(mention) and is_meant(reading.clean, sentence, mention)
    )
    parts.sort()
    run: dict[str, int] = {}
    begin = stop = 0
    for start, end, part, value in parts:
        gap = reading.clean[stop:start]
        apart = start - stop > _DATE_GAP or any(c in gap for c in ";()\n")
        strange = part == "year" and "day" in run and "month" not in run  # 12日、2023年に: a day, and a year
        if run and (part in run or apart or strange or _leads_on(sentence, stop, start)):
            yield Day(begin, stop, run.get("year"), run.get("month"), run.get("day"))
            run = {}
        if not run:
            begin = start
        run[part] = value
        stop = max(stop, end) if run else end
    if run:
        yield Day(begin, stop, run.get("year"), run.get("month"), run.get("day"))


def _years_of_documents(reading: Reading, sentence: Sentence) -> set[int]:
    """Where the year of a document's number begins: Decree 80/2020, 58/2022/NĐ-CP; not that of a month or quarter."""
    labels = sentence.labels
    return {
        two.start
        for one, two in pairwise(sentence.numbers)
        if two.start - one.end == 1
        and two.start in labels
        and reading.clean[one.end] == _SLASH
        and (one.start not in labels or labels[one.start].part == "identifier")
    }


def _leads_on(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a "to" stands between two parts: they are of two dates (اکتوبر 2017 سے 30 ستمبر 2022)."""
    return end - start > 1 and any("to" in m.entry.senses.get("periods", ()) for m in sentence.between(start, end))


def date_of(year: int, month: int, day: int) -> date | None:
    """That day, or the last one of a month that has no such day; None where there is no such month."""
    if day <= _SHORTEST_MONTH and 1 <= month <= _MONTHS and MINYEAR <= year <= MAXYEAR and day > 0:
        return date(year, month, day)
    try:
        return date(year, month, min(day, calendar.monthrange(year, month)[1]))
    except (ValueError, calendar.IllegalMonthError):
        return None


def shifted(day: date, months: int) -> date:
    """The day so many months later, or the last one of that month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = max(1, min(9999, index // 12)), index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
