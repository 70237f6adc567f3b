"""The stage that publishes: what balances comes into the release, what doesn't stands in its quarantine."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final, Literal

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from expectations import waivers
from sources import Archive, Settings
from warehouse.booking.assertions import dated
from warehouse.booking.auditing import Verdicts, read_assertions, read_results, read_verdicts
from warehouse.booking.booked import write_booked
from warehouse.booking.judging import marked_waived
from warehouse.booking.planning import read_plan, waivers_file
from warehouse.booking.quarantine import quarantine
from warehouse.booking.reconciling import read_stories
from warehouse.booking.report_page import report_page
from warehouse.booking.run_folder import read_json, write_json
from warehouse.booking.staged import STORY, of_stories, read_staged
from warehouse.booking.story_states import StagedStory
from warehouse.booking.telling import tells_refusals
from warehouse.errors import NoReleaseError, WarehouseError
from warehouse.layout import WHOLE
from warehouse.reading import open_release
from warehouse.releases import publish as publish_release
from warehouse.schema import PARTITION_COLUMN, STRING, TABLES
from warehouse.staging import ReleaseUpdate

_LOG: Final = logging.getLogger(__name__)
OnCritical = Literal["hold", "publish nothing"]
# What these say depends on the release before, and a release must not: they stand in the run's audit alone.
_ABOUT_THE_RUN: Final = (
    "languages_are_kept", "neighbouring_periods_are_close", "sources_are_fresh", "volume_is_usual",
)  # fmt: skip


DRY_RUN: Final = "a dry run publishes nothing"


@dataclass(frozen=True, slots=True)
class Published:
    """What came of publishing. `release` is current now (None: there is none); `why_not` says why none was made."""

    release: str | None
    previous: str | None
    new: bool
    rows: Mapping[str, int]
    held: int
    why_not: str = ""


class StructureError(WarehouseError):
    """The staged tables as a whole are wrong: nothing may be published."""


@tells_refusals("publish")
def publish(settings: Settings, run_dir: Path, *, dry_run: bool = False, on_critical: OnCritical = "hold") -> Published:
    """Publish what the run staged; a new release only where something changed. Also in `run_dir/release.json`.

    With `dry_run` nothing is published, with "publish nothing" not where a story is held. StructureError where the
    tables as a whole are wrong; WarehouseError where the medium refuses; the last release stays current in all cases.
    """
    plan, verdicts = read_plan(run_dir), read_verdicts(run_dir)
    if verdicts.structural:
        said = "; ".join(one.reason for one in verdicts.structural[:3])
        raise StructureError(f"nothing is published, {len(verdicts.structural)} structural failures: {said}")
    if plan.nothing_to_do:
        return _told(run_dir, _unchanged(settings.home, verdicts, ""))
    if dry_run:
        return _told(run_dir, _unchanged(settings.home, verdicts, DRY_RUN))
    if on_critical == "publish nothing" and verdicts.held:
        why = f"{len(verdicts.held)} stories don't balance, and then nothing was to be published"
        return _told(run_dir, _unchanged(settings.home, verdicts, why))
    staged = read_stories(run_dir)
    result = publish_release(settings.home, make_update(settings, run_dir))
    with Archive(settings.home) as archive:
        write_booked(settings.home, archive, replace(plan.target, release=result.release), staged.assignments)
    published = Published(result.release, result.previous, result.new, dict(result.rows), len(verdicts.held))
    return _told(run_dir, published)


def read_published(run_dir: Path) -> Published | None:
    """What came of publishing in a run; None where it did not come to that."""
    content = read_json(run_dir / "release.json")
    return msgspec.convert(content, Published) if content else None


def make_update(settings: Settings, run_dir: Path) -> ReleaseUpdate:
    """The change of the books that a run staged and judged."""
    plan, verdicts, staged = read_plan(run_dir), read_verdicts(run_dir), read_stories(run_dir)
    stories = {story.story_id: story for story in staged.stories}
    decisions = waivers.read(waivers_file(settings.home))[: plan.target.waivers]
    newest, instead = read_staged(run_dir / "staged"), read_staged(run_dir / "audit" / "instead")
    failed = verdicts.held | verdicts.settled
    tables: dict[str, pa.Table] = {name: newest[name] for name in WHOLE}
    held: dict[str, pa.Table] = {}
    for name, rows in newest.items():
        if name not in TABLES or name in WHOLE:
            continue
        good = marked_waived(name, of_stories(rows, failed, others=True), verdicts.waived)
        tables[name] = pa.concat_tables([good, instead[name]]) if name in instead else good
        held[name] = of_stories(rows, verdicts.held)
    asserted, tables["fact_history"] = read_assertions(run_dir)
    tables = dated(tables, asserted)
    results = _results(run_dir, verdicts, stories)
    tables["audit_result"], held["audit_result"] = results
    tables["quarantine"] = quarantine(stories, verdicts, decisions)
    return ReleaseUpdate(
        stories=frozenset(stories),
        tables=tables,
        report_html=report_page,
        quarantine_rows={name: rows for name, rows in held.items() if rows.num_rows},
        removed_stories=frozenset(staged.removed),
        versions={"parser": plan.target.versions["parser"]},
    )


def _results(run_dir: Path, verdicts: Verdicts, stories: Mapping[str, StagedStory]) -> tuple[pa.Table, pa.Table]:
    """Table audit_result of what is published, and of what is held (in both, where it is all there is)."""
    if not stories:
        nothing = TABLES["audit_result"].arrow.empty_table()
        return nothing, nothing
    newest, instead = (_booked(rows, stories) for rows in read_results(run_dir))
    replaced = verdicts.instead.keys()
    published = pa.concat_tables([of_stories(newest, replaced, others=True), instead])
    return published, of_stories(newest, verdicts.held)


def _booked(rows: pa.Table, stories: Mapping[str, StagedStory]) -> pa.Table:
    rows = rows.filter(pc.is_valid(rows.column(STORY)))
    rows = rows.filter(pc.invert(pc.is_in(rows.column("rule"), pa.array(_ABOUT_THE_RUN))))
    months = [stories[story].month for story in rows.column(STORY).to_pylist()]
    return rows.append_column(PARTITION_COLUMN, pa.array(months, STRING))


def _unchanged(home: Path, verdicts: Verdicts, why_not: str) -> Published:
    try:
        release = open_release(home)
    except NoReleaseError:
        return Published(None, None, False, {}, len(verdicts.held), why_not)
    rows = {name: release.manifest.rows(name) for name in TABLES}
    return Published(release.id, release.id, False, rows, len(verdicts.held), why_not)


def _told(run_dir: Path, published: Published) -> Published:
    write_json(run_dir / "release.json", asdict(published))
    facts = ", ".join(f"{published.rows[name]} {name}" for name in ("dim_story", "fact_indicator") if published.rows)
    if published.new:
        _LOG.info("release %s published: %s", published.release, facts)
    else:
        _LOG.info("no new release%s", f": {published.why_not}" if published.why_not else ", nothing changed")
    return published
