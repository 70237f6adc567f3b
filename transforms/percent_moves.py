"""By how many percent an amount is more or less than another behind it: 19.8 billion, up 10 percent from 18 billion."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from transforms.figure import Figure
from transforms.judging import Text, booked, number_text, rounded
from transforms.likely_changes import growth_fits, is_change, misses, of_one_unit
from transforms.roles import ADJACENT, compared_with, comparison, names_another
from transforms.rows import Check

_SORTS: Final = frozenset({"count", "money", "measure"})
_BEFORE: Final = 4  # figures before a percentage among which the amount is that it is said of
_THAN: Final = frozenset({"over", "under"})
_TO: Final = 8  # characters of a "to", or of one and an article
_HALF: Final = 0.5


def percent_moves(text: Text, own: Sequence[Figure]) -> Iterator[Check]:
    """The percentages of a sentence that lead from an amount behind them to one before, or right behind them."""
    for at, change in enumerate(own[:-1]):
        if change.kind != "percent" or change.qualifier != "exact" or not abs(change.amount) > 0:
            continue
        way = comparison(text, change) or (is_change(change) and (-1 if change.amount < 0 else 1))
        if not way:
            continue
        base, later = own[at + 1], [f for f in reversed(own[max(0, at - _BEFORE) : at]) if _is_level(f)]
        if (
            at + 2 < len(own)
            and _is_level(base)
            and _goes_on_to(text, change, base)
            and _leads_back(text, base, own[at + 2])
        ):
            base, later = own[at + 2], [base]  # up 10 percent to 19.8 billion from 18 billion
        elif not _leads_back(text, change, base):
            continue
        if _is_level(base) or (_is_amount(base) and _is_qualified_by(change, base, than=comparison(text, change) != 0)):
            yield from _judged(text, base, [f for f in later if _is_of_one_sort(f, base)], change, int(way))


def _goes_on_to(text: Text, change: Figure, later: Figure) -> bool:
    """Whether a change leads at once to what it came to: 10 percent TO 19.8 billion."""
    gap = text.reading.clean[change.unit_end : later.start]
    return len(gap) <= _TO and all(char.isalpha() or char.isspace() for char in gap)


def _leads_back(text: Text, one: Figure, base: Figure) -> bool:
    """Whether what stands behind a figure, at once, leads to what it is compared with or has come from."""
    if compared_with(text, one, base):
        return True
    between = one.sentence.between(one.unit_end, base.number_start)
    return any(
        "from" in mention.entry.senses.get("periods", ())
        and mention.start - one.unit_end <= ADJACENT
        and base.start - mention.end <= ADJACENT
        for mention in between
    )


def _is_qualified_by(change: Figure, base: Figure, *, than: bool) -> bool:
    """Whether a "more than" that seems to say how exact an amount is compares it: 10 Prozent MEHR ALS die 1,4 Mio."""
    return than and base.qualifier in _THAN and base.start - change.unit_end <= ADJACENT


def _is_amount(figure: Figure) -> bool:
    return figure.kind in _SORTS and figure.aspect != "change" and figure.amount > 0


def _is_level(figure: Figure) -> bool:
    return _is_amount(figure) and figure.qualifier == "exact"


def _is_of_one_sort(one: Figure, base: Figure) -> bool:
    bare = base.unit is None and base.kind == "count"
    return (one.kind == base.kind or bare) and of_one_unit(one, base)


def _judged(text: Text, base: Figure, later: Sequence[Figure], change: Figure, way: int) -> Iterator[Check]:
    """The nearest amount that fits; else the nearest, where what is told is wrong however the amounts were rounded."""
    share = way * abs(change.amount) / 100
    fitting = next((f for f in later if growth_fits(f.amount / base.amount - 1, share) and _goes(base, f, way)), None)
    if fitting is not None:
        yield _check(base, fitting, change, way, holds=True)
        return
    nearest = later[0] if later else None
    if nearest is None or names_another(nearest, change) or _may_be_rounded(base, nearest, share):
        return
    if nearest.unit == base.unit or misses(text, base, nearest, change):
        yield _check(base, nearest, change, way, holds=False)


def _goes(base: Figure, later: Figure, way: int) -> bool:
    return (later.amount - base.amount) * way >= 0


def _may_be_rounded(base: Figure, later: Figure, share: float) -> bool:
    """Whether amounts that round to these two differ by that share."""
    low = (later.amount - _step(later) * _HALF) / (base.amount + _step(base) * _HALF)
    high = (later.amount + _step(later) * _HALF) / max(base.amount - _step(base) * _HALF, _step(base) * _HALF)
    return growth_fits(low - 1, share) or growth_fits(high - 1, share) or low - 1 <= share <= high - 1


def _step(figure: Figure) -> float:
    """What the last digit of an amount that is not zero counts: 100,000 in 1.4 million."""
    exponent = Decimal(repr(figure.amount)).normalize().as_tuple().exponent
    return 10.0**exponent if isinstance(exponent, int) else 0.0


def _check(base: Figure, later: Figure, change: Figure, way: int, *, holds: bool) -> Check:
    size = abs(change.amount)
    shown = f"{number_text(base.amount)} {'+' if way > 0 else '-'} {number_text(size)} %"
    computed = later.amount if holds else rounded(base.amount * (1 + way * size / 100))
    return booked(shown, later.amount, computed, holds, (base, change, later))
