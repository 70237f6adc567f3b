"""What a figure counts: its noun, behind it, before it, or named with another figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from transforms.ellipsis import Heirs, complete
from transforms.figure import Figure
from transforms.noun_gaps import adjoined, classified, counts_unknown, joined, parted, same_measure
from transforms.reading import Reading
from transforms.terms import CHANGE, CLASSIFIER, MARKER, MODIFIER, PLACE, Mention

_CLOSES: Final = re.compile(r"[^(\uff08]*[)\uff09]")  # a bracket that was opened before
_IDEOGRAPHS: Final = ("\u4e00", "\u9fff")
_ADJACENT: Final = 1  # characters between a number and the noun right behind it
_NEAR_NOUN: Final = 3  # characters between a noun and its number: 项目共1657个
_PEOPLE: Final = frozenset(
    {"delegate", "participant", "expert", "official", "leader", "visitor", "tourist", "student", "worker", "volunteer"}
    | {"farmer", "veteran", "beneficiary", "child", "woman", "victim", "missing", "death"}
)
_PLACES: Final = frozenset({"province", "city", "district", "commune", "locality"})
_BESIDE: Final = (0, 1)  # characters between a place's name and what sort of a place it is
_OF: Final = "numbers.fraction_after"
_LONGEST_ENDING: Final = 3  # characters of an ending and a space
_SHORTEST_UNKNOWN: Final = 6  # characters of a noun and an "of"
_REACH_LEFT: Final = 14
_REACH_OF_CHANGE: Final = 30  # the same, where between them something rises or falls: i progetti sono passati da 30
_STRONG: Final = re.compile(r"[;:!?。\uff1b\uff1a\uff01\uff1f\n]|\.\s")
_COMMA: Final = re.compile(r"[,،、\uff0c](?!\d)|[()\uff08\uff09]|\s[-–—]\s")
_REACH: Final = 70  # characters between a number and the noun that it counts
_WIDER: Final = {"ngo": frozenset({"organisation"})}  # 77 NGOs, of which 53 organisations


def take_noun(reading: Reading, figure: Figure, before: Figure | None) -> None:
    """Finds the noun of one figure, behind it or before it; `before`: the figure before it in the sentence."""
    head_first = reading.engine.lexicon.settings.get("head") == "first"
    if figure.number.pair:
        figure.noun = reading.terms.starts[figure.number_start]
        figure.concept = figure.noun.entry.noun
        return
    right, complement = _right_noun(reading, figure, head_first=head_first)
    if complement:
        return
    left = None
    bare = right is None or right.start - figure.number_end > 3
    if bare and not _attributive(reading, figure) and not (right is None and counts_unknown(reading, figure)):
        left = _left_noun(reading, figure, before)
    behind = right is not None and (not classified(figure) or bool(reading.engine.small))
    noun = right if left is None or behind else left
    if noun is None:
        noun = right
    if noun is None:
        if _of_a_delegation(reading, figure):
            figure.concept = "delegate"
        return
    figure.noun, figure.concept = noun, noun.entry.noun
    if noun is right and figure.concept == "person" and not bare:
        figure.concept = _kind_of_people(reading, figure, before)
    if noun.start >= figure.number_end:
        figure.end = max(figure.end, noun.end)
    else:
        figure.start = min(figure.start, noun.start)


def _of_a_delegation(reading: Reading, figure: Figure) -> bool:
    """Whether a number says how many a delegation has: a delegation of 25."""
    opening = max(figure.sentence.start, figure.start - _REACH)
    head, space, word = reading.folded[opening : figure.start].rstrip().rpartition(" ")
    if not space or word not in reading.engine.small.of:
        return False
    last = next((m for m in reversed(figure.before) if m.entry.noun is not None), None)
    if last is None or last.entry.noun != "delegation":
        return False
    between = reading.clean[last.end : opening + len(head)]
    return len(between) <= _REACH_LEFT and not _COMMA.search(between)


def _kind_of_people(reading: Reading, figure: Figure, before: Figure | None) -> str:
    """What people are counted where the word behind a number only says that they are some: 受益者は34万人."""
    small = reading.engine.small
    if small and not small.noun_first:
        return "person"
    left = _left_noun(reading, figure, before)
    kind = left.entry.noun if left is not None else None
    return kind if kind in _PEOPLE else "person"


def _attributive(reading: Reading, figure: Figure) -> bool:
    """Whether a small word makes a number the attribute of what follows: 投資家は18の分野に, 10大领域."""
    engine, end = reading.engine, figure.number_end
    if not engine.grammar.spaceless:
        return False
    unknown = _IDEOGRAPHS[0] <= reading.clean[end : end + 1] <= _IDEOGRAPHS[1] and end not in reading.terms.starts
    return unknown or engine.word_after(reading.folded, end, _OF) is not None


def _right_noun(reading: Reading, figure: Figure, *, head_first: bool) -> tuple[Mention | None, bool]:
    """The noun behind a number, and whether it only says of what kind an unknown one is."""
    found: Mention | None = None
    limit = min(figure.right, figure.number_end + _REACH)
    stop = _STRONG.search(reading.clean, figure.unit_end, limit)
    limit = stop.start() if stop else limit
    comma = _COMMA.search(reading.clean, figure.unit_end, limit)
    for mention in figure.behind:
        if mention.start < figure.unit_end:
            continue
        if mention.start >= limit or (comma and mention.start > comma.start() and found is None):
            break
        if found is None and "origins" in mention.entry.senses:
            break  # what it comes from is not what is counted
        if mention.entry.noun is None:
            if found is not None and mention.start - found.end <= 1 and mention.categories & MODIFIER:
                continue
            if found is not None:
                break
            continue
        if found is None:
            if _complements(reading, figure, mention) or _lies_in(reading, figure, mention):
                return mention, True
            if mention.start - figure.number_end > _ADJACENT and parted(reading, figure, mention):
                break
            found = mention
            if head_first:
                break
        elif mention.start - found.end <= 1 and reading.clean[found.end : mention.start] in ("", " ", "-"):
            found = mention
        else:
            break
    return (None if found is not None and _comes_from(reading, figure, found) else found), False


def _complements(reading: Reading, figure: Figure, noun: Mention) -> bool:
    """Whether a noun only says of what kind an unknown one before it is: ten speeches OF agencies."""
    engine, folded = reading.engine, reading.folded
    if engine.lexicon.spaced != "both" or engine.lexicon.settings.get("verb_last") or figure.number.fraction:
        return False
    if noun.start - figure.unit_end < _SHORTEST_UNKNOWN or not engine.word_before(folded, noun.start, _OF):
        return False
    between = folded[figure.unit_end : noun.start].strip()
    unknown = next(between.removesuffix(word) for word in engine.beside[_OF] if between.endswith(word))
    return bool(unknown) and not any(figure.unit_end <= m.start and m.end <= noun.start for m in figure.behind)


def _lies_in(reading: Reading, figure: Figure, noun: Mention) -> bool:
    """Whether a noun belongs to the name of a place where unknown things are: two stations in Duc Hue district."""
    words = reading.clean[figure.unit_end : noun.start].split() if noun.entry.noun in _PLACES else []
    return len(words) > 2 and words[-1][0].isupper() and words[0][0].islower()


def _comes_from(reading: Reading, figure: Figure, noun: Mention) -> bool:
    """15 देशों से आए: where the verb comes last, what is counted came out of what stands before it."""
    if not (figure.sentence.categories & MARKER and reading.engine.lexicon.settings.get("verb_last")):
        return False
    return any("origins" in m.entry.senses and 0 <= m.start - noun.end <= 1 for m in figure.behind)


def _left_noun(reading: Reading, figure: Figure, before: Figure | None) -> Mention | None:
    """The noun just before the number (代表500名, องค์กร 53 แห่ง)."""
    reach = _REACH_LEFT
    for mention in reversed(figure.before):
        if mention.end > figure.start:
            continue
        gap = reading.clean[mention.end : figure.start]
        if mention.categories & CHANGE:
            reach = _REACH_OF_CHANGE
        if len(gap) > reach or _STRONG.search(gap) or "," in gap or _CLOSES.match(gap):
            return None
        if mention.entry.noun is not None:
            if mention.entry.noun in _PLACES and _names_a_place(figure, mention):
                return None  # Quang Tri province ran 61 of them
            if classified(figure) and len(gap) > _NEAR_NOUN and not _stands_alone(reading, figure):
                return None  # 投资者投资越南21个产业: what is counted follows
            counted = before if before is not None and before.noun is mention else None
            if adjoined(reading, figure, mention, counted):
                return None
            if counted is None:
                return None if _behind_and(figure, mention) else mention
            return None if _and_joins(counted, figure) else mention  # 63个项目和484个拨款
    return None


def _behind_and(figure: Figure, noun: Mention) -> bool:
    """Whether an "and" parts a noun from the number behind it: the legalisation of documents and 215 others."""
    return any(m.start >= noun.end and "and" in m.entry.senses.get("enumerations", ()) for m in figure.before)


def _stands_alone(reading: Reading, figure: Figure) -> bool:
    """Whether a mark or the sentence's end follows a number and its measure word."""
    word = next(m for m in figure.behind if m.categories & CLASSIFIER)
    return not reading.clean[word.end : word.end + 1].isalpha()


