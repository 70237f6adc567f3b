"""A part that follows the whole it is taken of: of the 46 projects, 38 are finished; 46件のうち、38件."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from transforms.ellipsis import Heirs
from transforms.figure import Figure
from transforms.noun_gaps import measure_end
from transforms.reading import Reading
from transforms.terms import Mention

_REACH: Final = 110  # characters between a whole and its part
_AGAIN: Final = 12  # figures before one among which the same number may stand
_MOST: Final = 2  # times as much as its whole is a part that is told wrongly; more is a part of something else
_SURE, _FROM, _BEHIND = "numbers.whole_before", "numbers.whole_from", "numbers.whole_after"
_TOLD: Final = frozenset({_SURE, _FROM, _BEHIND})
_MOVES: Final = frozenset({"increase", "decrease", "falls"})
_JOINS: Final = frozenset({"to", "by"})
_ENDS: Final = frozenset(".;:!?。；：！？।॥؟؛\n")
_OPENS: Final = frozenset(',;:–—-(«"“„「『，；：、،؛。.!?।؟۔)»”」』')  # a clause begins behind one of these


def parts_behind(reading: Reading, figures: list[Figure], earlier: list[Figure]) -> Heirs:
    """Makes parts of the figures that follow their whole, and counts in them what it does; `earlier`: those before.

    Told are the pairs of a figure and of one that means what it does: the first part what the whole, the next one what
    the part before it (24 came from Korea, 19 from Japan).
    """
    heirs: Heirs = []
    whole = None
    for one, two in pairwise(figures):
        further = whole is not None and bool(heirs) and heirs[-1][1] is one
        whole = whole if further and whole is not None else one
        if not further:
            _name_again(reading, whole, earlier)
        if not _may_be(whole, two) or not _reaches(reading, one, two):
            continue
        section = _told_by(reading, whole)
        sure = section != _FROM or two.concept is not None  # from 12 provinces 340 came; of 146 cases 164 cases
        if section is None or two.amount > whole.amount * (_MOST if sure and not further else 1):
            continue
        two.aspect = "subset"
        two.matched.append(section)
        if two.concept is None:
            two.noun, two.concept = whole.noun, whole.concept
        heirs.append((one, two))
    return heirs


def _name_again(reading: Reading, whole: Figure, earlier: list[Figure]) -> None:
    """Counts in a bare whole what the same number counted before: 126 cases were opened. Of the 126, 98 ..."""
    bare = whole.kind == "count" and whole.status != "context" and whole.concept is None and whole.value is not None
    if not bare or _led_from(reading, whole, _SURE) < 0:
        return
    for figure in reversed(earlier[-_AGAIN:]):
        if figure.kind == "count" and figure.value == whole.value and figure.concept is not None:
            whole.noun, whole.concept = figure.noun, figure.concept
            whole.matched.append("noun of the same number before")
            return


def _may_be(whole: Figure, part: Figure) -> bool:
    """Whether both count the same things, as far as the text says what they count."""
    for figure in (whole, part):
        if figure.kind != "count" or figure.status == "context" or figure.value is None or figure.number.fraction:
            return False
    return whole.concept is not None and part.concept in (None, whole.concept) and part.aspect == "level"


def _told_by(reading: Reading, whole: Figure) -> str | None:
    """What says that a part of the whole follows: the words that open its clause, or those behind it."""
    engine, folded = reading.engine, reading.folded
    behind = whole.noun.end if whole.noun is not None and whole.noun.start >= whole.number_end else whole.number_end
    if engine.word_after(folded, max(behind, whole.unit_end, measure_end(whole)), _BEHIND) is not None:
        return _BEHIND
    for section in (_SURE, _FROM):
        start = _led_from(reading, whole, section)
        if start >= 0 and _opens(reading, whole, start):
            return section
    return None


def _led_from(reading: Reading, whole: Figure, section: str) -> int:
    """Where the words of a section begin that end right before the whole; -1 where none do."""
    engine, folded = reading.engine, reading.folded
    if not engine.word_before(folded, whole.start, section):
        return -1
    end = whole.start
    while folded[end - 1] == " ":
        end -= 1
    return end - max(len(word) for word in engine.beside[section] if folded.endswith(word, 0, end))


def _opens(reading: Reading, whole: Figure, start: int) -> bool:
    """Whether a clause begins there."""
    clean, first = reading.clean, whole.sentence.start
    while start > first and clean[start - 1].isspace():
        start -= 1
    return start <= first or clean[start - 1] in _OPENS


def _reaches(reading: Reading, one: Figure, two: Figure) -> bool:
    """Whether nothing stands between them that goes on to something else, or makes the one of the other."""
    gap = reading.clean[one.end : two.start]
    if len(gap) > _REACH or not _ENDS.isdisjoint(gap):
        return False
    between = one.sentence.between(one.number_end, two.start)
    return not any(_moves(m) or (_leads_on(m) and two.start - m.end <= 1) for m in between)


def _moves(mention: Mention) -> bool:
    """Whether a word tells of rising or falling; not a preposition such as stands beside one: the patients OF 2024."""
    return not _MOVES.isdisjoint(mention.entry.senses.get("changes", ()))


def _leads_on(mention: Mention) -> bool:
    """Whether a word leads from one number to another: from 46 to 38; an "and" may do so, but not here."""
    senses = mention.entry.senses
    to = "to" in senses.get("ranges", ()) or not _JOINS.isdisjoint(senses.get("changes", ()))
    return to and "and" not in senses.get("enumerations", ())


def is_told_of(part: Figure) -> bool:
    """Whether the words around its whole say what a part is taken of."""
    return not _TOLD.isdisjoint(part.matched)
