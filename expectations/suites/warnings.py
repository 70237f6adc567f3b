"""What is worth a look in a story and holds nothing back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from expectations import builtin
from expectations.bands import COLUMNS, ExpectExchangeRateToLieInItsBand, ExpectPercentagesToReachAHundred
from expectations.books import Books, Floats, Ints
from expectations.suites import checks, sources, trends
from expectations.views import Finding, Flags, Rows, View, figure, some
from transforms import rates

_MOST_UNMAPPED: Final = 1 / 3
_FEW: Final = 4
# Aspects of figures that mean nothing without the time that they were counted over.
_NEEDS_PERIOD: Final = ("change", "target", "cumulative")
_EPOCH: Final = date(1970, 1, 1)
_NO_DAY: Final = np.iinfo(np.int32).min


def views(books: Books) -> Iterator[View]:
    """Every view of the suite "warnings"."""
    yield from checks.views(books, "warnings")
    yield _exchange_rates(books)
    yield _breakdowns(books)
    yield _periods_before_articles(books)
    yield trends.neighbours(books)
    yield _unmapped(books)
    yield _periods(books)
    yield from sources.views(books)


def days(column: pa.ChunkedArray) -> Ints:
    """Days since 1970 of a column of dates or times; `_NO_DAY` where it has no value."""
    values: Ints = pc.fill_null(column.cast(pa.date32()).cast(pa.int32()), int(_NO_DAY)).to_numpy().astype(np.int64)
    return values


def _year(day: int) -> int:
    return (_EPOCH + timedelta(days=day)).year


def _published(books: Books) -> Ints:
    """The day of publication by article number; `_NO_DAY` where the article doesn't say."""
    table = books.tables["dim_article"]
    published = np.full(len(books.article_ids), _NO_DAY, dtype=np.int64)
    published[books.articles(table["article_id"])] = days(table["published_at"])
    return published


def _exchange_rates(books: Books) -> View:
    rule = "exchange_rate_is_in_its_band"
    rows = np.flatnonzero(books.flags("fact_check", "rule", "conversion_is_plausible"))
    table = books.tables["fact_check"]
    rate, low, high = (np.full(len(rows), np.nan) for _ in range(3))
    check, quantity = books.check_evidence(rows)
    known = np.zeros(len(rows), dtype=np.bool_)
    bounds = np.searchsorted(check, np.arange(len(rows) + 1))
    amounts = books.floats("fact_quantity", "value")
    currency = {unit: books.flags("fact_quantity", "unit", unit) for unit in (rates.DONG, rates.DOLLAR)}
    start = days(books.tables["fact_quantity"]["period_start"])
    published = _published(books)
    for place in range(len(rows)):
        own = quantity[bounds[place] : bounds[place + 1]]
        dong, dollars = (own[currency[unit][own]] for unit in (rates.DONG, rates.DOLLAR))
        if len(own) == 2 and len(dong) == len(dollars) == 1 and amounts[dollars[0]]:
            rate[place] = amounts[dong[0]] / amounts[dollars[0]]
            day = max(int(start[own].max()), int(_NO_DAY))
            day = day if day != _NO_DAY else int(published[books.quantity_articles[own[0]]])
            low[place], high[place] = rates.band(None if day == _NO_DAY else _year(day))
            known[place] = rates.band(None) != (low[place], high[place])
    return View(
        rule=rule,
        table="fact_check",
        frame=pd.DataFrame({"value": rate, "low": low, "high": high}),
        story=books.stories(table)[rows],
        # In a year that we don't know, a rate that any year knew proves nothing.
        decided=~np.isnan(rate) & (known | (rate < low) | (rate > high)),
        expectation=ExpectExchangeRateToLieInItsBand(column_list=list(COLUMNS), ignore_row_if="never"),
        explain=partial(_explain_rates, books, rows, rate, low, high),
        tolerates_undecided=True,
    )


