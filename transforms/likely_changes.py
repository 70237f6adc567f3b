"""Changes and products that a text makes: 62 projects, 7 more than 55; 450 scholarships of 2 million each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from transforms.figure import Figure
from transforms.judging import FAR, Text, booked, equal, judged, number_text, rounded
from transforms.rows import Check
from transforms.slips import one_slip
from transforms.terms import CHANGE

_SORTS: Final = frozenset({"count", "money", "measure"})
_ROUNDED: Final = 0.006  # a percentage rounds to its last digit
_COMMA: Final = re.compile("[,;\u060c\u061b\uff0c\u3001\uff1b]")


def moves(text: Text, own: Sequence[Figure]) -> Iterator[Check]:
    """Two amounts and what lies between them: 62 projects, 7 more than the 55 of last year."""
    for at, change in enumerate(own):
        if at < 2 or change.qualifier != "exact" or not _is_change(change):
            continue
        levels = [f for f in own[:at] if f.kind in _SORTS and f.aspect != "change"][-2:]
        if len(levels) < 2 or any(f.qualifier != "exact" for f in levels) or at - own.index(levels[0]) > FAR:
            continue
        if change.kind == "percent":
            yield from _grown(levels[0], levels[1], change, adjacent=own[at - 1] is levels[1])
        elif _of_one_unit(*levels, change) or (_from_to(*levels) and _of_one_unit(levels[1], change)):
            low, high = sorted(levels, key=lambda figure: figure.amount)
            size = abs(change.amount)
            computed = rounded(low.amount + size)
            needed = [(high.amount, computed), (low.amount, rounded(high.amount - size))]
            needed += [(low.amount, rounded(high.amount + size)), (high.amount, rounded(low.amount - size))]
            needed.append((size, rounded(high.amount - low.amount)))
            swapped = equal(size, high.amount + low.amount)
            holds = judged(high.amount, computed, needed, text.near((*levels, change)), swapped=swapped)
            if holds is not None:
                yield booked(
                    f"{number_text(low.amount)} + {number_text(size)}",
                    high.amount,
                    computed,
                    holds,
                    (low, change, high),
                )


def _is_change(figure: Figure) -> bool:
    near = (*figure.before, *figure.behind)
    return figure.aspect == "change" or any(mention.entry.categories & CHANGE for mention in near)


def _of_one_unit(*figures: Figure) -> bool:
    kinds = {figure.kind for figure in figures}
    units = {figure.unit for figure in figures} - {None}
    return len(units) <= 1 and (len(kinds) == 1 or None in {figure.unit for figure in figures})


def _from_to(one: Figure, two: Figure) -> bool:
    between = one.sentence.between(one.number_end, two.number_start)
    return one.kind == two.kind and any("to" in mention.entry.senses.get("changes", ()) for mention in between)


def _grown(one: Figure, two: Figure, change: Figure, *, adjacent: bool) -> Iterator[Check]:
    """From 200 to 260, or by 30 percent; either way round where the text doesn't say which came first.

    What misses is told only of a percentage `adjacent` to the second amount.
    """
    from_to = _from_to(one, two)
    if not from_to and not _of_one_unit(one, two):
        return
    ways = [(one, two)] if from_to else [(one, two), (two, one)]
    for first, last in ways:
        growth = last.amount / first.amount - 1
        share = abs(change.amount) / 100
        near = abs(abs(growth) - share) <= max(_ROUNDED, share * _ROUNDED)
        if near or (from_to and adjacent and _slipped_growth(first.amount, last.amount, growth, abs(change.amount))):
            sign = "+" if growth > 0 else "-"
            shown = f"{number_text(first.amount)} {sign} {number_text(abs(change.amount))} %"
            computed = last.amount if near else rounded(first.amount * (1 + (share if growth > 0 else -share)))
            yield booked(shown, last.amount, computed, near, (first, change, last))
            return


def _slipped_growth(first: float, last: float, growth: float, percent: float) -> bool:
    """Whether one slip in one of the three makes the percentage wrong."""
    if one_slip(percent, _as_exact_as(percent, abs(growth) * 100)):
        return True
    for factor in (1 + percent / 100, 1 - percent / 100):
        if factor > 0 and (
            one_slip(last, _as_exact_as(last, first * factor)) or one_slip(first, _as_exact_as(first, last / factor))
        ):
            return True
    return False


def _as_exact_as(model: float, value: float) -> float:
    """The value with as many digits behind the point, or as many zeros before it, as the model has."""
    exponent = Decimal(repr(model)).normalize().as_tuple().exponent
    return round(value, -exponent) if isinstance(exponent, int) else value


# -- products ---------------------------------------------------------------------------------------------------------


def products(text: Text, own: Sequence[Figure]) -> Iterator[Check]:
    """1,500 gifts of 1.2 million dong each: 1.8 billion dong in all."""
    for at in range(len(own) - 2):
        three = own[at : at + 3]
        count = next((f for f in three if f.kind == "count"), None)
        money = [f for f in three if f.kind == "money"]
        if count is None or len(money) != 2 or not _of_one_unit(*money) or any(f.qualifier != "exact" for f in three):
            continue
        if not _each(count, money):
            continue
        single, total = _single_and_total(money)
        computed = rounded(count.amount * single.amount)
        needed = [(total.amount, computed), (single.amount, rounded(total.amount / count.amount))]
        needed += [(count.amount, rounded(total.amount / single.amount)), (single.amount, count.amount * total.amount)]
        swapped = _said_total(text, money) is single
        holds = judged(total.amount, computed, needed, text.near(three), swapped=swapped)
        if holds is not None:
            shown = f"{number_text(count.amount)} × {number_text(single.amount)}"
            yield booked(shown, total.amount, computed, holds, (count, single, total))


def _single_and_total(money: Sequence[Figure]) -> tuple[Figure, Figure]:
    """The amount that each got, and the one for all, which is the larger."""
    first, second = sorted(money, key=lambda figure: figure.amount)
    return first, second


def _said_total(text: Text, money: Sequence[Figure]) -> Figure | None:
    """The amount that the text calls a total or, of the other, an average; None where it leaves that open.

    "2 million each, 900 million in total", "for a total of": a comma parts the word from the amount it isn't said of.
    """
    first, second = money
    for mention in second.before:
        total = "totals" in mention.entry.senses
        if total or "average" in mention.entry.senses:
            left = bool(_COMMA.search(text.reading.clean, first.unit_end, mention.start))
            right = bool(_COMMA.search(text.reading.clean, mention.end, second.start))
            if left != right:
                return second if left == total else first
    return None


def _each(count: Figure, money: Sequence[Figure]) -> bool:
    """Whether the text says "in all", "on average", or names what is counted again beside an amount."""
    for figure in money:
        for mention in (*figure.before, *figure.behind):
            senses = mention.entry.senses
            if "totals" in senses or "average" in senses:
                return True
            again = mention.start > count.end if count.noun is None else mention.start > count.noun.end
            if again and count.concept is not None and count.concept in senses.get("nouns", ()):
                return True
    return False
