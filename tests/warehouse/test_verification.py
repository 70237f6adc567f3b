from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from tests.warehouse.books import Made, update_of
from tests.warehouse.memory import MemoryStorage
from warehouse import ReleaseUpdate, open_release, publish, verify

BOOKS = [Made("s1"), Made("s2", month="2026-09", figures=(3.0,))]


def changed(update: ReleaseUpdate, table: str, **values: object) -> ReleaseUpdate:
    """The update with those values in every row of a table."""
    rows = [{**row, **values} for row in update.tables[table].to_pylist()]
    fresh = pa.Table.from_pylist(rows, schema=update.tables[table].schema)
    return replace(update, tables={**update.tables, table: fresh})


def problems(update: ReleaseUpdate) -> dict[str, str]:
    storage = MemoryStorage()
    publish(storage, update)
    return {problem.where: problem.what for problem in verify(storage)}


def test_a_sound_release_has_no_problems(tmp_path: Path) -> None:
    publish(tmp_path, update_of(BOOKS))
    texts = {f"a-{made.story}": made.text for made in BOOKS}
    assert verify(tmp_path, text_of=texts.get, rederive=lambda: update_of(BOOKS)) == ()


def test_a_flipped_byte_is_found(tmp_path: Path) -> None:
    publish(tmp_path, update_of(BOOKS))
    (file,) = open_release(tmp_path).manifest.files("dim_place")
    path = tmp_path / "warehouse" / file.stored
    path.chmod(0o644)
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)
    found = {problem.where: problem.what for problem in verify(tmp_path)}
    assert "its bytes were changed" in found[file.stored]


@pytest.mark.parametrize("name", ["dim_place/part-00000.parquet", "README.md"])
def test_a_deleted_file_is_found(tmp_path: Path, name: str) -> None:
    result = publish(tmp_path, update_of(BOOKS))
    (tmp_path / "warehouse/current" / name).unlink()
    (problem,) = verify(tmp_path)
    assert problem.where == f"releases/{result.release}/{name}"
    assert "No such file" in problem.what


def test_a_file_that_does_not_belong_is_found(tmp_path: Path) -> None:
    publish(tmp_path, update_of(BOOKS))
    (tmp_path / "warehouse/current/dim_place/extra.parquet").write_bytes(b"")
    (problem,) = verify(tmp_path)
    assert "doesn't belong" in problem.what


def test_a_stale_dictionary_is_found(tmp_path: Path) -> None:
    publish(tmp_path, update_of(BOOKS))
    page = tmp_path / "warehouse/current/README.md"
    page.chmod(0o644)
    page.write_text(page.read_text().replace("Cluster", "Klaster").replace("Key", "Kee"))
    assert any(problem.where.endswith("README.md") for problem in verify(tmp_path))


def test_a_dictionary_that_the_schema_no_longer_makes_is_stale(monkeypatch: pytest.MonkeyPatch) -> None:
    storage = MemoryStorage()
    with monkeypatch.context() as yesterday:
        yesterday.setattr("warehouse.releases.dictionary", lambda rows: f"old {len(rows)}")
        result = publish(storage, update_of(BOOKS))
    (problem,) = verify(storage)
    assert problem.where == f"releases/{result.release}/README.md"
    assert "stale" in problem.what


def test_a_manifest_that_was_touched_is_found() -> None:
    storage = MemoryStorage()
    path = f"releases/{publish(storage, update_of(BOOKS)).release}/manifest.json"
    storage.kept[path] = storage.kept[path].replace(b'"parser":"1"', b'"parser":"2"')
    assert [problem.where for problem in verify(storage)] == [path]


def test_a_quote_that_is_not_in_its_text_is_found() -> None:
    found = problems(changed(update_of([Made("s1", figures=(7.0,))]), "fact_quantity", quote="8 members"))
    assert found == {"fact_quantity a-s1/0": "quotes '8 members'; its article has '7 members' there"}


def test_quotes_are_checked_against_the_archive_where_the_text_is_not_published() -> None:
    storage = MemoryStorage()
    publish(storage, changed(update_of([Made("s1", figures=(7.0,))]), "dim_article", text=None))
    assert verify(storage) == ()
    (problem,) = verify(storage, text_of=lambda _article: "Cluster two has 9 members.")
    assert "'9 members'" in problem.what


def test_an_article_that_nothing_proves_any_more_is_found() -> None:
    storage = MemoryStorage()
    publish(storage, changed(update_of([Made("s1", figures=(7.0,))]), "dim_article", text=None))
    (problem,) = verify(storage, text_of=lambda _article: None)
    assert (problem.where, "not in the archive" in problem.what) == ("dim_article a-s1", True)


@pytest.mark.parametrize(
    ("table", "values", "where", "what"),
    [
        ("fact_indicator", {"article_ids": ["a-gone"]}, "fact_indicator.article_ids", "not in dim_article"),
        ("fact_indicator", {"quantity_ids": ["q"]}, "fact_indicator.quantity_ids", "not in fact_quantity"),
        ("fact_membership", {"place_id": "VN-00"}, "fact_membership.place_id", "not in dim_place"),
        ("fact_quantity", {"article_id": "a-gone"}, "fact_quantity.article_id", "not in dim_article"),
        ("fact_quantity", {"status": "maybe"}, "fact_quantity.status", "may not have: maybe"),
        ("fact_quantity", {"quantity_id": "q"}, "fact_quantity", "more than once: q"),
    ],
)
def test_a_row_that_breaks_the_schema_is_found(table: str, values: dict[str, object], where: str, what: str) -> None:
    assert what in problems(changed(update_of([Made("s1")]), table, **values))[where]


def other_books(kind: str) -> Callable[[], ReleaseUpdate]:
    return lambda: {
        "a changed fact": update_of([Made("s1", figures=(7.0, 11.0)), BOOKS[1]]),
        "a fact more": update_of([*BOOKS, Made("s3")]),
        "a fact less": update_of(BOOKS[:1]),
    }[kind]


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("a changed fact", "value is 10.0, not 11.0"),
        ("a fact more", "rows missing that the archive makes: s3/0, s3/1"),
        ("a fact less", "1 rows that the archive doesn't make: s2/0"),
    ],
)
def test_what_the_archive_makes_of_it_today_is_compared_row_by_row(kind: str, told: str) -> None:
    storage = MemoryStorage()
    publish(storage, update_of(BOOKS))
    found = [
        problem.what for problem in verify(storage, rederive=other_books(kind)) if "fact_indicator" in problem.where
    ]
    assert any(told in what for what in found), found
