"""What a figure measures: the catalogue, and the search for the noun and the words that decide."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import pairwise
from typing import Final, cast

import yaml

from transforms.figures import MONEY_NOUNS, Figure
from transforms.reading import Reading
from transforms.rows import Kind
from transforms.scan import CHANGE, CLASSIFIER, MODIFIER, NOUN, ORGANISATION, Entry, Mention

_STRONG: Final = re.compile(r"[;:!?。\uff1b\uff1a\uff01\uff1f\n]|\.\s")
_COMMA: Final = re.compile(r"[,،、\uff0c](?!\d)|[()\uff08\uff09]|\s[-–—]\s")
_LIST: Final = re.compile(r"[(\uff08][^()\uff08\uff09]*[,،、\uff0c][^()\uff08\uff09]*[)\uff09]")
_REACH: Final = 70  # characters between a number and the noun that it counts
_REACH_LEFT: Final = 14


@dataclass(frozen=True, slots=True)
class Indicator:
    """One entry of the catalogue."""

    name: str
    kind: Kind
    unit: str | None
    label: str
    description: str
    head: frozenset[str]
    groups: tuple[frozenset[str], ...]
    without: frozenset[str]


@lru_cache(maxsize=1)
def catalogue() -> tuple[Indicator, ...]:
    """All indicators, in the order in which they are tried."""
    text = (resources.files("transforms") / "data" / "indicators.yaml").read_text(encoding="utf-8")
    return tuple(
        Indicator(
            name,
            cast("Kind", entry["kind"]),
            entry.get("unit"),
            entry["label"],
            entry["description"],
            frozenset(entry.get("head", ())),
            tuple(frozenset(group) for group in entry.get("with", ())),
            frozenset(entry.get("not", ())),
        )
        for name, entry in yaml.safe_load(text).items()
    )


@lru_cache(maxsize=1)
def _by_head() -> dict[tuple[Kind, str | None], tuple[Indicator, ...]]:
    found: dict[tuple[Kind, str | None], list[Indicator]] = {}
    for indicator in catalogue():
        for head in indicator.head or (None,):
            found.setdefault((indicator.kind, head), []).append(indicator)
    return {key: tuple(entries) for key, entries in found.items()}


# -- concepts ---------------------------------------------------------------------------------------------------------

_OFFICES: Final = {
    "organisations.department": "foreign_office",
    "organisations.division": "foreign_division",
    "organisations.office_of_committee": "committee_office",
}
_HEADS: Final = {
    "organisations.cluster": "cluster",
    "organisations.block": "block",
    "organisations.department": "department",
    "organisations.division": "division",
}


def _concepts(entry: Entry) -> tuple[frozenset[str], str | None]:
    senses = entry.senses
    keys = {*senses.get("nouns", ()), *senses.get("modifiers", ())}
    keys.update(concept for head, concept in _OFFICES.items() if head in senses)
    keys.update(f"branch:{branch}" for branch in senses.get("organisations.branches", ()))
    nouns = senses.get("nouns")
    counted = [noun for noun in nouns or () if noun not in MONEY_NOUNS]
    noun = counted[0] if counted else next((concept for head, concept in _HEADS.items() if head in senses), None)
    return frozenset(keys), noun


_CACHE: dict[int, tuple[Entry, frozenset[str], str | None]] = {}


def concepts_of(entry: Entry) -> frozenset[str]:
    """The keys of nouns, modifiers and offices that a term stands for."""
    return _known(entry)[1]


def noun_of(entry: Entry) -> str | None:
    """The thing that a term names, if it may be counted."""
    return _known(entry)[2]


def _known(entry: Entry) -> tuple[Entry, frozenset[str], str | None]:
    known = _CACHE.get(id(entry))
    if known is None or known[0] is not entry:
        keys, noun = _concepts(entry)
        if len(_CACHE) > 200_000:
            _CACHE.clear()
        known = _CACHE[id(entry)] = (entry, keys, noun)
    return known


# -- the noun ---------------------------------------------------------------------------------------------------------


def measure(reading: Reading, figures: list[Figure]) -> None:
    """Finds for each figure of one sentence the noun, the deciding words and the indicator."""
    head_first = reading.engine.lexicon.settings.get("head") == "first"
    for figure in figures:
        if figure.status != "context" and figure.kind in ("count", "measure"):
            _noun(reading, figure, head_first=head_first)
            if figure.concept == "side" and figure.value == 2:  # both sides
                figure.status = "context"
                figure.matched.append("nouns.side")
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


def _fraction(figure: Figure) -> None:
    """Half of the delegations is a share, 50 percent; half a million, half a year, half a kilo are amounts."""
    if figure.number.fraction and figure.kind == "count" and figure.value is not None and abs(figure.value) < 1:
        figure.kind, figure.unit = "percent", "percent"
        figure.value = round(figure.value * 100, 6)
        figure.matched.append("numbers.fractions")
        figure.rebound()


def _noun(reading: Reading, figure: Figure, *, head_first: bool) -> None:
    right = _right_noun(reading, figure, head_first=head_first)
    left = None
    bare = right is None or right.start - figure.number_end > 3
    if bare:
        left = _left_noun(reading, figure)
    noun = right if left is None or (right is not None and not _classified(figure)) else left
    if noun is None:
        noun = right
    if noun is None:
        return
    figure.noun, figure.concept = noun, noun_of(noun.entry)
    if noun.start >= figure.number_end:
        figure.end = max(figure.end, noun.end)
    else:
        figure.start = min(figure.start, noun.start)


def _classified(figure: Figure) -> bool:
    """Whether an empty measure word follows at once: the counted thing then stands before."""
    return any(m.categories & CLASSIFIER and 0 <= m.start - figure.number_end <= 1 for m in figure.behind[:3])


def _right_noun(reading: Reading, figure: Figure, *, head_first: bool) -> Mention | None:
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
        if noun_of(mention.entry) is None:
            if found is not None and mention.start - found.end <= 1 and mention.categories & MODIFIER:
                continue
            if found is not None:
                break
            continue
        if found is None:
            found = mention
            if head_first:
                break
        elif mention.start - found.end <= 1 and reading.clean[found.end : mention.start] in ("", " ", "-"):
            found = mention
        else:
            break
    return found


def _left_noun(reading: Reading, figure: Figure) -> Mention | None:
    """The noun just before the number (代表500名, องค์กร 53 แห่ง)."""
    for mention in reversed(figure.before):
        if mention.end > figure.start:
            continue
        gap = reading.clean[mention.end : figure.start]
        if len(gap) > _REACH_LEFT or _STRONG.search(gap) or "," in gap:
            return None
        if noun_of(mention.entry) is not None:
            return mention
    return None


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
    right_end = _right_end(reading, figure)
    comma = _COMMA.search(reading.clean, figure.unit_end, right_end)
    right = _collect(figure.behind, figure.unit_end, comma.start() if comma else right_end)
    if figure.noun is not None:
        right |= concepts_of(figure.noun.entry)
    left_start = figure.left
    for stop in _STRONG.finditer(reading.clean, figure.left, figure.start):
        left_start = stop.end()
    left = _collect(figure.before, left_start, figure.start)
    far = right | _collect(figure.behind, figure.unit_end, right_end) if comma else right
    if figure.aspect == "change" and figure.kind == "percent":  # the GRDP grew by 8 percent
        left.add("growth")
    figure.concepts = frozenset(far | left)
    phrases = [left, left | right] if figure.kind in ("money", "percent") else [right, right | left]
    phrases += [far, far | left]
    if figure.kind in ("money", "percent") or _alone(figure):
        phrases.append(_collect(figure.sentence.mentions, figure.sentence.start, figure.sentence.end))
    indicator = next((found for phrase in phrases if (found := _match(figure, phrase, special=True))), None)
    if indicator is None:
        indicator = _match(figure, right, special=False)
    if indicator is not None:
        _decide(figure, indicator)
    if figure.value == 1 and _per_head(figure):
        figure.status, figure.indicator = "context", None
        figure.matched.append("periods.per")
    if figure.concept is not None and figure.unit is None:
        figure.unit = figure.concept
    _subject(reading, figure)
    _part_of_whole(reading, figure)


def _per_head(figure: Figure) -> bool:
    """1人当たり, 1가구당: so much for each, no count of one."""
    end = figure.noun.end if figure.noun is not None and figure.noun.start >= figure.number_end else figure.number_end
    return any("per" in m.entry.senses.get("periods", ()) and 0 <= m.start - end <= 1 for m in figure.behind[:4])


def _alone(figure: Figure) -> bool:
    """Whether words elsewhere in the sentence can only mean this figure: it is the only one there."""
    return sum(1 for number in figure.sentence.numbers if not number.ordinal) == 1


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


def _collect(mentions: Iterable[Mention], start: int, end: int) -> set[str]:
    keys: set[str] = set()
    for mention in mentions:
        if mention.start >= start and mention.end <= end and mention.categories & (NOUN | MODIFIER | ORGANISATION):
            keys |= concepts_of(mention.entry)
    return keys


# An office beside its branch: "8 departments (of) foreign affairs", however far apart the words stand.
_OF_BRANCH: Final = {"department": "foreign_office", "division": "foreign_division"}
_FOREIGN: Final = "branch:foreign_affairs"


def _match(figure: Figure, phrase: set[str], *, special: bool) -> Indicator | None:
    """The first indicator that the phrase allows: of those that ask for words beside the noun, or of the others."""
    if _FOREIGN in phrase and figure.concept in _OF_BRANCH:
        phrase = phrase | {_OF_BRANCH[figure.concept]}
    for indicator in _by_head().get((figure.kind, figure.concept if figure.kind == "count" else None), ()):
        if bool(indicator.groups) != special or indicator.without & phrase:
            continue
        if all(group & phrase for group in indicator.groups):
            return indicator
    return None


def _decide(figure: Figure, indicator: Indicator) -> None:
    figure.indicator = indicator.name
    figure.status = "fact"
    figure.matched.append(f"indicators.{indicator.name}")
    if figure.kind == "count":
        figure.unit = figure.concept if indicator.unit in (None, "~") else indicator.unit


def _subject(reading: Reading, figure: Figure) -> None:
    """The words that the figure is about: behind it up to the next comma, else before it."""
    end = _right_end(reading, figure)
    comma = _COMMA.search(reading.clean, figure.unit_end, end)
    text = reading.clean[figure.unit_end : comma.start() if comma else end].strip(" -–'’")
    if not text and figure.noun is not None:
        text = reading.clean[figure.noun.start : figure.noun.end]
    if not text:
        text = reading.clean[figure.left : figure.start].rpartition(",")[2].strip()
    figure.subject = text[:120] or None


def _part_of_whole(reading: Reading, figure: Figure) -> None:
    """13 of which, davon 53: a part of the figure before."""
    if figure.aspect != "level":
        return
    for mention in (*figure.before, *figure.behind[:3]):
        if "of_which" not in mention.entry.senses:
            continue
        before = mention.end <= figure.start
        gap = reading.clean[max(figure.number_end, figure.unit_end) : mention.start]
        behind = 0 <= mention.start - figure.unit_end <= 2 and not gap.strip()
        if before or behind:
            figure.aspect = "subset"
            figure.matched.append("of_which")
            if behind:
                figure.end = max(figure.end, mention.end)
            return


__all__ = ["Indicator", "catalogue", "concepts_of", "measure", "noun_of"]
