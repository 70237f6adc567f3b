"""`newsledger up`: the web UI and what it needs, as processes that live and die with this one."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from rich.console import Console

from cli.airflow_home import PASSWORDS, USERS, airflow_home, environment, passwords, sole_use
from cli.families import adopt_orphans, die_with_parent, end_descendants
from sources import Settings

HOST: Final = "127.0.0.1"
_PARALLELISM: Final = 4
_RESTARTS: Final = 3
_RESTARTS_WITHIN: Final = 300.0
_TIME_TO_STOP: Final = 15.0
_TIME_TO_START: Final = 180.0
_MUST_BE_HEALTHY: Final = ("metadatabase", "scheduler", "dag_processor")


class ServingError(RuntimeError):
    """The web UI can't be served: what is in the way, and what to do."""


class Component:
    """One process of Airflow, in a process group of its own, started again when it dies, but not for ever."""

    def __init__(self, name: str, arguments: list[str], env: Mapping[str, str], log: Path) -> None:
        self.name = name
        self.log = log
        self._command = [sys.executable, "-m", "airflow", *arguments]
        self._env = env
        self._deaths: list[float] = []
        self._process = self._started()

    def _started(self) -> subprocess.Popen[bytes]:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as file:
            return subprocess.Popen(
                self._command,
                env=dict(self._env),
                cwd=self.log.parent,
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=die_with_parent,  # noqa: PLW1509 - no threads run before the children are started
            )

    def revive(self) -> int | None:
        """Start the process again where it has died; the status that it died with, None where it lives."""
        status = self._process.poll()
        if status is None:
            return None
        now = time.monotonic()
        self._deaths = [at for at in self._deaths if now - at < _RESTARTS_WITHIN] + [now]
        if len(self._deaths) > _RESTARTS:
            raise ServingError(
                f"{self.name} died {len(self._deaths)} times within {_RESTARTS_WITHIN:.0f} s; its log says why: "
                f"{self.log}"
            )
        self._process = self._started()
        return status

    def signal(self, number: int) -> None:
        """Send a signal to the process and its group."""
        try:
            os.killpg(self._process.pid, number)
        except ProcessLookupError:
            return

    def wait(self, until: float) -> bool:
        """Whether the process is gone by then (monotonic time)."""
        try:
            self._process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            return False
        return True


def serve(settings: Settings, port: int, out: Console) -> int:
    """Serve until SIGINT or SIGTERM; then no process is left. ServingError, AirflowHomeBusyError where it can't."""
    _check_port(port)
    with sole_use(settings, "newsledger up"), _stop_asked() as stop:
        env = dict(os.environ) | environment(settings) | _serving_environment(settings, port)
        given = passwords(settings)
        out.print("newsledger up: Airflow starts", style="dim")
        adopt_orphans()
        subprocess.run([sys.executable, "-m", "cli.database"], env=env, check=True, stdout=subprocess.DEVNULL)
        components: list[Component] = []
        try:
            if _bring_up(settings, port, env, components, stop, out):
                out.print(f"newsledger up: http://{HOST}:{port}", markup=False)
                for user in USERS:
                    out.print(f"    {user:<8} {given[user]}", markup=False)
                out.print(f"newsledger up: logs in {airflow_home(settings) / 'logs'}; Ctrl-C stops it", markup=False)
            while not stop.wait(0.5):
                _revive(components, out)
        finally:
            _stop(components)
            out.print("newsledger up: stopped", style="dim")
    return 0


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise ServingError(
                f"port {port} on {HOST} can't be had ({error.strerror}); stop what uses it, or name another one: "
                f"newsledger up --port {port + 1 if port < 65535 else 8080}"
            ) from error


def _serving_environment(settings: Settings, port: int) -> dict[str, str]:
    home = airflow_home(settings)
    url = f"http://{HOST}:{port}"
    return {
        "AIRFLOW__API__HOST": HOST,
        "AIRFLOW__API__PORT": str(port),
        "AIRFLOW__API__BASE_URL": url,
        "AIRFLOW__API__WORKERS": "1",
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"{url}/execution/",
        "AIRFLOW__CORE__EXECUTOR": "LocalExecutor",
        "AIRFLOW__CORE__PARALLELISM": str(_PARALLELISM),
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": ",".join(f"{user}:{user}" for user in USERS),
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(home / PASSWORDS),
        "AIRFLOW__SCHEDULER__SCHEDULER_IDLE_SLEEP_TIME": "0.3",
        "AIRFLOW__SCHEDULER__ENABLE_HEALTH_CHECK": "False",
        "NEWSLEDGER_BASE_URL": os.environ.get("NEWSLEDGER_BASE_URL") or url,
    }


def _bring_up(
    settings: Settings,
    port: int,
    env: Mapping[str, str],
    components: list[Component],
    stop: threading.Event,
    out: Console,
) -> bool:
    """Start all components; True when all are healthy, False when asked to stop before."""
    logs = airflow_home(settings) / "logs"

    def start(name: str, *arguments: str) -> None:
        components.append(Component(name, [name, *arguments], env, logs / f"{name}.log"))

    start("api-server", "--host", HOST, "--port", str(port), "--workers", "1")
    start("dag-processor")
    # The scheduler's first tasks fail where nobody answers them yet.
    if not _until(lambda: _health(port) is not None, components, stop, out):
        return False
    start("scheduler", "--skip-serve-logs")
    start("triggerer", "--skip-serve-logs")
    return _until(lambda: _healthy(port), components, stop, out)


def _until(reached: Callable[[], bool], components: list[Component], stop: threading.Event, out: Console) -> bool:
    until = time.monotonic() + _TIME_TO_START
    while not stop.wait(0.3):
        _revive(components, out)
        if reached():
            return True
        if time.monotonic() > until:
            raise ServingError(f"the web UI is not ready after {_TIME_TO_START:.0f} s; see {components[0].log.parent}")
    return False


def _health(port: int) -> Mapping[str, Any] | None:
    """What the API server says of itself and the others; None where it does not answer."""
    try:
        with urllib.request.urlopen(f"http://{HOST}:{port}/api/v2/monitor/health", timeout=5) as answer:
            health: Mapping[str, Any] = json.load(answer)
    except (OSError, ValueError):
        return None
    return health


def _healthy(port: int) -> bool:
    health = _health(port) or {}
    return all(health.get(name, {}).get("status") == "healthy" for name in _MUST_BE_HEALTHY)


def _revive(components: list[Component], out: Console) -> None:
    for component in components:
        status = component.revive()
        if status is not None:
            out.print(f"newsledger up: {component.name} died with status {status}; started again", style="yellow")


def _stop(components: list[Component]) -> None:
    for component in components:
        component.signal(signal.SIGTERM)
    until = time.monotonic() + _TIME_TO_STOP
    for component in components:
        component.wait(until)
        component.signal(signal.SIGKILL)
        component.wait(until + _TIME_TO_STOP)
    end_descendants()


@contextmanager
def _stop_asked() -> Iterator[threading.Event]:
    """An event that SIGINT, SIGTERM and SIGHUP set."""
    stop = threading.Event()
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, lambda *_: stop.set()) for number in numbers}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
