"""Changes that a text states with both ends: from A to B, up D."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from transforms.bases import is_dated_back, moved_from
from transforms.figure import Figure
from transforms.judging import LEEWAY, Text, number_text, rounded
from transforms.likely_changes import as_exact_as, is_change, is_step
from transforms.parts_of_wholes import units_of
from transforms.reading import Reading
from transforms.roles import comparison, direction, direction_of, is_than, names_another
from transforms.rows import Check
from transforms.slips import one_slip
from transforms.terms import CHANGE

_MOVE_GAP: Final = 40
_ADJACENT: Final = 3
_UNLIKE: Final = 1e3
_ROUNDING: Final = 0.006
_WHOLE: Final = 100.0
_SCALES: Final = (1e3, 1e6, 1e9, 1e12)


def stated_changes(reading: Reading, figures: Sequence[Figure]) -> Iterator[Check]:
    """From A to B, up D (or up P percent): A + D = B."""
    text = Text(reading, figures)
    by_sentence: dict[int, list[Figure]] = {}
    for figure in figures:
        if figure.status != "context" and figure.value is not None and figure.sentence.categories & CHANGE:
            by_sentence.setdefault(figure.sentence.no, []).append(figure)
    for group in by_sentence.values():
        yield from _change(text, group)


def _change(text: Text, group: Sequence[Figure]) -> Iterator[Check]:
    for at, (one, two) in enumerate(pairwise(group)):
        units = units_of(one, two)
        if len(units) > 1 or one.aspect == "change" or two.aspect == "change" or "percent" in (one.kind, two.kind):
            continue
        plain = _to_between(one, two)
        if not plain and moved_from(text, one, two) is not one:
            continue
        if comparison(text, two) and any(map(is_than, one.sentence.between(one.number_end, two.number_start))):
            continue  # 15 million more THAN 75 million
        change = next((f for f in _beside(group, at) if is_change(f) and _of_the_move(f, one, two)), None)
        if change is None or change.kind not in ("percent", one.kind, two.kind):
            continue
        if change.kind != "percent" and units_of(one, two, change) != units:
            continue
        if (
            one.unit is None
            and two.unit is not None
            and not 1 / _UNLIKE < abs(one.amount / (two.amount or 1)) < _UNLIKE
        ):
            continue  # a bare number that is nothing of the sort
        size = change.amount
        if change.aspect != "change":
            plain, size = False, abs(size) * direction_of(text, one, two, change)
        if not size:
            continue
        share = change.kind == "percent"
        computed = _changed(one.amount, size, share=share)
        amount = computed - one.amount
        slack = (
            max(abs(two.amount), abs(one.amount)) * _ROUNDING if change.kind == "percent" else 1e-6 * abs(two.amount)
        )
        if one.unit_end <= one.number_end and any(
            abs(two.amount - _changed(one.amount * scale, size, share=share)) <= slack for scale in _SCALES
        ):
            continue  # "from 17 to 26 million": the scale word is said once for both
        exact = all(figure.exact for figure in (one, two, change))
        near = abs(two.amount - computed) <= slack
        if not near and not plain and not _slipped(one, two, size, share=share):
            continue
        if not near and _exchanged(one, two, size, share=share) and is_dated_back(one, two):
            continue
        if not near and share and is_step(one, two, size):
            continue
        holds = near if exact else (True if abs(two.amount - computed) <= abs(two.amount) * (LEEWAY - 1) else None)
        shown = f"{number_text(one.amount)} {'+' if amount >= 0 else '-'} {number_text(abs(amount))}"
        yield Check(
            "parts_sum_to_total", f"{shown} {'=' if holds is not False else '≠'} {number_text(two.amount)}", two.amount,
            computed, two.amount - computed, holds, (one.key, two.key, change.key),
        )  # fmt: skip


def _changed(amount: float, change: float, *, share: bool) -> float:
    return amount + (amount * change / 100 if share else change)


def _slipped(one: Figure, two: Figure, change: float, *, share: bool) -> bool:
    """Whether one slip in one of the three, or two that changed places, make the change wrong."""
    if one.amount * change == 0 or (share and change <= -_WHOLE):
        return False
    needed = [(two.amount, _changed(one.amount, change, share=share))]
    if share:
        needed.append((one.amount, two.amount / (1 + change / 100)))
        needed.append((change, (two.amount / one.amount - 1) * 100))
    else:
        needed += [(one.amount, two.amount - change), (change, two.amount - one.amount)]
    if _exchanged(one, two, change, share=share):
        return True
    return any(one_slip(abs(stated), abs(_like(stated, value))) for stated, value in needed)


def _exchanged(one: Figure, two: Figure, change: float, *, share: bool) -> bool:
    """Whether the change leads from the second amount to the first."""
    return abs(one.amount - _changed(two.amount, change, share=share)) <= abs(one.amount) * _ROUNDING


def _like(model: float, value: float) -> float:
    """The value with as many digits as the model has."""
    return as_exact_as(model, rounded(value))


def _beside(group: Sequence[Figure], at: int) -> Sequence[Figure]:
    """The figure behind the two that begin there, and the one before them."""
    return (*group[at + 2 : at + 3], *group[max(0, at - 1) : at])


def _of_the_move(change: Figure, one: Figure, two: Figure) -> bool:
    """Whether a change is said of the two amounts beside it, and not of something else that rose or fell.

    "Imports grew 4 %, exports rose from 17 to 26": a change before the two is theirs where no other word for rising
    stands between; one behind them where nothing else is named between.
    """
    if change.number_start < one.number_start:
        between = one.sentence.between(change.unit_end, one.number_start)
        return not any(direction(mention) for mention in between)
    return not names_another(two, change)


def _to_between(one: Figure, two: Figure) -> bool:
    """Whether something went from the one to the other: the word for "to" stands directly before the second."""
    if two.start - one.unit_end > _MOVE_GAP:
        return False
    for mention in one.sentence.between(one.number_end, two.number_start):
        senses = mention.entry.senses
        to = "to" in senses.get("changes", ()) or "to" in senses.get("ranges", ())
        if to and "enumerations" not in senses and min(two.start, two.number_start) - mention.end <= _ADJACENT:
            return True
    return False
