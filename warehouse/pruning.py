"""Taking away what nobody needs any more: old releases, and files that no release holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from warehouse.history import log, mend, pinned, superseded
from warehouse.layout import FILES, MANIFEST, RELEASES, UNFINISHED, release_path
from warehouse.reading import complete_ids, current_id, open_release
from warehouse.refusals import refusals_told
from warehouse.storage import Storage, storage_of

KEPT: Final = 10
READERS_HOLD: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Pruned:
    """What was taken away: releases by id, and how many files of how many bytes."""

    releases: tuple[str, ...]
    files: int
    size: int


def prune(
    home: Storage | Path,
    keep: int = KEPT,
    *,
    now: datetime | None = None,
    hold: timedelta = READERS_HOLD,
    wait: float = 60.0,
) -> Pruned:
    """Take away all releases but the current, the pinned, the last `keep`, and those current less than `hold` ago.

    Then the files that no release is left to hold. Killed at any moment, what is left is whole, and the next prune or
    publish goes on.
    """
    storage = storage_of(home)
    moment = now or datetime.now(UTC)
    with refusals_told(storage, "prune"), storage.lock("prune", wait):
        storage.sweep()
        mend(storage, moment)
        storage.put(UNFINISHED, b"releases are being pruned\n")
        doomed = _doomed(storage, keep, moment - hold)
        for release in doomed:
            _remove_release(storage, release)
        _remove_torn(storage)
        files, size = _remove_orphans(storage)
        storage.settle()
        storage.remove(UNFINISHED)
        storage.settle()
    return Pruned(doomed, files, size)


def clear_unfinished(storage: Storage) -> None:
    """Take away what a killed writer made that is in no release. For the holder of the lock."""
    if storage.size(UNFINISHED) is None:
        return
    _remove_torn(storage)
    _remove_orphans(storage)


def _doomed(storage: Storage, keep: int, since: datetime) -> tuple[str, ...]:
    entries = log(storage)
    there = set(complete_ids(storage))
    newest = list(dict.fromkeys(entry.release for entry in reversed(entries) if entry.release in there))
    left = superseded(entries)
    kept = set(newest[:keep]) | pinned(storage).keys() | {current_id(storage)}
    kept |= {release for release, at in left.items() if at > since}
    return tuple(sorted(there - kept))


def _remove_release(storage: Storage, release: str) -> None:
    # Without its manifest it is no release any more, whatever else is still there.
    storage.remove(release_path(release, MANIFEST))
    storage.settle()
    storage.clear(release_path(release))


def _remove_torn(storage: Storage) -> None:
    whole = set(complete_ids(storage))
    for release in storage.folders(RELEASES):
        if release not in whole:
            _remove_release(storage, release)


def _remove_orphans(storage: Storage) -> tuple[int, int]:
    needed: set[str] = set()
    for release in complete_ids(storage):
        needed |= open_release(storage, release).manifest.digests()
    files = size = 0
    for path in list(storage.list(FILES)):
        if path not in needed:
            size += storage.size(path) or 0
            storage.remove(path)
            files += 1
    return files, size
