"""Which numbers are how old somebody is: aged 18 to 35, im Alter von über 60, women over 60."""

from __future__ import annotations

from typing import Final

from transforms.counted_nouns import PEOPLE
from transforms.date_labels import Labels
from transforms.numbers import Number
from transforms.terms import LINK, MARKER, NOUN, QUALIFIER, RANGE, UNIT, Mention

_OF_PEOPLE: Final = "dates.ages_of"
_AGED: Final = PEOPLE | {"person", "member", "patient"}
_SHARE: Final = "share"
_OLDEST: Final = 120
_WORDS: Final = 2  # between a word for ages and the number: aged from OVER 60, âgés DE PLUS DE 25
_DASHES: Final = frozenset("-\u2013\u2014")


def is_age(labels: Labels, number: Number, previous: Number | None, beside: tuple[Mention | None, ...]) -> bool:
    """Whether a number is an age; `previous`: the number before it, `beside`: the terms directly behind and before."""
    if any(_tells_ages(mention) for mention in beside):
        return True
    if number.scale > 1 or number.fraction or not 0 < number.value <= _OLDEST:
        return False
    if _is_led(labels, number.start) or _is_of_people(labels, number):
        return True
    return previous is not None and _goes_on(labels, previous, number)


def _tells_ages(mention: Mention | None) -> bool:
    return mention is not None and mention.categories & MARKER != 0 and "ages" in mention.entry.senses


def _is_led(labels: Labels, at: int) -> bool:
    """Whether a word for ages stands before, and nothing between but how exact it is: aged under 25."""
    for _ in range(_WORDS):
        before = labels.beside.before(at)
        if before is None or not before.categories & (QUALIFIER | RANGE):
            return False
        if _tells_ages(before) or _tells_ages(labels.beside.before(before.start)):
            return True
        at = before.start
    return False


def _is_of_people(labels: Labels, number: Number) -> bool:
    """Whether a word stands before that tells people's age behind them, and nothing that is counted follows."""
    reading = labels.reading
    if _is_followed(labels, number) or not reading.engine.word_before(reading.folded, number.start, _OF_PEOPLE):
        return False
    ahead = reading.folded[: number.start].rstrip()
    size = max(len(word) for word in reading.engine.beside[_OF_PEOPLE] if ahead.endswith(word))
    people = labels.beside.before(len(ahead) - size)
    return people is not None and people.entry.noun in _AGED


def _goes_on(labels: Labels, previous: Number, number: Number) -> bool:
    """Whether it is the other end of the ages that the number before begins: 18 to 35."""
    label = labels.given.get(previous.start)
    if label is None or label.part != "age" or number.value <= previous.value or _is_followed(labels, number):
        return False
    gap = labels.clean[previous.end : number.start].strip()
    if not gap or gap in _DASHES:
        return bool(gap)
    joint = labels.beside.before(number.start)
    return joint is not None and joint.categories & (RANGE | LINK) != 0 and joint.start - previous.end <= 1


def _is_followed(labels: Labels, number: Number) -> bool:
    """Whether what is counted stands behind; those "made up" a share are counted before."""
    after = labels.beside.after(number.end)
    return after is not None and after.categories & (NOUN | UNIT) != 0 and after.entry.noun != _SHARE
