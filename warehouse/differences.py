"""What changed between two releases, fact by fact, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from warehouse.reading import Release, open_release
from warehouse.schema import TABLES
from warehouse.storage import Storage

Change = Literal["added", "corrected", "changed", "withdrawn"]
FACTS: Final = ("fact_indicator", "fact_membership")
# A fact is corrected when what it states changes, and only changed when more or other articles state the same.
_STATED: Final = frozenset(
    {"value", "value_low", "value_high", "qualifier", "unit", "period_start", "period_end", "office_kind", "place_id"}
)

Row = Mapping[str, Any]
Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class FactChange:
    """One fact that isn't the same in both releases; `before` and `after` are its rows, null where it isn't there.

    `columns` are those that differ (of a fact that is in both); `reason` is why, in a few words.
    """

    change: Change
    table: str
    key: Key
    story_id: str
    columns: tuple[str, ...]
    before: Row | None
    after: Row | None
    reason: str


@dataclass(frozen=True, slots=True)
class _Books:
    """What a release says of the stories in the partitions that differ."""

    articles: Mapping[str, Mapping[str, Row]]
    verdicts: Mapping[str, str]
    held: frozenset[str]


def diff(home: Storage | Path, before: str, after: str = "current") -> tuple[FactChange, ...]:
    """The facts that differ between two releases, by table and key. Only partitions that differ are read."""
    old, new = open_release(home, before), open_release(home, after)
    months = _months_that_differ(old, new)
    then, now = _books(old, months), _books(new, months)
    changes = []
    for table in FACTS:
        rows_then, rows_now = _rows(old, table, months), _rows(new, table, months)
        for key in sorted(rows_then.keys() | rows_now.keys(), key=repr):
            was, is_ = rows_then.get(key), rows_now.get(key)
            if was == is_:
                continue
            story = str((was or is_ or {})["story_id"])
            columns = () if was is None or is_ is None else tuple(name for name in was if was[name] != is_[name])
            reason = _reason(story, then, now, old.manifest.versions != new.manifest.versions)
            changes.append(FactChange(_kind(was, is_, columns), table, key, story, columns, was, is_, reason))
    return tuple(changes)


def _kind(was: Row | None, is_: Row | None, columns: tuple[str, ...]) -> Change:
    if was is None:
        return "added"
    if is_ is None:
        return "withdrawn"
    return "corrected" if _STATED.intersection(columns) else "changed"


def _reason(story: str, then: _Books, now: _Books, other_code: bool) -> str:
    if story not in now.verdicts:
        return "the story is held" if story in now.held else "the story was withdrawn"
    if story not in then.verdicts:
        return "a held story was released" if story in then.held else "new story"
    old, new = then.articles.get(story, {}), now.articles.get(story, {})
    both = old.keys() & new.keys()
    reasons = []
    if new.keys() - old.keys():
        reasons.append("new article")
    if old.keys() - new.keys():
        reasons.append("an article was withdrawn or set aside")
    if any(old[article]["content_sha256"] != new[article]["content_sha256"] for article in both):
        reasons.append("new version of an article")
    if then.verdicts[story] != now.verdicts[story]:
        reasons.append("waiver")
    if any(old[article]["parser_version"] != new[article]["parser_version"] for article in both):
        reasons.append("new parser")
    return ", ".join(reasons) or ("new code or lexicons" if other_code else "reconciled anew")


def _months_that_differ(old: Release, new: Release) -> set[str]:
    months: set[str] = set()
    for table in (*FACTS, "dim_article", "dim_story", "quarantine"):
        files = [
            {(file.month, file.sha256) for file in release.manifest.files(table) if file.month is not None}
            for release in (old, new)
        ]
        months |= {month for month, _ in files[0] ^ files[1]}
    return months


def _books(release: Release, months: set[str]) -> _Books:
    articles: dict[str, dict[str, Row]] = {}
    columns = ["story_id", "article_id", "content_sha256", "parser_version"]
    for row in release.read("dim_article", columns=columns, months=months).to_pylist():
        articles.setdefault(row["story_id"], {})[row["article_id"]] = row
    stories = release.read("dim_story", columns=["story_id", "verdict"], months=months)
    held = release.read("quarantine", columns=["story_id"], months=months)
    return _Books(
        articles,
        dict(zip(stories.column("story_id").to_pylist(), stories.column("verdict").to_pylist(), strict=True)),
        frozenset(held.column("story_id").to_pylist()),
    )


def _rows(release: Release, table: str, months: set[str]) -> dict[Key, Row]:
    key = TABLES[table].key
    columns = TABLES[table].arrow.names
    rows = release.read(table, columns=columns, months=months).to_pylist()
    return {tuple(row[name] for name in key): row for row in rows}
