from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.warehouse.books import Made, update_of
from tests.warehouse.memory import MemoryStorage
from warehouse import WarehouseError, open_release, prune, publish

# The exit status of small_disks where nothing may be mounted.
CANNOT = 77
GOOD = update_of([Made("s1", figures=(7, 10)), Made("s2", month="2026-09", figures=(1,))])
NEXT = update_of([Made("s1", figures=(8, 9)), Made("s3", figures=(2,))])
AGES_HENCE = datetime(2100, 1, 1, tzinfo=UTC)


class Broken(MemoryStorage):
    """A medium on which the n-th change from now fails."""

    def __init__(self, error: BaseException) -> None:
        super().__init__(self._step)
        self.left: int | None = None
        self._error = error

    def _step(self, _step: str, _path: str) -> None:
        if self.left is not None:
            if self.left == 0:
                raise self._error
            self.left -= 1


REFUSALS = (errno.ENOSPC, errno.EIO, errno.EROFS)


@pytest.mark.parametrize("turn", range(len(REFUSALS)))
def test_a_medium_that_refuses_any_step_leaves_a_whole_release_and_says_why(turn: int) -> None:
    # Each step fails once, with one of the refusals in turn: here every third.
    refusal = REFUSALS[turn]
    expected = MemoryStorage()
    first = publish(expected, GOOD).release
    before = dict(expected.kept)
    second = publish(expected, NEXT).release
    step, done = turn, False
    while not done:
        storage = Broken(OSError(refusal, os.strerror(refusal), "some/file"))
        storage.kept = dict(before)
        storage.left = step
        try:
            publish(storage, NEXT)
            done = True
        except WarehouseError as error:
            complaint = str(error)
            storage.left = None
            current = open_release(storage)
            assert os.strerror(refusal) in complaint
            assert current.id in complaint
            assert current.read("fact_indicator").num_rows == {first: 3, second: 4}[current.id]
            publish(storage, NEXT)
        assert open_release(storage).manifest == open_release(expected).manifest
        # Nothing is left over that the runs without a failure wouldn't have left.
        assert storage.kept.keys() == expected.kept.keys()
        step += len(REFUSALS)
    assert step > 20


def test_a_prune_that_dies_at_any_step_is_finished_by_the_next_run() -> None:
    class Killed(BaseException):
        """As SIGKILL: nothing catches it."""

    two = MemoryStorage()
    publish(two, GOOD)
    publish(two, NEXT)
    step, done = 0, False
    while not done:
        storage = Broken(Killed())
        storage.kept = dict(two.kept)
        storage.left = step
        try:
            prune(storage, keep=1, now=AGES_HENCE)
            done = True
        except Killed:
            storage.left = None
            assert open_release(storage).read("fact_indicator").num_rows == 4
            prune(storage, keep=1, now=AGES_HENCE + timedelta(days=1))
        storage.left = None
        release = open_release(storage)
        assert {path for path in storage.kept if path.startswith("files/")} == release.manifest.digests()
        assert storage.folders("releases") == (release.id,)
        assert "unfinished" not in storage.kept
        step += 1
    assert step > 10


def told_by(module: str, *arguments: str) -> dict[str, dict[str, Any]]:
    """What a command of the tests prints; it forks, which a process with threads must not."""
    environ = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        "PYTHONWARNINGS": "ignore",
    }
    run = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=Path(__file__).parents[2],
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode == CANNOT:
        pytest.skip(run.stderr.strip())
    assert run.returncode in {0, 1}, run.stderr
    told: dict[str, dict[str, Any]] = json.loads(run.stdout)
    return told


def test_a_stage_killed_at_any_step_is_never_seen_by_a_reader_and_healed_by_the_next_run() -> None:
    # All the kills: python -m tests.warehouse.killing
    for stage, told in told_by("tests.warehouse.killing", "--kills", "1").items():
        assert told["seen"] == [], stage
        assert told["wrong"] == [], stage
        assert told["hits"] == 1, stage
        assert told["reads"] > 0, stage


def test_a_stage_that_is_refused_any_step_says_so_and_the_next_run_is_none_the_worse() -> None:
    # All the steps: python -m tests.warehouse.refusing
    for stage, told in told_by("tests.warehouse.refusing", "--sample").items():
        assert told["wrong"] == [], stage
        assert told["refused"] == 1, stage


def test_a_disk_that_is_really_full_or_read_only_is_told_as_what_it_is() -> None:
    # All stages, with more and more room: python -m tests.warehouse.small_disks
    for trial, told in told_by("tests.warehouse.small_disks", "--sample").items():
        assert told["wrong"] == [], trial
        assert told["refused"] == 1, trial
