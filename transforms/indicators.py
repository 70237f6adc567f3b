"""What a figure measures: the search for its noun, and for the words that decide on its indicator."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from transforms.catalogue import Indicator, match
from transforms.figure import Figure
from transforms.normal import STOPS
from transforms.reading import Reading
from transforms.terms import CHANGE, CLASSIFIER, MARKER, MODIFIER, NOUN, ORGANISATION, PLACE, Mention

_CLOSES: Final = re.compile(r"[^(\uff08]*[)\uff09]")  # a bracket that was opened before
_IDEOGRAPHS: Final = ("\u4e00", "\u9fff")
_NEAR_NOUN: Final = 3  # characters between a noun and its number: 项目共1657个
_PLACES: Final = frozenset({"province", "city", "district", "commune", "locality"})
_BESIDE: Final = (0, 1)  # characters between a place's name and what sort of a place it is
_OF: Final = "numbers.fraction_after"
_SHORTEST_UNKNOWN: Final = 6  # characters of a noun and an "of"
_STRONG: Final = re.compile(r"[;:!?。\uff1b\uff1a\uff01\uff1f\n]|\.\s")
_COMMA: Final = re.compile(r"[,،、\uff0c](?!\d)|[()\uff08\uff09]|\s[-–—]\s")
_LIST: Final = re.compile(r"[(\uff08][^()\uff08\uff09]*[,،、\uff0c][^()\uff08\uff09]*[)\uff09]")
_REACH: Final = 70  # characters between a number and the noun that it counts
_REACH_LEFT: Final = 14
_REACH_OF_CHANGE: Final = 30  # the same, where between them something rises or falls: i progetti sono passati da 30
_TELLING: Final = NOUN | MODIFIER | ORGANISATION
_NOTHING: Final[frozenset[str]] = frozenset()
_GROWTH: Final = frozenset({"growth"})
_FEW: Final = frozenset({2.0, 3.0, 4.0})
_WHOLE: Final = frozenset({"side", "country"})
_PAIRED: Final = frozenset({"province", "city", "locality"})
_EACH_REACH: Final = 4  # characters between "to each" and how much is given
_MONEY_REACH: Final = 20


# -- the noun ---------------------------------------------------------------------------------------------------------


def measure(reading: Reading, figures: list[Figure]) -> None:
    """Finds for each figure of one sentence the noun, the deciding words and the indicator."""
    head_first = reading.engine.lexicon.settings.get("head") == "first"
    for at, figure in enumerate(figures):
        if figure.status != "context" and figure.kind in ("count", "measure"):
            _noun(reading, figure, figures[at - 1] if at else None, head_first=head_first)
            if figure.value in _FEW and _is_known(reading, figure):
                figure.status = "context"
                figure.matched.append("numbers.known")
    _parts_of(reading, figures)
    _share_nouns(reading, figures)
    moves = _share_forward(figures) if len(figures) > 1 else []
    for figure in figures:
        _fraction(figure)
    for figure in figures:
        if figure.status != "context":
            _indicator(reading, figure)
    for one, two in moves:
        if one.indicator is not None:
            two.indicator, two.unit, two.status = one.indicator, one.unit, one.status


def _is_known(reading: Reading, figure: Figure) -> bool:
    """Whether a number only points at those that were named: both sides, THE TWO countries; not two countries."""
    if figure.value == 2 and figure.concept == "side":
        return True
    if not figure.number.words or figure.number.scale > 1 or figure.kind != "count" or figure.qualifier != "exact":
        return False
    whole = figure.concept in _WHOLE
    if not reading.engine.beside["numbers.known"]:
        return figure.value == 2 and (whole or figure.concept in _PAIRED)
    known = reading.engine.word_before(reading.folded, figure.number_start, "numbers.known")
    return known and (whole or figure.value == 2)


def _fraction(figure: Figure) -> None:
    """Half of the delegations is a share, 50 percent; half a million, half a year, half a kilo are amounts."""
    if figure.number.fraction and figure.kind == "count" and figure.value is not None and abs(figure.value) < 1:
        figure.kind, figure.unit = "percent", "percent"
        figure.value = round(figure.value * 100, 6)
        figure.matched.append("numbers.fractions")
        figure.rebound()
    if figure.number.fraction and figure.qualifier == "range" and figure.kind == "count" and (figure.high or 1) < 1:
        figure.kind, figure.unit = "percent", "percent"
        figure.low, figure.high = (None if n is None else round(n * 100, 6) for n in (figure.low, figure.high))
        figure.matched.append("numbers.fractions")


def _noun(reading: Reading, figure: Figure, before: Figure | None, *, head_first: bool) -> None:
    if figure.number.pair:
        figure.noun = reading.terms.starts[figure.number_start]
        figure.concept = figure.noun.entry.noun
        return
    right, complement = _right_noun(reading, figure, head_first=head_first)
    if complement:
        return
    left = None
    bare = right is None or right.start - figure.number_end > 3
    if bare and not _attributive(reading, figure):
        left = _left_noun(reading, figure, before)
    noun = right if left is None or (right is not None and not _classified(figure)) else left
    if noun is None:
        noun = right
    if noun is None:
        return
    figure.noun, figure.concept = noun, noun.entry.noun
    if noun.start >= figure.number_end:
        figure.end = max(figure.end, noun.end)
    else:
        figure.start = min(figure.start, noun.start)


def _attributive(reading: Reading, figure: Figure) -> bool:
    """Whether a small word makes a number the attribute of what follows: 投資家は18の分野に, 10大领域."""
    engine, end = reading.engine, figure.number_end
    if not engine.grammar.spaceless:
        return False
    unknown = _IDEOGRAPHS[0] <= reading.clean[end : end + 1] <= _IDEOGRAPHS[1] and end not in reading.terms.starts
    return unknown or engine.word_after(reading.folded, end, _OF) is not None


def _classified(figure: Figure) -> bool:
    """Whether an empty measure word follows at once: the counted thing then stands before."""
    return any(m.categories & CLASSIFIER and 0 <= m.start - figure.number_end <= 1 for m in figure.behind[:3])


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
    if not reading.engine.lexicon.settings.get("verb_last"):
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
            if _classified(figure) and len(gap) > _NEAR_NOUN and not _stands_alone(reading, figure):
                return None  # 投资者投资越南21个产业: what is counted follows
            taken = before is not None and before.noun is mention and _and_joins(before, figure)  # 63个项目和484个拨款
            return None if taken else mention
    return None


def _stands_alone(reading: Reading, figure: Figure) -> bool:
    """Whether a mark or the sentence's end follows a number and its measure word."""
    word = next(m for m in figure.behind if m.categories & CLASSIFIER)
    return not reading.clean[word.end : word.end + 1].isalpha()


