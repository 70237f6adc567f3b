"""Scale words that stand before what they multiply: milioni 5, elfu tano, ලක්ෂ දෙකක්."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import Final

from transforms.number_parts import Kind, Token

_TEN: Final = 10.0
_HUNDRED: Final = 100.0
_THOUSAND: Final = 1000.0
_COUNTS: Final = frozenset({Kind.DIGITS, Kind.WORD, Kind.ONE})
_COUNTS_OF_SCALES: Final = _COUNTS | {Kind.FIXED}
_COUNTED: Final = frozenset({Kind.WORD, Kind.ONE})


def with_scales_first(clean: str, tokens: list[Token], gaps: tuple[str, ...]) -> list[Token]:
    """Takes a scale word and the count behind it as one: milioni 5, elfu tano."""
    kept: list[Token] = []
    for at in range(len(tokens) - 1, -1, -1):
        token, after = tokens[at], kept[-1] if kept else None
        if (
            after is not None
            and token.kind is Kind.MULTIPLIER
            and after.kind in _COUNTS_OF_SCALES
            and not _is_counted(tokens, at)
            and clean[token.end : after.start] in gaps
        ):
            count, end = _hundreds(kept) if token.value > _HUNDRED else (after.value, after.end)
            value = min(count * token.value, sys.float_info.max)
            kept[-1] = replace(after, start=token.start, end=end, value=value, digit=False, short=False)
        else:
            kept.append(token)
    return kept[::-1]


def _is_counted(tokens: list[Token], at: int) -> bool:
    """Whether what counts a scale word stands before it, as elsewhere: forty (four ten) million."""
    if not at or not are_beside(tokens[at - 1], tokens[at]):
        return False
    before = tokens[at - 1]
    if before.kind is Kind.MULTIPLIER:
        return before.value < tokens[at].value and _is_counted(tokens, at - 1)
    scaled = at > 1 and tokens[at - 2].kind is Kind.MULTIPLIER and are_beside(tokens[at - 2], before)
    return before.kind in _COUNTS and (not scaled or _is_counted(tokens, at - 2))  # elfu TANO mia mbili


def _hundreds(kept: list[Token]) -> tuple[float, int]:
    """The count behind a scale word and where it ends; hundreds go on: elfu MIA TATU NA ISHIRINI NA TANO.

    `kept`: the tokens from the count on, the last first; what goes on is taken off.
    """
    count = kept[-1]
    value, end = count.value, count.end
    room = _HUNDRED if value % _HUNDRED == 0 < value < _THOUSAND else 0.0
    while len(kept) > 2 and kept[-2].kind is Kind.AND and kept[-3].kind in _COUNTED:
        link, word = kept[-2:-4:-1]
        if not (0 < word.value < room and are_beside(count, link) and are_beside(link, word)):
            break
        value, end, room, count = value + word.value, word.end, 0.0 if word.value % _TEN else _TEN, word
        del kept[-3:-1]
    return value, end


def are_beside(one: Token, two: Token) -> bool:
    """Whether at most a space parts two tokens."""
    return 0 <= two.start - one.end <= 1
