"""Finds the periods that a sentence names, absolute or relative."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Final

from transforms.days import Day, in_one_month, shifted
from transforms.reading import Reading, Sentence
from transforms.spells import Spells
from transforms.terms import Mention
from transforms.time_words import TimeWords
from transforms.timeline import Period, Timeline
from transforms.years_told import FROM_NOW, Years

_COMMA: Final = ","
_TWELVE: Final = 12
_TO: Final = 24  # characters between two dates that a "to" links
_AND: Final = 6  # characters between two days that follow one another
_EVENT: Final = 31  # days of the longest event
_LINK: Final = re.compile(r"\.?\s?[-–—~∼〜～]\s?\Z")


class Finder:
    """Finds the periods of one sentence."""

    def __init__(self, reading: Reading, sentence: Sentence, days: list[Day], timeline: Timeline) -> None:
        self.reading = reading
        self.clean = reading.clean
        self.sentence = sentence
        self.timeline = timeline
        self.days = list(days)
        self.words = TimeWords(sentence, self.days)
        self.behind = reading.engine.grammar.spaceless or bool(reading.engine.lexicon.settings.get("verb_last"))
        self.years = Years(self.words, timeline, behind=self.behind)
        self.spells = Spells(reading.clean, sentence, self.words, timeline, self.years, behind=self.behind)
        self.postposed = bool(reading.engine.lexicon.settings.get("verb_last"))  # 1996 से: since 1996

    def all(self) -> list[Period]:
        """Every period, in order, but what is compared with; the wider ones hide what lies inside them."""
        found = [
            *self.spells.all(),
            *self.spans(),
            *self.since(),
            *self.relative_years(),
            *self.past_years(),
            *self.plain(),
        ]
        found.sort(key=lambda p: (p.start, -p.end))
        kept: list[Period] = []
        for period in found:
            if not kept or period.start >= kept[-1].end:
                kept.append(period)
        return [period for period in kept if not period.base]

    def spans(self) -> Iterator[Period]:
        """From one date to another: from September 2022 to September 2024, 2021-2024; 17 and 18 October."""
        for pair in pairwise(self.days):
            one, two = in_one_month(*pair)
            if self.words.number_between(one.end, two.start):
                continue  # from 79 million in 1996 to 305 million in 2011
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
        named = near[0].year if near else None
        report = self.timeline.reporting
        spoken = report.first.year if report is not None and report.first is not None else self.timeline.year
        year = named or spoken
        if year is None:
            return Period(mention.start, mention.end, None, None, relative=True)
        first = date(year, 1, 1)
        last = self._until(first)
        if named is None and last is not None and last.year > year:
            last = date(year, 12, 31)  # of the year spoken of, in an article of the next one
        end = max(mention.end, near[0].end) if near else mention.end
        return Period(mention.start, end, first, last, relative=True)

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
            if self.years.is_named_behind(mention, key):
                continue
            if self.words.compared(mention.start, mention.end if self.behind else None):
                continue
            year = self.years.from_now(mention, key, base)
            last = date(year, 12, 31)
            if key == "this_year" and self.timeline.published and self.timeline.published.year == year:
                last = self.timeline.published
            before = key == "year_before"
            yield Period(mention.start, mention.end, date(year, 1, 1), last, relative=True, before=before)

    def past_years(self) -> Iterator[Period]:
        """The year that just goes by: in a review of December this one, of January the last one, else twelve months."""
        published = self.timeline.published
        if published is None:
            return
        for mention, _ in self.words.keyed("past_year"):
            year = {11: published.year, 12: published.year, 1: published.year - 1, 2: published.year - 1}
            if published.month in year:
                first, last = date(year[published.month], 1, 1), date(year[published.month], 12, 31)
            else:
                first, last = shifted(published, -_TWELVE), published
            yield Period(mention.start, mention.end, first, last, relative=True)

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
