"""Whether arithmetic that a text seems to make comes out, and when a miss says something."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from transforms.figure import Figure
from transforms.reading import Reading
from transforms.rows import Check
from transforms.slips import one_slip

RULE: Final = "arithmetic_adds_up"
DECLARED: Final = "parts_sum_to_total"
FAR: Final = 3  # sentences, and figures, within which something may belong to a sum
LEEWAY: Final = 1.15  # a figure that is open on one side is seldom off by more
_EXACT: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Text:
    """An article, its figures in order, the years that it names, and those of its figures, by `id(figure)`.

    `spells`: its spans of time, which are none of the figures: for FIVE YEARS.
    """

    reading: Reading
    figures: Sequence[Figure]
    years: Sequence[Figure] = ()
    dated: Mapping[int, int | None] = field(default_factory=dict)
    spells: Sequence[Figure] = ()

    def near(self, involved: Sequence[Figure]) -> list[float]:
        """The values of the figures directly beside those of a sum."""
        places = sorted(bisect_left(self.figures, one.number_start, key=position) for one in involved)
        beside = set(range(places[0] - FAR, places[-1] + FAR + 1)) - set(places)
        return [abs(self.figures[at].amount) for at in beside if 0 <= at < len(self.figures)]

    def before(self, figure: Figure, most: int) -> Sequence[Figure]:
        """The figures before one, in order, at most so many."""
        at = bisect_left(self.figures, figure.number_start, key=position)
        return self.figures[max(0, at - most) : at]


def position(figure: Figure) -> int:
    """Where the number of a figure begins, by which figures are in order."""
    return figure.number_start


def judged(
    stated: float,
    computed: float,
    needed: Sequence[tuple[Figure, float]],
    near: Sequence[float],
    *,
    swapped: bool = False,
) -> bool | None:
    """True where both are equal, False where one slip parts them, None where the text may mean something else.

    `needed`: figures, each with a value that it would have to have for the sum to come out. A figure beside
    that has just this value has changed places with it.
    """
    if equal(stated, computed) and not swapped:
        return True
    exchanged = any(equal(value, other) for _, value in needed for other in near)
    return False if swapped or exchanged or any(slipped(*pair) for pair in needed) else None


def slipped(figure: Figure, value: float) -> bool:
    """Whether one slip of the hand makes what is written of a value; digits slip, words do not."""
    return not figure.number.words and value > 0 and one_slip(abs(figure.amount), value)


def equal(one: float, other: float) -> bool:
    """Whether two numbers are the same but for what binary arithmetic adds."""
    return abs(one - other) <= _EXACT * max(abs(one), abs(other))


def rounded(value: float) -> float:
    """Without what binary arithmetic adds behind the twelfth digit."""
    return float(f"{value:.12g}")


def number_text(value: float) -> str:
    """A number as an expression shows it: 17, 0.5, 1,000,000."""
    value = rounded(value)
    return f"{value:,.0f}" if value.is_integer() and abs(value) < 1e15 else f"{value:,.6g}"


def booked(
    shown: str, stated: float, computed: float, holds: bool, figures: Sequence[Figure], *, declared: bool = False
) -> Check:
    """The row of a sum; `shown` is its left side. `declared`: the text itself says what makes what."""
    expression = f"{shown} {'=' if holds else '≠'} {number_text(stated)}"
    difference = stated - computed
    return Check(
        DECLARED if declared else RULE,
        expression,
        stated,
        computed,
        difference,
        holds,
        tuple(figure.key for figure in figures),
    )
