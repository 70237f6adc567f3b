"""Shares that a text states with the part and the whole: of 480 scholarships 120, that is 25 percent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from transforms.figure import Figure
from transforms.judging import RULE, number_text, rounded
from transforms.parts_of_wholes import NEARBY, whole_of
from transforms.reading import Reading
from transforms.roles import ADJACENT, direction
from transforms.rows import Check
from transforms.terms import NOUN, Mention

_ARTICLE: Final = 6  # and between "that is" and the share: es decir, EL 45 %
_REACH: Final = 30  # characters between a part and its share
_BEHIND: Final = 40  # characters behind a share in which it may be said of what it is one
_NEARLY: Final = 1.0  # percentage points by which a share may be rounded
_KINDLY: Final = 0.05  # and the part of it, where it says that it is not exact
_ENDS: Final = re.compile("[,.;:)\u060c\u061b\uff0c\u3001\u3002\uff1b\u0964\u06d4]")
_OPENING: Final = ("(", "\uff08")
_CLOSING: Final = (")", "\uff09")
_SAYS: Final = frozenset({"share", "portion", "percent"})
_KINDS: Final = frozenset({"count", "money", "measure"})


def stated_shares(reading: Reading, figures: list[Figure]) -> Iterator[Check]:
    """The shares that fit no whole which the text names; a part must be told as one of a whole before it."""
    for at, (part, share) in enumerate(pairwise(figures)):
        if share.kind != "percent" or part.aspect != "subset" or part.sentence is not share.sentence:
            continue
        before = figures[max(0, at - NEARBY) : at]
        whole = whole_of(before, part) if part.exact and part.kind in _KINDS else None
        if whole is None or not whole.exact or not _is_of(reading, part, share) or _is_of_another(reading, share):
            continue
        around = (*before, *figures[at + 2 : at + 2 + NEARBY])
        wholes = [f.value for f in around if f.kind == part.kind and f.value and f.sentence.no >= part.sentence.no - 1]
        if part.amount <= 0 or any(_fits(part.amount / abs(one) * 100, share) for one in wholes):
            continue
        computed = rounded(round(part.amount / whole.amount * 100, 6))
        shown = f"{number_text(part.amount)} of {number_text(whole.amount)} ≠ {number_text(share.amount)} %"
        yield Check(
            RULE, shown, share.amount, computed, share.amount - computed, False, (part.key, whole.key, share.key)
        )


def _is_of(reading: Reading, part: Figure, share: Figure) -> bool:
    """Whether "that is" or "makes up" alone, or a bracket, leads from the part to its share."""
    if share.value is None or share.aspect == "change" or share.value <= 0:
        return False
    start = max(part.unit_end, part.end)
    gap = reading.clean[start : share.start]
    beside = (*share.before, *share.behind[:2])
    if len(gap) > _REACH or any(direction(m) or "comparisons" in m.entry.senses for m in beside):
        return False
    if gap.rstrip().endswith(_OPENING):
        return reading.clean[max(share.end, share.unit_end) :].startswith(_CLOSING)
    between = share.sentence.between(start, share.number_start)
    led = any(_says(m) and share.start - m.end <= _ARTICLE for m in between)
    end = max(share.end, share.unit_end)
    followed = _verb_last(reading) and any(
        _says(m) and m.start - end <= ADJACENT for m in share.behind if m.start >= end
    )
    named = [m for m in between if m.categories & NOUN and not m.entry.concepts & _SAYS and m != part.noun]
    return (led or followed) and not named


def _says(mention: Mention) -> bool:
    return "equivalent" in mention.entry.senses or bool(mention.entry.concepts & _SAYS)


def _verb_last(reading: Reading) -> bool:
    return bool(reading.engine.lexicon.settings.get("verb_last"))


def _is_of_another(reading: Reading, share: Figure) -> bool:
    """Whether something stands behind a share, before the next mark, that it may be one of.

    A verb may, where verbs stand last; and words of any kind where no space parts them.
    """
    end = max(share.end, share.unit_end)
    mark = _ENDS.search(reading.clean, end)
    if reading.engine.lexicon.spaced != "none" and not _verb_last(reading):
        return bool(reading.clean[end : mark.start() if mark else share.sentence.end].strip())
    last = min(mark.start() if mark else share.sentence.end, share.right, end + _BEHIND)
    return any(m.categories & NOUN and not m.entry.concepts & _SAYS for m in share.sentence.between(end, last))


def _fits(percent: float, share: Figure) -> bool:
    low, high = share.low or 0.0, share.high if share.high is not None else 100.0
    slack = _NEARLY if share.exact else max(_NEARLY, percent * _KINDLY)
    return low - slack <= percent <= high + slack
