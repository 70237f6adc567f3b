"""`newsledger run`: one run of the DAG in this process, with an Airflow that leaves no server behind."""

from __future__ import annotations

import importlib
import logging
import os
import sys
import time
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from rich.console import Console

from alerts.announcing import Announcement, read_announcement
from cli.airflow_home import dags_folder, environment, prepare_database, sole_use
from sources import Settings
from warehouse.booking import begin, finish, run_folder

LOG_FILE: Final = "run.log"
_TOLD: Final = ("warehouse.booking", "alerts.announcing", "sources.collect")


class Progress(logging.Handler):
    """Writes what the stages log to the terminal, with the seconds since the beginning."""

    def __init__(self, console: Console) -> None:
        super().__init__(logging.INFO)
        self._console = console
        self._began = time.monotonic()

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
        style = "yellow" if record.levelno >= logging.WARNING else "dim"
        name = record.name.rpartition(".")[2]
        first, _, _ = record.getMessage().partition("\n")
        self.say(f"{name:<12} {first}", style)

    def say(self, line: str, style: str = "dim") -> None:
        """Write one line of our own."""
        seconds = time.monotonic() - self._began
        self._console.print(f"{seconds:5.1f} s  {line}", style=style, markup=False)


def run(
    settings: Settings, params: Mapping[str, Any], now: datetime | None = None, *, dag_id: str = "news_ledger"
) -> tuple[Path, Announcement | None]:
    """Run a DAG to its end: the run's folder, and what it came to (None where it broke before it could say).

    Logs go to `run.log` in the run's folder, progress to the terminal. AirflowHomeBusyError where this Airflow is in
    use.
    """
    moment = now or datetime.now(UTC)
    run_id = f"manual__{moment.isoformat()}"
    run_dir = run_folder(settings.home, run_id)
    with sole_use(settings, "newsledger run"):
        begin(run_dir, run_id, moment, dag_id=dag_id, pid=os.getpid(), dry_run=bool(params.get("dry_run")))
        with _logged(run_dir / LOG_FILE) as console:
            progress = Progress(console)
            try:
                with _listening(progress):
                    _execute(settings, dag_id, run_id, moment, params, progress)
            except BaseException as error:
                finish(run_dir, datetime.now(UTC), green=False, said=f"broke off: {error!r}")
                if not isinstance(error, Exception):
                    raise
                traceback.print_exc()  # into the log of the run
                return run_dir, None
    return run_dir, read_announcement(run_dir)


def _execute(
    settings: Settings, dag_id: str, run_id: str, moment: datetime, params: Mapping[str, Any], progress: Progress
) -> None:
    os.environ.update(environment(settings))
    progress.say("airflow      starts")
    import airflow.settings  # noqa: F401 - configures the database that the next line makes

    prepare_database(settings)
    dag = _dag(dag_id)
    finished = dag.test(run_after=moment, logical_date=moment, run_conf=dict(params))
    if finished.run_id != run_id:
        raise RuntimeError(f"Airflow named the run {finished.run_id}, expected {run_id}: its folder is not found by it")


def _dag(dag_id: str) -> Any:  # noqa: ANN401 - Airflow's DAG
    """The DAG of that name, from the file of that name."""
    from airflow.sdk import DAG

    # Airflow's own processes find there what the DAGs share.
    sys.path.append(str(dags_folder()))
    module = importlib.import_module(dag_id)
    return next(one for one in vars(module).values() if isinstance(one, DAG) and one.dag_id == dag_id)


@contextmanager
def _listening(handler: logging.Handler) -> Iterator[None]:
    loggers = [logging.getLogger(name) for name in _TOLD]
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeHandler(handler)


@contextmanager
def _logged(path: Path) -> Iterator[Console]:
    """Send everything that this process and its libraries write to a file; the terminal is the console given."""
    sys.stdout.flush()
    sys.stderr.flush()
    kept = [os.dup(1), os.dup(2)]
    log = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o644)
    try:
        os.dup2(log, 1)
        os.dup2(log, 2)
        with os.fdopen(os.dup(kept[0]), "w", encoding="utf-8") as terminal:
            yield Console(file=terminal, highlight=False, soft_wrap=True)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os.dup2(kept[0], 1)
        os.dup2(kept[1], 2)
        for descriptor in (*kept, log):
            os.close(descriptor)
