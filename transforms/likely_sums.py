"""Sums, changes and products that a text does not declare, and reads like all the same.

Whoever writes "37 projects: 19 for schools and 18 for health" says that these are all; "37 projects, of which 19 for
schools and 17 for health" may leave some out. So what such a sum misses is only told where a single slip explains it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Final

from transforms.figures import Figure
from transforms.reading import Reading, Sentence
from transforms.rows import Check
from transforms.scan import CHANGE, MARKER
from transforms.slips import one_slip

RULE: Final = "arithmetic_adds_up"
_SORTS: Final = frozenset({"count", "money", "measure"})
_PARTS: Final = 12
_LIST: Final = 3  # as many parts of one sort, one after the other, are a breakdown without a word for it
_TELLING: Final = 100.0  # two parts without a word for it say something only about a whole of this size
_HEAD: Final = 24  # characters of a sentence in which "of these" refers to the sentence before
_EXACT: Final = 1e-9
_ROUNDED: Final = 0.006  # a percentage rounds to its last digit


def likely_sums(reading: Reading, figures: Sequence[Figure]) -> Iterator[Check]:
    """The checks of an article, sentence by sentence; all figures in one are exact."""
    usable = [f for f in figures if f.status not in ("context", "frame") and f.value]
    groups = [(group[0].sentence, group) for _, own in groupby(usable, _sentence_no) if (group := list(own))]
    seen: set[frozenset[str]] = set()
    for check in _in_sentences(reading, groups):
        key = frozenset(check.quantities)
        if key not in seen:
            seen.add(key)
            yield check


def _in_sentences(reading: Reading, groups: Sequence[tuple[Sentence, list[Figure]]]) -> Iterator[Check]:
    for at, (sentence, own) in enumerate(groups):
        following = groups[at + 1] if at + 1 < len(groups) else None
        yield from _breakdowns(reading, own)
        if following is not None and following[0].no == sentence.no + 1:
            yield from _of_the_sentence_before(reading, own, *following)
        if sentence.categories & CHANGE:
            yield from _moves(own)
        yield from _products(own)


def _sentence_no(figure: Figure) -> int:
    return figure.sentence.no


# -- breakdowns -------------------------------------------------------------------------------------------------------


def _breakdowns(reading: Reading, own: Sequence[Figure]) -> Iterator[Check]:
    for at, whole in enumerate(own):
        parts = _run(reading, whole, own[at + 1 :], told=True)
        if len(parts) >= 2 and (_of_which(whole, parts) or _introduced(reading, whole, parts[0])):
            yield from _adds_up(parts, whole)
            continue
        parts = _run(reading, whole, own[at + 1 :])
        if len(parts) >= _LIST and _same_thing(whole, parts):
            yield from _adds_up(parts, whole)


def _of_the_sentence_before(
    reading: Reading, before: Sequence[Figure], sentence: Sentence, own: Sequence[Figure]
) -> Iterator[Check]:
    refers = any(
        "of_which" in mention.entry.senses for mention in sentence.between(sentence.start, sentence.start + _HEAD)
    )
    for whole in before:
        parts = _run(reading, whole, own, told=refers)
        rivals = sum(_alike(whole, other) for other in before)
        if len(parts) < 2 or not _same_thing(whole, parts) or rivals > 1:
            continue
        all_of_it = len(parts) == len(own) and not sentence.categories & CHANGE
        enough = len(parts) >= _LIST or (whole.amount >= _TELLING and all(p.concept is not None for p in parts))
        if refers or (all_of_it and enough):
            yield from _adds_up(parts, whole)


def _run(reading: Reading, whole: Figure, behind: Sequence[Figure], *, told: bool = False) -> list[Figure]:
    """The figures that follow at once and could be parts of the whole.

    Where the text has told that parts follow, one whose noun stands apart from it ("six in the field of health") may
    count the whole's.
    """
    parts: list[Figure] = []
    if whole.kind not in _SORTS or whole.qualifier != "exact" or whole.aspect == "change":
        return parts
    for part in behind[:_PARTS]:
        alike = _alike(whole, part) or (told and part.kind == whole.kind == "count" and _apart(reading, part))
        if not alike or part.qualifier != "exact" or part.aspect == "change" or part.amount < 0:
            break
        parts.append(part)
    return parts


def _alike(whole: Figure, part: Figure) -> bool:
    if part.kind != whole.kind:
        return False
    if part.kind == "count":
        return part.concept in (None, whole.concept) and whole.concept is not None
    return part.unit in (None, whole.unit)


def _apart(reading: Reading, part: Figure) -> bool:
    """Whether something stands between a number and the noun that was found for it."""
    if part.noun is None:
        return True
    first, last = sorted([(part.number_start, part.number_end), (part.noun.start, part.noun.end)])
    return bool(reading.clean[first[1] : last[0]].strip())


def _same_thing(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the parts are named as the whole is, one of them at least."""
    return any(p.concept == whole.concept if p.kind == "count" else p.unit == whole.unit for p in parts)


def _of_which(whole: Figure, parts: Sequence[Figure]) -> bool:
    between = whole.sentence.between(whole.number_end, parts[1].number_start)
    return any("of_which" in mention.entry.senses for mention in between if mention.entry.categories & MARKER)


