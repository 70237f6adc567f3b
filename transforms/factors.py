"""Words that are a factor by themselves: twofold, вдвое, il doppio."""

from __future__ import annotations

from typing import Final

from transforms.figure import Figure
from transforms.figure_qualifiers import qualify
from transforms.numbers import Number
from transforms.reading import Reading, Sentence
from transforms.terms import MARKER

_NEAR: Final = 40  # characters before a factor in which its qualifier stands


def factors_of(reading: Reading, sentence: Sentence) -> list[Figure]:
    """The factors of a sentence, in order, as context: they say how two amounts stand to each other."""
    found = []
    for mention in sentence.of(MARKER):
        keys = mention.entry.senses.get("numbers.factors")
        if keys is None:
            continue
        start, end, value = mention.start, mention.end, float(keys[0])
        number = Number(start, end, value, words=True)
        figure = Figure(
            sentence, number, start, end, start, end, value, value, value, unit_end=end, status="context",
            left=sentence.start, right=sentence.end, behind=sentence.between(end, min(sentence.end, end + _NEAR)),
            before=sentence.between(max(sentence.start, start - _NEAR), start),
        )  # fmt: skip
        figure.matched.append("numbers.factors")
        qualify(reading, figure)
        for before in sentence.beginning(start - _NEAR, start - 1):
            if before.end > start and "qualifiers.before" in before.entry.senses:  # casi EL doble
                figure.start, figure.qualifier = before.start, before.entry.senses["qualifiers.before"][0]  # type: ignore[assignment]
        figure.rebound()
        found.append(figure)
    return found