def _names_a_place(figure: Figure, noun: Mention) -> bool:
    """Whether a noun is part of a place's name: the province of Quang Tri."""
    return any(
        m.categories & PLACE and (noun.start - m.end in _BESIDE or m.start - noun.end in _BESIDE) for m in figure.before
    )


_WIDER: Final = {"ngo": frozenset({"organisation"})}  # 77 NGOs, of which 53 organisations


def _parts_of(reading: Reading, figures: list[Figure]) -> None:
    """77 NGOs, of which 53 have an office: what a part counts is what the whole does, unless its own noun follows."""
    if len(figures) < 2 or not figures[0].sentence.categories & MARKER:
        return
    for one, two in pairwise(figures):
        if "context" in (one.status, two.status) or one.concept is None or not one.kind == two.kind == "count":
            continue
        if one.value is None or two.value is None or two.value > one.value:
            continue
        part = any("of_which" in m.entry.senses and 0 <= two.start - m.end <= 1 for m in two.before[-2:])
        if part and (two.concept in _WIDER.get(one.concept, ()) or not _own_noun(reading, two)):
            two.noun, two.concept = one.noun, one.concept
            two.matched.append("noun shared with the whole")


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
        if behind or (one.concept is not None and (_classified(one) or not _and_joins(one, two))):
            continue
        if two.noun is not None and two.noun.start < two.number_start:
            continue
        gap = reading.clean[one.number_end : two.start]
        if len(gap) <= _REACH and not _STRONG.search(gap):
            one.noun, one.concept = two.noun, two.concept
            one.matched.append("noun shared with the next number")


