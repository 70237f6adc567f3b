"""Expectations that a value lies in a band of its own row, open where a bound is missing."""

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

METRIC: Final = "multicolumn_values.newsledger.within_band"
COLUMNS: Final = ("value", "low", "high")
TOLERANCE: Final = 1e-12


def within_band(rows: pd.DataFrame) -> pd.Series:
    """Whether `value` lies between `low` and `high`, inclusive, and these are in order; what is missing is open."""
    scale = rows.abs().max(axis=1).fillna(0.0).clip(lower=1.0) * TOLERANCE
    value, low, high = rows["value"], rows["low"], rows["high"]
    return ~((value < low - scale) | (value > high + scale) | (low > high + scale))


class WithinBand(MulticolumnMapMetricProvider):
    """The metric behind the expectations of this module."""

    condition_metric_name = METRIC
    condition_domain_keys = ("batch_id", "table", "column_list", "row_condition", "condition_parser", "ignore_row_if")

    @multicolumn_condition_partial(engine=PandasExecutionEngine)  # type: ignore[untyped-decorator]
    def _pandas(cls, column_list: pd.DataFrame, **kwargs: Any) -> pd.Series:  # noqa: ANN401, N805
        return within_band(column_list)


class ExpectBoundsToEncloseTheValue(MulticolumnMapExpectation):
    """A figure's value lies between the lowest and the highest value that its words allow."""

    map_metric: ClassVar[str] = METRIC


class ExpectPercentagesToReachAHundred(MulticolumnMapExpectation):
    """The percentages of one breakdown reach 100 within rounding."""

    map_metric: ClassVar[str] = METRIC


class ExpectNeighbouringPeriodsToBeClose(MulticolumnMapExpectation):
    """The same indicator of the same entity does not jump a thousandfold from one period to the next."""

    map_metric: ClassVar[str] = METRIC


class ExpectExchangeRateToLieInItsBand(MulticolumnMapExpectation):
    """The rate between two amounts for the same thing is one that its year knew."""

    map_metric: ClassVar[str] = METRIC


class ExpectVolumeToBeUsual(MulticolumnMapExpectation):
    """A source brings about as many new articles as on its other days."""

    map_metric: ClassVar[str] = METRIC


class ExpectSourcesToBeFresh(MulticolumnMapExpectation):
    """A source that used to publish has not fallen silent."""

    map_metric: ClassVar[str] = METRIC
