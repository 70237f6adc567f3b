"""Staged tables made by hand, a row at a time, for the rules' examples: sound until one spoils them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any, Final, Literal

import pyarrow as pa

from expectations.books import STAGED, TEXTS
from warehouse.schema import TABLES

STORY: Final = "story-1"
ENGLISH: Final = "article-en"
VIETNAMESE: Final = "article-vi"
CLUSTER: Final = "cluster-foreign_affairs-2"
TODAY: Final = date(2024, 8, 1)
PUBLISHED: Final = datetime(2024, 7, 20, 8, tzinfo=UTC)

_TEXT_SCHEMA: Final = pa.schema([("article_id", pa.string()), ("story_id", pa.string()), ("text", pa.string())])
_FILLERS: Final[Mapping[pa.DataType, Any]] = {
    pa.string(): "",
    pa.int32(): 0,
    pa.int64(): 0,
    pa.float64(): 0.0,
    pa.bool_(): False,
    pa.list_(pa.string()): [],
    pa.timestamp("us", tz="UTC"): PUBLISHED,
    pa.date32(): date(2024, 1, 1),
}


Came = Literal["pass", "fail", "undecided"]
"""How a rule comes out."""


class Draft:
    """Rows by table, as dictionaries to change until `tables()` is called; `without` leaves out one column."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, Any]]] = {name: [] for name in (*STAGED, TEXTS)}
        self.without: tuple[str, str] | None = None

    def add(self, table: str, **values: Any) -> dict[str, Any]:  # noqa: ANN401
        """Append a row: columns that are not named are null, or a filler where they must not be."""
        filled = {c.name: None if c.nullable else _FILLERS[c.type] for c in TABLES[table].columns}
        filled |= {c.name: c.values[0] for c in TABLES[table].columns if c.values and not c.nullable}
        row = filled | values
        self.rows[table].append(row)
        return row

    def article(self, article_id: str, language: str, text: str, **values: Any) -> None:  # noqa: ANN401
        """Append an article of the story, with its text beside it."""
        row: dict[str, Any] = {
            "source_id": "daily",
            "url": f"https://news.example/{article_id}",
            "content_sha256": f"sha256-{article_id}",
        }
        row |= {"published_at": PUBLISHED, "fetched_at": PUBLISHED, "language": language} | values
        self.add("dim_article", article_id=article_id, story_id=STORY, **row)
        self.rows[TEXTS].append({"article_id": article_id, "story_id": STORY, "text": text})

    def figure(self, article_id: str, quote: str, value: float | None, **values: Any) -> str:  # noqa: ANN401
        """Append the quantity that stands as `quote`, its number first, in the article's text; return its id."""
        text = next(row["text"] for row in self.rows[TEXTS] if row["article_id"] == article_id)
        start = text.index(quote)
        number = quote.split(" ", maxsplit=1)[0]
        quantity_id = f"{article_id}:{start}"
        row = {"value": value, "value_low": value, "value_high": value, "aspect": "level", "unit": "member"}
        row |= {"start": start, "end": start + len(quote), "number_start": start, "number_end": start + len(number)}
        row |= {
            "quantity_id": quantity_id,
            "article_id": article_id,
            "story_id": STORY,
            "sentence": text,
            "quote": quote,
        }
        self.add("fact_quantity", **(row | {"status": "fact", "kind": "count", "organisation_id": CLUSTER} | values))
        return quantity_id

    def check(
        self,
        rule: str,
        expression: str,
        stated: float,
        computed: float,
        evidence: list[str],
        **values: Any,  # noqa: ANN401
    ) -> None:
        """Append booked arithmetic; it holds where both sides are equal, unless told otherwise."""
        row = {"rule": rule, "expression": expression, "stated": stated, "computed": computed, "quantity_ids": evidence}
        row |= {"difference": stated - computed, "holds": stated == computed, "article_id": ENGLISH} | values
        self.add("fact_check", check_id=f"check-{len(self.rows['fact_check'])}", story_id=STORY, **row)

    def fact(self, indicator: str, value: float | None, evidence: list[str], **values: Any) -> None:  # noqa: ANN401
        """Append a fact of the story about the cluster."""
        row = {"value": value, "value_low": value, "value_high": value, "aspect": "level", "agreement": "agree"}
        row |= {"organisation_id": CLUSTER, "indicator": indicator, "story_id": STORY} | values
        number = len(self.rows["fact_indicator"])
        self.add("fact_indicator", fact_id=f"fact-{number}", quantity_ids=evidence, n_articles=len(evidence), **row)
        if all(known["indicator"] != indicator for known in self.rows["dim_indicator"]):
            self.add("dim_indicator", indicator=indicator, label=indicator.replace("_", " "))

    def member(self, place_id: str | None, name: str, **values: Any) -> None:  # noqa: ANN401
        """Append a member of the cluster."""
        row = {"office_kind": "department", "position": len(self.rows["fact_membership"]) + 1}
        row |= {"name_as_listed": [name], "languages": ["en"], "article_ids": [ENGLISH]} | values
        self.add("fact_membership", story_id=STORY, organisation_id=CLUSTER, place_id=place_id, **row)

    def divergence(self, what: str, kind: str, severity: str, readings: dict[str, str]) -> None:
        """Append a difference between the articles: `readings` by language."""
        self.add(
            "fact_divergence", story_id=STORY, what=what, kind=kind, severity=severity, languages=list(readings),
            article_ids=[f"article-{language}" for language in readings], readings=list(readings.values()),
        )  # fmt: skip

    def drop(self, article_id: str) -> None:
        """Take an article and all that only it says out of the story."""
        for name in ("dim_article", "fact_quantity", TEXTS):
            self.rows[name] = [row for row in self.rows[name] if row["article_id"] != article_id]

    def only(self, table: str) -> dict[str, Any]:
        """The first row of the table."""
        return self.rows[table][0]

    def tables(self) -> dict[str, pa.Table]:
        """The rows as staged tables."""
        tables = {name: pa.Table.from_pylist(self.rows[name], schema=_nullable(TABLES[name].arrow)) for name in STAGED}
        if self.without is not None:
            name, column = self.without
            tables[name] = tables[name].drop_columns([column])
        return tables | {TEXTS: pa.Table.from_pylist(self.rows[TEXTS], schema=_TEXT_SCHEMA)}


