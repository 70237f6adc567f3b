"""Numbers alone: what they count stands in other words of the sentence, or was counted before."""

from __future__ import annotations

import pytest

from tests.transforms.short_texts import figure, parsed


@pytest.mark.parametrize(
    ("language", "text", "number", "unit"),
    [
        ("en", "The number of foreign visitors rose by 4 percent to 8,150.", "8,150", "visitor"),
        ("en", "Visitors were up 4 percent to 8,150.", "8,150", "visitor"),
        ("de", "Die Zahl der neuen Haushalte stieg um 4 Prozent auf 8.150.", "8.150", "household"),
        ("fr", "Le nombre de visiteurs a baissé de 4 % pour tomber à 8 150.", "8 150", "visitor"),
        ("es", "El número de familias que viven del arroz pasó de 62 a 51.", "51", "household"),
        ("it", "Il numero dei turisti è salito del 4 per cento, superando quota 8.150.", "8.150", "visitor"),
        ("pt", "O número de famílias que plantam pimenta passou de 62 para 51.", "62", "household"),
        ("ru", "Число туристов выросло на 4 процента, до 8150.", "8150", "visitor"),
        ("id", "Jumlah wisatawan naik 4 persen menjadi 8.150.", "8.150", "visitor"),
        ("vi", "Số khách quốc tế tăng 4% lên 8.150.", "8.150", "visitor"),
    ],
)
def test_the_number_of_things_spoken_of_tells_what_an_amount_counts(
    language: str, text: str, number: str, unit: str
) -> None:
    assert figure(text, number, language).unit == unit


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("en", "The valley has 31 bridges; another 14 are planned.", "14"),
        ("de", "Im Tal stehen 31 Brücken, weitere 14 sind geplant.", "14"),
        ("fr", "La vallée compte 31 ponts, 14 autres sont prévus.", "14"),
        ("es", "El valle tiene 31 puentes y otros 14 están previstos.", "14"),
        ("it", "Nella valle ci sono 31 ponti. Ne sono previsti altri 14.", "14"),
        ("pt", "O vale tem 31 pontes e outras 14 estão previstas.", "14"),
        ("ru", "В долине 31 мост, ещё 14 строятся.", "14"),
        ("id", "Di lembah itu ada 31 jembatan, 14 lainnya direncanakan.", "14"),
        ("vi", "Thung lũng có 31 cây cầu, 14 cây cầu nữa đang xây.", "14"),
        ("it", "Dei 31 ponti ne restano in piedi 14.", "14"),
        ("es", "Trabajan 31 voluntarios. De ellos, 14 llegaron en mayo.", "14"),
    ],
)
def test_more_of_the_same_counts_what_was_counted_before(language: str, text: str, number: str) -> None:
    assert figure(text, number, language).unit == figure(text, "31", language).unit is not None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The valley has 31 bridges; another 14 dancers came."),
        ("es", "El valle tiene 31 puentes y otros 14 quesos curados."),
        ("de", "Im Tal stehen 31 Brücken, weitere 14 Käselaibe reifen."),
    ],
)
def test_more_of_something_else_does_not(language: str, text: str) -> None:
    assert figure(text, "14", language).unit != "bridge"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die Stiftung spendete 3 Millionen Euro. Drei Viertel des Geldes stammen von Privatleuten."),
        ("es", "La ayuda sumó 3 millones de euros. La cifra supone un aumento del 15 por ciento."),
        ("it", "Gli aiuti ammontano a 3 milioni di euro. Tre quarti della somma vengono da privati."),
    ],
)
def test_a_share_of_the_money_is_one_of_the_sum_before(language: str, text: str) -> None:
    assert parsed(text, language).quantities[-1].indicator == "aid_rate"


def test_a_range_that_is_qualified_is_the_whole_of_no_parts() -> None:
    first, second, *_ = parsed("約43から430の省が参加した。8省と5省が来た。", "ja").quantities
    assert (first.value, first.value_low, first.value_high) == (None, 43, 430)
    assert second.value == 8
    assert parsed("省から約4から30が日。0", "ja").quantities
