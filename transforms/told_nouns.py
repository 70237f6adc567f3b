"""What a number alone counts where its sentence told it in other words: the NUMBER OF pupils fell by 5 % to 310."""

from __future__ import annotations

import re
from typing import Final

from transforms.figure import Figure
from transforms.noun_gaps import counts_unknown
from transforms.reading import Reading
from transforms.terms import CHANGE, MARKER, Mention

_BREAK: Final = re.compile(r"[;:!?()\n.](?:(?<!\.)|\s)")
_APART: Final = re.compile(r"[\d,;:.()]")  # no attributes of a noun
_ATTRIBUTES: Final = 30  # characters between "the number of" and its noun
_REACH: Final = 120  # between that noun and a number
_PRONOUN_NEAR: Final = 50  # characters between "ne" and a number


def number_of(reading: Reading, figure: Figure) -> Mention | None:
    """The noun whose number a sentence speaks of before a figure: THE NUMBER OF VISITORS rose by 15 % to 310,000."""
    sentence = figure.sentence
    if not sentence.categories & MARKER:
        return None
    marker: Mention | None = None
    noun: Mention | None = None
    for mention in sentence.between(max(sentence.start, figure.start - _REACH), figure.start):
        if "number_of" in mention.entry.senses:
            marker, noun = mention, None
        elif marker is not None and mention.entry.noun is not None and mention.start >= marker.end:
            gap = reading.clean[marker.end : mention.start]
            noun = mention if len(gap) <= _ATTRIBUTES and not _APART.search(gap) else None
            marker = None
    if noun is None or _BREAK.search(reading.clean, noun.end, figure.start):
        return None
    moved = sentence.between(noun.end, figure.number_start)
    return noun if any(m.categories & CHANGE or "qualifiers.before" in m.entry.senses for m in moved) else None


def further(reading: Reading, figure: Figure) -> bool:
    """Whether a number alone is said to come on top of those before: ANOTHER 41, 12 LAINNYA; not another 41 dancers."""
    engine, folded = reading.engine, reading.folded
    behind = engine.word_after(folded, figure.number_end, "enumerations.further_after")
    if behind is None and not engine.word_before(folded, figure.start, "enumerations.further"):
        return False
    return not counts_unknown(reading, figure, behind or 0)


def of_it(reading: Reading, figure: Figure) -> bool:
    """Whether a pronoun before a number stands for what it counts: quest'anno NE sono previsti 15."""
    words = reading.engine.beside["enumerations.of_it"]
    if not words:
        return False
    start = max(figure.sentence.start, figure.left, figure.start - _PRONOUN_NEAR)
    stretch = f" {reading.folded[start : figure.start]}"
    found = next((at for word in words if (at := stretch.rfind(f" {word} ")) >= 0), -1)
    return found >= 0 and not _BREAK.search(stretch, found) and "," not in stretch[found:]


def last_counted(figure: Figure, counts: list[Figure], last: list[Figure]) -> Figure | None:
    """The number before it that a number goes on from; of the sentence before (`last`), where all count the same."""
    own = [f for f in counts if f.number_end <= figure.start and f.concept is not None]
    if own:
        return own[-1]
    known = [f for f in last if f.concept is not None]
    return known[-1] if len({f.concept for f in known}) == 1 else None
