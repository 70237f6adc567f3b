from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse import export
from warehouse.exporting import EXCEL_CELL, harmless

ROWS = pa.table(
    {
        "quote": ['=HYPERLINK("http://evil")', "-5 percent", "fast 400", None],
        "value": [1.5, -5.0, 400.0, None],
        "holds": [True, False, None, None],
        "day": pa.array([date(2024, 6, 30)] * 4, pa.date32()),
        "at": pa.array([datetime(2026, 11, 1, 12, 30, tzinfo=UTC)] * 4, pa.timestamp("us", tz="UTC")),
        "languages": [["de", "hi"], [], ["@x"], None],
    }
)


def test_csv_opens_in_excel_without_a_formula(tmp_path: Path) -> None:
    path = export(ROWS, tmp_path / "facts.csv", "csv")
    assert path.read_bytes().startswith("\ufeff".encode())
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    assert header == ROWS.column_names
    assert rows[0] == [
        '\'=HYPERLINK("http://evil")',
        "1.5",
        "true",
        "2024-06-30",
        "2026-11-01T12:30:00+00:00",
        "de; hi",
    ]
    assert [row[0] for row in rows[1:]] == ["'-5 percent", "fast 400", ""]
    assert [row[1] for row in rows[1:]] == ["-5.0", "400.0", ""]
    assert rows[2][5] == "'@x"


def test_excel_gets_texts_numbers_and_dates_and_no_formula(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(export(ROWS, tmp_path / "facts.xlsx", "xlsx")).active
    assert sheet is not None
    first = [cell.value for cell in sheet[2]]
    day, at = datetime.fromisoformat("2024-06-30"), datetime.fromisoformat("2026-11-01T12:30")
    assert first == ['=HYPERLINK("http://evil")', 1.5, True, day, at, "de; hi"]
    assert sheet["A2"].data_type == "s"
    assert sheet["A5"].value is None


def test_a_text_that_no_cell_can_hold_is_cut_and_says_so(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(export(pa.table({"text": ["x" * 40_000]}), tmp_path / "t.xlsx", "xlsx")).active
    assert sheet is not None
    assert len(sheet["A2"].value) == EXCEL_CELL
    assert sheet["A2"].value.endswith("[…]")


def test_the_same_rows_make_the_same_bytes(tmp_path: Path) -> None:
    for kind in ("xlsx", "csv"):
        made = [export(ROWS, tmp_path / f"{number}.{kind}", kind).read_bytes() for number in range(2)]
        assert made[0] == made[1]


def test_another_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="xlsx, csv"):
        export(ROWS, tmp_path / "facts.ods", "ods")


@given(st.text())
def test_no_text_begins_as_a_formula_does(text: str) -> None:
    assert not harmless(text).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@given(st.text())
def test_the_text_can_be_had_back(text: str) -> None:
    safe = harmless(text)
    assert text == (safe.removeprefix("'"))
