"""What figures count whose noun is named with another one: 52 consular and 38 protection cases."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from transforms.counted_nouns import PEOPLE, left_noun
from transforms.ellipsis import Heirs, complete
from transforms.figure import Figure
from transforms.marks import STRONG
from transforms.noun_gaps import and_joins, classified, counts_unknown, joined, same_measure
from transforms.partitives import parts_behind
from transforms.reading import Reading
from transforms.terms import CHANGE, CLASSIFIER, COMPARISON, MARKER, MODIFIER, ORGANISATION, QUALIFIER, Mention

_REACH: Final = 70  # characters between a number and the noun that it counts
_LONGEST_ENDING: Final = 3  # characters of an ending and a space
_WIDER: Final = {"ngo": frozenset({"organisation"})}  # 77 NGOs, of which 53 organisations


def share_nouns(reading: Reading, figures: list[Figure], earlier: list[Figure]) -> Heirs:
    """Gives the figures of a sentence that have no noun of their own another one's; `earlier`: the figures before it.

    Returned are the pairs whose second figure counts what the first does: from 34 to 42 projects.
    """
    heirs = _parts_of(reading, figures) + parts_behind(reading, figures, earlier)
    _share_nouns(reading, figures)
    if len(figures) > 1:
        heirs += _share_forward(reading, figures)
    return heirs + complete(reading, figures, earlier)


def _parts_of(reading: Reading, figures: list[Figure]) -> Heirs:
    """77 NGOs, of which 53 have an office: what a part counts is what the whole does, unless its own noun follows."""
    heirs: Heirs = []
    if len(figures) < 2 or not figures[0].sentence.categories & MARKER:
        return heirs
    for one, two in pairwise(figures):
        if "context" in (one.status, two.status) or one.concept is None or not one.kind == two.kind == "count":
            continue
        if one.value is None or two.value is None or two.value > one.value:
            continue
        part = any("of_which" in m.entry.senses and 0 <= two.start - m.end <= 1 for m in two.before[-2:])
        part = part or any("of_which" in m.entry.senses and 0 <= m.start - two.number_end <= 1 for m in two.behind[:1])
        if part and (two.concept in _WIDER.get(one.concept, ()) or not _own_noun(reading, two)):
            two.noun, two.concept = one.noun, one.concept
            two.matched.append("noun shared with the whole")
            heirs.append((one, two))
    return heirs


def _own_noun(reading: Reading, figure: Figure) -> bool:
    """Whether a figure's noun stands beside it, with nothing but its attributes between."""
    noun = figure.noun
    if noun is None or noun.start < figure.number_end:
        return noun is not None
    between = [
        m for m in figure.behind if m.end <= noun.start and m.categories & (MODIFIER | CLASSIFIER | ORGANISATION)
    ]
    text = reading.clean[figure.number_end : noun.start]
    if text[:1].isalpha() and reading.engine.grammar.tails:
        text = text.partition(" ")[2]  # ৭-টি
    return len(text.replace(" ", "")) <= sum(m.end - m.start for m in between)


def _share_nouns(reading: Reading, figures: list[Figure]) -> None:
    """52 consular and 38 protection cases: the noun named once, after the last number."""
    for at in range(len(figures) - 2, -1, -1):
        one, two = figures[at], figures[at + 1]
        if one.kind != "count" or one.status == "context" or two.concept is None:
            continue
        behind = one.noun is not None and one.noun.start >= one.number_end
        if behind or (one.concept is not None and (classified(one) or not and_joins(one, two))):
            continue
        if two.noun is not None and two.noun.start < two.number_start:
            continue
        gap = reading.clean[one.number_end : two.start]
        if len(gap) > _REACH or STRONG.search(gap) or counts_unknown(reading, one):
            continue
        if joined(reading, one, two) and same_measure(reading, one, two):
            one.noun, one.concept = two.noun, two.concept
            one.matched.append("noun shared with the next number")


def _goes_on(reading: Reading, one: Figure, two: Figure, last: Mention) -> bool:
    """Whether a word for more leads from a difference to the amount, both with the same measure word: 13件多い96件."""
    if two.concept is not None or not last.categories & COMPARISON or last.categories & QUALIFIER:
        return False
    return same_measure(reading, one, two, needed=True)


def _share_forward(reading: Reading, figures: list[Figure]) -> Heirs:
    """The number of projects rose from 34 to 42: what the first amount counts, the second does, too; both are told."""
    moves: Heirs = []
    for one, two in pairwise(figures):
        if one.kind == "percent" and two.kind == "count" and two.concept is None:
            _take_over(reading, one, two)
        if one.concept is None or one.kind != "count" or two.kind != "count":
            continue
        if two.concept is not None and not (two.concept == "person" and one.concept in PEOPLE):
            continue
        if "context" in (one.status, two.status) or not one.sentence.categories & CHANGE or not one.behind:
            continue
        if any("remaining" in mention.entry.senses for mention in one.before):
            continue  # the other three provinces came to 109
        last = one.behind[-1]
        leads = _leads_to(last) or _goes_on(reading, one, two, last)
        written_on = two.concept == "person" and two.start - one.end <= _LONGEST_ENDING  # 1만5천명에서 2만1천명으로
        if (leads and two.start - last.end <= 1) or written_on:
            two.noun, two.concept = one.noun, one.concept
            two.matched.append("noun shared with the number before")
            moves.append((one, two))
    return moves


def _leads_to(mention: Mention) -> bool:
    return "to" in mention.entry.senses.get("changes", ()) or "to" in mention.entry.senses.get("ranges", ())


def _take_over(reading: Reading, one: Figure, two: Figure) -> None:
    """Visitors were up 15 % TO 5,400: what rises or falls by a percentage is what the amount behind it counts."""
    last = next((m for m in reversed(one.behind) if not m.categories & QUALIFIER), None)
    if last is None or not _leads_to(last) or one.aspect != "change" or two.status == "context":
        return
    noun = None if counts_unknown(reading, two) else left_noun(reading, one, None)
    if noun is not None:
        two.noun, two.concept = noun, noun.entry.noun
        two.matched.append("noun of what changes")
