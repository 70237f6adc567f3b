from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import warehouse
from tests.warehouse.books import Made, arrow, rows_of, update_of
from tests.warehouse.memory import MemoryStorage
from warehouse import Release, ReleaseUpdate, StagedRowsError, open_release, publish
from warehouse.schema import TABLES


def facts(storage: MemoryStorage | Path) -> dict[str, float]:
    rows = open_release(storage).read("fact_indicator").to_pylist()
    return {row["fact_id"]: row["value"] for row in rows}


def test_a_release_holds_every_table_also_the_empty_ones() -> None:
    storage = MemoryStorage()
    publish(storage, update_of([Made("s1")]))
    release = open_release(storage)
    for name, table in TABLES.items():
        assert release.manifest.files(name), name
        assert release.read(name).column_names[: len(table.columns)] == table.arrow.names


def test_the_first_release_may_hold_nothing_at_all() -> None:
    storage = MemoryStorage()
    publish(storage, ReleaseUpdate(frozenset(), {}, b""))
    assert {name: open_release(storage).read(name).num_rows for name in TABLES} == dict.fromkeys(TABLES, 0)


def test_the_folders_are_laid_out_as_the_readme_says(tmp_path: Path) -> None:
    result = publish(tmp_path, update_of([Made("s1", month="2026-10")]))
    folder = tmp_path / "warehouse/releases" / result.release
    assert (tmp_path / "warehouse/CURRENT").read_text().strip() == result.release
    assert (tmp_path / "warehouse/current").resolve() == folder
    assert (folder / "fact_indicator/booked=2026-10/part-00000.parquet").stat().st_nlink == 2
    assert (folder / "dim_place/part-00000.parquet").exists()
    assert (folder / "report/index.html").read_bytes() == b"<p>checked</p>"
    assert {"README.md", "datapackage.json", "views.sql", "manifest.json"} <= {path.name for path in folder.iterdir()}
    assert not (tmp_path / "warehouse/unfinished").exists()
    stored = {path.name for path in (tmp_path / "warehouse/files").iterdir()}
    assert {f"{file.sha256}.parquet" for file in open_release(tmp_path).manifest.linked()} <= stored


def test_publishing_the_same_rows_again_makes_no_release() -> None:
    storage = MemoryStorage()
    first = publish(storage, update_of([Made("s1"), Made("s2")]))
    again = publish(storage, update_of([Made("s1")]))
    assert (again.release, again.new, again.files_written) == (first.release, False, 0)
    assert len(warehouse.log(storage)) == 1


def test_only_the_partition_that_changed_is_written_anew() -> None:
    storage = MemoryStorage()
    publish(storage, update_of([Made("s1", month="2026-09"), Made("s2", month="2026-10")]))
    before = {file.path: file.sha256 for file in open_release(storage).manifest.linked()}
    publish(storage, update_of([Made("s2", month="2026-10", figures=(3.0,))]))
    after = {file.path: file.sha256 for file in open_release(storage).manifest.linked()}
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert changed
    assert all("booked=2026-10" in path for path in changed)


def test_rows_of_a_touched_story_take_the_place_of_its_old_ones() -> None:
    storage = MemoryStorage()
    publish(storage, update_of([Made("s1", figures=(7, 10)), Made("s2", figures=(1,))]))
    publish(storage, update_of([Made("s1", figures=(8,))]))
    assert facts(storage) == {"s1/0": 8, "s2/0": 1}


def test_a_touched_story_without_rows_loses_what_it_had() -> None:
    storage = MemoryStorage()
    publish(storage, update_of([Made("s1"), Made("s2", figures=(1,))]))
    publish(storage, update_of([], gone=["s1"]))
    assert facts(storage) == {"s2/0": 1}


