"""What the numbers of a sentence are that are no figures: the labels, and what tells a year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from transforms.beside import Beside
from transforms.identifiers import Identifiers
from transforms.numbers import Number
from transforms.reading import Reading, Sentence
from transforms.rows import Kind
from transforms.terms import Mention

Part = Literal["year", "month", "day", "clock", "age", "identifier", "quarter", "spell"]

LAST_MONTH: Final = 12
LAST_DAY: Final = 31
QUARTERS: Final = 4
_YEARS: Final = (1900, 2100)
BUDDHIST: Final = 543  # years before the common era in which the Buddhist one begins


@dataclass(frozen=True, slots=True)
class DateLabel:
    """What a number that is no figure is: `value` is the year (of the common era), month or day."""

    part: Part
    value: int
    kind: Kind
    because: str
    unit: str | None = None


_UNITS: Final[dict[str, Part]] = {"year": "year", "month": "month", "day": "day", "quarter": "quarter"}
_LAST: Final[dict[Part, int]] = {"month": LAST_MONTH, "day": LAST_DAY, "quarter": QUARTERS}


def unit_of(mention: Mention | None) -> Part | None:
    """The part of a date that a word for time is beside a number: năm, 月, quarter; None for any other."""
    return None if mention is None else _UNITS.get(mention.entry.first("times") or "")


class Labels:
    """The labels of the numbers of one sentence, by where each begins, and what is asked before one is given."""

    def __init__(self, reading: Reading, sentence: Sentence) -> None:
        self.reading = reading
        self.clean = reading.clean
        self.sentence = sentence
        self.numbers = sentence.numbers
        self.given: dict[int, DateLabel] = {}
        self.beside = Beside(reading, sentence)
        self.identifiers = Identifiers(self.beside)
        self.buddhist = reading.engine.lexicon.flag("numerals", "buddhist_years")
        self.by_start: dict[int, Number] = {n.start: n for n in self.numbers}

    def give(self, start: int, part: Part, value: int, because: str, kind: Kind = "date") -> None:
        """Labels the number that begins there, where one does that has no label yet; no span of days as a day."""
        number = self.by_start.get(start)
        if number is not None and start not in self.given and not (number.pair and kind == "date"):
            self.given[start] = DateLabel(part, value, kind, because, "year" if part == "age" else None)

    def give_unit(self, start: int, unit: Part, value: int) -> None:
        """Labels the number that begins there as the part of a date which a word beside it makes it."""
        self.give(start, unit, self.common_era(value) if unit == "year" else value, f"times.{unit}")

    def give_both(self, one: Number, two: Number, part: Part, because: str) -> None:
        """Labels two numbers that are one thing."""
        for number in (one, two):
            self.give(number.start, part, int(number.value), because, "identifier" if part == "identifier" else "date")

    def fits(self, unit: Part, value: int) -> bool:
        """Whether a date may have that part."""
        return self.is_year(value) if unit == "year" else 1 <= value <= _LAST[unit]

    def is_year(self, value: int) -> bool:
        """Whether it may be a year that news speaks of, in the calendar of the language."""
        low, high = _YEARS
        return low <= value <= high or (self.buddhist and low <= value - BUDDHIST <= high)

    def common_era(self, value: int) -> int:
        """The year of the common era that a written year is."""
        return value - BUDDHIST if self.buddhist and value > _YEARS[1] else value


def is_of_quarter(mention: Mention | None) -> bool:
    """Whether a term is a word for the quarter of a year."""
    return mention is not None and "quarter" in mention.entry.senses.get("times", ())
