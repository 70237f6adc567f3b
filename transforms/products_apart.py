"""Products whose count stands sentences before: 45 houses were built. Each cost 85 million, in all 3.825 billion."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from transforms.figure import Figure
from transforms.judging import Text, booked, equal, number_text, rounded, slipped
from transforms.part_lists import is_of_each
from transforms.roles import ADJACENT
from transforms.rows import Check

_LEAST: Final = 2.0  # times the single amount that a total has at least
_LIKELY: Final = (0.2, 5.0)  # how many times what it should be a total is that is told wrongly
_TELLING: Final = 100.0  # of a smaller product, almost any other is one slip away
_FAR: Final = 3  # sentences before in which the count may stand
_NEAR: Final = 1  # and in which it surely does
_EACH: Final = 30  # characters between "each" and its amount


def products_apart(text: Text, before: Sequence[Sequence[Figure]], own: Sequence[Figure]) -> Iterator[Check]:
    """So much each and so much in all, in one sentence: how many there are is told in it or before.

    `before`: the figures of the sentences before, the nearest first.
    """
    for single, total in pairwise([f for f in own if f.kind in ("money", "measure")]):
        if not _are_amounts(single, total) or not _is_each(text, single):
            continue
        counts = [f for f in reversed(own) if f.number_start < total.number_start and _is_count(f)]
        counts += [f for figures in before[:_FAR] for f in reversed(figures) if _is_count(f)]
        fitting = next((f for f in counts if equal(f.amount * single.amount, total.amount)), None)
        if fitting is not None:
            yield _check(fitting, single, total, holds=True)
            continue
        last = [f for f in counts if f.sentence.no >= single.sentence.no - _NEAR]
        missed = next((f for f in last if _misses(f, single, total)), None)
        if missed is not None:
            yield _check(missed, single, total, holds=False)


def _are_amounts(single: Figure, total: Figure) -> bool:
    exact = all(f.qualifier == "exact" and f.aspect != "change" and f.amount > 0 for f in (single, total))
    return exact and single.unit is not None and single.unit == total.unit and total.amount >= single.amount * _LEAST


def _is_count(figure: Figure) -> bool:
    return figure.kind == "count" and figure.qualifier == "exact" and figure.aspect != "change" and figure.amount > 1


def _is_each(text: Text, single: Figure) -> bool:
    """Whether "each", "per" or the like stands before an amount, or at once behind it."""
    before = [m for m in single.before if single.start - m.end <= _EACH]
    behind = [m for m in single.behind if m.start - max(single.end, single.unit_end) <= ADJACENT]
    told = any("per" in mention.entry.senses.get("periods", ()) for mention in (*before, *behind))
    return told or is_of_each(text.reading, single)


def _misses(count: Figure, single: Figure, total: Figure) -> bool:
    """Whether one slip in one of the three makes the product wrong."""
    computed = rounded(count.amount * single.amount)
    if total.amount < _TELLING or not _LIKELY[0] < total.amount / computed < _LIKELY[1]:
        return False
    needed = [(total, computed), (single, rounded(total.amount / count.amount))]
    return any(slipped(*pair) for pair in needed)


def _check(count: Figure, single: Figure, total: Figure, *, holds: bool) -> Check:
    shown = f"{number_text(count.amount)} × {number_text(single.amount)}"
    computed = rounded(count.amount * single.amount)
    return booked(shown, total.amount, computed, holds, (count, single, total))
