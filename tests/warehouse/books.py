"""Books for the tests: made-up stories with rows in every table, and the update that publishes them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa

from warehouse import ReleaseUpdate
from warehouse.schema import PARTITION_COLUMN, TABLES

Rows = dict[str, list[dict[str, Any]]]
_BESIDE = {
    "dim_organisation": pa.schema([("story_id", pa.string()), ("booked", pa.string())]),
    "dim_person": pa.schema([("story_id", pa.string()), ("booked", pa.string())]),
}
PLACES = ({"place_id": "VN-44", "name_vi": "An Giang", "name_en": "An Giang", "kind": "province"},)
INDICATORS = (
    {"indicator": "members", "label": "Members", "unit": "member", "kind": "count", "description": "Members of it"},
    {"indicator": "cases", "label": "Cases", "unit": None, "kind": "count", "description": "Cases handled"},
)


@dataclass(frozen=True)
class Made:
    """A made-up story: its id, month, figures, and the persons in it as (key, name, spellings)."""

    story: str
    month: str = "2026-10"
    figures: tuple[float, ...] = (7.0, 10.0)
    persons: tuple[tuple[str, str, tuple[str, ...]], ...] = (("nguyen an", "Nguyễn An", ("Nguyen An",)),)
    held: bool = False

    @property
    def text(self) -> str:
        """The article's text: one sentence a figure."""
        return " ".join(f"Cluster two has {figure:g} members." for figure in self.figures)


def rows_of(made: Made) -> Rows:
    """The rows that such a story has in every table."""
    story, article = made.story, f"a-{made.story}"
    year, month = map(int, made.month.split("-"))
    seen = datetime(year, month, 3, 4, 5, 6, tzinfo=UTC)
    rows: Rows = {name: [] for name, table in TABLES.items() if name not in {"dim_place", "dim_indicator"}}
    told = {"expectation": "ExpectSum", "rule": "parts_sum_to_total", "table": "fact_indicator", "severity": "critical"}
    rows["audit_result"].append({**told, "story_id": story, "success": not made.held, "evidence": []})
    if made.held:
        rows["quarantine"].append(
            {
                "story_id": story,
                "rule": "parts_sum_to_total",
                "severity": "critical",
                "reason": "7 + 10 is not 18",
                "evidence": [],
                "content_key": story,
            }
        )
        return rows
    text = made.text
    rows["dim_story"].append(
        {
            "story_id": story,
            "original_url": f"https://news.example/{story}",
            "first_booked": seen,
            "n_articles": 1,
            "languages": ["en"],
            "verdict": "pass",
        }
    )
    rows["dim_article"].append(
        {
            "article_id": article,
            "story_id": story,
            "source_id": "made",
            "url": f"https://news.example/{story}",
            "language": "en",
            "fetched_at": seen,
            "content_sha256": hashlib.sha256(text.encode()).hexdigest(),
            "text": text,
            "archive_file": "one.warc.gz",
            "archive_offset": 0,
            "parser_version": "1",
            "n_numbers": len(made.figures),
            "n_unmapped": 0,
            "waived": False,
        }
    )
    rows["dim_organisation"].append(
        {
            "organisation_id": "cluster:2",
            "name": "Cluster No. 2",
            "kind": "cluster",
            "branch": "foreign_affairs",
            "number": 2,
        }
    )
    rows["dim_person"] += [
        {"person_id": key, "name": name, "spellings": list(spellings)} for key, name, spellings in made.persons
    ]
    position = 0
    for number, figure in enumerate(made.figures):
        sentence = f"Cluster two has {figure:g} members."
        quote = f"{figure:g} members"
        start = position + sentence.index(quote)
        bounds = {"value": figure, "value_low": figure, "value_high": figure, "qualifier": "exact", "unit": "member"}
        rows["fact_quantity"].append(
            {
                "quantity_id": f"{article}/{number}",
                "article_id": article,
                "story_id": story,
                "sentence_no": number,
                "sentence": sentence,
                "start": start,
                "end": start + len(quote),
                "quote": quote,
                "number_start": start,
                "number_end": start + len(f"{figure:g}"),
                **bounds,
                "kind": "count",
                "indicator": "members",
                "aspect": "level",
                "organisation_id": "cluster:2",
                "status": "fact",
                "matched_by": ["en:members"],
                "waived": False,
            }
        )
        rows["fact_indicator"].append(
            {
                "fact_id": f"{story}/{number}",
                "story_id": story,
                "organisation_id": "cluster:2",
                "indicator": "members",
                "aspect": "level",
                "period_start": date(year, 1, 1),
                "period_end": date(year, 6, 30),
                **bounds,
                "n_articles": 1,
                "article_ids": [article],
                "languages": ["en"],
                "agreement": "single",
                "quantity_ids": [f"{article}/{number}"],
                "waived": False,
            }
        )
        position += len(sentence) + 1
    rows["fact_membership"].append(
        {
            "story_id": story,
            "organisation_id": "cluster:2",
            "office_kind": "department",
            "place_id": "VN-44",
            "position": 1,
            "name_as_listed": ["An Giang"],
            "languages": ["en"],
            "article_ids": [article],
            "waived": False,
        }
    )
    return rows


def arrow(name: str, rows: list[dict[str, Any]], made: Mapping[str, str]) -> pa.Table:
    """Staged rows as Arrow, with the partition; `made` is the month of each story."""
    schema = TABLES[name].arrow
    if TABLES[name].partitioned:
        schema = schema.append(pa.field(PARTITION_COLUMN, pa.string()))
        rows = [{**row, PARTITION_COLUMN: made[row["story_id"]]} for row in rows]
    elif name in _BESIDE:
        for field in _BESIDE[name]:
            schema = schema.append(field)
    return pa.Table.from_pylist(rows, schema=schema)


def update_of(
    stories: Iterable[Made], *, gone: Iterable[str] = (), removed: Iterable[str] = (), report: bytes = b"<p>checked</p>"
) -> ReleaseUpdate:
    """The update that books those stories; `gone` are touched and have no rows, `removed` are withdrawn."""
    stories = list(stories)
    months = {made.story: made.month for made in stories}
    tables: Rows = {}
    for made in stories:
        for name, rows in rows_of(made).items():
            beside = {"story_id": made.story, "booked": made.month} if name in _BESIDE else {}
            tables.setdefault(name, []).extend({**row, **beside} for row in rows)
    whole = {
        "dim_place": pa.Table.from_pylist(list(PLACES), schema=TABLES["dim_place"].arrow),
        "dim_indicator": pa.Table.from_pylist(list(INDICATORS), schema=TABLES["dim_indicator"].arrow),
    }
    return ReleaseUpdate(
        stories=frozenset(months) | frozenset(gone),
        tables={name: arrow(name, rows, months) for name, rows in tables.items()} | whole,
        report_html=report,
        removed_stories=frozenset(removed),
        versions={"parser": "1"},
    )