def _share_forward(figures: list[Figure]) -> list[tuple[Figure, Figure]]:
    """The number of projects rose from 34 to 42: what the first amount counts, the second does, too; both are told."""
    moves = []
    for one, two in pairwise(figures):
        if one.concept is None or two.concept is not None or one.kind != "count" or two.kind != "count":
            continue
        if "context" in (one.status, two.status) or not one.sentence.categories & CHANGE or not one.behind:
            continue
        last = one.behind[-1]
        leads = "to" in last.entry.senses.get("changes", ()) or "to" in last.entry.senses.get("ranges", ())
        if leads and two.start - last.end <= 1:
            two.noun, two.concept = one.noun, one.concept
            two.matched.append("noun shared with the number before")
            moves.append((one, two))
    return moves


def _and_joins(one: Figure, two: Figure) -> bool:
    """Whether "and" alone leads from one figure's words to the next figure."""
    return any("and" in m.entry.senses.get("enumerations", ()) and two.start - m.end <= 2 for m in one.behind[-2:])


# -- the indicator ----------------------------------------------------------------------------------------------------


def _indicator(reading: Reading, figure: Figure) -> None:
    clean = reading.clean
    right_end = _right_end(reading, figure)
    comma = _COMMA.search(clean, figure.unit_end, right_end)
    phrase_end = comma.start() if comma else right_end
    indicator = _measured(clean, figure, phrase_end, right_end)
    if indicator is not None:
        _decide(figure, indicator)
    if figure.value == 1 and (_per_head(figure) or _given_each(reading, figure)):
        figure.status, figure.indicator = "context", None
        figure.matched.append("periods.per")
    if figure.concept is not None and figure.unit is None:
        figure.unit = figure.concept
    figure.subject = _subject(clean, figure, phrase_end)
    if figure.sentence.categories & MARKER and figure.aspect == "level":
        _part_of_whole(reading, figure)


def _measured(clean: str, figure: Figure, phrase_end: int, right_end: int) -> Indicator | None:
    """The indicator that the words beside a figure decide on: the nearer ones first."""
    right = _collect(figure.behind, figure.unit_end, phrase_end)
    if figure.noun is not None:
        right |= figure.noun.entry.concepts
    left_start = figure.left
    for stop in _STRONG.finditer(clean, figure.left, figure.start):
        left_start = stop.end()
    left = _collect(figure.before, left_start, figure.start)
    if figure.aspect == "change" and figure.kind == "percent":  # the GRDP grew by 8 percent
        left |= _GROWTH
    far = right if phrase_end == right_end else right | _collect(figure.behind, figure.unit_end, right_end)
    figure.concepts = far | left
    amount = figure.kind in ("money", "percent")
    for phrase in (left, left | right) if amount else (right, left | right):
        indicator = _match(figure, phrase, special=True)
        if indicator is not None:
            return indicator
    indicator = _match(figure, far, special=True) or _match(figure, figure.concepts, special=True)
    if indicator is None and (amount or _alone(figure)):
        sentence = figure.sentence
        indicator = _match(figure, _collect(sentence.mentions, sentence.start, sentence.end), special=True)
    return indicator or _match(figure, right, special=False)


def _per_head(figure: Figure) -> bool:
    """1人当たり, 1가구당: so much for each, no count of one."""
    end = figure.noun.end if figure.noun is not None and figure.noun.start >= figure.number_end else figure.number_end
    return any("per" in m.entry.senses.get("periods", ()) and 0 <= m.start - end <= 1 for m in figure.behind[:4])


