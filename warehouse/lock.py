"""One writer at a time: a lock that the system releases when its holder dies."""

from __future__ import annotations

import fcntl
import json
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from warehouse.errors import LockHeldError

_POLL_SECONDS: Final = 0.05


@contextmanager
def writer_lock(path: Path, *, who: str, wait: float) -> Iterator[None]:
    """Hold the lock file at `path` while the block runs, after waiting for it up to `wait` seconds.

    `who` is what another writer is told. Raises LockHeldError that names the holder when the time is over.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        _acquire(descriptor, path, wait)
        note = {
            "who": who,
            "pid": os.getpid(),
            "host": socket.gethostname(),
            "since": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        _write(descriptor, json.dumps(note).encode())
        try:
            yield
        finally:
            _write(descriptor, b"")
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, path: Path, wait: float) -> None:
    deadline = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise LockHeldError(f"{path}: {_holder(descriptor)}; try again when it is done") from None
            time.sleep(_POLL_SECONDS)
        else:
            return


def _holder(descriptor: int) -> str:
    try:
        note = json.loads(os.pread(descriptor, 4096, 0))
        return f"{note['who']} writes here (process {note['pid']} on {note['host']}, since {note['since']})"
    except (ValueError, KeyError):
        return "another process writes here"


def _write(descriptor: int, content: bytes) -> None:
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, content, 0)
