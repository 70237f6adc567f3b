"""Products whose count stands sentences before: 45 houses were built. Each cost 85 million, in all 3.825 billion."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from transforms.figure import Figure
from transforms.figure_wholes import is_single
from transforms.judging import Text, booked, equal, number_text, position, rounded, slipped
from transforms.part_lists import is_of_each
from transforms.roles import ADJACENT
from transforms.rows import Check

_LEAST: Final = 2.0  # times the single amount that a total has at least
_LEAST_LIKELY: Final = 0.2  # times what it should be a total is at least that is told wrongly, and at most
_MOST_LIKELY: Final = 5.0
_MOST_ZEROS: Final = 2e3  # times as much that a product told wrongly by its zeros may be
_TELLING: Final = 100.0  # of a smaller product, almost any other is one slip away
_FAR: Final = 3  # sentences before in which the count may stand
_MOST: Final = 12  # figures of a sentence among which it stands
_NEAR: Final = 2  # and in which it surely does
_OWN: Final = 3  # figures of a sentence up to a total, among which its own count stands
_ALL: Final = 60  # figures before in which a count may stand that makes the product right
_TOTAL: Final = 20  # characters between "in all" and its amount
_EACH: Final = 30  # characters between "each" and its amount


def products_apart(text: Text, before: Sequence[Sequence[Figure]], own: Sequence[Figure]) -> Iterator[Check]:
    """So much each and so much in all, in one sentence: how many there are is told in it or before.

    `before`: the figures of the sentences before, the nearest first.
    """
    amounts = [f for f in own if f.kind in ("money", "measure")]
    counts = [f for f in own if f.kind == "count"]
    for single, total in (*pairwise(amounts), *pairwise(counts)):
        if not _are_amounts(single, total) or not _is_each(text, single):
            continue
        if single.kind == "count" and not _is_total(total):
            continue
        first = bisect_left(own, total.number_start, key=position)
        if single.kind != "count" and any(_is_count(f) for f in own[max(0, first - _OWN) : first]):
            continue  # a sentence that has its own count is read by itself
        many = [f for f in reversed(own[max(0, first - _MOST) : first]) if _is_count(f) and f is not single]
        many += [f for figures in before[:_FAR] for f in reversed(figures[-_MOST:]) if _is_count(f)]
        many += [f for f in reversed(text.before(single, _ALL)) if _is_count(f)]
        spells = _spells(text, single, total)
        many += spells
        fitting = next((f for f in many if equal(f.amount * single.amount, total.amount)), None)
        if fitting is not None:
            yield _check(fitting, single, total, holds=True)
            continue
        last = [f for f in many if f.sentence.no >= single.sentence.no - _NEAR and f.kind == "count"]
        if single.kind == "count" and spells:
            last = [spell for spell in spells if not _is_of_several(spell, single, total)]
        missed = next((f for f in last if _misses(f, single, total)), None)
        if missed is not None:
            yield _check(missed, single, total, holds=False)


def _spells(text: Text, single: Figure, total: Figure) -> list[Figure]:
    """The spans of time of the sentence, through which there may be so many each time: 24 a year FOR FIVE YEARS."""
    own = (f for f in text.spells if f.sentence is single.sentence or f.sentence is total.sentence)
    return [f for f in own if f.qualifier == "exact" and f.amount > 1]


def _is_of_several(spell: Figure, single: Figure, total: Figure) -> bool:
    """Whether two or three may have so many a year each: 双方每年各派10名, 五年合计100名."""
    return any(equal(spell.amount * single.amount * several, total.amount) for several in (2, 3))


def _are_amounts(single: Figure, total: Figure) -> bool:
    exact = all(f.qualifier == "exact" and f.aspect != "change" and f.amount > 0 for f in (single, total))
    alike = single.unit == total.unit and single.unit is not None  # of counts: 45 laptops each, 1,440 pieces in all
    return exact and (alike or single.kind == "count") and total.amount >= single.amount * _LEAST


def _is_count(figure: Figure) -> bool:
    return figure.kind == "count" and figure.qualifier == "exact" and figure.aspect != "change" and figure.amount > 1


def _is_each(text: Text, single: Figure) -> bool:
    """Whether "each", "per" or the like stands before an amount, or at once behind it."""
    before = [m for m in single.before if single.start - m.end <= _EACH]
    behind = [m for m in single.behind if m.start - max(single.end, single.unit_end) <= ADJACENT]
    if any("per" in mention.entry.senses.get("periods", ()) for mention in (*before, *behind)):
        return True
    if single.number_start - single.left <= _EACH and is_single(text.reading, single.left):
        return True
    words = text.reading.engine.beside["numbers.each_before"]
    led = text.reading.folded[max(single.left, single.start - _EACH) : single.start].split()
    return any(word in words for word in led) or is_of_each(text.reading, single)


def _is_total(total: Figure) -> bool:
    """Whether "in all" stands directly before a count or behind it."""
    led = [m for m in total.before if 0 <= total.start - m.end <= _TOTAL and "totals" in m.entry.senses]
    end = max(total.end, total.unit_end, total.noun.end if total.noun is not None else 0)
    return bool(led) or any("totals" in m.entry.senses and m.start - end <= ADJACENT for m in total.behind[:2])


def _misses(count: Figure, single: Figure, total: Figure) -> bool:
    """Whether one slip in one of the three makes the product wrong."""
    computed = rounded(count.amount * single.amount)
    near = _LEAST_LIKELY * computed < total.amount < _MOST_LIKELY * computed
    near = near or count.kind == "duration"  # all three stand together
    if total.amount < _TELLING or not (near or _lost_zeros(total.amount, computed)):
        return False
    needed = [(total, computed), (single, rounded(total.amount / count.amount))]
    return any(slipped(*pair) for pair in needed)


def _lost_zeros(one: float, other: float) -> bool:
    """Whether two amounts of several digits differ by nothing but a few zeros: 420 million told as 4.2 billion."""
    digits = {f"{amount:.12g}".replace(".", "").partition("e")[0].strip("0") for amount in (one, other)}
    return len(digits) == 1 and len(digits.pop()) > 1 and 1 / _MOST_ZEROS <= one / other <= _MOST_ZEROS


def _check(count: Figure, single: Figure, total: Figure, *, holds: bool) -> Check:
    shown = f"{number_text(count.amount)} × {number_text(single.amount)}"
    computed = rounded(count.amount * single.amount)
    return booked(shown, total.amount, computed, holds, (count, single, total))
