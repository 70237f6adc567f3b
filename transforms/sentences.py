"""Sentences of a text: lines first, then full stops that really end something."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import Final

from transforms.normal import STOPS

LONGEST: Final = 4_000  # characters: a list of all provinces with a figure each is half as long
_COMMAS: Final = ",;:،؛、，；："
_CLOSERS: Final = r"[\"'»”“’)\]」』]*"
_OPENERS: Final = "\"'«„“‘(\\[「『•\\-–— \n"
# `after`: the character that what follows begins with, opening marks left out.
_END: Final = re.compile(
    rf"[{STOPS}]+{_CLOSERS}|(?<!\.)\.++{_CLOSERS}(?=\s|$)(?=[{_OPENERS}]*+(?P<after>.?))", re.DOTALL
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


def in_pieces(clean: str, spans: list[tuple[int, int]], parts: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same spans, those longer than any sentence (`LONGEST` characters) cut in pieces that are not.

    A text may go on without a full stop, and what is looked for in a sentence is not looked for in all of it. A cut is
    made behind a comma, else a space, else anywhere, but never within one of `parts` (numbers and terms, by start).
    """
    pieces: list[tuple[int, int]] = []
    for start, end in spans:
        bounds = [start, *_cuts(clean, start, end, parts), end]
        trimmed = (_trim(clean, one, two) for one, two in pairwise(bounds))
        pieces.extend(span for span in trimmed if span is not None)
    return pieces


def _cuts(clean: str, start: int, end: int, parts: Sequence[tuple[int, int]]) -> Iterator[int]:
    at = start
    while end - at > LONGEST:
        first, behind = bisect_left(parts, (at, 0)), bisect_left(parts, (at + LONGEST, 0))
        inner = {place for one, two in parts[first:behind] for place in range(one + 1, two)}
        at = _cut(clean, at, end, inner)
        yield at


def _cut(clean: str, start: int, end: int, inner: AbstractSet[int]) -> int:
    """Where the first piece of a span ends that is too long."""
    limit = start + LONGEST
    free = [at for at in range(limit, start + LONGEST // 2, -1) if at not in inner]
    marks = (at for at in free if clean[at - 1] in _COMMAS or (clean[at - 1].isspace() and clean[at - 2] in _COMMAS))
    spaces = (at for at in free if clean[at - 1].isspace())
    cut = next(marks, None) or next(spaces, None) or (free[0] if free else limit)
    while cut in inner:
        cut += 1
    return min(cut, end)


def _ends(
    clean: str, stops: list[int], abbreviated: Callable[[int], bool], ordinals: AbstractSet[int]
) -> Iterator[int]:
    end = 0
    for at in stops:
        if at < end:
            continue
        if clean[at] == "\n":
            end = at + 1
            while clean[end : end + 1] == "\n":
                end += 1
            yield end
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
    return not (abbreviated(at) and _goes_on(after) and not _line_ends(clean, end))


def _goes_on(after: str) -> bool:
    """Whether a sentence may go on so behind an abbreviation: 15 Mio. €."""
    if after.isalpha():
        return after.isupper()
    return after.isdigit() or unicodedata.category(after or " ") == "Sc"


def _line_ends(clean: str, end: int) -> bool:
    return end >= len(clean) or clean[end] == "\n"


def _trim(clean: str, start: int, end: int) -> tuple[int, int] | None:
    text = clean[start:end].rstrip()
    bare = text.lstrip()
    return (start + len(text) - len(bare), start + len(text)) if bare else None
