"""What must hold of the books, and the verdict on each story.

Cheap to import: Great Expectations, pandas and the page's templates are loaded by the first call that needs them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pyarrow as pa

from expectations.rules import RULES, SUITES, Rule
from expectations.verdict import Audit, Failure, Quote
from expectations.waivers import Waiver, WaiverError

__all__ = ["RULES", "SUITES", "Audit", "Failure", "Quote", "Rule", "Waiver", "WaiverError", "audit", "report"]


def audit(
    tables: Mapping[str, pa.Table],
    *,
    history: Mapping[str, pa.Table],
    waivers: Sequence[Waiver],
    today: date,
) -> Audit:
    """Hold the staged tables of the touched stories against every rule.

    `tables` are named and shaped as in `warehouse.schema` (other columns are ignored), with `staged_text`
    (article_id, story_id, text) beside them; `history` are tables of the last release, as far as there is one;
    `today` decides how old a source's last article is. Tables that do not fit the schema give an audit whose only
    failures are structural, and nothing else is looked at. The order of rows makes no difference.
    """
    from expectations.auditing import audit as run

    return run(tables, history=history, waivers=waivers, today=today)


def report(audited: Audit, tables: Mapping[str, pa.Table], meta: Mapping[str, str]) -> str:
    """The audit as one self-contained HTML page that needs no network.

    `tables` are the ones that were audited (for languages, figures and sources); `meta` are words about the release
    ("release", "run", ...), shown at the head as they are, in their order.
    """
    from expectations.page import render

    return render(audited, tables, meta)
