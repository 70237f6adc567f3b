"""Numbers that are no figures: parts of dates, clock times, ages, identifiers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice, pairwise
from operator import itemgetter
from typing import Final, Literal

from transforms.beside import Beside
from transforms.identifiers import Identifiers
from transforms.months import is_other_word
from transforms.numbers import Number
from transforms.other_calendars import dates_otherwise, is_of_other_calendar
from transforms.reading import Reading, Sentence
from transforms.rows import Kind
from transforms.terms import CLASSIFIER, MARKER, MONTH, PERIOD, TIME, UNIT, Mention

Part = Literal["year", "month", "day", "clock", "age", "identifier", "quarter", "spell"]

_FULL: Final = re.compile(r"(?<![\d/.-])(\d{1,4})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{1,4})(?![\d/])")
_MONTH_YEAR: Final = re.compile(r"(?<![\d/.-])(\d{1,2})([/-])(\d{4})(?![\d/]|[/-]\w)")
_DAY_MONTH: Final = re.compile(r"(?<![\d/.,-])(\d{1,2})([/.-])(\d{1,2})(?![\d/%]|[.,]\d)")
_CLOCK: Final = re.compile(r"(?<!\d)(\d{1,2})(?::|\s?h\s?)(\d{2})(?!\d)|(?<!\d)(\d{1,2})h(?!\w)")
_ALWAYS: Final = re.compile(r"(?<![\d/])(24)/(24|7)(?![\d/])")
# Between a day and its month: an ending glued to the day, a small word (4th of May, 3 de mayo, 5-го мая).
_MONTH_GAP: Final = re.compile(r"\.?[º°]?\s?(?:-?[^\W\d_]{1,3}\b\s?)?(?:[^\W\d_]{1,3}['’ ]\s?)?\Z")
_AFTER_MONTH_GAP: Final = re.compile(r"[,.]?\s?(?:\w{1,4}\s)?\Z")
_first: Final = itemgetter(0)
_MONTH_REACH: Final = 8  # characters between a day and its month
_LONGEST_MONTH: Final = 40
_MARKS: Final = frozenset("/.-:h")
_HYPHEN: Final = "-"
_QUARTERS: Final = 4
_POINT: Final = "."
_RANK: Final = "rank"
_CLOCK_MARKS: Final = frozenset(".,")
_HOURS: Final = 24
_DECADES: Final = range(10, 100, 10)
_TIME: Final = re.compile(r"\d{1,2}[.:][0-5]\d")
_LINKED: Final = re.compile(r"\s?[-–~∼〜\uff5e]\s?")
_YEARS: Final = (1900, 2100)
_BUDDHIST: Final = 543
_CENTURIES: Final = 2500  # of a year with its last two digits: 67 is 2567
_CENTURY: Final = 100
_LAST_DAY: Final = 31


@dataclass(frozen=True, slots=True)
class DateLabel:
    """What a number that is no figure is: `value` is the year (of the common era), month or day."""

    part: Part
    value: int
    kind: Kind
    because: str
    unit: str | None = None


def date_parts(reading: Reading, sentence: Sentence) -> Mapping[int, DateLabel]:
    """Labels by the start of the number, for the numbers of a sentence that are no figures."""
    if not sentence.numbers:
        return {}
    labeller = _Labeller(reading, sentence)
    labeller.written_with_marks()
    labeller.beside_words()
    return labeller.labels


class _Labeller:
    """Looks at the numbers of one sentence from left to right."""

    def __init__(self, reading: Reading, sentence: Sentence) -> None:
        self.reading = reading
        self.clean = reading.clean
        self.sentence = sentence
        self.numbers = sentence.numbers
        self.labels: dict[int, DateLabel] = {}
        self.beside = Beside(reading, sentence)
        self.identifiers = Identifiers(self.beside)
        self.buddhist = reading.engine.lexicon.flag("numerals", "buddhist_years")
        self.starts = reading.terms.starts
        self.months = [month for month in sentence.of(MONTH) if not is_other_word(reading.clean, month)]
        self.by_start = {n.start: n for n in self.numbers}

    def label(self, start: int, part: Part, value: int, because: str, kind: Kind = "date") -> None:
        if start in self.by_start and start not in self.labels:
            self.labels[start] = DateLabel(part, value, kind, because, "year" if part == "age" else None)

    # -- dates with marks ---------------------------------------------------------------------------------------

    def written_with_marks(self) -> None:
        if not any(
            self.clean[n.end : n.end + 1] in _MARKS
            or self.clean[n.end + 1 : n.end + 3] == "h "
            or _POINT in self.clean[n.start : n.end]
            for n in self.numbers
        ):
            return
        text = self.clean[self.sentence.start : self.sentence.end]
        base = self.sentence.start
        for match in _FULL.finditer(text):
            self._full(match, base)
        for match in _MONTH_YEAR.finditer(text):
            month, year = int(match[1]), int(match[3])
            if 1 <= month <= 12 and self._is_year(year) and not self.identifiers.is_named(base + match.start()):
                quarter = month <= _QUARTERS and self._of_quarter(self.beside.before(base + match.start(1)))
                self.label(base + match.start(1), "quarter" if quarter else "month", month, "date")
                self.label(base + match.start(3), "year", self._common_era(year), "date")
        for match in _ALWAYS.finditer(text):
            self.label(base + match.start(1), "clock", 24, "clock")
            self.label(base + match.start(2), "clock", int(match[2]), "clock")
        for match in _CLOCK.finditer(text):
            for group in (1, 2, 3):
                if match[group] is not None and int(match[group]) < 60:
                    self.label(base + match.start(group), "clock", int(match[group]), "clock")
        for match in _DAY_MONTH.finditer(text):
            self._day_month(match, base)

    def _full(self, match: re.Match[str], base: int) -> None:
        one, two, three = int(match[1]), int(match[3]), int(match[4])
        if len(match[1]) == 4:
            day_at, year_at, day, year = 4, 1, three, one
        else:
            day_at, year_at, day, year = 1, 4, one, three
        if len(match[year_at]) == 2:
            year += 2000
        if not (1 <= two <= 12 and 1 <= day <= 31 and self._is_year(year)):
            return
        self.label(base + match.start(day_at), "day", day, "date")
        self.label(base + match.start(3), "month", two, "date")
        self.label(base + match.start(year_at), "year", self._common_era(year), "date")

    def _amounts(self, number: Number) -> bool:
        """Whether a scale word or a unit stands behind it: od 2.5 milionu, от 3.1 на сто."""
        after = self.beside.after(number.end)
        return number.scale != 1 or (
            after is not None and bool(after.categories & UNIT) and after.start - number.end <= 1
        )

    def _day_month(self, match: re.Match[str], base: int) -> None:
        day, month = int(match[1]), int(match[3])
        start = base + match.start()
        number = self.by_start.get(start)
        if number is None or not (1 <= day <= 31 and 1 <= month <= 12):
            return
        before = self.beside.before(start)
        dated = before is not None and "dates.before" in before.entry.senses and not self._amounts(number)
        whole = number.end == base + match.end()
        if whole and dated:  # 6.1 read as one number
            self.labels[start] = DateLabel("day", day * 100 + month, "date", "dates.before")
        elif not whole and (dated or (match[2] == "/" and not number.fraction)):
            self.label(start, "day", day, "date")
            self.label(base + match.start(3), "month", month, "date")

    # -- numbers beside words -----------------------------------------------------------------------------------

    def beside_words(self) -> None:
        for at, number in enumerate(self.numbers):
            if number.start in self.labels:
                continue
            previous = self.numbers[at - 1] if at else None
            self._beside(number, previous)
        for one, two in pairwise(self.numbers):
            gap = self.clean[one.end : two.start]
            if not self._paired(one, two, gap):
                self._linked(one, two, gap)

    def _paired(self, one: Number, two: Number, gap: str) -> bool:
        """Labels two numbers that are one thing: a scale, a telephone number, a time of day, a score."""
        first, label = self.labels.get(one.start), self.labels.get(two.start)
        if label is None and self.identifiers.is_scale(one, two, gap):
            self._both(one, two, "identifier", "scale")
            return True
        told = first is not None and first.part == "identifier"
        dialled = label is None or (label.part == "year" and gap == _HYPHEN)
        if told and dialled and self.identifiers.goes_on(one, two, gap):
            self.labels.pop(two.start, None)
            self.label(two.start, "identifier", int(two.value), "identifiers", "identifier")
            return True
        if gap in _CLOCK_MARKS and two.end - two.start == 2 and one.value < _HOURS:  # no decimal: 9.00
            self._both(one, two, "clock", "clock")
            return True
        if label is None and (first is None or told) and self.identifiers.is_score(one, two, gap):
            self._both(one, two, "identifier", "score")
            return True
        return False

    def _both(self, one: Number, two: Number, part: Part, because: str) -> None:
        for number in (one, two):
            self.label(number.start, part, int(number.value), because, "identifier" if part == "identifier" else "date")

    def _linked(self, one: Number, two: Number, gap: str) -> None:
        """Labels the other one of two numbers that a "to" parts: 1~4월, 17.00 to 18.30, 2024-25."""
        if _LINKED.fullmatch(gap) is None and not self._led(one, two):
            return
        first, label = self.labels.get(one.start), self.labels.get(two.start)
        if first is not None and first.part == "clock" and self._is_time(two):
            self.label(two.start, "clock", int(two.value), "clock")
        if first is not None and first.part == "year" and label is None:
            if two.end - two.start == 2 and two.value == (first.value + 1) % 100:
                self.label(two.start, "year", first.value + 1, first.because)
            elif self._is_year(int(two.value)):
                self.label(two.start, "year", self._common_era(int(two.value)), first.because)
        if label is not None and label.part in ("month", "day", "age") and 0 < one.value < two.value:
            self.label(one.start, label.part, int(one.value), label.because)

    def _led(self, one: Number, two: Number) -> bool:
        """Whether a "to" alone leads from the one number to the other."""
        start = one.end + (self.clean[one.end : one.end + 1] == " ")
        link = self.starts.get(start)
        if link is None or "to" not in link.entry.senses.get("ranges", ()):
            return False
        return two.start - link.end == (self.clean[link.end : link.end + 1] == " ")

    def _is_time(self, number: Number) -> bool:
        """Whether a number is written as a time of day: 17.00."""
        return number.value < _HOURS and _TIME.fullmatch(self.clean, number.start, number.end) is not None

    def _beside(self, number: Number, previous: Number | None) -> None:
        before, after = self.beside.before(number.start), self.beside.after(number.end)
        value = int(number.value) if number.value == int(number.value) and abs(number.value) < 1e6 else -1
        if number.glued and 1 <= value <= _QUARTERS and self._of_quarter(before):  # Q3
            self.label(number.start, "quarter", value, "times.quarter")
            return
        because = self._identified(number, value, previous, before, after)
        if because is not None:
            self.label(number.start, "identifier", value, because, "identifier")
            return
        spaceless = self.reading.engine.grammar.spaceless
        apart = before is not None and spaceless and number.start - before.end > 1  # 34歳の若者5千人
        if self._is_age(after, None if apart else before):
            self.label(number.start, "age", value, "ages", "duration")
            return
        if value < 0 or number.scale > 1:
            return
        if self._month_beside(number, value) or self._unit_beside(number, value, before, after, previous):
            return
        if len(self.clean[number.start : number.end]) == 4 and self._is_year(value) and not number.words:
            self._year(number, value, before, after)

    def _identified(
        self, number: Number, value: int, previous: Number | None, before: Mention | None, after: Mention | None
    ) -> str | None:
        """What makes a number an identifier; None where it is none."""
        if self.identifiers.names(number, before, after):
            return "identifiers"
        label = self.labels.get(previous.start) if previous is not None else None
        ranked = previous if label is not None and label.because == _RANK else None
        if self.identifiers.ranks(number, value, after, ranked):
            return _RANK
        return "name" if self.identifiers.ends_a_name(number, value) else None

    def _month_beside(self, number: Number, value: int) -> bool:
        near = bisect_left(self.months, number.start - _LONGEST_MONTH, key=_first)
        for mention in islice(self.months, near, None):
            if mention.start > number.end + _MONTH_REACH:
                return False
            if is_of_other_calendar(mention):
                if dates_otherwise(number, value, mention, self.beside):
                    self.label(number.start, "identifier", value, "months")
                    return True
                continue
            behind = mention.start - number.end >= 0 and 1 <= value <= 31
            if behind and _MONTH_GAP.match(self.clean[number.end : mention.start]):
                self.label(number.start, "day", value, "months")
                return True
            if 0 <= number.start - mention.end <= 6 and _AFTER_MONTH_GAP.match(self.clean[mention.end : number.start]):
                if self._is_year(value):
                    self.label(number.start, "year", self._common_era(value), "months")
                    return True
                if self.buddhist and _LAST_DAY < value < _CENTURY and not self.beside.counted(number):  # พ.ค.67
                    self.label(number.start, "year", _CENTURIES + value - _BUDDHIST, "months")
                    return True
                if 1 <= value <= 31 and not self.beside.counted(number) and not self.beside.measures_time(number):
                    self.label(number.start, "day", value, "months")
                    return True
        return False

    def _unit_beside(
        self, number: Number, value: int, before: Mention | None, after: Mention | None, previous: Number | None
    ) -> bool:
        """tháng 6, ngày 12, năm 2024; 6月, 2024年."""
        unit = after.entry.first("times") if after is not None and after.start == number.end else None
        short = after is not None and (after.end - after.start == 1 or bool(after.categories & PERIOD))  # 1일부터
        if after is not None and short and unit in ("year", "month", "day", "quarter"):
            fits = {
                "year": self._is_year(value),
                "month": 1 <= value <= 12,
                "day": 1 <= value <= 31,
                "quarter": 1 <= value <= 4,
            }
            if fits[unit] and not (unit != "year" and self._lasts(after) and not self._dated_by(previous, before)):
                self.label(number.start, unit, self._common_era(value) if unit == "year" else value, f"times.{unit}")  # type: ignore[arg-type]
                return True
        if before is not None and before.categories & TIME and self._is_attribute(number, before):
            self.label(number.start, "spell", value, f"times.{before.entry.first('times')}", "duration")
            return True
        unit = before.entry.first("times") if before is not None and number.start - before.end <= 1 else None
        if before is None or unit not in ("year", "month", "day", "quarter") or self._dated_by(previous, before):
            return False
        spell = previous is not None and previous.start not in self.labels and before.start - previous.end <= 1
        if spell and not (unit == "year" and self._is_year(value)):
            return False
        if unit == "year" and value in _DECADES and not self.beside.counted(number):
            self.label(number.start, "identifier", value, "times.year")  # les années 90
            return True
        limits = {"year": 9999, "month": 12, "day": 31, "quarter": 4}
        if not 1 <= value <= limits[unit] or (unit == "year" and not self._is_year(value)):
            return False
        if unit != "year" and after is not None and after.categories & TIME and after.start - number.end <= 1:
            inner = after.entry.first("times")
            if inner == unit:
                return False
        self.label(number.start, unit, self._common_era(value) if unit == "year" else value, f"times.{unit}")  # type: ignore[arg-type]
        return True

    def _lasts(self, unit: Mention) -> bool:
        """Whether what follows a unit of time makes it a span of time: 3日間, 5日以上; 5月台越 is a month."""
        end = unit.end
        following = self.starts.get(end)
        if following is None and self.clean[end : end + 1] == " ":
            further = self.starts.get(end + 1)  # 10일 이내
            following = further if further is not None and "qualifiers.after" in further.entry.senses else None
        if following is None:
            return False
        counted = "month" not in unit.entry.senses["times"] and following.categories & (CLASSIFIER | PERIOD)
        return bool(counted) or "qualifiers.after" in following.entry.senses

    def _dated_by(self, previous: Number | None, before: Mention | None) -> bool:
        """Whether the unit before a number is written on to the part of a date before it: 10月1日, 2022年9月."""
        return (
            previous is not None
            and before is not None
            and previous.end == before.start
            and before.end - before.start == 1
            and previous.start in self.labels
        )

    def _is_attribute(self, number: Number, before: Mention) -> bool:
        """Whether a number follows its noun with an article written on to it: الأشهر التسعة."""
        article = self.reading.folded[before.end : number.start].strip()
        return bool(article) and article in self.reading.engine.matcher.prefixes

    def _year(self, number: Number, value: int, before: Mention | None, after: Mention | None) -> None:
        signs = before is not None and (
            before.categories & (PERIOD | MONTH)
            or "year" in before.entry.senses.get("times", ())
            or self._of_quarter(before)
        )
        if signs or not self.beside.counted(number) or self._said_of_years(number.start):
            self.label(number.start, "year", self._common_era(value), "year")

    @staticmethod
    def _of_quarter(mention: Mention | None) -> bool:
        return mention is not None and "quarter" in mention.entry.senses.get("times", ())

    def _said_of_years(self, start: int) -> bool:
        """Whether a small word stands before that leads to years: in 2024 donors gave aid."""
        return self.reading.engine.word_before(self.reading.folded, start, "dates.year")

    def _is_age(self, after: Mention | None, before: Mention | None) -> bool:
        for mention in (after, before):
            if mention is not None and mention.categories & MARKER and "ages" in mention.entry.senses:
                return True
        return False

    def _is_year(self, value: int) -> bool:
        low, high = _YEARS
        return low <= value <= high or (self.buddhist and low <= value - _BUDDHIST <= high)

    def _common_era(self, value: int) -> int:
        return value - _BUDDHIST if self.buddhist and value > _YEARS[1] else value
