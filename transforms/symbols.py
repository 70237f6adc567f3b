"""The signs that are written alike in every language."""

from __future__ import annotations

from typing import Final

from transforms.lexicon import Term

_SIGNS: Final[tuple[tuple[tuple[str, ...], str], ...]] = (
    (("percent",), "%"),
    (("percent",), "٪"),
    (("currencies", "USD"), "$"),
    (("currencies", "USD"), "US$"),
    (("currencies", "USD"), "USD"),
    (("currencies", "VND"), "VND"),
    (("currencies", "VND"), "VNĐ"),
    (("currencies", "VND"), "₫"),
    (("currencies", "EUR"), "€"),
    (("currencies", "EUR"), "EUR"),
    (("currencies", "GBP"), "£"),
    (("currencies", "JPY"), "JPY"),
    (("currencies", "KRW"), "₩"),
    (("currencies", "THB"), "฿"),
    (("currencies", "INR"), "₹"),
    (("currencies", "RUB"), "₽"),
    (("currencies", "CNY"), "CNY"),
    (("currencies", "AUD"), "AUD"),
    (("currencies", "SGD"), "S$"),
    (("currencies", "SGD"), "SGD"),
    (("currencies", "AUD"), "A$"),
    (("currencies", "AUD"), "AU$"),
    (("currencies", "HKD"), "HK$"),
    (("currencies", "TWD"), "NT$"),
    (("currencies", "CAD"), "C$"),
    (("currencies", "CAD"), "CA$"),
    (("currencies", "NZD"), "NZ$"),
    (("currencies", "BRL"), "R$"),
    (("currencies", "LAK"), "₭"),
    (("measures", "Cel"), "°C"),
    (("identifiers",), "№"),
    (("identifiers",), "n°"),
    (("identifiers",), "nº"),
    (("organisations", "number_words"), "№"),
    (("organisations", "number_words"), "n°"),
    (("organisations", "number_words"), "nº"),
)

SYMBOLS: Final = tuple(Term(section, sign) for section, sign in _SIGNS)
