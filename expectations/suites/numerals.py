"""Every numeral of a text lies inside a booked quantity: the one rule that reads the texts themselves."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import regex

from expectations import builtin
from expectations.books import TEXTS, Books, Ints
from expectations.numerals import covered_to, digit_runs
from expectations.verdict import Quote
from expectations.views import Finding, Rows, View, some

_BATCH: Final = 512
_AROUND: Final = 80
# A numeral as a reader sees it, for the sentence that an editor reads.
_NUMERAL: Final = regex.compile(r"\p{Nd}+(?:[.,'’٫٬\u00a0\u202f\u2009]\p{Nd}+)*")


def view(books: Books) -> View:
    """One row for each run of digits, and one that decides nothing for each article whose text isn't at hand."""
    article, start, end = _runs(books)
    table = books.tables["fact_quantity"]
    reach = covered_to(
        article,
        start,
        books.quantity_articles,
        table["number_start"].to_numpy().astype(np.int64),
        table["number_end"].to_numpy().astype(np.int64),
    )
    textless = np.setdiff1d(np.arange(len(books.article_ids)), _with_text(books))
    filler = np.zeros(len(textless), dtype=np.int64)
    article = np.concatenate([article, textless])
    start, end, reach = (np.concatenate([column, filler]) for column in (start, end, reach))
    return View(
        rule="every_number_is_accounted_for",
        table="fact_quantity",
        frame=pd.DataFrame({"end": end, "booked_to": reach}),
        story=books.article_stories[article],
        decided=np.arange(len(article)) < len(article) - len(textless),
        expectation=builtin.ExpectColumnPairValuesAToBeGreaterThanB(
            column_A="booked_to", column_B="end", or_equal=True, ignore_row_if="neither"
        ),
        explain=partial(_explain, books, article, start, end),
    )


def _texts(books: Books) -> pa.Table:
    """Article number and text of every article whose text is at hand: staged, or published in dim_article."""
    parts: list[pa.Table] = []
    for name in (TEXTS, "dim_article"):
        table = books.tables.get(name)
        if table is not None:
            numbers = pa.array(books.articles(table["article_id"]))
            part = pa.table({"article": numbers, "text": table["text"]})
            usable = pc.and_(pc.is_valid(part["text"]), pc.greater_equal(part["article"], 0))
            if parts:
                usable = pc.and_(usable, pc.invert(pc.is_in(part["article"], value_set=parts[0]["article"])))
            parts.append(part.filter(usable))
    return pa.concat_tables(parts)


def _with_text(books: Books) -> Ints:
    numbers: Ints = _texts(books)["article"].to_numpy()
    return np.unique(numbers)


def _runs(books: Books) -> tuple[Ints, Ints, Ints]:
    """Article number, start and end of every run of digits of every text, a batch of texts at a time."""
    texts = _texts(books)
    numbers: Ints = texts["article"].to_numpy()
    nothing = np.zeros(0, dtype=np.int64)
    columns: tuple[list[Ints], list[Ints], list[Ints]] = ([nothing], [nothing], [nothing])
    for first in range(0, texts.num_rows, _BATCH):
        found = digit_runs(texts["text"].slice(first, _BATCH).to_pylist())
        for column, part in zip(columns, (numbers[first + found.text], found.start, found.end), strict=True):
            column.append(part)
    article, start, end = (np.concatenate(column) for column in columns)
    order = np.lexsort((start, article))
    return article[order], start[order], end[order]


def _explain(books: Books, article: Ints, start: Ints, end: Ints, failing: Rows) -> list[Finding]:
    found = []
    ids = {int(number): books.article_id(number) for number in np.unique(article[failing])}
    texts = books.texts(ids.values())
    for number, rows in groupby(sorted(failing, key=lambda row: int(article[row])), key=lambda row: int(article[row])):
        article_id = ids[number]
        text = texts[article_id]
        spans = sorted({_numeral(text, int(start[row]), int(end[row])) for row in rows})
        written = [f"“{text[a:b]}”" for a, b in spans]
        found.append(
            Finding(
                story=int(books.article_stories[number]),
                article_id=article_id,
                reason=f"{len(spans)} of the text's numerals stand in no booked quantity: {some(written)}",
                evidence=tuple(f"{article_id}:{a}-{b}" for a, b in spans),
                content=tuple(f"{article_id} {a} {text[a:b]}" for a, b in spans),
                expression=some([text[a:b] for a, b in spans]),
                quotes=tuple(_quote(article_id, books.languages[number], text, a, b) for a, b in spans[:10]),
            )
        )
    return found


def _numeral(text: str, start: int, end: int) -> tuple[int, int]:
    """The whole numeral, grouping marks included, that the run of digits is a part of."""
    low = max(0, start - 40)
    for match in _NUMERAL.finditer(text, low, min(len(text), end + 40)):
        if match.start() <= start and match.end() >= end:
            return match.start(), match.end()
    return start, end


def _quote(article_id: str, language: str, text: str, start: int, end: int) -> Quote:
    line_start = max(text.rfind("\n", 0, start) + 1, start - _AROUND)
    line_end = text.find("\n", end)
    line_end = min(len(text) if line_end < 0 else line_end, end + _AROUND)
    sentence = text[line_start:line_end]
    return Quote(article_id, language, sentence, text[start:end], start - line_start, end - line_start)
