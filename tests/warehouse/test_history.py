from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.warehouse.books import Made, update_of
from tests.warehouse.memory import MemoryStorage
from warehouse import NoReleaseError, list_releases, log, open_release, pin, prune, publish, rollback, unpin

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=30)


def three(storage: MemoryStorage | Path) -> list[str]:
    """Three releases, an hour apart; their ids."""
    return [
        publish(storage, update_of([Made("s1", figures=(float(hour),))]), now=NOON + timedelta(hours=hour)).release
        for hour in range(3)
    ]


def test_the_log_says_which_release_followed_which_and_when() -> None:
    storage = MemoryStorage()
    first, second, third = three(storage)
    assert [(entry.release, entry.previous) for entry in log(storage)] == [
        (first, None),
        (second, first),
        (third, second),
    ]
    assert log(storage)[1].at == NOON + timedelta(hours=1)
    assert [(each.id, each.current) for each in list_releases(storage)] == [
        (first, False),
        (second, False),
        (third, True),
    ]


def test_a_line_torn_by_a_crash_is_left_out_and_closed(tmp_path: Path) -> None:
    first, _, last = three(tmp_path)
    book = tmp_path / "warehouse/log.jsonl"
    book.write_bytes(book.read_bytes()[:-30])
    assert log(tmp_path)[0].release == first
    publish(tmp_path, update_of([Made("s2")]), now=LATER)
    assert [entry.action for entry in log(tmp_path)] == ["publish", "publish", "found", "publish"]
    assert log(tmp_path)[2].release == last


def test_rolling_back_makes_the_release_before_current_again(tmp_path: Path) -> None:
    _, second, third = three(tmp_path)
    entry = rollback(tmp_path, now=LATER)
    assert (entry.action, entry.release, entry.previous) == ("rollback", second, third)
    assert open_release(tmp_path).id == second
    assert (tmp_path / "warehouse/current").resolve().name == second


def test_rolling_back_twice_goes_back_twice() -> None:
    storage = MemoryStorage()
    first, *_ = three(storage)
    rollback(storage, now=LATER)
    rollback(storage, now=LATER)
    assert open_release(storage).id == first


def test_rolling_back_to_a_release_takes_the_beginning_of_its_id() -> None:
    storage = MemoryStorage()
    first, *_ = three(storage)
    assert rollback(storage, first[:8]).release == first


def test_there_is_nothing_to_roll_back_to_after_the_first_release() -> None:
    storage = MemoryStorage()
    publish(storage, update_of([Made("s1")]))
    with pytest.raises(NoReleaseError, match="no release before"):
        rollback(storage)
    with pytest.raises(NoReleaseError, match="no release 'r-nothing'"):
        rollback(storage, "r-nothing")


def test_publishing_goes_on_from_the_release_that_was_rolled_back_to() -> None:
    storage = MemoryStorage()
    first, *_ = three(storage)
    rollback(storage, first)
    publish(storage, update_of([Made("s2", figures=(5.0,))]))
    assert sorted(open_release(storage).read("fact_indicator").column("value").to_pylist()) == [0, 5]


def test_a_release_that_comes_about_again_is_the_same_release() -> None:
    storage = MemoryStorage()
    first, *_ = three(storage)
    again = publish(storage, update_of([Made("s1", figures=(0.0,))]), now=LATER)
    assert (again.release, again.new) == (first, True)
    assert len(list_releases(storage)) == 3


def test_pruning_keeps_the_last_and_removes_what_only_the_others_held(tmp_path: Path) -> None:
    first, second, third = three(tmp_path)
    gone = prune(tmp_path, keep=1, now=LATER)
    assert set(gone.releases) == {first, second}
    assert gone.files > 0
    assert [each.id for each in list_releases(tmp_path)] == [third]
    stored = {f"files/{path.name}" for path in (tmp_path / "warehouse/files").iterdir()}
    assert stored == open_release(tmp_path).manifest.digests()


def test_pruning_spares_what_a_reader_may_still_hold() -> None:
    storage = MemoryStorage()
    _, second, third = three(storage)
    # The first ceased to be current at 13:00, the second at 14:00.
    prune(storage, keep=1, now=NOON + timedelta(hours=25, minutes=30))
    assert {each.id for each in list_releases(storage)} == {second, third}


def test_pruning_spares_the_pinned_until_it_is_unpinned() -> None:
    storage = MemoryStorage()
    first, _, third = three(storage)
    pin(storage, first, "cited in a paper")
    prune(storage, keep=1, now=LATER)
    assert [(each.id, each.pinned) for each in list_releases(storage)] == [(first, True), (third, False)]
    unpin(storage, first)
    assert prune(storage, keep=1, now=LATER).releases == (first,)


def test_pruning_never_takes_the_current_release_even_if_it_is_old() -> None:
    storage = MemoryStorage()
    first, *_ = three(storage)
    rollback(storage, first, now=LATER)
    prune(storage, keep=0, now=LATER + timedelta(days=30))
    assert [each.id for each in list_releases(storage)] == [first]
