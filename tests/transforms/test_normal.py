"""Text made ready for searching, and the way back to the original."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.normal import fold_term, normalise

PIECES = [
    "a", "É", "e\u0301", "ệ", "e\u0323\u0302", "ड़", "ड\u093c", "한", "\u1112\u1161\u11ab",
    "\u200b", "\u202e", "\ud800", "７", "№", "%", " ", "\n", "𠮷",
]  # fmt: skip
any_text = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=12).map("".join))


@given(any_text)
@settings(deadline=None)
def test_clean_and_folded_have_one_code_point_a_position(text: str) -> None:
    normal = normalise(text)
    assert len(normal.clean) == len(normal.folded)


@given(any_text)
@settings(deadline=None)
def test_every_position_leads_back_into_the_text_and_in_order(text: str) -> None:
    normal = normalise(text)
    last = 0
    for at in range(len(normal.clean)):
        start, end = normal.original(at, at + 1)
        assert last <= start < end <= len(text)
        last = start


@given(any_text)
@settings(deadline=None)
def test_what_a_span_leads_back_to_is_the_same_text_in_another_form(text: str) -> None:
    normal = normalise(text)
    for at in range(len(normal.clean)):
        start, end = normal.original(at, at + 1)
        assert normal.clean[at] in normalise(text[start:end]).clean


@given(any_text)
@settings(deadline=None)
def test_a_decomposed_text_folds_as_a_composed_one(text: str) -> None:
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert normalise(composed).folded == normalise(decomposed).folded


def test_a_lone_surrogate_becomes_one_replacement_character() -> None:
    assert normalise("a\ud800b").clean == "a\ufffdb"


def test_an_empty_span_leads_back_to_one_place() -> None:
    normal = normalise("a\u200bb")
    assert normal.original(1, 1) == (2, 2)
    assert normal.original(2, 2) == (3, 3)


def test_a_dropped_mark_belongs_to_the_letter_before_it() -> None:
    normal = normalise("करोड\u093c")
    assert normal.original(0, len(normal.clean)) == (0, 5)


def test_a_dropped_mark_without_a_letter_before_it_belongs_to_none() -> None:
    assert normalise("\u093c").clean == ""
    assert normalise("\u093cक").original(0, 1) == (1, 2)


@pytest.mark.parametrize(
    ("term", "folded"),
    [("Tổng CỤC", "tổng cục"), ("№ 5", "№"), ("a.b", "a b"), ("12 %", "%"), ("ड़", "ड")],
)
def test_a_term_is_folded_to_lower_case_with_spaces_for_what_is_no_letter(term: str, folded: str) -> None:
    assert fold_term(term) == folded


@given(any_text, st.sampled_from([{}, {"萬": "万", "é": "e"}]))
@settings(deadline=None)
def test_a_term_is_folded_as_the_text_is_that_it_is_searched_in(text: str, fold: dict[str, str]) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert fold_term(text, fold) == normalise(composed, fold).folded.strip()


@pytest.mark.parametrize("mark", ["\u200b", "\ufe0f", "\U000e0100", "\U000e0067"])
def test_what_is_invisible_parts_nothing(mark: str) -> None:
    normal = normalise(f"葛{mark}城 ta{mark}x")

    assert (normal.clean, normal.folded) == ("葛城 tax", "葛城 tax")
    assert normal.original(3, 6) == (4, 8)


def test_a_language_may_count_one_letter_as_another() -> None:
    assert normalise("萬個", {"萬": "万"}).folded == "万個"
    assert normalise("萬個", {"萬": "万"}).clean == "萬個"


def test_a_megabyte_without_a_space_is_taken_as_it_is() -> None:
    text = "x" * 1_000_000
    assert normalise(text).folded == text
