"""Names of months that may be another word or a person's name: it may rain, Trần Thị Mai, dez hectares."""

from __future__ import annotations

import re
from typing import Final

from transforms.reading import Sentence
from transforms.terms import Mention

_NUMBERED: Final = "dates.numbered"
_CAPITAL: Final = "dates.capital"
_SMALL: Final = "dates.small"
_GAP: Final = 9  # characters between a month and its day or year
_REACH: Final = 80  # characters before a month from which its day or year, maybe written as words, may begin
_NAMES: Final = 24
_NAME: Final = re.compile(r"\b[A-ZÀ-ÖØ-Þ]\w+ [A-ZÀ-ÖØ-Þ]\w+ \Z")  # words of a name before its last one


def is_other_word(clean: str, month: Mention) -> bool:
    """Whether it is written small where the month is not: 25 may come."""
    return _CAPITAL in month.entry.senses and not clean[month.start].isupper()


def is_meant(clean: str, sentence: Sentence, month: Mention) -> bool:
    """Whether the month is meant: a doubtful one stands beside a day or year, or is written as the language does."""
    senses = month.entry.senses
    if is_other_word(clean, month):
        return False
    doubtful = _NUMBERED in senses or _CAPITAL in senses or (_SMALL in senses and clean[month.start].isupper())
    if not doubtful or _is_dated(sentence, month):
        return True
    return _CAPITAL in senses and _NAME.search(clean, max(0, month.start - _NAMES), month.start) is None


def _is_dated(sentence: Sentence, month: Mention) -> bool:
    """Whether a day or year stands beside a month."""
    labels = sentence.labels
    first = sentence.first_number_from(month.start - _REACH)
    near = sentence.numbers[first : sentence.first_number_from(month.end + _GAP + 1)]
    return any(
        n.start in labels
        and labels[n.start].part in ("day", "year")
        and (0 <= month.start - n.end <= _GAP or 0 <= n.start - month.end <= _GAP)
        for n in near
    )
