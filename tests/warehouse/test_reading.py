from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import warehouse
from tests.warehouse.books import Made, update_of
from tests.warehouse.memory import MemoryStorage
from warehouse import NoReleaseError, open_release, publish
from warehouse.parquet import ROW_GROUP_ROWS, encode
from warehouse.schema import TABLES


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    publish(home, update_of([Made("s1", month="2026-09"), Made("s2", month="2026-10", figures=(3.0,))]))
    return home


def test_read_gives_the_table_of_the_current_release_with_its_partition(home: Path) -> None:
    rows = warehouse.read("fact_indicator", home=home)
    assert rows.column("fact_id").to_pylist() == ["s1/0", "s1/1", "s2/0"]
    assert rows.column("booked").to_pylist() == ["2026-09", "2026-09", "2026-10"]
    assert rows.schema.field("value").metadata[b"description"]


def test_read_finds_the_home_in_the_environment(home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NEWSLEDGER_HOME", str(home))
    assert warehouse.read("dim_story").num_rows == 2
    monkeypatch.delenv("NEWSLEDGER_HOME")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NoReleaseError, match="newsledger run"):
        warehouse.read("dim_story")
    (tmp_path / "var").symlink_to(home)
    assert warehouse.read("dim_story").num_rows == 2


def test_a_release_that_was_opened_stays_the_same_while_others_are_published() -> None:
    storage = MemoryStorage()
    publish(storage, update_of([Made("s1", figures=(1.0,))]))
    opened = open_release(storage)
    publish(storage, update_of([Made("s1", figures=(2.0,))]))
    assert opened.read("fact_indicator").column("value").to_pylist() == [1.0]
    assert open_release(storage, opened.id[:7]).id == opened.id


def test_only_the_wanted_columns_months_and_stories_are_read(home: Path) -> None:
    release = open_release(home)
    rows = release.read("fact_indicator", columns=["value", "booked"], months=["2026-10"])
    assert rows.to_pylist() == [{"value": 3.0, "booked": "2026-10"}]
    assert release.read("fact_indicator", columns=["value"], stories=["s2"]).to_pylist() == [{"value": 3.0}]
    with pytest.raises(KeyError, match="colour"):
        release.read("fact_indicator", columns=["colour"])
    with pytest.raises(KeyError, match="no table 'facts'"):
        release.read("facts")


def test_a_release_that_is_not_there_is_named(home: Path) -> None:
    with pytest.raises(NoReleaseError, match="no release 'r-000000'"):
        warehouse.read("dim_story", "r-000000", home)


@pytest.mark.parametrize("table", TABLES)
def test_pandas_and_polars_read_the_folder_of_any_table(home: Path, table: str) -> None:
    folder = home / "warehouse/current" / table
    rows = warehouse.read(table, home=home).num_rows
    assert len(pd.read_parquet(folder)) == rows
    assert pl.read_parquet(f"{folder}/").height == rows


def test_files_have_what_engines_skip_by() -> None:
    storage = MemoryStorage()
    publish(storage, update_of([Made("s1")]))
    release = open_release(storage)
    (file,) = release.manifest.files("fact_indicator")
    metadata = pa.parquet.ParquetFile(storage.open(file.stored)).metadata
    group = metadata.row_group(0)
    columns = {group.column(number).path_in_schema: group.column(number) for number in range(group.num_columns)}
    assert [group.sorting_columns[0].column_index] == [TABLES["fact_indicator"].arrow.get_field_index("indicator")]
    assert columns["indicator"].compression == "ZSTD"
    assert columns["indicator"].has_offset_index
    assert columns["indicator"].has_column_index
    assert "RLE_DICTIONARY" in columns["indicator"].encodings
    assert (columns["value"].statistics.min, columns["value"].statistics.max) == (7.0, 10.0)


def test_a_reader_of_one_indicator_can_leave_most_of_a_month_out() -> None:
    schema = TABLES["fact_indicator"].arrow.field("indicator")
    names = sorted(f"indicator_{number % 9}" for number in range(9 * ROW_GROUP_ROWS))
    content = encode(pa.table([names], schema=pa.schema([schema])), ["indicator"])
    metadata = pa.parquet.ParquetFile(pa.BufferReader(content)).metadata
    statistics = [metadata.row_group(number).column(0).statistics for number in range(metadata.num_row_groups)]
    assert sum(each.min <= "indicator_4" <= each.max for each in statistics) == 1


def connected(home: Path) -> duckdb.DuckDBPyConnection:
    folder = home / "warehouse/current"
    connection = duckdb.connect()
    connection.execute(f"SET file_search_path = '{folder}'")
    connection.execute((folder / "views.sql").read_text())
    return connection


def test_duckdb_sees_every_table_through_the_views(home: Path) -> None:
    connection = connected(home)
    for name in TABLES:
        (count,) = connection.execute(f"SELECT count(*) FROM {name}").fetchall()[0]
        assert count == warehouse.read(name, home=home).num_rows, name


def test_the_views_join_facts_with_labels_sentences_and_members(home: Path) -> None:
    connection = connected(home)
    facts = connection.execute("SELECT label, organisation, value FROM facts WHERE story_id = 's2'").fetchall()
    assert facts == [("Members", "Cluster No. 2", 3.0)]
    sentences = connection.execute("SELECT sentence FROM fact_sentences WHERE fact_id = 's2/0'").fetchall()
    assert sentences == [("Cluster two has 3 members.",)]
    members = connection.execute("SELECT DISTINCT place, place_id_today FROM members_by_province").fetchall()
    assert members == [("An Giang", "VN-44")]
    wide = connection.execute("SELECT members, cases FROM indicators_wide WHERE story_id = 's2'").fetchall()
    assert wide == [(3.0, None)]
    assert connection.execute("SELECT count(*) FROM disagreements").fetchall() == [(0,)]


def test_the_views_run_over_a_release_without_a_row(tmp_path: Path) -> None:
    publish(tmp_path, warehouse.ReleaseUpdate(frozenset(), {}, b""))
    connection = connected(tmp_path)
    for view in (*TABLES, "facts", "fact_sentences", "members_by_province", "indicators_wide", "disagreements"):
        assert connection.execute(f"SELECT count(*) FROM {view}").fetchall() == [(0,)], view
