"""What a release costs: 100 changed stories of one month published into warehouses of different sizes.

    python -m benchmarks.publish [stories ...]

Prints a table with one line for each size. Months hold at most 10,000 made-up stories; a story has 12 quantities,
4 facts, 6 members of a cluster, 3 persons of 2,000 and 12 audit results. The warehouse is built month by month on disk;
each size is measured in it as it grows; the fastest of nine turns counts. Reading one indicator, the files' footers
included, goes through DuckDB.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

import duckdb
import numpy as np
import pyarrow as pa

from warehouse import ReleaseUpdate, publish
from warehouse.schema import PARTITION_COLUMN, TABLES

SIZES: Final = (10_000, 100_000, 1_000_000)
MONTH: Final = 10_000
CHANGED: Final = 100
_TURNS: Final = 9
_ROWS: Final = {
    "dim_story": 1,
    "dim_article": 2,
    "fact_quantity": 12,
    "fact_indicator": 4,
    "fact_membership": 6,
    "fact_check": 1,
    "fact_statement": 3,
    "audit_result": 12,
    "dim_organisation": 7,
    "dim_person": 3,
}
_PERSONS: Final = 2_000
_INDICATORS: Final = tuple(f"indicator_{number:02}" for number in range(25))
_SENTENCE: Final = "In the first half of the year the cluster received {} delegations, more than in the year before."
_MOMENT: Final = datetime(2024, 7, 20, tzinfo=UTC)
_SHARED: Final = ("dim_organisation", "dim_person")


def update_of(month: int, first: int, stories: int, turn: int) -> ReleaseUpdate:
    """The update that books that many stories of a month, from that one on; the turn stands in every figure."""
    numbers = np.arange(first, first + stories)
    booked = f"{2000 + month // 12}-{month % 12 + 1:02}"
    ids = [hashlib.blake2b(f"{month}/{number}".encode(), digest_size=8).hexdigest() for number in numbers]
    tables = {
        name: _rows(name, per_story, ids, booked, month * MONTH + numbers, turn) for name, per_story in _ROWS.items()
    }
    indicators = [
        {"indicator": name, "label": name, "unit": None, "kind": "count", "description": name} for name in _INDICATORS
    ]
    tables["dim_indicator"] = pa.Table.from_pylist(indicators, schema=TABLES["dim_indicator"].arrow)
    return ReleaseUpdate(frozenset(ids), tables, b"<p>made up</p>", versions={"turn": str(turn)})


def _rows(
    name: str, per_story: int, ids: Sequence[str], booked: str, numbers: np.ndarray[Any, Any], turn: int
) -> pa.Table:
    count = per_story * len(ids)
    place = np.tile(np.arange(per_story), len(ids))
    story = np.repeat(np.array(ids, dtype=object), per_story)
    number = np.repeat(numbers, per_story)
    own = pa.array([f"{each}/{at}" for each, at in zip(story, place, strict=True)])
    figures = pa.array((number * 7 + place + turn) % 997, pa.float64())
    columns: dict[str, Any] = {"story_id": pa.array(story, pa.string())}
    for key in TABLES[name].key:
        columns.setdefault(key, own)
    columns |= dict.fromkeys(("value", "value_low", "value_high", "stated", "computed"), figures)
    columns |= {
        "indicator": pa.array([_INDICATORS[at] for at in (number + place) % len(_INDICATORS)]),
        "position": pa.array(place + 1, pa.int32()),
        "start": pa.array(place * 100, pa.int32()),
        "sentence": pa.array([_SENTENCE.format(at) for at in (number + place) % 997]),
        "article_id": pa.array([f"{each}/{at % 2}" for each, at in zip(story, place, strict=True)]),
    }
    if name == "fact_membership":
        columns["organisation_id"] = pa.array(["cluster:2"] * count)
    if name == "dim_organisation":
        columns["organisation_id"] = pa.array([f"organisation {at}" for at in (number + place * 9) % 70])
        columns["name"] = columns["organisation_id"]
    if name == "dim_person":
        columns["person_id"] = pa.array([f"person {at}" for at in (number * 3 + place) % _PERSONS])
        columns["name"] = columns["person_id"]
    schema = TABLES[name].arrow
    filled = [
        columns[field.name].cast(field.type) if field.name in columns else _filling(field, count) for field in schema
    ]
    fields = [*schema, pa.field(PARTITION_COLUMN, pa.string())]
    filled.append(pa.array([booked] * count))
    if name in _SHARED:
        fields.append(pa.field("story_id", pa.string()))
        filled.append(columns["story_id"])
    return pa.table(filled, schema=pa.schema(fields))


def _filling(field: pa.Field, count: int) -> pa.Array:
    if field.nullable:
        return pa.nulls(count, field.type)
    closed = (field.metadata or {}).get(b"values")
    value: Any = closed.decode().split(", ")[0] if closed else "something"
    kinds: Mapping[pa.DataType, Any] = {
        pa.bool_(): False,
        pa.int32(): 1,
        pa.int64(): 1,
        pa.float64(): 1.0,
        pa.date32(): date(2024, 6, 30),
        pa.timestamp("us", tz="UTC"): _MOMENT,
        pa.list_(pa.string()): ["en"],
    }
    return pa.array([kinds.get(field.type, value)] * count, field.type)


def measure(home: Path, months: int) -> tuple[float, float, float, float]:
    """Seconds to publish changed stories (the fastest turn), processor seconds of the same; new stories; to read."""
    wall, processor = [], []
    for turn in range(1, _TURNS + 1):
        update = update_of(months - 1, 0, CHANGED, turn)
        begun, spent = time.perf_counter(), time.process_time()
        publish(home, update)
        wall.append(time.perf_counter() - begun)
        processor.append(time.process_time() - spent)
    update = update_of(months - 1, MONTH, CHANGED, 0)
    begun = time.perf_counter()
    publish(home, update)
    new = time.perf_counter() - begun
    return min(wall), min(processor), new, min(_seconds_to_read(home) for _ in range(_TURNS))


def _seconds_to_read(home: Path) -> float:
    """One indicator of all stories, on a connection that knows nothing of the files yet."""
    connection = duckdb.connect()
    begun = time.perf_counter()
    facts = connection.read_parquet(f"{home}/warehouse/current/fact_indicator/*/*.parquet")
    facts.filter(f"indicator = '{_INDICATORS[3]}'").to_arrow_table()
    return time.perf_counter() - begun


def main(sizes: Sequence[int]) -> None:
    """Build, measure at each size, print."""
    home = Path(tempfile.mkdtemp(prefix="newsledger-bench-"))
    print(
        "| stories | months | 100 changed, s | of these processor, s | 100 new, s | one indicator through DuckDB, s |"
    )
    print("|---:|---:|---:|---:|---:|---:|")
    try:
        done = 0
        for size in sizes:
            months = -(-size // MONTH)
            for month in range(done, months):
                publish(home, update_of(month, 0, MONTH, 0))
            done = months
            changed, processor, new, read = measure(home, months)
            print(f"| {size:,} | {months} | {changed:.2f} | {processor:.2f} | {new:.2f} | {read:.2f} |", flush=True)
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)
