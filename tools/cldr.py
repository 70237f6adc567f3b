"""What CLDR's data say of a language: marks, scale words, currencies, months, time units, measures.

Read from unpacked npm packages of one CLDR release (cldr-numbers-full, cldr-units-full, cldr-dates-full, cldr-core).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import regex

Forms = dict[str, tuple[str, ...]]
"""Terms by what they mean; the order is that of the data."""

_INVISIBLE: Final = regex.compile(r"[\p{Cf}]")
_LETTERS: Final = regex.compile(r"\p{L}")
_WORDS: Final = regex.compile(r"[\p{L}\p{M}'’.-]+")
_MILLION: Final = 1_000_000
_TIMES: Final = ("minute", "hour", "day", "week", "month", "quarter", "year", "decade", "century")
_MEASURES: Final = {
    "km": "length-kilometer",
    "m": "length-meter",
    "ha": "area-hectare",
    "km2": "area-square-kilometer",
    "m2": "area-square-meter",
    "t": "mass-tonne",
    "kg": "mass-kilogram",
    "l": "volume-liter",
    "MW": "power-megawatt",
    "kWh": "energy-kilowatt-hour",
    "Cel": "temperature-celsius",
}


def tidy(text: str) -> str:
    """A term without invisible characters, its spaces single and plain."""
    return " ".join(_INVISIBLE.sub("", text).split())


@dataclass(frozen=True, slots=True)
class Cldr:
    """One release of CLDR, unpacked: a folder that holds the packages' folders."""

    folder: Path

    @property
    def version(self) -> str:
        """The release's number."""
        return str(self._json("cldr-core", "package.json")["version"])

    def marks(self, locale: str) -> tuple[str, str, bool]:
        """(grouping mark, decimal mark, whether digits are grouped the Indian way) in European digits."""
        numbers = self._numbers(locale)
        symbols = numbers["symbols-numberSystem-latn"]
        pattern = numbers["decimalFormats-numberSystem-latn"]["standard"]
        return tidy(symbols["group"]) or " ", tidy(symbols["decimal"]), "##,##" in pattern

    def scales(self, locale: str) -> Forms:
        """Scale words and their abbreviations, from the compact patterns, by value; single letters are left out."""
        found: dict[str, list[str]] = {}
        numbers = self._numbers(locale)
        systems = (numbers["defaultNumberingSystem"], "latn")
        for system in dict.fromkeys(systems):
            for width in ("long", "short"):
                patterns = numbers.get(f"decimalFormats-numberSystem-{system}", {}).get(width, {})
                for key, pattern in patterns.get("decimalFormat", {}).items():
                    for value, word in _scale(str(key), str(pattern)):
                        found.setdefault(value, []).append(word)
        return {value: tuple(dict.fromkeys(words)) for value, words in found.items()}

    def scale_first(self, locale: str) -> bool:
        """Whether a scale word comes before its count (milioni 5), by the written-out compact patterns."""
        patterns = self._numbers(locale)["decimalFormats-numberSystem-latn"]["long"]["decimalFormat"]
        return all(
            before and not after
            for key, pattern in patterns.items()
            if int(key.split("-", maxsplit=1)[0]) >= _MILLION
            for before, after in [_around_zeros(str(pattern))]
        )

    def currency(self, locale: str, code: str) -> tuple[str, ...]:
        """The names of a currency in all plural forms; empty where the data only repeat its code."""
        entry = self._main("cldr-numbers-full", locale, "currencies.json")["numbers"]["currencies"].get(code, {})
        names = (tidy(text) for key, text in entry.items() if key.startswith("displayName"))
        return tuple(dict.fromkeys(name for name in names if name != code))

    def currency_symbol(self, locale: str, code: str) -> str | None:
        """The currency's own sign where it is a word: Kč, zł, kr."""
        entry = self._main("cldr-numbers-full", locale, "currencies.json")["numbers"]["currencies"].get(code, {})
        symbol = tidy(str(entry.get("symbol-alt-narrow", entry.get("symbol", ""))))
        return symbol if len(_LETTERS.findall(symbol)) > 1 and symbol != code else None

    def own_currency(self, locale: str) -> str | None:
        """The currency of the land where most speakers of the language live."""
        subtags = self._json("cldr-core", "supplemental", "likelySubtags.json")["supplemental"]["likelySubtags"]
        territory = subtags[locale.split("-", maxsplit=1)[0]].rpartition("-")[2]
        regions = self._json("cldr-core", "supplemental", "currencyData.json")["supplemental"]["currencyData"]["region"]
        current = [
            code
            for entry in regions.get(territory, [])
            for code, dates in entry.items()
            if "_to" not in dates and "_tender" not in dates
        ]
        return current[-1] if current else None

    def months(self, locale: str) -> Forms:
        """Names and abbreviations of the months, all forms; narrow ones, single letters, left out."""
        calendar = self._main("cldr-dates-full", locale, "ca-gregorian.json")["dates"]["calendars"]["gregorian"]
        found: dict[str, list[str]] = {}
        for style in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in calendar["months"][style][width].items():
                    term = tidy(name)
                    if len(_LETTERS.findall(term)) > 1 and not re.search(r"\d", term):
                        found.setdefault(number, []).append(term)
        return {number: tuple(dict.fromkeys(names)) for number, names in found.items()}

    def times(self, locale: str) -> Forms:
        """The words for spans of time, in all forms and cases that the data have."""
        return {key: words for key in _TIMES if (words := self.unit(locale, f"duration-{key}"))}

    def measures(self, locale: str) -> Forms:
        """The words for measures, by UCUM code."""
        return {code: words for code, name in _MEASURES.items() if (words := self.unit(locale, name))}

    def unit(self, locale: str, name: str) -> tuple[str, ...]:
        """The words of a unit with a number beside them, in all plural forms and cases."""
        entry = self._main("cldr-units-full", locale, "units.json")["units"]["long"].get(name, {})
        texts = [text for key, text in entry.items() if key == "displayName" or ("count-" in key and "{0}" in text)]
        words = (tidy(text.replace("{0}", " ")) for text in texts)
        return tuple(dict.fromkeys(word for word in words if len(_LETTERS.findall(word)) > 1))

    def _numbers(self, locale: str) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self._main("cldr-numbers-full", locale, "numbers.json")["numbers"]
        return found

    def _main(self, package: str, locale: str, name: str) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self._json(package, "main", locale, name)["main"][locale]
        return found

    def _json(self, *parts: str) -> Any:  # noqa: ANN401 -- JSON is what it is
        return _read(self.folder.joinpath(*parts))


def _around_zeros(pattern: str) -> tuple[bool, bool]:
    """Whether letters stand before, and whether after, the digits of a pattern."""
    before, _, after = re.sub("0+", "0", pattern.partition(";")[0]).partition("0")
    return bool(_LETTERS.search(before)), bool(_LETTERS.search(after))


def _scale(key: str, pattern: str) -> Iterator[tuple[str, str]]:
    size = int(key.split("-", maxsplit=1)[0])
    pattern = pattern.partition(";")[0]
    word = tidy(re.sub(r"'([^']*)'", r"\1", pattern.replace("0", " ")))
    zeros = pattern.count("0")
    value = size // 10 ** (zeros - 1) if zeros else 0
    if value >= 1000 and len(_LETTERS.findall(word)) > 1 and "¤" not in word:
        yield str(value), word


@lru_cache(maxsize=64)
def _read(path: Path) -> Any:  # noqa: ANN401 -- JSON is what it is
    return json.loads(path.read_text(encoding="utf-8"))
