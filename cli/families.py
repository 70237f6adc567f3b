"""Processes and their children, on Linux: no child outlives us, and no grandchild either. Elsewhere nothing happens."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

_SET_PDEATHSIG: Final = 1
_SET_CHILD_SUBREAPER: Final = 36
_ON_LINUX: Final = sys.platform == "linux"
_PATIENCE: Final = 10.0


def die_with_parent() -> None:
    """For a child just forked: it gets SIGTERM when its parent dies, also by SIGKILL."""
    if _ON_LINUX:
        ctypes.CDLL(None).prctl(_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)


def adopt_orphans() -> None:
    """Descendants whose parents die become children of this process."""
    if _ON_LINUX:
        ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def end_descendants() -> None:
    """Kill every child that is left, and those that become ours by it, until there is none."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        left = _children()
        if not left:
            return
        for pid in left:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
        for pid in left:
            with suppress(ChildProcessError):
                os.waitpid(pid, 0)


def _children() -> list[int]:
    found: list[int] = []
    for listed in Path("/proc/self/task").glob("*/children") if _ON_LINUX else ():
        with suppress(OSError):
            found += [int(pid) for pid in listed.read_text(encoding="ascii").split()]
    return found
