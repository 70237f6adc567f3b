"""What the articles of one story owe each other: the same values, as exact, under the same names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from expectations import builtin
from expectations.books import Books, Ints
from expectations.rules import RULES
from expectations.verdict import Quote
from expectations.views import Finding, Rows, View

# The kinds of divergence that break each rule, and the agreement of a fact that does.
_KINDS: Final = {
    "translations_agree_on_value": ("value", "list"),
    "translations_agree_on_qualifier": ("qualifier",),
    "translations_agree_on_names": ("name", "entity_number"),
    "translations_keep_the_order": ("order",),
}
_AGREEMENT: Final = {
    "translations_agree_on_value": "conflict",
    "translations_agree_on_qualifier": "qualifier_differs",
}


def views(books: Books) -> Iterator[View]:
    """Every view of the suite "translations"."""
    for rule in _KINDS:
        if rule in _AGREEMENT:
            yield _facts(books, rule)
        yield _divergences(books, rule)


def _facts(books: Books, rule: str) -> View:
    table = books.tables["fact_indicator"]
    return View(
        rule=rule,
        table="fact_indicator",
        frame=pd.DataFrame({"agreement": table["agreement"].to_pandas()}),
        story=books.stories(table),
        # What one article alone states agrees with nothing and contradicts nothing.
        decided=~books.flags("fact_indicator", "agreement", "single"),
        expectation=builtin.ExpectColumnValuesToNotBeInSet(column="agreement", value_set=[_AGREEMENT[rule]]),
        explain=partial(_explain_facts, books, rule),
        tolerates_undecided=True,
    )


def _divergences(books: Books, rule: str) -> View:
    """One row for each story: how many of its divergences break the rule."""
    rows = _breaking(books, rule)
    stories = books.tables["dim_story"]
    story = books.stories(stories)
    counts = np.bincount(books.stories(books.tables["fact_divergence"])[rows], minlength=len(books.story_ids))[story]
    articles = np.bincount(books.article_stories[books.article_stories >= 0], minlength=len(books.story_ids))[story]
    return View(
        rule=rule,
        table="fact_divergence",
        frame=pd.DataFrame({"divergences": counts}),
        story=story,
        decided=(articles > 1) | (counts > 0),
        expectation=builtin.ExpectColumnValuesToBeBetween(column="divergences", min_value=0, max_value=0),
        explain=partial(_explain_divergences, books, rule, story),
    )


def _breaking(books: Books, rule: str) -> Ints:
    breaks = books.flags("fact_divergence", "kind", *_KINDS[rule])
    if RULES[rule].severity == "critical":
        breaks &= books.flags("fact_divergence", "severity", "critical")
    return np.flatnonzero(breaks)


def _explain_divergences(books: Books, rule: str, story: Ints, failing: Rows) -> list[Finding]:
    table = books.tables["fact_divergence"].take(_breaking(books, rule))
    table = table.append_column("number", pa.array(books.stories(table)))
    table = table.filter(pc.is_in(table["number"], value_set=pa.array(story[failing])))
    found = []
    for row in table.sort_by([("number", "ascending"), ("what", "ascending"), ("kind", "ascending")]).to_pylist():
        quotes = tuple(
            Quote(article, language, reading or "", reading or "", 0, len(reading or ""))
            for article, language, reading in zip(row["article_ids"], row["languages"], row["readings"], strict=False)
        )
        readings = "; ".join(f"{quote.language}: {quote.quote}" for quote in quotes)
        found.append(
            Finding(
                story=row["number"],
                article_id=None,
                reason=f"{row['what']} differs ({row['kind'].replace('_', ' ')}): {readings}",
                evidence=tuple(row["article_ids"]),
                content=(row["what"], row["kind"], readings),
                expression=row["what"],
                quotes=quotes,
            )
        )
    return found


def _explain_facts(books: Books, rule: str, failing: Rows) -> list[Finding]:
    table = books.tables["fact_indicator"].take(failing)
    rows, stories = table.to_pylist(), books.stories(table)
    # Told by a divergence already, with what each article says: one difference is told once.
    divergences = books.tables["fact_divergence"].take(_breaking(books, rule))
    told: dict[int, list[str]] = {}
    for number, what in zip(books.stories(divergences).tolist(), divergences["what"].to_pylist(), strict=True):
        told.setdefault(number, []).append(what)
    rows = [(row, int(story)) for row, story in zip(rows, stories, strict=True)]
    rows = [(row, story) for row, story in rows if not any(row["indicator"] in what for what in told.get(story, []))]
    quotes = books.quotes(key for row, _ in rows for key in row["quantity_ids"])
    found = []
    for row, story in rows:
        readings = [quotes[key] for key in row["quantity_ids"] if key in quotes]
        said = "; ".join(f"{quote.language}: “{quote.quote}”" for quote in readings)
        what = "is stated with different values" if rule == "translations_agree_on_value" else "is more or less exact"
        found.append(
            Finding(
                story=story,
                article_id=None,
                reason=f"{row['indicator']} {what}: {said}",
                evidence=tuple(row["quantity_ids"]),
                content=(row["indicator"], row["aspect"], row["unit"] or "", said),
                expression=row["indicator"],
                stated=row["value"],
            )
        )
    return found
