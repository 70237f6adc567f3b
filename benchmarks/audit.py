"""How long an audit takes and how much memory: synthetic stories in the shape of real ones, audited in one process.

    python -m benchmarks.audit [stories ...]

Prints a table with one line for each size, each measured in a process of its own, a small one in several of which the
quickest counts: what else the machine does only adds. Fifteen quantities a story.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from typing import Any, Final

import numpy as np
import pyarrow as pa

from expectations.books import STAGED, TEXTS
from warehouse.schema import TABLES

QUANTITIES: Final = 15
_TIMES, _SMALL = 5, 1000  # so often, up to so many stories
_SENTENCE: Final = "In the first half of the year, member number {:02d} of the cluster received {:03d} delegations. "
_TODAY: Final = date(2024, 8, 1)
_FETCHED: Final = datetime(2024, 7, 20, tzinfo=UTC)


def tables(stories: int) -> dict[str, pa.Table]:
    """Staged tables of that many stories of one article each; one story in a hundred states a wrong sum."""
    per_story = QUANTITIES // 2
    text = "".join(_SENTENCE.format(at, 100 + at) for at in range(per_story)) + "2024"
    digits = [at for at, letter in enumerate(text) if letter.isdecimal()]
    starts = [at for at in digits if at - 1 not in digits]
    ends = [at + 1 for at in digits if at + 1 not in digits]
    story_ids = pa.array([f"story-{number:08d}" for number in range(stories)])
    article_ids = pa.array([f"article-{number:08d}" for number in range(stories)])
    story = np.repeat(np.arange(stories), QUANTITIES)
    place = np.tile(np.arange(QUANTITIES), stories)
    start, end = np.array(starts)[place], np.array(ends)[place]
    quantity_ids = pa.array([f"article-{one:08d}:{at}" for one, at in zip(story, start, strict=True)])
    value = np.array([float(text[a:b]) for a, b in zip(starts, ends, strict=True)])[place]
    sentence = pa.array([_SENTENCE.format(at, 100 + at) for at in range(per_story)] + ["2024"])
    wrong = np.arange(stories) % 100 == 7
    stated, computed = np.full(stories, 17.0), np.where(wrong, 18.0, 17.0)
    made: dict[str, dict[str, Any]] = {
        "dim_story": {"story_id": story_ids, "languages": _lists(["en"], stories), "verdict": "pass"},
        "dim_article": {
            "article_id": article_ids,
            "story_id": story_ids,
            "source_id": "daily",
            "language": "en",
            "content_sha256": article_ids,
            "published_at": _FETCHED,
        },
        "dim_organisation": {"organisation_id": pa.array(["cluster"]), "kind": "cluster"},
        "dim_place": {"place_id": pa.array([f"VN-{at}" for at in range(17)]), "kind": "province"},
        "dim_indicator": {"indicator": pa.array(["delegations"]), "kind": "count"},
        "fact_quantity": {
            "quantity_id": quantity_ids,
            "article_id": article_ids.take(pa.array(story)),
            "story_id": story_ids.take(pa.array(story)),
            "sentence_no": place // 2,
            "sentence": sentence.take(pa.array(place // 2)),
            "start": start,
            "end": end,
            "quote": pa.array([text[a:b] for a, b in zip(starts, ends, strict=True)]).take(pa.array(place)),
            "number_start": start,
            "number_end": end,
            "value": value,
            "value_low": value,
            "value_high": value,
            "qualifier": "exact",
            "kind": "count",
            "unit": "delegation",
            "indicator": "delegations",
            "aspect": "level",
            "organisation_id": "cluster",
            "status": "fact",
        },
        "fact_indicator": {
            "fact_id": quantity_ids,
            "story_id": story_ids.take(pa.array(story)),
            "indicator": "delegations",
            "aspect": "level",
            "organisation_id": "cluster",
            "value": value,
            "value_low": value,
            "value_high": value,
            "qualifier": "exact",
            "agreement": "single",
            "quantity_ids": pa.ListArray.from_arrays(np.arange(len(story) + 1, dtype=np.int32), quantity_ids),
        },
        "fact_membership": {
            "story_id": story_ids.take(pa.array(np.repeat(np.arange(stories), 17))),
            "organisation_id": "cluster",
            "office_kind": "department",
            "place_id": pa.array([f"VN-{at}" for at in range(17)]).take(pa.array(np.tile(np.arange(17), stories))),
            "position": np.tile(np.arange(1, 18), stories),
        },
        "fact_check": {
            "check_id": story_ids,
            "story_id": story_ids,
            "article_id": article_ids,
            "rule": "parts_sum_to_total",
            "expression": "7 + 10 = 17",
            "stated": stated,
            "computed": computed,
            "difference": stated - computed,
            "holds": ~wrong,
            "quantity_ids": pa.ListArray.from_arrays(
                np.arange(0, len(story) + 1, QUANTITIES, dtype=np.int32), quantity_ids
            ),
        },
    }
    staged = {name: _table(name, made.get(name, {})) for name in STAGED}
    texts = pa.array([text]).take(pa.array(np.zeros(stories, dtype=np.int64)))
    return staged | {TEXTS: pa.table({"article_id": article_ids, "story_id": story_ids, "text": texts})}


def _table(name: str, columns: dict[str, Any]) -> pa.Table:
    """The columns as that table: one value stands for a whole column, and what isn't named is null or a filler."""
    schema = TABLES[name].arrow
    rows = len(next(iter(columns.values()))) if columns else 0
    arrays = []
    for field in schema:
        value = columns.get(field.name)
        if value is None and field.nullable:
            arrays.append(pa.nulls(rows, field.type))
        elif isinstance(value, pa.Array | np.ndarray):
            arrays.append(pa.array(value).cast(field.type))
        elif pa.types.is_list(field.type):
            arrays.append(_lists([], rows))
        else:
            filler = {"string": "", "int32": 0, "int64": 0, "double": 0.0, "bool": False}.get(str(field.type), _FETCHED)
            constant = pa.array([filler if value is None else value], field.type)
            arrays.append(constant.take(pa.array(np.zeros(rows, dtype=np.int64))))
    return pa.table(arrays, schema=schema)