def _explain_rates(books: Books, rows: Ints, rate: Floats, low: Floats, high: Floats, failing: Rows) -> list[Finding]:
    checks_table = books.tables["fact_check"].take(rows[failing])
    stories = books.stories(checks_table)
    found = []
    for row, story, at in zip(checks_table.to_pylist(), stories, failing, strict=True):
        band = f"{figure(low[at])} to {figure(high[at])}"
        found.append(
            Finding(
                story=int(story),
                article_id=row["article_id"],
                reason=f"{row['expression']}: {figure(round(rate[at], 4))} dong for a dollar; plausible: {band}",
                evidence=tuple(row["quantity_ids"]),
                content=(row["expression"], figure(rate[at])),
                expression=row["expression"],
                stated=row["stated"],
                computed=row["computed"],
            )
        )
    return found


def _breakdowns(books: Books) -> View:
    """Shares of one sentence that measure the same thing of the same entity, together: more than 100 contradicts."""
    table = books.tables["fact_quantity"]
    rows = np.flatnonzero(
        books.flags("fact_quantity", "unit", "percent")
        & books.flags("fact_quantity", "aspect", "subset")
        & books.flags("fact_quantity", "status", "fact")
    )
    columns = ["article_id", "sentence_no", "indicator", "organisation_id", "place_id", "period_start", "period_end"]
    shares = table.select([*columns, "quantity_id", "value", "value_low", "value_high"]).take(rows).to_pandas()
    shares["row"] = rows
    values = shares["value"].to_numpy(dtype=np.float64)
    shares["rounding"] = np.where(values == np.round(values), 0.5, 0.05)
    grouped = shares.groupby(columns, dropna=False, sort=True, observed=True)
    frame = grouped.agg(
        n=("row", "size"), row=("row", "min"), value=("value", "sum"), rounding=("rounding", "sum"),
        missing=("value", lambda column: column.isna().any()),
    ).reset_index(drop=True)  # fmt: skip
    members = [sorted(ids) for _, ids in grouped["quantity_id"]]
    several = np.asarray(frame["n"] > 1, dtype=np.bool_)
    frame, members = (
        frame[several].reset_index(drop=True),
        [m for m, many in zip(members, several, strict=True) if many],
    )
    total, rounding = (frame[name].to_numpy(dtype=np.float64) for name in ("value", "rounding"))
    first = frame["row"].to_numpy(dtype=np.int64)
    return View(
        rule="percentages_reach_100",
        table="fact_quantity",
        frame=pd.DataFrame({"value": total, "low": 100 - rounding, "high": 100 + rounding}),
        story=books.quantity_stories[first],
        # Parts that stay under 100 may leave a rest unsaid.
        decided=~np.asarray(frame["missing"], dtype=np.bool_) & (total >= 100 - rounding),
        expectation=ExpectPercentagesToReachAHundred(column_list=list(COLUMNS), ignore_row_if="never"),
        explain=partial(_explain_breakdowns, books, first, total, members),
        tolerates_undecided=True,
    )


def _explain_breakdowns(
    books: Books, first: Ints, total: Floats, members: list[list[str]], failing: Rows
) -> list[Finding]:
    quotes = books.quotes(key for row in failing for key in members[row])
    found = []
    for row in failing:
        parts = [quotes[key].quote for key in members[row]]
        found.append(
            Finding(
                story=int(books.quantity_stories[first[row]]),
                article_id=quotes[members[row][0]].article_id,
                reason=f"{some(parts)} make {figure(total[row])} percent",
                evidence=tuple(members[row]),
                content=(*parts, figure(total[row])),
                expression=" + ".join(parts),
                stated=100.0,
                computed=float(total[row]),
            )
        )
    return found


def _periods_before_articles(books: Books) -> View:
    table = books.tables["fact_quantity"]
    start = days(table["period_start"])
    rows = np.flatnonzero(
        books.flags("fact_quantity", "status", "fact")
        & ~books.flags("fact_quantity", "aspect", "target")
        & (start != _NO_DAY)
    )
    published = _published(books)[books.quantity_articles[rows]]
    return View(
        rule="period_lies_before_article",
        table="fact_quantity",
        frame=pd.DataFrame({"published": published, "start": start[rows]}),
        story=books.quantity_stories[rows],
        decided=published != _NO_DAY,
        expectation=builtin.ExpectColumnPairValuesAToBeGreaterThanB(
            column_A="published", column_B="start", or_equal=True, ignore_row_if="neither"
        ),
        explain=partial(_explain_periods, books, rows),
    )


