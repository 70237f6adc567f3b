"""The staged tables as an audit reads them: stories and articles by number, quantities by id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from expectations.verdict import Quote
from warehouse.schema import TABLES

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

STAGED = tuple(name for name, table in TABLES.items() if table.staged)
"""The tables that have to be there before an audit."""

TEXTS = "staged_text"
"""The articles' whole texts (article_id, story_id, text): staged beside the tables, and never published as a table."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """A quantity that measures something: its indicator and aspect."""

    quantity_id: str
    article_id: str
    indicator: str
    aspect: str | None


def _reading(place: tuple[int, Mapped]) -> tuple[str, int, str]:
    return place[1].article_id, place[0], place[1].quantity_id


def beside(evidence: Sequence[str], story: Sequence[Mapped]) -> tuple[str, ...]:
    """The story's quantities that measure what the evidence does, in articles that none of it stands in."""
    own = [one for one in story if one.quantity_id in set(evidence)]
    measured, articles = {(one.indicator, one.aspect) for one in own}, {one.article_id for one in own}
    return tuple(
        one.quantity_id for one in story if (one.indicator, one.aspect) in measured and one.article_id not in articles
    )


class Books:
    """The staged tables of the touched stories, and the tables of the last release to compare them with.

    Stories and articles are numbered in the order of their ids, so that nothing depends on the order of the rows.
    """

    def __init__(self, tables: Mapping[str, pa.Table], history: Mapping[str, pa.Table], today: date) -> None:
        self.tables = tables
        self.history = history
        self.today = today

    @cached_property
    def story_ids(self) -> pa.Array:
        """Every story, sorted: the story of number n stands at n."""
        return _sorted(self.tables["dim_story"]["story_id"])

    @cached_property
    def article_ids(self) -> pa.Array:
        """Every article, sorted: the article of number n stands at n."""
        return _sorted(self.tables["dim_article"]["article_id"])

    def stories(self, table: pa.Table) -> Ints:
        """The story number of each row of the table."""
        return numbers(table["story_id"], self.story_ids)

    def articles(self, column: pa.ChunkedArray) -> Ints:
        """The article number of each id; -1 where it is null or unknown."""
        return numbers(column, self.article_ids)

    @cached_property
    def quantity_stories(self) -> Ints:
        """The story number of each row of fact_quantity."""
        return self.stories(self.tables["fact_quantity"])

    @cached_property
    def quantity_articles(self) -> Ints:
        """The article number of each row of fact_quantity."""
        return self.articles(self.tables["fact_quantity"]["article_id"])

    @cached_property
    def article_stories(self) -> Ints:
        """The story number of the article of each number."""
        rows = self.tables["dim_article"]
        stories = np.full(len(self.article_ids), -1, dtype=np.int64)
        stories[self.articles(rows["article_id"])] = self.stories(rows)
        return stories

    def of_article(self, column: str) -> list[Any]:
        """That column of dim_article, by article number."""
        rows = self.tables["dim_article"]
        order = np.argsort(self.articles(rows["article_id"]), kind="stable")
        values: list[Any] = rows[column].take(pa.array(order)).to_pylist()
        return values

    @cached_property
    def languages(self) -> list[str]:
        """The language of the article of each number."""
        return self.of_article("language")

    @cached_property
    def digests(self) -> list[str]:
        """The content digest of the article of each number."""
        return self.of_article("content_sha256")

    def digests_by_story(self, stories: Sequence[int]) -> dict[int, list[str]]:
        """The content digests of the articles of these stories."""
        found: dict[int, list[str]] = {story: [] for story in stories}
        for article in np.flatnonzero(np.isin(self.article_stories, np.asarray(stories, dtype=np.int64))):
            found[int(self.article_stories[article])].append(self.digests[article])
        return found

    def story_id(self, number: int) -> str:
        """The id of the story of that number."""
        return str(self.story_ids[int(number)].as_py())

    def article_id(self, number: int) -> str:
        """The id of the article of that number."""
        return str(self.article_ids[int(number)].as_py())

    def column(self, table: str, name: str, rows: Ints) -> list[Any]:
        """The values of a column in these rows."""
        values: list[Any] = self.tables[table][name].take(pa.array(rows)).to_pylist()
        return values

    def floats(self, table: str, name: str) -> Floats:
        """A column of numbers with NaN where it has no value."""
        return floats(self.tables[table][name])

    def flags(self, table: str, name: str, *values: str) -> npt.NDArray[np.bool_]:
        """Which rows of a column of strings hold one of the values."""
        return is_one_of(self.tables[table][name], values)

    @cached_property
    def _check_evidence(self) -> tuple[Ints, Ints]:
        lists = self.tables["fact_check"]["quantity_ids"].combine_chunks()
        parents = pc.list_parent_indices(lists).to_numpy(zero_copy_only=False).astype(np.int64)
        return parents, numbers(pc.list_flatten(lists), self.tables["fact_quantity"]["quantity_id"].combine_chunks())

    def check_evidence(self, rows: Ints) -> tuple[Ints, Ints]:
        """The evidence of these rows of fact_check: (place in `rows`, row of fact_quantity), in the order of `rows`."""
        check, quantity = self._check_evidence
        place = np.full(self.tables["fact_check"].num_rows, -1, dtype=np.int64)
        place[rows] = np.arange(len(rows))
        wanted = place[check] >= 0
        return place[check[wanted]], quantity[wanted]

    def quotes(self, quantity_ids: Iterable[str]) -> dict[str, Quote]:
        """The words of these quantities, in their sentences."""
        wanted = sorted(set(quantity_ids))
        table = self.tables["fact_quantity"]
        rows = np.flatnonzero(is_one_of(table["quantity_id"], wanted))
        columns = ("quantity_id", "article_id", "sentence", "quote", "start", "number_start")
        taken = table.select(columns).take(pa.array(rows)).to_pylist()
        languages = dict(zip(self.article_ids.to_pylist(), self.languages, strict=True)) if taken else {}
        texts = self.texts({row["article_id"] for row in taken})
        quotes = {}
        for row in taken:
            text = texts.get(row["article_id"])
            start = _place(row["sentence"], row["quote"], row["start"], text)
            quotes[row["quantity_id"]] = Quote(
                article_id=row["article_id"],
                language=languages.get(row["article_id"]),
                sentence=row["sentence"],
                quote=row["quote"],
                start=max(start, 0),
                end=start + len(row["quote"]) if start >= 0 else 0,
                quantity_id=row["quantity_id"],
            )
        return quotes

    def companions(self, stories: Sequence[int]) -> dict[int, tuple[Mapped, ...]]:
        """The quantities with an indicator of these stories, by story, in the order of articles and places."""
        table = self.tables["fact_quantity"]
        rows = np.flatnonzero(
            np.isin(self.quantity_stories, np.asarray(stories, dtype=np.int64))
            & np.asarray(pc.is_valid(table["indicator"]).to_numpy(), dtype=np.bool_)
        )
        keys = (table["quantity_id"], table["article_id"], table["indicator"], table["aspect"])
        columns = [column.take(pa.array(rows)).to_pylist() for column in keys]
        starts = table["number_start"].take(pa.array(rows)).to_pylist()
        found: dict[int, list[tuple[int, Mapped]]] = {}
        for story, start, *row in zip(self.quantity_stories[rows].tolist(), starts, *columns, strict=True):
            found.setdefault(story, []).append((start, Mapped(*row)))
        return {story: tuple(mapped for _, mapped in sorted(own, key=_reading)) for story, own in found.items()}

    def texts(self, article_ids: Iterable[str]) -> dict[str, str]:
        """The whole texts of these articles, as far as they are at hand."""
        wanted = sorted(set(article_ids))
        found: dict[str, str] = {}
        for name in ("dim_article", TEXTS):
            table = self.tables.get(name)
            if table is not None and wanted:
                rows = table.select(["article_id", "text"]).filter(pa.array(is_one_of(table["article_id"], wanted)))
                found |= {row["article_id"]: row["text"] for row in rows.to_pylist() if row["text"] is not None}
        return found


