"""The same books make the same bytes, however they came about."""

from __future__ import annotations

import random
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.warehouse.books import Made, update_of
from tests.warehouse.memory import MemoryStorage
from tests.warehouse.test_booking import Desk, cluster, desk
from warehouse import ReleaseUpdate, booking, open_release, publish
from warehouse.parquet import encode, in_order, order_of
from warehouse.schema import TABLES

__all__ = ["desk"]  # a fixture

MONTHS = st.sampled_from(["2026-08", "2026-09", "2026-10"])
PEOPLE = st.lists(
    st.builds(
        lambda number, name, spelling: (f"person {number}", name, (name, spelling)),
        st.integers(0, 12),
        st.sampled_from(["Nguyễn An", "Nguyen An", "Trần B"]),
        st.sampled_from(["NGUYEN AN", "An Nguyen", "Trần B."]),
    ),
    max_size=4,
    unique_by=lambda person: person[0],
).map(tuple)
STORIES = st.builds(
    Made,
    story=st.sampled_from([f"s{number}" for number in range(6)]),
    month=MONTHS,
    figures=st.lists(st.integers(0, 50).map(float), min_size=1, max_size=3).map(tuple),
    persons=PEOPLE,
    held=st.booleans(),
)
# One update: the stories that it books, and those that it only takes away.
UPDATES = st.lists(
    st.tuples(st.lists(STORIES, max_size=4, unique_by=lambda made: made.story), st.sets(st.sampled_from(["s0", "s5"]))),
    min_size=1,
    max_size=5,
)


@given(updates=UPDATES, chunk=st.sampled_from([1, 2, 5, 4096]))
@settings(max_examples=25, deadline=None)
def test_a_release_depends_on_the_books_and_not_on_the_way_to_them(
    updates: list[tuple[list[Made], set[str]]], chunk: int
) -> None:
    step_by_step, at_once = MemoryStorage(), MemoryStorage()
    books: dict[str, Made] = {}
    for stories, gone in updates:
        here = {made.story for made in stories}
        publish(step_by_step, update_of(stories, gone=gone - here), keys_per_part=chunk)
        for story in gone:
            books.pop(story, None)
        books |= {made.story: made for made in stories}
    publish(at_once, update_of(books.values()), keys_per_part=chunk)
    assert open_release(step_by_step).manifest == open_release(at_once).manifest


@given(seed=st.integers(0, 2**32), stories=st.lists(STORIES, min_size=1, unique_by=lambda made: made.story))
@settings(max_examples=10, deadline=None)
def test_the_order_of_rows_and_their_chunks_leave_no_trace(seed: int, stories: list[Made]) -> None:
    shuffle = random.Random(seed)
    update = update_of(stories)

    def mixed(rows: pa.Table) -> pa.Table:
        indices = list(range(rows.num_rows))
        shuffle.shuffle(indices)
        cut = shuffle.randint(0, len(indices))
        pieces = [pa.array(piece, pa.int64()) for piece in (indices[:cut], indices[cut:])]
        return pa.concat_tables([rows.take(piece) for piece in pieces])

    ordered, other = MemoryStorage(), MemoryStorage()
    publish(ordered, update)
    tables = {name: mixed(rows) for name, rows in update.tables.items()}
    publish(other, ReleaseUpdate(update.stories, tables, update.report_html, versions=update.versions))
    assert ordered.kept.keys() - {"log.jsonl"} == other.kept.keys() - {"log.jsonl"}
    assert open_release(ordered).id == open_release(other).id


@given(st.permutations(range(6)))
@settings(max_examples=20, deadline=None)
def test_equal_keys_do_not_make_the_order_a_matter_of_chance(order: list[int]) -> None:
    table = TABLES["dim_person"]
    rows = [{"person_id": "p", "name": "N", "spellings": [str(number % 3)]} for number in range(6)]
    made = encode(
        in_order(pa.Table.from_pylist([rows[n] for n in order], schema=table.arrow), order_of(table)), table.key
    )
    usual = encode(in_order(pa.Table.from_pylist(rows, schema=table.arrow), order_of(table)), table.key)
    assert made == usual


@pytest.mark.parametrize(("batch", "workers"), [(1, 1), (1, 3), (2, 2)])
def test_batches_their_order_and_the_number_of_workers_leave_no_trace(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batch: int, workers: int
) -> None:
    for number in (4, 6, 8):
        desk.write(str(number), cluster(str(number), number=number, cases=number))
        desk.write(f"{number}-again", cluster(str(number), number=number, cases=number))
    usual = desk.run().release
    home = tmp_path / "other"
    shutil.copytree(desk.settings.home / "archive", home / "archive", ignore=shutil.ignore_patterns("index*"))
    other = replace(desk.settings, home=home)
    run_dir = booking.run_folder(home, "other")
    monkeypatch.setattr("warehouse.booking.planning.BATCH", batch)
    monkeypatch.setattr("warehouse.booking.reconciling._ARTICLES_AT_ONCE", batch)
    names = booking.plan(other, run_dir).batches
    assert len(names) == 6 // batch
    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(lambda name: booking.parse_batch(other, run_dir, name), reversed(names)))
    booking.reconcile(other, run_dir)
    booking.audit(other, run_dir)
    assert booking.publish(other, run_dir).release == usual
