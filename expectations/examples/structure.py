"""Tables that fit the schema, and tables that don't."""

from __future__ import annotations

from typing import Final

from expectations.examples.drafts import Case, Draft


def nothing(_: Draft) -> None:
    """Leave the story as it is."""


def _no_column(draft: Draft) -> None:
    draft.without = ("fact_check", "stated")


def _twice(draft: Draft) -> None:
    draft.rows["fact_quantity"].append(dict(draft.only("fact_quantity")))


def _nowhere(draft: Draft) -> None:
    draft.only("fact_membership")["place_id"] = "VN-XX"


def _no_value(draft: Draft) -> None:
    draft.only("dim_article")["content_sha256"] = None


def _strange(draft: Draft) -> None:
    draft.only("fact_quantity")["qualifier"] = "roughly"


CASES: Final[tuple[Case, ...]] = (
    ("columns_are_as_in_schema", "pass", "every table as in the schema", nothing),
    ("columns_are_as_in_schema", "fail", "fact_check without its column “stated”", _no_column),
    ("keys_are_unique", "pass", "every quantity once", nothing),
    ("keys_are_unique", "fail", "the same quantity twice", _twice),
    ("references_resolve", "pass", "every place of a member is in dim_place", nothing),
    ("references_resolve", "fail", "a member of the province VN-XX, which dim_place doesn't know", _nowhere),
    ("required_values_are_there", "pass", "every article has its digest", nothing),
    ("required_values_are_there", "fail", "an article without a digest", _no_value),
    ("values_are_in_their_sets", "pass", "only qualifiers of the set", nothing),
    ("values_are_in_their_sets", "fail", "the qualifier “roughly”, which is none", _strange),
)
