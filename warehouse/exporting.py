"""Rows for spreadsheets: nothing in a cell is ever taken for a formula."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from warehouse.errors import WarehouseError

EXCEL_ROWS: Final = 1_048_576
EXCEL_CELL: Final = 32_767
# What a spreadsheet takes for the beginning of a formula or a command (OWASP: CSV injection), also in full width.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")
_CUT: Final = " […]"


def export(rows: pa.Table, path: Path, to: str) -> Path:
    """Write `rows` to `path` as "xlsx" or "csv"; the path.

    CSV: UTF-8 with a byte order mark, so that Excel reads it right; a text that a spreadsheet could take for a formula
    begins with an apostrophe. Excel: texts are texts, dates are dates, a cell of more than 32,767 characters is cut
    and ends in "[…]". Lists are joined with "; ". ValueError for another format, WarehouseError for more rows than
    Excel has.
    """
    if to not in _WRITERS:
        raise ValueError(f"can't export to {to!r}: {', '.join(_WRITERS)}")
    _WRITERS[to](rows, path)
    return path


def harmless(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula when it opens a CSV file."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) or text.startswith("'") else text


def _csv(rows: pa.Table, path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(rows.column_names)
        for row in _rows(rows):
            writer.writerow([_csv_cell(value) for value in row])


def _csv_cell(value: Any) -> Any:  # noqa: ANN401 - whatever a column may hold
    value = _joined(value)
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date) else value


def _xlsx(rows: pa.Table, path: Path) -> None:
    import xlsxwriter

    if rows.num_rows >= EXCEL_ROWS:
        raise WarehouseError(
            f"{rows.num_rows:,} rows are more than a sheet holds ({EXCEL_ROWS - 1:,}); export to csv, or fewer rows"
        )
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "nan_inf_to_errors": True,
    }
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 - a fixed moment: same rows, same bytes
        day, moment = (book.add_format({"num_format": form}) for form in ("yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss"))
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(rows.column_names):
            sheet.write_string(0, column, name, bold)
        for number, row in enumerate(_rows(rows), start=1):
            for column, value in enumerate(map(_joined, row)):
                if isinstance(value, bool):
                    sheet.write_boolean(number, column, value)
                elif isinstance(value, str):
                    sheet.write_string(number, column, _cut(value))
                elif isinstance(value, datetime):
                    sheet.write_datetime(number, column, value.replace(tzinfo=None), moment)
                elif isinstance(value, date):
                    sheet.write_datetime(number, column, value, day)
                elif value is not None:
                    sheet.write_number(number, column, value)


def _cut(text: str) -> str:
    return text if len(text) <= EXCEL_CELL else text[: EXCEL_CELL - len(_CUT)] + _CUT


def _joined(value: Any) -> Any:  # noqa: ANN401 - whatever a column may hold
    return "; ".join("" if item is None else str(item) for item in value) if isinstance(value, list) else value


def _rows(table: pa.Table) -> Iterator[tuple[Any, ...]]:
    for batch in table.to_batches(max_chunksize=10_000):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


_WRITERS: Final[Mapping[str, Callable[[pa.Table, Path], None]]] = {"xlsx": _xlsx, "csv": _csv}
