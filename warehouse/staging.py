"""The rows that a run hands in for publishing, checked against the schema and each other before anything is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import pyarrow as pa
import pyarrow.compute as pc

from warehouse.errors import StagedRowsError
from warehouse.layout import MERGED, WHOLE, held_name, schema_of
from warehouse.parquet import conform
from warehouse.schema import PARTITION_COLUMN, STRING, TABLES
from warehouse.shared_rows import contribution_schema

if TYPE_CHECKING:
    from warehouse.reading import Release

STORY: Final = "story_id"
_MONTH: Final = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
# Where a story that has rows at all must stand: published, held, or (its last balanced version published) both.
_KNOWN_BY: Final = ("dim_story", "quarantine")


@dataclass(frozen=True, slots=True)
class ReleaseUpdate:
    """What changes in the books.

    `stories`: every story that the run touched. All its rows in the last release go; the staged rows come in. One
    without staged rows just loses what it had, so a held story that keeps a published version must be staged with it.
    `removed_stories`: stories withdrawn from the books; the same, and no row of theirs may be staged.

    `tables` by name. Every one is optional and has the columns of the schema; a nullable column may be missing.

    - Partitioned tables: the rows of the touched stories, with a string column `booked` ("YYYY-MM"), the month of the
      story. audit_result may also have rows with no story: they take the place of all such rows in every month that
      the run touches.
    - dim_organisation, dim_person: the rows that the touched stories contribute, one per story and key, with two more
      columns, `story_id` and `booked`. What several stories say of one key is merged.
    - dim_place, dim_indicator: the whole table; when missing, the last release's.

    `quarantine_rows`: the rows of held versions, by table, each with `booked` and (also where the table has none)
    `story_id`. `report_html`: the page report/index.html, or a function that makes it of the release about to be
    published; a function of the books, not of the run, or releases differ that say the same. `versions`: of code and
    lexicons.
    """

    stories: frozenset[str]
    tables: Mapping[str, pa.Table]
    report_html: bytes | Callable[[Release], bytes]
    quarantine_rows: Mapping[str, pa.Table] = field(default_factory=dict)
    removed_stories: frozenset[str] = frozenset()
    versions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Staged:
    """The rows of an update, each table in the columns of its files, by name in the manifest and month."""

    stories: frozenset[str]
    months: Mapping[str, str]
    partitions: Mapping[str, Mapping[str, pa.Table]]
    contributions: Mapping[str, Mapping[str, pa.Table]]
    whole: Mapping[str, pa.Table]


def stage(update: ReleaseUpdate) -> Staged:
    """The update, checked. Raises StagedRowsError that names table and column; `months` is the month of each story."""
    stories = update.stories | update.removed_stories
    partitions: dict[str, Mapping[str, pa.Table]] = {}
    contributions: dict[str, Mapping[str, pa.Table]] = {}
    whole: dict[str, pa.Table] = {}
    months: dict[str, str] = {}
    for name, rows in update.tables.items():
        if name not in TABLES:
            raise StagedRowsError(f"there is no table {name!r}: {', '.join(TABLES)}")
        if name in WHOLE:
            whole[name] = conform(rows, TABLES[name].arrow, what=name)
        elif name in MERGED:
            _check_stories(name, rows, update, months)
            contributions[name] = _by_month(name, rows, contribution_schema(TABLES[name]))
        else:
            _check_stories(name, rows, update, months)
            partitions[name] = _by_month(name, rows, schema_of(name))
    for table, rows in update.quarantine_rows.items():
        if table not in TABLES:
            raise StagedRowsError(f"there is no table {table!r} to hold rows of: {', '.join(TABLES)}")
        name = held_name(table)
        _check_stories(name, rows, update, months)
        partitions[name] = _by_month(name, rows, schema_of(name))
    _check_known(partitions, months)
    return Staged(stories, months, partitions, contributions, whole)


def _check_stories(name: str, rows: pa.Table, update: ReleaseUpdate, months: dict[str, str]) -> None:
    if not rows.num_rows:
        return
    for column in (STORY, PARTITION_COLUMN):
        if column not in rows.column_names:
            raise StagedRowsError(
                f"{name}: column {column} is missing; staged rows say whose and of which month they are"
            )
    pairs = rows.select([STORY, PARTITION_COLUMN]).group_by([STORY, PARTITION_COLUMN]).aggregate([])
    for story, month in zip(*(pairs.column(column).to_pylist() for column in (STORY, PARTITION_COLUMN)), strict=True):
        if month is None or not _MONTH.fullmatch(month):
            raise StagedRowsError(f"{name}: booked is {month!r} for story {story!r}, not a month like 2026-11")
        if story is None and name == "audit_result":
            continue
        if story in update.removed_stories:
            raise StagedRowsError(f"{name}: rows of story {story!r}, which the same update removes")
        if story not in update.stories:
            raise StagedRowsError(f"{name}: rows of story {story!r}, which isn't among the touched stories")
        if months.setdefault(story, month) != month:
            raise StagedRowsError(f"{name}: story {story!r} is booked in {month} here and in {months[story]} elsewhere")


def _check_known(partitions: Mapping[str, Mapping[str, pa.Table]], months: Mapping[str, str]) -> None:
    known: set[str] = set()
    for name in _KNOWN_BY:
        for rows in partitions.get(name, {}).values():
            known.update(rows.column(STORY).to_pylist())
    unknown = sorted(months.keys() - known)
    if unknown:
        raise StagedRowsError(
            f"{len(unknown)} stories have rows but stand neither in dim_story nor in quarantine, "
            f"the first {unknown[0]!r}"
        )


def _by_month(name: str, rows: pa.Table, schema: pa.Schema) -> dict[str, pa.Table]:
    if not rows.num_rows:
        return {}
    beside = (STORY, PARTITION_COLUMN)
    months = rows.column(PARTITION_COLUMN).cast(STRING)
    fitting = conform(rows, schema, what=name, beside=beside)
    return {month: fitting.filter(pc.equal(months, month)) for month in sorted(pc.unique(months).to_pylist())}
