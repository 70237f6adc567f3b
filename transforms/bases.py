"""The amount that a change starts from, by the words around it: from 55 to 62, 62 compared with 55."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from transforms.figure import Figure
from transforms.judging import Text
from transforms.roles import ADJACENT, direction, parted
from transforms.terms import CLASSIFIER, NOUN, Mention

_COMMA: Final = re.compile("[,;\u060c\u061b\uff0c\u3001\uff1b]")
_TWO: Final = 2
EARLIER: Final = frozenset({"last_year", "year_before", "compared"})
_YEARS: Final = {"last_year": -1, "year_before": -1, "this_year": 0}


def base_of(text: Text, one: Figure, two: Figure) -> Figure | None:
    """The amount that a change starts from, where the words around two amounts say it; None where they don't."""
    said = {
        id(figure): figure
        for figure in (moved_from(text, one, two), _compared(text, one, two), _dated(text, one, two))
        if figure is not None
    }
    return next(iter(said.values())) if len(said) == 1 else None


def is_dated_back(one: Figure, two: Figure) -> bool:
    """Whether a time is named between two amounts, so that the second may be the earlier: 846, the year before 705."""
    sentence, start, end = one.sentence, one.number_end, two.number_start
    first, behind = sentence.first_number_from(start), sentence.first_number_from(end)
    labels = (sentence.labels.get(number.start) for number in sentence.numbers[first:behind])
    if any(label is not None and label.part == "year" for label in labels):
        return True
    between = (m.entry.senses.get("periods", ()) for m in sentence.between(start, end))
    return any(not EARLIER.isdisjoint(keys) for keys in between)


def moved_from(text: Text, one: Figure, two: Figure) -> Figure | None:
    """What went "from 55 to 62", or stands at "62, up from 55"."""
    between = one.sentence.between(one.unit_end, two.start)
    behind = two.sentence.between(two.unit_end, two.right)
    if between and _joins(text, between[-1], two) and _is_from(between[-1]) and any(map(direction, between[:-1])):
        # "418 cases, and visits fell from 56 to 41": neither is said of the 418.
        on = any("to" in mention.entry.senses.get("changes", ()) for mention in behind)
        other = any(mention.categories & NOUN and mention != one.noun for mention in between)
        return None if on or other else two
    if parted(text, one.unit_end, two.start):
        return None
    before = [m for m in one.sentence.between(one.left, one.number_start) if _stands_before(m, one)]
    led = any(_is_to(m) and _stands_before(m, two) for m in one.sentence.between(one.unit_end, two.number_start))
    after = _past_counter(two, behind)
    followed = after and after[0].start - _counter_end(two, behind) <= ADJACENT and _is_to(after[0])
    from_led = any(map(_is_from, before))
    after = _past_counter(one, between)
    from_followed = after and after[0].start - _counter_end(one, between) <= ADJACENT and _is_from(after[0])
    followed = followed or _written_on(text, _counter_end(two, behind), "changes", "to")
    from_followed = from_followed or _written_on(text, _counter_end(one, between), "periods", "from")
    return (
        one
        if (led and (from_led or (len(between) >= _TWO and from_followed))) or (followed and from_followed)
        else None
    )


def _stands_before(mention: Mention, figure: Figure) -> bool:
    """Whether a word touches a figure, with what is counted or without it."""
    return any(0 <= start - mention.end <= ADJACENT for start in (figure.start, figure.number_start))


def _counter_end(figure: Figure, behind: list[Mention]) -> int:
    """Where the words end that an amount is counted with: 40개, 40班, 35 องค์กร."""
    end = figure.unit_end
    for mention in behind:
        if mention.start - end > 1 or not (
            mention == figure.noun
            or mention.categories & (CLASSIFIER | NOUN)
            or "numbers.endings" in mention.entry.senses
        ):
            break
        end = mention.end
    return end


def _written_on(text: Text, position: int, section: str, key: str) -> bool:
    """Whether a particle is written on to what ends there: 40개에서 50개로."""
    lexicon = text.reading.engine.lexicon
    words = lexicon.words(section, key) if lexicon.spaced == "start" else ()
    return any(text.reading.folded.startswith(word, position) for word in words)


def _past_counter(figure: Figure, behind: list[Mention]) -> list[Mention]:
    end = _counter_end(figure, behind)
    return [mention for mention in behind if mention.start >= end]


def _joins(text: Text, mention: Mention, figure: Figure) -> bool:
    """Whether a word stands directly before a figure."""
    return figure.start - mention.end <= ADJACENT and not parted(text, mention.end, figure.start)


def _is_to(mention: Mention) -> bool:
    senses = mention.entry.senses
    return "to" in senses.get("changes", ()) or "to" in senses.get("ranges", ())


def _is_from(mention: Mention) -> bool:
    senses = mention.entry.senses
    return "from" in senses.get("periods", ()) or "between" in senses.get("ranges", ())


def _compared(text: Text, one: Figure, two: Figure) -> Figure | None:
    """What "62, compared with 55" starts from: a comma beside the word says whether its amount follows or leads."""
    clean = text.reading.clean
    for mention in one.sentence.between(one.unit_end, two.start):
        if "compared" in mention.entry.senses.get("periods", ()):
            breaks = parted(text, one.unit_end, mention.start), parted(text, mention.end, two.start)
            if breaks == (True, False) and _COMMA.match(clean[: mention.start].rstrip()[-1:]):
                return two
            if breaks == (False, True) and _COMMA.match(clean[mention.end :].lstrip()[:1]):
                return one
    return None


def _dated(text: Text, one: Figure, two: Figure) -> Figure | None:
    """The one of the earlier year, where each has its own year on the same side: "in 2023 62, in 2022 55"."""
    years = [(f.number_start, f.unit_end, f.amount) for f in text.years if f.sentence is one.sentence]
    marks = years or [
        (mention.start, mention.end, float(_YEARS[key]))
        for mention in one.sentence.between(one.left, two.right)
        for key in mention.entry.senses.get("periods", ())
        if key in _YEARS
    ]
    if len(marks) != _TWO or marks[0][2] == marks[1][2]:
        return None
    amounts = [(figure.number_start, figure.unit_end, 0.0) for figure in (one, two)]
    order = sorted((*marks, *amounts))
    if order not in ([marks[0], amounts[0], marks[1], amounts[1]], [amounts[0], marks[0], amounts[1], marks[1]]):
        return None
    breaks = [parted(text, left[1], right[0]) for left, right in pairwise(order)]
    if years and breaks != [False, True, False]:
        return None
    return one if marks[0][2] < marks[1][2] else two
