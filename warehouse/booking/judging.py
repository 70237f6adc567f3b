"""How staged tables are judged: by rules, editors' decisions and the last release, on the archive's day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from expectations import Audit, Failure, Waiver, waivers
from sources import Archive, Settings
from warehouse.booking.planning import waivers_file
from warehouse.booking.staged import STORY
from warehouse.errors import NoReleaseError
from warehouse.layout import MERGED
from warehouse.reading import open_release
from warehouse.schema import TABLES
from warehouse.shared_rows import merge

_HISTORY: Final[Mapping[str, tuple[str, ...]]] = {
    "dim_article": ("article_id", "source_id", "content_sha256", "published_at", "fetched_at"),
    "dim_story": tuple(TABLES["dim_story"].arrow.names),
    "fact_indicator": tuple(TABLES["fact_indicator"].arrow.names),
}


class Judge:
    """Audits tables against the first `n_waivers` decisions and the last release, on the newest collection's day."""

    def __init__(self, settings: Settings, n_waivers: int) -> None:
        self.waivers: tuple[Waiver, ...] = waivers.read(waivers_file(settings.home))[:n_waivers]
        self._history = _history(settings.home)
        with Archive(settings.home) as archive:
            latest = archive.latest_collection()
        self._today = latest.at.astimezone(UTC).date() if latest else date.min

    def audit(self, staged: Mapping[str, pa.Table]) -> Audit:
        """What the rules say of these tables."""
        import expectations

        shown = {name: _as_published(name, rows) for name, rows in staged.items()}
        return expectations.audit(shown, history=self._history, waivers=self.waivers, today=self._today)

    def set_aside(self, failures: Sequence[Failure]) -> Mapping[str, frozenset[str]]:
        """By story, the articles that an editor set aside for exactly these failures."""
        return waivers.articles_set_aside(self.waivers, failures)


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


def _as_published(name: str, rows: pa.Table) -> pa.Table:
    """The rows as they would be published: what several stories say of one organisation or person is one row."""
    if name not in MERGED:
        return rows
    return merge(TABLES[name], rows.select(TABLES[name].arrow.names))


def _history(home: Path) -> dict[str, pa.Table]:
    try:
        release = open_release(home)
    except NoReleaseError:
        return {}
    return {name: release.read(name, columns=columns) for name, columns in _HISTORY.items()}
