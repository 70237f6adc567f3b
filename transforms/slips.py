"""What one slip makes of a number: a digit changed, dropped or doubled up, two exchanged, a scale word lost."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Final

_LONGEST: Final = 40  # digits; no figure of the news has more, and two numbers far apart are no slip of each other


def one_slip(one: float, other: float) -> bool:
    """Whether a single slip of the hand turns one number into the other; equal numbers are none.

    A slip changes one digit, leaves one out, exchanges two neighbours, or loses the power of ten. The sign is kept.
    """
    if one == other or not one or not other or (one < 0) != (other < 0):
        return False
    first, second = (Decimal(f"{abs(number):.15g}").normalize() for number in (one, other))
    digits = _digits(first), _digits(second)
    if digits[0] == digits[1]:
        return True
    exponents = _exponent(first), _exponent(second)
    if abs(exponents[0] - exponents[1]) > _LONGEST:
        return False
    lowest = min(exponents)
    written = tuple(d + "0" * (e - lowest) for d, e in zip(digits, exponents, strict=True))
    if _changed(*written) or _exchanged(*written) or _dropped(*written):
        return True
    # "1.45 billion" that became "1.5 billion": the digits behind the point move up.
    same_size = abs(len(digits[0]) + exponents[0] - len(digits[1]) - exponents[1]) <= 1
    return same_size and _dropped(*digits)


def _digits(number: Decimal) -> str:
    return "".join(map(str, number.as_tuple().digits))


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _changed(one: str, two: str) -> bool:
    return len(one) == len(two) and sum(a != b for a, b in zip(one, two, strict=True)) == 1


def _exchanged(one: str, two: str) -> bool:
    if len(one) != len(two):
        return False
    apart = [at for at, (a, b) in enumerate(zip(one, two, strict=True)) if a != b]
    return any(apart == [i, j] and one[i] == two[j] and one[j] == two[i] for i, j in pairwise(apart) if j == i + 1)


def _dropped(one: str, two: str) -> bool:
    longer, shorter = (one, two) if len(one) > len(two) else (two, one)
    if len(longer) != len(shorter) + 1:
        return False
    at = next((i for i, digit in enumerate(shorter) if digit != longer[i]), len(shorter))
    return longer[at + 1 :] == shorter[at:]
