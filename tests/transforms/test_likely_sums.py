"""Sums, changes and products that a text makes without declaring them."""

from __future__ import annotations

import pytest

from tests.transforms.short_texts import parsed


def likely(text: str, language: str = "en") -> list[tuple[str, bool | None]]:
    """The undeclared arithmetic of a text, and whether it comes out."""
    checks = parsed(text, language).checks
    return [(check.expression, check.holds) for check in checks if check.rule == "arithmetic_adds_up"]


# -- breakdowns -------------------------------------------------------------------------------------------------------

_OF_WHICH = {
    "en": "The province has {} projects, of which {} are for health and {} for schools.",
    "de": "Die Provinz hat {} Projekte, davon {} im Gesundheitswesen und {} im Bildungswesen.",
    "vi": "Tỉnh có {} dự án, trong đó {} dự án về y tế và {} dự án về giáo dục.",
}


@pytest.mark.parametrize("language", _OF_WHICH)
def test_parts_of_which_the_text_speaks_may_make_the_whole(language: str) -> None:
    assert likely(_OF_WHICH[language].format(37, 19, 18), language) == [("19 + 18 = 37", True)]


@pytest.mark.parametrize("language", _OF_WHICH)
def test_parts_that_miss_the_whole_by_a_slip_are_told(language: str) -> None:
    assert likely(_OF_WHICH[language].format(37, 19, 13), language) == [("19 + 13 ≠ 37", False)]


@pytest.mark.parametrize("language", _OF_WHICH)
def test_parts_that_no_slip_explains_may_leave_some_out(language: str) -> None:
    assert likely(_OF_WHICH[language].format(370, 19, 13), language) == []


def test_parts_in_the_next_sentence_belong_to_the_total_before() -> None:
    text = "29 organisations work there. The United States has {} organisations, Europe has 8 and Japan has 5."

    assert likely(text.format(16)) == [("16 + 8 + 5 = 29", True)]
    assert likely(text.format(14)) == [("14 + 8 + 5 ≠ 29", False)]


def test_two_counts_of_the_next_sentence_are_no_parts_of_a_small_total() -> None:
    assert likely("29 organisations work there. 14 organisations came and 8 organisations left.") == []


def test_what_is_approximate_is_never_held_against_a_total() -> None:
    assert likely("The province has about 37 projects, of which 19 are for health and 13 for schools.") == []


# -- changes ----------------------------------------------------------------------------------------------------------


def test_a_change_may_stand_behind_both_amounts_in_any_order() -> None:
    text = "They had 62 projects, compared with 55 projects, up {} projects."

    assert likely(text.format(7)) == [("55 + 7 = 62", True)]
    assert likely(text.format(9)) == [("55 + 9 ≠ 62", False)]
    assert likely(text.format(140)) == []


# -- products ---------------------------------------------------------------------------------------------------------


def test_so_many_of_so_much_each_make_the_total() -> None:
    text = "They gave 450 scholarships worth {} million dong each, a total of 900 million dong."

    assert likely(text.format(2)) == [("450 × 2,000,000 = 900,000,000", True)]
    assert likely(text.format(3)) == [("450 × 3,000,000 ≠ 900,000,000", False)]


def test_amounts_that_no_word_ties_to_a_count_are_no_product() -> None:
    assert likely("They gave 450 scholarships, 3 million dong to a school and 900 million dong to a hospital.") == []
