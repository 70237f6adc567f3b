"""What a user would pick from PyPI instead, each where it has the language; see benchmarks/requirements.txt.

None of them books a figure: they find numbers, quantities with units, dates or one price.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

Reader = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Rival:
    """A package, the languages that it says it reads (none: any), and how it is called on an article."""

    name: str
    module: str
    languages: frozenset[str]
    call: Callable[[Any, str], Reader]

    def reader(self, language: str) -> Reader | str:
        """What reads an article of the language, or why there is nothing that does."""
        if self.languages and language not in self.languages:
            return "–"
        try:
            return self.call(importlib.import_module(self.module), language)
        except ModuleNotFoundError:
            return "not installed"


RIVALS: Final = (
    Rival(
        "text2num",
        "text_to_num",
        frozenset({"ca", "de", "en", "es", "fr", "it", "nl", "pt"}),
        lambda package, language: lambda text: package.alpha2digit(text, language),
    ),
    Rival(
        "quantulum3",
        "quantulum3.parser",
        frozenset({"en"}),
        lambda package, _: package.parse,
    ),
    Rival(
        "number-parser",
        "number_parser",
        frozenset({"en", "es", "hi", "ru", "uk"}),
        lambda package, language: lambda text: package.parse(text, language=language),
    ),
    Rival(
        "dateparser.search",
        "dateparser.search",
        frozenset(),
        lambda package, language: lambda text: package.search_dates(text, languages=[language]),
    ),
    Rival(
        "price-parser",
        "price_parser",
        frozenset(),
        lambda package, _: package.Price.fromstring,
    ),
)
