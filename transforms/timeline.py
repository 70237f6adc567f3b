"""What is known of time while an article is read from top to bottom."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from transforms.reading import Sentence

_OVER: Final = 2  # years after which a period is history
_LONG: Final = 731  # days of a period that lasts for years


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
    event: bool = False  # some days from one date to another
    since: bool = False  # from a date on
    base: bool = False  # what is compared with: 8 % more than in the first quarter of 2023
    before: bool = False  # the year before another one: what is compared with

    def holds_on(self, published: date | None) -> bool:
        """Whether it also holds for what later sentences say, in an article of that day: history and plans do not."""
        if self.point or self.passing:
            return False
        if self.since and self.is_long:
            return False
        if published is None:
            return True
        if self.last is not None and published.year - self.last.year > _OVER:
            return False
        return self.begin <= published

    @property
    def is_long(self) -> bool:
        """Whether it lasts for years: it tells of the past of what is reported, and stays in no other's place."""
        return self.first is not None and self.last is not None and (self.last - self.first).days > _LONG

    @property
    def begin(self) -> date:
        """Its first day, or the last one where it is open; a day of no time where it has none."""
        return self.first or self.last or date.min

    @property
    def finish(self) -> date:
        """Its last day, or the last of all where it is open."""
        return self.last or date.max


@dataclass(slots=True)
class Timeline:
    """What is known of time while an article is read from top to bottom."""

    published: date | None
    reporting: Period | None = None
    current: Period | None = None
    year: int | None = None
    named: dict[int, list[Period]] = field(default_factory=dict)  # by the number of the sentence, in text order
    in_force: dict[int, Period | None] = field(default_factory=dict)  # behind the sentences that name one

    def pass_by(self, sentence: Sentence, periods: list[Period]) -> None:
        """Goes on behind a sentence that names these periods."""
        self.named[sentence.no] = periods
        self.in_force[sentence.no] = self.current = carried_on(sentence, periods, self.current, self.published)
        last = (self.current.last or self.current.first) if self.current else None
        if last is not None:
            self.year = last.year if self.published is None else min(last.year, self.published.year)


def is_aside(sentence: Sentence, period: Period, running: Period | None) -> bool:
    """Whether a period is named behind a figure and begins before the one in force: 40, against 33 in 2020."""
    if running is None or period.begin >= running.begin:
        return False
    return _stands_behind(sentence, period)


def _stands_behind(sentence: Sentence, period: Period) -> bool:
    """Whether a figure stands before a period."""
    return any(n.start < period.start and n.start not in sentence.labels for n in sentence.numbers)


def _is_comparison(sentence: Sentence, period: Period, running: Period | None) -> bool:
    """Whether it is the year before, said only to compare: 40, or 7 more than the year before; a year earlier 33."""
    if not period.before:
        return False
    return _stands_behind(sentence, period) if running is None else period.begin < running.begin


def carried_on(
    sentence: Sentence, periods: list[Period], running: Period | None, published: date | None
) -> Period | None:
    """The period that holds for the sentences after this one; of several that it names the latest, the narrower."""
    named = [p for p in periods if p.holds_on(published) and not is_aside(sentence, p, running)]
    named = [p for p in named if not _is_comparison(sentence, p, running)]
    if named and running is not None and not running.is_long:
        named = [p for p in named if not p.is_long and (not p.event or running.event)]
    if len(named) > 1:
        return max(reversed(named), key=lambda p: (p.begin, -p.finish.toordinal()))
    return named[0] if named else running
