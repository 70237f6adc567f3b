"""Figures that differ from the other articles' and are the same ones all the same: misread, mistyped or exchanged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from transforms.rows import Quantity
from transforms.slips import one_slip
from transforms.testimony import ASPECT, VALUE, Figure, Testimony, likeness

_MOST: Final = 2_500  # pairs of figures to look at; what differs in more places than this is another text
_NEIGHBOURS: Final = 2  # figures within which two are taken for each other
_ENOUGH: Final = 2  # articles that have figures in the same order
_TELLING: Final = 10.0  # of a number below this, any other is one slip away

# How sure it is that two figures without a counterpart are one: by what they measure, by the slip between their
# values, by the figures that stand around both; of equals the one with more such figures.
_Sureness = tuple[int, int]
_MEANT_AND_SLIPPED: Final = 4
_MEANT_AND_PLACED: Final = 3
_SLIPPED_AND_PLACED: Final = 2
_PLACED: Final = 1
_UNSURE: Final[_Sureness] = (0, 0)


def uncross(figures: Sequence[Figure], testimonies: Sequence[Testimony], pairs: MutableMapping[int, int]) -> None:
    """Pairs neighbours by what they measure where their values have changed places: that contradicts.

    `pairs` leads from a testimony's place to its figure's index.
    """
    for place in range(len(testimonies) - 1):
        for other in range(place + 1, min(place + 1 + _NEIGHBOURS, len(testimonies))):
            one, two = pairs.get(place), pairs.get(other)
            if one is None or two is None:
                continue
            crossed = _Exchange(figures[one], testimonies[place], figures[two], testimonies[other])
            if crossed.is_one(in_order=one < two):
                pairs[place], pairs[other] = two, one


@dataclass(frozen=True, slots=True)
class _Exchange:
    """Two testimonies, each with the figure that its value pairs it with."""

    first: Figure
    one: Testimony
    second: Figure
    two: Testimony

    def is_one(self, *, in_order: bool) -> bool:
        """Whether each states the value of the other's figure; `in_order`: the figures stand as the testimonies do."""
        if self.one.reading == self.two.reading or self.one.quantity.kind != self.two.quantity.kind:
            return False
        as_valued = likeness(self.first, self.one), likeness(self.second, self.two)
        as_meant = likeness(self.second, self.one), likeness(self.first, self.two)
        if as_valued != (VALUE, VALUE):
            return False
        # In another order than elsewhere it is enough that one measures the other's.
        return self._of_one_sort() if in_order else max(as_meant) >= ASPECT

    def _of_one_sort(self) -> bool:
        """Whether what is counted goes with the other's figure, both ways, and with the own one neither way."""
        straight = _counts(self.second, self.one), _counts(self.first, self.two)
        own = _counts(self.first, self.one), _counts(self.second, self.two)
        return all(straight) and not any(own)


def _counts(figure: Figure, testimony: Testimony) -> bool:
    unit = testimony.quantity.unit
    return unit is not None and any(known.quantity.unit == unit for known in figure.testimonies)


def reorder(figures: Sequence[Figure]) -> None:
    """Gives figures of one meaning back the order that two articles or more have them in, where one alone differs.

    Items of a list keep their order in whatever language: that one states the values of the others' figures.
    """
    for at, first in enumerate(figures):
        for second in figures[at + 1 : at + 1 + _NEIGHBOURS]:
            behind = {t.article_id: t for t in second.testimonies}
            both = [(t, behind[t.article_id]) for t in first.testimonies if t.article_id in behind]
            turned = [(one, two) for one, two in both if one.place_in > two.place_in]
            if len(turned) != 1 or len(both) - 1 < _ENOUGH:
                continue
            if not _turns(turned[0], [pair for pair in both if pair not in turned]):
                continue
            one, two = turned[0]
            others = [Figure([t for t in f.testimonies if t not in turned[0]]) for f in (first, second)]
            alike = min(likeness(others[1], one), likeness(others[0], two)) >= ASPECT
            agreed = one.reading in others[0].readings and two.reading in others[1].readings
            if alike and agreed and one.reading != two.reading and _period(one) == _period(two):
                first.testimonies[first.testimonies.index(one)] = two
                second.testimonies[second.testimonies.index(two)] = one


