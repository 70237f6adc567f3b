"""Periods that an article names, absolute or relative, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from transforms.days import Day, days_of
from transforms.period_finder import Finder
from transforms.reading import Reading, Sentence
from transforms.terms import CALENDAR, MONTH, TIME
from transforms.timeline import Period, Timeline


def periods_of(reading: Reading, sentences: list[Sentence], published: date | None) -> Timeline:
    """The periods that each sentence names, and which of them are in force behind it."""
    timeline = Timeline(published, year=published.year if published else None)
    dates = {s.no: list(days_of(reading, s)) for s in sentences if s.labels or s.categories & MONTH}
    years = [day.year for days in dates.values() for day in days if day.year]
    if timeline.year is None and years:
        timeline.year = _spoken_in(dates.values()) or years[0]
    timeline.reporting = _reporting(reading, sentences, dates, timeline)
    for sentence in sentences:
        if sentence.no in dates or _tells_of_time(sentence):
            periods = Finder(reading, sentence, dates.get(sentence.no, []), timeline).all()
            if periods:
                timeline.pass_by(sentence, periods)
    return timeline


def _spoken_in(dates: Iterable[list[Day]]) -> int | None:
    """The year of the latest full date of the first sentence that names one: of the day that the news are of."""
    told = ([day.year for day in days if day.year and day.month and day.day] for days in dates)
    return max(next((years for years in told if years), ()), default=None)


def _tells_of_time(sentence: Sentence) -> bool:
    return bool(sentence.categories & CALENDAR) or bool(sentence.numbers and sentence.categories & TIME)


def _reporting(
    reading: Reading, sentences: list[Sentence], dates: dict[int, list[Day]], timeline: Timeline
) -> Period | None:
    """The first period of several months that the article names with a date: what it reports on."""
    for sentence in sentences:
        if _tells_of_time(sentence):
            for period in Finder(reading, sentence, dates.get(sentence.no, []), timeline).spells.all():
                if period.first and period.last and not period.passing:
                    return period
    return None