def numbers(column: pa.Array | pa.ChunkedArray, ids: pa.Array) -> Ints:
    """Where each value of the column stands in `ids`; -1 where it is null or not there."""
    found = pc.index_in(column, value_set=ids, skip_nulls=True)
    filled = pc.fill_null(found, -1)
    values: Ints = filled.to_numpy(zero_copy_only=False) if isinstance(filled, pa.Array) else filled.to_numpy()
    return values.astype(np.int64)


def floats(column: pa.ChunkedArray) -> Floats:
    """A column of numbers, NaN where it has no value."""
    values: Floats = pc.fill_null(column.cast(pa.float64()), float("nan")).to_numpy()
    return values


def is_one_of(column: pa.Array | pa.ChunkedArray, values: Iterable[str]) -> npt.NDArray[np.bool_]:
    """Which values of the column are among these; a null is not."""
    found = pc.is_in(column, value_set=pa.array(list(values), column.type))
    flags: npt.NDArray[np.bool_] = (
        found.to_numpy(zero_copy_only=False) if isinstance(found, pa.Array) else found.to_numpy()
    )
    return flags.astype(np.bool_)


def _sorted(column: pa.ChunkedArray) -> pa.Array:
    unique = pc.unique(column)
    return unique.take(pc.sort_indices(unique))


def _place(sentence: str, quote: str, start: int, text: str | None) -> int:
    """Where the quote stands in its sentence; -1 where it isn't there."""
    at = text.find(sentence, max(0, start - len(sentence))) if text else -1
    if at >= 0 and sentence[start - at : start - at + len(quote)] == quote and start >= at:
        return start - at
    return sentence.find(quote)
