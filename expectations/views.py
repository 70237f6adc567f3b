"""What one rule looks at in one table, and what it found there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from expectations.verdict import Quote

Rows = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

RELEASE = -1
"""The story number of a row that concerns the release as a whole."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One failure as a rule sees it; `story` is a story's number or RELEASE, `content` what a waiver is bound to."""

    story: int
    article_id: str | None
    reason: str
    evidence: tuple[str, ...]
    content: tuple[str, ...]
    expression: str | None = None
    stated: float | None = None
    computed: float | None = None
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """The rows of a table as a rule reads them.

    `frame` has the columns that `expectation` (of Great Expectations) checks; row i concerns story number `story[i]`
    (RELEASE: none). Rows with `decided` False are not checked. `explain` is handed the numbers of failing rows.
    `tables` names the table of each row where they are not all of `table`.
    A rule that `tolerates_undecided` is decided for a story as soon as one of its rows is; any other needs them all.
    """

    rule: str
    table: str
    frame: pd.DataFrame
    story: Rows
    decided: Flags
    expectation: Any
    explain: Callable[[Rows], list[Finding]]
    tolerates_undecided: bool = False
    tables: tuple[str, ...] = ()


def figure(value: float | None) -> str:
    """A figure as a sentence writes it: 1,000,000 or 0.25, and a dash where there is none."""
    if value is None or np.isnan(value):
        return "–"
    return f"{value:,.12g}"


def some(items: list[str], limit: int = 5) -> str:
    """The first few of the items, and how many more there are."""
    shown = ", ".join(items[:limit])
    return shown if len(items) <= limit else f"{shown} and {len(items) - limit} more"
