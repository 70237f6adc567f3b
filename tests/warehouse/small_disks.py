"""Real file systems that are full, or read-only: `python -m tests.warehouse.small_disks [--sample]`.

Each stage is run on a tmpfs that has a few pages, or a few inodes, left for it, more every time until it gets through;
and on one that is read-only. What refuses is the kernel, so Arrow's and SQLite's own writing is refused as well. Needs
Linux, and either root or user namespaces; ends with 77 where it can't mount. Prints JSON.
"""

from __future__ import annotations

import argparse
import errno
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from tests.warehouse.file_steps import Fault
from tests.warehouse.refusing import misses
from tests.warehouse.trials import STAGES, Bench, forked, seen

CANNOT: Final = 77
_ALONE: Final = "--in-a-namespace"
_PAGE: Final = os.sysconf("SC_PAGE_SIZE")
_FULL: Final = Fault("full", errno.ENOSPC, frozenset(), lasting=True)
_READ_ONLY: Final = Fault("read-only", errno.EROFS, frozenset(), lasting=True)
_ROOMY: Final = "rw,size=200m,nr_inodes=20000"


def options(kind: str, left: int, at: Path) -> str:
    """What to mount with so that only so many pages or inodes are left."""
    room = os.statvfs(at)
    if kind == "pages":
        return f"rw,size={(room.f_blocks - room.f_bfree) * room.f_frsize + left * _PAGE},nr_inodes=20000"
    return f"rw,size=200m,nr_inodes={room.f_files - room.f_ffree + left}"


def trials(sample: bool) -> Iterator[tuple[str, str, int]]:
    """Stage, what is short, and how much is left; the caller goes on to the next stage once one gets through."""
    amounts = [0, 1, 2, 3, 5, 8, 12, 20, 30, 50, 80, 120, 200, 300, 500, 800]
    for stage in ("parse", "publish") if sample else STAGES:
        yield stage, "read-only", 0
        for kind in ("pages", "inodes"):
            for left in [1] if sample else amounts:
                yield stage, kind, left


def try_once(bench: Bench, mount: Path, stage: str, kind: str, left: int) -> tuple[bool, list[str]]:
    """Whether the stage was refused, and what was wrong."""
    remount(mount, _ROOMY)
    bench.reset(stage)
    remount(mount, "ro" if kind == "read-only" else options(kind, left, mount))
    outcome = bench.run(stage)
    found = misses(outcome, _READ_ONLY if kind == "read-only" else _FULL)
    if (
        kind == "inodes"
        and outcome.error
        and "no inodes left" not in outcome.error[1]
        and "index of" not in outcome.error[1]
    ):
        found.append(f"it does not say that the inodes are used up: {outcome.error[1]}")
    if problem := forked(lambda: seen(bench.home)):
        found.append(f"after the refusal: {problem}")
    remount(mount, _ROOMY)
    bench.heal(stage)
    found += bench.wrong(stage)
    return outcome.error is not None, [f"{stage}, {left} {kind} left: {each}" for each in found]


def remount(mount: Path, options: str) -> None:
    """Give the file system other limits."""
    subprocess.run(["mount", "-o", f"remount,{options}", str(mount)], check=True)


def main(arguments: list[str]) -> int:
    """Try; 1 where anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", action="store_true", help="two stages, one trial of each kind")
    parser.add_argument(_ALONE, action="store_true", dest="alone", help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if not given.alone:
        return in_a_namespace(arguments)
    folder = Path(tempfile.mkdtemp(prefix="newsledger-disks-"))
    mount = folder / "disk"
    mount.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", _ROOMY, "newsledger", str(mount)], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        print(mounted.stderr.strip(), file=sys.stderr)
        shutil.rmtree(folder)
        return CANNOT
    told: dict[str, dict[str, Any]] = {}
    try:
        bench = Bench(folder, mount / "home")
        bench.prepare()
        through: set[tuple[str, str]] = set()
        for stage, kind, left in trials(given.sample):
            if (stage, kind) in through:
                continue
            refused, wrong = try_once(bench, mount, stage, kind, left)
            so_far = told.setdefault(f"{stage}, {kind}", {"trials": 0, "refused": 0, "wrong": []})
            so_far["trials"] += 1
            so_far["refused"] += refused
            so_far["wrong"] += wrong
            if not refused:
                through.add((stage, kind))
    finally:
        subprocess.run(["umount", str(mount)], check=True)
        shutil.rmtree(folder)
    print(json.dumps(told, indent=1))
    return int(any(each["wrong"] for each in told.values()))


def in_a_namespace(arguments: list[str]) -> int:
    """The same in a mount namespace of its own, where nobody else sees what is mounted."""
    unshare = shutil.which("unshare")
    if sys.platform != "linux" or unshare is None:
        print("this needs Linux, with unshare", file=sys.stderr)
        return CANNOT
    ways = [["--mount"]] if os.geteuid() == 0 else [["--mount", "--map-root-user"]]
    for way in ways:
        if subprocess.run([unshare, *way, "true"], capture_output=True, check=False).returncode == 0:
            command = [unshare, *way, sys.executable, "-m", "tests.warehouse.small_disks", _ALONE, *arguments]
            return subprocess.run(command, check=False).returncode
    print("no mount namespace may be made here", file=sys.stderr)
    return CANNOT


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
