"""Shares that a text states with the part: 120 went to girls, that is 25 percent; a third of them, 40, are free.

The whole may stand anywhere before them. A share that fits one of the amounts there holds. It contradicts where the
text itself says that part and share are the same, none fits, and there is one amount that can be the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from transforms.figure import Figure
from transforms.judging import RULE, number_text, rounded, slipped
from transforms.likely_changes import as_exact_as
from transforms.marks import COMMA
from transforms.partitives import is_told_of
from transforms.parts_of_wholes import counts_alike, units_of
from transforms.reading import Reading
from transforms.roles import direction
from transforms.rows import Check
from transforms.terms import NOUN, Mention

_KINDS: Final = frozenset({"count", "money", "measure"})
_SAYS: Final = frozenset({"share", "portion", "percent"})
_REACH: Final = 30  # characters between a part and its share
_BESIDE: Final = 70  # characters between them where only the sum says that they are one
_LED: Final = 14  # and between "that is" and the second of the two: es decir, EL 45 %
_BEFORE: Final = 16  # figures before the two, and behind, among which the whole is looked for
_BEHIND: Final = 3
_NEAR: Final = 1  # sentences before the two in which an amount of their kind is the whole
_NEARLY: Final = 1.0  # percentage points by which a share may be rounded
_KINDLY: Final = 0.05  # and the part of it, where it says that it is not exact
_ROUGHLY: Final = 0.15  # where it is a half or a third
_SURELY: Final = 3.0  # percentage points that are no rounding
_BEHIND_IT: Final = 40  # characters behind a share in which it may be said of what it is one
_ENDS: Final = re.compile("[,.;:)\u060c\u061b\uff0c\u3001\u3002\uff1b\u0964\u06d4]")
_OPENING: Final = re.compile("[(\uff08]\\s*$|(?:\\s[\u2013\u2014-]\\s|[:\uff1a\u2014])\\s*$")
_OF_WORDS: Final = 3  # between a share and the comma before its part: half OF THE MEETINGS, 42
_COMMA: Final = re.compile("[,\u060c\uff0c\u3001]\\s*$")
_MORE: Final = frozenset({"more", "fewer"})
_BREAKS: Final = re.compile("[;.!?\u3002\uff1b\u0964\u06d4\u061f]\\s")


def stated_shares(reading: Reading, figures: Sequence[Figure]) -> Iterator[Check]:
    """The shares of an article that are told with their part."""
    parts: set[str] = set()  # the amounts that a share is told of, and so no whole of the next one
    for at, (one, two) in enumerate(pairwise(figures)):
        part, share = (one, two) if two.kind == "percent" else (two, one)
        if share.kind != "percent" or part.kind not in _KINDS or one.sentence is not two.sentence:
            continue
        if not _is_share(share) or not part.exact or part.aspect == "change" or part.amount <= 0:
            continue
        gap = reading.clean[max(one.unit_end, one.end) : two.start]
        if len(gap) > _BESIDE or _BREAKS.search(gap):
            continue
        wholes = [f for f in _around(figures, at) if f.kind == part.kind and f.value and len(units_of(f, part)) <= 1]
        if is_told_of(part):
            wholes = [f for f in wholes if f.sentence is part.sentence and f.number_start < part.number_start][:1]
        fitting = next((f for f in wholes if f.amount > part.amount and _fits(part, f, share, kindly=False)), None)
        if fitting is not None:
            yield _check(part, fitting, share, holds=True)
            continue
        same, apart = _same(reading, one, two, gap), part is one and _follows(part, share)
        if same:
            parts.add(part.key)
        whole = _whole(wholes, part, share) if same or apart else None
        told = (f for f in wholes if f.sentence.no <= part.sentence.no)
        if whole is None or whole.key in parts or any(_fits(part, f, share, kindly=True) for f in told):
            continue
        surely = same and not _is_of_another(reading, part, share, whole) and _surely(part, whole, share)
        if surely or (apart and _is_slip(part, whole, share)):
            yield _check(part, whole, share, holds=False)


def _follows(part: Figure, share: Figure) -> bool:
    """Whether a share is the next that is told of a part of something, and of nothing that has a name."""
    between = part.sentence.between(max(part.unit_end, part.end), share.start)
    behind = [m for m in share.behind if m.start - max(share.end, share.unit_end) <= _BEHIND_IT]
    named = [m for m in (*between, *behind) if m.categories & NOUN and not m.entry.concepts & _SAYS and m != part.noun]
    return part.aspect == "subset" and not named


def _is_share(figure: Figure) -> bool:
    """Whether a percentage says how large a part is, and not by how much something rose."""
    if figure.status == "context" or figure.value is None or not 0 < figure.value <= 100 or figure.aspect == "change":
        return False
    end = max(figure.end, figure.unit_end)
    beside = [m for m in figure.before if 0 <= figure.start - m.end <= _LED]
    beside += [m for m in figure.behind if 0 <= m.start - end <= _LED]
    return not any(direction(m) or not _MORE.isdisjoint(m.entry.senses.get("comparisons", ())) for m in beside)


def _around(figures: Sequence[Figure], at: int) -> Iterator[Figure]:
    """The amounts around two figures, the nearest before them first."""
    for figure in (*reversed(figures[max(0, at - _BEFORE) : at]), *figures[at + 2 : at + 2 + _BEHIND]):
        if figure.kind in _KINDS and figure.status != "context" and figure.aspect != "change":
            yield figure


def _same(reading: Reading, one: Figure, two: Figure, gap: str) -> bool:
    """Whether the text says that a part is a share: by "that is", a bracket, a dash, or by nothing between them."""
    end = max(two.end, two.unit_end)
    between = one.sentence.between(max(one.unit_end, one.end), max(two.start, two.number_start))
    if any("equivalent" in m.entry.senses and two.start - m.end <= _LED for m in between):
        return True
    if len(gap) > _REACH:
        return False
    opening = _OPENING.search(gap)
    if opening:
        return not COMMA.search(gap, 0, opening.start())
    if one.kind == "percent":  # half of the meetings, 42
        parted = _COMMA.search(gap) is not None and len(gap.split()) <= _OF_WORDS
        return parted and not any("of_which" in m.entry.senses and m.start - end <= _LED for m in two.behind[:1])
    if any(_says(mention) and two.start - mention.end <= _LED for mention in between):
        return True
    behind = two.behind[:2] if reading.engine.lexicon.settings.get("verb_last") else ()
    if any(_says(mention) and 0 <= mention.start - end <= _LED for mention in behind):
        return True
    return len(gap) <= _LED and len(gap.split()) <= 1 and all(map(str.isalpha, gap.split()))


def _says(mention: Mention) -> bool:
    return "equivalent" in mention.entry.senses or bool(mention.entry.concepts & _SAYS)


def _whole(wholes: Sequence[Figure], part: Figure, share: Figure) -> Figure | None:
    """The amount that is the whole: of one in the sentence or the one before the nearest, else the only one."""
    larger = [f for f in wholes if f.amount > part.amount and f.exact and f.number_start < part.number_start]
    larger = [f for f in larger if _counts_alike(part, f)]
    if _of_the_total(share) and larger:
        return max(larger, key=lambda figure: figure.amount)
    near = [f for f in larger if f.sentence.no >= part.sentence.no - _NEAR and f.aspect != "subset"]
    if near:
        return near[0]
    return larger[0] if len({f.amount for f in larger}) == 1 else None


def _of_the_total(share: Figure) -> bool:
    """Whether it is one of a total: 38 percent of the total."""
    end = max(share.end, share.unit_end)
    near = [m for m in share.behind if m.start - end <= _LED] + [m for m in share.before if share.start - m.end <= _LED]
    return any("totals" in mention.entry.senses for mention in near)


def _counts_alike(part: Figure, whole: Figure) -> bool:
    """Whether nothing tells that a part counts other things than its whole."""
    return part.kind != "count" or part.noun is None or counts_alike(part, whole)


def _is_of_another(reading: Reading, part: Figure, share: Figure, whole: Figure) -> bool:
    """Whether something behind a share, before the next mark, may be what it is one of: 20 projects, or 40 percent ...

    Not where it is called a total, or what part or whole count. A verb may stand there, where verbs stand last; and
    words of any kind where no space parts them.
    """
    end = max(share.end, share.unit_end)
    mark = _ENDS.search(reading.clean, end)
    last = min(mark.start() if mark else share.sentence.end, share.right, end + _BEHIND_IT)
    nouns = [m for m in share.sentence.between(end, last) if m.categories & NOUN and not m.entry.concepts & _SAYS]
    known = {part.concept, whole.concept} - {None}
    if _of_the_total(share) or any(known & m.entry.concepts for m in nouns):
        return False
    if reading.engine.lexicon.spaced != "none" and not reading.engine.lexicon.settings.get("verb_last"):
        return bool(reading.clean[end:last].strip()) and share.number_start > part.number_start
    return bool(nouns)


def _fits(part: Figure, whole: Figure, share: Figure, *, kindly: bool) -> bool:
    """Whether a part of a whole is that share; `kindly`: as far as any text would round it."""
    percent = part.amount / whole.amount * 100
    low = share.low if share.low is not None else share.amount
    high = share.high if share.high is not None else share.amount
    exact = share.exact and whole.exact
    slack = _NEARLY / 2 if exact else max(_NEARLY, percent * _KINDLY)
    if kindly:
        slack = max(_NEARLY, percent * (_ROUGHLY if share.number.fraction else _KINDLY))
        low, high = (low, high) if share.qualifier != "exact" else (share.amount, share.amount)
    return low - slack <= percent <= high + slack


def _surely(part: Figure, whole: Figure, share: Figure) -> bool:
    """Whether a share is none that the text can have meant: one slip makes it right, or it is far from right."""
    percent = part.amount / whole.amount * 100
    if _is_slip(part, whole, share):
        return True
    if slipped(part, as_exact_as(part.amount, whole.amount * share.amount / 100)):
        return True
    return abs(percent - share.amount) > max(_SURELY, percent * _ROUGHLY)


def _is_slip(part: Figure, whole: Figure, share: Figure) -> bool:
    """Whether one slip makes a percentage what it should be."""
    digits = 0 if share.amount.is_integer() else len(repr(share.amount).partition(".")[2])
    return slipped(share, round(part.amount / whole.amount * 100, digits))


def _check(part: Figure, whole: Figure, share: Figure, *, holds: bool) -> Check:
    computed = rounded(round(part.amount / whole.amount * 100, 6))
    shown = f"{number_text(part.amount)} of {number_text(whole.amount)} {'=' if holds else '≠'}"
    keys = (part.key, whole.key, share.key)
    text = f"{shown} {number_text(share.amount)} %"
    return Check(RULE, text, share.amount, computed, share.amount - computed, holds, keys)
