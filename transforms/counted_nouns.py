"""What a figure counts: its noun, behind it or before it."""

from __future__ import annotations

import re
from typing import Final

from transforms.body_sizes import body_size
from transforms.figure import Figure
from transforms.marks import COMMA, STRONG
from transforms.noun_gaps import (
    adjoined,
    and_joins,
    classified,
    closes,
    counts_unknown,
    measure_end,
    parted,
)
from transforms.reading import Reading
from transforms.sums_of_money import unknown_letters
from transforms.terms import CHANGE, COMPARISON, MARKER, MODIFIER, PLACE, Mention

_CLOSES: Final = re.compile(r"[^(\uff08]*[)\uff09]")  # a bracket that was opened before
_IDEOGRAPHS: Final = ("\u4e00", "\u9fff")
_ADJACENT: Final = 1  # characters between a number and the noun right behind it
_NEAR_NOUN: Final = 3  # characters between a noun and its number: 项目共1657个
PEOPLE: Final = frozenset(
    {"delegate", "participant", "expert", "official", "leader", "visitor", "tourist", "student", "worker", "volunteer"}
    | {"farmer", "veteran", "beneficiary", "child", "woman", "victim", "missing", "death"}
)
_PLACES: Final = frozenset({"province", "city", "district", "commune", "locality"})
_BESIDE: Final = (0, 1)  # characters between a place's name and what sort of a place it is
_OF: Final = "numbers.fraction_after"
_SHORTEST_UNKNOWN: Final = 6  # characters of a noun and an "of"
_REACH_LEFT: Final = 14
_REACH_APART: Final = 22  # the same, where few words part a noun from its number and measure word
_REACH_OF_CHANGE: Final = 30  # the same, where between them something rises or falls: i progetti sono passati da 30
_FEW_LETTERS: Final = 12  # of unknown words between people and how many they are
_REACH: Final = 70  # characters between a number and the noun that it counts
_MEASURED: Final = {
    "numbers.people": PEOPLE,
    "numbers.papers": frozenset({"agreement", "document", "application"}),
}
_MEMBER: Final = frozenset({"member"})
_KINDS: Final = {
    "person": PEOPLE,
    "organisation": frozenset({"ngo", "member"}),
    "unit": _MEMBER,
    "agency": _MEMBER,
    "household": frozenset({"house"}),  # 임대주택 5천 가구
    "team": frozenset({"delegation"}),
    "group": frozenset({"delegation"}),
}


def take_noun(reading: Reading, figure: Figure, before: Figure | None) -> None:
    """Finds the noun of one figure, behind it or before it; `before`: the figure before it."""
    head_first = reading.engine.lexicon.settings.get("head") == "first"
    if figure.number.pair:
        figure.noun = reading.terms.starts[figure.number_start]
        figure.concept = figure.noun.entry.noun
        return
    sized = body_size(reading, figure)
    if sized is not None:
        figure.concept, figure.end = sized[0], max(figure.end, sized[1])
        return
    right, complement = _right_noun(reading, figure, head_first=head_first)
    if complement:
        return
    left = None
    bare = right is None or right.start - figure.number_end > 3
    if bare and not _attributive(reading, figure) and not (right is None and counts_unknown(reading, figure)):
        left = left_noun(reading, figure, before)
    behind = right is not None and (not classified(figure) or bool(reading.engine.small))
    noun = right if left is None or behind else left
    if noun is None:
        noun = right or _before_change(reading, figure, before)
    if noun is None:
        if _of_a_delegation(reading, figure):
            figure.concept = "delegate"
        return
    figure.noun, figure.concept = noun, noun.entry.noun
    if noun is right and figure.concept in _KINDS and not bare:
        figure.concept = _kind_of(reading, figure, before, figure.concept)
    if noun.start >= figure.number_end:
        figure.end = max(figure.end, noun.end)
    elif noun.start >= figure.left:
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
    return len(between) <= _REACH_LEFT and not COMMA.search(between)