def _introduced(reading: Reading, whole: Figure, first: Figure) -> bool:
    gap = reading.clean[whole.end : first.start]
    between = whole.sentence.between(whole.number_end, first.start)
    return ":" in gap or "\uff1a" in gap or any("namely" in m.entry.senses.get("enumerations", ()) for m in between)


def _adds_up(parts: Sequence[Figure], whole: Figure) -> Iterator[Check]:
    values = [part.amount for part in parts]
    computed = _rounded(sum(values))
    needed = [(whole.amount, computed)]
    needed += [(value, _rounded(whole.amount - computed + value)) for value in values]
    swapped = any(_equal(value, _rounded(computed - value + whole.amount)) for value in values)
    holds = _judged(whole.amount, computed, needed, swapped=swapped)
    if holds is not None:
        yield _check(" + ".join(map(number_text, values)), whole.amount, computed, holds, (*parts, whole))


# -- changes ----------------------------------------------------------------------------------------------------------


def _moves(own: Sequence[Figure]) -> Iterator[Check]:
    """Two amounts and what lies between them: 62 projects, 7 more than the 55 of last year."""
    for at, change in enumerate(own):
        if at < 2 or change.qualifier != "exact" or not _is_change(change):
            continue
        levels = [f for f in own[:at] if f.kind in _SORTS and f.aspect != "change"][-2:]
        if len(levels) < 2 or any(f.qualifier != "exact" for f in levels) or at - own.index(levels[0]) > _LIST:
            continue
        if change.kind == "percent":
            yield from _grown(levels[0], levels[1], change)
        elif _of_one_unit(*levels, change) or (_from_to(*levels) and _of_one_unit(levels[1], change)):
            low, high = sorted(levels, key=lambda figure: figure.amount)
            size = abs(change.amount)
            computed = _rounded(low.amount + size)
            needed = [(high.amount, computed), (low.amount, _rounded(high.amount - size))]
            needed.append((size, _rounded(high.amount - low.amount)))
            holds = _judged(high.amount, computed, needed)
            if holds is not None:
                yield _check(
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


def _grown(one: Figure, two: Figure, change: Figure) -> Iterator[Check]:
    """From 200 to 260, or by 30 percent; either way round where the text doesn't say which came first."""
    from_to = _from_to(one, two)
    if not from_to and not _of_one_unit(one, two):
        return
    ways = [(one, two)] if from_to else [(one, two), (two, one)]
    for first, last in ways:
        growth = last.amount / first.amount - 1
        share = abs(change.amount) / 100
        near = abs(abs(growth) - share) <= max(_ROUNDED, share * _ROUNDED)
        if near or (from_to and _slipped_growth(first.amount, last.amount, growth, abs(change.amount))):
            sign = "+" if growth > 0 else "-"
            shown = f"{number_text(first.amount)} {sign} {number_text(abs(change.amount))} %"
            computed = last.amount if near else _rounded(first.amount * (1 + (share if growth > 0 else -share)))
            yield _check(shown, last.amount, computed, near, (first, change, last))
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


def _products(own: Sequence[Figure]) -> Iterator[Check]:
    """1,500 gifts of 1.2 million dong each: 1.8 billion dong in all."""
    for at in range(len(own) - 2):
        three = own[at : at + 3]
        count = next((f for f in three if f.kind == "count"), None)
        money = [f for f in three if f.kind == "money"]
        if count is None or len(money) != 2 or not _of_one_unit(*money) or any(f.qualifier != "exact" for f in three):
            continue
        if not _each(count, money):
            continue
        single, total = sorted(money, key=lambda figure: figure.amount)
        computed = _rounded(count.amount * single.amount)
        needed = [(total.amount, computed), (single.amount, _rounded(total.amount / count.amount))]
        needed.append((count.amount, _rounded(total.amount / single.amount)))
        holds = _judged(total.amount, computed, needed)
        if holds is not None:
            shown = f"{number_text(count.amount)} × {number_text(single.amount)}"
            yield _check(shown, total.amount, computed, holds, (count, single, total))


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


# -- what they share --------------------------------------------------------------------------------------------------


def _judged(
    stated: float, computed: float, needed: Sequence[tuple[float, float]], *, swapped: bool = False
) -> bool | None:
    """True where both are equal, False where one slip parts them, None where the text may mean something else.

    `needed`: each figure's value, and the one that it would have to have for the sum to come out.
    """
    if _equal(stated, computed):
        return True
    return False if swapped or any(one_slip(*pair) for pair in needed if pair[1] > 0) else None


def _equal(one: float, other: float) -> bool:
    return abs(one - other) <= _EXACT * max(abs(one), abs(other))


def _rounded(value: float) -> float:
    """Without what binary arithmetic adds behind the twelfth digit."""
    return float(f"{value:.12g}")


def number_text(value: float) -> str:
    """A number as an expression shows it: 17, 0.5, 1,000,000."""
    value = _rounded(value)
    return f"{value:,.0f}" if value == int(value) and abs(value) < 1e15 else f"{value:,.6g}"


def _check(shown: str, stated: float, computed: float, holds: bool, figures: Sequence[Figure]) -> Check:
    expression = f"{shown} {'=' if holds else '≠'} {number_text(stated)}"
    difference = stated - computed
    return Check(RULE, expression, stated, computed, difference, holds, tuple(figure.key for figure in figures))
