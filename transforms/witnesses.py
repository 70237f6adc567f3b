"""The articles of one story as witnesses: which figures of theirs are the same one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from transforms.misstatements import misstated, reorder, uncross
from transforms.rows import Quantity
from transforms.testimony import FACT_LIKE, SAME, UNIT, VALUE, Figure, Testimony, likeness

_VOTES: Final = 3  # witnesses that can tell which of two orders is right
_SMALL: Final = 10.0
_MOST: Final = 40_000  # cells of the table of pairs; longer texts are paired by what is the same alone


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
        figures = _lay_beside(figures, testimonies[at], len(articles))
    reorder(figures)
    return figures


def _lay_beside(figures: list[Figure], testimonies: Sequence[Testimony], witnesses: int) -> list[Figure]:
    """The figures with one more article's testimonies, new ones put where the text has them."""
    pairs = dict(_in_order(figures, testimonies))
    free = [index for index in range(len(figures)) if index not in set(pairs.values())]
    for place, testimony in enumerate(testimonies):  # what the language puts elsewhere
        if place not in pairs:
            index = _elsewhere(figures, free, testimony)
            if index is not None:
                pairs[place] = index
                free.remove(index)
    if witnesses >= _VOTES:
        _straighten(figures, testimonies, pairs)
    uncross(figures, testimonies, pairs)
    pairs.update(misstated(figures, testimonies, pairs))
    laid: list[Figure] = list(figures)
    after = 0
    for place, testimony in enumerate(testimonies):
        index = pairs.get(place)
        if index is None:
            laid.insert(after, Figure([testimony]))
            after += 1
        else:
            figures[index].testimonies.append(testimony)
            after = max(after, next(i for i, figure in enumerate(laid) if figure is figures[index]) + 1)
    return laid


def _elsewhere(figures: Sequence[Figure], free: Sequence[int], testimony: Testimony) -> int | None:
    """The figure among those left over that is the same, or else the only one of the same value."""
    worth = {index: likeness(figures[index], testimony) for index in free}
    same = next((index for index in free if worth[index] >= SAME), None)
    if same is not None:
        return same
    alike = [index for index in free if worth[index] == VALUE and _telling(figures[index], testimony)]
    return alike[0] if len(alike) == 1 else None


def _telling(figure: Figure, testimony: Testimony) -> bool:
    """Whether the same value far apart says that two figures are one; small numbers stand for this and for that."""
    quantity = testimony.quantity
    same_unit = any(known.quantity.unit == quantity.unit for known in figure.testimonies)
    return same_unit or quantity.value is None or abs(quantity.value) >= _SMALL


def _straighten(figures: Sequence[Figure], testimonies: Sequence[Testimony], pairs: dict[int, int]) -> None:
    """Pairs figures of one meaning in the order of the text: the other way round they contradict.

    Only where there are witnesses enough to tell which order is right.
    """
    groups: dict[tuple[str | None, str | None, str | None], list[int]] = defaultdict(list)
    for place in sorted(pairs):
        if testimonies[place].quantity.indicator is not None:
            groups[_meaning(testimonies[place])].append(place)
    for places in groups.values():
        indices = sorted(pairs[place] for place in places)
        same = {_meaning(figures[index].testimonies[0]) for index in indices}
        if len(places) > 1 and len(same) == 1:
            pairs.update(zip(places, indices, strict=True))


def _meaning(testimony: Testimony) -> tuple[str | None, str | None, str | None]:
    quantity = testimony.quantity
    return quantity.indicator, quantity.unit, quantity.aspect


def _in_order(figures: Sequence[Figure], testimonies: Sequence[Testimony]) -> Iterator[tuple[int, int]]:
    """(place, index of the figure) pairs in the order of both, worth most together."""
    rows, columns = len(testimonies), len(figures)
    if not rows or not columns or rows * columns > _MOST:
        return
    worth = [[likeness(figure, testimony) for figure in figures] for testimony in testimonies]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows - 1, -1, -1):
        here, below, values = best[row], best[row + 1], worth[row]
        for column in range(columns - 1, -1, -1):
            paired = values[column] + below[column + 1] if values[column] else 0.0
            here[column] = max(below[column], here[column + 1], paired)
    chain: list[tuple[int, int]] = []
    row = column = 0
    while row < rows and column < columns:
        value = worth[row][column]
        if value and best[row][column] == value + best[row + 1][column + 1]:
            chain.append((row, column))
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            row += 1
        else:
            column += 1
    for at, (row, column) in enumerate(chain):
        if worth[row][column] > UNIT or _held(chain, at, rows, columns):
            yield row, column


def _held(chain: Sequence[tuple[int, int]], at: int, rows: int, columns: int) -> bool:
    """Whether a weak pair stands fast: its neighbours on both sides are pairs, or the texts begin or end there."""
    row, column = chain[at]
    before = chain[at - 1] == (row - 1, column - 1) if at else row == column == 0
    after = chain[at + 1] == (row + 1, column + 1) if at + 1 < len(chain) else row == rows - 1 or column == columns - 1
    return before and after


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