def _kind_of(reading: Reading, figure: Figure, before: Figure | None, general: str) -> str:
    """What is counted where the word behind a number only says what sort they are of: 受益者は34万人, NGO 42개 단체."""
    small = reading.engine.small
    if small and not small.noun_first:
        return general
    left = left_noun(reading, figure, before)
    kind = left.entry.noun if left is not None else None
    if kind in _KINDS[general]:
        return kind
    if left is None:
        moved = _before_change(reading, figure, before)
        if moved is not None and moved.entry.noun in _KINDS[general]:
            return moved.entry.noun
    if general == "person" and before is not None and _of_delegations(reading, figure, before):
        return "delegate"
    return _echoed(reading, figure, before, general) or general


def _before_change(reading: Reading, figure: Figure, before: Figure | None) -> Mention | None:
    """The noun before a percentage by which it rose or fell to a number: visits fell by 7 % to 93, 2.8%減の4万人."""
    if before is None or before.sentence is not figure.sentence or before.kind != "percent":
        return None
    if before.aspect != "change" or figure.start - before.unit_end > _REACH_LEFT + _NEAR_NOUN:
        return None
    if unknown_letters(reading, figure, before.unit_end, figure.start) > _NEAR_NOUN or any(
        "and" in m.entry.senses.get("enumerations", ()) for m in figure.before
    ):
        return None
    for mention in reversed(before.before):
        if mention.entry.noun is None or mention.end > before.start:
            continue
        gap = reading.clean[mention.end : before.start]
        if len(gap) > _REACH_OF_CHANGE or STRONG.search(gap) or COMMA.search(gap) or mention.entry.noun in _PLACES:
            return None
        return mention
    return None


def _of_delegations(reading: Reading, figure: Figure, before: Figure) -> bool:
    """Whether people are those of the delegations that are counted right before them: 代表団95団・1200人."""
    if before.concept != "delegation" or before.sentence is not figure.sentence or before.kind != "count":
        return False
    end = max(measure_end(before), before.noun.end if before.noun is not None else 0)
    if any(m.categories & (CHANGE | MODIFIER) for m in figure.before if m.start >= end):
        return False
    return figure.start - end <= _NEAR_NOUN * 2 and unknown_letters(reading, figure, end, figure.start) <= 1


def _echoed(reading: Reading, figure: Figure, before: Figure | None, general: str) -> str | None:
    """What special sort was named by a longer word with the one behind the number in it: NGO团体 …, 35 团体, 5 more."""
    word = reading.folded[figure.noun.start : figure.noun.end] if figure.noun is not None else ""
    last = before.noun if before is not None and before.sentence.no >= figure.sentence.no - 1 else None
    known = before is not None and before.concept in _KINDS[general] - PEOPLE
    if before is not None and last is not None and known and reading.folded[last.start : last.end] == word:
        return before.concept
    for mention in reversed(figure.before):
        if mention.entry.noun in _KINDS[general] and word in reading.folded[mention.start : mention.end]:
            return mention.entry.noun
    return None


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
    measure_last = bool(reading.engine.lexicon.settings.get("measure_last"))
    limit = min(figure.right, figure.number_end + _REACH)
    stop = reading.parting.strong(figure.unit_end, limit)
    limit = stop if stop >= 0 else limit
    if closes(reading, figure):
        limit = min(limit, measure_end(figure))
    comma = reading.parting.comma(figure.unit_end, limit)
    for mention in figure.behind:
        if mention.start < figure.unit_end:
            continue
        if mention.start >= limit or (0 <= comma < mention.start and found is None):
            break
        if found is None and "origins" in mention.entry.senses:
            break  # what it comes from is not what is counted
        if found is None and _goes_on_at_once(figure, mention):
            break  # 1,035 million ET LA province: something else follows
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
            if head_first or measure_last:
                break
        elif mention.start - found.end <= 1 and reading.clean[found.end : mention.start] in ("", " ", "-"):
            if _is_of_next(reading, figure, mention) or _is_genitive(reading, found):
                break
            if mention.entry.noun in _PLACES and (found.entry.noun in PEOPLE or found.entry.noun == "delegation"):
                break  # 45 दल प्रांत आए: came to the province
            found = mention
        else:
            break
    return (None if found is not None and _comes_from(reading, figure, found) else found), False


