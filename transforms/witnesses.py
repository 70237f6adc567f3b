"""The articles of one story as witnesses: which figures of theirs are the same one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
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

    The article with most figures leads; the others are laid beside it: first what is the same in meaning and value,
    then the same in meaning, then the same in value, then what alone is left between two figures already paired.
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
        _lay_beside(figures, testimonies[at])
    return figures


def _lay_beside(figures: list[Figure], testimonies: Sequence[Testimony]) -> None:
    paired: dict[int, int] = {}  # place in the article -> index of the figure
    known = len(figures)
    open_figures = list(range(known))
    for key in (_same, _same_in_value, _same_in_meaning, _same_value_other_meaning, _same_but_unit):
        _pair_by(key, figures, open_figures, testimonies, paired)
    _pair_between(figures, testimonies, paired, known)
    for place, testimony in enumerate(testimonies):
        if place in paired:
            figures[paired[place]].testimonies.append(testimony)
        else:
            _insert(figures, testimony, paired, place)


def _insert(figures: list[Figure], testimony: Testimony, paired: dict[int, int], place: int) -> None:
    figures.append(Figure([testimony]))
    paired[place] = len(figures) - 1


def _pair_by(
    key: Callable[[Testimony], Hashable],
    figures: list[Figure],
    open_figures: list[int],
    testimonies: Sequence[Testimony],
    paired: dict[int, int],
) -> None:
    """Pairs what has the same key, the first with the first and so on."""
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for index in open_figures:
        value = key(figures[index].testimonies[0])
        if value is not None:
            waiting[value].append(index)
    for place, testimony in enumerate(testimonies):
        value = key(testimony)
        if place in paired or value is None or not waiting.get(value):
            continue
        index = waiting[value].pop(0)
        paired[place] = index
        open_figures.remove(index)


def _same(t: Testimony) -> Hashable:
    q = t.quantity
    return (q.indicator, q.aspect, q.unit, t.reading) if q.indicator else None


def _same_in_value(t: Testimony) -> Hashable:
    """Figures that no indicator took, or that one did in another language: value, unit and sort alike."""
    q = t.quantity
    return (q.kind, t.reading, q.indicator) if q.kind != "count" or q.indicator else None


def _same_in_meaning(t: Testimony) -> Hashable:
    q = t.quantity
    return (q.indicator, q.kind, q.unit) if q.indicator else None


def _same_value_other_meaning(t: Testimony) -> Hashable:
    return t.quantity.kind, t.reading


def _same_but_unit(t: Testimony) -> Hashable:
    """A currency changed: the amount is the same."""
    q = t.quantity
    return (q.kind, q.value, q.value_low) if q.kind == "money" else None


def _pair_between(figures: list[Figure], testimonies: Sequence[Testimony], paired: dict[int, int], known: int) -> None:
    """Pairs a figure left alone between two neighbours with the one left alone between the same two."""
    used = set(paired.values())
    by_leader = sorted(range(known), key=lambda index: _leader_place(figures[index]))
    position = {index: at for at, index in enumerate(by_leader)}
    for place, testimony in enumerate(testimonies):
        if place in paired:
            continue
        before = paired.get(place - 1) if place else None
        after = paired.get(place + 1)
        low = -1 if place == 0 else position.get(before) if before is not None else None
        high = known if place == len(testimonies) - 1 else position.get(after) if after is not None else None
        if low is None or high is None or high - low != 2:
            continue
        index = by_leader[low + 1]
        if index in used or figures[index].testimonies[0].quantity.kind != testimony.quantity.kind:
            continue
        paired[place] = index
        used.add(index)


def _leader_place(figure: Figure) -> tuple[str, int]:
    leader = figure.testimonies[0]
    return "", leader.place_in


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
