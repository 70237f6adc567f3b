"""How old people are is no count of them."""

from __future__ import annotations

import pytest

from transforms.parse import parse_article


def ages(text: str, language: str) -> list[float | None]:
    return [one.value for one in parse_article(text, language=language).quantities if "ages" in one.matched_by]


def facts(text: str, language: str) -> list[tuple[float | None, str | None]]:
    return [(one.value, one.unit) for one in parse_article(text, language=language).quantities if one.status == "fact"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Helpers aged under 25 planted 40 trees.", [25]),
        ("en", "Workers aged between 18 and 35 made up most of the group.", [18, 35]),
        ("en", "Pupils aged 12 to 15 and 40 guests took part.", [12, 15]),
        ("en", "Women over 60 received gifts; children under five got milk.", [60, 5]),
        ("de", "Mitglieder im Alter zwischen 18 und 35 halfen, Frauen im Alter von über 60 auch.", [18, 35, 60]),
        ("de", "Freiwillige unter 25 halfen 40 Haushalten.", [25]),
        ("fr", "Des femmes âgées de plus de 60 ont reçu des cadeaux.", [60]),
        ("es", "Los niños menores de 5 recibieron leche; jóvenes con edades entre 18 y 35 ayudaron.", [5, 18, 35]),
        ("it", "Gli over 60 hanno ricevuto doni.", [60]),
        ("ru", "Дети младше 14 и люди в возрасте от 60 до 75 получили помощь.", [14, 60, 75]),
    ],
)
def test_an_age_is_told_through_how_exact_it_is(language: str, text: str, expected: list[int]) -> None:
    assert ages(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The union has members in over 20 provinces.", (20, "province")),
        ("en", "It trains pupils aged 12 and 40 teachers.", (40, "person")),
        ("de", "Der Verband verteilt Mitglieder über 20 Provinzen.", (20, "province")),
        ("en", "The province received tourists from over 30 countries.", (30, "country")),
    ],
)
def test_what_is_counted_behind_is_no_age(language: str, text: str, expected: tuple[int, str]) -> None:
    assert expected in facts(text, language)
