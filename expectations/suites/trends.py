"""Figures against their neighbours in time: the same indicator of the same entity, here and in the last release."""

from __future__ import annotations

from functools import partial
from typing import Final

import numpy as np
import pandas as pd
import pyarrow as pa

from expectations.bands import COLUMNS, ExpectNeighbouringPeriodsToBeClose
from expectations.books import Books, numbers
from expectations.views import Finding, Rows, View, figure

_JUMP: Final = 1000.0
_SERIES: Final = ["indicator", "aspect", "unit", "organisation_id", "place_id"]
_COLUMNS: Final = [*_SERIES, "period_start", "period_end", "value", "value_low", "value_high", "story_id"]


def neighbours(books: Books) -> View:
    """One row for each fact of the batch, against the fact of the period before it and of the one after it."""
    facts = books.tables["fact_indicator"]
    parts = [facts.select(_COLUMNS)]
    earlier = books.history.get("fact_indicator")
    if earlier is not None:
        # A story that is audited again replaces what the last release says of it.
        parts.append(earlier.select(_COLUMNS).filter(pa.array(numbers(earlier["story_id"], books.story_ids) < 0)))
    frame = pa.concat_tables(parts, promote_options="permissive").to_pandas()
    frame["row"] = np.concatenate([np.arange(facts.num_rows), np.full(len(frame) - facts.num_rows, -1)])
    frame["size"] = frame["value"].fillna(frame["value_low"]).fillna(frame["value_high"]).abs()
    entity = frame["organisation_id"].notna() | frame["place_id"].notna()
    usable = frame[entity & frame["period_start"].notna() & (frame["size"] > 0)]
    code = usable.groupby(_SERIES, dropna=False, sort=True).ngroup().to_numpy()
    ordered = usable.assign(code=code).sort_values(["code", "period_start", "period_end", "size", "story_id"])
    low, high = (np.full(facts.num_rows, np.nan) for _ in range(2))
    size = np.full(facts.num_rows, np.nan)
    for step in (1, -1):
        other = ordered.shift(step)
        together = np.asarray((other["code"] == ordered["code"]) & (other["period_start"] != ordered["period_start"]))
        own = together & np.asarray(ordered["row"] >= 0)
        rows = ordered["row"].to_numpy(dtype=np.int64)[own]
        near = other["size"].to_numpy(dtype=np.float64)[own]
        size[rows] = ordered["size"].to_numpy(dtype=np.float64)[own]
        low[rows] = np.fmax(low[rows], near / _JUMP)
        high[rows] = np.fmin(high[rows], near * _JUMP)
    return View(
        rule="neighbouring_periods_are_close",
        table="fact_indicator",
        frame=pd.DataFrame({"value": size, "low": low, "high": high}),
        story=books.stories(facts),
        decided=~np.isnan(size),
        expectation=ExpectNeighbouringPeriodsToBeClose(column_list=list(COLUMNS), ignore_row_if="never"),
        explain=partial(_explain, books, low, high),
        tolerates_undecided=True,
    )


def _explain(books: Books, low: Rows, high: Rows, failing: Rows) -> list[Finding]:
    table = books.tables["fact_indicator"].take(failing)
    found = []
    for row, story, at in zip(table.to_pylist(), books.stories(table), failing, strict=True):
        value = next((row[name] for name in ("value", "value_low", "value_high") if row[name] is not None), None)
        entity = row["organisation_id"] or row["place_id"]
        beside = figure(float(low[at] * _JUMP)), figure(float(high[at] / _JUMP))
        found.append(
            Finding(
                story=int(story),
                article_id=None,
                reason=f"{row['indicator']} of {entity}: {figure(value)}, beside {' and '.join(sorted(set(beside)))}",
                evidence=tuple(row["quantity_ids"]),
                content=(row["indicator"], str(entity), figure(value), *beside),
                expression=row["indicator"],
                stated=value,
            )
        )
    return found
