"""Figures that one article states otherwise than the others, wherever its language puts them."""

from __future__ import annotations

import pytest

from tests.transforms.short_texts import parsed
from transforms.misstatements import out_of_order
from transforms.witnesses import Figure, align


def aligned(**texts: str) -> list[Figure]:
    """The figures of texts, each under its language."""
    return align(
        [(key, key.partition("_")[0], parsed(text, key.partition("_")[0]).quantities) for key, text in texts.items()]
    )


def contradictions(figures: list[Figure]) -> list[dict[str, float | None]]:
    """What each article states, of the figures that not all state alike."""
    found = [{t.article_id: t.quantity.value for t in f.testimonies} for f in figures if not f.agreed]
    return sorted(found, key=lambda one: sorted(one.items(), key=str))


EN = "They sent 36 outgoing delegations and signed 17 agreements. They handled 128 consular cases."


def test_a_figure_one_slip_away_is_the_same_one_wherever_it_stands() -> None:
    figures = aligned(
        en=EN, de="Sie bearbeiteten 128 konsularische Fälle. Sie schlossen 71 Abkommen und entsandten 36 Delegationen."
    )

    assert contradictions(figures) == [{"en": 17, "de": 71}]


def test_a_figure_of_another_meaning_between_the_same_neighbours_is_the_same_one() -> None:
    figures = aligned(
        en="They signed 17 agreements, built 46 schools and handled 128 consular cases.",
        de="Sie schlossen 17 Abkommen, bauten 64 Brücken und bearbeiteten 128 konsularische Fälle.",
    )

    assert contradictions(figures) == [{"en": 46, "de": 64}]


def test_a_lost_currency_does_not_hide_a_figure() -> None:
    figures = aligned(
        en="They signed 17 agreements, gave 8.6 million dollars and handled 128 consular cases.",
        de="Sie schlossen 17 Abkommen, gaben 8,6 Millionen Euro und bearbeiteten 128 konsularische Fälle.",
    )

    assert contradictions(figures) == [{"en": 8.6e6, "de": 8.6e6}]


def test_what_only_one_article_tells_contradicts_nothing() -> None:
    figures = aligned(en=EN, de="Sie schlossen 17 Abkommen. Das Treffen besuchten 95 Gäste.")

    assert contradictions(figures) == []


def test_neighbours_that_take_each_others_values_contradict() -> None:
    figures = aligned(
        en="They built 46 schools and handled 128 consular cases.",
        de="Sie bauten 128 Schulen und bearbeiteten 46 konsularische Fälle.",
    )

    assert contradictions(figures) == [{"de": 46, "en": 128}, {"de": 128, "en": 46}]


LIST_EN = "Of 58 delegations, 24 delegations came from Korea and 19 delegations from Japan."
LIST_VI = "Trong 58 đoàn, có 19 đoàn đến từ Hàn Quốc và 24 đoàn từ Nhật Bản."
LIST_DE = "Von 58 Delegationen kamen 24 Delegationen aus Korea und 19 Delegationen aus Japan."


def test_a_list_that_one_of_three_has_in_another_order_contradicts_the_others() -> None:
    figures = aligned(en=LIST_EN, de=LIST_DE, vi=LIST_VI)

    assert contradictions(figures) == [{"en": 19, "de": 19, "vi": 24}, {"en": 24, "de": 24, "vi": 19}]
    assert list(out_of_order(figures)) == []


def test_of_two_none_can_tell_which_exchanged_them_and_the_order_is_told() -> None:
    figures = aligned(en=LIST_EN, vi=LIST_VI)

    assert contradictions(figures) == []
    ((first, second),) = out_of_order(figures)
    assert {first.testimonies[0].quantity.value, second.testimonies[0].quantity.value} == {24, 19}


def test_a_language_may_put_what_belongs_to_a_thing_before_it() -> None:
    figures = aligned(
        en="They received 58 delegations with 402 visitors.", de="Mit 402 Besuchern kamen 58 Delegationen."
    )

    assert contradictions(figures) == []
    assert list(out_of_order(figures)) == []


_BREAKDOWN = {
    "en_1": "It has 77 organisations and 53 organisations work there. 582 delegations came.",
    "en_2": "There are 77 organisations; 53 organisations are registered. It received 582 delegations.",
}


def test_one_of_three_that_has_a_pair_in_another_order_is_told_whatever_it_takes_the_two_for() -> None:
    right = aligned(**_BREAKDOWN, en_3="It has 77 people and 53 organisations. 582 delegations came.")
    wrong = aligned(**_BREAKDOWN, en_3="It has 53 people and 77 organisations. 582 delegations came.")

    assert list(out_of_order(right)) == []
    ((first, second),) = out_of_order(wrong)
    assert {t.quantity.value for figure in (first, second) for t in figure.testimonies} == {77, 53}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en_3", "53 of the 77 organisations are registered."),
        ("de", "53 der 77 Organisationen sind registriert."),
        ("hi", "77 संगठनों में से 53 संगठन पंजीकृत हैं।"),
    ],
)
def test_a_part_that_stands_before_its_whole_exchanges_nothing(language: str, text: str) -> None:
    other = "It has 77 organisations, of which 53 organisations are registered."

    assert contradictions(aligned(**{"en_1": other, "en_2": other, language: text})) == []


def test_a_part_and_its_whole_that_changed_places_contradict() -> None:
    text = "It has {} organisations, of which {} organisations are registered."
    good, bad = text.format(77, 53), text.format(53, 77)

    assert len(contradictions(aligned(en_1=good, en_2=good, en_3=bad))) == 2


def test_a_small_number_between_the_same_neighbours_is_the_same_figure() -> None:
    good = "It handled 21 consular cases, 3 protection cases and 34 applications. Soon they are one province."
    bad = "It handled 21 consular cases, 1 office and 34 applications. Soon they are a province."

    assert contradictions(aligned(en_1=good, en_2=good, en_3=bad)) == [{"en_1": 3, "en_2": 3, "en_3": 1}]
