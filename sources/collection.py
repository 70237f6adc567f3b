"""What one collection brought, per source, with every failure and its reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sources.articles import ArticleVersion


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that could not be collected: the file or URL (relative to the source), a reason's stable id, and the words.

    Where a whole source failed, `where` is its folder or address.
    """

    where: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """One source in one collection: `found` articles = new + changed + unchanged + failed + skipped.

    `fetched` counts bodies that were read; `skipped` what `limit` and `since` left out; `last_new_at` is the newest version that the
    archive has of this source, this collection included; `notes` are things worth knowing that failed nothing (a layout that changed).
    """

    source_id: str
    found: int
    fetched: int
    new: int
    changed: int
    unchanged: int
    skipped: int
    failures: tuple[Failure, ...]
    last_new_at: datetime | None
    notes: tuple[str, ...] = ()

    @property
    def failed(self) -> int:
        """How many things failed."""
        return len(self.failures)

    def sentence(self) -> str:
        """One line for the log."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Collection:
    """What came in. `collection_no` is None where nothing was new: then no record was written and no collection closed."""

    collection_no: int | None
    at: datetime
    new: tuple[ArticleVersion, ...]
    health: tuple[SourceHealth, ...]
