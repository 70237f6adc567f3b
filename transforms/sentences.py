"""Sentences of a text: lines first, then full stops that really end something."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from typing import Final

from transforms.normal import STOPS

_CLOSERS: Final = r"[\"'»”“’)\]」』]*"
_OPENERS: Final = "\"'«„“‘(\\[「『•\\-–— \n"
# `after`: the character that what follows begins with, opening marks left out.
_END: Final = re.compile(
    rf"[{STOPS}]+{_CLOSERS}|\n+|(?<!\.)\.++{_CLOSERS}(?=\s|$)(?=[{_OPENERS}]*+(?P<after>.?))", re.DOTALL
)


def split_sentences(
    clean: str, stops: list[int], abbreviated: Callable[[int], bool], ordinals: AbstractSet[int]
) -> list[tuple[int, int]]:
    """Spans of the sentences, in order, without the white space around them.

    `stops`: where a sentence or line may end (`Normal.stops`); `abbreviated`: whether a full stop there belongs to the
    word before it; `ordinals`: ends of numerals that a full stop makes an ordinal. An initial ("A. Nguyen") or a
    lower-case letter after a full stop ends nothing.
    """
    spans = []
    start = 0
    for stop in _ends(clean, stops, abbreviated, ordinals):
        trimmed = _trim(clean, start, stop)
        if trimmed is not None:
            spans.append(trimmed)
        start = stop
    trimmed = _trim(clean, start, len(clean))
    return spans if trimmed is None else [*spans, trimmed]


def _ends(
    clean: str, stops: list[int], abbreviated: Callable[[int], bool], ordinals: AbstractSet[int]
) -> Iterator[int]:
    end = 0
    for at in stops:
        if at < end:
            continue
        match = _END.match(clean, at)
        if match is not None:
            end = match.end()
            if clean[at] != "." or _ends_sentence(clean, match, abbreviated, ordinals):
                yield end


def _ends_sentence(
    clean: str, stop: re.Match[str], abbreviated: Callable[[int], bool], ordinals: AbstractSet[int]
) -> bool:
    at, end = stop.span()
    if end - at > 1 and clean[at + 1] == ".":
        return True  # an ellipsis
    after = stop["after"]
    if at in ordinals or after.islower():
        return False
    if clean[at - 1 : at].isupper() and (at == 1 or clean[at - 2].isspace()):
        return False
    goes_on = after.isupper() or after.isdigit() or unicodedata.category(after or " ") == "Sc"  # 15 Mio. €
    return not (goes_on and abbreviated(at) and not _line_ends(clean, end))


def _line_ends(clean: str, end: int) -> bool:
    return end >= len(clean) or clean[end] == "\n"


def _trim(clean: str, start: int, end: int) -> tuple[int, int] | None:
    text = clean[start:end].rstrip()
    bare = text.lstrip()
    return (start + len(text) - len(bare), start + len(text)) if bare else None
