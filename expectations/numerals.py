"""The numerals of a text, found without knowing anything about numbers: runs of decimal digits of any script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

# No code point from here on is a decimal digit, in any version of Unicode so far.
_BEYOND = 0x20000


@dataclass(frozen=True, slots=True)
class DigitRuns:
    """Runs of digits as three columns: number of the text (from 0), start and exclusive end in code points."""

    text: Ints
    start: Ints
    end: Ints


@cache
def _digits() -> npt.NDArray[np.bool_]:
    return np.fromiter((chr(code).isdecimal() for code in range(_BEYOND)), dtype=np.bool_, count=_BEYOND)


def digit_runs(texts: Sequence[str]) -> DigitRuns:
    r"""Every longest run of Unicode decimal digits (`\p{Nd}+`) in the texts, in order.

    The parts of "1.234" are two runs: the figure that is booked for it has to cover both.
    """
    lengths = np.fromiter((len(text) for text in texts), dtype=np.int64, count=len(texts))
    begins = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths + 1)])[:-1]
    codes = np.frombuffer("\n".join(texts).encode("utf-32-le", "surrogatepass"), dtype="<u4")
    is_digit = np.zeros(len(codes) + 2, dtype=np.int8)
    is_digit[1:-1] = _digits()[np.minimum(codes, _BEYOND - 1)]
    edges = np.diff(is_digit)
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    number = np.searchsorted(begins, starts, side="right") - 1
    return DigitRuns(number, starts - begins[number], ends - begins[number])


def covered_to(article: Ints, start: Ints, booked_article: Ints, booked_start: Ints, booked_end: Ints) -> Ints:
    """For each run, how far the booked spans that begin at or before it reach; -1 where there is none.

    A run lies inside a booked span exactly where it ends at or before that point.
    """
    if not len(booked_article):
        return np.full(len(article), -1, dtype=np.int64)
    order = np.lexsort((booked_start, booked_article))
    spread = np.int64(1) << 32
    begins = booked_article[order] * spread + booked_start[order]
    # Sorted by article, so that the running maximum starts anew with each one.
    reach = np.maximum.accumulate(booked_article[order] * spread + booked_end[order])
    at = np.searchsorted(begins, article * spread + start, side="right") - 1
    reached = reach[np.maximum(at, 0)]
    return np.where((at >= 0) & (reached // spread == article), reached % spread, -1)
