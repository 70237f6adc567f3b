"""Times of day and telephone numbers that are written without marks of their own are no figures."""

from __future__ import annotations

import pytest

from tests.transforms.short_texts import parsed


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("it", "Il mercato apre alle sei e chiude dopo le 14."),
        ("it", "Il mercato apre alle 6 +"),  # nothing but a mark follows
        ("it", "Le domande vanno consegnate entro le 18 di venerdì."),
        ("it", "Alle otto e mezzo del mattino il ponte era già affollato."),
        ("es", "El desfile sale a las nueve de la mañana."),
        ("es", "Se puede votar hasta las ocho, antes de las 20 en las aldeas."),
        ("pt", "A fila começa às cinco da manhã e acaba por volta das nove."),
        ("en", "The bakery opens at four in the morning."),
        ("en", "The bus was gone by half past six."),
        ("de", "Der Bus fährt um halb sieben ab."),
        ("de", "Schon um fünf morgens stehen die Boote am Kai."),
        ("ru", "Катер уходит в шесть утра и возвращается в девять вечера."),
        ("id", "Pasar dibuka pukul setengah enam."),
    ],
)
def test_an_hour_is_no_figure_behind_words_that_lead_to_one(language: str, text: str) -> None:
    assert {quantity.status for quantity in parsed(text, language).quantities} == {"context"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("it", "Il premio è andato alle sette cooperative della valle."),
        ("it", "Si passa dalle 12 alle 15 aziende."),
        ("es", "La ayuda llegó a las nueve familias."),
        ("pt", "O apoio chegou às cinco famílias."),
        ("en", "They sold 300 in the morning."),
        ("de", "Am Stand kauften 300 am Abend ein."),
    ],
)
def test_what_is_counted_behind_such_a_word_stays_a_figure(language: str, text: str) -> None:
    assert "context" not in {quantity.status for quantity in parsed(text, language).quantities}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("id", "Keterangan: telepon (0276) 3471 205."),
        ("en", "Ring (0276) 3471 205 for a seat."),
        ("de", "Auskunft: Telefon (0276) 3471 205."),
        ("ru", "Справки по телефону 8 (495) 217-30-44."),
        ("ru", "Телефон: +84\u00a0276\u00a0347-12-05."),
        ("fr", "Renseignements : +84\u00a0276\u00a034\u00a071\u00a020\u00a005."),
    ],
)
def test_a_telephone_number_is_one_however_it_is_grouped(language: str, text: str) -> None:
    assert {quantity.kind for quantity in parsed(text, language).quantities} == {"identifier"}


@pytest.mark.parametrize(
    ("language", "text", "qualifier"),
    [
        ("en", "The club has friends spread over some thirty towns.", "approx"),
        ("de", "Die Boote liegen über etwa dreißig Häfen verteilt.", "approx"),
        ("en", "The club has well over thirty friends.", "over"),
    ],
)
def test_over_before_another_qualifier_only_says_where(language: str, text: str, qualifier: str) -> None:
    (quantity,) = parsed(text, language).quantities
    assert quantity.qualifier == qualifier


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pt", "O preço subiu para mais do dobro."),
        ("fr", "Les demandes ont atteint plus du double."),
        ("it", "Le domande sono più del doppio."),
        ("es", "Las solicitudes son más del doble."),
    ],
)
def test_more_than_is_said_with_the_article_of_what_follows(language: str, text: str) -> None:
    (quantity,) = parsed(text, language).quantities
    assert (quantity.value, quantity.qualifier) == (2, "over")
