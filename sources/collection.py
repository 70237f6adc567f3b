"""What one collection brought, per source, with every failure and its reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sources.articles import ArticleVersion


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that could not be collected: the file or URL, a reason's stable id, and the words for an operator.

    Where a whole source failed, `where` is its folder or address.
    """

    where: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """One source in one collection: `found` articles = new + changed + unchanged + failed + skipped.

    `fetched` counts bodies that were read; `skipped` what `limit`, `since` and withdrawals left out; `last_new_at` is
    when the newest version of the source was archived, this collection included; `notes` failed nothing, but are worth
    knowing.
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
    """What came in. Where nothing was new, `collection_no` is None: nothing was written and no collection closed."""

    collection_no: int | None
    at: datetime
    new: tuple[ArticleVersion, ...]
    health: tuple[SourceHealth, ...]
