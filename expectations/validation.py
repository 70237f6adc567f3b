"""One pass of Great Expectations over the views: which of their rows fail."""

from __future__ import annotations

from typing import Any

import great_expectations as gx
import numpy as np
from great_expectations.data_context.types.base import ProgressBarsConfig

from expectations.builtin import severity
from expectations.views import Rows, View


class BrokenError(Exception):
    """An expectation could not be evaluated at all: a column is missing, or holds what it must not."""


class Validation:
    """One context without store, telemetry or progress bars, in which views are validated one after the other."""

    def __init__(self) -> None:
        context = gx.get_context(mode="ephemeral")
        context.enable_analytics(False)
        context.variables.progress_bars = ProgressBarsConfig(globally=False)
        asset = context.data_sources.add_pandas("staged").add_dataframe_asset("view")
        # Assets of their own would cost more than the checks: GX writes its whole configuration for each.
        self._rows = asset.add_batch_definition_whole_dataframe("decided rows")

    def failing_rows(self, view: View) -> Rows:
        """The numbers of the view's failing rows, ascending. BrokenError where GX reports an exception."""
        rows = np.flatnonzero(view.decided)
        if not len(rows):
            return rows
        batch = self._rows.get_batch({"dataframe": view.frame.iloc[rows].reset_index(drop=True)})
        view.expectation.severity = severity(view.rule)
        suite = gx.ExpectationSuite(name=view.rule, expectations=[view.expectation])
        # Which rows fail costs twice what whether any does: it is asked only of the few views where one does.
        result = batch.validate(suite, result_format="BOOLEAN_ONLY").results[0]
        if result.success:
            return np.zeros(0, dtype=np.int64)
        result = batch.validate(suite, result_format="COMPLETE").results[0]
        return rows[_failing(f"{view.rule}/{view.table}", result)]


def _failing(name: str, result: Any) -> Rows:  # noqa: ANN401
    problem = _exception(result.exception_info or {})
    if problem is not None:
        raise BrokenError(f"{name}: {problem}")
    failing = np.asarray(result.result.get("unexpected_index_list") or [], dtype=np.int64)
    if bool(result.success) != (len(failing) == 0):
        raise BrokenError(f"{name}: success is {result.success}, with {len(failing)} failing rows")
    return np.sort(failing)


def _exception(info: dict[str, Any]) -> str | None:
    """The message of an exception that GX reports in place of a result: at the top, or under a metric's name."""
    entries = [info, *(value for value in info.values() if isinstance(value, dict))]
    for entry in entries:
        if entry.get("raised_exception"):
            return str(entry.get("exception_message"))
    return None
