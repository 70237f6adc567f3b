"""By how many percent an amount is more than another behind it."""

from __future__ import annotations

import pytest

from transforms.parse import parse_article


def told(text: str, language: str) -> list[bool | None]:
    checks = parse_article(text, language=language).checks
    return [check.holds for check in checks if "%" in check.expression]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Exports reached $19.8 billion, up 10% from $18 billion a year earlier."),
        ("en", "Exports rose 10% to $330 million from $300 million."),
        ("vi", "Kim ngạch xuất khẩu đạt 19,8 tỷ USD, tăng 10% so với mức 18 tỷ USD cùng kỳ."),
        ("de", "Die Stadt zählte 1,54 Millionen Besucher, 10 Prozent mehr als die 1,4 Millionen im Vorjahr."),
        (
            "fr",
            "Les ventes ont atteint 330 millions de dollars, en hausse de 10 % par rapport aux 300 millions de 2023.",
        ),
        ("id", "Ekspor mencapai 330 juta dolar, naik 10 persen dari 300 juta dolar tahun lalu."),
    ],
)
def test_a_percentage_that_fits_is_told(language: str, text: str) -> None:
    assert told(text, language) == [True]


def test_one_that_no_rounding_makes_right_contradicts() -> None:
    assert told("Exports reached $19.8 billion, up 10% from $15 billion a year earlier.", "en") == [False]


@pytest.mark.parametrize(
    "text",
    [
        "Visitors numbered 1.5 million, up 4 percent from 1.4 million.",
        "Shipments of coal sank 7 percent, and the number of cruise calls dropped to 49 from 58.",
    ],
)
def test_what_may_be_rounded_or_is_of_another_thing_is_not(text: str) -> None:
    assert told(text, "en") == []
