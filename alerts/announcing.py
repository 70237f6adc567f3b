"""The last stage of a run: what fails becomes incidents, what is news about them is sent, the run is summed up."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec

from alerts.channels import Channel, ChannelRefusedError, channels_from
from alerts.findings import Finding
from alerts.incidents import Incident, Observation
from alerts.ledger import Ledger
from alerts.outbox import deliver, enrol
from alerts.runs import runs_of
from sources import CatalogueError, Settings, load_catalogue
from warehouse.booking import (
    Failing,
    failing,
    finish,
    is_judged,
    read_json,
    read_published,
    read_source_reports,
    run_folder,
    unfinished_stage,
    write_json,
)

_LOG: Final = logging.getLogger(__name__)
SCOPE: Final = "news_ledger"
_LAYOUT: Final = "layout_is_kept"


@dataclass(frozen=True, slots=True)
class Announcement:
    """What a run came to. `said` is its one sentence.

    `opened` are the subjects (stories, mostly) that this run found wrong first, `still_open` those known before,
    `closed` those that are over. `failed_stage` is the stage that the run broke off in. `warned` are subjects (sources)
    of new warnings, which open incidents too. A run is green when it opened nothing else and broke off nowhere.
    """

    said: str
    opened: tuple[str, ...]
    still_open: tuple[str, ...]
    closed: tuple[str, ...]
    failed_stage: str | None
    sent: int
    waiting: int
    warned: tuple[str, ...] = ()

    @property
    def green(self) -> bool:
        """Whether the run ends well."""
        return not self.opened and self.failed_stage is None


def announce(
    settings: Settings,
    run_dir: Path,
    run_id: str,
    now: datetime,
    *,
    connection_uris: Sequence[str] = (),
    dry_run: bool = False,
    dag_id: str = SCOPE,
) -> Announcement:
    """Tell what the run found wrong, once; also in `run_dir/summary.json`, and the run is marked as finished.

    `dag_id` is whose run it is, for the link. A dry run tells nobody and opens nothing. Called again for the same run
    it opens and tells nothing twice.
    """
    stage = unfinished_stage(run_dir)
    if dry_run:
        held = sorted({one.story_id for one in failing(settings, run_dir) if one.story_id and one.judged})
        said = f"dry run: {len(held)} of the stories judged would be held" if stage is None else f"{stage} failed"
        return _summed_up(run_dir, now, Announcement(said, (), tuple(held), (), stage, 0, 0))
    ledger = Ledger.of(settings, dag_id=dag_id)
    findings = _findings(settings, run_dir, ledger, whole=stage is None)
    if stage is not None and not any(one.what == "structure" for one in findings):
        findings = (*findings, _failed_in(stage, run_dir, run_id))
    channels = _channels(settings, connection_uris, now)
    seen = ledger.observe(run_id, now, findings, scope=SCOPE)
    if isinstance(channels, ChannelRefusedError):
        raise channels  # not before what was found is written down
    delivery = deliver(settings.home, channels, now)
    opened, still_open, closed = (
        tuple(dict.fromkeys(one.finding.story_id or one.finding.subject for one in incidents))
        for incidents in (_critical(seen.opened), seen.still_open, seen.closed)
    )
    warned = tuple(one.finding.subject for one in seen.opened if one.finding.severity == "warning")
    said = _sentence(run_dir, stage, seen)
    return _summed_up(
        run_dir, now, Announcement(said, opened, still_open, closed, stage, delivery.sent, delivery.waiting, warned)
    )


def _channels(
    settings: Settings, connection_uris: Sequence[str], now: datetime
) -> Sequence[Channel] | ChannelRefusedError:
    try:
        channels = channels_from(settings.alert_urls, connection_uris)
    except ChannelRefusedError as error:
        return error
    enrol(settings.home, channels, now)
    return channels


def catch_up(settings: Settings, now: datetime, *, dag_id: str = SCOPE) -> Observation | None:
    """Write down what the newest run found wrong and has not announced yet; for a watchdog.

    A run that has judged its stories and lives will announce the same, and tells nothing twice; one that was killed
    won't. None where there is nothing to catch up with; that a run broke off is for the watchdog's round to tell.
    """
    newest = next(reversed(runs_of(settings.home)), None)
    if newest is None or newest.finished or newest.dry_run:
        return None
    run_dir = run_folder(settings.home, newest.run_id)
    if not is_judged(run_dir):
        return None
    ledger = Ledger.of(settings, dag_id=dag_id)
    findings = _findings(settings, run_dir, ledger, whole=unfinished_stage(run_dir) is None)
    return ledger.observe(newest.run_id, now, findings, scope=SCOPE)


def read_announcement(run_dir: Path) -> Announcement | None:
    """What a run came to; None where it did not come to announcing."""
    content = read_json(run_dir / "summary.json")
    return msgspec.convert(content, Announcement) if content else None


def _findings(settings: Settings, run_dir: Path, ledger: Ledger, *, whole: bool) -> tuple[Finding, ...]:
    """All that is wrong at present; `whole`: the run got through all its stages."""
    known = {one.key: one for incident in ledger.open_incidents() for one in incident.findings}
    where = f"runs/{run_dir.name}/audit.html" if (run_dir / "audit.html").exists() else f"runs/{run_dir.name}"
    found = []
    for one in failing(settings, run_dir):
        finding = _finding(one, where)
        found.append(finding if one.judged else known.get(finding.key, finding))
    if not whole:
        # What can't be judged now is as it was.
        found += [one for one in known.values() if one.what == "story" and one.key not in {each.key for each in found}]
    return (*found, *_odd_sources(settings, run_dir, known))


def _failed_in(stage: str, run_dir: Path, run_id: str) -> Finding:
    return Finding(
        what="run",
        subject=SCOPE,
        rule="runs_succeed",
        title=f"Run {run_id} failed in {stage}",
        description="Every run gets through all its stages; the task's log says what stopped this one.",
        where=f"runs/{run_dir.name}",
    )


def _odd_sources(settings: Settings, run_dir: Path, known: Mapping[str, Finding]) -> list[Finding]:
    """The sources whose pages no longer read as they did; one of which nothing new was read is as it was."""
    reports = read_source_reports(run_dir)
    found = [
        Finding(
            what="source",
            subject=one.source_id,
            rule=_LAYOUT,
            severity="warning",
            title=f"Source {one.source_id} no longer reads as it did",
            description="The articles of a source keep about their length and their figures.",
            expression=one.layout,
            where=f"runs/{run_dir.name}/sources.json",
        )
        for one in reports
        if one.layout
    ]
    judged = {one.source_id for one in reports if one.judged}
    try:
        there = {source.id for source in load_catalogue(settings.catalogue).sources}
    except CatalogueError:
        there = {one.subject for one in known.values()}
    return found + [
        one for one in known.values() if one.rule == _LAYOUT and one.subject in there and one.subject not in judged
    ]


def _finding(one: Failing, where: str) -> Finding:
    if one.story_id is None:
        return Finding(
            what="structure",
            subject="release",
            rule=one.rule,
            title=one.reason,
            description=one.description,
            where=where,
        )
    return Finding(
        rule=one.rule,
        description=one.description,
        story_id=one.story_id,
        subject=one.story_id,
        title=one.title or one.reason,
        original_url=one.original_url,
        expression=one.expression or one.reason,
        stated=one.stated,
        computed=one.computed,
        quotes=one.quotes,
        where=where,
    )


def _sentence(run_dir: Path, stage: str | None, seen: Observation) -> str:
    published = read_published(run_dir)
    opened, still, closed = (_subjects(one) for one in (seen.opened, seen.still_open, seen.closed))
    still = [one for one in still if one not in opened]
    whole = [one.finding.title for one in (*seen.opened, *seen.still_open) if one.what == "structure"]
    parts = [f"{stage} failed" if stage else "", *whole[:2]]
    if published is not None:
        made = f"release {published.release} published" if published.new else "no new release"
        parts.append(f"{made}, {published.why_not}" if published.why_not else made)
    parts.append(f"{_stories(opened)} newly held: {', '.join(opened[:5])}" if opened else "")
    parts.append(f"{_stories(still)} still held" if still else "")
    parts.append(f"{_stories(closed)} recovered" if closed else "")
    odd = [one.finding.subject for one in seen.opened if one.finding.rule == _LAYOUT]
    parts.append(f"sources that read differently than before: {', '.join(odd[:5])}" if odd else "")
    return "; ".join(filter(None, parts))


def _subjects(incidents: Sequence[Incident]) -> list[str]:
    """The stories among them, each once."""
    return list(dict.fromkeys(one.finding.story_id for one in incidents if one.finding.story_id))


def _critical(incidents: Sequence[Incident]) -> list[Incident]:
    return [one for one in incidents if one.finding.severity == "critical"]


def _stories(subjects: Sequence[str]) -> str:
    return "1 story" if len(subjects) == 1 else f"{len(subjects)} stories"


def _summed_up(run_dir: Path, now: datetime, announcement: Announcement) -> Announcement:
    write_json(run_dir / "summary.json", asdict(announcement))
    finish(run_dir, now, green=announcement.green, said=announcement.said)
    _LOG.info("%s", announcement.said)
    return announcement
