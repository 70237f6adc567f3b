"""A headline against its article: 86 scholarships above, 68 below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from transforms.figure import Figure
from transforms.judging import RULE, equal, number_text
from transforms.reading import Reading
from transforms.rows import Check
from transforms.slips import one_slip

_KINDS: Final = frozenset({"count", "money", "measure"})
_CLOSES: Final = frozenset(".\u3002\u0964\u06d4\uff0e\uff61")  # ends a sentence, and no headline
_LONGEST: Final = 200  # characters of a headline
_FIRST: Final = 3  # sentences of the article's text in which what its headline says is told
_WORD: Final = 30  # characters behind a number in which the word stands that says what it counts
_DIGITS: Final = 10.0  # of smaller numbers almost any other is one slip away


def headline_checks(reading: Reading, figures: Sequence[Figure]) -> Iterator[Check]:
    """The figures of a headline that the article does not have, where it begins with one that a slip parts from it."""
    end = reading.clean.find("\n")
    if not 0 < end <= _LONGEST or reading.clean[:end].rstrip()[-1:] in _CLOSES:
        return  # a first paragraph
    heading = [f for f in figures if f.number_start < end and f.kind in _KINDS and _is_exact(f)]
    body = [f for f in figures if f.number_start > end and f.value is not None and f.status != "context"]
    if not heading or not body:
        return
    first = body[0].sentence.no
    near = [f for f in body if f.sentence.no < first + _FIRST and _is_exact(f)]
    for told in heading:
        alike = [f for f in body if f.kind == told.kind and _one_thing(reading, told, f)]
        if any(equal(f.amount, told.amount) for f in body) or _is_sum(told, alike):
            continue
        meant = [f for f in near if f in alike]
        told_first = meant and meant[0].amount == max(f.amount for f in meant)
        swapped = next((f for f in near if f.kind == told.kind and _exchanged(told, f)), None)
        other = meant[0] if told_first and _is_slip(told, meant[0]) else swapped
        if other is not None:
            shown = f"{number_text(told.amount)} in the headline ≠ {number_text(other.amount)}"
            apart = told.amount - other.amount
            yield Check(RULE, shown, told.amount, other.amount, apart, False, (told.key, other.key))


def _is_exact(figure: Figure) -> bool:
    exact = figure.qualifier == "exact" and figure.value is not None and figure.value >= _DIGITS
    return exact and figure.status != "context" and figure.aspect == "level" and not figure.number.words


def _one_thing(reading: Reading, told: Figure, figure: Figure) -> bool:
    """Whether both count the same, by its concept or the word behind them, or are money of one currency."""
    if told.kind != "count":
        return told.unit is not None and told.unit == figure.unit
    if told.concept is not None:
        return told.concept == figure.concept
    return _word_behind(reading, told) == _word_behind(reading, figure) != ""


def _word_behind(reading: Reading, figure: Figure) -> str:
    words = reading.folded[figure.number_end : figure.number_end + _WORD].split()
    return words[0] if words and words[0].isalpha() else ""


def _is_sum(told: Figure, alike: Sequence[Figure]) -> bool:
    """Whether a headline adds up what its article tells one by one."""
    return any(equal(total, told.amount) for total in accumulate(f.amount for f in alike))


def _is_slip(told: Figure, figure: Figure) -> bool:
    """Whether one slip parts the two; a headline may round."""
    one, two = sorted((told.amount, figure.amount))
    return two < _DIGITS * one and one_slip(one, two) and not _rounds(told, figure)


def _exchanged(told: Figure, figure: Figure) -> bool:
    """Whether the same digits stand there in another order: 86 and 68."""
    digits = [f"{f.amount:.15g}".strip("0") for f in (told, figure)]
    same = digits[0] != digits[1] and sorted(digits[0]) == sorted(digits[1])
    return same and len(digits[0]) > 1 and _is_slip(told, figure) and _counts_alike(told, figure)


def _counts_alike(told: Figure, figure: Figure) -> bool:
    """Whether nothing tells that the two count different things."""
    if told.kind != "count":
        return told.unit == figure.unit
    return None in (told.concept, figure.concept) or bool({told.unit} & {figure.unit, None})


def _rounds(told: Figure, figure: Figure) -> bool:
    """Whether a headline tells the same less exactly: 350 for 352."""
    return abs(told.amount - figure.amount) <= figure.amount / 20
