"""What one article says of a figure of the story, and how much two such testimonies are alike."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from transforms.rows import Quantity

FACT_LIKE: Final = frozenset({"fact", "unmapped"})


@dataclass(frozen=True, slots=True)
class Testimony:
    """One fact-like quantity of one article; `place_in` is its place among those of the article."""

    article_id: str
    language: str
    place_in: int
    quantity: Quantity

    @property
    def reading(self) -> tuple[float | None, float | None, float | None, str | None]:
        """What must agree: the value, or the bounds of a range; money and percent with their unit."""
        q = self.quantity
        unit = q.unit if q.kind in ("money", "percent") else None
        if q.qualifier == "range":
            return None, q.value_low, q.value_high, unit
        return q.value, None, None, unit


@dataclass(slots=True)
class Figure:
    """The testimonies of all articles about one figure of the story, at most one of each article."""

    testimonies: list[Testimony] = field(default_factory=list)

    @property
    def articles(self) -> set[str]:
        """The articles that state it."""
        return {t.article_id for t in self.testimonies}

    @property
    def readings(self) -> Counter[tuple[float | None, float | None, float | None, str | None]]:
        """How many articles state which value."""
        return Counter(t.reading for t in self.testimonies)

    @property
    def agreed(self) -> bool:
        """Whether all state the same."""
        return len(self.readings) == 1


# What two figures are worth as a pair; together with no pair at all, 0, they decide between all ways to pair two texts.
SAME: Final = 4.0  # the same meaning and value
VALUE: Final = 2.6  # the same value, taken for something else
AMOUNT: Final = 1.5  # the same amount in another currency
MEANING: Final = 1.4  # the same meaning, another value: a contradiction
ASPECT: Final = 1.36  # the same thing, once as a level, once as a change
UNIT: Final = 1.35  # the same unit
SORT: Final = 0.4  # only the same sort of number


def likeness(figure: Figure, testimony: Testimony) -> float:
    """What the testimony is worth as one of the figure, by the one of the figure's that is likest."""
    return max((_worth(known, testimony) for known in figure.testimonies), default=0.0)


def _worth(known: Testimony, testimony: Testimony) -> float:
    q, other = testimony.quantity, known.quantity
    if other.kind != q.kind:
        return 0.0
    if known.reading == testimony.reading:
        same = other.indicator == q.indicator and (other.aspect == q.aspect or other.indicator is None)
        return SAME if same else VALUE
    if q.kind == "money" and q.value is not None and other.value == q.value:
        return AMOUNT
    if other.unit == q.unit and q.indicator is not None and other.indicator == q.indicator:
        return MEANING if other.aspect == q.aspect else ASPECT
    if other.unit == q.unit and q.unit is not None and (q.kind != "count" or None in (q.indicator, other.indicator)):
        return UNIT
    return SORT if None in (q.indicator, other.indicator) else 0.0
