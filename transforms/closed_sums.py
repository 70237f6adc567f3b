"""Sums that a rest closes: 47 projects. 19 clear mines, 14 serve health, eight schools; the remaining six farming.

Whoever tells the rest has told all parts; so they make the whole, which may stand sentences before them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from transforms.figure import Figure
from transforms.judging import Text, booked, equal, number_text, rounded, slipped
from transforms.part_lists import introduced, is_rest, of_which
from transforms.parts_of_wholes import units_of
from transforms.roles import parted
from transforms.rows import Check

_SORTS: Final = frozenset({"count", "money", "measure"})
_FAR: Final = 4  # sentences before the rest in which the whole may stand
_NEAR: Final = 1  # sentences before the first part in which it surely is the whole
_MOST: Final = 12  # figures before the rest that may be parts, or the whole
_SPREAD: Final = 40  # figures of any kind among which these stand
_FURTHER: Final = 100  # figures before it among which a whole that fits may stand
_SURE: Final = 2  # parts beside the rest that make a list


def closed_sums(text: Text) -> Iterator[Check]:
    """The sums of an article that a rest closes; what misses is told where nothing else may be the whole."""
    for at, figure in enumerate(text.figures):
        if figure.kind not in _SORTS or not _exact(figure) or not _is_rest(text, figure):
            continue
        before = list(islice(_alike(text.figures, at), _MOST))
        following = text.figures[at + 1] if at + 1 < len(text.figures) else None
        rest = following if following is not None and _have(text, figure, following, before) else figure
        check, fits = _made(text, before, rest)
        check = check if fits else _missed(text, before, rest)
        if check is not None:
            yield check


def _exact(figure: Figure) -> bool:
    return figure.qualifier == "exact" and figure.aspect != "change" and figure.value is not None and figure.value > 0


def _is_rest(text: Text, figure: Figure) -> bool:
    """Whether "the rest" or "the remaining" is said of a figure."""
    beside = figure.sentence.between(figure.left, figure.right)
    return any("remaining" in mention.entry.senses and is_rest(text, figure, mention) for mention in beside)


def _have(text: Text, rest: Figure, following: Figure, before: Sequence[Figure]) -> bool:
    """Whether a rest counts those who have the next amount: 117 came to A; the other three PROVINCES had 109."""
    if rest.concept is None or any(other.concept == rest.concept for other in before[:_SURE]):
        return False
    if following.sentence is not rest.sentence or following.kind not in _SORTS or not _exact(following):
        return False
    bare = following.concept is None or following.noun is rest.noun
    bare = bare or any(following.concept == other.concept for other in before)
    return bare and not parted(text, rest.number_end, following.number_start)


def _alike(figures: Sequence[Figure], at: int) -> Iterator[Figure]:
    """The figures before a rest, the nearest first, that may be its other parts or the whole."""
    rest = figures[at]
    for figure in reversed(figures[max(0, at - _SPREAD) : at]):
        if figure.sentence.no < rest.sentence.no - _FAR:
            return
        alike = figure.kind == "count" or len(units_of(figure, rest)) <= 1
        if figure.kind == rest.kind and figure.value is not None and alike:
            yield figure


def _made(text: Text, before: Sequence[Figure], rest: Figure) -> tuple[Check | None, bool]:
    """The longest sum that the rest makes with the parts before it, and whether it makes any, if only by chance."""
    parts: list[Figure] = []
    best, any_at_all = None, False
    for at, part in enumerate(before):
        if not _exact(part):
            break
        parts.insert(0, part)
        computed = rounded(sum(_amounts(parts, rest)))
        wholes = [one for one in before[at + 1 :] if one.aspect != "change" and equal(one.amount, computed)]
        any_at_all = any_at_all or bool(wholes)
        whole = next((one for one in wholes if _is_whole(text, parts[0], one)), None)
        if whole is not None and _of_one_sort(parts, rest, whole):
            best = _booked(parts, rest, whole, holds=True)
    return best, any_at_all


def _amounts(parts: Sequence[Figure], rest: Figure) -> list[float]:
    """The parts and the rest, those without a scale word in that of the next: 21, 15 and the other 12 million."""
    amounts: list[float] = []
    scale = 1.0
    for figure in reversed((*parts, rest)):
        bare = figure.number.scale == 1 and figure.unit_end <= figure.number_end and figure.amount < scale
        amounts.insert(0, figure.amount * (scale if bare else 1))
        scale = scale if bare else figure.number.scale
    return amounts


def _missed(text: Text, before: Sequence[Figure], rest: Figure) -> Check | None:
    """The whole that rest and parts should make: the first amount before them that is larger than each of them."""
    parts: list[Figure] = []
    home = rest.sentence
    if before and before[0].sentence.no == home.no - 1:
        home = before[0].sentence  # 112 go into care, 74 into hotels. The other 52 learn a trade.
    for at, figure in enumerate(before):
        if not _exact(figure):
            return None
        larger = parts and figure.amount > max(_amounts(parts, rest)) and _is_whole(text, parts[0], figure)
        if larger and not _goes_on(text, parts[0]):
            near = (
                before[at:] if home is not rest.sentence else [f for f in before[at:] if f.sentence is figure.sentence]
            )
            return _told(text, parts, rest, near, slip_alone=home is not rest.sentence)
        if not larger and figure.sentence is not home:
            return None
        parts.insert(0, figure)
    return None


def _goes_on(text: Text, part: Figure) -> bool:
    """Whether a part goes on with a list that is begun before it: 97 lost a passport. ANOTHER 58 ..."""
    engine, folded = text.reading.engine, text.reading.folded
    return any(engine.word_before(folded, start, "enumerations.further") for start in (part.start, part.number_start))


def _told(
    text: Text, parts: Sequence[Figure], rest: Figure, wholes: Sequence[Figure], *, slip_alone: bool
) -> Check | None:
    """What parts and rest miss of several amounts: the one that is a slip away, else the last, unless `slip_alone`."""
    amounts = _amounts(parts, rest)
    computed = rounded(sum(amounts))
    if _is_stated(text, rest, computed):
        return None  # by a whole further before
    own = list(zip((*parts, rest), amounts, strict=True))
    slips: list[Figure] = []
    for one in wholes:
        needed = [(one, computed)]
        needed += [(part, rounded(one.amount - computed + amount)) for part, amount in own if part.amount == amount]
        larger = _exact(one) and one.amount > max(amounts) and _is_whole(text, parts[0], one)
        if larger and any(slipped(*pair) for pair in needed):
            slips.append(one)
    listed = not slip_alone and len(parts) >= _SURE and parts[0].sentence.no - wholes[0].sentence.no <= _NEAR
    whole = slips[0] if slips else wholes[0] if listed else None
    return _booked(parts, rest, whole, holds=False) if whole is not None and _of_one_sort(parts, rest, whole) else None


def _is_stated(text: Text, rest: Figure, amount: float) -> bool:
    """Whether an amount of that size stands anywhere before, or far before in a long text."""
    before = text.before(rest, _FURTHER)
    return any(one.kind == rest.kind and one.value is not None and equal(one.amount, amount) for one in before)


def _of_one_sort(parts: Sequence[Figure], rest: Figure, whole: Figure) -> bool:
    """Whether all count the same, or parts of a list have names of their own: 14 serve health, 8 schools."""
    return len(parts) >= _SURE or len(units_of(*parts, rest, whole)) <= 1


def _is_whole(text: Text, first: Figure, figure: Figure) -> bool:
    """Whether an amount stands before the parts as a whole does: in another sentence, or led from by a mark."""
    apart = (
        figure.sentence is not first.sentence or introduced(text, figure, first) or of_which(figure, [figure, first])
    )
    return apart and figure.aspect != "subset"


def _booked(parts: Sequence[Figure], rest: Figure, whole: Figure, *, holds: bool) -> Check:
    amounts = _amounts(parts, rest)
    shown = " + ".join(map(number_text, amounts))
    return booked(shown, whole.amount, rounded(sum(amounts)), holds, (*parts, rest, whole))
