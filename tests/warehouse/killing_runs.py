"""Kills whole runs, Airflow and all: `python -m tests.warehouse.killing_runs [N]`.

`newsledger run` is started over and over on one home whose articles change every time; the process and all that it
started get SIGKILL some time after a stage has told of itself, another stage every time. A reader goes on all the
while. Then the next run has to come through, and to leave the release that the archive makes and no process. Prints
JSON.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from tests.warehouse.trials import Bench, stop_reader

# What a run tells of, in order; the last one is there when all is published.
_STAGES: Final = ("airflow", "collect", "planning", "parsing", "reconciling", "auditing")
_LATER: Final = 0.3


class Runs:
    """Runs of the command on the home of a bench."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._environment = {
            **os.environ,
            "NEWSLEDGER_HOME": str(bench.home),
            "NEWSLEDGER_SOURCES": str(bench.settings.catalogue),
            "PYTHONWARNINGS": "ignore",
        }

    def change(self, number: int) -> None:
        """Other figures in every article, and a new article."""
        for cluster in (2, 4, 6):
            self._bench.write(cluster, cases=100 * number + cluster, total=7 if cluster == number % 8 else 5)
        self._bench.write(10 + number, cases=number)

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """A command in a session of its own."""
        return subprocess.Popen(
            [str(Path(sys.executable).parent / "newsledger"), *arguments],
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def through(self, *arguments: str) -> tuple[int, str, float]:
        """A command to its end: its status, what it printed, and the seconds it took."""
        begun = time.monotonic()
        process = self.start(*arguments)
        printed, _ = process.communicate()
        return process.returncode, printed.decode("utf-8", "replace"), time.monotonic() - begun

    def left(self) -> list[str]:
        """Processes that still have this home in their environment."""
        found = []
        for folder in Path("/proc").iterdir():
            with contextlib.suppress(OSError):
                if folder.name.isdigit() and f"NEWSLEDGER_HOME={self._bench.home}".encode() in (
                    folder / "environ"
                ).read_bytes().split(b"\0"):
                    found.append((folder / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace"))
        return found


def kill_after(process: subprocess.Popen[bytes], stage: str, seconds: float) -> bool:
    """Kill a run and all that it started, so long after that stage has told of itself; whether it was still there."""
    assert process.stdout is not None
    for line in process.stdout:
        if f" s  {stage}".encode() in line:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(seconds)
            break
    there = process.poll() is None
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    return there


def main(kills: int) -> int:
    """Kill so many runs; 1 where anything was wrong."""
    folder = Path(tempfile.mkdtemp(prefix="newsledger-runs-"))
    told: dict[str, Any] = {"kills": kills, "hits": 0, "reads": 0, "stages": {}, "seen": [], "wrong": []}
    try:
        bench = Bench(folder)
        runs = Runs(bench)
        runs.change(0)
        status, printed, _ = runs.through("run")
        if status not in {0, 1}:
            raise RuntimeError(f"the first run ended with {status}: {printed}")
        runs.change(1)
        told["seconds of a run"] = round(runs.through("run")[2], 1)
        for number in range(kills):
            runs.change(2 + number)
            reader = bench.start_reader()
            stage = _STAGES[number % len(_STAGES)]
            # Each time round a little later after the stage's line.
            hit = kill_after(runs.start("run"), stage, (number // len(_STAGES)) * _LATER)
            told["hits"] += hit
            told["stages"][stage] = told["stages"].get(stage, 0) + hit
            status, printed, _ = runs.through("run")
            reads, strange = stop_reader(reader)
            told["reads"] += reads
            told["seen"] += [f"kill {number}: {each}" for each in strange]
            wrong = [f"a process is left: {each}" for each in runs.left()]
            wrong += [f"left over: {each}" for each in bench.strays("publish")]
            if status not in {0, 1} or "broke off" in printed:
                wrong.append(f"the next run ended with {status}: {printed[-500:]}")
            status, printed, _ = runs.through("verify", *([] if number % 5 == 4 else ["--quick"]))
            if status:
                wrong.append(f"verify: {printed[-500:]}")
            told["wrong"] += [f"kill {number}, in {stage}: {each}" for each in wrong]
            print(number, stage, wrong, strange, file=sys.stderr, flush=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(json.dumps(told, indent=1))
    return int(bool(told["seen"] or told["wrong"] or told["hits"] < kills))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 30))
