"""One stage of a run, tried in a process of its own while its file system fails or kills it; then the next run.

Everything is forked from one process that has imported all there is and never starts a thread: a trial costs no start
of Python. What a trial needs of the stages before lies ready in templates.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
import signal
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final

import great_expectations  # noqa: F401 - so that no trial has to import it

import expectations.suites.story
import expectations.suites.structure
import expectations.suites.translations
import expectations.suites.warnings
import expectations.validation  # noqa: F401 - the same
import warehouse
from sources import Settings
from tests.warehouse.file_steps import Fault, fail_at, kill_at
from transforms import parse_article
from warehouse import booking
from warehouse.errors import NoReleaseError, WarehouseError
from warehouse.manifest import manifest_from_json
from warehouse.schema import TABLES

MORNING: Final = datetime(2026, 3, 1, 6, tzinfo=UTC)
NOW: Final = MORNING + timedelta(days=1)
STAGES: Final = ("collect", "parse", "reconcile", "audit", "publish", "prune")
_TEXT: Final = (
    "Emulation Cluster No. {number} has {total} members. The cluster consists of 3 departments of foreign affairs "
    "(Hanoi, Hai Phong, Phu Tho) and 2 divisions of foreign affairs (Bac Ninh, Nam Dinh).\n"
    "In the first six months of 2025 the cluster handled {cases} consular cases.\n"
    "\nSource: https://news.example.org/{story}\n"
)
# Where in the archive something lies depends on how often its writer was killed; what it says doesn't.
_PLACES: Final = frozenset({"archive_file", "archive_offset", "archived"})


@dataclass(frozen=True)
class Outcome:
    """How a trial ended: `steps` it came to, the `error` that it raised as (class, message), or killed by SIGKILL."""

    steps: int
    error: tuple[str, str] | None = None
    killed: bool = False
    told: bool = False


def forked(work: Callable[[], Any], *, wait: bool = True) -> Any:
    """What `work` answers in a forked process, as JSON; None where it was killed. RuntimeError where it failed."""
    receive, send = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(receive)
        status = 0
        try:
            answer = json.dumps(work())
            os.write(send, answer.encode())
        except BaseException:  # noqa: BLE001 - told on stderr; the fork must end here whatever happened
            traceback.print_exc()
            status = 1
        finally:
            os._exit(status)
    os.close(send)
    if not wait:
        return child, receive
    with os.fdopen(receive, "rb") as pipe:
        answer_bytes = pipe.read()
    _, ended = os.waitpid(child, 0)
    if os.WIFSIGNALED(ended) and os.WTERMSIG(ended) == signal.SIGKILL:
        return None
    if ended or not answer_bytes:
        raise RuntimeError(f"the forked process ended with {ended}")
    return json.loads(answer_bytes)


class Bench:
    """Templates of a home, one before each stage, and trials on copies of them."""

    def __init__(self, folder: Path, home: Path | None = None) -> None:
        self.folder = folder.resolve()
        self.home = home or self.folder / "home"
        self._articles = self.folder / "articles"
        self._articles.mkdir(parents=True)
        catalogue = self.folder / "catalogue.yaml"
        catalogue.write_text("sources:\n  - id: desk\n    kind: folder\n    path: articles\n", encoding="utf-8")
        self.settings = Settings(home=self.home, catalogue=catalogue)
        logging.getLogger("warehouse").setLevel(logging.CRITICAL)
        logging.getLogger("sources").setLevel(logging.CRITICAL)
        # Lexicons are compiled once, here, and the code's digests taken: it may be edited while this runs.
        booking.code_versions()
        parse_article(_TEXT.format(number=1, total=5, cases=1, story="x"), language="en", url=None, published=None)

    def prepare(self) -> None:
        """Publish a first release, change the articles, and keep the home as it is before each stage of the next."""
        for number in (2, 4, 6):
            self.write(number, cases=number)
        self.write(8, cases=8, total=6)
        forked(lambda: self.whole_run("first", MORNING))
        self.write(4, cases=40)
        self.write(6, cases=60, total=7)
        self.write(8, cases=80)
        self.write(9, cases=9)
        for stage in STAGES:
            shutil.copytree(self.home, self.folder / stage, symlinks=True)
            forked(partial(self.stage, stage))
            if stage == "publish":
                self.expected = self.contents()
        shutil.rmtree(self.home)

    def write(self, number: int, *, cases: int, total: int = 5) -> None:
        """An article about a cluster; it has five members whatever it says."""
        text = _TEXT.format(number=number, total=total, cases=cases, story=f"cluster-{number}")
        (self._articles / f"{number}.txt").write_text(text, encoding="utf-8")

    def stage(self, name: str) -> None:
        """One stage of the run "second", or pruning."""
        run_dir = booking.run_folder(self.home, "second")
        if name == "collect":
            self._collect(run_dir, NOW)
        elif name == "parse":
            booking.parse_batch(self.settings, run_dir, "0001")
        elif name == "reconcile":
            booking.reconcile(self.settings, run_dir)
        elif name == "audit":
            booking.audit(self.settings, run_dir)
        elif name == "publish":
            booking.publish(self.settings, run_dir)
        else:
            self.prune()

    def prune(self) -> None:
        """Take away all but the current release."""
        warehouse.prune(self.home, 1, now=datetime.now(UTC) + timedelta(days=9))

    def whole_run(self, name: str, now: datetime) -> None:
        """All stages in a row, in a run folder of that name."""
        run_dir = booking.run_folder(self.home, name)
        self._collect(run_dir, now)
        for batch in booking.read_plan(run_dir).batches:
            booking.parse_batch(self.settings, run_dir, batch)
        booking.reconcile(self.settings, run_dir)
        booking.audit(self.settings, run_dir)
        booking.publish(self.settings, run_dir)

    def _collect(self, run_dir: Path, now: datetime) -> None:
        booking.collect(self.settings, run_dir, None, now)
        booking.plan(self.settings, run_dir)

    def reset(self, stage: str) -> None:
        """The home as it was before that stage."""
        shutil.rmtree(self.home, ignore_errors=True)
        shutil.copytree(self.folder / stage, self.home, symlinks=True)

    def fail(self, stage: str, step: int, fault: Fault) -> Outcome:
        """Let a step of the stage fail."""

        def work() -> dict[str, Any]:
            count = fail_at(self.home, step, fault)
            try:
                self.stage(stage)
            except Exception as error:  # noqa: BLE001 - which one it is, is what is looked at
                told = isinstance(error, WarehouseError)
                return {"steps": count(), "error": (type(error).__name__, str(error)), "told": told}
            return {"steps": count()}

        answer = forked(work)
        error = tuple(answer["error"]) if "error" in answer else None
        return Outcome(answer["steps"], error, told=answer.get("told", False))

    def run(self, stage: str) -> Outcome:
        """The stage on whatever medium there is."""
        return self.fail(stage, -1, Fault("none", 0, frozenset(), lasting=False))

    def kill(self, stage: str, step: int) -> bool:
        """Kill the stage before a step; whether it was still there to be killed."""

        def work() -> int:
            count = kill_at(self.home, step)
            self.stage(stage)
            return count()

        return forked(work) is None

    def steps(self, stage: str) -> int:
        """How many steps the stage takes that a kill can come before."""
        self.reset(stage)

        def work() -> int:
            count = kill_at(self.home, -1)
            self.stage(stage)
            return count()

        return int(forked(work))

    def heal(self, stage: str) -> None:
        """What comes next: the next run, or for pruning the next pruning."""
        if stage == "prune":
            forked(self.prune)
        else:
            forked(lambda: self.whole_run("third", NOW))

    def wrong(self, stage: str) -> list[str]:
        """What is not as it should be once all is healed."""
        found = [f"left over: {one}" for one in self.strays(stage)]
        if self.contents() != self.expected:
            found.append("the release is not the one that the articles make")
        problems = forked(lambda: [f"{one.where} {one.what}" for one in warehouse.verify(self.home)])
        return [*found, *problems]

    def strays(self, stage: str) -> list[str]:
        """Files that nobody needs. A killed run's own folder is a record, and may hold anything."""
        folder = self.home / "warehouse"
        left = [path for path in self.home.rglob("*") if path.name.endswith((".part", ".new"))]
        left = [path for path in left if "runs" not in path.relative_to(self.home).parts[:1]]
        left += [*(folder / "tmp").glob("*"), *folder.glob("unfinished")]
        needed: set[str] = set()
        for path in (folder / "releases").iterdir():
            if not (path / "manifest.json").exists():
                left.append(path)
                continue
            manifest = manifest_from_json((path / "manifest.json").read_bytes())
            needed |= manifest.digests()
            known = {*(file.path for file in manifest.linked()), *manifest.documents, "manifest.json"}
            left += [each for each in path.rglob("*") if each.is_file() and str(each.relative_to(path)) not in known]
        left += [path for path in (folder / "files").iterdir() if f"files/{path.name}" not in needed]
        if stage == "prune":
            left += sorted((folder / "releases").iterdir())[1:]
        return [str(path.relative_to(self.home)) for path in left]

    def contents(self) -> str:
        """A digest of all that the current release says, but for where in the archive it lies."""
        return str(forked(self._contents))

    def _contents(self) -> str:
        release = warehouse.open_release(self.home)
        said = {
            name: sorted(
                json.dumps({key: value for key, value in row.items() if key not in _PLACES}, default=str)
                for row in release.read(name).to_pylist()
            )
            for name in TABLES
        }
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()

    def start_reader(self) -> tuple[int, int]:
        """A process that reads the current release over and over, until SIGTERM."""

        def work() -> dict[str, Any]:
            stopped = False

            def stop(_signal: int, _frame: object) -> None:
                nonlocal stopped
                stopped = True

            signal.signal(signal.SIGTERM, stop)
            reads, wrong = 0, set[str]()
            while not stopped or not reads:
                if found := seen(self.home):
                    wrong.add(found)
                reads += 1
                time.sleep(0.02)
            return {"reads": reads, "wrong": sorted(wrong)}

        child, receive = forked(work, wait=False)
        return int(child), int(receive)


