"""Figures: numbers with their qualifier, unit and the sort of number they are.

A figure is a number seen with its neighbours: what stands directly before and after it. What it measures is told
later (`transforms.indicators`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Final

from transforms.bounds import interval, narrower
from transforms.concepts import MONEY_NOUNS
from transforms.dates import date_parts
from transforms.numbers import Number
from transforms.reading import Reading, Sentence
from transforms.rows import Aspect, Kind, Qualifier, Status
from transforms.scan import CHANGE, CLASSIFIER, NOUN, PERIOD, QUALIFIER, RANGE, TIME, UNIT, Mention

_first: Final = itemgetter(0)
_NEAR: Final = 2  # characters between a number and a word that belongs to it
_UNIT_GAP: Final = re.compile(r"[\s\u00a0(-]{0,2}(?:\w{1,2}['’\s]\s?)?\Z")
_UNIT_REACH: Final = 8  # characters between a number and its unit at most
_CLOSED: Final = {")": "(", "\uff09": "\uff08"}
_RANGE_GAP: Final = re.compile(r"\s?[-–—~〜～]\s?\Z")
_BREAK: Final = re.compile(r"[;:!?。\uff1b\uff1a\uff01\uff1f(\uff08)\uff09「」\n]|[,،]\s|[\uff0c、]")
_BRACKET: Final = re.compile(r"[)\uff09]")
_CHANGE_REACH: Final = 18
_LONGEST_LINK: Final = 40  # characters between the two numbers of a range
_OPENING: Final = 24  # characters before a range in which the word that opens it begins
_CHANGE_NEAR: Final = 60
_SHARED_GAP: Final = 8
_COUNTED_GAP: Final = 15
_PARTICLE: Final = 3
_MILLION: Final = 1e6
_WHICH: Final = frozenset({"first", "last", "next"})
_DIRECTIONS: Final = frozenset({"increase", "decrease"})
_QUALIFIERS: Final[tuple[Qualifier, ...]] = ("at_least", "up_to", "under", "over", "almost", "approx", "exact")


@dataclass(slots=True)
class Figure:
    """One number, or a range of two, in its sentence; positions are those of the normal text."""

    sentence: Sentence
    number: Number
    start: int
    end: int
    number_start: int
    number_end: int
    value: float | None
    low: float | None
    high: float | None
    qualifier: Qualifier = "exact"
    kind: Kind = "count"
    status: Status = "unmapped"
    unit: str | None = None
    aspect: Aspect = "level"
    noun: Mention | None = None
    concept: str | None = None
    concepts: frozenset[str] = frozenset()
    indicator: str | None = None
    subject: str | None = None
    matched: list[str] = field(default_factory=list)
    group: int = -1
    unit_end: int = 0
    left: int = 0  # end of the figure before it, or the sentence's start
    right: int = 0  # start of the figure after it, or the sentence's end
    before: list[Mention] = field(default_factory=list)  # the terms between the figure before and this one
    behind: list[Mention] = field(default_factory=list)  # the terms between this figure and the next
    sign: int = 1

    @property
    def key(self) -> str:
        """The number's span, as `Quantity.key` in normal positions."""
        return f"{self.number_start}-{self.number_end}"

    @property
    def amount(self) -> float:
        """The value of a figure that has one; ValueError for a range."""
        if self.value is None:
            raise ValueError(f"a range has no single value: {self.low} to {self.high}")
        return self.value

    def rebound(self) -> None:
        """Sets the bounds from value and qualifier."""
        if self.value is not None:
            self.low, self.high = interval(self.value, self.qualifier)


def figures_of(reading: Reading, sentence: Sentence) -> list[Figure]:
    """The figures of a sentence in order, ranges joined, each with unit, qualifier and kind."""
    figures = [_bare(sentence, number) for number in sentence.numbers]
    parts = sentence.labels = date_parts(reading, sentence)
    for figure in figures:
        label = parts.get(figure.number_start)
        if label is not None:
            figure.kind, figure.status = label.kind, "context"
            figure.unit = label.unit
            figure.matched.append(label.because)
    figures = _with_ranges(reading, sentence, figures)
    _regions(sentence, figures)
    for figure in figures:
        if figure.status != "context":
            _unit(reading, figure)
            _in_brackets(reading, figure)
    _shared_units(reading, figures)
    told: Mention | None = None
    for figure in figures:
        if figure.status != "context" or figure.kind == "duration":
            _qualify(reading, figure)
            told = _change(reading, figure, told)
            figure.rebound()
    return figures


