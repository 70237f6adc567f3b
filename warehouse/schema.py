"""The schema of every published table: the one source of truth.

Parquet schemas, the data dictionary, `datapackage.json`, the structural expectations and the docs are all
derived from `TABLES`. Rooms earlier in the line may import this module (and only this one) from `warehouse`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pyarrow as pa

STRING: Final = pa.string()
INT: Final = pa.int32()
FLOAT: Final = pa.float64()
DATE: Final = pa.date32()
TIME: Final = pa.timestamp("us", tz="UTC")
BOOL: Final = pa.bool_()
LIST: Final = pa.list_(pa.string())

QUALIFIERS: Final = ("exact", "approx", "almost", "over", "under", "at_least", "up_to", "range")
KINDS: Final = ("count", "money", "percent", "measure", "duration", "date", "ordinal", "identifier")
ASPECTS: Final = ("level", "change", "target", "subset", "cumulative")
STATUSES: Final = ("fact", "context", "frame", "unmapped")
AGREEMENTS: Final = ("single", "agree", "qualifier_differs", "conflict")
VERDICTS: Final = ("pass", "waived")
STATEMENT_KINDS: Final = ("report", "assessment", "commitment", "directive", "motto")
DIVERGENCE_KINDS: Final = ("value", "qualifier", "missing", "name", "entity_number", "list", "order")
SEVERITIES: Final = ("critical", "warning", "info")
HISTORY_TABLES: Final = ("fact_indicator", "fact_membership")
PLACE_KINDS: Final = ("province", "city")
ORGANISATION_KINDS: Final = (
    "cluster", "block", "department", "division", "ministry", "committee", "commission", "agency", "unit",
)  # fmt: skip

PARTITION_COLUMN: Final = "booked"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `references` is "table.column" of the row that a value must have; `values` the closed set.

    `formerly` is the name that it had in the release before the renaming; views keep it as an alias.
    """

    name: str
    type: pa.DataType
    description: str
    nullable: bool = True
    references: str | None = None
    values: tuple[str, ...] | None = None
    unit: str | None = None
    formerly: str | None = None

    @property
    def metadata(self) -> dict[str, str]:
        """What the schema says of it, for the metadata of an Arrow field."""
        known = {"description": self.description, "references": self.references, "unit": self.unit}
        closed = {"values": ", ".join(self.values)} if self.values else {}
        renamed = {"formerly": self.formerly} if self.formerly else {}
        return {name: value for name, value in known.items() if value} | closed | renamed


@dataclass(frozen=True, slots=True)
class Table:
    """One table: rows are unique by `key`, sorted by `order`; `partitioned` by the month its story was booked.

    `staged`: its rows come of articles and are audited; the others come of the audit itself, or of earlier states.
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    partitioned: bool = True
    order: tuple[str, ...] = ()
    staged: bool = True

    @property
    def arrow(self) -> pa.Schema:
        """The Arrow schema, with what is known of each column as field metadata."""
        return pa.schema(
            [pa.field(c.name, c.type, nullable=c.nullable, metadata=c.metadata) for c in self.columns],
            metadata={"description": self.description},
        )

    def column(self, name: str) -> Column:
        """The column of that name; KeyError where there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"table {self.name!r} has no column {name!r}")


def _story(nullable: bool = False) -> Column:
    return Column("story_id", STRING, "The story that the row belongs to", nullable, "dim_story.story_id")


def _article(nullable: bool = False) -> Column:
    return Column("article_id", STRING, "The article that states it", nullable, "dim_article.article_id")


def _organisation() -> Column:
    return Column(
        "organisation_id", STRING, "The organisation that it is about", True, "dim_organisation.organisation_id"
    )


def _place() -> Column:
    return Column("place_id", STRING, "The province that it is about, ISO 3166-2", True, "dim_place.place_id")


def _person() -> Column:
    return Column("person_id", STRING, "The person", True, "dim_person.person_id")


def _period() -> tuple[Column, Column]:
    return (
        Column("period_start", DATE, "First day of the period; null where open or not stated"),
        Column("period_end", DATE, "Last day of the period; null where open or not stated"),
    )


def _span(what: str) -> tuple[Column, Column]:
    return (
        Column("start", INT, f"Where {what} starts: code points into the article's text", False, unit="code points"),
        Column("end", INT, f"Where {what} ends, exclusive", False, unit="code points"),
    )


def _bounds() -> tuple[Column, Column, Column, Column]:
    return (
        Column("value", FLOAT, "The number as stated; null for a range"),
        Column("value_low", FLOAT, "Lowest value that the words allow; null where open"),
        Column("value_high", FLOAT, "Highest value that the words allow; null where open"),
        Column("qualifier", STRING, "How exact the words are", False, values=QUALIFIERS),
    )


