"""The staged tables of a run: written batch after batch, read whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

STORY = "story_id"


class StagedWriter:
    """Adds batches of tables to `<folder>/<table>.parquet`; files of an earlier try are replaced."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._writers: dict[str, pq.ParquetWriter] = {}
        folder.mkdir(parents=True, exist_ok=True)
        for stale in folder.glob("*.parquet"):
            stale.unlink()

    def write(self, tables: Mapping[str, pa.Table]) -> None:
        """Add the rows of these tables."""
        for name, rows in tables.items():
            if name not in self._writers:
                path = self._folder / f"{name}.parquet"
                self._writers[name] = pq.ParquetWriter(path, rows.schema, compression="lz4")
            self._writers[name].write_table(rows)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for writer in self._writers.values():
            writer.close()


def read_staged(folder: Path) -> dict[str, pa.Table]:
    """All tables of a folder, by name."""
    return {path.stem: pq.ParquetFile(path).read() for path in sorted(folder.glob("*.parquet"))}


def of_stories(rows: pa.Table, stories: Iterable[str], *, others: bool = False) -> pa.Table:
    """The rows of these stories, or of all others."""
    among = pc.is_in(rows.column(STORY), pa.array(sorted(stories), pa.string()))
    return rows.filter(pc.invert(among) if others else among)
