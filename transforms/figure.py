"""A figure: a number seen with its neighbours."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from transforms.bounds import Interval, interval
from transforms.numbers import Number
from transforms.reading import Sentence
from transforms.rows import Aspect, Kind, Qualifier, Status
from transforms.terms import Mention

ABBREVIATION: Final = 6  # letters of a word that may have a full stop of its own
_ASIDE: Final = frozenset({"context", "frame"})
_TIMES: Final = frozenset({"numbers.times", "numbers.factors"})
NEAR: Final = 2  # characters between a number and a word that belongs to it


@dataclass(slots=True)
class Figure:
    """One number, or a range of two, in its sentence; positions are those of the normal text."""

    sentence: Sentence
    number: Number
    start: int
    end: int
    number_start: int
    number_end: int
    value: float | None
    low: float | None
    high: float | None
    qualifier: Qualifier = "exact"
    kind: Kind = "count"
    status: Status = "unmapped"
    unit: str | None = None
    aspect: Aspect = "level"
    noun: Mention | None = None
    concept: str | None = None
    indicator: str | None = None
    subject: str | None = None
    matched: list[str] = field(default_factory=list)
    group: int = -1
    unit_end: int = 0
    left: int = 0  # end of the figure before it, or the sentence's start
    right: int = 0  # start of the figure after it, or the sentence's end
    before: list[Mention] = field(default_factory=list)  # the terms between the figure before and this one
    behind: list[Mention] = field(default_factory=list)  # the terms between this figure and the next
    sign: int = 1

    @property
    def key(self) -> str:
        """The number's span, as `Quantity.key` in normal positions."""
        return f"{self.number_start}-{self.number_end}"

    @property
    def tells(self) -> bool:
        """Whether it says something of someone at some time: a figure, or how many times as much it is."""
        return self.status not in _ASIDE or (self.status == "context" and not _TIMES.isdisjoint(self.matched))

    @property
    def amount(self) -> float:
        """The value of a figure that has one; ValueError for a range."""
        if self.value is None:
            raise ValueError(f"a range has no single value: {self.low} to {self.high}")
        return self.value

    @property
    def exact(self) -> bool:
        """Whether it has one value and no qualifier."""
        return self.qualifier == "exact" and self.value is not None

    @property
    def interval(self) -> Interval:
        """(low, high); null where it is open."""
        return self.low, self.high

    def rebound(self) -> None:
        """Sets the bounds from value and qualifier."""
        if self.value is not None:
            self.low, self.high = interval(self.value, self.qualifier)


def without_stop(gap: str, mention: Mention) -> str:
    """What stands behind a word, without the full stop of an abbreviation: ca. 40, Rs. 500."""
    return gap[1:] if gap[:1] == "." and mention.end - mention.start <= ABBREVIATION else gap


def touches(gap: str) -> bool:
    """Whether what stands between a number and a word keeps them together."""
    return len(gap) <= NEAR and not gap.strip(" \u00a0-'’(")
