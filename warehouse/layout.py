"""Where things lie in the warehouse's storage, and how tables are laid out in a release."""

from __future__ import annotations

from typing import Final

import pyarrow as pa

from warehouse.manifest import HELD
from warehouse.schema import STRING, TABLES, Table

CURRENT: Final = "CURRENT"
CURRENT_LINK: Final = "current"
RELEASES: Final = "releases"
FILES: Final = "files"
LOG: Final = "log.jsonl"
PINS: Final = "pins"
UNFINISHED: Final = "unfinished"
MANIFEST: Final = "manifest.json"

MERGED: Final = ("dim_organisation", "dim_person")
WHOLE: Final = tuple(name for name, table in TABLES.items() if not table.partitioned and name not in MERGED)
PARTITIONED: Final = tuple(name for name, table in TABLES.items() if table.partitioned)
ROWS_PER_FILE: Final = 1_000_000


def release_path(release: str, path: str = "") -> str:
    """Where a release, or a file of it, lies."""
    return f"{RELEASES}/{release}/{path}" if path else f"{RELEASES}/{release}"


def file_path(table: str, number: int, month: str | None) -> str:
    """The path of a table's file in a release."""
    partition = "" if month is None else f"booked={month}/"
    return f"{table}/{partition}part-{number:05}.parquet"


def held_name(table: str) -> str:
    """The name under which the held rows of a table stand in the manifest, and their folder in the release."""
    return f"{HELD}/{table}"


def table_of(name: str) -> Table:
    """The table that a name in the manifest is about, held rows included."""
    return TABLES[name.removeprefix(f"{HELD}/")]


def renamed(name: str) -> dict[str, str]:
    """The columns under a name of the manifest that had another name before: {today: before}."""
    table = name.rpartition("/")[2]
    return {column.name: column.formerly for column in TABLES[table].columns if column.formerly}


def schema_of(name: str) -> pa.Schema:
    """The columns of the files under a name of the manifest; held rows always say which story they belong to."""
    table = table_of(name)
    if name.startswith(f"{HELD}/") and "story_id" not in table.arrow.names:
        return table.arrow.insert(0, pa.field("story_id", STRING, nullable=False))
    return table.arrow
