"""Products that a text makes: 450 scholarships of 2 million each, 900 million in all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from transforms.figure import Figure
from transforms.judging import Text, booked, equal, judged, number_text, rounded
from transforms.likely_changes import as_exact_as, of_one_unit
from transforms.roles import ADJACENT, surely_total, total_of
from transforms.rows import Check

_LED: Final = 20  # characters between "each" and its amount
_TELLING: Final = 100.0  # of a smaller product, almost any other is one slip away


def products(text: Text, own: Sequence[Figure]) -> Iterator[Check]:
    """1,500 gifts of 1.2 million dong each: 1.8 billion dong in all."""
    for at in range(len(own) - 2):
        three = own[at : at + 3]
        count = next((f for f in three if f.kind == "count"), None)
        money = [f for f in three if f.kind == "money"]
        if count is None or len(money) != 2 or not of_one_unit(*money) or any(f.qualifier != "exact" for f in three):
            continue
        owned = at > 0 and three[0].kind == "money" and own[at - 1].kind == "count"  # what stands before is paid so
        if owned or not _each(count, money):
            continue
        single, total = _single_and_total(money)
        computed = rounded(count.amount * single.amount)
        needed = [(total, computed), (single, rounded(total.amount / count.amount))]
        needed += [(count, rounded(total.amount / single.amount)), (single, count.amount * total.amount)]
        said = total_of(text, count, (money[0], money[1]))
        declared = said is not None and not _averaged(three)
        if equal(total.amount, computed) and said is single:
            # Each would have got the larger amount, and all of them together the smaller.
            shown = f"{number_text(count.amount)} × {number_text(total.amount)}"
            figures = (count, total, single)
            yield booked(shown, single.amount, count.amount * total.amount, False, figures, declared=declared)
            continue
        if said is single:  # less than what each got: a slip, or of another product
            single, total = total, single
            computed = rounded(count.amount * single.amount)
            needed = [(total, computed), (single, rounded(total.amount / count.amount))]
        holds = judged(total.amount, computed, needed, text.near(three))
        meant = None if holds else next((f for f in own[:at] if _makes(f, single, total)), None)
        if meant is not None:  # 90 students, 30 to each school, get 2 million each: 180 million
            count, computed, holds = meant, total.amount, True
        if holds is None and declared and surely_total(text, count, (money[0], money[1])) is total:
            holds = declared = False  # 37 gifts of 1.2 million each, 1.8 billion in all: more than one slip
        if holds or (holds is False and max(single.amount, total.amount) >= _TELLING):
            shown = f"{number_text(count.amount)} × {number_text(single.amount)}"
            figures = (count, single, total)
            yield booked(shown, total.amount, computed, holds, figures, declared=declared and not _rounds(three))


def _makes(count: Figure, single: Figure, total: Figure) -> bool:
    exact = count.kind == "count" and count.qualifier == "exact" and count.aspect != "change"
    return exact and equal(total.amount, rounded(count.amount * single.amount))


def _averaged(figures: Sequence[Figure]) -> bool:
    """Whether an amount is an average, which rounds without saying so."""
    return any("average" in mention.entry.senses for f in figures for mention in (*f.before, *f.behind))


def _rounds(figures: Sequence[Figure]) -> bool:
    """Whether one of three factors and products is what the others make, rounded as exactly as it is written."""
    count, *money = sorted(figures, key=lambda figure: figure.kind != "count")
    single, total = _single_and_total(money)
    exact = equal(total.amount, rounded(count.amount * single.amount))
    pairs = (total.amount, count.amount * single.amount), (single.amount, total.amount / count.amount)
    return not exact and any(equal(stated, as_exact_as(stated, computed)) for stated, computed in pairs)


def _single_and_total(money: Sequence[Figure]) -> tuple[Figure, Figure]:
    """The amount that each got, and the one for all, which is the larger."""
    first, second = sorted(money, key=lambda figure: figure.amount)
    return first, second


def _each(count: Figure, money: Sequence[Figure]) -> bool:
    """Whether the text says "in all", "on average" or "each", or names what is counted again beside an amount."""
    for figure in money:
        for mention in (*figure.before, *figure.behind):
            senses = mention.entry.senses
            if "totals" in senses or "average" in senses:
                return True
            if "per" in senses.get("periods", ()) and 0 <= figure.start - mention.end <= _LED:
                return True  # each got 15 million, which makes 720 million
            again = mention.start > count.end if count.noun is None else mention.start > count.noun.end
            if again and count.concept is not None and count.concept in senses.get("nouns", ()):
                return True
    return False


def products_of_counts(text: Text, own: Sequence[Figure]) -> Iterator[Check]:
    """40 schools, 25 computers each, in all 1,000; or 25 computers each for 40 schools."""
    for first, second, total in zip(own, own[1:], own[2:], strict=False):
        counts = (first, second, total)
        if any(f.kind != "count" or f.qualifier != "exact" or f.aspect == "change" for f in counts):
            continue
        if total.amount < _TELLING or not (_is_total(text, total) and (_is_each(first) or _is_each(second))):
            continue
        computed = rounded(first.amount * second.amount)
        needed = [(total, computed), (first, rounded(total.amount / second.amount))]
        needed.append((second, rounded(total.amount / first.amount)))
        holds = judged(total.amount, computed, needed, text.near(counts))
        if holds is not None:
            shown = f"{number_text(first.amount)} × {number_text(second.amount)}"
            yield booked(shown, total.amount, computed, holds, counts)


def _is_total(text: Text, figure: Figure) -> bool:
    """Whether "in all" stands directly before a figure or behind it."""
    clean = text.reading.clean
    before = any("totals" in m.entry.senses and not clean[m.end : figure.start].strip() for m in figure.before[-1:])
    end = max(figure.end, figure.unit_end)
    return before or any("totals" in m.entry.senses and m.start - end <= ADJACENT for m in figure.behind[:1])


def _is_each(figure: Figure) -> bool:
    """Whether "each" or "per" stands among the words around a figure."""
    return any("per" in m.entry.senses.get("periods", ()) for m in (*figure.before, *figure.behind))