def _lists(items: list[str], rows: int) -> pa.Array:
    return pa.array([items], pa.list_(pa.string())).take(pa.array(np.zeros(rows, dtype=np.int64)))


def measure(stories: int) -> str:
    """One line of the table: what an audit of that many stories takes in this process, GX's import included."""
    staged = tables(stories)
    made = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    from expectations import audit

    began, worked = time.perf_counter(), time.process_time()
    found = audit(staged, history={}, waivers=(), today=_TODAY)
    took, work = time.perf_counter() - began, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    quantities = staged["fact_quantity"].num_rows
    return (
        f"| {stories:>9,} | {quantities:>11,} | {took:>8.1f} | {work:>5.1f} | {made:>14,.0f} | {peak:>8,.0f} |"
        f" {len(found.held):>6,} | {found.results.num_rows:>10,} |"
    )


def main(arguments: list[str]) -> None:
    """Print the table: with one size in this very process, else each size in its own."""
    if len(arguments) == 2 and arguments[0] == "--only":
        sys.stdout.write(measure(int(arguments[1])) + "\n")
        return
    sys.stdout.write(
        "|   stories |  quantities |  audit s | CPU s | MB with tables |  peak MB |   held |    results |\n"
    )
    sys.stdout.write(
        "|----------:|------------:|---------:|------:|---------------:|---------:|-------:|-----------:|\n"
    )
    for size in arguments or ["20", "10000", "100000"]:
        command = [sys.executable, "-m", "benchmarks.audit", "--only", size]
        times = _TIMES if int(size) <= _SMALL else 1
        lines = [subprocess.run(command, check=True, capture_output=True, text=True).stdout for _ in range(times)]
        sys.stdout.write(min(lines, key=lambda line: float(line.split("|")[3])))
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