def _bare(sentence: Sentence, number: Number) -> Figure:
    value = number.value
    return Figure(
        sentence, number, number.start, number.end, number.start, number.end, value, value, value, unit_end=number.end
    )


def _regions(sentence: Sentence, figures: list[Figure]) -> None:
    """Gives each figure the stretch of the sentence, and the terms in it, up to its neighbours."""
    mentions = sentence.mentions
    starts = list(map(_first, mentions))
    left, at = sentence.start, 0
    for number, figure in enumerate(figures):
        figure.left = left
        figure.right = figures[number + 1].number_start if number + 1 < len(figures) else sentence.end
        at = bisect_left(starts, left, at)
        until = bisect_left(starts, figure.number_start, at)
        between = mentions[at:until]
        if number:
            figures[number - 1].behind = between
        if between and between[-1].end > figure.number_start:
            between = [m for m in between if m.end <= figure.number_start]
        figure.before = between
        left, at = figure.number_end, until
    if figures:
        figures[-1].behind = mentions[bisect_left(starts, left, at) :]


# -- ranges ---------------------------------------------------------------------------------------------------------


def _with_ranges(reading: Reading, sentence: Sentence, figures: list[Figure]) -> list[Figure]:
    joined: list[Figure] = []
    at = 0
    while at < len(figures):
        one = figures[at]
        two = figures[at + 1] if at + 1 < len(figures) else None
        if two is not None and one.status != "context" and two.status != "context":
            together = _range(reading, sentence, one, two)
            if together is not None:
                joined.append(together)
                at += 2
                continue
        joined.append(one)
        at += 1
    return joined


def _range(reading: Reading, sentence: Sentence, one: Figure, two: Figure) -> Figure | None:
    """6-9 units, from 6 to 9 units, between 6 and 9; None where it is none (rose from 34 to 42)."""
    gap = reading.clean[one.number_end : two.number_start]
    dash = _RANGE_GAP.match(gap)
    if not dash and (len(gap) > _LONGEST_LINK or not sentence.categories & RANGE):
        return None
    start = one.number_start
    between = [m for m in sentence.between(start - _OPENING, start) if m.categories & RANGE]
    opened = between[-1] if between and start - between[-1].end <= _NEAR else None
    opened_range = opened is not None and "between" in opened.entry.senses["ranges"]
    if not dash:
        link = _linked(sentence, gap, one, two, opened=opened_range)
        if link is None:
            return None
        since = opened is not None and "from" in opened.entry.senses.get("periods", ())
        begin = opened.start if opened is not None and opened_range else start
        moves = (since or not opened_range) and not _joins(link)  # between 6 and 9 nothing moves
        moves = moves and bool(sentence.categories & CHANGE) and not _amount(reading, sentence, begin, two.number_end)
        if moves and _changes_before(sentence, start, since=since):
            return None
    low, high = one.amount, two.amount
    if one.number.scale == 1 and two.number.scale > 1 and low < high / two.number.scale <= 1e6:
        low *= two.number.scale  # 5 to 7 million
    if low > high or two.number.glued or one.number.ordinal or two.number.ordinal:
        return None
    figure = Figure(
        sentence, two.number, opened.start if opened is not None and opened_range else start, two.end,
        start, two.number_end, None, low, two.value, qualifier="range", unit_end=two.number_end,
    )  # fmt: skip
    figure.matched.append("ranges.to")
    return figure


def _linked(sentence: Sentence, gap: str, one: Figure, two: Figure, *, opened: bool) -> Mention | None:
    """The "to" that alone leads from the one number to the other; an "and" only where a "between" opens the pair."""
    between = sentence.between(one.number_end, two.number_start)
    link = next((m for m in between if "to" in m.entry.senses.get("ranges", ())), None)
    if link is None or len(gap.strip()) > link.end - link.start + (6 if opened else 4):
        return None
    return link if opened or not (_joins(link) or link.start - one.number_end > _NEAR) else None


def _joins(link: Mention) -> bool:
    return "and" in link.entry.senses.get("enumerations", ())


