"""Finds the periods that a sentence names, absolute or relative."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from transforms.days import Day, date_of, in_one_month, shifted
from transforms.numbers import Number
from transforms.reading import Reading, Sentence
from transforms.terms import TIME, Mention
from transforms.time_words import MONTHS, TimeWords
from transforms.timeline import Period, Timeline
from transforms.years_told import FROM_NOW, Years

_YEAR_REACH: Final = 30  # characters between a part of a year and the year
_TWELVE: Final = 12
_HELD: Final = 16  # characters before a number in which its unit of time stands
_ROMAN: Final = {"I": 1, "II": 2, "III": 3, "IV": 4}
_ROMAN_BEFORE: Final = re.compile(r"(?:\b(I{1,3}|IV)\s?[-–—]\s?)?\b(I{1,3}|IV)(?:er|re|e|ème|[.º]|-?[йм])?\s?\Z")
_ROMAN_BEHIND: Final = re.compile(r"\s?(I{1,3}|IV)\b")
_OF_YEAR: Final = 8  # characters between some months and their year: nine months OF THE 2024
_COMMA: Final = ","
_TO: Final = 24  # characters between two dates that a "to" links
_AND: Final = 6  # characters between two days that follow one another
_EVENT: Final = 31  # days of the longest event
_SHORT: Final = 2  # letters of a unit that a number is written on to
_LINK: Final = re.compile(r"\.?\s?[-–—~∼〜～]\s?\Z")


class Finder:
    """Finds the periods of one sentence."""

    def __init__(self, reading: Reading, sentence: Sentence, days: Sequence[Day], timeline: Timeline) -> None:
        self.reading = reading
        self.clean = reading.clean
        self.sentence = sentence
        self.timeline = timeline
        self.days = list(days)
        self.words = TimeWords(sentence, self.days)
        self.behind = reading.engine.grammar.spaceless or bool(reading.engine.lexicon.settings.get("verb_last"))
        self.years = Years(self.words, timeline, behind=self.behind)
        self.postposed = bool(reading.engine.lexicon.settings.get("verb_last"))  # 1996 से: since 1996

    def all(self) -> list[Period]:
        """Every period, in order; the wider ones hide what lies inside them."""
        found = [*self.spells(), *self.spans(), *self.since(), *self.relative_years(), *self.plain()]
        found.sort(key=lambda p: (p.start, -p.end))
        kept: list[Period] = []
        for period in found:
            if not kept or period.start >= kept[-1].end:
                kept.append(period)
        return kept

    def spells(self) -> Iterator[Period]:
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
                found = list(self._months_of_year(number.start, unit.end, int(number.value) * MONTHS[key]))
            yield from found
        for mention in self.sentence.of(TIME):
            unit_key = mention.entry.first("times")
            if unit_key in ("quarter", "half_year"):
                yield from self._ordinal_spell(mention, MONTHS[unit_key])
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
        linked = number is not None and _LINK.match(self.clean[number.end : start]) is not None
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
        year, begin, stop = self.years.beside(start, end, _YEAR_REACH) or (self.timeline.year, start, end)
        if year is None or month + length - 1 > 12:
            return
        first, last = date_of(year, month, 1), date_of(year, month + length - 1, 31)
        yield Period(begin, stop, first, last, reporting=True)

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

    def spans(self) -> Iterator[Period]:
        """From one date to another: from September 2022 to September 2024, 2021-2024; 17 and 18 October."""
        for one, two in zip(self.days, self.days[1:], strict=False):
            if self.words.number_between(one.end, two.start):
                continue  # from 79 million in 1996 to 305 million in 2011
            one, two = in_one_month(one, two)
            if not self._linked(one, two) and not self._adjoining(one, two):
                continue
            year = self.years.of_day(two)
            first = one.first(one.year or year)
            last = two.last(year)
            if first and last and first <= last:
                mark = self.words.opened(one.start)
                event = one.day is not None and (last - first).days <= _EVENT
                start = mark.start if mark else one.start
                yield Period(start, two.end, first, last, reporting=not event, event=event)

    def _linked(self, one: Day, two: Day) -> bool:
        """Whether a dash or a "to" leads from one date to the next; an "and" does behind "between" alone."""
        gap = self.clean[one.end : two.start]
        if _LINK.match(gap) is not None:
            return True
        opened = self.words.opened(one.start) is not None
        ways = ("to", "until", "as_of") if opened else ("to",)
        to = [m for m in self.sentence.between(one.end, two.start) if any(self.words.means(m, w) for w in ways)]
        return bool(to) and len(gap) <= _TO and (opened or not any("enumerations" in m.entry.senses for m in to))

    def _adjoining(self, one: Day, two: Day) -> bool:
        """Whether two days that share their month follow one another: 17 and 18 October, 10月17日、18日."""
        same = one.day is not None and two.day == one.day + 1 and one.month == two.month
        return same and two.start - one.end <= _AND

    def since(self) -> Iterator[Period]:
        """From a date on: since 2019, since the beginning of the year."""
        for mention, _ in self.words.keyed("year_start"):
            yield self._since_year_start(mention)
        for day in self.days:
            mark = self.words.mark_after(day.end, "since")
            if mark is None and not self.postposed:
                mark = self.words.mark_before(day.start, "since")
            if mark is None or self.words.compared(day.start):
                continue
            first = day.first(self.years.of_day(day))
            if first is None:
                continue
            begin, stop = min(mark.start, day.start), max(mark.end, day.end)
            yield Period(begin, stop, first, self._until(first), relative=True, since=True)

    def _since_year_start(self, mention: Mention) -> Period:
        days = self.words.days_near(mention.end, mention.end, 12)
        near = [d for d in days if d.year and not d.day and abs(d.start - mention.end) <= 12]
        year = near[0].year if near else None
        report = self.timeline.reporting
        if year is None and report is not None and report.first is not None:
            year = report.first.year
        year = year or self.timeline.year
        if year is None:
            return Period(mention.start, mention.end, None, None, relative=True)
        first = date(year, 1, 1)
        end = max(mention.end, near[0].end) if near else mention.end
        return Period(mention.start, end, first, self._until(first), relative=True)

    def _until(self, first: date) -> date | None:
        """Where an open period ends: with the reporting period, else with the article's publication."""
        report = self.timeline.reporting
        if report is not None and report.last is not None and report.last >= first and not report.relative:
            return report.last
        published = self.timeline.published
        return published if published is not None and published >= first else None

    def relative_years(self) -> Iterator[Period]:
        """Years told from the publication or the year spoken of: this year, last year, a year earlier."""
        base = self.timeline.published.year if self.timeline.published else self.timeline.year
        if base is None:
            return
        for mention, key in self.words.keyed(*FROM_NOW):
            if self.words.compared(mention.start, mention.end if self.behind else None):
                continue
            year = self.years.from_now(mention, key, base)
            last = date(year, 12, 31)
            if key == "this_year" and self.timeline.published and self.timeline.published.year == year:
                last = self.timeline.published
            before = key == "year_before"
            yield Period(mention.start, mention.end, date(year, 1, 1), last, relative=True, before=before)

    def plain(self) -> Iterator[Period]:
        """Dates by themselves: in 2023, September 2022, as of 30 November 2025."""
        for day in self.days:
            if self.words.compared(day.start, day.end if self.behind else None):
                continue
            year = self.years.of_day(day)
            first, last = day.first(year), day.last(year)
            if first is None or last is None:
                continue
            if self.words.mark_before(day.start, "as_of", "until") or self._as_of_behind(day):
                yield Period(day.start, day.end, None, last)
            elif day.day is not None:
                yield Period(day.start, day.end, first, last, point=True)
            elif day.year is not None or day.month is not None:
                yield Period(day.start, day.end, first, last, reporting=day.month is None, passing=day.year is None)

    def _as_of_behind(self, day: Day) -> bool:
        """Whether words for "until" or "as of" follow a date: अगस्त तक; not those of another clause: in May, now."""
        keys = ("as_of", "until") if self.postposed else ("as_of",)
        mark = self.words.mark_after(day.end, *keys)
        return mark is not None and _COMMA not in self.clean[day.end : mark.start]