def test_a_withdrawn_story_is_gone_from_every_table() -> None:
    storage = MemoryStorage()
    alone = (("tran b", "Trần B", ("Tran B",)),)
    publish(storage, update_of([Made("s1", persons=alone), Made("s2")]))
    publish(storage, update_of([], removed=["s1"]))
    release = open_release(storage)
    for name in TABLES:
        rows = release.read(name)
        if "story_id" in rows.column_names:
            assert "s1" not in rows.column("story_id").to_pylist(), name
    assert release.read("dim_person").column("person_id").to_pylist() == ["nguyen an"]


def test_a_story_that_moves_to_another_month_is_booked_once() -> None:
    storage = MemoryStorage()
    publish(storage, update_of([Made("s1", month="2026-10", figures=(1,)), Made("s2", month="2026-08")]))
    publish(storage, update_of([Made("s1", month="2026-08", figures=(1,))]))
    assert open_release(storage).read("dim_story", stories=["s1"]).column("booked").to_pylist() == ["2026-08"]


def test_a_story_that_is_held_stands_in_quarantine_alone() -> None:
    storage = MemoryStorage()
    publish(storage, update_of([Made("s1"), Made("s2", held=True)]))
    release = open_release(storage)
    assert release.read("quarantine").column("story_id").to_pylist() == ["s2"]
    assert release.read("dim_story").column("story_id").to_pylist() == ["s1"]
    publish(storage, update_of([Made("s2")]))
    assert open_release(storage).read("quarantine").num_rows == 0


def test_held_rows_stand_beside_the_tables(tmp_path: Path) -> None:
    update = update_of([Made("s2", held=True)])
    held = {"fact_indicator": arrow("fact_indicator", rows_of(Made("s2"))["fact_indicator"], {"s2": "2026-10"})}
    publish(tmp_path, ReleaseUpdate(update.stories, update.tables, b"", held))
    release = open_release(tmp_path)
    assert release.held("fact_indicator", stories=["s2"]).num_rows == 2
    assert release.held("fact_check").num_rows == 0
    assert release.read("fact_indicator").num_rows == 0
    folder = tmp_path / "warehouse/current/quarantine_rows/fact_indicator/booked=2026-10"
    assert pq.read_table(folder).num_rows == 2
    publish(tmp_path, update_of([Made("s2")]))
    assert open_release(tmp_path).held("fact_indicator").num_rows == 0


def test_held_persons_say_which_story_they_belong_to() -> None:
    storage = MemoryStorage()
    update = update_of([Made("s2", held=True)])
    persons = pa.table(
        {"story_id": ["s2"], "booked": ["2026-10"], "person_id": ["x"], "name": ["X"], "spellings": [["X"]]}
    )
    publish(storage, ReleaseUpdate(update.stories, update.tables, b"", {"dim_person": persons}))
    assert open_release(storage).held("dim_person").column("story_id").to_pylist() == ["s2"]


def test_checks_of_no_story_are_those_of_the_last_run_that_touched_the_month() -> None:
    storage = MemoryStorage()

    def with_structure(update: ReleaseUpdate, observed: str) -> ReleaseUpdate:
        row = {"expectation": "E", "rule": "keys", "table": "dim_story", "severity": "critical", "evidence": []}
        rows = pa.Table.from_pylist(
            [{**row, "observed": observed, "booked": "2026-10"}], schema=update.tables["audit_result"].schema
        )
        both = pa.concat_tables([update.tables["audit_result"], rows])
        return ReleaseUpdate(update.stories, {**update.tables, "audit_result": both}, b"")

    publish(storage, with_structure(update_of([Made("s1")]), "one"))
    publish(storage, with_structure(update_of([Made("s2")]), "two"))
    rows = open_release(storage).read("audit_result").to_pylist()
    assert [row["observed"] for row in rows if row["story_id"] is None] == ["two"]


