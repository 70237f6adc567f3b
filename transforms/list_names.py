"""The names of an enumeration: where one ends and the next begins, and what looks like one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from transforms.marks import opening_bracket
from transforms.reading import Reading, Sentence
from transforms.terms import CHANGE, NUMBER, PLACE, SPEECH

ASIDE: Final = re.compile(r"\s*[(\uff08][^()\uff08\uff09]*[)\uff09]")
OPENING: Final = ("(", "\uff08")
_MARKS: Final = ",،、\uff0c;\uff1b"
_CLOSING: Final = (")", "\uff09")
_NAME_WORDS: Final = 7
_NAME_LENGTH: Final = 60
_UNCASED_WORDS: Final = 3
_UNCASED_LENGTH: Final = 8  # characters, where words don't stand apart
_PLAIN_WORDS: Final = 2  # of a thing that is listed without a name: education, public health


def without_asides(text: str) -> str:
    """A text without what it says in brackets."""
    return (ASIDE.sub("", text) if opening_bracket(text, 0, len(text)) >= 0 else text).strip()


def separator(reading: Reading) -> re.Pattern[str]:
    """What parts the names of a list in this language, "and" aside."""
    lexicon = reading.engine.lexicon
    return _separator("".join(lexicon.words("enumerations", "separators")), spaceless=lexicon.spaced == "none")


@lru_cache(maxsize=256)
def _separator(own: str, *, spaceless: bool) -> re.Pattern[str]:
    marks = rf"\s*[{_MARKS}{re.escape(own)}]\s*"
    if not spaceless:
        return re.compile(marks)
    # Where words are not parted by spaces, names of a list may be; not the words of a name in Latin letters.
    latin = "a-z\u00c0-\u024f\u1e00-\u1ef9"
    return re.compile(rf"{marks}|(?<![{latin}])\s+|\s+(?![{latin}])", re.IGNORECASE)


def pieces(
    reading: Reading, sentence: Sentence, start: int, end: int, *, last_and: bool = False
) -> Iterator[tuple[int, int]]:
    """Spans of the names: between separators and "and" words, small words before a name taken off.

    `last_and`: an "and" that a separator follows is part of a name.
    """
    bracket = opening_bracket(reading.clean, start, end) >= 0
    asides = [match.span() for match in ASIDE.finditer(reading.clean, start, end)] if bracket else []
    cuts = [
        match.span()
        for match in separator(reading).finditer(reading.clean, start, end)
        if not any(a <= match.start() < b for a, b in asides)
    ]
    ending = max((cut[0] for cut in cuts), default=start) if last_and else start
    cuts += [
        (m.start, m.end)
        for m in sentence.between(ending, end)
        if "and" in m.entry.senses.get("enumerations", ()) and not any(a <= m.start < b for a, b in asides)
    ]
    cuts += [cut for cut in _written_on(reading, sentence, start, end) if not any(a <= cut[0] < b for a, b in asides)]
    at = start
    for cut_start, cut_end in [*sorted(cuts), (end, end)]:
        if cut_start >= at:
            piece = _trimmed(reading, sentence, at, cut_start)
            if piece is not None:
                yield piece
        at = max(at, cut_end)


def _written_on(reading: Reading, sentence: Sentence, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where an "and" is written on to a place: دونغ ثاب وكا ماو."""
    lexicon = reading.engine.lexicon
    glued = set(lexicon.words("prefixes")).intersection(lexicon.words("enumerations", "and"))
    for mention in sentence.between(start, end) if glued else ():
        before = reading.clean[mention.start - 2 : mention.start]
        if mention.categories & PLACE and before[:1].isspace() and before[1:] in glued:
            yield mention.start - 1, mention.start


def _trimmed(reading: Reading, sentence: Sentence, start: int, end: int) -> tuple[int, int] | None:
    clean = reading.clean
    while start < end and not (clean[start].isalnum()):
        start += 1
    after = reading.engine.word_after(reading.folded, start, "enumerations.name_words")
    if after is not None and after < end:
        start = after
        while start < end and not clean[start].isalnum():
            start += 1
    place = reading.terms.starts.get(start)
    if (
        place is not None
        and place.categories & PLACE
        and place.end < end
        and len(clean[place.end : end].split()) > 2
        and clean[place.end] not in OPENING
        and not any(m.categories & PLACE for m in sentence.between(place.end, end))
    ):
        end = place.end  # "..., Can Tho took part in the meeting": the name ends before the clause goes on
    while end > start and not (clean[end - 1].isalnum() or clean[end - 1] in _CLOSING or _is_mark(clean[end - 1])):
        end -= 1
    if clean[end - 1 : end] in _CLOSING and not any(mark in clean[start:end] for mark in OPENING):
        end -= 1
    return (start, end) if start < end else None


def _is_mark(char: str) -> bool:
    return unicodedata.category(char).startswith("M")


def are_names(texts: list[str]) -> bool:
    """Whether each of these begins with a capital or a digit, and is no longer than a name."""
    return all(_like_a_name(text) for text in texts)


def _like_a_name(text: str) -> bool:
    bare = without_asides(text)
    if not bare or len(bare) > _NAME_LENGTH or len(bare.split()) > _NAME_WORDS:
        return False
    return bare[0].isupper() or bare[0].isdigit()


def may_be_names(reading: Reading, sentence: Sentence, spans: list[tuple[int, int]]) -> bool:
    """Whether what stands there, in a script without capitals, may be names: of few letters, without number or verb."""
    return all(_is_short(reading, sentence, *span, words=_UNCASED_WORDS, cased=False) for span in spans)


def may_be_things(reading: Reading, sentence: Sentence, spans: list[tuple[int, int]]) -> bool:
    """Whether what stands there may be things of a list, a word or two each, without number or verb."""
    return all(_is_short(reading, sentence, *span, words=_PLAIN_WORDS, cased=True) for span in spans)


def _is_short(reading: Reading, sentence: Sentence, start: int, end: int, *, words: int, cased: bool) -> bool:
    text = reading.clean[start:end]
    longest = _UNCASED_LENGTH if reading.engine.grammar.spaceless else _NAME_LENGTH
    if len(text) > longest or len(text.split()) > words:
        return False
    if any(map(str.isdigit, text)) or (not cased and text.upper() != text.lower()):
        return False
    return not any(m.categories & (NUMBER | SPEECH | CHANGE) for m in sentence.between(start, end))
