"""The stage that judges: every touched story, and where its newest state fails, the last one that balances."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date
from pathlib import Path
from typing import Final

import msgspec
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from expectations import Audit, Failure, Waiver, waivers
from sources import Archive, Settings
from transforms.reconcile import Story, tables
from warehouse.booking.planning import read_plan, waivers_file
from warehouse.booking.reading_articles import ReadArticle
from warehouse.booking.reconciling import read_stories
from warehouse.booking.report_page import write_audit_page
from warehouse.booking.run_folder import write_bytes
from warehouse.booking.staged import STORY, StagedWriter, of_stories, read_staged
from warehouse.booking.story_states import StagedStory, StoryStates, reconciled
from warehouse.errors import NoReleaseError
from warehouse.layout import MERGED
from warehouse.reading import open_release
from warehouse.schema import TABLES
from warehouse.shared_rows import merge

_LOG: Final = logging.getLogger(__name__)
_HISTORY: Final[Mapping[str, tuple[str, ...]]] = {
    "dim_article": ("article_id", "source_id", "content_sha256", "published_at", "fetched_at"),
    "dim_story": tuple(TABLES["dim_story"].arrow.names),
    "fact_indicator": tuple(TABLES["fact_indicator"].arrow.names),
}


@dataclass(frozen=True, slots=True)
class Instead:
    """What stays published of a held story: the digest of its contents, and the articles an editor set aside in it."""

    story: StagedStory
    set_aside: tuple[str, ...] = ()


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


def audit(settings: Settings, run_dir: Path) -> dict[str, int]:
    """Judge what is staged, into `run_dir/audit/`; how many stories there are, hold, are waived, and warnings."""
    folder = run_dir / "audit"
    staged = read_stories(run_dir)
    if staged.stories:
        verdicts, results = _judged(settings, run_dir, {story.story_id: story for story in staged.stories})
    else:
        verdicts = Verdicts((), frozenset(), frozenset(), frozenset(), {}, ())
        results = TABLES["audit_result"].arrow.empty_table()
    folder.mkdir(parents=True, exist_ok=True)
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


def _judged(settings: Settings, run_dir: Path, stories: Mapping[str, StagedStory]) -> tuple[Verdicts, pa.Table]:
    judge = _Judge(settings, read_plan(run_dir).target.waivers)
    tables_now = read_staged(run_dir / "staged")
    newest = judge.audit(tables_now)
    write_audit_page(run_dir / "audit.html", newest, tables_now, {"run": run_dir.name})
    search = _Search(judge, stories, tables_now)
    with Archive(settings.home) as archive, StagedWriter(run_dir / "audit" / "instead") as writer:
        if not newest.structural:
            search.run(archive, newest, writer)
    settled = frozenset(story for story, one in search.found.items() if one.set_aside)
    verdicts = Verdicts(
        newest.failures,
        newest.held - settled,
        newest.waived,
        settled,
        search.found,
        newest.structural or tuple(search.structural),
    )
    empty = TABLES["audit_result"].arrow.empty_table()
    pq.write_table(pa.concat_tables([empty, *search.results]), run_dir / "audit" / "instead_result.parquet")
    return verdicts, newest.results


class _Judge:
    """Audits tables against the decisions and the last release, always on the day of the newest collection."""

    def __init__(self, settings: Settings, n_waivers: int) -> None:
        self.waivers: tuple[Waiver, ...] = waivers.read(waivers_file(settings.home))[:n_waivers]
        self._history = _history(settings.home)
        with Archive(settings.home) as archive:
            latest = archive.latest_collection()
        self._today = latest.at.astimezone(UTC).date() if latest else date.min

    def audit(self, staged: Mapping[str, pa.Table]) -> Audit:
        import expectations

        shown = {name: _as_published(name, rows) for name, rows in staged.items()}
        return expectations.audit(shown, history=self._history, waivers=self.waivers, today=self._today)

    def set_aside(self, failures: Sequence[Failure]) -> Mapping[str, frozenset[str]]:
        return waivers.articles_set_aside(self.waivers, failures)


class _Search:
    """Looks for the newest state of each held story that passes, one step for all of them at a time."""

    def __init__(self, judge: _Judge, stories: Mapping[str, StagedStory], staged: Mapping[str, pa.Table]) -> None:
        self._judge = judge
        self._stories = stories
        # Tables that are no story's own are the same in every state.
        self._shared = {name: rows for name, rows in staged.items() if STORY not in rows.column_names}
        self.found: dict[str, Instead] = {}
        self.results: list[pa.Table] = []
        self.structural: list[Failure] = []

    def run(self, archive: Archive, newest: Audit, writer: StagedWriter) -> None:
        states = StoryStates(archive)
        earlier = {story: states.before(self._stories[story]) for story in sorted(newest.held)}
        aside = self._judge.set_aside([one for one in newest.failures if one.story_id in newest.held])
        current = {story: states.newest(self._stories[story]) for story in aside}
        tried: dict[str, list[ReadArticle]] = {}
        without: dict[str, frozenset[str]] = {}
        for story, gone in aside.items():
            if rest := [one for one in current[story] if one.version.article_id not in gone]:
                tried[story], without[story] = rest, gone
        tried |= self._next(earlier, [story for story in earlier if story not in tried])
        while tried:
            made: dict[str, tuple[Story, StagedStory]] = {
                story: reconciled(story, articles, self._stories[story].first_booked)
                for story, articles in tried.items()
            }
            staged = {**self._shared, **tables([story for story, _ in made.values()])}
            outcome = self._judge.audit(staged)
            if outcome.structural:
                self.structural = list(outcome.structural)
                return
            good = sorted(made.keys() - outcome.held)
            self._keep(good, made, without, staged, outcome, writer)
            without = {}
            tried = self._next(earlier, [story for story in made if story not in self.found])

    def _keep(
        self,
        good: Sequence[str],
        made: Mapping[str, tuple[Story, StagedStory]],
        without: Mapping[str, frozenset[str]],
        staged: Mapping[str, pa.Table],
        outcome: Audit,
        writer: StagedWriter,
    ) -> None:
        if not good:
            return
        for story in good:
            self.found[story] = Instead(made[story][1], tuple(sorted(without.get(story, ()))))
        rows = {name: of_stories(each, good) for name, each in staged.items() if STORY in each.column_names}
        writer.write({name: marked_waived(name, each, outcome.waived) for name, each in rows.items()})
        self.results.append(of_stories(outcome.results, good))

    @staticmethod
    def _next(
        earlier: Mapping[str, Iterator[list[ReadArticle]]], stories: Sequence[str]
    ) -> dict[str, list[ReadArticle]]:
        found = {story: next(earlier[story], None) for story in stories}
        return {story: articles for story, articles in found.items() if articles}


def _as_published(name: str, rows: pa.Table) -> pa.Table:
    """The rows as they would be published: what several stories say of one organisation or person is one row."""
    if name not in MERGED:
        return rows
    return merge(TABLES[name], rows.select(TABLES[name].arrow.names))


def marked_waived(name: str, rows: pa.Table, stories: frozenset[str]) -> pa.Table:
    """The rows, those of these stories marked as published on an editor's word."""
    if not stories or STORY not in rows.column_names:
        return rows
    among = pc.is_in(rows.column(STORY), pa.array(sorted(stories), pa.string()))
    if "waived" in rows.column_names:
        at = rows.column_names.index("waived")
        rows = rows.set_column(at, rows.schema.field(at), pc.or_(rows.column("waived"), among))
    if name == "dim_story":
        at = rows.column_names.index("verdict")
        rows = rows.set_column(at, rows.schema.field(at), pc.if_else(among, "waived", rows.column("verdict")))
    return rows


def _history(home: Path) -> dict[str, pa.Table]:
    try:
        release = open_release(home)
    except NoReleaseError:
        return {}
    return {name: release.read(name, columns=columns) for name, columns in _HISTORY.items()}
