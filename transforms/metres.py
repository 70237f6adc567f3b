"""Squares and cubes of metres written with a digit: 12 km2, 5 m³, 300 м2."""

from __future__ import annotations

import re
from typing import Final

_LETTERS: Final = str.maketrans("мксд²³", "mkcd23")
_POWERS: Final = "23²³"
_METRE: Final = frozenset("mм")
_LONGEST: Final = 4
_BEFORE: Final = re.compile(r"(?<![^\W\d_])[kcdксд]?[mм][23²³](?!\w)")
_REACH: Final = 7  # characters from a number's end to behind the power of the unit
_BEHIND: Final = re.compile(r"[ \u00a0\u202f-]?(?:[^\W\d]{1,2} )?([kcdксд]?[mм][23²³])(?!\w)")


def is_power(clean: str, at: int) -> bool:
    """Whether the character there, a 2 or 3, is no number but squares or cubes the metres before it."""
    return (
        clean[at] in _POWERS
        and clean[at - 1 : at] in _METRE
        and _BEFORE.search(clean, max(0, at - _LONGEST), at + 2) is not None
    )


def metres_behind(clean: str, at: int) -> tuple[str, int] | None:
    """The unit (UCUM) that stands behind a number's end, and where it ends; None where there is none such."""
    if not any(clean.find(power, at, at + _REACH) >= 0 for power in _POWERS):
        return None  # as behind most numbers
    match = _BEHIND.match(clean, at)
    return None if match is None else (match[1].translate(_LETTERS), match.end())