def _nullable(schema: pa.Schema) -> pa.Schema:
    return pa.schema([field.with_nullable(True) for field in schema])


def sound() -> Draft:
    """A story of two articles whose every rule that has something to look at holds."""
    draft = Draft()
    draft.add("dim_story", story_id=STORY, n_articles=2, languages=["en", "vi"])
    for place_id, name in (("VN-HN", "Hanoi"), ("VN-DN", "Da Nang")):
        draft.add("dim_place", place_id=place_id, name_vi=name, name_en=name)
    draft.add("dim_organisation", organisation_id=CLUSTER, name="Emulation Cluster No. 2", kind="cluster", number=2)
    draft.article(ENGLISH, "en", "The cluster has 17 members: 7 departments and 10 divisions.")
    draft.article(VIETNAMESE, "vi", "Cụm có 17 thành viên: 7 sở và 10 phòng.")
    total, *parts = (
        draft.figure(ENGLISH, quote, value, indicator=indicator)
        for quote, value, indicator in (
            ("17 members", 17.0, "members_total"),
            ("7 departments", 7.0, "members_departments"),
            ("10 divisions", 10.0, "members_divisions"),
        )
    )
    other = draft.figure(VIETNAMESE, "17 thành viên", 17.0, indicator="members_total")
    draft.figure(VIETNAMESE, "7 sở", 7.0, indicator="members_departments")
    draft.figure(VIETNAMESE, "10 phòng", 10.0, indicator="members_divisions")
    draft.check("parts_sum_to_total", "7 + 10 = 17", 17.0, 17.0, [total, *parts])
    draft.fact("members_total", 17.0, [total, other])
    for indicator in ("members_departments", "members_divisions"):
        draft.add("dim_indicator", indicator=indicator, label=indicator)
    draft.member("VN-HN", "Hanoi")
    draft.member("VN-DN", "Da Nang")
    return draft


Case = tuple[str, Came, str, Callable[[Draft], Draft | None]]
"""A rule, how it comes out, what is the case, and what that does to a sound story (and returns as earlier release)."""