def _goes_on_at_once(figure: Figure, mention: Mention) -> bool:
    """Whether an "and" follows a number at once, so that nothing behind it is what is counted."""
    return mention.start - figure.unit_end <= 1 and "and" in mention.entry.senses.get("enumerations", ())


def _is_genitive(reading: Reading, noun: Mention) -> bool:
    """Whether the ending of a noun makes it that of the next: ২০টি দেশের অতিথি, guests from 20 countries."""
    endings = reading.engine.beside["numbers.genitives"]
    return bool(endings) and reading.folded.endswith(endings, noun.start, noun.end)


def _is_of_next(reading: Reading, figure: Figure, noun: Mention) -> bool:
    """Whether a noun stands right before the next number, and is what that counts: 20개국 대표 300명."""
    if reading.engine.lexicon.spaced == "both" or figure.right >= figure.sentence.end:
        return False
    return 0 <= figure.right - noun.end <= 1


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


def left_noun(reading: Reading, figure: Figure, before: Figure | None) -> Mention | None:
    """The noun just before the number (代表500名, องค์กร 53 แห่ง)."""
    reach = _REACH_LEFT
    apart = _REACH_APART if closes(reading, figure) else 0
    for mention in reversed(figure.before):
        if mention.end > figure.start:
            continue
        gap = reading.clean[mention.end : figure.start]
        if mention.categories & CHANGE:
            reach = _REACH_OF_CHANGE
        if len(gap) > max(reach, apart) or STRONG.search(gap) or "," in gap or _CLOSES.match(gap):
            return None
        if mention.entry.noun is not None:
            if gap and mention.end - mention.start == 1 and reading.engine.grammar.spaceless:
                return None  # 按来源地划分，韩国5个: the end of a word as likely as one of its own
            if mention.entry.noun in _PLACES and _names_a_place(figure, mention):
                return None  # Quang Tri province ran 61 of them
            if classified(figure) and len(gap) > _NEAR_NOUN and not _stands_alone(reading, figure):
                return None  # 投资者投资越南21个产业: what is counted follows
            counted = before if before is not None and before.noun is mention else None
            far = len(gap) > reach or adjoined(reading, figure, mention, counted)
            if far and not _apart(reading, figure, mention):
                return None
            if counted is None:
                return None if _behind_and(figure, mention) else mention
            return None if and_joins(counted, figure) else mention  # 63个项目和484个拨款
    return None


def _apart(reading: Reading, figure: Figure, noun: Mention) -> bool:
    """Whether a few unknown words part a noun from its number and its own measure word: ผู้เสียชีวิตจากพายุ 3 ราย."""
    for section, kinds in _MEASURED.items():
        if (
            noun.entry.noun in kinds
            and reading.engine.word_after(reading.folded, figure.number_end, section) is not None
        ):
            return unknown_letters(reading, figure, noun.end, figure.start) <= _FEW_LETTERS
    return False


def _behind_and(figure: Figure, noun: Mention) -> bool:
    """Whether an "and" parts a noun from the number behind it: the legalisation of documents and 215 others."""
    return any(m.start >= noun.end and "and" in m.entry.senses.get("enumerations", ()) for m in figure.before)


def _stands_alone(reading: Reading, figure: Figure) -> bool:
    """Whether a mark, a particle, a word for more or the sentence's end follows a number and its measure word."""
    end = measure_end(figure)
    if not reading.clean[end : end + 1].isalpha() or closes(reading, figure):
        return True
    following = reading.terms.starts.get(end)
    return following is not None and bool(following.categories & (CHANGE | COMPARISON))


def _names_a_place(figure: Figure, noun: Mention) -> bool:
    """Whether a noun is part of a place's name: the province of Quang Tri."""
    return any(
        m.categories & PLACE and (noun.start - m.end in _BESIDE or m.start - noun.end in _BESIDE) for m in figure.before
    )
