"""The tables as a whole: an inventory of each is taken in Arrow, and what must hold of the inventory is checked.

Fifty columns of a million and a half rows would not fit a data frame beside the tables; one row for each column does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from expectations import builtin
from expectations.books import STAGED, Books, is_one_of
from expectations.rules import RULES
from expectations.views import RELEASE, Finding, View, some
from warehouse.schema import TABLES, Column

# References that the schema can't name because they are lists.
_LISTS: Final[Mapping[str, str]] = {
    "quantity_ids": "fact_quantity.quantity_id",
    "article_ids": "dim_article.article_id",
}


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of an inventory: a table (or a column of it), two things to compare, and the keys that show it."""

    table: str
    column: str
    found: Any
    expected: Any
    reason: str
    evidence: tuple[str, ...] = ()


def schema(books: Books) -> Iterator[View]:
    """Tables and columns: where this fails, nothing else can be looked at."""
    lines = []
    for name in STAGED:
        table = books.tables.get(name)
        for column in TABLES[name].columns:
            expected = str(column.type)
            found = "no such table" if table is None else "no such column"
            if table is not None and column.name in table.column_names:
                found = str(_plain(table.schema.field(column.name).type))
            reason = f"{name}.{column.name}: found {found}, expected {expected}"
            lines.append(_Line(name, column.name, found, expected, reason, (f"{name}.{column.name}",)))
    yield _view("columns_are_as_in_schema", lines, _same())


def contents(books: Books) -> Iterator[View]:
    """Keys, references, nulls and closed sets of tables that fit the schema."""
    yield _view("keys_are_unique", list(_keys(books)), _same())
    yield _view("references_resolve", list(_references(books)), _none())
    yield _view("required_values_are_there", list(_nulls(books)), _none())
    yield _view("values_are_in_their_sets", list(_sets(books)), _none())


def _same() -> Any:  # noqa: ANN401
    return builtin.ExpectColumnPairValuesToBeEqual(column_A="found", column_B="expected", ignore_row_if="neither")


def _none() -> Any:  # noqa: ANN401
    return builtin.ExpectColumnValuesToBeBetween(column="found", min_value=0, max_value=0)


def _view(rule: str, lines: list[_Line], expectation: Any) -> View:  # noqa: ANN401
    return View(
        rule=rule,
        table="",
        frame=pd.DataFrame({"found": [x.found for x in lines], "expected": [x.expected for x in lines]}),
        story=np.full(len(lines), RELEASE, dtype=np.int64),
        decided=np.ones(len(lines), dtype=np.bool_),
        expectation=expectation,
        explain=lambda rows: [_finding(lines[row]) for row in rows],
        tables=tuple(line.table for line in lines),
    )


def _finding(line: _Line) -> Finding:
    return Finding(RELEASE, None, line.reason, line.evidence, (line.reason,))


def _plain(kind: pa.DataType) -> pa.DataType:
    """The type that a schema names, whatever the encoding in memory."""
    if pa.types.is_dictionary(kind):
        return _plain(kind.value_type)
    if pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        return pa.string()
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return pa.list_(_plain(kind.value_type))
    return kind


def _keys(books: Books) -> Iterator[_Line]:
    for name in STAGED:
        table, key = books.tables[name], list(TABLES[name].key)
        if "story_id" in table.column_names and "story_id" not in TABLES[name].arrow.names:
            # What many stories share is staged as each story's own contribution.
            key = ["story_id", *key]
        if len(key) == 1:
            distinct = pc.count_distinct(table[key[0]], mode="all").as_py()
        else:
            distinct = table.select(key).group_by(key).aggregate([]).num_rows
        evidence: tuple[str, ...] = ()
        if distinct != table.num_rows:
            counted = table.select(key).group_by(key).aggregate([([], "count_all")])
            doubled = (
                counted.filter(pc.greater(counted["count_all"], 1)).select(key).sort_by([(k, "ascending") for k in key])
            )
            evidence = tuple("/".join(str(part) for part in row.values()) for row in doubled.slice(0, 20).to_pylist())
        reason = (
            f"{name}: {table.num_rows} rows have {distinct} keys ({', '.join(key)}); doubled: {some(list(evidence))}"
        )
        yield _Line(name, ", ".join(key), distinct, table.num_rows, reason, evidence)


def _doubled(keys: pa.Table) -> tuple[str, ...]:
    """Some of the keys that stand there more than once."""
    counted = keys.group_by(keys.column_names).aggregate([([], "count_all")])
    doubled = counted.filter(pc.greater(counted["count_all"], 1)).select(keys.column_names)
    written = sorted("/".join(str(part) for part in row.values()) for row in doubled.slice(0, 1000).to_pylist())
    return tuple(written[:20])


def _references(books: Books) -> Iterator[_Line]:
    for name in STAGED:
        for column in TABLES[name].columns:
            target = column.references or _LISTS.get(column.name)
            table, _, key = (target or "").partition(".")
            if table not in STAGED:
                continue
            values = books.tables[name][column.name]
            if pa.types.is_list(values.type):
                values = pc.list_flatten(values)
            values = values.drop_null()
            lost = values.filter(pa.array(~_is_in(values, books.tables[table][key])))
            examples = tuple(sorted(pc.unique(lost).to_pylist())[:20])
            reason = f"{name}.{column.name}: {len(lost)} values are not in {target}: {some(list(examples))}"
            yield _Line(name, column.name, len(lost), 0, reason, examples)


def _is_in(values: pa.Array | pa.ChunkedArray, ids: pa.ChunkedArray) -> npt.NDArray[np.bool_]:
    found = pc.is_in(values, value_set=pc.unique(ids))
    flags = found.to_numpy(zero_copy_only=False) if isinstance(found, pa.Array) else found.to_numpy()
    return np.asarray(flags, dtype=np.bool_)


def _nulls(books: Books) -> Iterator[_Line]:
    for name in STAGED:
        for column in TABLES[name].columns:
            if not column.nullable:
                count = books.tables[name][column.name].null_count
                yield _Line(name, column.name, count, 0, f"{name}.{column.name}: {count} rows have no value")


def _sets(books: Books) -> Iterator[_Line]:
    for name in STAGED:
        for column in TABLES[name].columns:
            values = tuple(RULES) if (name, column.name) == ("fact_check", "rule") else column.values
            if values is not None:
                yield _stranger(books, name, column, values)


def _stranger(books: Books, name: str, column: Column, values: tuple[str, ...]) -> _Line:
    present = books.tables[name][column.name].drop_null()
    strange = present.filter(pa.array(~is_one_of(present, values)))
    examples = tuple(sorted(pc.unique(strange).to_pylist())[:20])
    reason = f"{name}.{column.name}: {len(strange)} values are not in its set: {some(list(examples))}"
    return _Line(name, column.name, len(strange), 0, reason, examples)
