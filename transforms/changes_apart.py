"""Changes that a text tells sentences apart: 84 delegations came. The year before it was 67, 17 fewer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from transforms.bases import EARLIER, base_of
from transforms.figure import Figure
from transforms.judging import Text, booked, equal, number_text, rounded, slipped
from transforms.likely_changes import growth_fits, is_change, misses, of_one_unit
from transforms.noun_gaps import counts_unknown
from transforms.roles import comparison, direction
from transforms.rows import Check
from transforms.terms import NOUN

_SORTS: Final = frozenset({"count", "money", "measure"})
_KINDS: Final = _SORTS | {"percent"}
_TIED: Final = 90  # characters between the earlier amount and what it changed by
_BESIDE: Final = 12  # figures of a sentence, and of the one before, among which the amounts of a change stand
_MANY: Final = 4  # times as much as in the year before is something else
_PAIR: Final = 2


def changes_apart(
    text: Text, before: Sequence[Figure], further: Sequence[Figure], own: Sequence[Figure]
) -> Iterator[Check]:
    """The changes of one sentence whose amounts, or one of them, stand in the sentence before.

    `further`: the figures of the sentence before that one, which may have the first of two.
    """
    for at, change in enumerate(own):
        if change.qualifier != "exact" or not change.amount:
            continue
        by = comparison(text, change)
        if change.kind not in _KINDS or not (by or (is_change(change) and not _is_compared(change))):
            continue
        beside = own[max(0, at - _BESIDE) : at + _BESIDE]
        levels = [f for f in beside if f is not change and _is_level(f) and _of_one_sort(f, change)]
        if len(levels) == 1:
            yield from _since(text, before[-_BESIDE:], levels[0], change)
        elif not levels:
            levels = [f for f in before[-_BESIDE:] if _is_level(f) and _of_one_sort(f, change)]
            if len(levels) == 1 and len(own) == 1:
                levels = [*_further(further, levels[0], change), *levels]
            yield from _between(text, levels, own, change)


def _further(figures: Sequence[Figure], level: Figure, change: Figure) -> list[Figure]:
    """The other amount of a change, a sentence before the one: that which fits, else the last; no part of another."""
    levels = [f for f in figures[-_BESIDE:] if _is_level(f) and _of_one_sort(f, change)]
    fitting = [f for f in levels if of_one_unit(f, level) and (_fits(f, level, change) or _fits(level, f, change))]
    return fitting[-1:] or [f for f in levels if f.aspect != "subset"][-1:]


def _is_compared(figure: Figure) -> bool:
    """Whether an amount is what another is compared with: up 20 percent ON 6 million."""
    said = figure.before[-1].entry.senses.get("periods", ()) if figure.before else ()
    return figure.kind != "percent" and "compared" in said


def _is_level(figure: Figure) -> bool:
    return figure.kind in _SORTS and figure.qualifier == "exact" and figure.aspect != "change" and figure.amount > 0


def _of_one_sort(figure: Figure, change: Figure) -> bool:
    """Whether an amount may have changed by so much, or by so many percent."""
    return change.kind == "percent" or of_one_unit(figure, change)


def _is_earlier(figure: Figure, change: Figure) -> bool:
    """Whether the words beside the one amount of a sentence, or up to it and its change, name the year before."""
    sentence, last = figure.sentence, max(figure.number_start, change.number_start)
    mentions = (*figure.behind, *sentence.between(sentence.start, last))
    return any(not EARLIER.isdisjoint(mention.entry.senses.get("periods", ())) for mention in mentions)


def _since(text: Text, before: Sequence[Figure], base: Figure, change: Figure) -> Iterator[Check]:
    """Base and change in one sentence: one of the amounts before is what it came to."""
    told = _is_earlier(base, change)
    later = [f for f in before if _is_level(f) and (f.kind == base.kind or _is_bare(base))]
    later = [f for f in later if of_one_unit(f, base) or _shortened(text, f, base)]
    later = [f for f in later if told or _is_dated_earlier(text, base, f)]
    fitting = next((f for f in later if _fits(base, f, change)), None)
    if fitting is not None:
        yield _check(base, fitting, change, holds=True)
    elif len({f.amount for f in later}) == 1 and _tied(base, change) and _slipped(text, base, later[0], change):
        if base.unit != later[0].unit and counts_unknown(text.reading, base):
            return  # 11 organisations; one dug 22 PONDS, seven more than in 2023
        yield _check(base, later[0], change, holds=False)


def _is_bare(figure: Figure) -> bool:
    """Whether nothing names what an amount counts, so that it may be tons or dollars as the one before it."""
    return figure.kind == "count" and figure.unit is None and figure.noun is None


def _shortened(text: Text, one: Figure, two: Figure) -> bool:
    """Whether the second counts what the first does by the head of its name alone: প্রতিনিধিদল, দল; 代表团, 团."""
    if one.noun is None or two.noun is None:
        return False
    long, short = (text.reading.folded[noun.start : noun.end].strip() for noun in (one.noun, two.noun))
    return len(short) > 1 and long.endswith(short)


def _is_dated_earlier(text: Text, base: Figure, later: Figure) -> bool:
    """Whether an amount is of the year before that of the other."""
    years = text.dated.get(id(base)), text.dated.get(id(later))
    return years[0] is not None and years[1] is not None and years[0] == years[1] - 1


def _of_the_earlier_year(text: Text, one: Figure, two: Figure) -> Figure | None:
    if _is_dated_earlier(text, one, two):
        return one
    return two if _is_dated_earlier(text, two, one) else None


def _is_like(base: Figure, later: Figure) -> bool:
    """Whether the one may have become the other: neither is many times the other."""
    return 1 / _MANY < later.amount / base.amount < _MANY


def _tied(base: Figure, change: Figure) -> bool:
    """Whether nothing stands between the two that the change may be one of."""
    first, second = sorted((base, change), key=lambda one: one.number_start)
    between = first.sentence.between(first.number_end, second.number_start)
    joined = any("and" in mention.entry.senses.get("enumerations", ()) for mention in between)
    known = {first.concept, second.concept}
    other = any(m.categories & NOUN and not direction(m) and not known & m.entry.concepts for m in between)
    return second.start - first.unit_end <= _TIED and not joined and not other


def _between(text: Text, levels: Sequence[Figure], own: Sequence[Figure], change: Figure) -> Iterator[Check]:
    """Both amounts before the sentence, where the words there tell which one is the earlier."""
    if len(levels) != _PAIR or not of_one_unit(*levels):
        return
    together = levels[0].sentence is levels[1].sentence
    base = (base_of(text, *levels) if together else _led_back_to(*levels)) or _of_the_earlier_year(text, *levels)
    if base is None:
        return
    later = levels[1] if base is levels[0] else levels[0]
    if _fits(base, later, change):
        yield _check(base, later, change, holds=True)
    elif len(own) == 1 and not _of_another(change) and _slipped(text, base, later, change):
        yield _check(base, later, change, holds=False)


def _led_back_to(one: Figure, two: Figure) -> Figure | None:
    """The one of two sentences whose own words, and not the other's, lead back a year: a year earlier it was 75,600."""
    earlier = [figure for figure in (one, two) if _is_earlier(figure, figure)]
    return earlier[0] if len(earlier) == 1 else None


