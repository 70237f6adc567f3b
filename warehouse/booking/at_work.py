"""Which processes are at work on a run: what they hold is let go when they die, however they die."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_FOLDER: Final = "at-work"


@contextmanager
def at_work(run_dir: Path, task: str) -> Iterator[None]:
    """Show, while the block runs, that a process is at work on that task of the run.

    `task` names it within the run, and is fit for a file name. What another process that died in it left is taken over.
    """
    mark = run_dir / _FOLDER / task
    mark.parent.mkdir(parents=True, exist_ok=True)
    # Locked before it has its name, so that nobody ever finds it there without its holder.
    unnamed = mark.with_name(f".{task}.{os.getpid()}")
    descriptor = os.open(unnamed, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        unnamed.replace(mark)
        try:
            yield
        finally:
            mark.unlink(missing_ok=True)
    finally:
        os.close(descriptor)


def tasks_at_work(run_dir: Path) -> dict[str, bool]:
    """The tasks of a run that have begun and not ended, and whether the process of each still lives."""
    found = {}
    for mark in sorted((run_dir / _FOLDER).glob("[!.]*")):
        lives = _held(mark)
        if lives is not None:
            found[mark.name] = lives
    return found


def _held(mark: Path) -> bool | None:
    """Whether a process holds the mark; None where it ended while we looked."""
    try:
        descriptor = os.open(mark, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    else:
        return False if mark.exists() else None
    finally:
        os.close(descriptor)
