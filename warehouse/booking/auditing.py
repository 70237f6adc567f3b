"""The stage that judges: every touched story, and where its newest state fails, the last one that balances."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from expectations import Failure
from sources import Archive, Settings
from warehouse.booking.assertions import Asserted, Row, history_table
from warehouse.booking.balanced_states import BalancedStates, Instead
from warehouse.booking.judging import Judge
from warehouse.booking.parsed_files import ParsedFiles
from warehouse.booking.planning import read_plan
from warehouse.booking.reconciling import read_stories
from warehouse.booking.report_page import write_audit_page
from warehouse.booking.run_folder import write_bytes
from warehouse.booking.staged import StagedWriter, read_staged
from warehouse.booking.story_states import StagedStory, StoryStates
from warehouse.booking.telling import tells_refusals
from warehouse.schema import TABLES

_LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The outcome of the audit.

    `failures` are those of the newest states, warnings too; `held` and `waived` are about them. `instead`, by story,
    is what is published in place of a newest state that failed: an earlier one, or the newest without an article that
    an editor set aside; such a story counts as `settled`. With `structural` failures nothing may be published.
    """

    failures: tuple[Failure, ...]
    held: frozenset[str]
    waived: frozenset[str]
    settled: frozenset[str]
    instead: Mapping[str, Instead]
    structural: tuple[Failure, ...]


@tells_refusals("audit")
def audit(settings: Settings, run_dir: Path) -> dict[str, int]:
    """Judge what is staged, into `run_dir/audit/`; how many stories there are, hold, are waived, and warnings."""
    folder = run_dir / "audit"
    folder.mkdir(parents=True, exist_ok=True)
    staged = read_stories(run_dir)
    if staged.stories:
        verdicts, results = _judged(settings, run_dir, {story.story_id: story for story in staged.stories})
    else:
        verdicts = Verdicts((), frozenset(), frozenset(), frozenset(), {}, ())
        results = TABLES["audit_result"].arrow.empty_table()
        _write_assertions(folder, [], [])
    pq.write_table(results, folder / "audit_result.parquet")
    write_bytes(folder / "verdicts.msgpack", msgspec.msgpack.encode(verdicts))
    for failure in [one for one in verdicts.failures if one.severity == "critical"][:20]:
        _LOG.warning("%s: %s: %s", failure.story_id, failure.rule, failure.reason)
    for failure in verdicts.structural[:20]:
        _LOG.error("%s: %s", failure.rule, failure.reason)
    counts = {
        "stories": len(staged.stories),
        "held": len(verdicts.held),
        "waived": len(verdicts.waived),
        "warnings": sum(one.severity == "warning" for one in verdicts.failures),
        "structural": len(verdicts.structural),
    }
    _LOG.info("%d stories audited: %d held, %d waived; %d warnings, %d structural failures", *counts.values())
    return counts


def read_verdicts(run_dir: Path) -> Verdicts:
    """What the audit of a run said."""
    return msgspec.msgpack.decode((run_dir / "audit" / "verdicts.msgpack").read_bytes(), type=Verdicts)


def read_results(run_dir: Path) -> tuple[pa.Table, pa.Table]:
    """Table audit_result of the newest states, and of what is published instead."""
    folder = run_dir / "audit"
    return pq.read_table(folder / "audit_result.parquet"), pq.read_table(folder / "instead_result.parquet")


def read_assertions(run_dir: Path) -> tuple[dict[tuple[str, str], Asserted], pa.Table]:
    """Since when the rows of stories with a past stand, by table and key; and the rows of fact_history."""
    folder = run_dir / "audit"
    asserted = msgspec.msgpack.decode((folder / "asserted.msgpack").read_bytes(), type=list[Asserted])
    return {(one.table, one.key): one for one in asserted}, pq.read_table(folder / "history.parquet")


def _judged(settings: Settings, run_dir: Path, stories: Mapping[str, StagedStory]) -> tuple[Verdicts, pa.Table]:
    target = read_plan(run_dir).target
    judge = Judge(settings, target.waivers)
    tables_now = read_staged(run_dir / "staged")
    newest = judge.audit(tables_now)
    write_audit_page(run_dir / "audit.html", newest, tables_now, {"run": run_dir.name})
    past = BalancedStates(judge, stories, newest)
    with Archive(settings.home) as archive, StagedWriter(run_dir / "audit" / "instead") as writer:
        if not newest.structural:
            parsed = ParsedFiles(run_dir / "parsed").article
            past.run(StoryStates(archive, target.collection_no, parsed), tables_now, writer)
    settled = frozenset(story for story, one in past.found.items() if one.set_aside)
    verdicts = Verdicts(
        newest.failures,
        newest.held - settled,
        newest.waived,
        settled,
        past.found,
        newest.structural or past.structural,
    )
    folder = run_dir / "audit"
    empty = TABLES["audit_result"].arrow.empty_table()
    pq.write_table(pa.concat_tables([empty, *past.results]), folder / "instead_result.parquet")
    _write_assertions(folder, past.asserted, past.history)
    return verdicts, newest.results


def _write_assertions(folder: Path, asserted: Sequence[Asserted], history: Sequence[tuple[Row, str]]) -> None:
    pq.write_table(history_table(history), folder / "history.parquet")
    write_bytes(folder / "asserted.msgpack", msgspec.msgpack.encode(asserted))
