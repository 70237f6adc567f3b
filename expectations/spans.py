"""The expectation that a figure's span, its number and its quote fit each other."""

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

METRIC: Final = "multicolumn_values.newsledger.span_is_sound"
COLUMNS: Final = ("start", "number_start", "number_end", "end", "quote_length")


def span_is_sound(rows: pd.DataFrame) -> pd.Series:
    """Whether 0 <= start <= number_start < number_end <= end, and the quote is as long as its span."""
    return (
        (rows["start"] >= 0)
        & (rows["start"] <= rows["number_start"])
        & (rows["number_start"] < rows["number_end"])
        & (rows["number_end"] <= rows["end"])
        & (rows["end"] - rows["start"] == rows["quote_length"])
    )


class SpanIsSound(MulticolumnMapMetricProvider):
    """The metric behind the expectation of this module."""

    condition_metric_name = METRIC
    condition_domain_keys = ("batch_id", "table", "column_list", "row_condition", "condition_parser", "ignore_row_if")

    @multicolumn_condition_partial(engine=PandasExecutionEngine)  # type: ignore[untyped-decorator]
    def _pandas(cls, column_list: pd.DataFrame, **kwargs: Any) -> pd.Series:  # noqa: ANN401, N805
        return span_is_sound(column_list)


class ExpectSpansToBeSound(MulticolumnMapExpectation):
    """A figure's number lies inside its quote, and the quote is as long as its span."""

    map_metric: ClassVar[str] = METRIC
