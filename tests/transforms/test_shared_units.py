"""Currencies that a text names once: for several figures of a sentence, or a sentence before."""

from __future__ import annotations

import pytest

from tests.transforms.short_texts import figure, parsed


@pytest.mark.parametrize(
    ("language", "text", "number", "currency"),
    [
        ("es", "Dispone de 18,4 millones de dólares. La mitad, 9,2 millones, la pone Japón.", "9,2 millones", "USD"),
        ("it", "Sono 2,94 milioni di euro. Più della metà, 1,58 milioni, è per le scuole.", "1,58 milioni", "EUR"),
        ("de", "Es waren 5 Milliarden Dollar. Drei Fünftel, also drei Milliarden, gehen.", "drei Milliarden", "USD"),
        ("uk", "Торік залучили 5,12 млрд доларів. Рівно половину — 2,56 млрд — вклали корейці.", "2,56 млрд", "USD"),
        ("it", "L'acquedotto costa 410.000 dollari, dei quali 60.000 a carico del distretto.", "60.000", "USD"),
        ("cs", "Sbírka vynesla 840 000 korun, z čehož 560 000 poslaly firmy a 280 000 dárci.", "560 000", "CZK"),
        ("cs", "Má 840 000 korun, z čehož 560 000 poslaly firmy a 280 000, tedy třetinu, dárci.", "280 000", "CZK"),
        ("hi", "2021 में 54 लाख, 2022 में 61 लाख और 2023 में 71 लाख डॉलर पहुँचे।", "54 लाख", "USD"),
        ("es", "Vendió 96 millones de dólares. Japón compró 48 millones; Corea y Chile, 21 y 9 millones.", "21", "USD"),
    ],
)  # fmt: skip
def test_a_bare_amount_is_in_the_currency_that_was_named(language: str, text: str, number: str, currency: str) -> None:
    found = figure(text, number, language)

    assert (found.kind, found.unit) == ("money", currency)


@pytest.mark.parametrize(
    ("language", "text", "number", "currency"),
    [
        ("it", "Sono 360mila euro. Ben 252mila euro sono per Hue; i restanti 108mila no.", "108mila", "EUR"),
        ("nl", "Het kost 42 miljoen euro. Hue draagt 18 miljoen bij en Japan 24 miljoen.", "18 miljoen", "EUR"),
        ("es", "Son 1,25 millones de dólares: 800 mil los da Puebla y 450 mil la Universidad.", "450 mil", "USD"),
        ("es", "Son 640 millones de dólares. El dato es bueno. El arroz aportó 288 millones.", "288 millones", "USD"),
    ],
)  # fmt: skip
def test_what_makes_an_amount_of_money_is_money(language: str, text: str, number: str, currency: str) -> None:
    assert figure(text, number, language).unit == currency


def test_counts_that_come_to_an_amount_by_chance_stay_counts() -> None:
    text = "It cost 3 million dollars. Some 1 million visitors came from Laos and 2 million visitors from China."

    assert [q.unit for q in parsed(text).quantities] == ["USD", "visitor", "visitor"]


def test_of_several_currencies_it_is_that_of_an_amount_of_its_size() -> None:
    text = "Це 96 млрд донгів, або близько 3,8 млн доларів. На воду пішло 32 млрд, на школи 1,2 млн, решта далі."

    assert (figure(text, "32 млрд", "uk").unit, figure(text, "1,2 млн", "uk").unit) == ("VND", "USD")


@pytest.mark.parametrize(
    "text",
    [
        "Exports reached 3.2 million dollars. Visitors rose to 1.4 million.",
        "Exports reached 3.2 million dollars. It has 1.4 million inhabitants.",
        "It cost 840,000 dollars and drew 560,000 in 2023.",
    ],
)
def test_what_may_count_something_else_is_no_money(text: str) -> None:
    assert [q.unit for q in parsed(text).quantities if q.kind == "money"] == ["USD"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le coût est de 200 millions de dollars, dont 2 à 3 millions pour Hue."),
        ("de", "Die Provinz hat 24 Projekte von NGOs. Davon gelten 3 bis 4 Projekte der Gesundheit."),
        ("en", "Some 5 to 7 delegations came, of which 3 were from Japan."),
        ("zh", "总投资20亿美元，其中七八亿用于建设。"),
    ],
)
def test_a_part_or_its_whole_may_be_a_span(language: str, text: str) -> None:
    assert len([q for q in parsed(text, language).quantities if q.status != "context"]) == 2
