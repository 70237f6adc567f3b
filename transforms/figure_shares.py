"""Two numbers that are one share: four out of five, each ten households have three."""

from __future__ import annotations

import re
from typing import Final

from transforms.figure import Figure
from transforms.reading import Reading, Sentence
from transforms.terms import NOUN, TIME, UNIT

_WHOLES: Final = frozenset((*range(2, 11), 100, 1000))  # what people say shares of
_REACH: Final = 30  # characters between the whole and its part
_BREAK: Final = re.compile(r"[;:!?.。\uff1b\uff1a\uff01\uff1f।]")


def with_shares(reading: Reading, sentence: Sentence, figures: list[Figure]) -> tuple[list[Figure], list[Figure]]:
    """The figures of a sentence, those that are a part and its whole as one share; and these parts and wholes."""
    beside = reading.engine.beside
    if len(figures) < 2 or not (beside["numbers.ratio"] or beside["numbers.of_each"]):
        return figures, []
    joined: list[Figure] = []
    terms: list[Figure] = []
    at = 0
    while at < len(figures):
        one, two = figures[at], figures[at + 1] if at + 1 < len(figures) else None
        share = _share(reading, sentence, one, two) if two is not None else None
        if share is None or two is None:
            joined.append(one)
            at += 1
            continue
        joined.append(share)
        one.status = two.status = "context"
        terms += (one, two)
        at += 2
    return joined, terms


def _share(reading: Reading, sentence: Sentence, one: Figure, two: Figure) -> Figure | None:
    if not (_counts(one) and _counts(two)) or two.number_start - one.number_end > _REACH:
        return None
    start = one.number_start
    if _leads(reading, one, two):
        part, whole = one.amount, two.amount
        behind = reading.terms.starts.get(two.number_end + 1)
        if behind is not None and behind.categories & (TIME | UNIT):
            return None
    elif reading.engine.word_before(reading.folded, start, "numbers.of_each") and _parts(reading, sentence, one, two):
        part, whole = two.amount, one.amount
    else:
        return None
    if not 0 < part < whole or whole not in _WHOLES:
        return None
    number = two.number._replace(start=start, value=part / whole, fraction=True, scale=1.0, words=False)
    figure = Figure(
        sentence, number, start, number.end, start, number.end, number.value, number.value, number.value,
        unit_end=number.end,
    )  # fmt: skip
    figure.matched.append("numbers.ratio")
    return figure


def _counts(figure: Figure) -> bool:
    number = figure.number
    if figure.status == "context" or figure.value is None or number.fraction or number.glued or number.ordinal:
        return False
    return number.scale == 1 or number.words


def _leads(reading: Reading, one: Figure, two: Figure) -> bool:
    """Whether a word for "out of" alone stands between the two."""
    end = reading.engine.word_after(reading.folded, one.number_end, "numbers.ratio")
    return end is not None and 0 <= two.number_start - end <= 1


def _parts(reading: Reading, sentence: Sentence, one: Figure, two: Figure) -> bool:
    """Whether what stands between a whole and its part names what is counted, and nothing is measured or dated."""
    start, end = one.number_end, two.number_start
    if _BREAK.search(reading.clean, start, end):
        return False
    between = sentence.between(start, end)
    return not any(m.categories & (TIME | UNIT) and not m.categories & NOUN for m in between)
