"""Noticing that a site changed its layout: its pages still come, but their text shrinks, or the figures are gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

_ENOUGH: Final = 5
_SHRUNK: Final = 0.4
_FEWER: Final = 0.25


@dataclass(frozen=True, slots=True)
class Reading:
    """What came out of one article: characters of text, and numbers in it."""

    n_characters: int
    n_numbers: int


def layout_change(before: Sequence[Reading], now: Sequence[Reading]) -> str | None:
    """What is odd about the articles of a source now against those before, in words for an operator; None: nothing.

    Medians are compared, over at least five articles before: one short article is news, a source full of them is not.
    """
    if len(before) < _ENOUGH or not now:
        return None
    was, is_now = (median(reading.n_characters for reading in readings) for readings in (before, now))
    if is_now < was * _SHRUNK:
        return f"the articles shrank to {is_now:,.0f} characters, from {was:,.0f}; has the site changed its layout?"
    had, has = (median(reading.n_numbers for reading in readings) for readings in (before, now))
    if had >= 2 and has < had * _FEWER:
        return f"the articles have {has:,.0f} figures, where they had {had:,.0f}; has the site changed its layout?"
    return None
