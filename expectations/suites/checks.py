"""The booked arithmetic (fact_check), with what its figures' words allow, for every rule that is served by it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import numpy as np
import pandas as pd

from expectations import arithmetic
from expectations.books import Books, Floats, Ints
from expectations.rules import RULES
from expectations.views import Finding, Flags, Rows, View, figure

_EXPECTATIONS = {
    "parts_sum_to_total": arithmetic.ExpectPartsToSumToTotal,
    "listed_names_match_stated_count": arithmetic.ExpectListedNamesToMatchStatedCount,
    "subset_within_whole": arithmetic.ExpectSubsetToLieWithinWhole,
    "arithmetic_adds_up": arithmetic.ExpectArithmeticToAddUp,
    "conversion_is_plausible": arithmetic.ExpectConversionToBePlausible,
}
_SIGN: Final = re.compile(r" [=≠] ")
# A change rounds: in percent to its last digit, and seldom by more than this where one of its figures is inexact.
_ROUNDED_PERCENT: Final = 0.01
_ROUNDED_CHANGE: Final = 1e-6
_INEXACT_CHANGE: Final = 0.15
# Where what is stated and what is computed have to be the same, as far as their words go.
_EQUAL = frozenset({"parts_sum_to_total", "listed_names_match_stated_count", "arithmetic_adds_up"})


@dataclass(frozen=True, slots=True)
class _Figures:
    """The evidence of some checks: each figure's check by place, its value and bounds, and what sort it is."""

    check: Ints
    value: Floats
    low: Floats
    high: Floats
    is_part: Flags
    is_change: Flags
    is_percent: Flags
    is_exact: Flags


def views(books: Books, suite: str) -> Iterator[View]:
    """The rules of that suite which look at booked arithmetic."""
    for rule, expectation in _EXPECTATIONS.items():
        if RULES[rule].suite == suite:
            yield _view(books, rule, expectation)


def _view(books: Books, rule: str, expectation: Any) -> View:  # noqa: ANN401
    table = books.tables["fact_check"]
    rows = np.flatnonzero(books.flags("fact_check", "rule", rule))
    figures = _figures(books, rows)
    column = {name: books.floats("fact_check", name)[rows] for name in ("stated", "computed", "difference", "holds")}
    frame = pd.DataFrame(
        {
            **column,
            "slack": _slack(figures, column["stated"], column["computed"]) if rule in _EQUAL else np.inf,
            "excess": _excess(figures, len(rows)) if rule == "subset_within_whole" else -np.inf,
        }
    )
    return View(
        rule=rule,
        table="fact_check",
        frame=frame,
        story=books.stories(table)[rows],
        decided=~np.isnan(column["holds"]),
        expectation=expectation(column_list=list(arithmetic.COLUMNS), ignore_row_if="never"),
        explain=partial(_explain, books, rule, rows, frame),
    )


def _figures(books: Books, rows: Ints) -> _Figures:
    check, quantity = books.check_evidence(rows)

    def take(name: str) -> Floats:
        return books.floats("fact_quantity", name)[quantity]

    def is_one(column: str, value: str) -> Flags:
        return books.flags("fact_quantity", column, value)[quantity]

    return _Figures(
        check=check,
        value=take("value"),
        low=take("value_low"),
        high=take("value_high"),
        is_part=is_one("aspect", "subset"),
        is_change=is_one("aspect", "change"),
        is_percent=is_one("kind", "percent"),
        is_exact=is_one("qualifier", "exact"),
    )


def _slack(figures: _Figures, stated: Floats, computed: Floats) -> Floats:
    """How far the words of all the figures of a check let its two sides drift apart; infinite where one is open."""
    width = figures.high - figures.low
    from_value = np.fmax(figures.value - figures.low, figures.high - figures.value)
    own = np.where(np.isnan(figures.value), width, from_value)
    own = np.where(np.isnan(figures.low) | np.isnan(figures.high), np.inf, own)
    words = np.bincount(figures.check, weights=own, minlength=len(stated)).astype(np.float64)

    def any_of(flags: Flags) -> Flags:
        return np.bincount(figures.check[flags], minlength=len(stated)) > 0

    share = np.where(any_of(figures.is_percent), _ROUNDED_PERCENT, _ROUNDED_CHANGE)
    share = np.where(any_of(~figures.is_exact), _INEXACT_CHANGE, share)
    rounding = np.where(any_of(figures.is_change), share * np.fmax(np.abs(stated), np.abs(computed)), 0.0)
    slack: Floats = words + np.nan_to_num(rounding)
    return slack


def _excess(figures: _Figures, count: int) -> Floats:
    """By how much the greatest part exceeds the smallest whole, both read kindly; -inf where one is missing."""
    part, whole = np.full(count, -np.inf), np.full(count, np.inf)
    low = np.where(np.isnan(figures.low), -np.inf, figures.low)
    high = np.where(np.isnan(figures.high), np.inf, figures.high)
    np.maximum.at(part, figures.check[figures.is_part], low[figures.is_part])
    np.minimum.at(whole, figures.check[~figures.is_part], high[~figures.is_part])
    excess: Floats = part - whole
    return excess


def _explain(books: Books, rule: str, rows: Ints, frame: pd.DataFrame, failing: Rows) -> list[Finding]:
    table = books.tables["fact_check"].take(rows[failing]).to_pylist()
    stories = books.stories(books.tables["fact_check"])[rows[failing]]
    found = []
    for check, story, row in zip(table, stories, failing, strict=True):
        stated, computed = check["stated"], check["computed"]
        contradiction = "" if frame["holds"].iloc[row] == 0.0 else " (booked as holding, and does not)"
        found.append(
            Finding(
                story=int(story),
                article_id=check["article_id"],
                reason=_reason(rule, check["expression"], stated, computed) + contradiction,
                evidence=tuple(check["quantity_ids"]),
                content=(check["expression"], figure(stated), figure(computed), check["article_id"] or ""),
                expression=check["expression"],
                stated=stated,
                computed=computed,
            )
        )
    return found


def _reason(rule: str, expression: str, stated: float | None, computed: float | None) -> str:
    if rule == "listed_names_match_stated_count":
        return f"{figure(stated)} stated, {figure(computed)} names listed"
    if rule in ("parts_sum_to_total", "arithmetic_adds_up"):
        if not _SIGN.search(expression):
            return f"{expression}: it is the other way round"
        return f"{figure(stated)} stated, {_SIGN.split(expression)[0]} = {figure(computed)} computed"
    return f"{expression}: {figure(stated)} stated, {figure(computed)} computed"
