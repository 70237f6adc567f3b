"""Since when the books say what they say: the states of a story laid one after the other, facts followed through them.

A fact goes on as long as a row of the same meaning says the same; a row that takes its place corrects it.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

import pyarrow as pa

from warehouse.booking.staged import STORY
from warehouse.schema import HISTORY_TABLES, PARTITION_COLUMN, STRING, TABLES

Row = Mapping[str, Any]
Meaning = tuple[Any, ...]
_PERIOD: Final = ("period_start", "period_end")
# What a row is about; the same and another reading is a correction. A member's reading is that it is one.
_MEANING: Final = {
    "fact_indicator": ("organisation_id", "place_id", "indicator", "aspect", "unit", *_PERIOD),
    "fact_membership": ("organisation_id", "office_kind", "place_id", *_PERIOD),
}
_READING: Final = {"fact_indicator": ("value", "value_low", "value_high", "qualifier"), "fact_membership": ()}
# Where a row went and only one other came that shares these, the other took its place.
_NEARLY: Final = {
    "fact_indicator": ("indicator", "aspect"),
    "fact_membership": ("organisation_id", "office_kind", "position"),
}
_KEPT: Final = tuple(column.name for column in TABLES["fact_history"].columns)
_DATED: Final = ("first_asserted", "last_asserted", "corrects")
_SEPARATOR: Final = "\x1f"


@dataclass(frozen=True, slots=True)
class BookedState:
    """What the books say of a story from a moment on, until the next state.

    `rows` by table; `sentences` by quantity_id; `archived` by article_id: where its version lies and when it came.
    """

    moment: datetime
    rows: Mapping[str, Sequence[Row]]
    sentences: Mapping[str, str]
    archived: Mapping[str, tuple[str, datetime]]
    waived: bool = False


@dataclass(frozen=True, slots=True)
class Asserted:
    """Since when a published row (`key`, in `table`) stands, and the history_id of the one that it corrects."""

    table: str
    key: str
    first: datetime
    corrects: str | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """What became of a story's states: its rows today, and the rows of fact_history."""

    asserted: tuple[Asserted, ...]
    history: tuple[Row, ...]


def booked_states(tables: Mapping[str, pa.Table], waived: frozenset[str] = frozenset()) -> dict[str, BookedState]:
    """The state of each story in these tables, by story_id; `waived` are those that an editor let through."""
    archived: dict[str, dict[str, tuple[str, datetime]]] = defaultdict(dict)
    columns = [STORY, "article_id", "archive_file", "archive_offset", "fetched_at"]
    for row in tables["dim_article"].select(columns).to_pylist():
        where = f"{row['archive_file']}:{row['archive_offset']}"
        archived[row[STORY]][row["article_id"]] = (where, row["fetched_at"])
    rows: dict[str, dict[str, list[Row]]] = defaultdict(lambda: {name: [] for name in HISTORY_TABLES})
    for name in HISTORY_TABLES:
        for row in tables[name].to_pylist():
            rows[row[STORY]][name].append(row)
    sentences: dict[str, dict[str, str]] = defaultdict(dict)
    for row in tables["fact_quantity"].select([STORY, "quantity_id", "sentence"]).to_pylist():
        sentences[row[STORY]][row["quantity_id"]] = row["sentence"]
    return {
        story: BookedState(
            max(came for _, came in articles.values()), rows[story], sentences[story], articles, story in waived
        )
        for story, articles in archived.items()
    }


def timeline(states: Sequence[BookedState]) -> Timeline:
    """Follow the rows of one story through its states, oldest first; the last one is published."""
    asserted: list[Asserted] = []
    history: list[Row] = []
    for table in HISTORY_TABLES:
        now: dict[str, _Open] = {}
        last = states[0]
        moment = states[0].moment
        for state in states:
            moment = max(moment, state.moment)
            now, closed = _step(table, now, {row_key(table, row): row for row in state.rows[table]}, moment)
            history += [_history_row(table, one, last, moment) for one in closed]
            last = state
        asserted += [Asserted(table, key, one.first, one.corrects) for key, one in sorted(now.items())]
    return Timeline(tuple(asserted), tuple(history))


def row_key(table: str, row: Row) -> str:
    """A row's key in its table, as one string."""
    return _SEPARATOR.join("" if row[name] is None else str(row[name]) for name in TABLES[table].key)


