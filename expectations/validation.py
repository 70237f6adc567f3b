"""One pass of Great Expectations over the views: which of their rows fail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import great_expectations as gx
import numpy as np

from expectations.views import Rows, View


class Broken(Exception):
    """An expectation could not be evaluated at all: a column is missing, or holds what it must not."""


def failing_rows(views: Iterable[View]) -> Iterator[tuple[View, Rows]]:
    """Each view with the numbers of its failing rows, ascending.

    All views are validated in one context without store, telemetry or progress bars, each against its one
    expectation, one after the other so that a view's rows can be let go. Raises Broken where GX reports an exception
    in place of a result.
    """
    context = gx.get_context(mode="ephemeral")
    context.enable_analytics(False)
    context.variables.progress_bars = {"globally": False}
    source = context.data_sources.add_pandas("staged")
    for view in views:
        rows = np.flatnonzero(view.decided)
        if not len(rows):
            yield view, rows
            continue
        name = f"{view.rule}/{view.table}"
        asset = source.add_dataframe_asset(name)
        frame = view.frame.iloc[rows].reset_index(drop=True)
        batch = asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": frame})
        suite = gx.ExpectationSuite(name=name, expectations=[view.expectation])
        result = batch.validate(suite, result_format={"result_format": "COMPLETE"}).results[0]
        yield view, rows[_failing(name, result)]
        source.delete_asset(name)


def _failing(name: str, result: Any) -> Rows:  # noqa: ANN401
    problem = _exception(result.exception_info or {})
    if problem is not None:
        raise Broken(f"{name}: {problem}")
    failing = np.asarray(result.result.get("unexpected_index_list") or [], dtype=np.int64)
    if bool(result.success) != (len(failing) == 0):
        raise Broken(f"{name}: success is {result.success}, with {len(failing)} failing rows")
    return np.sort(failing)


def _exception(info: dict[str, Any]) -> str | None:
    """The message of an exception that GX reports in place of a result: at the top, or under a metric's name."""
    entries = [info, *(value for value in info.values() if isinstance(value, dict))]
    for entry in entries:
        if entry.get("raised_exception"):
            return str(entry.get("exception_message"))
    return None


