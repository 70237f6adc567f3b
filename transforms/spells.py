"""Finds the parts of a year and the spans of months that a sentence names: nine months, third quarter, III. Quartal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from transforms.days import date_of, shifted
from transforms.numbers import Number
from transforms.reading import Sentence
from transforms.terms import TIME, Mention
from transforms.time_words import MONTHS, TimeWords
from transforms.timeline import Period, Timeline
from transforms.years_told import Years

_YEAR_REACH: Final = 30  # characters between a part of a year and the year
_TWELVE: Final = 12
_HELD: Final = 16  # characters before a number in which its unit of time stands
_ROMAN: Final = {"I": 1, "II": 2, "III": 3, "IV": 4}
_ROMAN_BEFORE: Final = re.compile(r"(?:\b(I{1,3}|IV)\s?[-–—]\s?)?\b(I{1,3}|IV)(?:er|re|e|ème|[.º]|-?[йм])?\s?\Z")
_ROMAN_BEHIND: Final = re.compile(r"\s?(I{1,3}|IV)\b")
_OF_YEAR: Final = 8  # characters between some months and their year: nine months OF THE 2024
_SHORT: Final = 2  # letters of a unit that a number is written on to
_DASH: Final = re.compile(r"\s?[-–—~∼〜～]\s?\Z")


class Spells:
    """Finds the parts of a year in one sentence; `behind`: words for a comparison may follow what is compared with."""

    def __init__(
        self, clean: str, sentence: Sentence, words: TimeWords, timeline: Timeline, years: Years, *, behind: bool
    ) -> None:
        self.clean = clean
        self.sentence = sentence
        self.words = words
        self.timeline = timeline
        self.years = years
        self.behind = behind

    def all(self) -> Iterator[Period]:
        """Parts of a year and spans of months: first six months of 2024, next six months, second quarter."""
        for mention, key in self.words.keyed("first_half", "second_half"):
            yield from self._part_of_year(mention.start, mention.end, 1 if key == "first_half" else 7, 6)
        for number in self.sentence.numbers:
            if number.start in self.sentence.labels and self.sentence.labels[number.start].part == "spell":
                yield from self._attribute(number)  # الأشهر التسعة الأولى: the first nine months
                continue
            if number.fraction and number.words:
                yield from self._quarters(number)
                continue
            unit = self.words.unit_after(number.end)
            if unit is None or number.value != int(number.value) or not 0 < number.value <= 60:
                continue
            if number.start in self.sentence.labels and unit.start == number.end:
                continue  # 지난 7월, 5月12日: a month with its number
            key = unit.entry.senses["times"][0]
            found = list(self._spell(number.start, unit.end, int(number.value) * MONTHS[key]))
            if not found and key in ("month", "quarter") and not number.ordinal:
                length = int(number.value) * MONTHS[key]
                found = list(self._months_of_year(number.start, unit.end, length))
                found = found or list(self._just_over(number.start, unit.end, length))
            yield from found
        for mention in self.sentence.of(TIME):
            unit_key = mention.entry.first("times")
            if unit_key in ("quarter", "half_year"):
                found = list(self._ordinal_spell(mention, MONTHS[unit_key]))
                yield from found or self._just_over(mention.start, mention.end, MONTHS[unit_key])
            if unit_key == "quarter":
                yield from self._numbered_quarter(mention)
        for start, label in self.sentence.labels.items():
            if label.part == "quarter":
                first = self._linked_before(start, label.value)
                months = (label.value - first + 1) * 3
                yield from self._part_of_year(start, start + 1, first * 3 - 2, months)

    def _spell(self, start: int, end: int, length: int) -> Iterator[Period]:
        sign = self.words.between(start, end, "first", "last", "next")  # los ocho primeros meses
        sign = sign or self.words.beside(start, end, ("first", "last", "next"))
        late = self.words.beside(start, end, ("year_end",), reach=1) if length < _TWELVE else None
        if late is not None and late[0].start >= end:  # 6 tháng cuối năm
            yield from self._part_of_year(start, late[0].end, 13 - length, length)
            return
        if sign is None:
            return
        mention, key = sign
        begin, stop = min(start, mention.start), max(end, mention.end)
        if key == "first" and length <= _TWELVE:
            yield from self._part_of_year(begin, stop, 1, length)
        elif key == "last" and length < _TWELVE and self._ends_year(stop):
            yield from self._part_of_year(begin, stop, 13 - length, length)
        elif key == "next":
            yield from self._next(begin, stop, length)
        elif key == "last":
            yield self._last(begin, stop, length)

    def _ends_year(self, end: int) -> bool:
        """Whether a year follows some last months: the last six months of 2024, of the year."""
        year = None if self.behind else self.years.beside(end - 1, end, _OF_YEAR)
        return year is not None and year[2] > end

    def _months_of_year(self, start: int, end: int, length: int) -> Iterator[Period]:
        """Nine months of this year, 9 months of 2024; seven months to July."""
        if not 1 < length < _TWELVE or self.behind:
            return
        ahead = self.years.beside(start, end, _OF_YEAR)
        if ahead is not None and ahead[2] > end:
            year, begin, stop = ahead
            if self._is_base(begin, stop):
                return
            yield Period(begin, stop, date_of(year, 1, 1), date_of(year, length, 31), reporting=True)
            return
        for day in self.words.days_near(end, end, _OF_YEAR):
            if not end <= day.start <= end + _OF_YEAR or not day.month:
                continue
            last = day.last(self.years.of_day(day))
            to = any(self.words.means(m, "to") for m in self.sentence.between(end, day.start))
            if last is not None and to:
                first = shifted(last.replace(day=1), 1 - length)
                yield Period(start, day.end, first, last, reporting=True)

    def _just_over(self, start: int, end: int, length: int) -> Iterator[Period]:
        """The first months of the year in an article that comes out soon after them: за девять месяцев, in October."""
        over = self.words.mark_before(start, "over")
        published = self.timeline.published
        if over is None or start - over.end > 1 or published is None or not 1 < length < _TWELVE:
            return
        ended = shifted(published.replace(day=1), -1)  # the month before
        if ended.month - length in (0, 1):
            first, last = date_of(ended.year, 1, 1), date_of(ended.year, length, 31)
            yield Period(start, end, first, last, relative=True, passing=True)

    def _ordinal_spell(self, unit: Mention, length: int) -> Iterator[Period]:
        sign = self.words.beside(unit.start, unit.end, ("first", "second", "third", "fourth", "last", "next"), reach=3)
        if sign is None:
            return
        mention, key = sign
        begin, stop = min(unit.start, mention.start), max(unit.end, mention.end)
        ordinal = {"first": 0, "second": 1, "third": 2, "fourth": 3}.get(key)
        if ordinal is not None and ordinal * length < 12:
            yield from self._part_of_year(begin, stop, ordinal * length + 1, length)
        elif key == "next":
            yield from self._next(begin, stop, length)
        elif key == "last":
            yield self._last(begin, stop, length)

    def _numbered_quarter(self, unit: Mention) -> Iterator[Period]:
        """3rd quarter, 3e trimestre; 3분기, 三季度: a number written on to a short word counts no quarters."""
        roman = _ROMAN_BEFORE.search(self.clean, max(self.sentence.start, unit.start - _HELD), unit.start)
        roman = roman or _ROMAN_BEHIND.match(self.clean, unit.end)
        if roman is not None:
            last = _ROMAN[roman[roman.lastindex or 1]]
            first = _ROMAN[roman[1] or roman[roman.lastindex or 1]]
            begin, stop = min(roman.start(), unit.start), max(roman.end(), unit.end)
            yield from self._part_of_year(begin, stop, first * 3 - 2, (last - first + 1) * 3)
            return
        number = self.words.number_before(unit.start)
        if number is None or number.value not in (1, 2, 3, 4):
            return
        written_on = number.end == unit.start and unit.end - unit.start <= _SHORT
        if number.ordinal or written_on:
            first = self._linked_before(number.start, int(number.value))
            months = (int(number.value) - first + 1) * 3
            yield from self._part_of_year(number.start, unit.end, first * 3 - 2, months)

    def _linked_before(self, start: int, last: int) -> int:
        """The first of several quarters, of which the last one begins there: 1∼3분기."""
        number = self.words.number_before(start)
        linked = number is not None and _DASH.match(self.clean[number.end : start]) is not None
        return int(number.value) if number is not None and linked and 0 < number.value < last else last

    def _attribute(self, number: Number) -> Iterator[Period]:
        """Some months whose number follows them with an article written on to it."""
        units = [m for m in self.sentence.between(number.start - _HELD, number.start) if m.categories & TIME]
        key = units[-1].entry.first("times") if units else None
        if key in MONTHS:
            yield from self._spell(units[-1].start, number.end, int(number.value) * MONTHS[key])

    def _quarters(self, number: Number) -> Iterator[Period]:
        """The first three quarters: no fraction behind "first"."""
        length = number.value * _TWELVE
        sign = self.words.beside(number.start, number.end, ("first",), reach=1)
        if sign is not None and length in (3, 6, 9) and sign[0].end <= number.start:
            yield from self._part_of_year(sign[0].start, number.end, 1, int(length))

    def _part_of_year(self, start: int, end: int, month: int, length: int) -> Iterator[Period]:
        near = self.years.beside(start, end, _YEAR_REACH)
        year, begin, stop = near or (self.timeline.year, start, end)
        if self._is_base(begin, stop):
            yield Period(begin, stop, None, None, base=True)
            return
        if year is None or month + length - 1 > 12:
            return
        first, last = date_of(year, month, 1), date_of(year, month + length - 1, 31)
        yield Period(begin, stop, first, last, reporting=True)

    def _is_base(self, start: int, end: int) -> bool:
        """Whether a part of a year is what something is compared with: 8 % more than in the first quarter of 2023."""
        return self.words.compared(start, end if self.behind else None)

    def _next(self, start: int, end: int, length: int) -> Iterator[Period]:
        base = self.timeline.reporting or self.timeline.current
        after = base.last if base is not None and base.last else self.timeline.published
        if after is None:
            yield Period(start, end, None, None, relative=True)
            return
        first = after + timedelta(days=1)
        yield Period(start, end, first, shifted(first, length) - timedelta(days=1), relative=True)

    def _last(self, start: int, end: int, length: int) -> Period:
        until = self.timeline.published
        return Period(start, end, shifted(until, -length) if until else None, until, relative=True)