def dated(tables: Mapping[str, pa.Table], asserted: Mapping[tuple[str, str], Asserted]) -> dict[str, pa.Table]:
    """The tables with the times of facts and members filled in; `asserted` by table and key, of stories with a past.

    A story without one says all it says since the newest of its articles was archived.
    """
    articles = tables["dim_article"].select([STORY, "article_id", "fetched_at"]).to_pylist()
    came = {row["article_id"]: row["fetched_at"] for row in articles}
    since: dict[str, datetime] = {}
    for row in articles:
        since[row[STORY]] = max(since.get(row[STORY], row["fetched_at"]), row["fetched_at"])
    made = dict(tables)
    for name in HISTORY_TABLES:
        rows = tables[name]
        keys = rows.select([*dict.fromkeys([STORY, "article_ids", *TABLES[name].key])]).to_pylist()
        known = [asserted.get((name, row_key(name, row))) for row in keys]
        columns = {
            "first_asserted": [one.first if one else since[row[STORY]] for one, row in zip(known, keys, strict=True)],
            "last_asserted": [max(came[article] for article in row["article_ids"]) for row in keys],
            "corrects": [one.corrects if one else None for one in known],
        }
        for column, values in columns.items():
            at = rows.schema.get_field_index(column)
            rows = rows.set_column(at, rows.schema.field(at), pa.array(values, rows.schema.field(at).type))
        made[name] = rows
    return made


def history_table(rows: Sequence[tuple[Row, str]]) -> pa.Table:
    """Rows of fact_history, each with its partition, as a staged table."""
    schema = TABLES["fact_history"].arrow.append(pa.field(PARTITION_COLUMN, STRING))
    return pa.Table.from_pylist([{**row, PARTITION_COLUMN: month} for row, month in rows], schema=schema)


@dataclass(frozen=True, slots=True)
class _Open:
    """A row that the books hold, since when and under which key it began, and what it corrected."""

    row: Row
    key: str
    first: datetime
    corrects: str | None

    def history_id(self, table: str) -> str:
        text = _SEPARATOR.join((table, self.key, self.first.isoformat()))
        return "h" + hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def _step(
    table: str, before: Mapping[str, _Open], rows: Mapping[str, Row], moment: datetime
) -> tuple[dict[str, _Open], list[_Open]]:
    """The rows that are open after a state, and those that it closed."""
    gone, came = dict(before), dict(rows)
    now: dict[str, _Open] = {}
    for old, new in _pairs(gone, came, lambda row: (*_picked(row, _MEANING[table]), *_picked(row, _READING[table]))):
        now[new] = replace(gone.pop(old), row=came.pop(new))
    # What came and went in one moment was never said.
    closed = [one for one in gone.values() if one.first < moment]
    for names, alone in ((_MEANING[table], False), (_NEARLY[table], True)):
        for old, new in _pairs(gone, came, lambda row, names=names: _picked(row, names), alone=alone):  # type: ignore[misc]
            one = gone.pop(old)
            now[new] = _Open(came.pop(new), new, moment, one.history_id(table) if one.first < moment else one.corrects)
    now |= {key: _Open(row, key, moment, None) for key, row in came.items()}
    return now, closed


def _pairs(
    gone: Mapping[str, _Open], came: Mapping[str, Row], meaning: Callable[[Row], Meaning], *, alone: bool = False
) -> list[tuple[str, str]]:
    """Keys of rows before and after that mean the same, each once; with `alone`, only where there is no choice."""
    there: dict[Meaning, list[str]] = defaultdict(list)
    for key in sorted(gone):
        there[meaning(gone[key].row)].append(key)
    here: dict[Meaning, list[str]] = defaultdict(list)
    for key in sorted(came):
        here[meaning(came[key])].append(key)
    return [
        pair
        for mark in there.keys() & here.keys()
        if not alone or len(there[mark]) == len(here[mark]) == 1
        for pair in zip(there[mark], here[mark], strict=False)
    ]


def _picked(row: Row, names: Sequence[str]) -> Meaning:
    return tuple(row[name] for name in names)


def _history_row(table: str, one: _Open, state: BookedState, superseded_at: datetime) -> Row:
    row = one.row
    said_by = sorted(row["article_ids"])
    return {name: row.get(name) for name in _KEPT if name not in _DATED} | {
        "history_id": one.history_id(table),
        "table": table,
        "sentences": list(_sentences(row, state)),
        "said_by": said_by,
        "archived": [state.archived[article][0] for article in said_by],
        "first_asserted": one.first,
        "last_asserted": max(state.archived[article][1] for article in said_by),
        "superseded_at": superseded_at,
        "corrects": one.corrects,
        "waived": state.waived,
    }


def _sentences(row: Row, state: BookedState) -> Iterator[str]:
    if "quantity_ids" in row:
        yield from dict.fromkeys(state.sentences[key] for key in row["quantity_ids"])
    else:
        yield from row["name_as_listed"]
