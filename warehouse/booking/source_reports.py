"""How each source fared in a run: what came, what failed and why, what could be read, whether it reads as before."""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec

from sources import Archive, ArticleVersion, Reading, Settings, SourceHealth, layout_change, read_collection
from warehouse.booking.parsed_files import Contents, ParsedFiles, parsed_contents
from warehouse.booking.planning import read_plan
from warehouse.booking.reading_articles import ReadArticle, read_version
from warehouse.booking.run_folder import write_json

_LOG: Final = logging.getLogger(__name__)
FILE_NAME: Final = "sources.json"
_NEWEST: Final = 12
_EARLIER: Final = 12
# A site brings an article or two a day: with so many before them they are enough to judge by.
_WINDOW: Final = 3
_NOTES: Final = 5
_RUNS: Final = 60
_PLAIN: Final = "text/plain"
_FIGURES: Final = frozenset({"fact", "unmapped"})


@dataclass(frozen=True, slots=True)
class SourceReport:
    """One source in one run. `failed` counts by reason, most first; other counts as in SourceHealth.

    `asked` is False where the run read its articles from the archive alone; then there are no such counts.

    `parsed` and `unreadable` are articles that this run read, or could not. `layout` says what is odd about the newest
    pages against those before; None where nothing is, or where the run read nothing of the source (not `judged`).
    `notes` failed nothing, but are worth knowing.
    """

    source_id: str
    asked: bool = False
    found: int = 0
    fetched: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    skipped: int = 0
    failed: Mapping[str, int] = field(default_factory=dict)
    parsed: int = 0
    unreadable: int = 0
    last_new_at: datetime | None = None
    judged: bool = False
    layout: str | None = None
    notes: tuple[str, ...] = ()


def report_sources(settings: Settings, run_dir: Path) -> tuple[SourceReport, ...]:
    """Say how each source fared that the run asked or read, in `run_dir/sources.json` too; a warning where one is odd.

    Pages of today and of before are compared as today's parser reads them, so a new parser is no new layout.
    """
    contents = parsed_contents(run_dir / "parsed") if read_plan(run_dir).batches else Contents((), ())
    health = {one.source_id: one for one in _health(run_dir)}
    parsed = Counter(entry.source_id for entry in contents.entries)
    unreadable = Counter(one.source_id for one in contents.unreadable)
    noted: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in contents.entries:
        noted[entry.source_id].update(entry.notes)
    reports = []
    with Archive(settings.home) as archive:
        readings = _Readings(archive, run_dir, contents)
        for source in sorted(health.keys() | parsed.keys() | unreadable.keys()):
            judged = bool(parsed[source] or unreadable[source])
            odd = _layout(archive, readings, source) if judged else None
            if odd:
                _LOG.warning("%s: %s", source, odd)
            notes = tuple(f"{note} ({count} articles)" for note, count in noted[source].most_common(_NOTES))
            read = SourceReport(
                source,
                parsed=parsed[source],
                unreadable=unreadable[source],
                judged=judged,
                layout=odd,
                notes=notes,
            )
            reports.append(_with_health(read, health.get(source)))
    write_json(run_dir / FILE_NAME, reports)
    return tuple(reports)


def read_source_reports(run_dir: Path) -> tuple[SourceReport, ...]:
    """How each source fared in a run; of a run that did not come to reading, what its collection says."""
    try:
        return msgspec.json.decode((run_dir / FILE_NAME).read_bytes(), type=tuple[SourceReport, ...])
    except FileNotFoundError:
        return tuple(_with_health(SourceReport(one.source_id), one) for one in _health(run_dir))


def latest_source_reports(home: Path) -> dict[str, tuple[str, SourceReport]]:
    """How each source fared when it was last asked, with the name of that run's folder; of the last 60 runs.

    `layout` is what the last run said that read anything of it.
    """
    runs = sorted(
        {path.parent for name in (FILE_NAME, "collection.json") for path in home.glob(f"runs/*/{name}")},
        key=lambda path: path.stat().st_mtime,
        reverse=True,
    )
    found: dict[str, tuple[str, SourceReport]] = {}
    layouts: dict[str, str | None] = {}
    for run_dir in runs[:_RUNS]:
        for one in read_source_reports(run_dir):
            if one.asked:
                found.setdefault(one.source_id, (run_dir.name, one))
            if one.judged:
                layouts.setdefault(one.source_id, one.layout)
    return {source: (run, replace(one, layout=layouts.get(source))) for source, (run, one) in sorted(found.items())}


def _health(run_dir: Path) -> Sequence[SourceHealth]:
    try:
        return read_collection(run_dir).health
    except FileNotFoundError:
        return ()


def _with_health(report: SourceReport, health: SourceHealth | None) -> SourceReport:
    if health is None:
        return report
    return replace(
        report,
        asked=True,
        found=health.found,
        fetched=health.fetched,
        new=health.new,
        changed=health.changed,
        unchanged=health.unchanged,
        skipped=health.skipped,
        failed=health.by_reason(),
        last_new_at=health.last_new_at,
        notes=(*health.notes, *report.notes),
    )


class _Readings:
    """What versions say: those that this run read from its files, others from the archive."""

    def __init__(self, archive: Archive, run_dir: Path, contents: Contents) -> None:
        self._archive = archive
        self._files = ParsedFiles(run_dir / "parsed")
        self._entries = {entry.article_id: entry for entry in contents.entries}

    def of(self, version: ArticleVersion) -> Reading:
        entry = self._entries.get(version.article_id)
        read = self._files.load([entry])[0] if entry is not None else None
        if read is None or _place(read.version) != _place(version):
            again = read_version(self._archive, version)
            read = again if isinstance(again, ReadArticle) else None
        if read is None:
            return Reading(0, 0)
        figures = sum(one.status in _FIGURES for one in read.parsed.quantities)
        return Reading(len(read.parsed.text), figures)

    def all(self, versions: Iterable[ArticleVersion]) -> list[Reading]:
        return [self.of(version) for version in versions]


def _layout(archive: Archive, readings: _Readings, source: str) -> str | None:
    """What is odd about the pages that the last collection brought of a source."""
    latest = _pages(archive.latest_versions(source, _NEWEST))
    if not latest:
        return None
    histories = {version.article_id: archive.history(version.article_id) for version in latest}
    again = []
    for version in latest:
        earlier = [one for one in histories[version.article_id] if one.collection_no < version.collection_no]
        if earlier and version.collection_no == latest[-1].collection_no:
            # The longest of them: a second page in the new layout must not look as if all were well.
            was = max(readings.all(earlier[-_WINDOW:]), key=lambda reading: reading.n_characters)
            again.append((was, readings.of(version)))
    new = [version for version in latest if histories[version.article_id][0] == version]
    now = [version for version in new if version.collection_no == latest[-1].collection_no]
    now = now if len(now) >= _WINDOW else new[-_WINDOW:]
    before = _pages(archive.sample(source, _EARLIER, now[0].collection_no)) if now else []
    return layout_change(readings.all(before), readings.all(now), again)


def _pages(versions: Sequence[ArticleVersion]) -> list[ArticleVersion]:
    return [version for version in versions if version.media_type != _PLAIN]


def _place(version: ArticleVersion) -> tuple[str, int]:
    return version.archive_file, version.archive_offset
