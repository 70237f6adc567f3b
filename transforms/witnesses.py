"""The articles of one story as witnesses: which figures of theirs are the same one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
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


def align(articles: Sequence[tuple[str, str, Sequence[Quantity]]]) -> list[Figure]:
    """The figures of a story: (article id, language, quantities in text order) of each article, put together.

    The article with most figures leads; the others are laid beside it in the order of the text, so that what agrees
    in meaning or value most stands together; what a language puts elsewhere is paired where it is the very same.
    """
    testimonies = [
        [
            Testimony(article_id, language, place, quantity)
            for place, quantity in enumerate(q for q in quantities if q.status in FACT_LIKE)
        ]
        for article_id, language, quantities in articles
    ]
    order = sorted(range(len(articles)), key=lambda at: (-len(testimonies[at]), articles[at][0]))
    figures: list[Figure] = []
    for at in order:
        figures = _lay_beside(figures, testimonies[at])
    return figures


def _lay_beside(figures: list[Figure], testimonies: Sequence[Testimony]) -> list[Figure]:
    """The figures with one more article's testimonies, new ones put where the text has them."""
    pairs = dict(_in_order(figures, testimonies))
    free = [index for index in range(len(figures)) if index not in set(pairs.values())]
    for place, testimony in enumerate(testimonies):  # what the language puts elsewhere
        if place not in pairs:
            index = next((i for i in free if _likeness(figures[i], testimony) >= _SAME), None)
            if index is not None:
                pairs[place] = index
                free.remove(index)
    laid: list[Figure] = list(figures)
    after = 0
    for place, testimony in enumerate(testimonies):
        index = pairs.get(place)
        if index is None:
            laid.insert(after, Figure([testimony]))
        else:
            figures[index].testimonies.append(testimony)
        at = after if index is None else next(i for i, figure in enumerate(laid) if figure is figures[index])
        after = max(after, at + 1)
    return laid


# What two figures are worth as a pair; together with no pair at all, 0, they decide between all ways to pair two texts.
_SAME: Final = 4.0  # the same meaning and value
_VALUE: Final = 2.6  # the same value, taken for something else
_MEANING: Final = 1.4  # the same meaning, another value: a contradiction
_ASPECT: Final = 0.8  # the same thing, once as a level, once as a change
_AMOUNT: Final = 1.5  # the same amount in another currency
_PLACE: Final = 0.4  # only the same sort of number, in the same place
_MOST: Final = 40_000  # cells of the table of pairs; longer texts are paired by what is the same alone


def _likeness(figure: Figure, testimony: Testimony) -> float:
    q = testimony.quantity
    best = 0.0
    for known in figure.testimonies:
        other = known.quantity
        if other.kind != q.kind:
            continue
        if known.reading == testimony.reading:
            same = other.indicator == q.indicator and (other.aspect == q.aspect or other.indicator is None)
            best = max(best, _SAME if same else _VALUE)
        elif q.indicator is not None and other.indicator == q.indicator and other.unit == q.unit:
            best = max(best, _MEANING if other.aspect == q.aspect else _ASPECT)
        elif q.kind == "money" and q.value is not None and other.value == q.value:
            best = max(best, _AMOUNT)
        elif q.indicator is None or other.indicator is None:
            best = max(best, _PLACE if q.unit == other.unit else 0.0)
    return best


def _in_order(figures: Sequence[Figure], testimonies: Sequence[Testimony]) -> Iterator[tuple[int, int]]:
    """(place, index of the figure) pairs in the order of both, worth most together."""
    rows, columns = len(testimonies), len(figures)
    if not rows or not columns or rows * columns > _MOST:
        return
    worth = [[_likeness(figure, testimony) for figure in figures] for testimony in testimonies]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows - 1, -1, -1):
        here, below, values = best[row], best[row + 1], worth[row]
        for column in range(columns - 1, -1, -1):
            paired = values[column] + below[column + 1] if values[column] else 0.0
            here[column] = max(below[column], here[column + 1], paired)
    row = column = 0
    while row < rows and column < columns:
        value = worth[row][column]
        if value and best[row][column] == value + best[row + 1][column + 1]:
            if value > _PLACE or _alone(best, row, column):
                yield row, column
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            row += 1
        else:
            column += 1


def _alone(best: Sequence[Sequence[float]], row: int, column: int) -> bool:
    """Whether a pair of the same place has nothing else beside it that could be meant."""
    return best[row][column] - best[row + 1][column + 1] == _PLACE and best[row + 1][column] < best[row][column]


# -- votes ------------------------------------------------------------------------------------------------------------


def outvoted(figures: Iterable[Figure], witnesses: int) -> dict[str, list[Figure]]:
    """Articles that stand alone against a majority of at least two, with the figures in which they do.

    Only with three witnesses or more; of fewer none can be told wrong.
    """
    found: dict[str, list[Figure]] = defaultdict(list)
    if witnesses < 3:
        return {}
    for figure in figures:
        ranking = figure.readings.most_common()
        if len(ranking) < 2 or ranking[0][1] < 2 or ranking[0][1] <= sum(count for _, count in ranking[1:]):
            continue
        for testimony in figure.testimonies:
            if testimony.reading != ranking[0][0]:
                found[testimony.article_id].append(figure)
    return dict(found)


__all__ = ["Figure", "Testimony", "align", "outvoted"]
