from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.warehouse.books import Made, update_of
from tests.warehouse.memory import MemoryStorage
from warehouse import (
    LockHeldError,
    diff,
    list_releases,
    open_release,
    pin,
    prune,
    publish,
    rollback,
    unpin,
    verify,
)
from warehouse.schema import TABLES
from warehouse.storage import LocalStorage

HOLDER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from warehouse.storage import LocalStorage
with LocalStorage(Path(sys.argv[1])).lock("the test", 0):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def storage(tmp_path: Path) -> LocalStorage:
    return LocalStorage(tmp_path / "warehouse")


def test_what_was_put_first_stays(storage: LocalStorage) -> None:
    assert storage.put("files/a", b"one")
    assert not storage.put("files/a", b"two")
    assert storage.read("files/a") == b"one"
    assert storage.size("files/a") == 3
    assert storage.size("files/b") is None


def test_files_are_read_only_as_many_releases_share_them(storage: LocalStorage) -> None:
    storage.put("files/a", b"one")
    assert (storage.root / "files/a").stat().st_mode & 0o222 == 0


def test_a_link_is_the_same_file(storage: LocalStorage) -> None:
    storage.put("files/a", b"one")
    assert storage.link("files/a", "releases/r/a")
    assert not storage.link("files/a", "releases/r/a")
    assert (storage.root / "files/a").samefile(storage.root / "releases/r/a")


def test_a_file_system_without_links_gets_copies(storage: LocalStorage, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    storage.put("files/a", b"one")
    monkeypatch.setattr(os, "link", refuse)
    storage.link("files/a", "releases/r/a")
    assert storage.read("releases/r/a") == b"one"


def test_folders_that_hold_nothing_go_with_their_last_file(storage: LocalStorage) -> None:
    storage.put("a/b/c", b"")
    storage.put("a/d", b"")
    storage.remove("a/b/c")
    assert list(storage.list("a")) == ["a/d"]
    assert storage.folders("a") == ()
    storage.remove("a/d")
    assert not (storage.root / "a").exists()


def test_a_pointer_is_swapped_and_a_log_grows(storage: LocalStorage) -> None:
    storage.swap("CURRENT", b"one")
    storage.swap("CURRENT", b"two")
    storage.append("log", b"first")
    storage.append("log", b"second")
    assert storage.read("CURRENT") == b"two"
    assert storage.read("log") == b"first\nsecond\n"


@pytest.mark.parametrize("path", ["/etc/passwd", "../outside", "a/../../b", ""])
def test_no_path_leads_outside(storage: LocalStorage, path: str) -> None:
    with pytest.raises(ValueError, match="not a path inside"):
        storage.put(path, b"")


def test_a_second_writer_is_told_who_writes(storage: LocalStorage) -> None:
    with (
        subprocess.Popen(
            [sys.executable, "-c", HOLDER, str(storage.root)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
        ) as holder,
    ):
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(LockHeldError, match=rf"the test writes here \(process {holder.pid}"), storage.lock("me", 0):
            pass
        holder.kill()
        holder.wait()
        # A writer that was killed holds nothing any more; the next one says so itself.
        with storage.lock("me", 60):
            assert json.loads(storage.read(".lock"))["who"] == "me"


def test_the_lock_is_free_again_afterwards(storage: LocalStorage) -> None:
    for _ in range(2):
        with storage.lock("me", 0):
            pass
    assert storage.read(".lock") == b""


def test_all_that_a_keeper_does_goes_through_the_interface() -> None:
    # This storage has no folder: whoever went around it would find nothing.
    storage = MemoryStorage()
    first = publish(storage, update_of([Made("s1")])).release
    second = publish(storage, update_of([Made("s2"), Made("s3", held=True)])).release
    assert {change.change for change in diff(storage, first, second)} == {"added"}
    assert rollback(storage).release == first
    assert rollback(storage, second).release == second
    assert pin(storage, first, "cited") == first
    assert [(one.id, one.pinned) for one in list_releases(storage)] == [(first, True), (second, False)]
    assert prune(storage, 1, now=datetime(2100, 1, 1, tzinfo=UTC)).releases == ()
    unpin(storage, first)
    assert prune(storage, 1, now=datetime(2100, 1, 1, tzinfo=UTC)).releases == (first,)
    assert verify(storage) == ()
    assert {name: open_release(storage).read(name).num_rows for name in TABLES}["fact_indicator"] == 4


def test_files_do_not_become_more_with_the_runs(tmp_path: Path) -> None:
    for number in range(12):
        publish(tmp_path, update_of([Made(f"s{number}", month=f"2026-{9 + number % 2:02}")]))
    manifest = open_release(tmp_path).manifest
    assert manifest.rows("dim_story") == 12
    for table in TABLES:
        months = [file.month for file in manifest.files(table)]
        assert len(months) == len(set(months)), table
