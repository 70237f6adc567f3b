"""Words that are a factor by themselves (twofold, вдвое, il doppio), or only say how many at least: hundreds."""

from __future__ import annotations

from typing import Final

from transforms.figure import Figure
from transforms.figure_qualifiers import qualify
from transforms.numbers import Number
from transforms.reading import Reading, Sentence
from transforms.terms import BLOCKED, MARKER, Mention

_ROUGH: Final = "numbers.rough"
_SECTIONS: Final = (_ROUGH, "numbers.factors")
_NEAR: Final = 40  # characters before a factor in which its qualifier stands


def factors_of(reading: Reading, sentence: Sentence) -> list[Figure]:
    """The factors and rough amounts of a sentence, in order, as context.

    The ones say how two amounts stand to each other, the others what an amount is at least: hundreds are 200 or more.
    """
    found = []
    spaced = reading.engine.lexicon.spaced == "both"
    for mention in sentence.of(MARKER if spaced else MARKER | BLOCKED):
        senses = mention.entry.senses
        section = next((name for name in _SECTIONS if name in senses), None)
        if section is None or (section == _ROUGH and _is_counted(sentence, mention)):
            continue
        start, end, value = mention.start, mention.end, float(senses[section][0])
        number = Number(start, end, value, words=True)
        figure = Figure(
            sentence, number, start, end, start, end, value, value, value, unit_end=end, status="context",
            left=sentence.start, right=sentence.end, behind=sentence.between(end, min(sentence.end, end + _NEAR)),
            before=sentence.between(max(sentence.start, start - _NEAR), start),
        )  # fmt: skip
        figure.matched.append(section)
        if section == _ROUGH:
            figure.qualifier = "at_least"
        else:
            qualify(reading, figure)
        for before in sentence.beginning(start - _NEAR, start - 1):
            if before.end > start and "qualifiers.before" in before.entry.senses:  # casi EL doble
                figure.start, figure.qualifier = before.start, before.entry.senses["qualifiers.before"][0]  # type: ignore[assignment]
        figure.rebound()
        found.append(figure)
    return found


def _is_counted(sentence: Sentence, mention: Mention) -> bool:
    """Whether a number before it tells how many: três CENTENAS de pescadores."""
    at = sentence.first_number_from(mention.start + 1)
    return at > 0 and sentence.numbers[at - 1].end > mention.start
