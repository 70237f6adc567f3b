"""Numbers that stand alone because what they count was named before: 142 delegations, 38 of them outgoing.

Only where nothing else can be meant: behind words for a part, a difference or what something is compared with; or where
the numbers make up the one before them.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from transforms.figure import Figure
from transforms.noun_gaps import counts_unknown, same_measure
from transforms.reading import Reading
from transforms.terms import COMPARISON, MARKER, MODIFIER, PERIOD, Mention
from transforms.told_nouns import further, last_counted, number_of, of_it

_NEAR: Final = 2  # characters between a number and the word that makes it a part or a difference
_OPENS: Final = 30  # characters from a sentence's start to a part of what the sentence before counts
_REACH: Final = 110  # characters between two numbers of which the second counts what the first does
_FARTHEST: Final = 220  # the same, where a word says that there are more of it
_FEWEST: Final = 2  # parts of a whole
_MOST_PARTS: Final = 30
_REMEMBERED: Final = 60  # figures of the sentence before
_LONGEST_WORD: Final = 40
_ANYWHERE: Final = 3  # parts that make up a whole which other numbers part from them
_LOOK_BACK: Final = 4  # numbers among which the whole of such parts stands
_KINDS: Final = frozenset({"member", "organisation", "unit"})  # wholes whose parts have names of their own
_DIRECTIONS: Final = frozenset({"outgoing", "incoming"})

Heirs = list[tuple[Figure, Figure]]


def complete(reading: Reading, figures: list[Figure], earlier: list[Figure]) -> Heirs:
    """Gives numbers that stand alone the noun of one before them; told are the pairs of giver and taker.

    `earlier`: the figures before those of this sentence.
    """
    heirs: Heirs = []
    counts = [f for f in figures if f.kind == "count" and f.status != "context" and f.value is not None]
    if len(counts) <= _FEWEST and all(f.concept is not None for f in counts):
        return heirs
    last = [f for f in earlier[-_REMEMBERED:] if f.sentence.no == counts[0].sentence.no - 1 and f.kind == "count"]
    last = [f for f in last if f.status != "context"]
    heirs += _parts(reading, counts, last)
    counted = next((f for f in counts if f.concept is not None), None)
    for one, two in pairwise(counts):
        if one.concept is None or two.number_start - one.number_end > _REACH or not _alone(reading, two):
            continue
        if _only_with(reading, one, counted):
            continue
        again = reading.engine.word_before(reading.folded, two.start, "numbers.this_many")
        if (again or _differs(two) or _compared(two) or _directed(one, two)) and same_measure(reading, one, two):
            heirs.append(_give(one, two))
    heirs += _told(reading, counts, last)
    part = counts[0]
    again = reading.engine.word_before(reading.folded, part.start, "numbers.this_many")
    if last and again and _alone(reading, part) and len({f.concept for f in last if f.concept is not None}) == 1:
        heirs.append(_give(next(f for f in reversed(last) if f.concept is not None), part))
    if last and _opens_with_part(part) and _alone(reading, part):
        wholes = [f for f in last if f.concept is not None and f.value is not None and f.value > part.amount]
        if len({f.concept for f in wholes}) == 1:
            heirs.append(_give(wholes[-1], part))
    return heirs


def _told(reading: Reading, counts: list[Figure], last: list[Figure]) -> Heirs:
    """Gives what the sentence spoke of the number of, or what was counted before, to numbers that go on about it."""
    heirs: Heirs = []
    for figure in counts:
        if figure.concept is not None or figure.number.fraction:
            continue
        more = further(reading, figure)
        if not more and counts_unknown(reading, figure):
            continue
        noun = number_of(reading, figure)
        if noun is not None:
            figure.noun, figure.concept = noun, noun.entry.noun
            figure.matched.append("noun of the number")
        elif more or of_it(reading, figure):
            one = last_counted(figure, counts, last)
            if one is not None and figure.number_start - one.number_end <= _FARTHEST:
                heirs.append(_give(one, figure))
    return heirs


def _only_with(reading: Reading, one: Figure, first: Figure | None) -> bool:
    """Whether a number only tells of another one before it: twelve unions WITH 4,200 members, five more than before."""
    word = reading.folded[max(one.sentence.start, one.start - _LONGEST_WORD) : one.start].rpartition(" ")
    last = word[2] or word[0].rpartition(" ")[2]
    return last in reading.engine.small.links and first is not None and first.start < one.start


def _give(one: Figure, two: Figure) -> tuple[Figure, Figure]:
    two.noun, two.concept = one.noun, one.concept
    two.matched.append("noun of the number before")
    return one, two


def _alone(reading: Reading, figure: Figure) -> bool:
    return figure.concept is None and not figure.number.fraction and not counts_unknown(reading, figure)


def _beside(figure: Figure) -> list[Mention]:
    """The terms directly before and behind a number."""
    before = [m for m in figure.before[-2:] if 0 <= figure.number_start - m.end <= 1 and figure.qualifier == "exact"]
    return [*before, *(m for m in figure.behind[:2] if 0 <= m.start - max(figure.number_end, figure.end) <= _NEAR)]


def _differs(figure: Figure) -> bool:
    """Whether a number is a difference: eight more than in 2021."""
    if not figure.sentence.categories & COMPARISON:
        return False
    return any(m.categories & COMPARISON and "comparisons" in m.entry.senses for m in _beside(figure))


def _compared(figure: Figure) -> bool:
    """Whether a number is what another is compared with: against 185 before."""
    if not figure.sentence.categories & PERIOD:
        return False
    return any("compared" in m.entry.senses.get("periods", ()) for m in figure.before[-2:] if figure.start - m.end <= 1)


def _directed(one: Figure, two: Figure) -> bool:
    """Whether of two numbers of delegations the second only says which way those went: and 104 incoming."""
    if one.concept != "delegation" or not two.sentence.categories & MODIFIER:
        return False
    end = max(two.number_end, two.end)
    return any(m.entry.concepts & _DIRECTIONS for m in two.behind[:1] if 0 <= m.start - end <= _NEAR)


def _opens_with_part(figure: Figure) -> bool:
    """Whether a sentence begins with a part of what was counted before it: of these, 14."""
    if not figure.sentence.categories & MARKER or figure.number_start - figure.sentence.start > _OPENS:
        return False
    return any("of_which" in m.entry.senses for m in figure.before)


def _parts(reading: Reading, counts: list[Figure], last: list[Figure]) -> Heirs:
    """17 projects: eight Chinese, six Singaporean and three Japanese."""
    found = _made_up(reading, counts, [])
    return found or (_made_up(reading, counts, last[-_LOOK_BACK:]) if last else [])


def _made_up(reading: Reading, counts: list[Figure], before: list[Figure]) -> Heirs:
    """The whole and its parts: the first numbers behind it that make it up, or those of the next sentence."""
    for at, whole in enumerate(before or counts[:-_FEWEST]):
        if whole.concept is None or whole.value is None:
            continue
        rest = counts[:_MOST_PARTS] if before else counts[at + 1 : at + 1 + _MOST_PARTS]
        near = not before or (at == len(before) - 1 and _opens_with_part(rest[0]))
        parts = _sum_of(rest, whole)
        if len(parts) < (_FEWEST if near else _ANYWHERE) or not all(_may_be_part(reading, p, whole) for p in parts):
            continue
        taken = [part for part in parts if part.concept != whole.concept]
        for part in parts:
            part.aspect = "subset" if part.aspect == "level" else part.aspect
        return [_give(whole, part) for part in taken]
    return []


def _sum_of(figures: list[Figure], whole: Figure) -> list[Figure]:
    """The numbers at the beginning that make up a whole, or none."""
    left, parts = whole.amount, []
    for figure in figures:
        if figure.value is None:
            return []
        left -= figure.value
        parts.append(figure)
        if left <= 0:
            break
    return parts if left == 0 else []


def _may_be_part(reading: Reading, part: Figure, whole: Figure) -> bool:
    if part.aspect == "change" or part.number.fraction or _differs(part) or _compared(part):
        return False
    if part.concept == whole.concept:
        return True
    if part.concept is not None and not _measured_alike(reading, part, whole):
        return False
    return whole.concept not in _KINDS or not counts_unknown(reading, part)


def _measured_alike(reading: Reading, part: Figure, whole: Figure) -> bool:
    return part.noun is not None and part.noun.end <= part.start and same_measure(reading, part, whole, needed=True)
