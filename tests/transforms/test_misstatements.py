"""Figures that one article states otherwise than the others, wherever its language puts them."""

from __future__ import annotations

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
