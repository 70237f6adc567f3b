"""The `newsledger` command on a machine without a network: whatever it asks of one is written down and refused."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.dags.books import PATIENCE, Ended

# A socket of the system itself is no network, nor is the name of this machine, which a library asks for.
_UNPLUG = """
import socket, sys

def watch(event, given):
    if event in {"socket.getaddrinfo", "socket.gethostbyname"} and given[0] == socket.gethostname():
        return
    if event in {"socket.getaddrinfo", "socket.gethostbyname", "socket.connect", "socket.sendto", "socket.sendmsg"}:
        if not event.startswith("socket.get") and given[0].family == socket.AF_UNIX:
            return
        asked = event, repr(given)
    elif event in {"subprocess.Popen", "os.exec", "os.posix_spawn"} and "crawl" in repr(given):
        asked = event, repr(given)
    else:
        return
    with open(WITNESS, "a") as file:
        print(*asked, file=file)
    raise OSError("this machine is unplugged")

WITNESS = sys.argv.pop(1)
sys.addaudithook(watch)
"""
_COMMAND = "from cli import main\nmain()\n"


def unplugged(
    environment: Mapping[str, str], witness: Path, *arguments: str, program: str = _COMMAND
) -> tuple[Ended, str]:
    """Run the command (or another program) to its end; and what it asked of the network, "" for nothing."""
    done = subprocess.run(
        [sys.executable, "-c", _UNPLUG + program, str(witness), *arguments],
        env=dict(environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    return Ended(done.returncode, done.stdout), witness.read_text(encoding="utf-8") if witness.exists() else ""