def _amount(reading: Reading, sentence: Sentence, start: int, end: int) -> bool:
    """Whether a pair of numbers is what something rose by: by 8 to 10 percent; not by 7 to 61."""
    before = sentence.between(start - _OPENING, start)[-1:]
    behind = sentence.between(end, end + _OPENING)[:1]
    return (
        bool(before and behind)
        and "by" in before[0].entry.senses.get("changes", ())
        and "from" not in before[0].entry.senses.get("periods", ())
        and _touches(reading.clean[before[0].end : start])
        and "percent" in behind[0].entry.senses
        and _touches(reading.clean[end : behind[0].start])
    )


def _changes_before(sentence: Sentence, start: int, *, since: bool) -> bool:
    """Whether the sentence says near a pair of numbers that something rose or fell from one to the other.

    `since`: a word for "from" opens the pair; else "to" before it leads to something else.
    """
    for mention in sentence.mentions:
        keys = mention.entry.senses.get("changes", ())
        leads = "to" in keys and "ranges" not in mention.entry.senses and (since or mention.start >= start)
        moves = "increase" in keys or "decrease" in keys or leads
        if moves and -_CHANGE_NEAR < mention.start - start < _CHANGE_NEAR:
            return True
    return False


# -- units ----------------------------------------------------------------------------------------------------------


def _unit(reading: Reading, figure: Figure) -> None:
    """Percent, money, measures and spans of time, after the number or directly before it."""
    if figure.number.ordinal:
        figure.kind, figure.status = "ordinal", "context"
        return
    if figure.sentence.categories & (UNIT | TIME) and not _unit_before(reading, figure):
        _unit_behind(reading.clean, figure)


def _unit_before(reading: Reading, figure: Figure) -> bool:
    """Takes the currency or percent sign directly before a number; whether that is its unit for good."""
    clean = reading.clean
    for mention in figure.before[-_NEAR:]:
        gap = clean[mention.end : figure.number_start]
        senses = mention.entry.senses
        money = "currencies" in senses or "percent" in senses
        if len(gap) > 1 or gap.strip() or not money or not _take_unit(figure, mention):
            continue
        figure.start = min(figure.start, mention.start)
        later = _later_unit(reading, figure)
        if later is None:
            return True
        own = figure.kind == "money" and clean[figure.left : mention.start].strip()
        if own and "currencies" in later.entry.senses:  # 新台幣600萬元: the first one says more
            figure.end = figure.unit_end = later.end
            return True
    return False


def _unit_behind(clean: str, figure: Figure) -> None:
    reach = figure.number_end
    for mention in figure.behind:
        if mention.start - reach > _UNIT_REACH:
            return
        if not mention.categories & (UNIT | TIME):
            if mention.start == reach and "qualifiers.after" in mention.entry.senses:
                reach = mention.end  # 148亿多美元
            elif mention.categories & PERIOD and mention.start - reach == 1 and _names_which(mention):
                reach = mention.end  # les huit premiers mois
        elif _UNIT_GAP.match(clean[reach : mention.start]) and _take_unit(figure, mention):
            figure.end = figure.unit_end = mention.end
            return


def _names_which(mention: Mention) -> bool:
    """Whether a term tells which of several spans of time is meant: the first, the last."""
    return not _WHICH.isdisjoint(mention.entry.senses.get("periods", ()))


def _in_brackets(reading: Reading, figure: Figure) -> None:
    """A number alone in brackets is an age or a reference: Nguyen Van A (57)."""
    clean, start, end = reading.clean, figure.number_start, figure.number_end
    if clean[end : end + 1] not in _CLOSED or clean[start - 1 : start] != _CLOSED[clean[end : end + 1]]:
        return
    if figure.unit is None and figure.number.scale == 1:
        figure.status, figure.kind = "context", "identifier"
        figure.matched.append("brackets")


def _later_unit(reading: Reading, figure: Figure) -> Mention | None:
    """The unit that follows as well: the one before then mostly belongs to another number."""
    for mention in figure.behind:
        if mention.categories & UNIT and _UNIT_GAP.match(reading.clean[figure.number_end : mention.start]):
            return mention
    return None


def _take_unit(figure: Figure, mention: Mention) -> bool:
    senses = mention.entry.senses
    for head, kind in (
        ("currencies", "money"),
        ("percent", "percent"),
        ("percent_points", "percent"),
        ("measures", "measure"),
    ):
        if head in senses:
            figure.kind = kind  # type: ignore[assignment]
            figure.unit = "percent" if kind == "percent" else senses[head][0]
            figure.matched.append(f"{head}.{senses[head][0]}" if head != kind else head)
            return True
    if "times" in senses and not figure.number.glued:
        figure.kind, figure.status, figure.unit = "duration", "context", senses["times"][0]
        figure.matched.append(f"times.{senses['times'][0]}")
        return True
    return False


