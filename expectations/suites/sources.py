"""What a source and a story are used to: volume, freshness and languages, against the last release."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from expectations import builtin
from expectations.bands import COLUMNS, ExpectSourcesToBeFresh, ExpectVolumeToBeUsual
from expectations.books import Books, numbers
from expectations.views import RELEASE, Finding, Rows, View, figure, some

_FEWEST_DAYS: Final = 5
_TIMES: Final = 5.0
_SLACK: Final = 10.0
_GAPS: Final = 4.0
_QUIET_DAYS: Final = 7.0
_EPOCH: Final = date(1970, 1, 1)


def views(books: Books) -> Iterator[View]:
    """The rules that judge this batch by earlier releases; undecided where there is too little to judge by."""
    yield _languages(books)
    earlier = _articles(books.history.get("dim_article"))
    now = _articles(books.tables["dim_article"])
    yield _volume(books, earlier, now)
    yield _freshness(books, earlier, now)


def _articles(table: pa.Table | None) -> pd.DataFrame:
    """source_id, version and the days (since 1970) on which each article was fetched and appeared."""
    if table is None:
        return pd.DataFrame({"source_id": pd.Series(dtype="str"), "version": [], "fetched": [], "appeared": []})
    fetched = table["fetched_at"].cast(pa.date32()).cast(pa.int32())
    appeared = pc.coalesce(table["published_at"].cast(pa.date32()).cast(pa.int32()), fetched)
    return pd.DataFrame(
        {
            "source_id": table["source_id"].to_pandas(),
            "version": pc.binary_join_element_wise(table["article_id"], table["content_sha256"], " ").to_pandas(),
            "fetched": fetched.to_numpy(),
            "appeared": appeared.to_numpy(),
        }
    )


def _volume(books: Books, earlier: pd.DataFrame, now: pd.DataFrame) -> View:
    new = now[~now["version"].isin(set(earlier["version"]))]
    counts = new.groupby("source_id").size().sort_index()
    by_day = earlier.groupby(["source_id", "fetched"]).size()
    usual = by_day.groupby("source_id").median().reindex(counts.index)
    days = by_day.groupby("source_id").size().reindex(counts.index).fillna(0)
    middle = usual.to_numpy(dtype=np.float64)
    frame = pd.DataFrame(
        {
            "value": counts.to_numpy(dtype=np.float64),
            "low": np.minimum(middle / _TIMES, middle - _SLACK),
            "high": np.maximum(middle * _TIMES, middle + _SLACK),
        }
    )
    sources = [str(source) for source in counts.index]

    def explain(failing: Rows) -> list[Finding]:
        return [
            _finding(
                sources[row],
                f"{sources[row]}: {figure(frame['value'][row])} new articles; usual are {figure(middle[row])}",
                frame["value"][row],
                middle[row],
            )
            for row in failing
        ]

    return View(
        rule="volume_is_usual",
        table="dim_article",
        frame=frame,
        story=np.full(len(frame), RELEASE),
        decided=days.to_numpy() >= _FEWEST_DAYS,
        expectation=ExpectVolumeToBeUsual(column_list=list(COLUMNS), ignore_row_if="never"),
        explain=explain,
        tolerates_undecided=True,
    )


def _freshness(books: Books, earlier: pd.DataFrame, now: pd.DataFrame) -> View:
    today = (books.today - _EPOCH).days
    seen = pd.concat([earlier, now])[["source_id", "appeared"]].drop_duplicates().sort_values(["source_id", "appeared"])
    gaps = seen.groupby("source_id")["appeared"].diff().groupby(seen["source_id"]).median()
    last, days = (seen.groupby("source_id")["appeared"].agg(how) for how in ("max", "size"))
    age = today - last.to_numpy(dtype=np.float64)
    patience = np.fmax(gaps.to_numpy(dtype=np.float64) * _GAPS, _QUIET_DAYS)
    frame = pd.DataFrame({"value": age, "low": np.nan, "high": patience})
    sources = [str(source) for source in last.index]

    def explain(failing: Rows) -> list[Finding]:
        return [
            _finding(
                sources[row],
                f"{sources[row]}: nothing new for {figure(age[row])} days, where {figure(patience[row])} are usual",
                age[row],
                patience[row],
            )
            for row in failing
        ]

    return View(
        rule="sources_are_fresh",
        table="dim_article",
        frame=frame,
        story=np.full(len(frame), RELEASE),
        decided=days.to_numpy() >= _FEWEST_DAYS,
        expectation=ExpectSourcesToBeFresh(column_list=list(COLUMNS), ignore_row_if="never"),
        explain=explain,
        tolerates_undecided=True,
    )


def _finding(source: str, reason: str, stated: float, computed: float) -> Finding:
    return Finding(RELEASE, None, reason, (source,), (source, reason), source, float(stated), float(computed))


def _languages(books: Books) -> View:
    """One row for each story that the last release had: how many of its languages are gone."""
    earlier = books.history.get("dim_story")
    stories = books.tables["dim_story"]
    before = _spoken(books, earlier)
    lost = before - _spoken(books, stories)
    known = np.zeros(len(books.story_ids), dtype=np.bool_)
    if earlier is not None:
        numbered = numbers(earlier["story_id"], books.story_ids)
        known[numbered[numbered >= 0]] = True
    gone: dict[int, list[str]] = {}
    for story, language in sorted(lost):
        gone.setdefault(story, []).append(language)
    frame = pd.DataFrame({"lost": [float(len(gone.get(story, []))) for story in range(len(books.story_ids))]})
    return View(
        rule="languages_are_kept",
        table="dim_story",
        frame=frame,
        story=np.arange(len(books.story_ids)),
        decided=known,
        expectation=builtin.ExpectColumnValuesToBeBetween(column="lost", min_value=0, max_value=0),
        explain=partial(_explain_languages, gone),
    )


def _spoken(books: Books, table: pa.Table | None) -> set[tuple[int, str]]:
    """(story number, language) of the stories of this batch in that table."""
    if table is None:
        return set()
    numbered = numbers(table["story_id"], books.story_ids)
    rows = np.flatnonzero(numbered >= 0)
    lists = table["languages"].take(pa.array(rows)).combine_chunks()
    parents = pc.list_parent_indices(lists).to_numpy(zero_copy_only=False)
    return set(zip(numbered[rows][parents].tolist(), pc.list_flatten(lists).to_pylist(), strict=True))


def _explain_languages(gone: dict[int, list[str]], failing: Rows) -> list[Finding]:
    return [
        Finding(
            story=int(story),
            article_id=None,
            reason=f"no article in {some(gone[int(story)])} any more",
            evidence=tuple(gone[int(story)]),
            content=tuple(gone[int(story)]),
        )
        for story in failing
    ]
