"""What the figures of one story owe each other: where one of these rules fails, the story is held."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np
import pandas as pd
import pyarrow.compute as pc

from expectations import bands, builtin, spans
from expectations.books import Books, Ints, floats
from expectations.suites import checks, numerals
from expectations.verdict import Quote
from expectations.views import Finding, Rows, View, figure


def views(books: Books) -> Iterator[View]:
    """Every view of the suite "story"."""
    yield from checks.views(books, "story")
    yield _distinct_members(books)
    yield _known_members(books)
    yield _shares(books)
    yield numerals.view(books)
    yield _spans(books)
    yield _bounds(books, "fact_quantity")
    yield _bounds(books, "fact_indicator")


def _distinct_members(books: Books) -> View:
    table = books.tables["fact_membership"]
    frame = pd.DataFrame(
        {
            "story": books.stories(table),
            "organisation": table["organisation_id"].to_pandas(),
            "place": table["place_id"].to_pandas(),
            "from": pc.fill_null(table["period_start"].cast("int32"), 0).to_numpy(),
            "to": pc.fill_null(table["period_end"].cast("int32"), 0).to_numpy(),
        }
    )
    return View(
        rule="members_are_distinct",
        table="fact_membership",
        frame=frame,
        story=books.stories(table),
        decided=np.asarray(pc.is_valid(table["place_id"]).to_numpy(), dtype=np.bool_),
        expectation=builtin.ExpectCompoundColumnsToBeUnique(column_list=list(frame.columns), ignore_row_if="never"),
        explain=partial(_members, books, "is listed more than once as a member of"),
        tolerates_undecided=True,
    )


def _known_members(books: Books) -> View:
    table = books.tables["fact_membership"]
    places = books.tables["dim_place"]["place_id"].to_pylist()
    # An enumeration may be one of countries or ministries: only an office of a province has to have a province.
    is_office = np.asarray(pc.is_valid(table["office_kind"]).to_numpy(), dtype=np.bool_)
    has_place = np.asarray(pc.is_valid(table["place_id"]).to_numpy(), dtype=np.bool_)
    return View(
        rule="members_are_known_places",
        table="fact_membership",
        frame=pd.DataFrame({"place": pc.fill_null(table["place_id"], "").to_pandas()}),
        story=books.stories(table),
        decided=is_office | has_place,
        expectation=builtin.ExpectColumnValuesToBeInSet(column="place", value_set=sorted(places)),
        explain=partial(_members, books, "is no province that we know, and is listed as a member of"),
    )


def _members(books: Books, what: str, failing: Rows) -> list[Finding]:
    table = books.tables["fact_membership"]
    languages = dict(zip(books.article_ids.to_pylist(), books.languages, strict=True))
    found = []
    for row, story in zip(table.take(failing).to_pylist(), books.stories(table)[failing], strict=True):
        names = " / ".join(row["name_as_listed"])
        office = f"{row['office_kind'] or 'member'} {row['position']}"
        quotes = tuple(
            Quote(article, languages.get(article), names, names, 0, len(names))
            for article in sorted(row["article_ids"])
        )
        found.append(
            Finding(
                story=int(story),
                article_id=row["article_ids"][0] if len(row["article_ids"]) == 1 else None,
                reason=f"{names} ({office}) {what} {row['organisation_id']}",
                evidence=(
                    f"{row['organisation_id']}/{row['office_kind'] or ''}/{row['position']}/{row['place_id'] or ''}",
                ),
                content=(row["organisation_id"], office, row["place_id"] or "", names),
                quotes=quotes,
            )
        )
    return found


def _shares(books: Books) -> View:
    rows = np.flatnonzero(
        books.flags("fact_quantity", "unit", "percent")
        & books.flags("fact_quantity", "aspect", "subset")
        & books.flags("fact_quantity", "status", "fact", "unmapped")
    )
    low, high = (books.floats("fact_quantity", name)[rows] for name in ("value_low", "value_high"))
    least = np.where(np.isnan(low), high, low)
    return View(
        rule="share_is_at_most_the_whole",
        table="fact_quantity",
        frame=pd.DataFrame({"least": low}),
        story=books.quantity_stories[rows],
        # "Under 120 percent" may be 90: without a lower bound only an upper one within 100 decides.
        decided=~np.isnan(low) | (least <= 100.0),
        expectation=builtin.ExpectColumnValuesToBeBetween(column="least", max_value=100.0),
        explain=partial(_figures, books, rows, "a share of more than the whole"),
    )


def _spans(books: Books) -> View:
    table = books.tables["fact_quantity"]
    names = ("start", "number_start", "number_end", "end")
    frame = pd.DataFrame({name: table[name].to_numpy() for name in names})
    frame["quote_length"] = pc.utf8_length(table["quote"]).to_numpy()
    return View(
        rule="figures_point_at_their_words",
        table="fact_quantity",
        frame=frame,
        story=books.quantity_stories,
        decided=np.ones(table.num_rows, dtype=np.bool_),
        expectation=spans.ExpectSpansToBeSound(column_list=list(spans.COLUMNS), ignore_row_if="never"),
        explain=partial(_figures, books, None, "the span does not fit the quote"),
    )


def _bounds(books: Books, name: str) -> View:
    table = books.tables[name]
    columns = {"value": "value", "low": "value_low", "high": "value_high"}
    frame = pd.DataFrame({short: floats(table[column]) for short, column in columns.items()})
    return View(
        rule="bounds_enclose_the_value",
        table=name,
        frame=frame,
        story=books.quantity_stories if name == "fact_quantity" else books.stories(table),
        decided=np.asarray(~frame.isna().all(axis=1), dtype=np.bool_),
        expectation=bands.ExpectBoundsToEncloseTheValue(column_list=list(bands.COLUMNS), ignore_row_if="never"),
        explain=partial(_figures, books, None, "outside its own bounds")
        if name == "fact_quantity"
        else partial(_facts, books),
        tolerates_undecided=True,
    )


def _figures(books: Books, rows: Ints | None, what: str, failing: Rows) -> list[Finding]:
    """One finding for each failing figure, with its value and bounds."""
    chosen = failing if rows is None else rows[failing]
    stories = books.quantity_stories[chosen]
    found = []
    for row, story in zip(books.tables["fact_quantity"].take(chosen).to_pylist(), stories, strict=True):
        values = f"{figure(row['value'])} (from {figure(row['value_low'])} to {figure(row['value_high'])})"
        found.append(
            Finding(
                story=int(story),
                article_id=row["article_id"],
                reason=f"“{row['quote']}”: {what}, {values}",
                evidence=(row["quantity_id"],),
                content=(row["article_id"], row["quote"], str(row["start"]), values),
                expression=row["quote"],
                stated=row["value"],
            )
        )
    return found


def _facts(books: Books, failing: Rows) -> list[Finding]:
    table = books.tables["fact_indicator"]
    found = []
    for row, story in zip(table.take(failing).to_pylist(), books.stories(table)[failing], strict=True):
        values = f"{figure(row['value'])} (from {figure(row['value_low'])} to {figure(row['value_high'])})"
        found.append(
            Finding(
                story=int(story),
                article_id=None,
                reason=f"{row['indicator']}: outside its own bounds, {values}",
                evidence=tuple(row["quantity_ids"]),
                content=(row["indicator"], row["aspect"], values),
                expression=row["indicator"],
                stated=row["value"],
            )
        )
    return found
