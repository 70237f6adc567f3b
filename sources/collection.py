"""What one collection brought, per source, with every failure and its reason."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec

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

    def by_reason(self) -> dict[str, int]:
        """How many things failed, by reason, most first."""
        return dict(Counter(failure.reason for failure in self.failures).most_common())

    def sentence(self) -> str:
        """One line for the log: counts, then why things failed."""
        counts = f"{self.found} found, {self.new} new, {self.changed} changed, {self.unchanged} unchanged"
        counts += f", {self.skipped} skipped" if self.skipped else ""
        reasons = ", ".join(f"{reason} {count}" for reason, count in self.by_reason().items())
        failed = f", {self.failed} failed ({reasons})" if self.failures else ""
        return f"{self.source_id}: {counts}{failed}"


@dataclass(frozen=True, slots=True)
class Collection:
    """What came in. Where nothing was new, `collection_no` is None: nothing was written and no collection closed."""

    collection_no: int | None
    at: datetime
    new: tuple[ArticleVersion, ...]
    health: tuple[SourceHealth, ...]


FILE_NAME: Final = "collection.json"


def write_collection(run_dir: Path, collection: Collection) -> Path:
    """Write a collection as `collection.json` into a run's folder, whole or not at all; the file's path."""
    run_dir.mkdir(parents=True, exist_ok=True)
    path = run_dir / FILE_NAME
    unfinished = run_dir / f"{FILE_NAME}.new"
    with unfinished.open("wb") as file:
        file.write(msgspec.json.format(msgspec.json.encode(collection), indent=2))
        file.flush()
        os.fsync(file.fileno())
    return unfinished.replace(path)


def read_collection(run_dir: Path) -> Collection:
    """The collection that a run's folder holds; OSError where there is none."""
    return msgspec.json.decode((run_dir / FILE_NAME).read_bytes(), type=Collection)
