"""The sentence sets that `find_numbers` is measured on are well formed: what they expect stands in their text."""

from __future__ import annotations

import math
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml

HERE = Path(__file__).parent
FILES = sorted((HERE / "number_sentences").glob("*.yaml"))
FURTHER = sorted((HERE / "further_sentences").glob("*.yaml"))  # forty more of each, and fifteen of other languages

each_hundred = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
each_language = pytest.mark.parametrize("file", FILES + FURTHER, ids=lambda file: f"{file.parent.name}-{file.stem}")


def items(file: Path) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return loaded


def place_of(quote: str, text: str, start: int) -> int | None:
    """The first offset from `start` where `quote` stands without cutting a run of digits, or None."""
    while (at := text.find(quote, start)) >= 0:
        before, after = text[at - 1 : at], text[at + len(quote) : at + len(quote) + 1]
        if not (quote[0].isdigit() and before.isdigit()) and not (quote[-1].isdigit() and after.isdigit()):
            return at
        start = at + 1
    return None


def test_the_sets_that_the_measure_needs_are_there() -> None:
    assert {"vi", "en", "de", "hi", "fr", "es"} <= {file.stem for file in FILES}


@each_hundred
def test_a_set_has_a_hundred_sentences_all_different(file: Path) -> None:
    texts = [item["text"] for item in items(file)]
    assert len(texts) == 100
    assert len(set(texts)) == 100


@each_language
def test_an_item_is_a_text_and_its_numbers_and_nothing_else(file: Path) -> None:
    for item in items(file):
        assert set(item) == {"text", "numbers"}, item
        assert unicodedata.is_normalized("NFC", item["text"]), item["text"]
        assert all(len(number) == 2 for number in item["numbers"]), item["text"]


@each_language
def test_every_number_stands_in_its_text_in_order(file: Path) -> None:
    for item in items(file):
        end = 0
        for quote, _ in item["numbers"]:
            assert quote.strip() == quote != "", item["text"]
            at = place_of(quote, item["text"], end)
            assert at is not None, f"{quote!r} does not stand after offset {end} of {item['text']!r}"
            end = at + len(quote)


@each_language
def test_every_value_is_a_finite_number(file: Path) -> None:
    for item in items(file):
        for quote, value in item["numbers"]:
            assert type(value) in (int, float), f"{quote!r} in {item['text']!r}: {value!r}"
            assert math.isfinite(value), f"{quote!r} in {item['text']!r}: {value!r}"


@pytest.mark.parametrize("file", FURTHER, ids=lambda file: file.stem)
def test_a_further_set_has_forty_sentences_of_a_full_language_and_eight_of_another(file: Path) -> None:
    texts = [item["text"] for item in items(file)]
    assert len(texts) >= (40 if file.stem in {one.stem for one in FILES} else 8)
    assert len(set(texts)) == len(texts)


@each_hundred
def test_a_fair_share_of_the_sentences_holds_no_number(file: Path) -> None:
    assert 15 <= sum(not item["numbers"] for item in items(file)) <= 30
