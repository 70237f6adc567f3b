"""The stage that collects: the sources asked once, what is new archived, what retention ends forgotten."""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from sources import Archive, Settings, forget_superseded, load_catalogue
from sources import collect as collect_sources
from warehouse.booking.telling import tells_refusals
from warehouse.history import list_releases
from warehouse.reading import open_release
from warehouse.storage import storage_of

_LOG: Final = logging.getLogger(__name__)
_FORGOTTEN: Final = "forgotten.log"


@tells_refusals("collect")
def collect(settings: Settings, run_dir: Path, source_ids: Sequence[str] | None, now: datetime) -> dict[str, int]:
    """Read these sources of the catalogue (None: the enabled ones); how many articles were found, new, changed, failed.

    CatalogueError or UnknownSourceError before anything is touched; ArchiveError where another process collects.
    """
    catalogue = load_catalogue(settings.catalogue)
    collection = collect_sources(settings, catalogue, source_ids, run_dir, now)
    names = ("found", "new", "changed", "failed")
    counts = {name: sum(getattr(health, name) for health in collection.health) for name in names}
    _LOG.info("%d sources: %d articles found, %d new, %d changed, %d failed", len(collection.health), *counts.values())
    forget(settings, now)
    return counts


def forget(settings: Settings, now: datetime) -> int:
    """Take superseded versions out of the archive that are older than the retention setting; how many.

    What a release states anything from stays, for as long as that release is there. Nothing without the setting.
    """
    if settings.retention_days is None:
        return 0
    kept: set[tuple[str, str]] = set()
    for one in list_releases(settings.home):
        rows = open_release(settings.home, one.id).read("dim_article", columns=["article_id", "content_sha256"])
        kept.update(zip(*(rows.column(name).to_pylist() for name in rows.column_names), strict=True))
    before = now - timedelta(days=settings.retention_days)
    _note_those_that_go(settings.home, before, kept)
    gone = forget_superseded(settings.home, before, frozenset(kept), now)
    if gone:
        _LOG.info("%d superseded versions older than %d days taken out of the archive", gone, settings.retention_days)
    return gone


def read_forgotten(home: Path) -> tuple[str, ...]:
    """The articles of which a version was forgotten, in the order of time: what their stories said before changes."""
    try:
        return tuple(storage_of(home).read(_FORGOTTEN).decode().split())
    except FileNotFoundError:
        return ()


def _note_those_that_go(home: Path, before: datetime, kept: Collection[tuple[str, str]]) -> None:
    """Write down whose versions are about to be forgotten: noted and still there is better than gone unnoticed."""
    with Archive(home) as archive:
        for newest in archive.current():
            superseded = archive.history(newest.article_id)[:-1]
            if any(one.fetched_at < before and (one.article_id, one.content_sha256) not in kept for one in superseded):
                storage_of(home).append(_FORGOTTEN, newest.article_id.encode())
