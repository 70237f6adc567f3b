"""What is approximate or bounded is checked as an interval, and numerals are found in every script."""

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from expectations.arithmetic import COLUMNS, arithmetic_holds
from expectations.bands import within_band
from expectations.numerals import covered_to, digit_runs

NUMBER = st.floats(-1e12, 1e12)
COUNT = st.integers(0, 10**9)
WIDTH = st.floats(0, 1e6)


def holds(stated: float, computed: float, *, slack: float = 0.0, excess: float = -np.inf, booked: float = 1.0) -> bool:
    row = [stated, computed, stated - computed, booked, slack, excess]
    return bool(arithmetic_holds(pd.DataFrame([row], columns=list(COLUMNS))).iloc[0])


def lies(value: float, low: float, high: float) -> bool:
    return bool(within_band(pd.DataFrame({"value": [value], "low": [low], "high": [high]})).iloc[0])


@given(st.lists(COUNT, min_size=1, max_size=20))
def test_exact_parts_make_their_sum(parts: list[int]) -> None:
    assert holds(float(sum(parts)), float(sum(parts)))


@given(COUNT, COUNT)
def test_different_exact_counts_never_hold(stated: int, computed: int) -> None:
    assume(stated != computed)
    assert not holds(float(stated), float(computed))


@given(COUNT, st.floats(-1, 1), WIDTH)
def test_figures_hold_within_what_their_words_allow(stated: int, share: float, slack: float) -> None:
    assert holds(float(stated), stated + share * slack, slack=slack)


@given(COUNT, WIDTH, st.floats(1, 1e6))
def test_figures_fail_beyond_what_their_words_allow(stated: int, slack: float, beyond: float) -> None:
    assert not holds(float(stated), stated + slack + beyond, slack=slack)


@given(COUNT, COUNT)
def test_an_open_bound_allows_any_difference(stated: int, computed: int) -> None:
    assert holds(float(stated), float(computed), slack=np.inf)


@given(COUNT, WIDTH)
def test_what_is_booked_as_wrong_stays_wrong(figure: int, slack: float) -> None:
    assert not holds(float(figure), float(figure), slack=slack, booked=0.0)


@given(NUMBER, WIDTH, WIDTH)
def test_a_value_lies_within_its_own_bounds(value: float, below: float, above: float) -> None:
    assert lies(value, value - below, value + above)
    assert lies(value, np.nan, value + above)
    assert lies(value, value - below, np.nan)


@given(st.integers(-(10**6), 10**6), st.integers(1, 10**6))
def test_a_value_outside_its_bounds_fails(value: int, by: int) -> None:
    assert not lies(value, value + by, np.nan)
    assert not lies(value, np.nan, value - by)
    assert not lies(np.nan, value + by, value)


@given(st.lists(st.text(), max_size=6))
def test_digit_runs_are_the_ones_that_unicode_names(texts: list[str]) -> None:
    runs = digit_runs(texts)
    found = list(zip(runs.text.tolist(), runs.start.tolist(), runs.end.tolist(), strict=True))
    expected = [(at, *match.span()) for at, text in enumerate(texts) for match in re.finditer(r"\d+", text)]
    assert found == expected


@pytest.mark.parametrize("text", ["17", "१७", "௧௭", "۱۷", "𝟏𝟕", "１７", "🯱🯷"])
def test_numerals_of_every_script_are_found(text: str) -> None:
    runs = digit_runs([f"a {text} b"])
    assert (runs.start.tolist(), runs.end.tolist()) == ([2], [4])


SPANS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 30), st.integers(1, 12)), max_size=12)


@given(SPANS, SPANS)
def test_a_run_is_covered_exactly_where_one_booked_span_holds_it(
    runs: list[tuple[int, int, int]], booked: list[tuple[int, int, int]]
) -> None:
    def columns(spans: list[tuple[int, int, int]]) -> list[np.ndarray]:
        article, start, length = (np.array([span[at] for span in spans], dtype=np.int64) for at in range(3))
        return [article, start, start + length]

    article, start, end = columns(runs)
    covered = end <= covered_to(article, start, *columns(booked))
    expected = [any(b == a and s <= x and s + n >= x + m for b, s, n in booked) for a, x, m in runs]
    assert covered.tolist() == expected
