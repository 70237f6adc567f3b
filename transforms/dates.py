"""Numbers that are no figures: parts of dates, clock times, ages, identifiers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice, pairwise
from operator import itemgetter
from typing import Final, Literal

from transforms.metres import is_power, metres_behind
from transforms.numbers import Number
from transforms.reading import Reading, Sentence
from transforms.rows import Kind
from transforms.terms import CLASSIFIER, IDENTIFIER, MARKER, MONTH, NOUN, ORGANISATION, PERIOD, TIME, UNIT, Mention

Part = Literal["year", "month", "day", "clock", "age", "identifier", "quarter", "spell"]

_FULL: Final = re.compile(r"(?<![\d/.-])(\d{1,4})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{1,4})(?![\d/])")
_MONTH_YEAR: Final = re.compile(r"(?<![\d/.-])(\d{1,2})([/-])(\d{4})(?![\d/]|[/-]\w)")
_DAY_MONTH: Final = re.compile(r"(?<![\d/.,-])(\d{1,2})([/.-])(\d{1,2})(?![\d/%]|[.,]\d)")
_CLOCK: Final = re.compile(r"(?<!\d)(\d{1,2})(?::|\s?h\s?)(\d{2})(?!\d)|(?<!\d)(\d{1,2})h(?!\w)")
_ALWAYS: Final = re.compile(r"(?<![\d/])(24)/(24|7)(?![\d/])")
_GENERATION: Final = re.compile(r"\d[GDK](?![A-Za-z\d])")  # 5G, 3D
_CODE: Final = re.compile(r"[/-][A-ZĐ]|/\d+/[A-ZĐ]")
# Between a day and its month: an ending glued to the day, a small word (4th of May, 3 de mayo, 5-го мая).
_MONTH_GAP: Final = re.compile(r"\.?[º°]?\s?(?:-?[^\W\d_]{1,3}\b\s?)?(?:[^\W\d_]{1,3}['’ ]\s?)?\Z")
_AFTER_MONTH_GAP: Final = re.compile(r"[,.]?\s?(?:\w{1,4}\s)?\Z")
_ID_GAP: Final = re.compile(r"[.:°º\s]{0,3}\Z")
_first: Final = itemgetter(0)
_MONTH_REACH: Final = 8  # characters between a day and its month
_LONGEST_MONTH: Final = 40
_MARKS: Final = frozenset("/.-:h")
_SEPARATED: Final = frozenset(",;:)\u3001\uff0c\uff1b\uff1a\uff09\u060c\u061b")  # between a term and a number
_OPENED: Final = frozenset(",;:(\u3001\uff0c\uff1b\uff1a\uff08\u060c\u061b")  # between a number and a term
_DIALLED: Final = frozenset((" ", "-", ".", "\u00a0"))  # between the groups of a telephone number
_WRITTEN_TOGETHER: Final = "-."
_HYPHEN: Final = "-"
_GROUPS: Final = re.compile(r"\d{1,3}(?:[ .-]\d{2,4}){2,}(?![\d%])")
_PAIRS: Final = re.compile(r"\d{2,4}(?:[ .-]\d\d){3,}(?![\d%])|\d{3,4}(?:[ .-]\d\d){2,}(?![\d%])")
_CODE_LENGTH: Final = 3
_POINT: Final = "."
_CLOCK_MARKS: Final = frozenset(".,")
_HOURS: Final = 24
_DECADES: Final = range(10, 100, 10)
_LAST_RANK: Final = 200
_LAST_NAMED: Final = 999
_LAST_OF_A_NAME: Final = 20
_WORDS_OF_A_NAME: Final = 4
_LONGEST_NAME: Final = 24
_SCALED: Final = frozenset(":/")  # of a map or a plan: 1:500
_LEAST_SCALE: Final = 100
_SCORED: Final = frozenset("-\u2010\u2011\u2013:")
_MOST_SCORED: Final = 100
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
        self.head_last = reading.engine.lexicon.settings.get("head") == "last"
        self.buddhist = reading.engine.lexicon.flag("numerals", "buddhist_years")
        self.starts = reading.terms.starts
        self.ends = reading.terms.ends
        self.months = sentence.of(MONTH)
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
            if 1 <= month <= 12 and self._is_year(year) and not self._identified(base + match.start()):
                self.label(base + match.start(1), "month", month, "date")
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

    def _day_month(self, match: re.Match[str], base: int) -> None:
        day, month = int(match[1]), int(match[3])
        start = base + match.start()
        number = self.by_start.get(start)
        if number is None or not (1 <= day <= 31 and 1 <= month <= 12):
            return
        before = self._before(start)
        dated = before is not None and "dates.before" in before.entry.senses
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
        for one, two in pairwise(self.numbers):  # 1~4월: from January to April
            label = self.labels.get(two.start)
            gap = self.clean[one.end : two.start]
            dialled = label is None or (label.part == "year" and gap == _HYPHEN)
            if gap in _SCALED and one.value == 1 and label is None and two.value >= _LEAST_SCALE:
                self.label(one.start, "identifier", 1, "scale", "identifier")
                self.label(two.start, "identifier", int(two.value), "scale", "identifier")
                continue
            if gap in _DIALLED and dialled and self._goes_on(one, two):
                self.labels.pop(two.start, None)
                self.label(two.start, "identifier", int(two.value), "identifiers", "identifier")
                continue
            if gap in _CLOCK_MARKS and two.end - two.start == 2 and one.value < _HOURS:  # no decimal: 9.00
                self.label(one.start, "clock", int(one.value), "clock")
                self.label(two.start, "clock", int(two.value), "clock")
                continue
            linked = _LINKED.fullmatch(gap) is not None or self._led(one, two)
            first = self.labels.get(one.start)
            if label is None and (first is None or first.part == "identifier") and self._is_score(one, two, gap):
                self.label(one.start, "identifier", int(one.value), "score", "identifier")
                self.label(two.start, "identifier", int(two.value), "score", "identifier")
                continue
            if linked and first is not None and first.part == "clock" and self._is_time(two):
                self.label(two.start, "clock", int(two.value), "clock")
            years = linked and first is not None and first.part == "year" and label is None
            if years and first is not None and two.end - two.start == 2 and two.value == (first.value + 1) % 100:
                self.label(two.start, "year", first.value + 1, first.because)  # 2024-25
            elif years and first is not None and self._is_year(int(two.value)):
                self.label(two.start, "year", self._common_era(int(two.value)), first.because)
            if label is not None and label.part in ("month", "day", "age") and linked and 0 < one.value < two.value:
                self.label(one.start, label.part, int(one.value), label.because)

    def _led(self, one: Number, two: Number) -> bool:
        """Whether a "to" alone leads from the one number to the other."""
        start = one.end + (self.clean[one.end : one.end + 1] == " ")
        link = self.starts.get(start)
        if link is None or "to" not in link.entry.senses.get("ranges", ()):
            return False
        return two.start - link.end == (self.clean[link.end : link.end + 1] == " ")

    def _is_score(self, one: Number, two: Number, gap: str) -> bool:
        """Whether two numbers are a score: 3-1, 3比1; nothing that is counted follows."""
        marked = gap in _SCORED
        if not marked and self.reading.engine.word_after(self.reading.folded, one.end, "numbers.score") != two.start:
            return False
        for number in (one, two):
            if number.scale != 1 or number.value != int(number.value) or not 0 <= number.value < _MOST_SCORED:
                return False
        if (marked and one.value < two.value) or one.glued or self._counted(two):
            return False  # 1-3: a range
        after = self._after(two.end)
        return after is None or after.start > two.end + 1 or not after.categories & (UNIT | TIME | MONTH)

    def _is_time(self, number: Number) -> bool:
        """Whether a number is written as a time of day: 17.00."""
        return number.value < _HOURS and _TIME.fullmatch(self.clean, number.start, number.end) is not None

    def _beside(self, number: Number, previous: Number | None) -> None:
        before, after = self._before(number.start), self._after(number.end)
        value = int(number.value) if number.value == int(number.value) and abs(number.value) < 1e6 else -1
        if self._is_identifier(number, before, after):
            self.label(number.start, "identifier", value, "identifiers", "identifier")
            return
        if self._is_rank(number, value, after):
            self.label(number.start, "identifier", value, "rank", "identifier")
            return
        if self._ends_a_name(number, value):
            self.label(number.start, "identifier", value, "name", "identifier")
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

    def _month_beside(self, number: Number, value: int) -> bool:
        near = bisect_left(self.months, number.start - _LONGEST_MONTH, key=_first)
        for mention in islice(self.months, near, None):
            if mention.start > number.end + _MONTH_REACH:
                return False
            behind = mention.start - number.end >= 0 and 1 <= value <= 31
            if behind and _MONTH_GAP.match(self.clean[number.end : mention.start]):
                self.label(number.start, "day", value, "months")
                return True
            if 0 <= number.start - mention.end <= 6 and _AFTER_MONTH_GAP.match(self.clean[mention.end : number.start]):
                if self._is_year(value):
                    self.label(number.start, "year", self._common_era(value), "months")
                    return True
                if self.buddhist and _LAST_DAY < value < _CENTURY and not self._counted(number):  # พ.ค.67
                    self.label(number.start, "year", _CENTURIES + value - _BUDDHIST, "months")
                    return True
                if 1 <= value <= 31 and not self._counted(number) and not self._measures_time(number):
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
        if unit == "year" and value in _DECADES and not self._counted(number):
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
            before.categories & PERIOD or "year" in before.entry.senses.get("times", ()) or before.categories & MONTH
        )
        if signs or not self._counted(number) or self._said_of_years(number.start):
            self.label(number.start, "year", self._common_era(value), "year")

    def _measures_time(self, number: Number) -> bool:
        """Whether a span of time follows at once: 5 July, in 12 days."""
        after = self._after(number.end)
        return after is not None and after.categories & TIME != 0 and after.start - number.end == 1

    def _said_of_years(self, start: int) -> bool:
        """Whether a small word stands before that leads to years: in 2024 donors gave aid."""
        return self.reading.engine.word_before(self.reading.folded, start, "dates.year")

    def _counted(self, number: Number) -> bool:
        """Whether a counted thing or a unit follows at once."""
        after = self._after(number.end)
        if after is None or after.start - number.end > 1:
            return False
        categories = after.categories
        if "year_mark" in after.entry.senses.get("periods", ()):
            return False
        return bool(categories & (NOUN | UNIT | CLASSIFIER)) and not categories & (MONTH | PERIOD | TIME)

    # -- identifiers and ages -----------------------------------------------------------------------------------

    def _is_rank(self, number: Number, value: int, after: Mention | None) -> bool:
        """Whether a number tells a rank: auf Platz 2, place 5; and the next one behind an "and"."""
        if not 0 < value <= _LAST_RANK or self._counted(number) or self._measures_time(number):
            return False
        if after is not None and after.categories & UNIT and after.start - number.end <= 1:
            return False
        engine, folded = self.reading.engine, self.reading.folded
        if engine.word_before(folded, number.start, "numbers.rank"):
            return True
        link = self.ends.get(number.start - 1)
        ranked = None if link is None else self.labels.get(self._starting(link.start - 1))
        return (
            link is not None
            and "and" in link.entry.senses.get("enumerations", ())
            and ranked is not None
            and ranked.because == "rank"
        )

    def _ends_a_name(self, number: Number, value: int) -> bool:
        """Whether a number tells things of one name apart: cầu Cửa Lục 1, Dewan Manajemen Proyek 85."""
        start = number.start - 1
        if number.words or not 0 < value <= _LAST_NAMED or self.clean[start] != " " or self._counted(number):
            return False
        noun = self.ends.get(start)
        if noun is not None and noun.categories & NOUN and self._is_capital(noun.start):
            return True
        if value > _LAST_OF_A_NAME:
            return False
        name = start
        for _ in range(_WORDS_OF_A_NAME):
            begin = self.clean.rfind(" ", max(0, name - _LONGEST_NAME), name) + 1
            if not self.clean[begin : begin + 1].isupper() or not self.clean[begin:name].isalpha():
                break
            name = begin - 1
        thing = self.ends.get(name) if name < start else None
        return thing is not None and thing.categories & NOUN != 0 and not self._measures_time(number)

    def _is_capital(self, start: int) -> bool:
        """Whether a word begins with a capital behind another one of the sentence, where nouns have none."""
        if not self.clean[start].isupper() or self.reading.engine.lexicon.flag("persons", "nouns_are_capitals"):
            return False
        return self.clean[start - 2 : start - 1].isalnum() and self.clean[start - 1] == " "

    def _starting(self, end: int) -> int:
        """Where the number starts that ends at a place; -1 where none does."""
        return next((n.start for n in self.numbers if n.end == end), -1)

    def _is_identifier(self, number: Number, before: Mention | None, after: Mention | None) -> bool:
        priced = before is not None and before.end == number.start and before.categories & UNIT
        if number.glued and not priced:
            return True
        if _CODE.match(self.clean[number.end : number.end + 14]) and not self._measured(number):
            return True
        if self._coded(number):
            return True
        if self.head_last and after is not None and "organisations.number_words" in after.entry.senses:
            return after.start - number.end <= 1  # ২ নম্বর ক্লাস্টার
        if before is None or not _ID_GAP.match(self.clean[before.end : number.start]):
            return False
        if after is not None and after.categories & UNIT and after.start - number.end <= 1:
            return False
        if metres_behind(self.clean, number.end) is not None:
            return False
        senses = before.entry.senses
        if before.categories & IDENTIFIER or "organisations.number_words" in senses:
            return not number.words
        if before.categories & ORGANISATION and ("organisations.cluster" in senses or "organisations.block" in senses):
            counted = after is not None and after.start - number.end <= 1 and after.categories & (NOUN | CLASSIFIER)
            return not counted and number.value < 100
        return False

    def _measured(self, number: Number) -> bool:
        """Whether a hyphen joins a number to what it is counted in: a 350-MW plant, 12-Kilometer-Lauf."""
        after = self.starts.get(number.end + 1)
        return after is not None and self.clean[number.end] == "-" and bool(after.categories & (UNIT | TIME))

    def _coded(self, number: Number) -> bool:
        """Whether a numeral is written as no amount is: 0232 of a telephone, +84 before other groups, the 2 of km2."""
        if number.end - number.start == 1 and is_power(self.clean, number.start):
            return True
        if _GENERATION.match(self.clean, number.start) and number.end - number.start == 1:
            return True
        written = self.clean[number.start : number.end]
        if len(written) >= _CODE_LENGTH and written.isdecimal() and not int(written[0]):
            return True
        if self.clean[number.end : number.end + 1] not in _DIALLED:
            return False
        if _PAIRS.match(self.clean, number.start) and not self.clean[number.start - 1 : number.start].isalnum():
            return True
        dialled = self.clean[number.start - 1 : number.start] == "+"
        return dialled and _GROUPS.match(self.clean, number.start) is not None

    def _goes_on(self, one: Number, two: Number) -> bool:
        """Whether a numeral continues the number before it, which identifies something: 981 55 02 17."""
        label = self.labels.get(one.start)
        return (
            label is not None
            and label.part == "identifier"
            and not (one.words or two.words)
            and two.scale == 1
            and two.end - two.start > 1
            and (self.clean[one.end] in _WRITTEN_TOGETHER or not self._counted(two))
        )

    def _identified(self, start: int) -> bool:
        before = self._before(start)
        return before is not None and bool(before.categories & IDENTIFIER)

    def _is_age(self, after: Mention | None, before: Mention | None) -> bool:
        for mention in (after, before):
            if mention is not None and mention.categories & MARKER and "ages" in mention.entry.senses:
                return True
        return False

    # -- neighbours ---------------------------------------------------------------------------------------------

    def _before(self, start: int) -> Mention | None:
        """The mention of this sentence that ends at most three characters before."""
        ends = self.ends
        mention = ends.get(start) or ends.get(start - 1) or ends.get(start - 2) or ends.get(start - 3)
        if mention is None or mention.start < self.sentence.start:
            return None
        return mention if _SEPARATED.isdisjoint(self.clean[mention.end : start]) else None

    def _after(self, end: int) -> Mention | None:
        """The mention of this sentence that begins at most two characters behind."""
        mention = self.starts.get(end) or self.starts.get(end + 1) or self.starts.get(end + 2)
        if mention is None or mention.start >= self.sentence.end:
            return None
        return mention if _OPENED.isdisjoint(self.clean[end : mention.start]) else None

    def _is_year(self, value: int) -> bool:
        low, high = _YEARS
        return low <= value <= high or (self.buddhist and low <= value - _BUDDHIST <= high)

    def _common_era(self, value: int) -> int:
        return value - _BUDDHIST if self.buddhist and value > _YEARS[1] else value