def _asserted() -> tuple[Column, Column, Column]:
    return (
        Column(
            "first_asserted",
            TIME,
            "Since when the books say so without a break: when the archive had the articles for it; null in held rows",
        ),
        Column("last_asserted", TIME, "When the newest article version that says so was archived; null in held rows"),
        Column(
            "corrects",
            STRING,
            "What it took the place of, where the books said something else before",
            True,
            "fact_history.history_id",
        ),
    )


_WAIVED: Final = Column(
    "waived", BOOL, "True where an editor published the story although a critical rule failed", False
)
_ARTICLES: Final = Column("article_ids", LIST, "The articles that say so", False)
_LANGUAGES: Final = Column("languages", LIST, "Their languages", False)
_EVIDENCE: Final = Column("quantity_ids", LIST, "The quantities behind it, in fact_quantity", False)

_TABLES: Final = (
    Table(
        "dim_article",
        "Every article: the current version, where it came from and where it lies in the archive.",
        (
            Column("article_id", STRING, "Key: hash of the source and the URL or path", False),
            _story(),
            Column("source_id", STRING, "The catalogue's id of the source", False),
            Column("url", STRING, "The article's own URL, or its path in a folder", False),
            Column("original_url", STRING, "The original that the source line or the metadata names"),
            Column("publisher", STRING, "Who publishes the source"),
            Column("licence", STRING, "Under which terms"),
            Column("language", STRING, "ISO 639-1", False),
            Column("title", STRING, "Headline, where the page has one"),
            Column("published_at", TIME, "When the article says that it was published"),
            Column("fetched_at", TIME, "When this version was archived", False),
            Column("content_sha256", STRING, "Digest of the archived content", False),
            Column("text", STRING, "The whole text; null unless the source allows publishing it"),
            Column("archive_file", STRING, "WARC file that holds it", False),
            Column("archive_offset", pa.int64(), "Offset of the record in that file", False, unit="bytes"),
            Column("parser_version", STRING, "Version of parser and lexicons that read it", False),
            Column("n_numbers", INT, "Numbers in it", False),
            Column("n_unmapped", INT, "Fact-like numbers that no indicator took", False),
            _WAIVED,
        ),
        ("article_id",),
    ),
    Table(
        "dim_story",
        "Every story: articles with the same original, in any language.",
        (
            Column("story_id", STRING, "Key: hash of the original's normalised URL", False),
            Column("original_url", STRING, "The original's URL, where one is known"),
            Column("first_booked", TIME, "When its first article was archived", False),
            Column("n_articles", INT, "Articles behind the published facts", False),
            _LANGUAGES,
            Column("verdict", STRING, "pass, or waived by an editor", False, values=VERDICTS),
        ),
        ("story_id",),
    ),
    Table(
        "dim_place",
        "The provinces of Vietnam: 63 until 2025-06-30, 34 since 2025-07-01.",
        (
            Column("place_id", STRING, "ISO 3166-2", False),
            Column("name_vi", STRING, "Vietnamese name", False),
            Column("name_en", STRING, "English name", False),
            Column("kind", STRING, "province, or city under the central government", False, values=PLACE_KINDS),
            Column("valid_from", DATE, "First day; null: before the books begin"),
            Column("valid_to", DATE, "Last day; null: still there"),
            Column("successor_id", STRING, "The province that it went into", True, "dim_place.place_id"),
        ),
        ("place_id",),
        partitioned=False,
    ),
    Table(
        "dim_organisation",
        "Organisations: a cluster is known by its branch and number, over the years.",
        (
            Column("organisation_id", STRING, "Key: kind, branch, number and place", False),
            Column("name", STRING, "English label", False),
            Column("kind", STRING, "What sort of organisation", False, values=ORGANISATION_KINDS),
            Column("branch", STRING, "The branch that it belongs to, e.g. foreign_affairs"),
            Column("number", INT, "Its number, e.g. 2 for Emulation Cluster No. 2"),
            _place(),
        ),
        ("organisation_id",),
        partitioned=False,
    ),
    Table(
        "dim_person",
        "Persons, one row each however they are spelled.",
        (
            Column("person_id", STRING, "Key: the name without diacritics", False),
            Column("name", STRING, "Vietnamese spelling where known, else romanised", False),
            Column("spellings", LIST, "Every spelling met, sorted", False),
        ),
        ("person_id",),
        partitioned=False,
    ),
    Table(
        "dim_indicator",
        "The indicator catalogue.",
        (
            Column("indicator", STRING, "Key", False),
            Column("label", STRING, "What it counts, in a few words", False),
            Column("unit", STRING, "Its unit; null where it varies (a currency)"),
            Column("kind", STRING, "Kind of quantity", False, values=KINDS),
            Column("description", STRING, "What counts and what does not", False),
        ),
        ("indicator",),
        partitioned=False,
    ),
    Table(
        "fact_quantity",
        "Every number in every article, each pointing at its characters.",
        (
            Column("quantity_id", STRING, "Key: the article and the span", False),
            _article(),
            _story(),
            Column("sentence_no", INT, "Sentence in the article, from 0", False),
            Column("sentence", STRING, "The sentence", False),
            *_span("the quote"),
            Column("quote", STRING, "The number with its qualifier, scale and unit", False),
            Column("number_start", INT, "Where the number starts", False, unit="code points"),
            Column("number_end", INT, "Where the number with its scale word ends, exclusive", False),
            *_bounds(),
            Column("kind", STRING, "What sort of number", False, values=KINDS),
            Column("unit", STRING, "ISO 4217, percent, a UCUM code, or the counted thing in English singular"),
            Column("indicator", STRING, "What it measures", True, "dim_indicator.indicator"),
            Column("aspect", STRING, "Level, change, target, part of a whole, or cumulative", True, values=ASPECTS),
            _organisation(),
            _place(),
            *_period(),
            Column("subject", STRING, "What the figure is about, in the article's words"),
            Column("status", STRING, "What became of the number", False, values=STATUSES),
            Column("matched_by", LIST, "The lexicon entries that made the row what it is", False),
            _WAIVED,
        ),
        ("quantity_id",),
        order=("story_id", "article_id", "number_start", "quantity_id"),
    ),
    Table(
        "fact_indicator",
        "One row per story, organisation or place, indicator, aspect, unit and period.",
        (
            Column("fact_id", STRING, "Key", False),
            _story(),
            _organisation(),
            _place(),
            Column("indicator", STRING, "What it measures", False, "dim_indicator.indicator"),
            Column("aspect", STRING, "Level, change, target, part of a whole, or cumulative", False, values=ASPECTS),
            Column("unit", STRING, "ISO 4217, percent, a UCUM code, or the counted thing"),
            *_period(),
            *_bounds(),
            Column("subject", STRING, "What the figure is about; in English where an article is"),
            Column("n_articles", INT, "How many articles say so", False),
            _ARTICLES,
            _LANGUAGES,
            Column("agreement", STRING, "Whether the articles agree", False, values=AGREEMENTS),
            _EVIDENCE,
            *_asserted(),
            _WAIVED,
        ),
        ("fact_id",),
        # What is asked for is one indicator through all months: its rows lie together.
        order=("indicator", "story_id", "fact_id"),
    ),
    Table(
        "fact_membership",
        "Who belongs to a cluster, by the story that lists it.",
        (
            _story(),
            Column("organisation_id", STRING, "The cluster", False, "dim_organisation.organisation_id"),
            Column("office_kind", STRING, "What sort of office the member is"),
            Column("place_id", STRING, "The member's province", True, "dim_place.place_id"),
            Column("position", INT, "Place in the list, from 1", False),
            *_period(),
            Column("name_as_listed", LIST, "The names as the articles write them", False),
            _LANGUAGES,
            _ARTICLES,
            *_asserted(),
            _WAIVED,
        ),
        ("story_id", "organisation_id", "office_kind", "position", "place_id"),
        order=("story_id", "organisation_id", "office_kind", "position", "place_id"),
    ),
    Table(
        "fact_history",
        "What the books said before of facts and members, and no longer say: a row for each stretch of time.",
        (
            Column("history_id", STRING, "Key: the row that it was, and since when", False),
            Column("table", STRING, "Where the row stood", False, values=HISTORY_TABLES),
            Column("fact_id", STRING, "The fact's key then; null for a member"),
            _story(),
            Column("organisation_id", STRING, "The organisation; only in dim_organisation if a fact still names it"),
            _place(),
            Column("indicator", STRING, "What it measured; null for a member", True, "dim_indicator.indicator"),
            Column("aspect", STRING, "Level, change, target, part of a whole, or cumulative", True, values=ASPECTS),
            Column("unit", STRING, "ISO 4217, percent, a UCUM code, or the counted thing"),
            Column("office_kind", STRING, "What sort of office the member was"),
            Column("position", INT, "The member's place in the list, from 1"),
            *_period(),
            Column("value", FLOAT, "The number as stated; null for a range or a member"),
            Column("value_low", FLOAT, "Lowest value that the words allow; null where open"),
            Column("value_high", FLOAT, "Highest value that the words allow; null where open"),
            Column("qualifier", STRING, "How exact the words were", True, values=QUALIFIERS),
            Column("sentences", LIST, "The sentences that said so, or a member's names as listed", False),
            _LANGUAGES,
            Column("said_by", LIST, "The articles that said so; some may be set aside today", False),
            Column("archived", LIST, "Where those versions lie: WARC file, colon, offset; as many as said_by", False),
            Column("first_asserted", TIME, "Since when the books said so", False),
            Column("last_asserted", TIME, "When the newest article version that said so was archived", False),
            Column("superseded_at", TIME, "Since when the books no longer say so", False),
            Column("corrects", STRING, "What it had taken the place of itself", True, "fact_history.history_id"),
            _WAIVED,
        ),
        ("history_id",),
        order=("story_id", "superseded_at", "history_id"),
        staged=False,
    ),
    Table(
        "fact_check",
        "The arithmetic of the books: every sum, list, share and conversion, and whether it holds.",
        (
            Column("check_id", STRING, "Key", False),
            _story(),
            _article(True),
            Column("rule", STRING, "The rule that it serves", False),
            Column("expression", STRING, "7 + 10 = 17", False),
            Column("stated", FLOAT, "What the text states"),
            Column("computed", FLOAT, "What the figures make"),
            Column("difference", FLOAT, "stated - computed"),
            Column("holds", BOOL, "Null: can't be decided"),
            _EVIDENCE,
            _WAIVED,
        ),
        ("check_id",),
        order=("story_id", "rule", "check_id"),
    ),
    Table(
        "fact_attendance",
        "Who took part in which event, and as what.",
        (
            _story(),
            Column("event", STRING, "The event", False),
            _person(),
            Column("role", STRING, "Title or office, in the article's words"),
            _organisation(),
            Column("name_as_written", STRING, "The name as the article writes it", False),
            _article(),
            *_span("the name"),
            _WAIVED,
        ),
        ("article_id", "start", "end"),
        order=("story_id", "article_id", "start"),
    ),
    Table(
        "fact_statement",
        "Who said what.",
        (
            Column("statement_id", STRING, "Key", False),
            _story(),
            _article(),
            _person(),
            Column("verb", STRING, "The verb of saying, in the article's words"),
            *_span("the statement"),
            Column("quote", STRING, "The statement", False),
            Column("kind", STRING, "What sort of statement", False, values=STATEMENT_KINDS),
            *_period(),
            _WAIVED,
        ),
        ("statement_id",),
        order=("story_id", "article_id", "start", "statement_id"),
    ),
    Table(
        "fact_divergence",
        "Where the articles of one story differ.",
        (
            _story(),
            Column("what", STRING, "The fact, person or organisation in question", False),
            Column("kind", STRING, "How they differ", False, values=DIVERGENCE_KINDS),
            _ARTICLES,
            _LANGUAGES,
            Column("readings", LIST, "What each of those articles says, in the same order", False),
            Column("severity", STRING, "How bad it is", False, values=SEVERITIES),
            _WAIVED,
        ),
        ("story_id", "what", "kind"),
    ),
    Table(
        "audit_result",
        "What was checked, and how it came out.",
        (
            Column("expectation", STRING, "The expectation's class", False),
            Column("rule", STRING, "The rule's stable id", False),
            Column("table", STRING, "The table that was checked", False),
            Column("story_id", STRING, "The story; null for a check of the whole release"),
            Column("severity", STRING, "What a failure means", False, values=SEVERITIES),
            Column("success", BOOL, "Null: could not be decided"),
            Column("observed", STRING, "What was found"),
            Column("expected", STRING, "What was expected"),
            Column("evidence", LIST, "The quantity_ids (or keys) that show it", False),
        ),
        ("rule", "table", "story_id", "expectation"),
        order=("story_id", "rule", "table", "expectation"),
        staged=False,
    ),
    Table(
        "quarantine",
        "What is held, why, and who decided what.",
        (
            Column("story_id", STRING, "The held story", False),
            Column("article_id", STRING, "The article, where one alone is to blame or set aside"),
            Column("rule", STRING, "The rule that failed", False),
            Column("severity", STRING, "How bad it is", False, values=SEVERITIES),
            Column("reason", STRING, "What an editor reads", False),
            Column("evidence", LIST, "The quantity_ids (or keys) that show it", False),
            Column("content_key", STRING, "Hash of rule and content: what a waiver is bound to", False),
            Column("published_version", STRING, "The content of the version that stays published, or null"),
            Column("waived_by", STRING, "Who published it all the same"),
            Column("waived_at", TIME, "When"),
        ),
        ("story_id", "rule", "article_id", "reason"),
        order=("story_id", "rule", "article_id"),
        staged=False,
    ),
)

TABLES: Final[Mapping[str, Table]] = {table.name: table for table in _TABLES}


def empty(name: str) -> pa.Table:
    """The table of that name without a row."""
    return TABLES[name].arrow.empty_table()