def stop_reader(reader: tuple[int, int]) -> tuple[int, list[str]]:
    """How often the reader read, and what it saw that it should not have."""
    child, receive = reader
    os.kill(child, signal.SIGTERM)
    with os.fdopen(receive, "rb") as pipe:
        told = json.loads(pipe.read())
    os.waitpid(child, 0)
    return int(told["reads"]), list(told["wrong"])


def seen(home: Path) -> str | None:
    """What is wrong with the current release as a reader finds it, by the link for people: every byte is looked at."""
    try:
        folder = (home / "warehouse/current").resolve(strict=True)
        manifest = manifest_from_json((folder / "manifest.json").read_bytes())
        if manifest.release != folder.name:
            return f"{folder.name} has the manifest of {manifest.release}"
        digests = {file.path: file.sha256 for file in manifest.linked()} | dict(manifest.documents)
        for path, digest in digests.items():
            if hashlib.sha256((folder / path).read_bytes()).hexdigest() != digest:
                return f"{folder.name}/{path} is torn"
        pointer = (home / "warehouse/CURRENT").read_text(encoding="ascii").strip()
        if not (home / "warehouse/releases" / pointer / "manifest.json").exists():
            return f"CURRENT names {pointer}, which is not there"
    except (OSError, ValueError, NoReleaseError) as error:
        return f"unreadable: {error!r}"
    return None
