"""Which year a sentence tells: of a part of a year, of a month, of "this year" and "the year before"."""

from __future__ import annotations

from typing import Final

from transforms.days import Day
from transforms.terms import Mention
from transforms.time_words import TimeWords
from transforms.timeline import Timeline

_NOW_REACH: Final = 20  # characters between a part of a year and "this year"
FROM_NOW: Final = {"this_year": 0, "last_year": -1, "next_year": 1, "same_year": 0, "year_before": -1}
_FROM_THEN: Final = frozenset({"same_year", "year_before"})
_SAID_YEARS: Final = tuple(FROM_NOW)
_OWN: Final = 2  # characters between a part of a year and its own year, also where it is compared with: 2023年上半年
_LEADS: Final = 4  # characters between "of the year" and its number: do ano de 2023
_OF_MONTH: Final = 4  # characters between a month and "this year": July OF this year
_AHEAD: Final = 6  # months after the publication that a month without its year lies ahead at most
_AHEAD_OF_TOLD: Final = 3  # the same, where the article tells of an earlier year


class Years:
    """The years of one sentence; `behind`: words for a comparison may follow what is compared with."""

    def __init__(self, words: TimeWords, timeline: Timeline, *, behind: bool) -> None:
        self.words = words
        self.timeline = timeline
        self.behind = behind

    def beside(self, start: int, end: int, reach: int) -> tuple[int, int, int] | None:
        """(year, and the span widened by it): of the nearest date that is a year alone, or the nearest "this year"."""
        near = [
            (min(abs(d.start - end), abs(start - d.end)), d)
            for d in self.words.days_near(start, end, reach)
            if d.year and not d.month and not d.day
        ]
        near = [(gap, d) for gap, d in near if gap <= reach and (gap <= _OWN or not self.words.compared(d.start))]
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
        if self.is_named_behind(mention, key) or self.words.compared(
            mention.start, mention.end if self.behind else None
        ):
            return None
        year = self.from_now(mention, key, published.year)
        return min(abs(mention.start - end), abs(start - mention.end)), mention, year

    def is_named_behind(self, mention: Mention, key: str) -> bool:
        """Whether the year stands behind words for "this year" that only lead to it: de l'année 2023, del año 2023."""
        if key != "this_year":
            return False
        return any(
            d.year and 0 <= d.start - mention.end <= _LEADS
            for d in self.words.days_near(mention.end, mention.end, _LEADS)
        )

    def from_now(self, mention: Mention, key: str, base: int) -> int:
        """The year that "this year", "last year" is; "that year", "the year before" depend on the year in force."""
        return (self._spoken_of(mention.start) or base if key in _FROM_THEN else base) + FROM_NOW[key]

    def _spoken_of(self, start: int) -> int | None:
        """The year in force at a place: named before it in the sentence, or earlier."""
        before = [day.year for day in self.words.days if day.year and day.end <= start]
        return before[-1] if before else self.timeline.year

    def of_day(self, day: Day) -> int | None:
        """The year of a date: its own, else the one that "next" or "last" tells, else the one near the publication."""
        published = self.timeline.published
        if day.year or day.month is None or published is None:
            return day.year or self.timeline.year
        said = self.words.beside(day.start, day.end, _SAID_YEARS, reach=_OF_MONTH)
        if said is not None:
            return self.from_now(*said, published.year)
        sign = self.words.beside(day.start, day.end, ("next", "last"), reach=1)
        ahead = day.month - published.month
        if sign is not None:
            return published.year + (ahead <= 0 if sign[1] == "next" else -(ahead >= 0))
        told = self.timeline.year is not None and self.timeline.year < published.year
        return published.year - (ahead > _AHEAD or (told and ahead > _AHEAD_OF_TOLD))