def _of_another(change: Figure) -> bool:
    """Whether the sentence names what changed before it says by how much."""
    led = change.sentence.between(change.sentence.start, change.start)
    return any(mention.categories & NOUN and not direction(mention) for mention in led)


def _fits(base: Figure, later: Figure, change: Figure) -> bool:
    if change.kind == "percent":
        return growth_fits(later.amount / base.amount - 1, change.amount / 100)
    return equal(abs(later.amount - base.amount), abs(change.amount))


def _slipped(text: Text, base: Figure, later: Figure, change: Figure) -> bool:
    """Whether one slip in one of the three makes the change wrong."""
    if not _is_like(base, later) or equal(base.amount, later.amount):
        return False
    if change.kind == "percent":
        return misses(text, base, later, change)
    if equal(abs(change.amount), later.amount):
        return False
    size = abs(change.amount)
    rises = later.amount > base.amount
    needed = [(change, abs(later.amount - base.amount))]
    needed += [(later, base.amount + size if rises else base.amount - size)]
    needed += [(base, later.amount - size if rises else later.amount + size)]
    return any(slipped(figure, rounded(value)) for figure, value in needed)


def _check(base: Figure, later: Figure, change: Figure, *, holds: bool) -> Check:
    sign = 1 if later.amount > base.amount else -1
    size = abs(change.amount)
    percent = change.kind == "percent"
    computed = rounded(base.amount * (1 + sign * size / 100) if percent else base.amount + sign * size)
    shown = f"{number_text(base.amount)} {'+' if sign > 0 else '-'} {number_text(size)}{' %' if percent else ''}"
    return booked(shown, later.amount, later.amount if holds else computed, holds, (base, change, later))
