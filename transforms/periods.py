"""Periods that an article names, absolute or relative, and which of them a figure belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from transforms.days import Day, date_of, days_of, shifted
from transforms.figure import Figure
from transforms.reading import Reading, Sentence
from transforms.terms import CALENDAR, MONTH, TIME, Mention
from transforms.time_words import MONTHS, TimeWords

_OVER: Final = 2  # years after which a period is history
_BESIDE: Final = 2  # characters between a period and the figure it stands before: 2016, 50 projects
_YEAR_REACH: Final = 30  # characters between a part of a year and the year
_NOW_REACH: Final = 20  # characters between a part of a year and "this year"
_FROM_NOW: Final = {"this_year": 0, "last_year": -1, "next_year": 1}
# What may stand between a figure and its own year behind it: a word or two (175 million IN 2005, 12 TRONG NĂM 2016).
_OWN: Final = re.compile(r"[^\d.,;:!?()\n،؛؟。、\uff0c\uff1b\uff1a\uff08\uff09]{1,16}")
_SHORT: Final = 2  # letters of a unit that a number is written on to
_LINK: Final = re.compile(r"\s?[-–—~∼〜～]\s?\Z")


@dataclass(frozen=True, slots=True)
class Period:
    """A period where the text names it; `reporting`: of a length that one reports on; `relative`: not by date."""

    start: int
    end: int
    first: date | None
    last: date | None
    reporting: bool = False
    relative: bool = False
    point: bool = False  # a single day: an event, no period
    passing: bool = False  # a month without its year: said in passing, it holds for nothing else

    def holds_on(self, published: date | None) -> bool:
        """Whether it also holds for what later sentences say, in an article of that day: history and plans do not."""
        if self.point or self.passing:
            return False
        if published is None or self.last is None:
            return True
        return published.year - self.last.year <= _OVER and (self.first or self.last) <= published


@dataclass(slots=True)
class Timeline:
    """What is known of time while an article is read from top to bottom."""

    published: date | None
    reporting: Period | None = None
    current: Period | None = None
    year: int | None = None


def periods_of(reading: Reading, sentences: Sequence[Sentence], published: date | None) -> dict[int, list[Period]]:
    """The periods of each sentence, by its number, in text order."""
    timeline = Timeline(published, year=published.year if published else None)
    dates = {s.no: list(days_of(reading, s)) for s in sentences if s.labels or s.categories & MONTH}
    years = [day.year for days in dates.values() for day in days if day.year]
    if timeline.year is None and years:
        timeline.year = years[0]
    timeline.reporting = _reporting(reading, sentences, dates, timeline)
    found: dict[int, list[Period]] = {}
    for sentence in sentences:
        if sentence.no in dates or sentence.categories & CALENDAR or (sentence.numbers and sentence.categories & TIME):
            periods = _Finder(reading, sentence, dates.get(sentence.no, []), timeline).all()
            if periods:
                found[sentence.no] = periods
                named = [p for p in periods if p.holds_on(published)]
                timeline.current = named[-1] if named else timeline.current
                last = named[-1].last or named[-1].first if named else None
                timeline.year = last.year if last else timeline.year
    return found


def assign_periods(
    reading: Reading, figures: Sequence[Figure], periods: Sequence[Period], carried: Period | None
) -> list[Period | None]:
    """The period of each figure of one sentence: named at its side, else before it, else after it, else carried on."""
    spans = [period for period in periods if not period.point]
    starts, ends = [period.start for period in spans], [period.end for period in spans]
    chosen: list[Period | None] = []
    for figure in figures:
        begun = bisect_right(starts, figure.start)  # spans follow one another: the last one begun may hold the figure
        over = bisect_right(ends, figure.start)
        coming = bisect_left(starts, figure.number_end)
        if begun and figure.number_end <= ends[begun - 1]:
            chosen.append(spans[begun - 1])
        elif over and coming < len(spans) and _own(reading, figure, spans[over - 1], spans[coming]):
            chosen.append(spans[coming])
        elif over:
            chosen.append(spans[over - 1])
        else:
            chosen.append(spans[coming] if coming < len(spans) else carried)
    return chosen


def _own(reading: Reading, figure: Figure, before: Period, behind: Period) -> bool:
    """Whether the period behind a figure is its own, though another is named before: 79 in 1996 and 305 in 2011."""
    end = max(figure.end, figure.number_end)
    near = _OWN.fullmatch(reading.clean, end, behind.start) is not None
    return near and not 0 <= figure.start - before.end <= _BESIDE


def _reporting(
    reading: Reading, sentences: Sequence[Sentence], dates: dict[int, list[Day]], timeline: Timeline
) -> Period | None:
    """The first period of several months that the article names with a date: what it reports on."""
    for sentence in sentences:
        if sentence.categories & CALENDAR or (sentence.numbers and sentence.categories & TIME):
            for period in _Finder(reading, sentence, dates.get(sentence.no, []), timeline).spells():
                if period.first and period.last:
                    return period
    return None


class _Finder:
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

    # "first six months of 2024", "next six months", "first half", "second quarter"
    def spells(self) -> Iterator[Period]:
        for mention, key in self.words.keyed("first_half", "second_half"):
            yield from self._part_of_year(mention.start, mention.end, 1 if key == "first_half" else 7, 6)
        for number in self.sentence.numbers:
            unit = self.words.unit_after(number.end)
            if unit is None or number.value != int(number.value) or not 0 < number.value <= 60:
                continue
            length = int(number.value) * MONTHS[unit.entry.senses["times"][0]]
            yield from self._spell(number.start, unit.end, length)
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
        sign = self.words.beside(start, end, ("first", "last", "next"))
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
        year, begin, stop = self._year_beside(start, end)
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

    # "from September 2022 to September 2024", "2021-2024"
    def spans(self) -> Iterator[Period]:
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
            year = two.year or self.timeline.year
            first = one.first(one.year or year)
            last = two.last(year)
            if first and last and first <= last:
                mark = self.words.opened(one.start)
                yield Period(mark.start if mark else one.start, two.end, first, last, reporting=True)

    # "since 2019", "since the beginning of the year"
    def since(self) -> Iterator[Period]:
        for mention, _ in self.words.keyed("year_start"):
            yield self._since_year_start(mention)
        for day in self.days:
            mark = self.words.mark_after(day.end, "since")
            if mark is None and not self.postposed:
                mark = self.words.mark_before(day.start, "since")
            if mark is None or self.words.compared(day.start):
                continue
            first = day.first(self.timeline.year)
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

    # "this year", "last year"
    def relative_years(self) -> Iterator[Period]:
        base = self.timeline.published.year if self.timeline.published else self.timeline.year
        if base is None:
            return
        for mention, key in self.words.keyed(*_FROM_NOW):
            if self.words.compared(mention.start, mention.end if self.behind else None):
                continue
            year = base + _FROM_NOW[key]
            last = date(year, 12, 31)
            if key == "this_year" and self.timeline.published and self.timeline.published.year == year:
                last = self.timeline.published
            yield Period(mention.start, mention.end, date(year, 1, 1), last, relative=True)

    # "in 2023", "September 2022", "as of 30 November 2025"
    def plain(self) -> Iterator[Period]:
        for day in self.days:
            if self.words.compared(day.start, day.end if self.behind else None):
                continue
            first, last = day.first(self.timeline.year), day.last(self.timeline.year)
            if first is None or last is None:
                continue
            if self.words.mark_before(day.start, "as_of", "until") or self.words.mark_after(day.end, "as_of"):
                yield Period(day.start, day.end, None, last)
            elif day.day is not None:
                yield Period(day.start, day.end, first, last, point=True)
            elif day.year is not None or day.month is not None:
                yield Period(day.start, day.end, first, last, reporting=day.month is None, passing=day.year is None)

    def _year_beside(self, start: int, end: int) -> tuple[int | None, int, int]:
        """(year, and the span widened by it): the nearest date that is a year alone, else the year in force."""
        near = [
            (min(abs(d.start - end), abs(start - d.end)), d)
            for d in self.words.days_near(start, end, _YEAR_REACH)
            if d.year and not d.month and not d.day and not self.words.compared(d.start)
        ]
        near = [pair for pair in near if pair[0] <= _YEAR_REACH]
        day = min(near, key=lambda pair: pair[0]) if near else None
        mark = self._relative_year(start, end)
        if mark is not None and (day is None or mark[0] < day[0]):
            return mark[2], min(start, mark[1].start), max(end, mark[1].end)
        if day is not None:
            return day[1].year, min(start, day[1].start), max(end, day[1].end)
        return self.timeline.year, start, end

    def _relative_year(self, start: int, end: int) -> tuple[int, Mention, int] | None:
        """(distance, the words, the year) of the "this year" beside a span: this year's first quarter."""
        published = self.timeline.published
        sign = self.words.beside(start, end, tuple(_FROM_NOW), reach=_NOW_REACH)
        if published is None or sign is None:
            return None
        mention, key = sign
        if self.words.compared(mention.start, mention.end if self.behind else None):
            return None
        return min(abs(mention.start - end), abs(start - mention.end)), mention, published.year + _FROM_NOW[key]