def test_what_several_stories_say_of_a_person_is_one_row() -> None:
    storage = MemoryStorage()
    romanised = (("nguyen an", "Nguyen An", ("NGUYEN AN",)),)
    publish(storage, update_of([Made("s1", persons=romanised), Made("s2", month="2026-11")]))
    (row,) = open_release(storage).read("dim_person").to_pylist()
    assert row == {"person_id": "nguyen an", "name": "Nguyễn An", "spellings": ["NGUYEN AN", "Nguyen An"]}
    publish(storage, update_of([], gone=["s2"]))
    (row,) = open_release(storage).read("dim_person").to_pylist()
    assert row == {"person_id": "nguyen an", "name": "Nguyen An", "spellings": ["NGUYEN AN"]}


def test_places_and_indicators_stay_when_no_others_are_given() -> None:
    storage = MemoryStorage()
    publish(storage, update_of([Made("s1")]))
    publish(storage, ReleaseUpdate(frozenset({"s1"}), {}, b""))
    assert open_release(storage).read("dim_place").num_rows == 1


def test_the_report_may_be_made_of_the_release_to_be() -> None:
    storage = MemoryStorage()

    def page(release: Release) -> bytes:
        return f"{release.read('fact_indicator').num_rows} facts".encode()

    update = update_of([Made("s1")])
    result = publish(storage, ReleaseUpdate(update.stories, update.tables, page))
    assert storage.read(f"releases/{result.release}/report/index.html") == b"2 facts"


def test_another_version_of_the_code_is_another_release() -> None:
    update = update_of([Made("s1")])
    ids = {
        publish(
            MemoryStorage(), ReleaseUpdate(update.stories, update.tables, b"", versions={"parser": version})
        ).release
        for version in ("1", "2")
    }
    assert len(ids) == 2


def test_the_manifest_tells_digest_size_and_rows_of_every_file(tmp_path: Path) -> None:
    result = publish(tmp_path, update_of([Made("s1")]))
    folder = tmp_path / "warehouse/releases" / result.release
    manifest = json.loads((folder / "manifest.json").read_bytes())
    assert manifest["release"] == result.release
    (entry,) = manifest["tables"]["fact_indicator"]
    assert entry["rows"] == 2
    assert entry["size"] == (folder / entry["path"]).stat().st_size


@pytest.mark.parametrize(
    ("table", "row", "complaint"),
    [
        ("fact_indicator", {"colour": "red"}, "no column colour"),
        ("fact_indicator", {"fact_id": None}, "fact_id may not be null"),
        ("fact_indicator", {"n_articles": "many"}, "n_articles is not int32"),
        ("fact_indicator", {"story_id": "s9"}, "'s9', which isn't among the touched"),
        ("fact_indicator", {"booked": "October"}, "not a month like"),
        ("fact_indicator", {"booked": "2026-11"}, "2026-11 here and in 2026-10 elsewhere"),
        ("no_table", {}, "no table 'no_table'"),
    ],
)
def test_rows_that_do_not_fit_are_refused_by_name(table: str, row: dict[str, object], complaint: str) -> None:
    storage = MemoryStorage()
    update = update_of([Made("s1")])
    rows = [{**each, **row} for each in update.tables["fact_indicator"].to_pylist()]
    tables = {**update.tables, table: pa.Table.from_pylist(rows)}
    with pytest.raises(StagedRowsError, match=complaint):
        publish(storage, ReleaseUpdate(update.stories, tables, b""))
    assert storage.kept == {}


def test_rows_of_a_story_that_is_neither_published_nor_held_are_refused() -> None:
    update = update_of([Made("s1")])
    with pytest.raises(StagedRowsError, match="neither in dim_story nor in quarantine"):
        publish(
            MemoryStorage(),
            ReleaseUpdate(update.stories, {**update.tables, "dim_story": arrow("dim_story", [], {})}, b""),
        )


def test_rows_of_a_withdrawn_story_are_refused() -> None:
    with pytest.raises(StagedRowsError, match="which the same update removes"):
        publish(MemoryStorage(), update_of([Made("s1")], removed=["s1"]))
