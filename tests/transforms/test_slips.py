"""Which numbers one slip of the hand turns into each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.slips import one_slip

WHOLE = st.integers(min_value=1, max_value=10**15)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (77, 75),  # a digit changed
        (402, 420),  # two exchanged
        (77, 7),  # one left out
        (1200, 2100),
        (41.6e9, 41.6),  # the scale word lost
        (455e9, 45e9),
        (1.45e9, 1.5e9),  # one left out behind the point
        (-23.6, -33.6),
    ],
)
def test_one_slip_lies_between(one: float, other: float) -> None:
    assert one_slip(one, other)
    assert one_slip(other, one)


@pytest.mark.parametrize(("one", "other"), [(77, 53), (455e9, 41.6e9), (5, 5), (23, -23), (12, 0), (1e300, 3e-300)])
def test_more_than_one_slip_or_none_lies_between(one: float, other: float) -> None:
    assert not one_slip(one, other)


@given(number=WHOLE, at=st.integers(0, 14), digit=st.integers(1, 9))
def test_any_digit_that_changes_is_a_slip(number: int, at: int, digit: int) -> None:
    digits = list(str(number))
    at %= len(digits)
    changed = digits.copy()
    changed[at] = str((int(digits[at]) + digit) % 10)
    if changed[0] != "0":
        assert one_slip(float(number), float("".join(changed)))


@given(number=WHOLE, power=st.sampled_from([3, 6, 9, 12]))
def test_a_lost_scale_word_is_a_slip(number: int, power: int) -> None:
    assert one_slip(float(number), float(number) * 10**power)


@given(one=st.floats(allow_nan=False, allow_infinity=False), other=st.floats(allow_nan=False, allow_infinity=False))
def test_it_is_the_same_from_both_sides(one: float, other: float) -> None:
    assert one_slip(one, other) == one_slip(other, one)
