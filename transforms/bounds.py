"""What a qualifier makes of a number: the interval that the words allow."""

from __future__ import annotations

from typing import Final

from transforms.rows import Qualifier

TOLERANCE: Final = 0.05  # "about": as much on either side
SHORTFALL: Final = 0.10  # "almost": at most so much below

Interval = tuple[float | None, float | None]

# Which of two readings says more; the first is the strongest.
STRENGTH: Final[tuple[Qualifier, ...]] = (
    "range", "almost", "over", "under", "at_least", "up_to", "approx", "exact",
)  # fmt: skip


def interval(value: float, qualifier: Qualifier) -> Interval:
    """(low, high) of a qualified value; None is open. A negative value keeps its order: low <= high.

    "almost -23.6" is a decrease a little smaller than 23.6: [-23.6, -21.24].
    """
    size = abs(value)
    low: float | None
    high: float | None
    match qualifier:
        case "approx":
            low, high = size * (1 - TOLERANCE), size * (1 + TOLERANCE)
        case "almost":
            low, high = size * (1 - SHORTFALL), size
        case "over" | "at_least":
            low, high = size, None
        case "under" | "up_to":
            low, high = None, size
        case _:
            low = high = size
    if value < 0:
        return (None if high is None else -high, None if low is None else -low)
    return low, high


def overlap(one: Interval, other: Interval) -> bool:
    """Whether some value lies in both intervals."""
    lows = [bound for bound in (one[0], other[0]) if bound is not None]
    highs = [bound for bound in (one[1], other[1]) if bound is not None]
    return not lows or not highs or max(lows) <= min(highs) * (1 + 1e-12) + 1e-12


def narrower(one: Qualifier, other: Qualifier) -> Qualifier:
    """Of two qualifiers of one figure the one that says more: almost before approx."""
    return min(one, other, key=STRENGTH.index)
