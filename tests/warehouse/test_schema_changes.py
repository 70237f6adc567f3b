"""What a new schema does to releases of the one before: they stay readable, and the next release is in the new one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from tests.warehouse.books import Made, update_of
from warehouse import diff, open_release, publish, verify
from warehouse.describe import dictionary
from warehouse.schema import STRING, TABLES, Column


@contextmanager
def before(table: str, *, without: str | None = None, old_name: tuple[str, str] | None = None) -> Iterator[None]:
    """The schema as it was before a column was added, or before it was renamed (today's name, then the old one)."""
    today = TABLES[table]
    columns = [column for column in today.columns if column.name != without]
    if old_name is not None:
        columns = [replace(each, name=old_name[1]) if each.name == old_name[0] else each for each in columns]
    with pytest.MonkeyPatch.context() as yesterday:
        yesterday.setitem(TABLES, table, replace(today, columns=tuple(columns)))
        yield


@pytest.fixture
def renamed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Column `subject` of fact_indicator was called `about` in the release before."""
    table = TABLES["fact_indicator"]
    columns = tuple(replace(each, formerly="about") if each.name == "subject" else each for each in table.columns)
    monkeypatch.setitem(TABLES, "fact_indicator", replace(table, columns=columns))


def about(figure: float, name: str) -> pa.Table:
    rows = update_of([Made("s1", figures=(figure,))]).tables["fact_indicator"]
    return rows.set_column(rows.schema.get_field_index(name), name, pa.array(["exports"]))


def published_before_the_renaming(home: Path) -> str:
    with before("fact_indicator", old_name=("subject", "about")):
        update = update_of([Made("s1", figures=(7.0,)), Made("s2", month="2026-09")])
        tables = {**update.tables, "fact_indicator": about(7.0, "about")}
        return publish(home, replace(update, tables=tables)).release


@pytest.mark.usefixtures("renamed")
def test_a_release_from_before_a_renaming_is_read_and_compared_under_the_new_name(tmp_path: Path) -> None:
    old = published_before_the_renaming(tmp_path)
    assert open_release(tmp_path, old).read("fact_indicator", columns=["subject"]).to_pylist() == [
        {"subject": "exports"}
    ]
    update = update_of([Made("s1", figures=(8.0,))])
    publish(tmp_path, replace(update, tables={**update.tables, "fact_indicator": about(8.0, "subject")}))
    (change,) = diff(tmp_path, old)
    assert (change.change, change.columns) == ("corrected", ("value", "value_low", "value_high"))


@pytest.mark.usefixtures("renamed")
def test_the_next_release_has_all_rows_under_the_new_name_an_alias_and_a_list_of_what_was_renamed(
    tmp_path: Path,
) -> None:
    published_before_the_renaming(tmp_path)
    publish(tmp_path, update_of([Made("s3")]))
    assert verify(tmp_path) == ()
    folder = (tmp_path / "warehouse/current").resolve()
    connection = duckdb.connect()
    connection.execute(f"SET file_search_path = '{folder}'")
    connection.execute((folder / "views.sql").read_text())
    query = "SELECT DISTINCT subject, about FROM fact_indicator WHERE story_id = 's1'"
    assert connection.execute(query).fetchall() == [("exports", "exports")]
    assert "- fact_indicator.subject, formerly about" in (folder / "README.md").read_text()
    assert "about" not in pa.parquet.read_schema(next((folder / "fact_indicator").rglob("*.parquet"))).names


def test_where_nothing_was_renamed_nothing_is_listed() -> None:
    assert "Renamed" not in dictionary()


@pytest.mark.parametrize("table", ["fact_indicator", "dim_person"])
def test_a_release_from_before_a_column_was_added_has_nulls_in_it(
    table: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with before(table):
        old = publish(tmp_path, update_of([Made("s1")])).release
    added = replace(TABLES[table], columns=(*TABLES[table].columns, Column("mood", STRING, "How it sounds")))
    monkeypatch.setitem(TABLES, table, added)
    moods = open_release(tmp_path, old).read(table, columns=["mood"]).column("mood")
    assert moods.null_count == len(moods) > 0
    publish(tmp_path, update_of([Made("s2")]))
    assert verify(tmp_path) == ()


def test_a_required_column_can_be_added_when_every_story_is_booked_anew(tmp_path: Path) -> None:
    with before("fact_indicator", without="waived"):
        publish(tmp_path, update_of([Made("s1")]))
    publish(tmp_path, update_of([Made("s1")]))
    assert open_release(tmp_path).read("fact_indicator").column("waived").null_count == 0
