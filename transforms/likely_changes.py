"""Changes that a text makes: 62 projects, 7 more than 55."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from transforms.bases import base_of, is_dated_back, moved_from
from transforms.figure import Figure
from transforms.judging import FAR, RULE, Text, booked, equal, judged, number_text, rounded, slipped
from transforms.parts_of_wholes import units_of
from transforms.roles import (
    ADJACENT,
    compared_before,
    compared_with,
    comparison,
    direction,
    direction_of,
    is_single,
    movement_of,
    names_another,
)
from transforms.rows import Check

_SORTS: Final = frozenset({"count", "money", "measure"})
_MEANT: Final = 60  # figures before one among which the one is looked for that a comparison is made with
_PAIR: Final = 2
_ROUNDED: Final = 0.006  # a percentage rounds to its last digit


def moves(text: Text, own: Sequence[Figure]) -> Iterator[Check]:
    """Two amounts and what lies between them: 62 projects, 7 more than the 55 of last year."""
    yield from _compared(text, own)
    for at, change in enumerate(own):
        if at < 2 or change.qualifier != "exact" or not is_change(change):
            continue
        levels = [f for f in own[max(0, at - FAR) : at] if f.kind in _SORTS and f.aspect != "change"]
        levels = [f for f in levels if not is_single(f)][-2:]
        if len(levels) < 2 or any(f.qualifier != "exact" for f in levels):
            continue
        if change.kind == "percent":
            yield from _grown(text, levels[0], levels[1], change, adjacent=own[at - 1] is levels[1])
        elif of_one_unit(*levels, change) or (_from_to(*levels) and of_one_unit(levels[1], change)):
            yield from _moved(text, levels[0], levels[1], change)


def _compared(text: Text, own: Sequence[Figure]) -> Iterator[Check]:
    """An amount, by how much it changed, and what it is compared with: 640 million, up 50 million from 590 million."""
    for at, (one, second, third) in enumerate(zip(own, own[1:], own[2:], strict=False)):
        if any(figure.qualifier != "exact" for figure in (one, second, third)):
            continue
        for change, two in ((second, third), (third, second)):
            if any(f.aspect == "change" or f.kind not in _SORTS for f in (one, two)):
                continue
            if comparison(text, change):
                alike = one.kind == two.kind == change.kind and of_one_unit(one, two, change)
            else:
                alike = is_change(change) and one.kind == two.kind == change.kind
                alike = alike and one.unit == two.unit == change.unit
            told = compared_with(text, change, two) if change is second else compared_before(text, two, change)
            if alike and told and not names_another(one, second):
                before = own[max(0, at - _MEANT) : at + 1]
                yield from _moved(text, _meant(text, before, two, change), two, change, base=two)


def _meant(text: Text, before: Sequence[Figure], two: Figure, change: Figure) -> Figure:
    """Which amount is more or fewer than another: the last, or the one before it that is by just so much.

    "62 delegations with 340 members, 7 more than last year (55)": the delegations.
    """
    apart = rounded(two.amount + direction_of(text, before[-1], two, change) * abs(change.amount))
    fits = (f for f in reversed(before) if f.qualifier == "exact" and f.kind == two.kind and equal(f.amount, apart))
    return next(fits, before[-1])


def _moved(text: Text, one: Figure, two: Figure, change: Figure, *, base: Figure | None = None) -> Iterator[Check]:
    """The smaller amount and the change make the larger one; told backwards, that contradicts."""
    low, high = sorted((one, two), key=lambda figure: figure.amount)
    size = abs(change.amount)
    computed = rounded(low.amount + size)
    way = direction_of(text, one, two, change)
    if base is None or not way:
        base, way = _told(text, one, two, change)
    declared = base is not None and of_one_unit(one, two, change) and not names_another(two, change)
    if base is not None and equal(high.amount, computed) and (base is low) != (way > 0):
        later = high if base is low else low
        shown = f"{number_text(base.amount)} {'+' if way > 0 else '-'} {number_text(size)}"
        yield booked(
            shown, later.amount, rounded(base.amount + way * size), False, (base, change, later), declared=declared
        )
        return
    if one.unit_end <= one.number_end and _scaled(one.amount, (two.amount - size, two.amount + size)):
        return  # "from 17 to 26 million": the scale word is said once for both
    needed = [(high, computed), (low, rounded(high.amount - size))]
    needed += [(low, rounded(high.amount + size)), (high, rounded(low.amount - size))]
    needed.append((change, rounded(high.amount - low.amount)))
    swapped = equal(size, high.amount + low.amount)
    holds = judged(high.amount, computed, needed, text.near((one, two, change)), swapped=swapped)
    # Three numbers of which some name no unit may each count something else.
    of_one = base is not None or (change.aspect == "change" and one.kind == two.kind)
    of_one = of_one or bool(one.unit == two.unit == change.unit and one.unit)
    if holds or (holds is False and of_one):
        shown = f"{number_text(low.amount)} + {number_text(size)}"
        yield booked(shown, high.amount, computed, holds, (low, change, high), declared=declared)


def _scaled(amount: float, needed: Sequence[float]) -> bool:
    """Whether a power of a thousand turns the amount into one of those that are needed."""
    return any(equal(amount * 1000.0**power, other) for power in (1, 2, 3) for other in needed)


def _told(text: Text, one: Figure, two: Figure, change: Figure) -> tuple[Figure | None, int]:
    """The amount that the text starts from and the way that it went; no amount where either is left open."""
    base, way = base_of(text, one, two), direction_of(text, one, two, change)
    return (base, way) if base is not None and way else (None, 0)


def turned(text: Text, own: Sequence[Figure]) -> Iterator[Check]:
    """What is said to rise from 42 to 37, or to fall from 37 to 42: told only where it contradicts."""
    for one, two in pairwise(own):
        alike = one.kind == two.kind and one.unit is not None and one.unit == two.unit
        exact = all(f.qualifier == "exact" and f.aspect != "change" for f in (one, two))
        # "From 900 to 1.2 million USD" shares its unit, and may share its scale word.
        shared = one.kind != "count" and any(figure.unit_end <= figure.number_end for figure in (one, two))
        if not alike or not exact or shared:
            continue
        base = moved_from(text, one, two)
        way = movement_of(text, one, two)
        later = two if base is one else one
        if base is not None and way and (later.amount - base.amount) * way < 0:
            shown = f"from {number_text(base.amount)} {'up' if way > 0 else 'down'} to {number_text(later.amount)}"
            yield Check(
                RULE, shown, later.amount, base.amount, later.amount - base.amount, False, (base.key, later.key)
            )


def is_change(figure: Figure) -> bool:
    """Whether a word for rising or falling is near, or one for "by", which many a preposition is, beside the amount."""
    falls = figure.aspect == "change" or (figure.value is not None and figure.value < 0)
    if falls or any(direction(mention) for mention in (*figure.before, *figure.behind)):
        return True
    beside = [m for m in figure.before if figure.start - m.end <= ADJACENT]
    beside += [m for m in figure.behind if m.start - figure.unit_end <= ADJACENT]
    return any("by" in mention.entry.senses.get("changes", ()) for mention in beside)


def of_one_unit(*figures: Figure) -> bool:
    """Whether nothing tells that some of them are in another unit than the others."""
    kinds = {figure.kind for figure in figures}
    return len(units_of(*figures)) <= 1 and (len(kinds) == 1 or None in {figure.unit for figure in figures})


def _from_to(one: Figure, two: Figure) -> bool:
    between = one.sentence.between(one.number_end, two.number_start)
    return one.kind == two.kind and any("to" in mention.entry.senses.get("changes", ()) for mention in between)


def _grown(text: Text, one: Figure, two: Figure, change: Figure, *, adjacent: bool) -> Iterator[Check]:
    """From 200 to 260, or by 30 percent; either way round where the text doesn't say which came first.

    What misses is told only of a percentage `adjacent` to the second amount.
    """
    from_to = _from_to(one, two) and not is_dated_back(one, two)
    if not from_to and not of_one_unit(one, two):
        return
    base, way = _told(text, one, two, change)
    if base is not None:
        later = two if base is one else one
        share = way * abs(change.amount) / 100
        if growth_fits(base.amount / later.amount - 1, share) and (later.amount - base.amount) * way < 0:
            shown = f"{number_text(base.amount)} {'+' if way > 0 else '-'} {number_text(abs(change.amount))} %"
            computed = rounded(base.amount * (1 + share))
            yield booked(shown, later.amount, computed, False, (base, change, later))
            return
        ways = [(base, later)]
    else:
        ways = [(one, two)] if from_to else [(one, two), (two, one)]
    told = (from_to or base is not None) and adjacent
    for first, last in ways:
        growth = last.amount / first.amount - 1
        share = abs(change.amount) / 100
        near = growth_fits(growth, share)
        if near or (told and not is_step(first, last, change.amount) and misses(text, first, last, change)):
            sign = "+" if growth > 0 else "-"
            shown = f"{number_text(first.amount)} {sign} {number_text(abs(change.amount))} %"
            computed = last.amount if near else rounded(first.amount * (1 + (share if growth > 0 else -share)))
            yield booked(shown, last.amount, computed, near, (first, change, last))
            return


def is_step(one: Figure, two: Figure, percent: float) -> bool:
    """Whether the first amount is what the second rose or fell by: BY 3 million to 15 million, that is 25 percent."""
    base = two.amount - math.copysign(one.amount, percent)
    return base > 0 and growth_fits(one.amount / base, percent / 100)


def growth_fits(growth: float, share: float) -> bool:
    """Whether the one rounds to the other, whichever way it went."""
    return abs(abs(growth) - abs(share)) <= max(_ROUNDED, abs(share) * _ROUNDED)


def misses(text: Text, first: Figure, last: Figure, change: Figure) -> bool:
    """Whether one slip in one of the three, or an exchange with a figure beside them, makes the percentage wrong.

    It is a slip, too, to take it of the amount that it came to: from 155 to 186, 16.7 percent more.
    """
    percent, growth = abs(change.amount), last.amount / first.amount - 1
    if slipped(change, as_exact_as(percent, abs(growth) * 100)):
        return True
    if percent == as_exact_as(percent, abs(1 - first.amount / last.amount) * 100):
        return True
    near = text.near((first, last, change))
    for factor in (1 + percent / 100, 1 - percent / 100):
        if factor > 0:
            needed = [(last, as_exact_as(last.amount, first.amount * factor))]
            needed.append((first, as_exact_as(first.amount, last.amount / factor)))
            if any(slipped(*pair) or any(equal(pair[1], other) for other in near) for pair in needed):
                return True
    return False


def as_exact_as(model: float, value: float) -> float:
    """The value with as many digits behind the point, or as many zeros before it, as the model has."""
    exponent = Decimal(repr(model)).normalize().as_tuple().exponent
    return round(value, -exponent) if isinstance(exponent, int) else value