def _given_each(reading: Reading, figure: Figure) -> bool:
    """1世帯に500万ドン: an amount of money for each follows at once."""
    end = figure.noun.end if figure.noun is not None and figure.noun.start >= figure.number_end else figure.number_end
    given = reading.engine.word_after(reading.folded, end, "periods.each")
    if given is None or figure.right - given > _EACH_REACH or figure.right >= figure.sentence.end:
        return False
    following = figure.sentence.between(figure.right, figure.right + _MONEY_REACH)
    return any("currencies" in m.entry.senses for m in following)


def _alone(figure: Figure) -> bool:
    """Whether words elsewhere in the sentence can only mean this figure: it is the only one there."""
    counted = (number for number in figure.sentence.numbers if not number.ordinal)
    return next(counted, None) is not None and next(counted, None) is None


def _right_end(reading: Reading, figure: Figure) -> int:
    """Where the figure's phrase ends: before a list in brackets, and before what leads up to the next figure."""
    stop = _STRONG.search(reading.clean, figure.unit_end, figure.right)
    end = stop.start() if stop else figure.right
    bracket = _LIST.search(reading.clean, figure.unit_end, end)
    if bracket is not None:
        return bracket.start()
    if stop is not None or figure.right == figure.sentence.end:
        return end
    own = max(figure.unit_end, figure.noun.end if figure.noun is not None and figure.noun.start < end else 0)
    joints = [m.start for m in figure.behind if m.start >= own and "and" in m.entry.senses.get("enumerations", ())]
    if joints:
        return joints[-1]
    commas = [match.start() for match in _COMMA.finditer(reading.clean, own, end)]
    return commas[-1] if commas else end


def _collect(mentions: Sequence[Mention], start: int, end: int) -> frozenset[str]:
    return _NOTHING.union(*[m.entry.concepts for m in mentions if m[3] & _TELLING and m[0] >= start and m[1] <= end])


# An office beside its branch: "8 departments (of) foreign affairs", however far apart the words stand.
_OF_BRANCH: Final = {"department": "foreign_office", "division": "foreign_division"}
_FOREIGN: Final = "branch:foreign_affairs"


def _match(figure: Figure, phrase: frozenset[str], *, special: bool) -> Indicator | None:
    if _FOREIGN in phrase and figure.concept in _OF_BRANCH:
        phrase = phrase | {_OF_BRANCH[figure.concept]}
    return match(figure.kind, figure.concept, phrase, special=special)


def _decide(figure: Figure, indicator: Indicator) -> None:
    figure.indicator = indicator.name
    figure.status = "fact"
    figure.matched.append(f"indicators.{indicator.name}")
    if figure.kind == "count":
        figure.unit = figure.concept if indicator.unit in (None, "~") else indicator.unit


# Marks that belong to the sentence, not to what it speaks of.
_AROUND: Final = " \n-\u2013\u2014'\u2019,:;.([{\uff08\u300c\uff0c\u3001" + STOPS


def _subject(clean: str, figure: Figure, phrase_end: int) -> str | None:
    """The words that the figure is about: behind it up to the next comma, else before it."""
    text = clean[figure.unit_end : phrase_end].strip(_AROUND)
    if not text and figure.noun is not None:
        text = clean[figure.noun.start : figure.noun.end]
    if not text:
        text = clean[figure.left : figure.start].rpartition(",")[2].strip(_AROUND)
    return text[:120] or None


def _part_of_whole(reading: Reading, figure: Figure) -> None:
    """13 of which, davon 53: a part of the figure before."""
    for mention in (*figure.before, *figure.behind[:3]):
        if "of_which" not in mention.entry.senses:
            continue
        before = mention.end <= figure.start
        gap = reading.clean[max(figure.number_end, figure.unit_end) : mention.start]
        next_one = figure.right < figure.sentence.end and figure.right - mention.end <= 1  # 455 milliards DONT 334
        behind = 0 <= mention.start - figure.unit_end <= 2 and not gap.strip() and not next_one
        if before or behind:
            figure.aspect = "subset"
            figure.matched.append("of_which")
            if behind:
                figure.end = max(figure.end, mention.end)
            return