def _explain_periods(books: Books, rows: Ints, failing: Rows) -> list[Finding]:
    table = books.tables["fact_quantity"].take(rows[failing])
    found = []
    for row, story in zip(table.to_pylist(), books.stories(table), strict=True):
        found.append(
            Finding(
                story=int(story),
                article_id=row["article_id"],
                reason=f"“{row['quote']}” is reported for {row['period_start']} on, after the article appeared",
                evidence=(row["quantity_id"],),
                content=(row["article_id"], row["quote"], str(row["period_start"])),
                expression=row["quote"],
                stated=row["value"],
            )
        )
    return found


def _unmapped(books: Books) -> View:
    count = len(books.story_ids)
    unmapped_rows = books.flags("fact_quantity", "status", "unmapped")
    like_facts = books.flags("fact_quantity", "status", "fact", "unmapped")
    unmapped = np.bincount(books.quantity_stories[unmapped_rows], minlength=count)
    total = np.bincount(books.quantity_stories[like_facts], minlength=count)
    share = unmapped / np.maximum(total, 1)
    return View(
        rule="unmapped_share_is_low",
        table="fact_quantity",
        frame=pd.DataFrame({"share": share}),
        story=np.arange(count),
        decided=total >= _FEW,
        expectation=builtin.ExpectColumnValuesToBeBetween(column="share", max_value=_MOST_UNMAPPED),
        explain=partial(_explain_unmapped, books, unmapped_rows, unmapped, total),
    )


def _explain_unmapped(books: Books, unmapped_rows: Flags, unmapped: Ints, total: Ints, failing: Rows) -> list[Finding]:
    rows = np.flatnonzero(unmapped_rows & np.isin(books.quantity_stories, failing))
    ids = np.array(books.column("fact_quantity", "quantity_id", rows), dtype=object)
    of = books.quantity_stories[rows]
    order = np.argsort(of, kind="stable")
    ids, of = ids[order], of[order]
    found = []
    for story in failing:
        own = ids[np.searchsorted(of, story) : np.searchsorted(of, story, side="right")]
        found.append(
            Finding(
                story=int(story),
                article_id=None,
                reason=f"{unmapped[story]} of {total[story]} fact-like figures have no indicator",
                evidence=tuple(sorted(own)[:20]),
                content=(f"{unmapped[story]}/{total[story]}",),
                stated=float(total[story]),
                computed=float(unmapped[story]),
            )
        )
    return found


def _periods(books: Books) -> View:
    table = books.tables["fact_indicator"]
    stated = np.maximum(days(table["period_start"]), days(table["period_end"])) != _NO_DAY
    return View(
        rule="period_is_stated",
        table="fact_indicator",
        frame=pd.DataFrame({"period": np.where(stated, 1.0, np.nan)}),
        story=books.stories(table),
        # A level ("has 17 members") is true when the article appears, and needs no period.
        decided=stated | books.flags("fact_indicator", "aspect", *_NEEDS_PERIOD),
        expectation=builtin.ExpectColumnValuesToNotBeNull(column="period"),
        explain=partial(_explain_periodless, books),
        tolerates_undecided=True,
    )


def _explain_periodless(books: Books, failing: Rows) -> list[Finding]:
    table = books.tables["fact_indicator"].take(failing)
    return [
        Finding(
            story=int(story),
            article_id=None,
            reason=f"{row['indicator']} ({row['aspect']}): {figure(row['value'])} over no stated period",
            evidence=tuple(row["quantity_ids"]),
            content=(row["indicator"], row["aspect"], figure(row["value"])),
            expression=row["indicator"],
            stated=row["value"],
        )
        for row, story in zip(table.to_pylist(), books.stories(table), strict=True)
    ]
