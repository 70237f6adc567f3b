"""Expectations about sums, lists, parts and conversions, worked out again on every row from its figures."""

from __future__ import annotations

from typing import Any, ClassVar, Final

import pandas as pd
from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import MulticolumnMapExpectation
from great_expectations.expectations.metrics.map_metric_provider.multicolumn_condition_partial import (
    multicolumn_condition_partial,
)
from great_expectations.expectations.metrics.map_metric_provider.multicolumn_map_metric_provider import (
    MulticolumnMapMetricProvider,
)

METRIC: Final = "multicolumn_values.newsledger.arithmetic_holds"
COLUMNS: Final = ("stated", "computed", "difference", "holds", "slack", "excess")
TOLERANCE: Final = 1e-12


def arithmetic_holds(rows: pd.DataFrame) -> pd.Series:
    """Whether each row's arithmetic holds, worked out again from its figures.

    `rows` has COLUMNS: `holds` is 1 or 0 as booked; `slack` is by how much stated and computed may differ, as the
    qualifiers of the figures allow (infinite where that is open); `excess` is by how much the part exceeds the whole
    when both are read as kindly as their bounds allow. Missing figures prove nothing against a row.
    """
    gap = rows["stated"] - rows["computed"]
    scale = rows[["stated", "computed"]].abs().max(axis=1).clip(lower=1.0) * TOLERANCE
    miscounted = (rows["difference"] - gap).abs() > scale
    apart = gap.abs() > rows["slack"] + scale
    exceeding = rows["excess"] > scale
    return (rows["holds"] == 1.0) & ~miscounted & ~apart & ~exceeding


class ArithmeticHolds(MulticolumnMapMetricProvider):
    """The metric behind the expectations of this module."""

    condition_metric_name = METRIC
    condition_domain_keys = ("batch_id", "table", "column_list", "row_condition", "condition_parser", "ignore_row_if")

    @multicolumn_condition_partial(engine=PandasExecutionEngine)  # type: ignore[untyped-decorator]
    def _pandas(cls, column_list: pd.DataFrame, **kwargs: Any) -> pd.Series:  # noqa: ANN401, N805
        return arithmetic_holds(column_list)


class ExpectPartsToSumToTotal(MulticolumnMapExpectation):
    """Members counted by kind make the total that the story states: 7 + 10 = 17."""

    map_metric: ClassVar[str] = METRIC


class ExpectListedNamesToMatchStatedCount(MulticolumnMapExpectation):
    """A list holds as many names as its sentence announces."""

    map_metric: ClassVar[str] = METRIC


class ExpectSubsetToLieWithinWhole(MulticolumnMapExpectation):
    """What is counted out of a whole is at most the whole."""

    map_metric: ClassVar[str] = METRIC


class ExpectArithmeticToAddUp(MulticolumnMapExpectation):
    """What reads like a sum, a change or a product comes out."""

    map_metric: ClassVar[str] = METRIC


class ExpectConversionToBePlausible(MulticolumnMapExpectation):
    """Two amounts for the same thing in different currencies are worth about the same."""

    map_metric: ClassVar[str] = METRIC
