"""What the system refuses, told so that an operator knows what happened, where, what is safe and what to do."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from warehouse.errors import WarehouseError
from warehouse.reading import current_id
from warehouse.storage import LocalStorage, Storage

_SPACE: Final = "Free some space (`newsledger prune` takes old releases away, old folders below runs/ can go)"
_DISK: Final = "The disk or its connection is failing: look into the system's log, and have a backup at hand"
_CLOSED: Final = "Make that place writable for the user who runs this"
_REMEDIES: Final = {
    errno.ENOSPC: _SPACE,
    errno.EDQUOT: _SPACE,
    errno.EIO: _DISK,
    errno.EROFS: _CLOSED,
    errno.EACCES: _CLOSED,
    errno.EPERM: _CLOSED,
    errno.EMFILE: "Raise the limit of open files",
    errno.ENFILE: "Raise the limit of open files",
}
_NO_INODES: Final = "The file system has space, but no inodes left for more files: take files away, or give it more"
_FEW_INODES: Final = 16
_SOME_SPACE: Final = 1 << 20  # bytes
# SQLite has errors of its own for the same things.
_SQLITE: Final = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_IOERR: errno.EIO,
    sqlite3.SQLITE_READONLY: errno.EROFS,
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,
    sqlite3.SQLITE_CORRUPT: errno.EIO,
}


@contextmanager
def refusals_told(place: Storage | Path, what: str, where: Path | None = None) -> Iterator[None]:
    """Turns what the system refuses (no space, read-only, broken) into a WarehouseError: what, where, what to do.

    `place` is the warehouse's storage, or the folder of all state; `what` the thing that could not be done, `where` is
    told when the system doesn't say itself.
    """
    try:
        yield
    except OSError as error:
        raise _told(place, what, error.errno, error.strerror or str(error), error.filename or where) from error
    except sqlite3.OperationalError as error:
        code, said = getattr(error, "sqlite_errorcode", 0) & 0xFF, str(error)
        number = _SQLITE.get(code)
        if code == sqlite3.SQLITE_CANTOPEN and _inodes_used_up(_storage(place)):  # SQLite doesn't tell why it can't
            number, said = errno.ENOSPC, f"{os.strerror(errno.ENOSPC)} ({said})"
        raise _told(place, what, number, said, "the index of the archive") from error


def _storage(place: Storage | Path) -> Storage:
    return LocalStorage(place / "warehouse") if isinstance(place, Path) else place


def _told(place: Storage | Path, what: str, number: int | None, said: str, where: object) -> WarehouseError:
    storage = _storage(place)
    try:
        current = current_id(storage)
    except OSError:
        current = None
    stays = f"{current} is the current release, intact" if current else "there is no release yet"
    where = where or getattr(storage, "root", None)
    at = f" at {where}" if where else ""
    return WarehouseError(f"could not {what}: {said}{at}; {stays}. {_remedy(storage, number)}, and run again")


def _remedy(storage: Storage, number: int | None) -> str:
    if number == errno.ENOSPC and _inodes_used_up(storage):
        return _NO_INODES
    return _REMEDIES.get(number or 0, "Mend that")


def _inodes_used_up(storage: Storage) -> bool:
    """Whether there is space and hardly an inode; what was given up for want of one may have given some back."""
    if not isinstance(storage, LocalStorage):
        return False
    try:
        room = os.statvfs(storage.root if storage.root.exists() else storage.root.parent)
    except OSError:
        return False
    return room.f_files > 0 and room.f_favail < _FEW_INODES and room.f_bavail * room.f_frsize > _SOME_SPACE
