"""The Airflow below `$NEWSLEDGER_HOME/airflow`: its environment, its database, and who uses it."""

from __future__ import annotations

import fcntl
import json
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Final

from sources import Settings

SECRETS: Final = "secrets.json"
PASSWORDS: Final = "passwords.json"
USERS: Final = ("admin", "viewer")
_READY: Final = "database_of"


class AirflowHomeBusyError(RuntimeError):
    """Another process uses this Airflow: who."""


def airflow_home(settings: Settings) -> Path:
    """The folder of the Airflow that belongs to a home."""
    return settings.home / "airflow"


def dags_folder() -> Path:
    """Where the DAGs of this installation lie."""
    return Path(__file__).resolve().parent.parent / "dags"


def environment(settings: Settings) -> dict[str, str]:
    """The variables that every process of this Airflow needs.

    What decides where state lies is ours alone, whatever Airflow the caller has elsewhere.
    """
    home = airflow_home(settings)
    return {
        "AIRFLOW_HOME": str(home),
        "AIRFLOW_CONFIG": str(home / "airflow.cfg"),
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{home / 'airflow.db'}",
        "AIRFLOW__CORE__DAGS_FOLDER": str(dags_folder()),
        "AIRFLOW__CORE__PLUGINS_FOLDER": str(home / "plugins"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "False",
        "AIRFLOW__LOGGING__BASE_LOG_FOLDER": str(home / "logs"),
        "GX_ANALYTICS_ENABLED": "false",
        "NEWSLEDGER_HOME": str(settings.home),
        "NEWSLEDGER_SOURCES": str(settings.catalogue),
        "PYTHONWARNINGS": "ignore",
        **_secrets(home),
    }


def prepare_database(settings: Settings) -> None:
    """Make the database, or bring it up to this Airflow's version; nothing where it is. Airflow must be importable."""
    mark = airflow_home(settings) / _READY
    wanted = version("apache-airflow-core")
    if mark.exists() and mark.read_text(encoding="utf-8") == wanted:
        return
    from airflow.utils.db import initdb

    initdb()
    mark.write_text(wanted, encoding="utf-8")


@contextmanager
def sole_use(settings: Settings, who: str) -> Iterator[None]:
    """Hold this Airflow for as long as the block runs. AirflowHomeBusyError says who has it."""
    home = airflow_home(settings)
    home.mkdir(parents=True, exist_ok=True)
    with (home / "in_use").open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            raise AirflowHomeBusyError(file.read().strip() or "another process") from error
        file.truncate(0)
        file.write(f"{who} (process {os.getpid()})\n")
        file.flush()
        yield
        file.truncate(0)


def passwords(settings: Settings) -> Mapping[str, str]:
    """The password of each user of the web UI, made once per home and readable for its owner alone."""
    return _kept(airflow_home(settings) / PASSWORDS, USERS)


def _secrets(home: Path) -> dict[str, str]:
    # Fixed, for else every process of one Airflow makes its own, and none believes the others.
    kept = _kept(home / SECRETS, ("jwt", "api"))
    return {"AIRFLOW__API_AUTH__JWT_SECRET": kept["jwt"], "AIRFLOW__API__SECRET_KEY": kept["api"]}


def _kept(path: Path, names: tuple[str, ...]) -> dict[str, str]:
    if path.exists():
        found: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
        if set(names) <= found.keys():
            return found
    made = {name: secrets.token_urlsafe(18 if name in USERS else 32) for name in names}
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(made, file)
    part.replace(path)
    return made
