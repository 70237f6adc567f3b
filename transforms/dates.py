"""Numbers that are no figures: parts of dates, clock times, ages, identifiers."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from transforms.ages import is_age
from transforms.clock_times import is_half_hour, is_hour
from transforms.date_labels import BUDDHIST, LAST_DAY, QUARTERS, DateLabel, Labels, is_of_quarter, unit_of
from transforms.months import is_other_word
from transforms.numbers import Number
from transforms.other_calendars import dates_otherwise, is_of_other_calendar
from transforms.reading import Reading, Sentence
from transforms.terms import CLASSIFIER, MONTH, NOUN, PERIOD, TIME, UNIT, Mention, first_from
from transforms.written_dates import label_written_dates

# Between a day and its month: an ending glued to the day, a small word (4th of May, 3 de mayo, 5-го мая).
_MONTH_GAP: Final = re.compile(r"\.?[º°]?\s?(?:-?[^\W\d_]{1,3}\b\s?)?(?:[^\W\d_]{1,3}['’ ]\s?)?\Z")
_AFTER_MONTH_GAP: Final = re.compile(r"[,.]?\s?(?:\w{1,4}\s)?\Z")
_MONTH_REACH: Final = 8  # characters between a day and its month
_LONGEST_MONTH: Final = 40
_HYPHEN: Final = "-"
_RANK: Final = "rank"
_CLOCK_MARKS: Final = frozenset(".,")
_HOURS: Final = 24
_DECADES: Final = range(10, 100, 10)
_TIME: Final = re.compile(r"\d{1,2}[.:][0-5]\d")
_LINKED: Final = re.compile(r"\.?\s?[-–—~∼〜\uff5e]\s?")
_ENDING: Final = re.compile(r"\.|[º°]|-?[^\W\d_]{1,2}(?![^\W\d_])")  # of an ordinal: 15. bis 17., 15th to 17th
_CENTURIES: Final = 2500  # of a year with its last two digits: 67 is 2567
_CENTURY: Final = 100
_MILLENNIUM: Final = 2000
_SHORT_YEAR: Final = 2  # digits of a year without its century


def date_parts(reading: Reading, sentence: Sentence) -> dict[int, DateLabel]:
    """Labels by the start of the number, for the numbers of a sentence that are no figures."""
    if not sentence.numbers:
        return {}
    labels = Labels(reading, sentence)
    label_written_dates(labels)
    _BesideWords(labels).label()
    return labels.given


def _said(mention: Mention) -> tuple[str, ...]:
    """What a term says of periods."""
    return mention.entry.senses.get("periods", ())


class _BesideWords:
    """Looks at the words beside the numbers of one sentence, from left to right."""

    def __init__(self, labels: Labels) -> None:
        self.labels = labels
        self.given = labels.given
        self.reading = labels.reading
        self.clean = labels.clean
        self.beside = labels.beside
        self.identifiers = labels.identifiers
        self.starts = labels.reading.terms.starts
        self.dayparts = labels.reading.engine.lexicon.flag("numbers", "clock_by_daypart")
        self.months = [month for month in labels.sentence.of(MONTH) if not is_other_word(labels.clean, month)]

    def label(self) -> None:
        numbers = self.labels.numbers
        hours = bool(self.reading.engine.beside["dates.clock"])
        for at, number in enumerate(numbers):
            if number.start in self.given:
                continue
            if hours and number.value <= _HOURS and is_hour(self.beside, number, numbers[at + 1 : at + 2]):
                self.labels.give(number.start, "clock", int(number.value), "dates.clock")
                continue
            self._beside(number, numbers[at - 1] if at else None)
        for one, two in pairwise(self.labels.numbers):
            gap = self.clean[one.end : two.start]
            if not self._paired(one, two, gap):
                self._linked(one, two, gap)

    def _paired(self, one: Number, two: Number, gap: str) -> bool:
        """Labels two numbers that are one thing: a scale, a telephone number, a time of day, a score."""
        first, label = self.given.get(one.start), self.given.get(two.start)
        if label is None and self.identifiers.is_scale(one, two, gap):
            self.labels.give_both(one, two, "identifier", "scale")
            return True
        told = first is not None and first.part == "identifier"
        dialled = label is None or (label.part == "year" and gap == _HYPHEN)
        if told and dialled and self.identifiers.goes_on(one, two, gap):
            self.given.pop(two.start, None)
            self.labels.give(two.start, "identifier", int(two.value), "identifiers", "identifier")
            return True
        on_the_dot = gap in _CLOCK_MARKS and two.end - two.start == 2 and one.value < _HOURS  # no decimal: 9.00
        if on_the_dot or is_half_hour(self.beside, one, two, gap):
            self.labels.give_both(one, two, "clock", "clock")
            return True
        if label is None and (first is None or told) and self.identifiers.is_score(one, two, gap):
            self.labels.give_both(one, two, "identifier", "score")
            return True
        return False

    def _linked(self, one: Number, two: Number, gap: str) -> None:
        """Labels the other one of two numbers that a "to" parts: 1~4월, 17.00 to 18.30, 2024-25."""
        if _LINKED.fullmatch(gap) is None and not self._led(one, two):
            return
        first, label = self.given.get(one.start), self.given.get(two.start)
        if first is not None and first.part == "clock" and (self._is_time(two) or self._is_hour(two, led=True)):
            self.labels.give(two.start, "clock", int(two.value), "clock")
        if first is not None and first.part == "year" and label is None:
            if two.end - two.start == 2 and two.value == (first.value + 1) % 100:
                self.labels.give(two.start, "year", first.value + 1, first.because)
            elif self.labels.is_year(int(two.value)):
                self.labels.give(two.start, "year", self.labels.common_era(int(two.value)), first.because)
        if first is not None and first.part == "day" and label is None and self._is_later_day(one, two):
            self.labels.give(two.start, "day", int(two.value), first.because)
        if label is not None and label.part in ("month", "day", "age") and 0 < one.value < two.value:
            self.labels.give(one.start, label.part, int(one.value), label.because)

    def _is_later_day(self, one: Number, two: Number) -> bool:
        """Whether a number behind a dash may be a later day of the same month: October 17-19."""
        return one.value < two.value <= LAST_DAY and not self.beside.counted(two)

    def _led(self, one: Number, two: Number) -> bool:
        """Whether a "to" alone leads from the one number to the other."""
        ending = _ENDING.match(self.clean, one.end) if one.ordinal else None
        end = ending.end() if ending is not None else one.end
        if self.dayparts and self.clean[end : end + 1].isalpha():
            end = max(end, self.reading.folded.find(" ", end))  # তিন-টা থেকে পাঁচ
        start = end + (self.clean[end : end + 1] == " ")
        link = self.starts.get(start)
        if link is None or "to" not in link.entry.senses.get("ranges", ()):
            return False
        return two.start - link.end == (self.clean[link.end : link.end + 1] == " ")

    def _is_hour(self, number: Number, *, led: bool = False) -> bool:
        """Whether a part of the day stands before a number that counts nothing: ভোর সাড়ে পাঁচটা, ตีห้า.

        `led`: an hour and a "to" stand before it.
        """
        if not self.dayparts or not 0 < number.value <= _HOURS or self.beside.counted(number):
            return False
        return led or self.reading.engine.word_before(self.reading.folded, number.start, "numbers.clock_before")

    def _is_time(self, number: Number) -> bool:
        """Whether a number is written as a time of day: 17.00."""
        return number.value < _HOURS and _TIME.fullmatch(self.clean, number.start, number.end) is not None

    def _beside(self, number: Number, previous: Number | None) -> None:
        before, after = self.beside.before(number.start), self.beside.after(number.end)
        value = int(number.value) if number.value == int(number.value) and abs(number.value) < 1e6 else -1
        if number.glued and 1 <= value <= QUARTERS and is_of_quarter(before):  # Q3
            self.labels.give(number.start, "quarter", value, "times.quarter")
            return
        because = self._identified(number, value, previous, before, after)
        if because is not None:
            self.labels.give(number.start, "identifier", value, because, "identifier")
            return
        spaceless = self.reading.engine.grammar.spaceless
        apart = before is not None and spaceless and number.start - before.end > 1  # 34歳の若者5千人
        if is_age(self.labels, number, previous, (after, None if apart else before)):
            self.labels.give(number.start, "age", value, "ages", "duration")
            return
        if self._is_hour(number):
            self.labels.give(number.start, "clock", int(number.value), "clock")
            return
        if value < 0 or number.scale > 1:
            return
        if self._month_beside(number, value) or self._unit_beside(number, value, before, after, previous):
            return
        if len(self.clean[number.start : number.end]) == 4 and self.labels.is_year(value) and not number.words:
            self._year(number, value, before, after)

    def _identified(
        self, number: Number, value: int, previous: Number | None, before: Mention | None, after: Mention | None
    ) -> str | None:
        """What makes a number an identifier; None where it is none."""
        if self.identifiers.names(number, before, after):
            return "identifiers"
        label = self.given.get(previous.start) if previous is not None else None
        ranked = previous if label is not None and label.because == _RANK else None
        if self.identifiers.ranks(number, value, after, ranked):
            return _RANK
        return "name" if self.identifiers.ends_a_name(number, value) else None

    def _month_beside(self, number: Number, value: int) -> bool:
        for at in range(first_from(self.months, number.start - _LONGEST_MONTH), len(self.months)):
            mention = self.months[at]
            if mention.start > number.end + _MONTH_REACH:
                return False
            if is_of_other_calendar(mention):
                if dates_otherwise(number, value, mention, self.beside):
                    self.labels.give(number.start, "identifier", value, "months")
                    return True
                continue
            behind = mention.start - number.end >= 0 and 1 <= value <= 31
            if behind and _MONTH_GAP.match(self.clean[number.end : mention.start]):
                self.labels.give(number.start, "day", value, "months")
                return True
            if 0 <= number.start - mention.end <= 6 and _AFTER_MONTH_GAP.match(self.clean[mention.end : number.start]):
                if self.labels.is_year(value):
                    self.labels.give(number.start, "year", self.labels.common_era(value), "months")
                    return True
                if self.labels.buddhist and LAST_DAY < value < _CENTURY and not self.beside.counted(number):  # พ.ค.67
                    self.labels.give(number.start, "year", _CENTURIES + value - BUDDHIST, "months")
                    return True
                if 1 <= value <= 31 and not self.beside.counted(number) and not self.beside.measures_time(number):
                    self.labels.give(number.start, "day", value, "months")
                    return True
        return False

    def _unit_beside(
        self, number: Number, value: int, before: Mention | None, after: Mention | None, previous: Number | None
    ) -> bool:
        """tháng 6, ngày 12, năm 2024; 6月, 2024年."""
        if after is not None and self._unit_behind(number, value, before, after, previous):
            return True
        if before is None:
            return False
        if before.categories & TIME and self._is_attribute(number, before):
            self.labels.give(number.start, "spell", value, f"times.{before.entry.first('times')}", "duration")
            return True
        return self._unit_before(number, value, before, after, previous)

    def _unit_behind(
        self, number: Number, value: int, before: Mention | None, after: Mention, previous: Number | None
    ) -> bool:
        """6月, 2024年; no span of time: 5日間."""
        unit = unit_of(after) if after.start == number.end else None
        short = after.end - after.start == 1 or after.categories & PERIOD  # 1일부터
        if unit == "year" and number.end - number.start == _SHORT_YEAR and "year_mark" in _said(after):
            value = value + _MILLENNIUM if after.end - after.start > 1 else value  # 24年度
        if unit is None or not short or not self.labels.fits(unit, value):
            return False
        if unit != "year" and self._lasts(after, previous) and not self._dated_by(previous, before):
            return False
        self.labels.give_unit(number.start, unit, value)
        return True

    def _unit_before(
        self, number: Number, value: int, before: Mention, after: Mention | None, previous: Number | None
    ) -> bool:
        """tháng 6, ngày 12, năm 2024; les années 90 are no year."""
        unit = unit_of(before) if number.start - before.end <= 1 else None
        if unit is None or self._dated_by(previous, before):
            return False
        if self.reading.engine.word_before(self.reading.folded, before.start, "dates.each"):
            return False  # every month 3 containers
        fits = self.labels.fits(unit, value)
        spell = previous is not None and previous.start not in self.given and before.start - previous.end <= 1
        if spell and not (unit == "year" and fits):
            return False
        if unit == "year" and value in _DECADES and not self.beside.counted(number):
            self.labels.give(number.start, "identifier", value, "times.year")
            return True
        if not fits:
            return False
        follows = after is not None and after.categories & TIME and after.start - number.end <= 1
        if unit != "year" and follows and unit_of(after) == unit:
            return False
        self.labels.give_unit(number.start, unit, value)
        return True

    def _lasts(self, unit: Mention, previous: Number | None) -> bool:
        """Whether what follows a unit of time makes it a span of time: 3日間, 5日以上; 5月台越 is a month.

        Not what ends with a day: 18日現在, 17日から18日まで.
        """
        end = unit.end
        following = self.starts.get(end)
        if following is None and self.clean[end : end + 1] == " ":
            further = self.starts.get(end + 1)  # 10일 이내
            following = further if further is not None and "qualifiers.after" in further.entry.senses else None
        if following is None:
            return False
        said = _said(following)
        if "as_of" in said or ("until" in said and self._is_day(previous)):
            return False
        counted = "month" not in unit.entry.senses["times"] and following.categories & (CLASSIFIER | PERIOD)
        return bool(counted) or "qualifiers.after" in following.entry.senses

    def _is_day(self, number: Number | None) -> bool:
        """Whether a number is the day of a date."""
        label = self.given.get(number.start) if number is not None else None
        return label is not None and label.part == "day"

    def _dated_by(self, previous: Number | None, before: Mention | None) -> bool:
        """Whether the unit before a number is written on to the part of a date before it: 10月1日, 2022年9月."""
        return (
            previous is not None
            and before is not None
            and previous.end == before.start
            and before.end - before.start == 1
            and previous.start in self.given
        )

    def _is_attribute(self, number: Number, before: Mention) -> bool:
        """Whether a number follows its noun with an article written on to it: الأشهر التسعة."""
        article = self.reading.folded[before.end : number.start].strip()
        return bool(article) and article in self.reading.engine.matcher.prefixes

    def _year(self, number: Number, value: int, before: Mention | None, after: Mention | None) -> None:
        signs = before is not None and (
            before.categories & (PERIOD | MONTH)
            or "year" in before.entry.senses.get("times", ())
            or is_of_quarter(before)
        )
        counted = self.beside.counted(number) and not self._is_before_one(number, after)
        if signs or not counted or self._said_of_years(number.start):
            self.labels.give(number.start, "year", self.labels.common_era(value), "year")

    def _is_before_one(self, number: Number, after: Mention | None) -> bool:
        """Whether the noun behind is one thing, and the number so its year: its 2024 programme."""
        plural = tuple(self.reading.engine.beside["dates.plural_ends"])
        if not plural or after is None or not after.categories & NOUN or after.categories & UNIT:
            return False
        words = self.reading.folded[after.start : after.end].split()  # memoranda of understanding
        return not any(word.endswith(plural) for word in words)

    def _said_of_years(self, start: int) -> bool:
        """Whether a small word stands before that leads to years: in 2024 donors gave aid."""
        return self.reading.engine.word_before(self.reading.folded, start, "dates.year")
