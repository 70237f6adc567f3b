"""Tables whose rows many stories share: organisations and persons.

Each story contributes its own rows. The published row of a key merges all contributions to it, and stays right when
a story changes or goes, at a cost that follows what changed. Three layers are kept, the upper ones made from the lower:

- `contributions/<table>`: what each story contributes, by month;
- `holdings/<table>`: which different rows each month contributes, divided by key;
- the published table, divided at the same keys.

Where a table is divided depends on its keys alone: a key whose digest says so begins a new part. So the same
contributions make the same files, however they came about.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from warehouse.parquet import distinct, flat
from warehouse.schema import PARTITION_COLUMN, STRING, Table

KEYS_PER_PART: Final = 4096
STORY: Final = "story_id"


@dataclass(frozen=True, slots=True)
class Part:
    """One division of a shared table: the keys from `low` on; its holdings and its published rows."""

    low: str
    holdings: pa.Table
    published: pa.Table


def contribution_schema(table: Table) -> pa.Schema:
    """The columns of a story's contributions: its id, then those of the table."""
    return pa.schema([pa.field(STORY, STRING, nullable=False), *table.arrow])


def holding_schema(table: Table) -> pa.Schema:
    """The columns of the holdings: the month, then those of the table."""
    return pa.schema([pa.field(PARTITION_COLUMN, STRING, nullable=False), *table.arrow])


def without_stories(rows: pa.Table, stories: Collection[str]) -> pa.Table:
    """The contributions of all other stories."""
    return rows.filter(pc.invert(pc.is_in(rows.column(STORY), pa.array(sorted(stories), STRING))))


def held_by(table: Table, month: str, contributions: pa.Table) -> pa.Table:
    """The holdings of a month: the different rows that its stories contribute."""
    rows = distinct(contributions.select(table.arrow.names))
    months = pa.array([month] * rows.num_rows, STRING)
    return pa.table([months, *rows.columns], schema=holding_schema(table))


def changed_keys(table: Table, before: pa.Table, after: pa.Table) -> set[str]:
    """The keys whose holdings differ between two holdings of one month."""
    (key,) = table.key
    both = flat(pa.concat_tables([before, after]))
    counted = both.group_by(both.column_names).aggregate([([], "count_all")])
    return set(counted.filter(pc.equal(counted.column("count_all"), 1)).column(key).to_pylist())


def begins_part(key: str, keys_per_part: int = KEYS_PER_PART) -> bool:
    """Whether a part begins at this key, wherever the key is there at all."""
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:8]) % keys_per_part == 0


def merge(table: Table, holdings: pa.Table) -> pa.Table:
    """The published rows that the holdings make.

    Lists are united and sorted. Of several values the one with the most letters beyond ASCII is taken (the name in
    its own spelling before its romanisation), then the smallest.
    """
    (key,) = table.key
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in holdings.to_pylist():
        groups.setdefault(row[key], []).append(row)
    rows = [
        {column.name: _one([row[column.name] for row in groups[each]]) for column in table.columns}
        for each in sorted(groups)
    ]
    return pa.Table.from_pylist(rows, schema=table.arrow)


def _one(values: Sequence[Any]) -> Any:  # noqa: ANN401 - whatever a column may hold
    known = [value for value in values if value is not None]
    if not known:
        return None
    if isinstance(known[0], list):
        return sorted({item for value in known for item in value})
    return min(set(known), key=_preference)


def _preference(value: Any) -> tuple[int, Any]:  # noqa: ANN401 - whatever a column may hold
    if isinstance(value, str):
        return (-sum(not letter.isascii() for letter in value), value)
    return (0, value)


def refresh(
    table: Table,
    changes: Mapping[str, tuple[pa.Table, pa.Table]],
    lows: Sequence[str],
    load: Callable[[int], Part],
    keys_per_part: int = KEYS_PER_PART,
) -> tuple[set[int], list[Part]]:
    """Which parts (by number) are replaced by which, when the contributions of months change.

    `changes` holds for each month its contributions before and after; `lows` where the parts begin today, sorted,
    the first is "" (or none at all, before the first release); `load` reads a part.
    """
    (key,) = table.key
    keys: set[str] = set()
    fresh = [holding_schema(table).empty_table()]
    for month, (before, after) in sorted(changes.items()):
        now = held_by(table, month, after)
        keys |= changed_keys(table, held_by(table, month, before), now)
        fresh.append(now)
    wanted = pa.array(sorted(keys), STRING)
    arrived = pa.concat_tables(fresh)
    arrived = arrived.filter(pc.is_in(arrived.column(key), wanted))
    if not lows:
        nothing = Part("", holding_schema(table).empty_table(), table.arrow.empty_table())
        return set(), _divided(table, [_revised(table, nothing, wanted, changes, arrived)], keys_per_part)
    parts: dict[int, Part] = {}
    todo = {bisect_right(lows, each) - 1 for each in keys}
    while todo:
        number = max(todo)
        todo.remove(number)
        high = lows[number + 1] if number + 1 < len(lows) else None
        parts[number] = _revised(table, load(number), wanted, changes, _between(arrived, key, lows[number], high))
        if _lost_its_beginning(table, parts[number]):
            todo.add(number - 1)
    return set(parts), _divided(table, [parts[number] for number in sorted(parts)], keys_per_part)


def _revised(table: Table, part: Part, keys: pa.Array, months: Iterable[str], arrived: pa.Table) -> Part:
    """The part after the holdings of `keys` in `months` became those that arrived."""
    (key,) = table.key
    stale = pc.and_(
        pc.is_in(part.holdings.column(key), keys),
        pc.is_in(part.holdings.column(PARTITION_COLUMN), pa.array(sorted(months), STRING)),
    )
    holdings = pa.concat_tables([part.holdings.filter(pc.invert(stale)), arrived])
    kept = part.published.filter(pc.invert(pc.is_in(part.published.column(key), keys)))
    merged = merge(table, holdings.filter(pc.is_in(holdings.column(key), keys)))
    return Part(part.low, holdings, pa.concat_tables([kept, merged]))


def _divided(table: Table, parts: Iterable[Part], keys_per_part: int) -> list[Part]:
    """The parts, each beginning where one begins: neighbours joined that lost their beginning, others divided."""
    (key,) = table.key
    result: list[Part] = []
    for part in parts:
        if _lost_its_beginning(table, part):
            # The part before it was loaded for this, and its rows come before these.
            last = result.pop()
            joined = Part(
                last.low,
                pa.concat_tables([last.holdings, part.holdings]),
                pa.concat_tables([last.published, part.published]),
            )
        else:
            joined = part
        keys = sorted(joined.published.column(key).to_pylist())
        lows = [joined.low, *(each for each in keys if each > joined.low and begins_part(each, keys_per_part))]
        for low, high in zip(lows, [*lows[1:], None], strict=True):
            result.append(
                Part(low, _between(joined.holdings, key, low, high), _between(joined.published, key, low, high))
            )
    return result


def _lost_its_beginning(table: Table, part: Part) -> bool:
    """True where the key that the part began with is gone."""
    (key,) = table.key
    return part.low != "" and pc.min(part.published.column(key)).as_py() != part.low


def _between(rows: pa.Table, key: str, low: str, high: str | None) -> pa.Table:
    mask = pc.greater_equal(rows.column(key), low)
    if high is not None:
        mask = pc.and_(mask, pc.less(rows.column(key), high))
    return rows.filter(mask)
