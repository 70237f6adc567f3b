from __future__ import annotations

import json
from pathlib import Path

import frictionless
import pytest

from tests.warehouse.books import Made, update_of
from tests.warehouse.memory import MemoryStorage
from warehouse import ReleaseUpdate, publish
from warehouse.describe import dictionary
from warehouse.schema import TABLES

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_of_the_tables_is_what_the_schema_makes() -> None:
    assert (DOCS / "tables.md").read_text(encoding="utf-8") == dictionary(), "run: python -m warehouse > docs/tables.md"


def test_the_dictionary_describes_every_column() -> None:
    page = dictionary(rows={})
    for table in TABLES.values():
        section = page.split(f"## {table.name}\n")[1].split("\n## ")[0]
        for column in table.columns:
            assert f"| {column.name} |" in section, (table.name, column.name)
            assert column.description.replace("|", "\\|") in section


@pytest.mark.parametrize("stories", [[], [Made("s1")], [Made("s1"), Made("s2", month="2026-09")]])
def test_the_data_package_is_valid_for_its_own_validator(stories: list[Made]) -> None:
    storage = MemoryStorage()
    update = update_of(stories) if stories else ReleaseUpdate(frozenset(), {}, b"")
    result = publish(storage, update)
    descriptor = json.loads(storage.read(f"releases/{result.release}/datapackage.json"))
    frictionless.Package.validate_descriptor(descriptor)
    report = frictionless.Package.from_descriptor(descriptor).to_descriptor()
    assert len(report["resources"]) == len(TABLES)


def test_the_rows_are_what_the_data_package_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path, update_of([Made("s1"), Made("s2", month="2026-09"), Made("s3", held=True)]))
    monkeypatch.chdir((tmp_path / "warehouse/current").resolve())
    report = frictionless.validate("datapackage.json")
    assert report.flatten(["title", "note"]) == []
    assert report.stats["tasks"] == len(TABLES)


def test_the_data_package_names_every_file_of_the_release(tmp_path: Path) -> None:
    publish(tmp_path, update_of([Made("s1"), Made("s2", month="2026-09")]))
    folder = tmp_path / "warehouse/current"
    descriptor = json.loads((folder / "datapackage.json").read_bytes())
    paths = [
        path
        for resource in descriptor["resources"]
        for path in ([resource["path"]] if isinstance(resource["path"], str) else resource["path"])
    ]
    assert sorted(paths) == sorted(
        str(path.relative_to(folder.resolve())) for path in folder.resolve().rglob("*.parquet")
    )


def test_foreign_keys_lead_to_resources_that_are_there() -> None:
    storage = MemoryStorage()
    result = publish(storage, update_of([Made("s1")]))
    resources = json.loads(storage.read(f"releases/{result.release}/datapackage.json"))["resources"]
    names = {resource["name"] for resource in resources} | {""}
    keys = [key["reference"]["resource"] for resource in resources for key in resource["schema"].get("foreignKeys", [])]
    assert keys
    assert set(keys) <= names