def out_of_order(figures: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Neighbours that count the same sort of thing, and that not all articles have in the same order.

    Two articles can't tell which of them exchanged the values, nor whether one merely told them the other way round.
    """
    for at, first in enumerate(figures):
        for second in figures[at + 1 : at + 1 + _NEIGHBOURS]:
            behind = {t.article_id: t for t in second.testimonies}
            both = [(t, behind[t.article_id]) for t in first.testimonies if t.article_id in behind]
            turned = [(one, two) for one, two in both if one.place_in > two.place_in]
            if not 0 < len(turned) < len(both) or first.readings.keys() & second.readings.keys():
                continue
            straight = [pair for pair in both if pair not in turned]
            crossed = all(_exchangeable(*pair, *other) for pair in turned for other in straight)
            if crossed or (len(turned) == 1 and len(straight) >= _ENOUGH and _alone(turned[0], straight)):
                yield first, second


def _alone(turned: tuple[Testimony, Testimony], straight: Sequence[tuple[Testimony, Testimony]]) -> bool:
    """Whether one article has two neighbours the other way round that two others count as one sort of thing.

    Not where it tells them apart as they do: "53 of the 77" is "77, of which 53".
    """
    one_sort = sum(a.quantity.unit is not None and a.quantity.unit == b.quantity.unit for a, b in straight) >= _ENOUGH
    beside = all(abs(a.place_in - b.place_in) == 1 for a, b in (turned, *straight))
    return one_sort and beside and not _told_apart(turned, straight) and _period(turned[0]) == _period(turned[1])


def _told_apart(turned: tuple[Testimony, Testimony], straight: Sequence[tuple[Testimony, Testimony]]) -> bool:
    """Whether an article says as another one does which of two figures is a part, a change or a target."""
    own = _aspects(turned)
    return own[0] != own[1] and own in [_aspects(pair) for pair in straight]


def _turns(turned: tuple[Testimony, Testimony], straight: Sequence[tuple[Testimony, Testimony]]) -> bool:
    """Whether another order means other values: not where any article tells a part from its whole.

    "53 of the 77" is "77, of which 53", and "53, of which 77" is not.
    """
    own, others = _aspects(turned), [_aspects(pair) for pair in straight]
    if own[0] == own[1]:
        return all(one == two for one, two in others)
    return own not in others and own[::-1] in others


def _aspects(pair: tuple[Testimony, Testimony]) -> tuple[str | None, str | None]:
    return pair[0].quantity.aspect, pair[1].quantity.aspect


def _exchangeable(one: Testimony, two: Testimony, first: Testimony, second: Testimony) -> bool:
    units = {t.quantity.unit for t in (one, two)}, {t.quantity.unit for t in (first, second)}
    crossed = one.quantity.unit == second.quantity.unit and two.quantity.unit == first.quantity.unit
    return crossed and None not in units[0] | units[1] and _period(one) == _period(two)


def _period(testimony: Testimony) -> tuple[date | None, date | None]:
    return testimony.quantity.period_start, testimony.quantity.period_end


def misstated(figures: Sequence[Figure], testimonies: Sequence[Testimony], pairs: Mapping[int, int]) -> dict[int, int]:
    """Place and index of figures that only this article states so, with the figure of the others that it lacks.

    Two such are one figure where their values are one slip apart and they measure the same, or where the figures
    around them are the same. Of several that could be meant equally well none is taken.
    """
    places = [place for place in range(len(testimonies)) if place not in pairs]
    taken = set(pairs.values())
    free = [index for index in range(len(figures)) if index not in taken]
    if not places or not free or len(places) * len(free) > _MOST:
        return {}
    around = _Neighbours(figures, testimonies, pairs)
    sure = {(p, i): _sureness(figures[i], testimonies[p], around.sides(p, figures[i])) for p in places for i in free}
    found: dict[int, int] = {}
    for level in sorted(set(sure.values()) - {_UNSURE}, reverse=True):
        open_pairs = [pair for pair, value in sure.items() if value >= level and not _settled(pair, found)]
        for place, index in open_pairs:
            rivals = [pair for pair in open_pairs if (pair[0] == place) != (pair[1] == index)]
            if not rivals:
                found[place] = index
    return found


def _settled(pair: tuple[int, int], found: Mapping[int, int]) -> bool:
    return pair[0] in found or pair[1] in found.values()


class _Neighbours:
    """Which figures stand beside each other, here and in the articles before."""

    def __init__(self, figures: Sequence[Figure], testimonies: Sequence[Testimony], pairs: Mapping[int, int]) -> None:
        self._where = {(t.article_id, t.place_in): at for at, figure in enumerate(figures) for t in figure.testimonies}
        self._pairs = {p: i for p, i in pairs.items() if likeness(figures[i], testimonies[p]) >= VALUE}
        self._last = len(testimonies) - 1

    def sides(self, place: int, figure: Figure) -> int:
        """How many of the figures beside both are the same; both texts ending there is one, beside another.

        On whichever side: some languages put a thing before what belongs to it, and others behind.
        """
        here = frozenset(self._pairs[at] for at in (place - 1, place + 1) if at in self._pairs)
        return max(self._sides(place, here, testimony) for testimony in figure.testimonies)

    def _sides(self, place: int, here: frozenset[int], testimony: Testimony) -> int:
        beside = [self._where.get((testimony.article_id, testimony.place_in + step)) for step in (-1, 1)]
        held = len(here.intersection(beside))
        ends = (beside[0] is None and place == 0) + (beside[1] is None and place == self._last)
        return held + ends if held else 0


def _sureness(figure: Figure, testimony: Testimony, sides: int) -> _Sureness:
    sure = len(figure.testimonies) >= _ENOUGH and figure.agreed
    level = max(_level(known.quantity, testimony.quantity, sides, sure=sure) for known in figure.testimonies)
    return (level, sides) if level else _UNSURE


def _level(known: Quantity, other: Quantity, sides: int, *, sure: bool) -> int:
    meanings = [(one.indicator, one.unit, one.aspect) for one in (known, other)]
    meant = known.indicator is not None and meanings[0] == meanings[1]
    slipped = _slipped(known, other)
    if meant and slipped:
        return _MEANT_AND_SLIPPED
    if meant and sides:
        return _MEANT_AND_PLACED
    if slipped and sides:
        return _SLIPPED_AND_PLACED
    # Between the same neighbours stands the same figure, unless it is known to measure something else; where two
    # articles state it alike, one that seems to is more likely misread.
    may_be = sure or None in (known.indicator, other.indicator) or known.unit == other.unit
    alike = known.kind == other.kind and may_be
    return _PLACED if sides == 2 and alike and _differ(known, other) else 0


def _slipped(one: Quantity, other: Quantity) -> bool:
    if one.kind == other.kind == "money" and one.value == other.value and one.unit != other.unit:
        return True
    pairs = [(one.value, other.value)]
    if one.qualifier == other.qualifier == "range":
        pairs = [(one.value_low, other.value_low), (one.value_high, other.value_high)]
    apart = [(a, b) for a, b in pairs if a != b]
    if len(apart) != 1 or None in apart[0]:
        return False
    a, b = apart[0]
    return a is not None and b is not None and max(abs(a), abs(b)) >= _TELLING and one_slip(a, b)


def _differ(one: Quantity, other: Quantity) -> bool:
    return (one.value, one.value_low, one.value_high) != (other.value, other.value_low, other.value_high)
