"""What the speed is measured on."""

from __future__ import annotations

import pytest

from benchmarks.__main__ import main
from benchmarks.material import articles, languages, one_sentence
from benchmarks.rivals import RIVALS


def test_articles_are_as_long_as_asked_no_two_alike_and_always_the_same() -> None:
    made = articles("de", 5, 2_000)
    assert {len(text) for text in made} == {2_000}
    assert len(set(made)) == 5
    assert made == articles("de", 5, 2_000)


def test_a_text_without_end_keeps_its_numbers() -> None:
    text = "It rose by 1.5 percent. In 2024 it fell.\n共12个。"
    assert one_sentence(text) == "It rose by 1.5 percent, In 2024 it fell, 共12个, "


def test_there_is_text_in_every_language_of_the_samples() -> None:
    assert {"de", "en", "hi", "vi"} <= set(languages())


def test_a_language_without_text_is_refused_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["xx"]) == 2
    assert "xx" in capsys.readouterr().err


def test_a_rival_that_does_not_know_a_language_says_so() -> None:
    readers = {rival.name: rival.reader("vi") for rival in RIVALS}
    assert readers["quantulum3"] == "–"
    assert not isinstance(readers["dateparser.search"], str)
