"""One pass over a text finds all terms of its language."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms import lexicon
from transforms.compiling import compile_lexicon, scanner
from transforms.scan import Scanner


def engine(body: str, spaced: str = "true") -> Scanner:
    """The scanner of a small lexicon."""
    return compile_lexicon(lexicon.read(f"language: xx\nname: Test\nspaced: {spaced}\n{body}", "xx.yaml"))


def found(scan: Scanner, text: str, head: str) -> list[tuple[str, tuple[str, ...]]]:
    """The mentions that have a sense of that head: their text and its keys."""
    normal = scan.normalise(text)
    return [
        (normal.clean[m.start : m.end], m.entry.senses[head]) for m in scan.mentions(normal) if head in m.entry.senses
    ]


def test_a_term_is_found_as_a_whole_word_in_any_case() -> None:
    scan = engine("nouns: {delegation: [delegation]}\n")
    assert found(scan, "A DELEGATION, no delegations", "nouns") == [("DELEGATION", ("delegation",))]


def test_a_star_leaves_an_end_of_a_term_open() -> None:
    scan = engine("nouns: {province: ['*provinz*']}\n")
    assert found(scan, "die Küstenprovinzen dort", "nouns") == [("Küstenprovinzen", ("province",))]


def test_a_longer_term_hides_those_inside_it() -> None:
    scan = engine("nouns: {project: [project], office: [project office]}\n")
    assert found(scan, "the project office", "nouns") == [("project office", ("office",))]


def test_a_term_of_two_sections_has_both_senses() -> None:
    scan = engine("ranges: {to: [to]}\nchanges: {to: [to]}\n")
    assert found(scan, "from 3 to 4", "ranges") == found(scan, "from 3 to 4", "changes") == [("to", ("to",))]


@pytest.mark.parametrize("spaced", ["true", "start", "false"])
def test_a_term_does_not_go_on_over_the_end_of_a_line(spaced: str) -> None:
    scan = engine("nouns: {office: [project office], project: [project]}\n", spaced)
    assert found(scan, "the project office", "nouns") == [("project office", ("office",))]
    assert found(scan, "the project\noffice", "nouns") == [("project", ("project",))]


def test_endings_may_be_glued_to_a_word() -> None:
    scan = engine("nouns: {province: [성]}\n", spaced="start")
    assert found(scan, "8개 성은", "nouns") == [("성", ("province",))]


def test_without_spaces_a_term_is_found_inside_a_line() -> None:
    scan = engine("nouns: {project: [项目]}\n", spaced="false")
    assert found(scan, "三个项目的", "nouns") == [("项目", ("project",))]


def test_small_words_before_a_term_may_be_written_together_with_it() -> None:
    scan = engine("prefixes: [و]\nnouns: {province: [مقاطعة]}\n")
    assert found(scan, "و3 ومقاطعة", "nouns") == [("مقاطعة", ("province",))]


def test_a_currency_sign_needs_no_space_before_it_but_a_dollar_of_another_country_is_none() -> None:
    scan = engine("")
    assert found(scan, "870 M€", "currencies") == [("€", ("EUR",))]
    assert found(scan, "HK$ 5", "currencies") == [("HK$", ("HKD",))]
    assert found(scan, "Q$ 5", "currencies") == []


@pytest.mark.parametrize("text", ["№ 7", "№7", "n° 7", "Nº 7"])
def test_a_numero_sign_names_an_identifier_in_any_language(text: str) -> None:
    assert [keys for _, keys in found(engine(""), text, "identifiers")] == [("identifiers",)]


def test_compounds_of_number_words_are_one_mention() -> None:
    assert found(scanner("de"), "zweitausenddreihundert Leute", "numbers.words") == [
        ("zweitausenddreihundert", ("2300.0",))
    ]


def test_a_small_word_is_looked_up_beside_a_place_alone() -> None:
    scan = engine("numbers: {only: [just, not more than], ratio: [in every]}\n")
    assert scan.word_before("just  one", 6, "numbers.only")
    assert scan.word_before("not more than one", 14, "numbers.only")
    assert not scan.word_before("unjust one", 7, "numbers.only")
    assert scan.word_after("one in every ten", 3, "numbers.ratio") == 12
    assert scan.word_after("one in everyday", 3, "numbers.ratio") is None


def test_a_language_without_a_lexicon_still_has_signs_and_names_of_places() -> None:
    scan = scanner("tlh")
    assert found(scan, "5 % in Hà Nội", "percent") == [("%", ("percent",))]
    assert found(scan, "5 % in Hà Nội", "places.sure") == [("Hà Nội", ("VN-HN",))]


PIECES = st.sampled_from(["một", "triệu", "Hà Nội", "đoàn", "tỉnh", "5", "%", ".", "\ud800", "\u200b", "năm", "€", "ị"])


@given(st.lists(PIECES | st.text(max_size=4), max_size=20).map(" ".join))
@settings(deadline=None)
def test_mentions_stand_in_order_and_none_lies_inside_another(text: str) -> None:
    scan = scanner("vi")
    normal = scan.normalise(text)
    mentions = scan.mentions(normal)
    for one, two in itertools.pairwise(mentions):
        assert 0 <= one.start < one.end <= len(normal.folded)
        assert one.start <= two.start
        assert one.end < two.end
