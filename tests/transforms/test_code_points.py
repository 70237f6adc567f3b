"""Code points and text, there and back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from transforms.code_points import code_points, text_of


@given(st.text(st.characters(codec="utf-8")))
def test_text_comes_back_as_it_was(text: str) -> None:
    assert text_of(code_points(text)) == text


@given(st.text(st.characters()))
def test_every_character_has_its_place(text: str) -> None:
    assert code_points(text).tolist() == [ord(char) for char in text]


def test_lone_surrogates_and_marks_of_byte_order_are_characters_like_others() -> None:
    text = "\ufeffa\ud800\U0001f600\udfff"
    assert code_points(text).tolist() == [0xFEFF, 0x61, 0xD800, 0x1F600, 0xDFFF]
    assert text_of(code_points("\ufeffa\ufeff")) == "\ufeffa\ufeff"
