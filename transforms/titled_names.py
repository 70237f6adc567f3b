"""Names told by what stands behind them: a title or an honorific written after a name, or a title in apposition.

小野寺健一会長, 쩐티투항 국장, Jens Kröger, Vorsitzender der Gesellschaft. No list of given names is asked; so what
stands there must look like a name, begin where one can, and be no known term.
"""

from __future__ import annotations

import re
from typing import Final

from transforms.reading import Reading, Sentence
from transforms.terms import MARKER, Mention

_HAN: Final = re.compile(r"(?<![\u3400-\u9fff々])[\u3400-\u9fff々]{3,5}\Z")
_HANGUL: Final = re.compile(r"(?<![^\W_])[\uac00-\ud7a3]{3,7} \Z")
_CAPITALS: Final = re.compile(r"(?:[^\W\d_][^\W\d_'’-]*+[ ]){1,3}[^\W\d_][^\W\d_'’-]*+(?=, (?:[^\W\d_]{1,3}['’ ])?\Z)")
_REACH: Final = 60  # characters of a name before its title
_FAMILY_AND_GIVEN: Final = 3  # syllables of a Korean name
_TERM: Final = 2  # characters of a known term that make a run none of a name
_OPENING: Final = frozenset(" \n\u201c\u201e\u00ab\"'(\u2013\u2014")

Span = tuple[int, int]


def named_before(reading: Reading, sentence: Sentence, title: Mention, first: int) -> Span | None:
    """The name that a title or an honorific stands behind; None where none does. No name begins before `first`."""
    clean, spaced = reading.clean, reading.engine.lexicon.spaced
    start = max(first, title.start - _REACH)
    if spaced == "none":
        match = _HAN.search(clean, start, title.start) if reading.engine.beside["persons.no_name_ends"] else None
        if match is None or (_is_title(title) and _ends_in_a_body(reading, match.end())):
            return None
    elif spaced == "start":
        match = _HANGUL.search(clean, start, title.start) if reading.engine.beside["persons.families"] else None
        if match is None or _ends_in_a_body(reading, match.end() - 1) or not _is_korean(reading, match):
            return None
    else:
        match = _apposed(reading, sentence, title, start)
    if match is None:
        return None
    end = match.end() - (spaced == "start")
    return None if _holds_a_term(sentence, match.start(), end, cased=spaced == "both") else (match.start(), end)


def _is_title(mention: Mention) -> bool:
    return "persons.titles" in mention.entry.senses


def _ends_in_a_body(reading: Reading, end: int) -> bool:
    """Whether what ends there is an office or a group of people by its last letter: 外務局, 교육부, 保護者."""
    return reading.clean[end - 1] in reading.engine.beside["persons.no_name_ends"]


def _is_korean(reading: Reading, match: re.Match[str]) -> bool:
    """Whether a word begins with a family name: a Korean one of three syllables, or a Vietnamese one written on."""
    word, beside = match.group().rstrip(), reading.engine.beside
    if len(word) == _FAMILY_AND_GIVEN and word[0] in beside["persons.families"]:
        return True
    return len(word) >= _FAMILY_AND_GIVEN and word.startswith(tuple(beside["persons.written_on"]))


def _apposed(reading: Reading, sentence: Sentence, title: Mention, start: int) -> re.Match[str] | None:
    """Two to four words with capitals that open a sentence or a quotation, a comma between them and the title."""
    clean = reading.clean
    if not _is_title(title) or ", " not in clean[title.start - 6 : title.start] or start > sentence.start:
        return None
    at = sentence.start
    while at < title.start and clean[at] in _OPENING:
        at += 1
    match = _CAPITALS.match(clean, at, title.start)
    if match is None or not all(word[0].isupper() and not word.isupper() for word in match.group().split()):
        return None
    return match


def _holds_a_term(sentence: Sentence, start: int, end: int, *, cased: bool) -> bool:
    """Whether a known term stands in a run; a single letter of one that has no spaces may be part of any name."""
    inside = (m for m in sentence.between(start, end) if m.categories & ~MARKER)
    return any("persons.surnames" not in m.entry.senses and (cased or m.end - m.start >= _TERM) for m in inside)