def _shared_units(reading: Reading, figures: list[Figure]) -> None:
    """3.4 to 4.2 billion dong, 10 and 15 percent: the unit named once, after the last."""
    for one, two in zip(figures[-2::-1], figures[:0:-1], strict=False):
        if one.unit is not None or two.unit is None or one.status == "context" or two.kind not in ("money", "percent"):
            continue
        gap = reading.clean[one.number_end : two.start]
        words = [m for m in one.sentence.between(one.number_end, two.start) if m.categories & (NOUN | CLASSIFIER)]
        if len(gap) <= _SHARED_GAP and not words and not _BREAK.search(gap) and gap.strip():
            one.kind, one.unit = two.kind, two.unit
    big = [f for f in figures if f.number.scale >= _MILLION and f.status != "context"]
    for at in range(1, len(big)):  # 2.4 million dollars in 2023 and 1.7 million in 2024
        one, two = big[at - 1 : at + 1]
        aside = (
            at > 1 and one.kind == "money" == big[at - 2].kind and _BRACKET.search(reading.clean, one.end, two.start)
        )
        for bare, told in ((one, two), (two, big[at - 2] if aside else one)):
            if bare.unit is None and told.kind == "money" and not _counts_something(bare):
                bare.kind, bare.unit = "money", told.unit


def _counts_something(figure: Figure) -> bool:
    """Whether a counted thing stands close behind a number."""
    return any(
        m.categories & (NOUN | CLASSIFIER)
        and m.start - figure.number_end <= _COUNTED_GAP
        and not MONEY_NOUNS.issuperset(m.entry.senses.get("nouns", ("",)))
        for m in figure.behind
    )


# -- qualifiers -----------------------------------------------------------------------------------------------------


def _qualify(reading: Reading, figure: Figure) -> None:
    found: Qualifier | None = None
    if not figure.sentence.categories & QUALIFIER:
        return
    start = figure.start
    for mention in reversed(figure.before):
        if mention.end > start:
            continue
        gap = reading.clean[mention.end : start]
        if not _touches(gap) and gap.strip().lower() not in reading.engine.beside["enumerations.name_words"]:
            break
        keys = mention.entry.senses.get("qualifiers.before")
        if keys:
            if "to" in mention.entry.senses.get("changes", ()) and _moves(figure, mention):
                break  # grew to 70, not up to 70
            found = _stronger(found, keys[0])
            figure.matched.append(f"qualifiers.{keys[0]}")
            start = mention.start
        elif "totals" not in mention.entry.senses:
            break
    figure.start = min(figure.start, start) if found else figure.start
    if figure.number.words:
        for mention in figure.sentence.between(figure.number_start, figure.number_end):
            if "qualifiers.before" in mention.entry.senses:  # a number that is rough by itself: une quinzaine
                found = _stronger(found, mention.entry.senses["qualifiers.before"][0])
    found = _after(reading, figure, found)
    if found is not None and figure.qualifier != "range":
        figure.qualifier = found


def _moves(figure: Figure, mention: Mention) -> bool:
    """Whether something rises or falls close before a term."""
    return any(
        not _DIRECTIONS.isdisjoint(m.entry.senses.get("changes", ()))
        for m in figure.sentence.between(mention.start - _CHANGE_NEAR, mention.start)
        if m.categories & CHANGE
    )


def _after(reading: Reading, figure: Figure, found: Qualifier | None) -> Qualifier | None:
    """Qualifiers behind the number, behind its unit, or behind the counted word that follows at once."""
    end = max(figure.number_end, figure.unit_end)
    glued = _written_on(reading, end)
    if glued is not None:
        return _glue(figure, found, *glued)
    end = _word_end(reading, end)
    for at, mention in enumerate(figure.behind):
        if mention.end <= end and "qualifiers.after" not in mention.entry.senses:
            continue
        if not _touches(reading.clean[end : mention.start]):
            if mention.start > end:
                break
            continue
        keys = mention.entry.senses.get("qualifiers.after")
        if keys and _opens_next(figure.behind, at):
            break
        if keys:
            figure.matched.append(f"qualifiers.{keys[0]}")
            figure.end = max(figure.end, mention.end)
            return _stronger(found, keys[0])
        if mention.categories & (NOUN | CLASSIFIER | UNIT):
            glued = _written_on(reading, mention.end)
            if glued is not None:
                return _glue(figure, found, *glued)
            end = _word_end(reading, mention.end)
            continue
        break
    return found


