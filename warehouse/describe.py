"""The data dictionary: what stands in every table, for people, from the schema alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from warehouse.schema import PARTITION_COLUMN, TABLES, Column, Table


def dictionary(*, rows: Mapping[str, int] | None = None) -> str:
    """The dictionary of all tables as Markdown; with `rows` (by table) it is that of one release."""
    return "\n".join(_lines(rows)) + "\n"


def _lines(rows: Mapping[str, int] | None) -> Iterator[str]:
    yield "# Data dictionary"
    yield ""
    if rows is None:
        yield "Generated from `warehouse/schema.py` by `python -m warehouse > docs/tables.md`; change it there."
    else:
        yield (
            "One release of the books: every table below is a folder of Parquet files beside this page. "
            "`manifest.json` lists the files with their digests, `datapackage.json` describes them for programs, "
            "`views.sql` joins them in DuckDB, `report/index.html` shows what was checked. The files are shared "
            "between releases: read them, copy them, never write to them."
        )
    yield ""
    yield "| table | what it holds | key |" + ("" if rows is None else " rows |")
    yield "|---|---|---|" + ("" if rows is None else "---:|")
    for table in TABLES.values():
        count = "" if rows is None else f" {rows.get(table.name, 0)} |"
        yield f"| [{table.name}](#{table.name}) | {table.description} | {', '.join(table.key)} |{count}"
    yield ""
    yield (
        f"Partitioned tables lie in folders `{PARTITION_COLUMN}=YYYY-MM`, the month in which the story's first article "
        f"was archived; readers show it as a column `{PARTITION_COLUMN}`. Offsets are code points into the article's "
        "text, end exclusive. Times are UTC. A key is the same in every release that has the row."
    )
    renamed = [(table, column) for table in TABLES.values() for column in table.columns if column.formerly]
    if renamed:
        yield ""
        yield "Renamed since the release before; `views.sql` has both names until the next renaming:"
        yield ""
        yield from (f"- {table.name}.{column.name}, formerly {column.formerly}" for table, column in renamed)
    for table in TABLES.values():
        yield ""
        yield from _table_lines(table)


def _table_lines(table: Table) -> Iterator[str]:
    yield f"## {table.name}"
    yield ""
    yield f"{table.description} Rows are unique by {', '.join(f'`{name}`' for name in table.key)}."
    if table.partitioned:
        yield f"Partitioned by `{PARTITION_COLUMN}`."
    yield ""
    yield "| column | type | null | what it says |"
    yield "|---|---|---|---|"
    for column in table.columns:
        null = "yes" if column.nullable else ""
        yield f"| {column.name} | {type_name(column)} | {null} | {_meaning(column)} |"


def type_name(column: Column) -> str:
    """The type as a reader of Parquet sees it."""
    return (
        str(column.type).replace("list<item: string>", "list<string>").replace("list<element: string>", "list<string>")
    )


def _meaning(column: Column) -> str:
    parts = [column.description]
    if column.unit:
        parts.append(f"In {column.unit}")
    if column.values:
        parts.append(f"One of {', '.join(column.values)}")
    if column.references:
        parts.append(f"→ {column.references}")
    if column.formerly:
        parts.append(f"Formerly {column.formerly}; `views.sql` still has that name")
    return ". ".join(part.replace("|", "\\|") for part in parts)
