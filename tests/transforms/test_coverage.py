"""What a lexicon lacks beside those that people have written."""

from __future__ import annotations

from itertools import groupby

import pytest

from transforms import lexicon
from transforms.coverage import coverage, gaps

WRITTEN = tuple(name for name in lexicon.languages() if not lexicon.load(name).settings.get("generated"))
MADE = tuple(name for name in lexicon.languages() if name not in WRITTEN)


def test_a_place_with_words_is_no_gap() -> None:
    missing = {gap.path for gap in gaps("cs")}
    assert "percent" not in missing
    assert "currencies.VND" not in missing


def test_a_place_that_half_of_the_written_lexicons_have_is_a_gap_where_it_is_empty() -> None:
    found = {gap.path: gap for gap in coverage("cs", example="en").gaps}
    assert found["nouns.delegation"].written >= len(WRITTEN) / 2
    assert "delegation" in found["nouns.delegation"].example


def test_a_power_of_ten_is_one_place_however_it_is_written() -> None:
    assert not {gap.path for gap in gaps("cs")} & {"numbers.multipliers.1e6", "numbers.multipliers.1000000"}


def test_gaps_come_section_by_section() -> None:
    sections = [gap.path.partition(".")[0] for gap in gaps("cs")]
    assert [section for section, _ in groupby(sections)] == list(dict.fromkeys(sections))


def test_made_lexicons_are_no_measure_for_others() -> None:
    assert MADE
    assert coverage("cs").full == len(WRITTEN)


@pytest.mark.parametrize("language", WRITTEN)
def test_a_written_lexicon_lacks_less_than_a_made_one(language: str) -> None:
    assert len(gaps(language)) < len(gaps("cs"))


def test_a_language_without_a_lexicon_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        gaps("tlh")
