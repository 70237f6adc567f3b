"""The files of a release that is being made: those of the last one, with what changed written anew."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from warehouse.errors import WarehouseError
from warehouse.layout import MERGED, PARTITIONED, ROWS_PER_FILE, WHOLE, file_path, renamed, schema_of, table_of
from warehouse.manifest import DataFile, Manifest, schema_digest
from warehouse.parquet import conform, encode, from_parquet, in_order, order_of
from warehouse.schema import PARTITION_COLUMN, STRING, TABLES, Table
from warehouse.shared_rows import KEYS_PER_PART, Part, contribution_schema, holding_schema, refresh
from warehouse.staging import STORY, Staged
from warehouse.storage import Storage

Files = tuple[DataFile, ...]
_STORY_LISTS: Final = ("dim_story", "quarantine")


class Draft:
    """Writes the files of a release over those of the last one, and counts what it wrote."""

    def __init__(self, storage: Storage, last: Manifest, *, keys_per_part: int = KEYS_PER_PART) -> None:
        self._storage = storage
        self._last = last
        self._keys_per_part = keys_per_part
        self._anew = bool(last.tables) and last.schema != schema_digest()
        self.files_written = 0
        self.bytes_written = 0

    def revise(self, staged: Staged) -> Manifest:
        """The manifest of the release after the staged rows took the place of all rows of the touched stories."""
        months = set(staged.months.values()) | self._months_of(staged)
        months |= {month for tables in staged.partitions.values() for month in tables}
        tables = {name: self._whole(name, staged) for name in WHOLE}
        ledgers: dict[str, Files] = {}
        for name in MERGED:
            tables[name] = self._merged(name, staged, months, ledgers)
        held = {name for name in (*self._last.tables, *staged.partitions) if name not in TABLES}
        for name in (*PARTITIONED, *sorted(held)):
            tables[name] = self._partitioned(name, staged, months)
        newest = max((file.month or "" for files in tables.values() for file in files), default="") or None
        for name in PARTITIONED:
            if not tables[name]:
                tables[name] = self._write(name, TABLES[name].arrow.empty_table(), order_of(TABLES[name]), newest)
        tables = {name: files for name, files in tables.items() if files}
        return Manifest(tables=tables, ledgers=ledgers, schema=schema_digest())

    def _months_of(self, staged: Staged) -> set[str]:
        """The partitions in which the touched stories stand today."""
        missing = set(staged.stories)
        if not missing:
            return set()
        listed: dict[str, list[DataFile]] = {}
        for name in _STORY_LISTS:
            for file in self._last.files(name):
                if file.month is not None:
                    listed.setdefault(file.month, []).append(file)
        found: set[str] = set()
        # A story hardly ever moves: where it is booked now is where to look first.
        first = sorted(set(staged.months.values()) & listed.keys())
        for month in (*first, *sorted(listed.keys() - set(first), reverse=True)):
            wanted = pa.array(sorted(missing), STRING)
            stories: set[str] = set()
            for file in listed[month]:
                column = from_parquet(self._open(file), [STORY]).column(STORY)
                stories.update(column.filter(pc.is_in(column, wanted)).to_pylist())
            if stories:
                found.add(month)
                missing -= stories
            if not missing:
                break
        return found

    def _partitioned(self, name: str, staged: Staged, touched: Collection[str]) -> Files:
        before = _by_month(self._last.files(name))
        arrived = staged.partitions.get(name, {})
        order = order_of(table_of(name))
        files: list[DataFile] = []
        for month in sorted(before.keys() | arrived.keys()):
            old = before.get(month, [])
            if month not in touched and not self._anew:
                files += old
                continue
            kept = self._table(old, schema_of(name), name, staged.stories if month in touched else None)
            if month not in arrived and kept.num_rows == sum(file.rows for file in old) and not self._anew:
                files += old
                continue
            now = pa.concat_tables([kept, arrived[month]]) if month in arrived else kept
            if now.num_rows:
                files += self._write(name, now, order, month)
        return tuple(files)

    def _whole(self, name: str, staged: Staged) -> Files:
        table = TABLES[name]
        if name not in staged.whole and name in self._last.tables and not self._anew:
            return self._last.files(name)
        rows = staged.whole.get(name)
        return self._write(
            name,
            self._table(self._last.files(name), table.arrow, name) if rows is None else rows,
            order_of(table),
            None,
        )

    def _merged(self, name: str, staged: Staged, touched: Collection[str], ledgers: dict[str, Files]) -> Files:
        table = TABLES[name]
        contributed, held = f"contributions/{name}", f"holdings/{name}"
        schema = contribution_schema(table)
        before = _by_month(self._last.ledgers.get(contributed, ()))
        arrived = staged.contributions.get(name, {})
        contributions: list[DataFile] = []
        changes: dict[str, tuple[pa.Table, pa.Table]] = {}
        for month in sorted(before.keys() | arrived.keys()):
            old = before.get(month, [])
            if month not in touched and not self._anew:
                contributions += old
                continue
            kept = self._table(old, schema, contributed, staged.stories if month in touched else None)
            now = pa.concat_tables([kept, arrived[month]]) if month in arrived else kept
            changes[month] = (schema.empty_table() if self._anew else self._table(old, schema, contributed), now)
            if now.num_rows:
                contributions += self._write(contributed, now, (STORY, *table.key), month)
        published, holdings = self._refreshed(table, changes, held)
        ledgers[contributed] = tuple(contributions)
        ledgers[held] = holdings
        return published

    def _refreshed(
        self, table: Table, changes: Mapping[str, tuple[pa.Table, pa.Table]], held: str
    ) -> tuple[Files, Files]:
        published = _by_low(() if self._anew else self._last.files(table.name))
        holdings = _by_low(() if self._anew else self._last.ledgers.get(held, ()))
        lows = sorted(published)

        def load(number: int) -> Part:
            low = lows[number]
            return Part(
                low,
                self._table(holdings[low], holding_schema(table), held),
                self._table(published[low], table.arrow, table.name),
            )

        replaced, parts = refresh(table, changes, lows, load, self._keys_per_part)
        for number in replaced:
            del published[lows[number]], holdings[lows[number]]
        for part in parts:
            published[part.low] = self._write(table.name, part.published, table.key, None, part.low)
            holdings[part.low] = self._write(held, part.holdings, (*table.key, PARTITION_COLUMN), None, part.low)
        return _numbered(table.name, published), _numbered(held, holdings)

    def _table(
        self, files: Iterable[DataFile], schema: pa.Schema, name: str, without: Collection[str] | None = None
    ) -> pa.Table:
        """The rows of those files, or those of other stories, in today's columns."""
        pieces = [schema.empty_table()]
        for file in files:
            rows = from_parquet(self._open(file), formerly=renamed(name))
            if without is not None:
                rows = rows.filter(_others(rows, without))
            if self._anew:
                pieces.append(conform(rows, schema, what=name, beside=rows.column_names))
            else:
                pieces.append(rows.cast(schema))
        return pa.concat_tables(pieces)

    def _open(self, file: DataFile) -> pa.NativeFile:
        try:
            return self._storage.open(file.stored)
        except FileNotFoundError as error:
            raise WarehouseError(
                f"{file.stored}, which holds {file.path} of the last release, is gone; run `newsledger verify`, then "
                "`newsledger rollback` to a release that is whole, or parse the archive again"
            ) from error

    def _write(
        self, name: str, rows: pa.Table, order: Sequence[str], month: str | None, low: str | None = None
    ) -> Files:
        """Store those rows in as many files as they need; what is stored already costs nothing."""
        rows = in_order(rows, order)
        files = []
        for number, start in enumerate(range(0, max(rows.num_rows, 1), ROWS_PER_FILE)):
            piece = rows.slice(start, ROWS_PER_FILE)
            content = encode(piece, order)
            file = DataFile(
                path=file_path(name, number, month),
                sha256=hashlib.sha256(content).hexdigest(),
                size=len(content),
                rows=piece.num_rows,
                month=month,
                low=low,
            )
            if self._storage.put(file.stored, content):
                self.files_written += 1
                self.bytes_written += len(content)
            files.append(file)
        return tuple(files)


def _others(rows: pa.Table, stories: Collection[str]) -> pa.ChunkedArray:
    """Which rows stay: those of other stories. Rows of no story go: they were about the partition as it was."""
    column = rows.column(STORY)
    touched = pc.is_in(column, pa.array(sorted(stories), STRING))
    return pc.and_(pc.invert(touched), pc.is_valid(column))


def _by_month(files: Iterable[DataFile]) -> dict[str, list[DataFile]]:
    """The files with rows, by partition."""
    months: dict[str, list[DataFile]] = {}
    for file in files:
        if file.month is not None and file.rows:
            months.setdefault(file.month, []).append(file)
    return months


def _by_low(files: Iterable[DataFile]) -> dict[str, Files]:
    parts: dict[str, Files] = {}
    for file in files:
        low = file.low or ""
        parts[low] = (*parts.get(low, ()), file)
    return parts


def _numbered(name: str, parts: Mapping[str, Files]) -> Files:
    """The files of a table divided by key, in the order of the keys."""
    ordered = [file for low in sorted(parts) for file in parts[low]]
    return tuple(
        DataFile(file_path(name, number, None), file.sha256, file.size, file.rows, None, file.low)
        for number, file in enumerate(ordered)
    )