def _opens_next(behind: Sequence[Mention], at: int) -> bool:
    """Whether what looks like a qualifier behind a figure leads to the next one: 37 cases and more-than 60 others."""
    following = behind[at + 1] if at + 1 < len(behind) else None
    return following is not None and following.start < behind[at].end and "qualifiers.before" in following.entry.senses


def _written_on(reading: Reading, position: int) -> tuple[str, int] | None:
    """A qualifier glued to what stands before it, and where it ends: 200명가량, 60%이상."""
    if reading.engine.lexicon.spaced != "start":
        return None
    for key in _QUALIFIERS:
        for word in reading.engine.lexicon.words("qualifiers", key, "after"):
            if reading.folded.startswith(word, position):
                return key, position + len(word)
    return None


def _glue(figure: Figure, found: Qualifier | None, key: str, end: int) -> Qualifier:
    figure.matched.append(f"qualifiers.{key}")
    figure.end = max(figure.end, end)
    return _stronger(found, key)


def _word_end(reading: Reading, position: int) -> int:
    """Where the word ends that a term opens, in a language that glues particles on."""
    if reading.engine.lexicon.spaced != "start":
        return position
    end = reading.folded.find(" ", position)
    return end if 0 <= end - position <= _PARTICLE else position


def _stronger(one: Qualifier | None, key: str) -> Qualifier:
    other: Qualifier = key  # type: ignore[assignment]
    return other if one is None else narrower(one, other)


def _touches(gap: str) -> bool:
    return len(gap) <= _NEAR and not gap.strip(" \u00a0-'’(")


# -- changes --------------------------------------------------------------------------------------------------------


def _change(reading: Reading, figure: Figure, told: Mention | None) -> Mention | None:
    """giảm 44 dự án, up 5 %, 5 % की वृद्धि: an amount of change, negative where it falls.

    `told`: the word behind the figure before that says how that one changed; this figure's own is returned.
    """
    if not figure.sentence.categories & CHANGE or figure.value is None:
        return None
    far = _CHANGE_REACH
    for mention in reversed(figure.before):
        if mention.end > figure.start:
            continue
        gap = reading.clean[mention.end : figure.start]
        if mention is told or len(gap) > far or _BREAK.search(gap):
            break
        keys = mention.entry.senses.get("changes")
        if keys and "by" in keys and figure.kind == "percent" and len(gap) <= _NEAR:
            far = _CHANGE_NEAR  # fell, however far away, by 5 percent
        if not keys:
            if mention.categories & NOUN and figure.kind != "percent":
                break
            continue
        if "to" in keys and "by" not in keys:
            return None
        direction = next((key for key in keys if key in ("increase", "decrease")), None)
        if direction is not None:
            below = direction == "decrease" and figure.qualifier == "under"  # fell below 2 metres: a level
            if not below and (len(gap) <= _NEAR or figure.kind == "percent" or _has_by(figure, mention.end)):
                _changed(figure, direction, mention)
            return None
    end = figure.unit_end
    for mention in figure.behind:
        if mention.start < end:
            continue
        direction = next((k for k in mention.entry.senses.get("changes", ()) if k in ("increase", "decrease")), None)
        gap = reading.clean[end : mention.start]
        if direction is not None and len(gap.strip()) <= 4 and not _BREAK.search(gap):
            if figure.kind == "percent" or (figure.kind == "count" and _touches(gap)):
                _changed(figure, direction, mention)
                return mention
            return None
        if figure.kind == "count" and mention.categories & CLASSIFIER and mention.start == end:
            end = mention.end
    return None


def _has_by(figure: Figure, start: int) -> bool:
    return any("by" in m.entry.senses.get("changes", ()) for m in figure.sentence.between(start, figure.number_start))


def _changed(figure: Figure, direction: str, mention: Mention) -> None:
    figure.aspect = "change"
    figure.matched.append(f"changes.{direction}")
    if 0 <= figure.start - mention.end <= _CHANGE_REACH:
        figure.start = mention.start
    if direction == "decrease" and figure.value is not None and figure.value > 0:
        figure.value = -figure.value