def _names_a_place(figure: Figure, noun: Mention) -> bool:
    """Whether a noun is part of a place's name: the province of Quang Tri."""
    return any(
        m.categories & PLACE and (noun.start - m.end in _BESIDE or m.start - noun.end in _BESIDE) for m in figure.before
    )


def share_nouns(reading: Reading, figures: list[Figure], earlier: Sequence[Figure]) -> Heirs:
    """Gives the figures of a sentence that have no noun of their own another one's; `earlier`: the figures before it.

    Returned are the pairs whose second figure counts what the first does: from 34 to 42 projects.
    """
    heirs = _parts_of(reading, figures)
    _share_nouns(reading, figures)
    if len(figures) > 1:
        heirs += _share_forward(figures)
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
    between = [m for m in figure.behind if m.end <= noun.start and m.categories & (MODIFIER | CLASSIFIER)]
    text = reading.clean[figure.number_end : noun.start]
    return len(text.replace(" ", "")) <= sum(m.end - m.start for m in between)


def _share_nouns(reading: Reading, figures: list[Figure]) -> None:
    """52 consular and 38 protection cases: the noun named once, after the last number."""
    for at in range(len(figures) - 2, -1, -1):
        one, two = figures[at], figures[at + 1]
        if one.kind != "count" or one.status == "context" or two.concept is None:
            continue
        behind = one.noun is not None and one.noun.start >= one.number_end
        if behind or (one.concept is not None and (classified(one) or not _and_joins(one, two))):
            continue
        if two.noun is not None and two.noun.start < two.number_start:
            continue
        gap = reading.clean[one.number_end : two.start]
        if len(gap) > _REACH or _STRONG.search(gap) or counts_unknown(reading, one):
            continue
        if joined(reading, one, two) and same_measure(reading, one, two):
            one.noun, one.concept = two.noun, two.concept
            one.matched.append("noun shared with the next number")


def _share_forward(figures: list[Figure]) -> Heirs:
    """The number of projects rose from 34 to 42: what the first amount counts, the second does, too; both are told."""
    moves: Heirs = []
    for one, two in pairwise(figures):
        if one.concept is None or one.kind != "count" or two.kind != "count":
            continue
        if two.concept is not None and not (two.concept == "person" and one.concept in _PEOPLE):
            continue
        if "context" in (one.status, two.status) or not one.sentence.categories & CHANGE or not one.behind:
            continue
        last = one.behind[-1]
        leads = "to" in last.entry.senses.get("changes", ()) or "to" in last.entry.senses.get("ranges", ())
        written_on = two.concept == "person" and two.start - one.end <= _LONGEST_ENDING  # 1만5천명에서 2만1천명으로
        if (leads and two.start - last.end <= 1) or written_on:
            two.noun, two.concept = one.noun, one.concept
            two.matched.append("noun shared with the number before")
            moves.append((one, two))
    return moves


def _and_joins(one: Figure, two: Figure) -> bool:
    """Whether "and" alone leads from one figure's words to the next figure."""
    return any("and" in m.entry.senses.get("enumerations", ()) and two.start - m.end <= 2 for m in one.behind[-2:])
