"""Which figures of several articles are the same one, and who is outvoted."""

from __future__ import annotations

from tests.transforms.short_texts import parsed
from transforms.witnesses import Figure, align, outvoted


def aligned(**texts: str) -> list[Figure]:
    """The figures of texts, each under its language."""
    return align(
        [(key, key.partition("_")[0], parsed(text, key.partition("_")[0]).quantities) for key, text in texts.items()]
    )


def readings(figures: list[Figure]) -> list[dict[str, float | None]]:
    """Of each figure what each article states."""
    return [{t.article_id: t.quantity.value for t in figure.testimonies} for figure in figures]


def test_figures_of_one_value_and_meaning_are_one() -> None:
    found = aligned(en="They signed 9 agreements.", de="Sie schlossen 9 Abkommen.")

    assert readings(found) == [{"en": 9, "de": 9}]


def test_figures_in_another_order_find_each_other() -> None:
    found = aligned(
        en="They handled 128 consular cases and signed 9 agreements.",
        de="Sie schlossen 9 Abkommen und bearbeiteten 128 konsularische Fälle.",
    )

    assert sorted(readings(found), key=str) == sorted([{"en": 128, "de": 128}, {"en": 9, "de": 9}], key=str)


def test_another_value_of_the_same_meaning_is_a_contradiction() -> None:
    found = aligned(en="They signed 9 agreements.", de="Sie schlossen 19 Abkommen.")

    assert readings(found) == [{"en": 9, "de": 19}]


def test_figures_of_different_meaning_stand_apart() -> None:
    found = aligned(en="They signed 9 agreements.", de="Sie bearbeiteten 19 konsularische Fälle.")

    assert sorted(readings(found), key=str) == [{"de": 19}, {"en": 9}]


def test_exchanged_figures_contradict_each_other_where_three_can_tell() -> None:
    found = aligned(
        en="They sent 40 outgoing delegations and received 36 incoming delegations.",
        de="Sie betreuten 40 ausreisende Delegationen und 36 einreisende Delegationen.",
        vi="Tỉnh đã tổ chức 36 đoàn ra và tiếp 40 đoàn vào.",
    )

    assert set(outvoted(found, 3)) == {"vi"}


def test_exchanged_figures_of_two_articles_contradict_each_other() -> None:
    found = aligned(
        en="They sent 40 outgoing delegations and received 36 incoming delegations.",
        de="Sie betreuten 36 ausreisende Delegationen und 40 einreisende Delegationen.",
    )

    assert readings(found) == [{"en": 40, "de": 36}, {"en": 36, "de": 40}]


def test_an_article_states_a_figure_at_most_once() -> None:
    found = aligned(en="They signed 9 agreements, and then 9 agreements more.", de="Sie schlossen 9 Abkommen.")

    assert all(len(figure.testimonies) == len(figure.articles) for figure in found)


def test_every_figure_of_every_article_is_somewhere() -> None:
    found = aligned(
        en="They signed 9 agreements in 12 communes with 30 households.",
        de="Sie schlossen 9 Abkommen und gaben 5 Stipendien.",
    )

    assert sorted(t.quantity.value or 0 for figure in found for t in figure.testimonies) == [5, 9, 9, 12, 30]


def test_what_is_no_figure_testifies_to_nothing() -> None:
    assert aligned(en="On 18 October 2024 Decree 58 came.\n[Advertisement_1]", de="Am 18. Oktober 2024.") == []


def test_one_against_two_is_outvoted() -> None:
    found = aligned(en="They signed 9 agreements.", de="Sie schlossen 9 Abkommen.", vi="Họ ký kết 8 thỏa thuận.")

    assert list(outvoted(found, 3)) == ["vi"]


def test_one_against_one_is_not() -> None:
    found = aligned(en="They signed 9 agreements.", de="Sie schlossen 8 Abkommen.")

    assert outvoted(found, 2) == {}


def test_two_against_two_are_not() -> None:
    found = aligned(
        en_1="They signed 9 agreements.", en_2="They signed 9 agreements.",
        de_1="Sie schlossen 8 Abkommen.", de_2="Sie schlossen 8 Abkommen.",
    )  # fmt: skip

    assert outvoted(found, 4) == {}
