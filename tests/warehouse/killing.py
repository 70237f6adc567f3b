"""Kills writers at a given step, beside a reader that never stops: `python -m tests.warehouse.killing STAGE KILLS`.

A step is anything that the writer asks of the file system and that Python audits: opening, linking, renaming, removing,
making a folder. The writer is a forked process that gets SIGKILL just before its n-th step. Prints JSON: how many kills
hit, how many reads the readers made, and what they saw that they should never see.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from tests.warehouse.books import Made, update_of
from warehouse import open_release, prune, publish
from warehouse.errors import NoReleaseError

_STEPS: Final = frozenset(
    {"open", "os.link", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.symlink", "os.truncate", "shutil.rmtree"}
)
_TABLES: Final = ("fact_indicator", "fact_quantity", "dim_story", "dim_person")


def books(version: int) -> list[Made]:
    """The books of a version: every figure, in every table and month, says which one it is."""
    persons = ((f"person {version}", f"Person {version}", (f"P. {version}",)),)
    return [Made(f"s{n}", f"2026-{8 + n:02}", (float(version),), persons) for n in range(3)]


def publish_version(home: Path, version: int) -> None:
    """Publish the books of a version over whatever is there."""
    publish(home, update_of(books(version)))


def prune_all(home: Path, _version: int) -> None:
    """Prune everything but the current release."""
    prune(home, keep=1, now=datetime.now(UTC) + timedelta(days=9))


STAGES: Final[dict[str, Callable[[Path, int], None]]] = {"publish": publish_version, "prune": prune_all}


def steps(stage: str, home: Path, version: int) -> int:
    """How many steps the stage takes, counted in a process of its own."""
    receive, send = os.pipe()
    child = os.fork()
    if child == 0:
        count = 0

        def hook(event: str, _arguments: object) -> None:
            nonlocal count
            count += event in _STEPS

        sys.addaudithook(hook)
        STAGES[stage](home, version)
        os.write(send, str(count).encode())
        os._exit(0)
    os.close(send)
    os.waitpid(child, 0)
    with os.fdopen(receive) as told:
        return int(told.read())


def kill_at(step: int, stage: str, home: Path, version: int) -> bool:
    """Run the stage and kill it before that step; whether it was still there to be killed."""
    child = os.fork()
    if child == 0:
        left = step

        def hook(event: str, _arguments: object) -> None:
            nonlocal left
            if event not in _STEPS:
                return
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        STAGES[stage](home, version)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def seen(home: Path) -> str | None:
    """What a reader sees that it should not: a release that can't be read, or that mixes two versions of the books."""
    try:
        release = open_release(home)
        figures = {
            row["value"] for table in ("fact_indicator", "fact_quantity") for row in release.read(table).to_pylist()
        }
        figures |= {float(name.split()[1]) for name in release.read("dim_person").column("name").to_pylist()}
        counts = {release.read(table).num_rows for table in ("fact_indicator", "fact_quantity", "dim_story")}
    except NoReleaseError:
        return "no release"
    except Exception as error:  # noqa: BLE001 - whatever goes wrong here is what is looked for
        return f"unreadable: {error!r}"
    if len(figures) != 1 or counts != {3}:
        return f"mixed: figures {figures}, rows {counts}"
    return None


def leaks(home: Path) -> list[str]:
    """What is left over in a warehouse that has just been published to or pruned."""
    folder = home / "warehouse"
    left = [str(path) for path in ((folder / "unfinished"), *(folder / "tmp").glob("*")) if path.exists()]
    needed: set[str] = set()
    for path in (folder / "releases").iterdir():
        if (path / "manifest.json").exists():
            needed |= open_release(home, path.name).manifest.digests()
        else:
            left.append(str(path))
    return left + [path.name for path in (folder / "files").iterdir() if f"files/{path.name}" not in needed]


def start_reader(home: Path) -> tuple[int, int]:
    """A process that reads until it is told to stop by SIGTERM: its id, and where to read what it saw."""
    receive, send = os.pipe()
    child = os.fork()
    if child == 0:
        stopped = False

        def stop(_signal: int, _frame: object) -> None:
            nonlocal stopped
            stopped = True

        signal.signal(signal.SIGTERM, stop)
        reads, wrong = 0, set[str]()
        while not stopped or not reads:
            found = seen(home)
            reads += 1
            if found:
                wrong.add(found)
        os.write(send, json.dumps({"reads": reads, "wrong": sorted(wrong)}).encode())
        os._exit(0)
    os.close(send)
    return child, receive


def in_a_process(work: Callable[[], object]) -> object:
    """What `work` answers in a forked process: this one must not start threads, or it could not fork any more."""
    receive, send = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(send, json.dumps(work()).encode())
        except BaseException:  # noqa: BLE001 - told on stderr; the fork must end here whatever happened
            traceback.print_exc()
        finally:
            os._exit(0)
    os.close(send)
    with os.fdopen(receive) as told:
        answer = told.read()
    os.waitpid(child, 0)
    return json.loads(answer) if answer else ["the process died"]


def main(stage: str, kills: int) -> None:
    """Kill `kills` runs of the stage at steps spread evenly over all of them, and tell what came of it."""
    home = Path(tempfile.mkdtemp(prefix="newsledger-kills-"))
    try:
        in_a_process(lambda: publish_version(home, 1))
        reader, told = start_reader(home)
        in_a_process(lambda: publish_version(home, 2))
        trial = home / "trial"
        shutil.copytree(home / "warehouse", trial / "warehouse", symlinks=True)
        count = steps(stage, trial, 3)
        hits, wrong = 0, list[object]()
        for number in range(kills):
            version = 3 + number
            if stage == "prune":
                in_a_process(lambda version=version: publish_version(home, version))  # type: ignore[misc]
            hits += kill_at(number * count // kills, stage, home, version)
            # The next run heals: another version on top, nothing left over.
            in_a_process(lambda version=version: publish_version(home, -version))  # type: ignore[misc]
            wrong += in_a_process(lambda: leaks(home))  # type: ignore[arg-type]
            if number % 50 == 49:
                in_a_process(lambda: prune_all(home, 0))
        os.kill(reader, signal.SIGTERM)
        with os.fdopen(told) as pipe:
            read = json.loads(pipe.read())
        os.waitpid(reader, 0)
        print(json.dumps({"steps": count, "hits": hits, "left": wrong, **read}))
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
