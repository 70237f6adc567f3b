"""Noticing that a site changed its layout: its pages still come, but their text shrinks, or the figures are gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

_ENOUGH: Final = 5
_FEW: Final = 3
_SHRUNK: Final = 0.4
_FEWER: Final = 0.25


@dataclass(frozen=True, slots=True)
class Reading:
    """What came out of one article: characters of text, and figures in it; (0, 0) where nothing could be read."""

    n_characters: int
    n_figures: int


def layout_change(
    before: Sequence[Reading], now: Sequence[Reading], again: Sequence[tuple[Reading, Reading]] = ()
) -> str | None:
    """What is odd about the newest articles of a source against those before, in words for an operator; None: nothing.

    `again` are articles that were there before and came anew, as (before, now): those are compared first, for an
    article differs less from itself than from others. Else medians of at least three articles are compared with
    those of at least five before: one short article is news, a source full of them is not.
    """
    if again and (odd := _odd([was for was, _ in again], [is_now for _, is_now in again])):
        return odd
    return _odd(before, now) if len(before) >= _ENOUGH and len(now) >= _FEW else None


def _odd(before: Sequence[Reading], now: Sequence[Reading]) -> str | None:
    was, is_now = (median(reading.n_characters for reading in readings) for readings in (before, now))
    if is_now < was * _SHRUNK:
        return f"the articles shrank to {is_now:,.0f} characters, from {was:,.0f}; has the site changed its layout?"
    had, has = (median(reading.n_figures for reading in readings) for readings in (before, now))
    if had >= 2 and has < had * _FEWER:
        return f"the articles have {has:,.0f} figures, where they had {had:,.0f}; has the site changed its layout?"
    return None
