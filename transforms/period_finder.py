"""Finds the periods that a sentence names, absolute or relative."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from transforms.days import Day, date_of, shifted
from transforms.reading import Reading, Sentence
from transforms.terms import TIME, Mention
from transforms.time_words import MONTHS, TimeWords
from transforms.timeline import Period, Timeline

_YEAR_REACH: Final = 30  # characters between a part of a year and the year
_NOW_REACH: Final = 20  # characters between a part of a year and "this year"
_FROM_NOW: Final = {"this_year": 0, "last_year": -1, "next_year": 1, "same_year": 0, "year_before": -1}
_FROM_THEN: Final = frozenset({"same_year", "year_before"})
_SAID_YEARS: Final = tuple(_FROM_NOW)
_YEAR: Final = 12
_OF_YEAR: Final = 8  # characters between some months and their year: nine months OF THE 2024
_OF_MONTH: Final = 4  # characters between a month and "this year": July OF this year
_AHEAD: Final = 6  # months after the publication that a month without its year lies ahead at most
_AHEAD_OF_TOLD: Final = 3  # the same, where the article tells of an earlier year
_SHORT: Final = 2  # letters of a unit that a number is written on to
_LINK: Final = re.compile(r"\s?[-–—~∼〜～]\s?\Z")


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
            unit = self.words.unit_after(number.end)
            if unit is None or number.value != int(number.value) or not 0 < number.value <= 60:
                continue
            if number.start in self.sentence.labels and unit.start == number.end:
                continue  # 지난 7월, 5月12日: a month with its number
            key = unit.entry.senses["times"][0]
            found = list(self._spell(number.start, unit.end, int(number.value) * MONTHS[key]))
            if not found and key == "month" and not number.ordinal:
                found = list(self._months_of_year(number.start, unit.end, int(number.value)))
            yield from found
        for mention in self.sentence.of(TIME):
            unit_key = mention.entry.first("times")
            if unit_key in ("quarter", "half_year"):
                yield from self._ordinal_spell(mention, MONTHS[unit_key])
            if unit_key == "quarter":
                yield from self._numbered_quarter(mention)
        for start, label in self.sentence.labels.items():
            if label.part == "quarter":
                yield from self._part_of_year(start, start + 1, (label.value - 1) * 3 + 1, 3)

    def _spell(self, start: int, end: int, length: int) -> Iterator[Period]:
        sign = self.words.between(start, end, "first", "last", "next")  # los ocho primeros meses
        sign = sign or self.words.beside(start, end, ("first", "last", "next"))
        if sign is None:
            return
        mention, key = sign
        begin, stop = min(start, mention.start), max(end, mention.end)
        if key == "first" and length <= 12:
            yield from self._part_of_year(begin, stop, 1, length)
        elif key == "next":
            yield from self._next(begin, stop, length)
        elif key == "last":
            yield self._last(begin, stop, length)

    def _months_of_year(self, start: int, end: int, length: int) -> Iterator[Period]:
        """Nine months of this year, 9 months of 2024; seven months to July."""
        if not 1 < length < _YEAR or self.behind:
            return
        ahead = self._year_of(start, end, _OF_YEAR)
        if ahead is not None and ahead[2] > end:
            year, begin, stop = ahead
            yield Period(begin, stop, date_of(year, 1, 1), date_of(year, length, 31), reporting=True)
            return
        for day in self.words.days_near(end, end, _OF_YEAR):
            if not end <= day.start <= end + _OF_YEAR or not day.month:
                continue
            last = day.last(self._year(day))
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
        number = self.words.number_before(unit.start)
        if number is None or number.value not in (1, 2, 3, 4):
            return
        written_on = number.end == unit.start and unit.end - unit.start <= _SHORT
        if number.ordinal or written_on:
            yield from self._part_of_year(number.start, unit.end, int(number.value) * 3 - 2, 3)

    def _part_of_year(self, start: int, end: int, month: int, length: int) -> Iterator[Period]:
        year, begin, stop = self._year_of(start, end, _YEAR_REACH) or (self.timeline.year, start, end)
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
        """From one date to another: from September 2022 to September 2024, 2021-2024."""
        for one, two in zip(self.days, self.days[1:], strict=False):
            if self.words.number_between(one.end, two.start):
                continue  # from 79 million in 1996 to 305 million in 2011
            gap = self.clean[one.end : two.start]
            link = _LINK.match(gap) is not None
            if not link:
                opened = self.words.opened(one.start) is not None
                ways = ("to", "until", "as_of") if opened else ("to",)
                to = [m for m in self.sentence.between(one.end, two.start) if any(self.words.means(m, w) for w in ways)]
                if not to or len(gap) > 24:
                    continue
                if any("enumerations" in m.entry.senses for m in to) and not opened:
                    continue
            year = self._year(two)
            first = one.first(one.year or year)
            last = two.last(year)
            if first and last and first <= last:
                mark = self.words.opened(one.start)
                yield Period(mark.start if mark else one.start, two.end, first, last, reporting=True)

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
            first = day.first(self._year(day))
            if first is None:
                continue
            yield Period(min(mark.start, day.start), max(mark.end, day.end), first, self._until(first), relative=True)

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
        for mention, key in self.words.keyed(*_FROM_NOW):
            if self.words.compared(mention.start, mention.end if self.behind else None):
                continue
            year = self._from_now(mention, key, base)
            last = date(year, 12, 31)
            if key == "this_year" and self.timeline.published and self.timeline.published.year == year:
                last = self.timeline.published
            yield Period(mention.start, mention.end, date(year, 1, 1), last, relative=True)

    def plain(self) -> Iterator[Period]:
        """Dates by themselves: in 2023, September 2022, as of 30 November 2025."""
        for day in self.days:
            if self.words.compared(day.start, day.end if self.behind else None):
                continue
            year = self._year(day)
            first, last = day.first(year), day.last(year)
            if first is None or last is None:
                continue
            behind = ("as_of", "until") if self.postposed else ("as_of",)  # अगस्त तक: until August
            if self.words.mark_before(day.start, "as_of", "until") or self.words.mark_after(day.end, *behind):
                yield Period(day.start, day.end, None, last)
            elif day.day is not None:
                yield Period(day.start, day.end, first, last, point=True)
            elif day.year is not None or day.month is not None:
                yield Period(day.start, day.end, first, last, reporting=day.month is None, passing=day.year is None)

    def _year_of(self, start: int, end: int, reach: int) -> tuple[int, int, int] | None:
        """(year, and the span widened by it): of the nearest date that is a year alone, or the nearest "this year"."""
        near = [
            (min(abs(d.start - end), abs(start - d.end)), d)
            for d in self.words.days_near(start, end, reach)
            if d.year and not d.month and not d.day and not self.words.compared(d.start)
        ]
        near = [pair for pair in near if pair[0] <= reach]
        day = min(near, key=lambda pair: pair[0]) if near else None
        mark = self._relative_year(start, end, min(reach, _NOW_REACH))
        if mark is not None and (day is None or mark[0] < day[0]):
            return mark[2], min(start, mark[1].start), max(end, mark[1].end)
        if day is not None and day[1].year:
            return day[1].year, min(start, day[1].start), max(end, day[1].end)
        return None

    def _relative_year(self, start: int, end: int, reach: int) -> tuple[int, Mention, int] | None:
        """(distance, the words, the year) of the "this year" beside a span: this year's first quarter."""
        published = self.timeline.published
        sign = self.words.beside(start, end, _SAID_YEARS, reach=reach)
        if published is None or sign is None:
            return None
        mention, key = sign
        if self.words.compared(mention.start, mention.end if self.behind else None):
            return None
        year = self._from_now(mention, key, published.year)
        return min(abs(mention.start - end), abs(start - mention.end)), mention, year

    def _from_now(self, mention: Mention, key: str, base: int) -> int:
        """The year that "this year", "last year" is; "that year", "the year before" depend on the year in force."""
        return (self._spoken_of(mention.start) or base if key in _FROM_THEN else base) + _FROM_NOW[key]

    def _spoken_of(self, start: int) -> int | None:
        """The year in force at a place: named before it in the sentence, or earlier."""
        before = [day.year for day in self.days if day.year and day.end <= start]
        return before[-1] if before else self.timeline.year

    def _year(self, day: Day) -> int | None:
        """The year of a date: its own, else the one that "next" or "last" tells, else the one near the publication."""
        published = self.timeline.published
        if day.year or day.month is None or published is None:
            return day.year or self.timeline.year
        said = self.words.beside(day.start, day.end, _SAID_YEARS, reach=_OF_MONTH)
        if said is not None:
            return self._from_now(*said, published.year)
        sign = self.words.beside(day.start, day.end, ("next", "last"), reach=1)
        ahead = day.month - published.month
        if sign is not None:
            return published.year + (ahead <= 0 if sign[1] == "next" else -(ahead >= 0))
        told = self.timeline.year is not None and self.timeline.year < published.year
        return published.year - (ahead > _AHEAD or (told and ahead > _AHEAD_OF_TOLD))
