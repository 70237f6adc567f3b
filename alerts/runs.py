"""How the runs of a home show themselves from outside: begun, at work, killed, finished."""

from __future__ import annotations

import json
import os
import socket
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from warehouse.booking import tasks_at_work


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run as its folder `runs/<run_id>/` tells it.

    `alive`: whether its processes are; null where there is none to ask after, or it is another machine's. `died_in` are
    the tasks whose process died in the middle, `idle_since` when something was last done where no task is at work;
    null where one process lives as long as the run, or a task is at work. `dry_run`: it tells nobody of what it finds.
    """

    run_id: str
    started_at: datetime
    finished: bool
    dag_id: str = "news_ledger"
    alive: bool | None = None
    died_in: tuple[str, ...] = ()
    idle_since: datetime | None = None
    dry_run: bool = False


def runs_of(home: Path) -> list[Run]:
    """The runs that have begun, the oldest first. A folder without `started.json` is no run yet."""
    runs = [_run(started) for started in (home / "runs").glob("*/started.json")]
    return sorted(runs, key=lambda run: (run.started_at, run.run_id))


def _run(started: Path) -> Run:
    """`started.json` holds `run_id`, `pid`, `host`, `started_at` (ISO 8601), `dag_id`, `dry_run`, each optional."""
    facts = _facts(started)
    run_id = str(facts.get("run_id") or started.parent.name)
    began = _time(facts.get("started_at")) or _touched(started)
    if (started.parent / "finished.json").exists():
        return Run(run_id=run_id, started_at=began, finished=True)
    tasks = tasks_at_work(started.parent)
    died_in = tuple(task for task, lives in tasks.items() if not lives)
    alive = not died_in if tasks else _alive(facts.get("pid"), facts.get("host"))
    idle = None if tasks or "pid" in facts else max(map(_touched, started.parent.rglob("*")))
    return Run(
        run_id=run_id,
        started_at=began,
        finished=False,
        dag_id=str(facts.get("dag_id") or "news_ledger"),
        alive=alive,
        died_in=died_in,
        idle_since=idle,
        dry_run=facts.get("dry_run") is True,
    )


def _facts(path: Path) -> dict[str, Any]:
    try:
        facts = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return {}
    return facts if isinstance(facts, dict) else {}


def _touched(path: Path) -> datetime:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except FileNotFoundError:  # taken away while we looked
        return datetime.min.replace(tzinfo=UTC)


def _time(text: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _alive(pid: object, host: object) -> bool | None:
    if not isinstance(pid, int) or pid <= 0 or (host and host != socket.gethostname()):
        return None
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return None
    return True
