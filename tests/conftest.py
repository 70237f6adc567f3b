"""What holds for every test: its own Airflow home, nothing of the caller's settings, no network but loopback."""

import ipaddress
import os
import shutil
import socket
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.servers import find_server

IN_CI = os.environ.get("NEWSLEDGER_CI") == "1"
AIRFLOW_HOME = pytest.StashKey[Path]()


class LeftLoopbackError(RuntimeError):
    """A test tried to reach another machine. No OSError: code that forgives unreachable hosts must not hide it."""


def pytest_configure(config: pytest.Config) -> None:
    """Give the process (each worker its own) an environment of its own before anything imports Airflow."""
    unhurried = [HealthCheck.too_slow]
    settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True, suppress_health_check=unhurried)
    settings.register_profile("exploring", deadline=None, print_blob=True, suppress_health_check=unhurried)
    settings.load_profile("ci" if IN_CI else os.environ.get("HYPOTHESIS_PROFILE", "exploring"))
    for name in [
        name for name in os.environ if name.startswith(("NEWSLEDGER_", "AIRFLOW_")) and name != "NEWSLEDGER_CI"
    ]:
        del os.environ[name]
    home = Path(tempfile.mkdtemp(prefix="newsledger-tests-"))
    config.stash[AIRFLOW_HOME] = home
    os.environ |= {
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "GX_ANALYTICS_ENABLED": "false",
    }


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind."""
    if home := config.stash.get(AIRFLOW_HOME, None):
        shutil.rmtree(home, ignore_errors=True)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose servers this machine lacks, saying so; in CI, where they were installed, fail it."""
    for marker in item.iter_markers("servers"):
        for name in marker.args:
            if find_server(name) is None:
                reason = f"{name} is not installed here"
                pytest.fail(reason, pytrace=False) if IN_CI else pytest.skip(reason)


def is_local(family: int, address: Any) -> bool:
    """Whether a socket address stays on this machine: a Unix socket, loopback, or the unspecified address."""
    if family not in {socket.AF_INET, socket.AF_INET6}:
        return True
    host = str(address[0])
    if host in {"", "localhost"}:
        return True
    try:
        ip = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return ip.is_loopback or ip.is_unspecified


@pytest.fixture(scope="session", autouse=True)
def loopback_only() -> Iterator[None]:
    """Refuse connections from this process to other machines, and names that would be looked up there."""

    def guarded(original: Callable[..., Any], position: int) -> Callable[..., Any]:
        def call(self: socket.socket, *args: Any) -> Any:
            if not is_local(self.family, args[position]):
                message = f"a test tried to reach {args[position]}"
                raise LeftLoopbackError(message)
            return original(self, *args)

        return call

    def look_up(host: Any, *args: Any, **kwargs: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name is not None and name != socket.gethostname() and not is_local(socket.AF_INET, (name,)):
            message = f"the name {name!r} is not looked up in tests"
            raise socket.gaierror(socket.EAI_NONAME, message)
        return resolve(host, *args, **kwargs)

    resolve = socket.getaddrinfo
    with pytest.MonkeyPatch.context() as patch:
        for name, position in (("connect", 0), ("connect_ex", 0), ("sendto", -1)):
            patch.setattr(socket.socket, name, guarded(getattr(socket.socket, name), position))
        patch.setattr(socket, "getaddrinfo", look_up)
        yield
