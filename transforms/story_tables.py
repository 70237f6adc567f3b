"""Stories as Arrow tables: one table per published one, made once for many stories."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyarrow as pa

from transforms.catalogue import catalogue
from transforms.places import PLACES
from transforms.story import Row, Story, sound
from warehouse.schema import PARTITION_COLUMN, TABLES

STAGED_TEXT = "staged_text"  # the articles' texts, for the audit alone
_BY_STORY = (
    "dim_article", "dim_story", "dim_organisation", "dim_person", "fact_quantity", "fact_indicator", "fact_membership",
    "fact_check", "fact_attendance", "fact_statement", "fact_divergence",
)  # fmt: skip


def tables(stories: Iterable[Story]) -> dict[str, pa.Table]:
    """The tables of some stories; a partitioned one has the column `booked` (string, "YYYY-MM") besides its own.

    `dim_organisation` and `dim_person` have `booked` and `story_id`, too: which story brought the row.
    `staged_text` holds article_id, story_id and text for the audit, and is never published.
    """
    known = list(stories)
    made = {name: _table(name, known) for name in _BY_STORY}
    made[STAGED_TEXT] = pa.table(
        {
            "article_id": pa.array([a for s in known for a, _ in s.texts], pa.string()),
            "story_id": pa.array([s.story_id for s in known for _ in s.texts], pa.string()),
            "text": pa.array([sound(text) for s in known for _, text in s.texts], pa.string()),
        }
    )
    return made


def _table(name: str, stories: Sequence[Story]) -> pa.Table:
    rows: list[Row] = []
    months: list[str] = []
    owners: list[str] = []
    for story in stories:
        own = story.rows[name]
        rows.extend(own)
        months.extend([story.booked] * len(own))
        owners.extend([story.story_id] * len(own))
    schema = TABLES[name].arrow
    columns = [pa.array([row.get(field.name) for row in rows], field.type) for field in schema]
    table = pa.Table.from_arrays(columns, schema=schema)
    table = table.append_column(PARTITION_COLUMN, pa.array(months, pa.string()))
    if "story_id" not in schema.names:
        table = table.append_column("story_id", pa.array(owners, pa.string()))
    return table


def dimensions() -> dict[str, pa.Table]:
    """The dimensions that do not depend on any story: dim_place and dim_indicator, whole."""
    places: list[Row] = [{name: getattr(place, name) for name in TABLES["dim_place"].arrow.names} for place in PLACES]
    indicators: list[Row] = [
        {
            "indicator": entry.name,
            "label": entry.label,
            "unit": None if entry.unit == "~" else entry.unit,
            "kind": entry.kind,
            "description": entry.description,
        }
        for entry in catalogue()
    ]
    return {name: _plain(name, rows) for name, rows in (("dim_place", places), ("dim_indicator", indicators))}


def _plain(name: str, rows: Sequence[Row]) -> pa.Table:
    schema = TABLES[name].arrow
    return pa.Table.from_arrays([pa.array([row[f.name] for row in rows], f.type) for f in schema], schema=schema)
