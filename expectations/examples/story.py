"""Figures of one story that fit each other, and figures that don't."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from expectations.books import TEXTS
from expectations.examples.drafts import Case, Draft
from expectations.examples.structure import nothing


def _wrong_sum(draft: Draft) -> None:
    draft.only("fact_check").update(expression="7 + 11 = 17", computed=18.0, difference=-1.0, holds=False)


def _missing_part(draft: Draft) -> None:
    draft.only("fact_check").update(expression="7 + ? = 17", computed=None, difference=None, holds=None)


def _list(computed: float, holds: bool | None) -> Callable[[Draft], None]:
    def change(draft: Draft) -> None:
        stated = draft.only("fact_quantity")["quantity_id"]
        expression = f"{computed:g} names = 17"
        draft.check("listed_names_match_stated_count", expression, 17.0, computed, [stated], holds=holds)

    return change


def _twice(draft: Draft) -> None:
    draft.member("VN-HN", "Hanoi", office_kind="division")


def _no_places(draft: Draft) -> None:
    for row in draft.rows["fact_membership"]:
        row.update(place_id=None, office_kind=None)


def _unknown_place(draft: Draft) -> None:
    draft.only("fact_membership").update(place_id=None, name_as_listed=["Atlantis"])


def _part(value: float, holds: bool | None) -> Callable[[Draft], None]:
    def change(draft: Draft) -> None:
        draft.article("article-parts", "en", f"They met {value:g} of the 60 delegations.")
        part = draft.figure("article-parts", f"{value:g} of", value, aspect="subset", unit="delegation")
        whole = draft.figure("article-parts", "60 delegations", 60.0, unit="delegation")
        draft.check(
            "subset_within_whole",
            f"{value:g} <= 60",
            value,
            60.0,
            [part, whole],
            holds=holds,
            article_id="article-parts",
        )

    return change


def _share(low: float | None, high: float, qualifier: str) -> Callable[[Draft], None]:
    def change(draft: Draft) -> None:
        draft.article("article-share", "en", f"{high:g} percent of the members voted.")
        draft.figure(
            "article-share", f"{high:g} percent", None if low is None else high, value_low=low, value_high=high,
            qualifier=qualifier, kind="percent", unit="percent", aspect="subset",
        )  # fmt: skip

    return change


def _not_booked(draft: Draft) -> None:
    draft.rows[TEXTS][0]["text"] += " It met 1,234 times."


def _no_text(draft: Draft) -> None:
    draft.rows[TEXTS].clear()


def _short_quote(draft: Draft) -> None:
    draft.only("fact_quantity").update(quote="17")


def _outside(draft: Draft) -> None:
    draft.only("fact_quantity").update(value=17.0, value_low=18.0, value_high=20.0)


def _valueless(draft: Draft) -> None:
    for row in draft.rows["fact_quantity"]:
        row.update(value=None, value_low=None, value_high=None)
    draft.only("fact_indicator").update(value=None, value_low=None, value_high=None)
    draft.only("fact_check").update(holds=None)


CASES: Final[tuple[Case, ...]] = (
    ("parts_sum_to_total", "pass", "17 members, 7 departments and 10 divisions", nothing),
    ("parts_sum_to_total", "fail", "17 members, 7 departments and 11 divisions", _wrong_sum),
    ("parts_sum_to_total", "undecided", "17 members, 7 of them departments, the others not counted", _missing_part),
    ("listed_names_match_stated_count", "pass", "17 members announced and 17 names", _list(17, True)),
    ("listed_names_match_stated_count", "fail", "17 members announced and 16 names", _list(16, False)),
    ("listed_names_match_stated_count", "undecided", "17 members, 2 of them named as examples", _list(2, None)),
    ("members_are_distinct", "pass", "Hanoi and Da Nang", nothing),
    ("members_are_distinct", "fail", "Hanoi as a department and again as a division", _twice),
    ("members_are_distinct", "undecided", "names of which none is known", _no_places),
    ("members_are_known_places", "pass", "Hanoi and Da Nang", nothing),
    ("members_are_known_places", "fail", "the department of Atlantis", _unknown_place),
    ("members_are_known_places", "undecided", "names that are not offices of provinces", _no_places),
    ("subset_within_whole", "pass", "52 of 60 delegations", _part(52, True)),
    ("subset_within_whole", "fail", "64 of 60 delegations", _part(64, False)),
    ("subset_within_whole", "undecided", "52 delegations, where it isn't said of which", _part(52, None)),
    ("share_is_at_most_the_whole", "pass", "80 percent of the members", _share(80.0, 80.0, "exact")),
    ("share_is_at_most_the_whole", "fail", "130 percent of the members", _share(130.0, 130.0, "exact")),
    ("share_is_at_most_the_whole", "undecided", "less than 120 percent of the members", _share(None, 120.0, "under")),
    ("every_number_is_accounted_for", "pass", "every numeral of the text is booked", nothing),
    ("every_number_is_accounted_for", "fail", "a sentence with 1,234 that nothing was booked from", _not_booked),
    ("every_number_is_accounted_for", "undecided", "the text is not at hand", _no_text),
    ("figures_point_at_their_words", "pass", "the quote is as long as its span", nothing),
    ("figures_point_at_their_words", "fail", "the quote “17” at the span of “17 members”", _short_quote),
    ("bounds_enclose_the_value", "pass", "17, from 17 to 17", nothing),
    ("bounds_enclose_the_value", "fail", "17, from 18 to 20", _outside),
    ("bounds_enclose_the_value", "undecided", "a figure without a value or bounds", _valueless),
)
