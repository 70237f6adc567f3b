"""The rows that an article is parsed into: frozen, and named as the columns of the published tables.

Offsets are code points into the article's text as it was given, end exclusive. Story-level columns (story_id,
fact ids) are absent here; `transforms.reconcile` adds them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

from transforms.quick_rows import maker

Qualifier = Literal["exact", "approx", "almost", "over", "under", "at_least", "up_to", "range"]
Kind = Literal["count", "money", "percent", "measure", "duration", "date", "ordinal", "identifier"]
Aspect = Literal["level", "change", "target", "subset", "cumulative"]
Status = Literal["fact", "context", "frame", "unmapped"]
StatementKind = Literal["report", "assessment", "commitment", "directive", "motto"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number as an article states it.

    `text[start:end] == quote`; `text[number_start:number_end]` is the number with its scale word, exactly.
    Bounds follow the qualifier: "almost 400" is (360, 400], "over 1 million" is [1e6, None).
    `organisation` and `place_id` are keys (see `Organisation.organisation_id`, ISO 3166-2).
    `group` numbers the coordination that the quantity stands in ("7 members ... and 10 members ..."), or is -1.
    """

    sentence_no: int
    sentence: str
    start: int
    end: int
    quote: str
    number_start: int
    number_end: int
    value: float | None
    value_low: float | None
    value_high: float | None
    qualifier: Qualifier
    kind: Kind
    unit: str | None
    indicator: str | None
    aspect: Aspect | None
    organisation_id: str | None
    place_id: str | None
    period_start: date | None
    period_end: date | None
    subject: str | None
    status: Status
    matched_by: tuple[str, ...] = ()
    group: int = -1

    @property
    def key(self) -> str:
        """Deterministic within the article: the number's span."""
        return f"{self.number_start}-{self.number_end}"


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation that the article names; `organisation_id` is made of kind, branch, number and place."""

    organisation_id: str
    name: str
    kind: str
    branch: str | None = None
    number: int | None = None
    place_id: str | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """One name of an enumeration of members; `quantity` is the key of the count that the sentence states."""

    organisation_id: str
    office_kind: str | None
    place_id: str | None
    position: int
    name_as_listed: str
    start: int
    end: int
    period_start: date | None = None
    period_end: date | None = None
    quantity: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the article; `skeleton` is the romanised name that spellings are compared by."""

    person_id: str
    name: str
    skeleton: str
    spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attendance:
    """A person named in connection with an event."""

    event: str
    person_id: str
    role: str | None
    organisation_id: str | None
    name_as_written: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """Something said, by whom where the text tells; a motto has no speaker of its own."""

    person_id: str | None
    verb: str | None
    start: int
    end: int
    quote: str
    kind: StatementKind
    period_start: date | None = None
    period_end: date | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One piece of arithmetic that the text implies; `quantities` are keys of the figures in it.

    `difference` is stated minus computed; `holds` is None where it can't be decided.
    """

    rule: str
    expression: str
    stated: float | None
    computed: float | None
    difference: float | None
    holds: bool | None
    quantities: tuple[str, ...]
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of an organisation where it stands, for the comparison of translations.

    `number_as_written` is None where no number is given, "" where the word for it stands without one.
    """

    organisation_id: str
    kind: str
    start: int
    end: int
    number_as_written: str | None


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """Everything that one article says, and what it was read with."""

    language: str
    text: str
    title: str | None
    url: str | None
    original_url: str | None
    published: datetime | None
    quantities: tuple[Quantity, ...]
    memberships: tuple[Membership, ...]
    persons: tuple[Person, ...]
    attendances: tuple[Attendance, ...]
    statements: tuple[Statement, ...]
    checks: tuple[Check, ...]
    organisations: tuple[Organisation, ...] = ()
    mentions: tuple[Mention, ...] = ()
    notes: tuple[str, ...] = ()


# Of these an article has many.
make_quantity: Final = maker(Quantity)
make_membership: Final = maker(Membership)
make_attendance: Final = maker(Attendance)
make_statement: Final = maker(Statement)
make_mention: Final = maker(Mention)
