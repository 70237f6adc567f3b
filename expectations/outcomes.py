"""How every view came out for every story, as table audit_result: columns of numbers until the very end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa

from expectations.books import Ints
from expectations.rules import RULES
from expectations.views import RELEASE, Finding, Flags, Rows, View, some
from warehouse.schema import TABLES

_REASONS = 3
# Three counts of a story's rows share 63 bits.
_COUNT = (1 << 21) - 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """One view's outcome by story: row i is about story number `story[i]` (or RELEASE), with its counts of rows."""

    rule: str
    table: str
    expectation: str
    story: Ints
    failed: Ints
    undecided: Ints
    held: Ints
    success: Flags
    known: Flags
    findings: tuple[Finding, ...]


def outcomes_of(view: View, failing: Rows) -> Iterator[Outcome]:
    """Count a view's rows by table and story. A story of which the view has no row does not appear."""
    if not view.tables:
        yield _outcome(view, view.table, np.arange(len(view.story)), failing)
        return
    tables = np.array(view.tables, dtype=object)
    for table in sorted(set(view.tables)):
        yield _outcome(view, table, np.flatnonzero(tables == table), failing[tables[failing] == table])


def _outcome(view: View, table: str, rows: Rows, failing: Rows) -> Outcome:
    story = view.story[rows] - RELEASE
    size = int(story.max()) + 1 if len(story) else 0
    total = np.bincount(story, minlength=size)
    undecided = np.bincount(story[~view.decided[rows]], minlength=size)
    failed = np.bincount(view.story[failing] - RELEASE, minlength=size)
    there = np.flatnonzero(total)
    total, undecided, failed = total[there], undecided[there], failed[there]
    held = total - undecided - failed
    known = (failed > 0) | ((held > 0) if view.tolerates_undecided else (undecided == 0))
    return Outcome(
        rule=view.rule,
        table=table,
        expectation=type(view.expectation).__name__,
        story=there + RELEASE,
        failed=failed,
        undecided=undecided,
        held=held,
        success=failed == 0,
        known=known,
        findings=tuple(view.explain(failing)) if len(failing) else (),
    )


def audit_result(outcomes: Sequence[Outcome], story_ids: pa.Array) -> pa.Table:
    """The outcomes as table audit_result, in the table's order; checks of the whole release stand last."""
    schema = TABLES["audit_result"].arrow
    ranked = sorted(outcomes, key=lambda x: (x.rule, x.table, x.expectation))
    if not ranked:
        return schema.empty_table()
    rank = np.concatenate([np.full(len(x.story), at, dtype=np.int64) for at, x in enumerate(ranked)])
    story = np.concatenate([x.story for x in ranked])
    last = np.where(story == RELEASE, len(story_ids), story)
    order = np.lexsort((rank, last))

    def by_rank(values: list[str]) -> pa.Array:
        return pa.DictionaryArray.from_arrays(pa.array(rank[order], pa.int32()), pa.array(values, pa.string()))

    known = np.concatenate([x.known for x in ranked])[order]
    success = np.concatenate([x.success for x in ranked])[order]
    observed, evidence = _observed(ranked, order)
    columns = {
        "expectation": by_rank([x.expectation for x in ranked]).cast(pa.string()),
        "rule": by_rank([x.rule for x in ranked]).cast(pa.string()),
        "table": by_rank([x.table for x in ranked]).cast(pa.string()),
        "story_id": story_ids.take(pa.array(story[order], mask=story[order] == RELEASE)),
        "severity": by_rank([RULES[x.rule].severity for x in ranked]).cast(pa.string()),
        "success": pa.array(success, mask=~known),
        "observed": observed,
        "expected": by_rank([RULES[x.rule].expected for x in ranked]).cast(pa.string()),
        "evidence": evidence,
    }
    return pa.table([columns[name] for name in schema.names], schema=schema)


def _observed(ranked: Sequence[Outcome], order: Ints) -> tuple[pa.Array, pa.Array]:
    """What was found and its evidence, row by row: few distinct sentences where all is well, the reasons where not."""
    counts = [np.concatenate([getattr(x, name) for x in ranked])[order] for name in ("held", "failed", "undecided")]
    sentence, distinct = pd.factorize(counts[0] << 42 | counts[1] << 21 | counts[2])
    sentences = [_sentence(key >> 42, key >> 21 & _COUNT, key & _COUNT) for key in distinct.tolist()]
    keys: list[tuple[str, ...]] = [()]
    row_keys = np.zeros(len(order), dtype=np.int64)
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    offset = 0
    for one in ranked:
        told: dict[int, list[Finding]] = {}
        for finding in one.findings:
            told.setdefault(finding.story, []).append(finding)
        for story, findings in told.items():
            row = place[offset + int(np.searchsorted(one.story, story))]
            sentences.append(some(sorted(finding.reason for finding in findings), _REASONS))
            sentence[row] = len(sentences) - 1
            keys.append(tuple(sorted({key for finding in findings for key in finding.evidence})))
            row_keys[row] = len(keys) - 1
        offset += len(one.story)
    observed = pa.array(sentences, pa.string()).take(pa.array(sentence))
    return observed, pa.array(keys, pa.list_(pa.string())).take(pa.array(row_keys))


def _sentence(held: int, failed: int, undecided: int) -> str:
    parts = [f"{count} {what}" for count, what in ((held, "hold"), (failed, "fail"), (undecided, "undecided")) if count]
    return ", ".join(parts)
