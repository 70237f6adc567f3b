"""A site that changes its layout is noticed by what is missing."""

from __future__ import annotations

import pytest

from sources.layout import Reading, layout_change

USUAL = [Reading(4000 + 100 * n, 12 + n) for n in range(6)]


def test_articles_as_usual_are_no_news() -> None:
    assert layout_change(USUAL, [Reading(3000, 10), Reading(5000, 14), Reading(2000, 6)]) is None


def test_shrunken_text_is_noticed() -> None:
    assert "shrank to 300 characters, from 4,250" in (layout_change(USUAL, [Reading(300, 12)] * 3) or "")


def test_vanished_figures_are_noticed() -> None:
    assert "have 0 figures, where they had" in (layout_change(USUAL, [Reading(4000, 0)] * 3) or "")


def test_one_short_article_among_others_is_no_change() -> None:
    assert layout_change(USUAL, [Reading(300, 0), *USUAL]) is None


@pytest.mark.parametrize("n_articles", [1, 2])
def test_one_or_two_short_articles_are_news_and_no_change(n_articles: int) -> None:
    assert layout_change(USUAL, [Reading(300, 0)] * n_articles) is None


def test_a_page_that_comes_anew_without_most_of_its_text_is_noticed_at_once() -> None:
    assert "shrank to 900" in (layout_change([], [], [(Reading(4000, 12), Reading(900, 12))]) or "")


def test_a_page_that_was_edited_is_no_change() -> None:
    assert layout_change([], [], [(Reading(4000, 12), Reading(3500, 9))]) is None


@pytest.mark.parametrize(("before", "now"), [([], USUAL), (USUAL[:3], [Reading(1, 0)]), (USUAL, [])])
def test_too_few_articles_allow_no_judgement(before: list[Reading], now: list[Reading]) -> None:
    assert layout_change(before, now) is None
