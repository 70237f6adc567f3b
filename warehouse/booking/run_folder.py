"""A run's folder, `runs/<run id>/`: what goes between its stages, and the marks that it began and ended."""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import msgspec

STARTED: Final = "started.json"
FINISHED: Final = "finished.json"
_HARMLESS: Final = re.compile(r"[^A-Za-z0-9_.~:+-]")


def run_folder(home: Path, run_id: str) -> Path:
    """The folder of a run; any id makes one directly below `runs/`."""
    name = _HARMLESS.sub("_", run_id)
    return home / "runs" / (name if name.strip(".") else f"_{name}")


def begin(
    run_dir: Path,
    run_id: str,
    at: datetime,
    *,
    dag_id: str | None = None,
    pid: int | None = None,
    dry_run: bool = False,
) -> None:
    """Say that the run has begun, once; `pid` only of a process that lives until the run ends."""
    if (run_dir / STARTED).exists():
        return
    facts: dict[str, Any] = {"run_id": run_id, "host": socket.gethostname(), "started_at": at.isoformat()}
    known = {"dag_id": dag_id, "pid": pid, "dry_run": dry_run or None}
    write_json(run_dir / STARTED, facts | {name: value for name, value in known.items() if value is not None})


def finish(run_dir: Path, at: datetime, *, green: bool, said: str) -> None:
    """Say that the run has ended, how, and in one sentence what came of it."""
    write_json(run_dir / FINISHED, {"finished_at": at.isoformat(), "green": green, "said": said})


def write_json(path: Path, content: object) -> Path:
    """Write JSON whole or not at all; the path."""
    return write_bytes(path, msgspec.json.format(msgspec.json.encode(content), indent=2))


def write_bytes(path: Path, content: bytes) -> Path:
    """Write a file whole or not at all; the path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        return part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink()
        raise


def read_json(path: Path) -> Mapping[str, Any]:
    """The object in a JSON file; {} where there is no such file."""
    try:
        content: Mapping[str, Any] = msgspec.json.decode(path.read_bytes())
    except FileNotFoundError:
        return {}
    return content
