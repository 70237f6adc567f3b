"""The words of a sentence that tell of time, and the dates in it: which of them stand beside a place."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from transforms.days import Day
from transforms.numbers import Number
from transforms.reading import Sentence
from transforms.terms import CHANGE, COMPARISON, PERIOD, Mention

_COMPARED_REACH: Final = 24
_LONGEST_WORD: Final = 20
_ONE_WORD: Final = 5  # letters of the longest "than" or "over" that says nothing of more or less
_ORDERS: Final = frozenset({"first", "last", "next"})
_MORE: Final = frozenset({"more", "fewer"})
_LONGEST_TERM: Final = 80
_ENDING: Final = 5  # characters of an ordinal's ending and the space behind it
_LEADS: Final = 12  # characters between words like "until" and their date
_HOURS: Final = frozenset({"hour", "clock", "minute"})
_OF_DAY: Final = 16  # characters between a time of day and its date
_OF_CLOCK: Final = 3  # numbers of a time of day: hours, minutes, seconds
_ABOUT: Final = 14  # characters between "first" and "six months"
MONTHS: Final = {"month": 1, "quarter": 3, "half_year": 6, "year": 12, "decade": 120}


def _compares(mention: Mention) -> tuple[str, ...]:
    return mention.entry.senses.get("comparisons", ())


def _day_start(day: Day) -> int:
    return day.start


class TimeWords:
    """A sentence's words with a meaning for periods, each with that meaning, and its dates, in order."""

    def __init__(self, sentence: Sentence, days: list[Day]) -> None:
        self.sentence = sentence
        self.days = days
        self.marks = [(m, key) for m in sentence.of(PERIOD) for key in m.entry.senses["periods"]]
        self.starts = [mention.start for mention, _ in self.marks]
        self.keys = {key for _, key in self.marks}

    def means(self, mention: Mention, key: str) -> bool:
        """Whether a term has that meaning."""
        return key in mention.entry.senses.get("periods", ())

    def keyed(self, *keys: str) -> list[tuple[Mention, str]]:
        """The words with one of these meanings, in order, each with that meaning."""
        return [] if self.keys.isdisjoint(keys) else [mark for mark in self.marks if mark[1] in keys]

    def keyed_near(self, first: int, last: int, *keys: str) -> list[tuple[Mention, str]]:
        """Those of them that begin or end between two places."""
        if self.keys.isdisjoint(keys):
            return []
        near = self.marks[bisect_left(self.starts, first - _LONGEST_TERM) : bisect_left(self.starts, last + 1)]
        return [mark for mark in near if mark[1] in keys]

    def unit_after(self, end: int) -> Mention | None:
        """The unit of time that a number ending there counts, a word like "first" between them at most."""
        following = self.sentence.beginning(end, end + 3)
        for mention in following:
            if mention.entry.first("times") in MONTHS:
                return mention
        if self.keys.isdisjoint(_ORDERS):
            return None
        order = next((m for m in following if not _ORDERS.isdisjoint(m.entry.senses.get("periods", ()))), None)
        if order is None or order.start == end:
            return None
        units = self.sentence.beginning(order.end, order.end + 1)
        unit = next((m for m in units if m.entry.first("times") in MONTHS), None)
        return None if unit is None or self.number_between(order.end, unit.start) else unit

    def beside(self, start: int, end: int, keys: tuple[str, ...], reach: int = _ABOUT) -> tuple[Mention, str] | None:
        """The nearest word with one of these meanings on either side of a span, and which meaning."""
        best: tuple[int, Mention, str] | None = None
        for mention, key in self.keyed_near(start - reach, end + reach, *keys):
            if mention.start < start < mention.end < end:
                gap = 0  # رواں سال کی پہلی ششماہی: two terms share a word
            else:
                gap = start - mention.end if mention.end <= start else mention.start - end
            if 0 <= gap <= reach and (best is None or gap < best[0]):
                best = (gap, mention, key)
        return (best[1], best[2]) if best else None

    def between(self, start: int, end: int, *keys: str) -> tuple[Mention, str] | None:
        """The first word with one of these meanings inside a span, and which meaning."""
        return next((mark for mark in self.keyed_near(start, end, *keys) if start <= mark[0].start < end), None)

    def opened(self, start: int) -> Mention | None:
        """The "from" or "between" just before a place."""
        for mention in reversed(self.sentence.beginning(start - 10 - _LONGEST_TERM, start)):
            near = mention.end <= start and start - mention.end <= 10
            if near and (self.means(mention, "from") or "between" in mention.entry.senses.get("ranges", ())):
                return mention
        return None

    def mark_before(self, start: int, *keys: str) -> Mention | None:
        """The word with one of these meanings just before a place, no number between but a time of day."""
        if self.keys.isdisjoint(keys):
            return None
        clock = self._clock_before(start)
        first, reach = (start, _LEADS) if clock is None else (clock, _LEADS + start - clock)
        for mention, _ in self.keyed_near(start - reach, start, *keys):
            if mention.end <= start and start - mention.end <= reach and not self.number_between(mention.end, first):
                return mention
        return None

    def _clock_before(self, start: int) -> int | None:
        """Where a time of day begins that stands before a date: as of 5 pm on 1 November."""
        clock = None
        numbers, last = self.sentence.numbers, self.sentence.first_number_from(start)
        for number in reversed(numbers[max(0, last - _OF_CLOCK) : last]):
            if not 0 <= start - number.end <= _OF_DAY or not self._is_clock(number):
                break
            clock = number.start
        return clock

    def _clock_behind(self, end: int) -> int:
        """Where a time of day ends that stands behind a date, else the date's end: 11月1日午後5時現在."""
        first = self.sentence.first_number_from(end)
        for number in self.sentence.numbers[first : first + _OF_CLOCK]:
            if number.start - end > _OF_DAY or not self._is_clock(number):
                break
            unit = self._hour_after(number)
            end = unit.end if unit is not None else number.end
        return end

    def _is_clock(self, number: Number) -> bool:
        """Whether a number is a part of a time of day: 17:00, 17 giờ, 5時."""
        label = self.sentence.labels.get(number.start)
        return label.part == "clock" if label is not None else self._hour_after(number) is not None

    def _hour_after(self, number: Number) -> Mention | None:
        following = self.sentence.beginning(number.end, number.end + 1)
        return next((m for m in following if m.entry.first("times") in _HOURS), None)

    def mark_after(self, end: int, *keys: str) -> Mention | None:
        """The word with one of these meanings just behind a place, or behind a time of day there."""
        if self.keys.isdisjoint(keys):
            return None
        end = self._clock_behind(end)
        for mention, _ in self.keyed_near(end, end + 4, *keys):
            if mention.start >= end and mention.start - end <= 4:
                return mention
        return None

    def number_between(self, start: int, end: int) -> bool:
        """Whether a number begins between two places."""
        numbers = self.sentence.numbers
        at = self.sentence.first_number_from(start)
        return at < len(numbers) and numbers[at].start < end

    def number_before(self, start: int) -> Number | None:
        """The last number that ends before a place, and no more than an ending before it: 3-м квартале."""
        numbers = self.sentence.numbers
        at = self.sentence.first_number_from(start) - 1
        return numbers[at] if at >= 0 and 0 <= start - numbers[at].end <= _ENDING else None

    def compared(self, start: int, end: int | None = None) -> bool:
        """Whether a date is only what something is compared with; `end`: where words for that may follow it, too."""
        if "compared" in self.keys:
            if end is not None and self.mark_after(end, "compared") is not None:
                return True
            near = self.keyed_near(start - _COMPARED_REACH, start, "compared")
            if any(0 <= start - m.end <= _COMPARED_REACH and not self.number_between(m.end, start) for m, _ in near):
                return True  # not the year of what is compared with: against 12 million in 2022
        if not self.sentence.categories & COMPARISON:
            return False
        return self._more_than(start) or (end is not None and self._less_than_before(end))

    def _more_than(self, start: int) -> bool:
        """Whether "more … than" leads to a place: 12 more than in 2022, weniger als im Vorjahr."""
        for than in reversed(self.sentence.beginning(start - _COMPARED_REACH - _LONGEST_WORD, start - 1)):
            senses = _compares(than)
            if "than" not in senses or not 0 <= start - than.end <= _COMPARED_REACH:
                continue
            if self.number_between(than.end, start):
                continue
            if len(senses) > 1 and than.end - than.start > _ONE_WORD:  # "more than" is one term
                return True
            for more in self.sentence.between(than.start - _COMPARED_REACH, than.start):
                if more.categories & CHANGE or not _MORE.isdisjoint(_compares(more)):
                    return True
        return False

    def _less_than_before(self, end: int) -> bool:
        """Whether "than … more" follows a place: 前年より13件多い, पिछले साल से 8% कम."""
        than = next((m for m in self.sentence.beginning(end, end + 1) if "than" in _compares(m)), None)
        return than is not None and any(
            m.categories & CHANGE or not _MORE.isdisjoint(_compares(m))
            for m in self.sentence.between(than.end, than.end + _COMPARED_REACH)
        )

    def days_near(self, start: int, end: int, reach: int) -> list[Day]:
        """The dates that may lie so near to a span."""
        first = bisect_left(self.days, start - reach - _LONGEST_TERM, key=_day_start)
        return self.days[first : bisect_left(self.days, end + reach + 1, lo=first, key=_day_start)]
