"""Parquet files whose bytes depend on their rows alone: not on the order they came in, the Python, or the day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from warehouse.errors import StagedRowsError
from warehouse.schema import Table

# A month of facts has several groups, so that a reader who wants one indicator, or one story, can leave most out.
ROW_GROUP_ROWS: Final = 16_384
COMPRESSION: Final = "zstd"
COMPRESSION_LEVEL: Final = 3
# Columns whose values rarely come twice: a dictionary would only cost.
_PLAIN: Final = frozenset({"text", "quote", "content_sha256", "expression"})
_SEPARATOR: Final = "\x1f"


def conform(rows: pa.Table, schema: pa.Schema, *, what: str, beside: Iterable[str] = ()) -> pa.Table:
    """`rows` in the columns, order and types of `schema`; a nullable column that isn't there is null.

    Columns named in `beside` are left out without a word; any other that the schema doesn't know raises
    StagedRowsError, as do missing columns, nulls where none may be, and values that don't fit. `what` names the rows.
    """
    unknown = set(rows.column_names) - set(schema.names) - set(beside)
    if unknown:
        raise StagedRowsError(f"{what}: the schema has no column {', '.join(sorted(unknown))}")
    if not rows.num_rows:
        return schema.empty_table()
    columns = []
    for field in schema:
        if field.name not in rows.column_names:
            if not field.nullable:
                raise StagedRowsError(f"{what}: column {field.name} is missing")
            columns.append(pa.nulls(rows.num_rows, field.type))
            continue
        column = rows.column(field.name)
        if not field.nullable and column.null_count:
            raise StagedRowsError(f"{what}: column {field.name} may not be null, and is in {column.null_count} rows")
        try:
            columns.append(column.cast(field.type))
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
            raise StagedRowsError(f"{what}: column {field.name} is not {field.type}: {error}") from error
    return pa.table(columns, schema=schema)


def flat(rows: pa.Table) -> pa.Table:
    """`rows` with each list of strings as one string, so that rows can be compared, grouped and sorted."""
    for number, field in enumerate(rows.schema):
        if pa.types.is_list(field.type):
            joined = pc.binary_join(rows.column(number), _SEPARATOR)
            rows = rows.set_column(number, pa.field(field.name, pa.string()), joined)
    return rows


def distinct(rows: pa.Table) -> pa.Table:
    """One row of each kind of equal rows."""
    numbered = flat(rows).append_column("row_no", pa.array(range(rows.num_rows), pa.int64()))
    first = numbered.group_by(rows.column_names).aggregate([("row_no", "min")])
    return rows.take(first.column("row_no_min"))


def in_order(rows: pa.Table, order: Sequence[str]) -> pa.Table:
    """`rows` sorted by `order`, and where that leaves a choice by all other columns; nulls last, in one chunk."""
    rows = rows.combine_chunks()
    if rows.num_rows < 2:
        return rows
    keys = flat(rows.select(list(order)))
    if keys.group_by(list(order)).aggregate([]).num_rows < rows.num_rows:
        keys = flat(rows)
    names = [*order, *(name for name in keys.column_names if name not in order)]
    indices = pc.sort_indices(keys, [(name, "ascending") for name in names])
    return rows.take(indices).combine_chunks()


def order_of(table: Table) -> tuple[str, ...]:
    """The columns that sort the rows of `table`: its order, then its key."""
    return (*table.order, *(name for name in table.key if name not in table.order))


def encode(rows: pa.Table, order: Sequence[str]) -> bytes:
    """The bytes of a file that holds `rows`, which `in_order` has sorted by `order`."""
    dictionary = [
        field.name for field in rows.schema if pa.types.is_string(field.type) and field.name not in _PLAIN
    ] + [f"{field.name}.list.element" for field in rows.schema if pa.types.is_list(field.type)]
    sorting = [pq.SortingColumn(rows.schema.get_field_index(name)) for name in order if _is_leaf(rows.schema, name)]
    sink = pa.BufferOutputStream()
    pq.write_table(
        rows,
        sink,
        row_group_size=ROW_GROUP_ROWS,
        version="2.6",
        data_page_version="1.0",
        compression=COMPRESSION,
        compression_level=COMPRESSION_LEVEL,
        use_dictionary=dictionary,
        write_statistics=True,
        write_page_index=True,
        write_page_checksum=True,
        sorting_columns=sorting,
        store_schema=True,
        write_time_adjusted_to_utc=True,
    )
    content: bytes = sink.getvalue().to_pybytes()
    return content


def _is_leaf(schema: pa.Schema, name: str) -> bool:
    # SortingColumn counts leaves: a list before it would still be one leaf, but a list itself has no order.
    return not pa.types.is_list(schema.field(name).type)


def from_parquet(
    source: pa.NativeFile, columns: Sequence[str] | None = None, formerly: Mapping[str, str] | None = None
) -> pa.Table:
    """The rows of a file, or those columns of them that it has.

    `formerly` are the names {today: before} of columns renamed since some release: a file of before is read under
    today's names.
    """
    with pq.ParquetFile(source) as file:
        there = set(file.schema_arrow.names)
        old = {now: before for now, before in (formerly or {}).items() if now not in there and before in there}
        wanted = None if columns is None else [old.get(name, name) for name in columns]
        rows = file.read(columns=wanted, use_threads=False)
    return rows.rename_columns({before: now for now, before in old.items() if before in rows.column_names})
