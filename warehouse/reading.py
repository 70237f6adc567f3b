"""Reading a release: resolved once, then every table of it comes from the same books."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from warehouse.errors import NoReleaseError
from warehouse.layout import CURRENT, MANIFEST, RELEASES, held_name, release_path, renamed, schema_of
from warehouse.manifest import DataFile, Manifest, manifest_from_json
from warehouse.parquet import from_parquet
from warehouse.schema import PARTITION_COLUMN, STRING, TABLES
from warehouse.storage import Storage, storage_of

_SHORTEST_PREFIX: Final = 4


@dataclass(frozen=True, slots=True)
class Release:
    """One release, or one about to be published. Its files never change, so neither do its answers."""

    id: str
    manifest: Manifest
    storage: Storage

    def read(
        self,
        table: str,
        *,
        columns: Sequence[str] | None = None,
        months: Collection[str] | None = None,
        stories: Collection[str] | None = None,
    ) -> pa.Table:
        """The rows of a table, partition after partition, each in the table's order.

        `columns` picks columns, `months` partitions ("YYYY-MM"), `stories` the rows of those stories. Partitioned
        tables have a last column `booked`, the partition. The columns are today's; one that the release did not have
        yet is null. KeyError for a table or column that there isn't.
        """
        if table not in TABLES:
            raise KeyError(f"there is no table {table!r}: {', '.join(TABLES)}")
        return self._read(table, TABLES[table].partitioned, columns, months, stories)

    def held(self, table: str, *, stories: Collection[str] | None = None) -> pa.Table:
        """The rows of held versions: what would stand in the table if its stories balanced."""
        if table not in TABLES:
            raise KeyError(f"there is no table {table!r}: {', '.join(TABLES)}")
        return self._read(held_name(table), True, None, None, stories)

    def _read(
        self,
        name: str,
        partitioned: bool,
        columns: Sequence[str] | None,
        months: Collection[str] | None,
        stories: Collection[str] | None,
    ) -> pa.Table:
        schema = schema_of(name)
        if partitioned:
            schema = schema.append(pa.field(PARTITION_COLUMN, STRING, metadata={"description": "The partition"}))
        names = list(schema.names if columns is None else columns)
        for column in names:
            schema.field(column)
        wanted = None if stories is None else pa.array(sorted(stories), STRING)
        picked = pa.schema([schema.field(column) for column in names], metadata=schema.metadata)
        pieces = [picked.empty_table()]
        pieces += [
            _filled(self._rows(name, file, names, wanted), picked).cast(picked)
            for file in self.manifest.files(name)
            if months is None or file.month in months
        ]
        return pa.concat_tables(pieces)

    def _rows(self, name: str, file: DataFile, names: Sequence[str], stories: pa.Array | None) -> pa.Table:
        stored = {name for name in names if name != PARTITION_COLUMN} | ({"story_id"} if stories is not None else set())
        rows = from_parquet(self.storage.open(file.stored), sorted(stored), renamed(name))
        rows = rows.append_column(PARTITION_COLUMN, pa.array([file.month] * rows.num_rows, STRING))
        return rows if stories is None else rows.filter(pc.is_in(rows.column("story_id"), stories))


def _filled(rows: pa.Table, schema: pa.Schema) -> pa.Table:
    """The columns of `schema`; null where the rows are of a release that did not have one yet."""
    for field in schema:
        if field.name not in rows.column_names:
            rows = rows.append_column(field.name, pa.nulls(rows.num_rows, field.type))
    return rows.select(schema.names)


def current_id(storage: Storage) -> str | None:
    """The id of the current release; None before the first."""
    try:
        return storage.read(CURRENT).decode().strip()
    except FileNotFoundError:
        return None


def complete_ids(storage: Storage) -> tuple[str, ...]:
    """Every release that is there as a whole, by id."""
    return tuple(name for name in storage.folders(RELEASES) if storage.size(release_path(name, MANIFEST)) is not None)


def open_release(home: Storage | Path, release: str = "current") -> Release:
    """The release of that id ("current", an id, or its beginning) under the folder of all state.

    Raises NoReleaseError where there is none, or more than one that begins so.
    """
    storage = storage_of(home)
    name = _resolve(storage, release)
    try:
        content = storage.read(release_path(name, MANIFEST))
    except FileNotFoundError as error:
        raise NoReleaseError(f"release {name} is not there (any more); `newsledger releases` lists them") from error
    return Release(name, manifest_from_json(content), storage)


def read(table: str, release: str = "current", home: Path | str | None = None) -> pa.Table:
    """A published table, whole; partitioned ones with their partition as a last column `booked`.

    `release` is "current", an id or its beginning. `home` is the folder of all state; without it NEWSLEDGER_HOME
    decides, else ./var: callers from outside have no settings, so this one function looks at the environment.
    Several tables that must fit together come from one `open_release`.
    """
    return open_release(home_of(os.environ, home), release).read(table)


def home_of(environ: Mapping[str, str], home: Path | str | None = None) -> Path:
    """The folder of all state for callers without settings."""
    return Path(home if home is not None else environ.get("NEWSLEDGER_HOME") or "var").expanduser().absolute()


def _resolve(storage: Storage, release: str) -> str:
    if release == "current":
        name = current_id(storage)
        if name is None:
            raise NoReleaseError("there is no release yet; `newsledger run` makes the first")
        return name
    if storage.size(release_path(release, MANIFEST)) is not None:
        return release
    begins = [name for name in complete_ids(storage) if name.startswith((release, f"r-{release}"))]
    if len(begins) == 1 and len(release) >= _SHORTEST_PREFIX:
        return begins[0]
    found = f"{len(begins)} releases begin with {release!r}" if begins else f"there is no release {release!r}"
    raise NoReleaseError(f"{found}; `newsledger releases` lists them")
