"""Sentences of a text: lines first, then full stops that really end something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Final

_STRONG: Final = "!?。！？।॥؟۔…"
_CLOSERS: Final = r"[\"'»”“’)\]」』]*"
# All three begin with one class of characters, so that the text between them is passed over quickly.
_END: Final = re.compile(
    rf"[{_STRONG}.\n](?:(?<=[{_STRONG}])[{_STRONG}]*{_CLOSERS}|(?<=\.)(?<!\.\.)\.*+{_CLOSERS}(?=\s|$)|(?<=\n)\n*)"
)
_OPENERS: Final = "\"'«„“‘([「『•-–— "


def split_sentences(clean: str, dotted: AbstractSet[int], ordinals: AbstractSet[int]) -> list[tuple[int, int]]:
    """Spans of the sentences, in order, without the white space around them.

    `dotted`: positions just after an abbreviation's full stop; `ordinals`: ends of numerals that a full stop makes
    an ordinal. An initial ("A. Nguyen") or a lower-case letter after a full stop ends nothing.
    """
    spans = []
    start = 0
    for stop, end in _stops(clean, dotted, ordinals):
        spans.append((start, stop))
        start = end
    spans.append((start, len(clean)))
    return [trimmed for span in spans if (trimmed := _trim(clean, *span)) is not None]


def _stops(clean: str, dotted: AbstractSet[int], ordinals: AbstractSet[int]) -> Iterator[tuple[int, int]]:
    for match in _END.finditer(clean):
        at, end = match.span()
        if clean[at] == "." and not _ends_sentence(clean, at, end, dotted, ordinals):
            continue
        yield end, end


def _ends_sentence(clean: str, at: int, end: int, dotted: AbstractSet[int], ordinals: AbstractSet[int]) -> bool:
    if end - at > 1 and clean[at + 1] == ".":
        return True  # an ellipsis
    if at in ordinals:
        return False
    after = _first_letter(clean, end)
    if after and after.islower():
        return False
    word_start = at
    while word_start and not clean[word_start - 1].isspace():
        word_start -= 1
    word = clean[word_start:at]
    if len(word) == 1 and word.isalpha() and word.isupper():
        return False
    return not (at + 1 in dotted and after and (after.isupper() or after.isdigit()) and not _line_ends(clean, end))


def _first_letter(clean: str, at: int) -> str:
    """The character that what follows begins with, opening marks left out; "" at the end."""
    while at < len(clean) and (clean[at] in _OPENERS or clean[at] == "\n"):
        at += 1
    return clean[at : at + 1]


def _line_ends(clean: str, end: int) -> bool:
    return end >= len(clean) or clean[end] == "\n"


def _trim(clean: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and clean[start].isspace():
        start += 1
    while end > start and clean[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
