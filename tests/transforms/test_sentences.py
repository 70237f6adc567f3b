"""Where sentences end."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.normal import normalise
from transforms.sentences import LONGEST, in_pieces, split_sentences


def sentences(text: str, dotted: frozenset[int] = frozenset(), ordinals: frozenset[int] = frozenset()) -> list[str]:
    """The sentences of a text as strings; `dotted`: where the full stop of an abbreviation stands."""
    spans = split_sentences(text, normalise(text).stops, dotted.__contains__, ordinals)
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize("mark", ["!", "?", "。", "！", "？", "।", "؟", "۔", "…", "."])
def test_a_mark_that_ends_a_sentence_in_its_script_ends_it(mark: str) -> None:
    assert sentences(f"One{mark} Two{mark}") == [f"One{mark}", f"Two{mark}"]


def test_a_line_is_a_sentence_by_itself() -> None:
    assert sentences("A heading\nThen text") == ["A heading", "Then text"]


def test_closing_quotes_belong_to_the_sentence_that_they_end() -> None:
    assert sentences("„Gut.“ Dann mehr.") == ["„Gut.“", "Dann mehr."]


def test_a_full_stop_before_a_small_letter_ends_nothing() -> None:
    assert sentences("about 5 mill. people came") == ["about 5 mill. people came"]


def test_an_initial_ends_no_sentence() -> None:
    assert sentences("Mr A. Nguyen spoke. He left.") == ["Mr A. Nguyen spoke.", "He left."]


def test_a_decimal_point_ends_no_sentence() -> None:
    assert sentences("It rose 5.2 percent.") == ["It rose 5.2 percent."]


def test_an_abbreviation_ends_none_before_a_word_but_does_at_the_end_of_a_line() -> None:
    text = "3 Mrd. Euro\n3 Mrd.\nMehr"
    assert sentences(text, dotted=frozenset({5, 17})) == ["3 Mrd. Euro", "3 Mrd.", "Mehr"]


def test_the_full_stop_of_an_ordinal_ends_no_sentence() -> None:
    assert sentences("Am 21. August kam er.", ordinals=frozenset({5})) == ["Am 21. August kam er."]


@given(st.text(alphabet=st.sampled_from("aB. \n!?“9。\u00a0…"), max_size=60))
@settings(deadline=None)
def test_sentences_hold_every_visible_character_once_and_in_order(text: str) -> None:
    spans = split_sentences(text, normalise(text).stops, lambda _: False, frozenset())
    assert all(start < end for start, end in spans)
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(spans))
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())


def pieces(text: str, parts: list[tuple[int, int]]) -> list[str]:
    """A text without an end, cut."""
    return [text[start:end] for start, end in in_pieces(text, [(0, len(text))], parts)]


def test_a_sentence_as_long_as_any_stays_whole() -> None:
    text = "word, " * 600 + "word"
    assert pieces(text, []) == [text]


@pytest.mark.parametrize(
    ("clause", "ends"),
    [("12 words, ", ("words,",)), ("12 words ", ("12", "words")), ("十二，", ("，",)), ("x", ("x",))],
)
def test_a_text_without_a_full_stop_is_cut_where_it_pauses_if_it_does(clause: str, ends: tuple[str, ...]) -> None:
    cut = pieces(clause * (2 * LONGEST), [])
    assert len(cut) > 1
    assert all(len(piece) <= LONGEST and piece.endswith(ends) for piece in cut)


def test_a_number_is_never_cut_however_long() -> None:
    text = "9" * 3_990 + " " + "1" * 10_000 + " and more"
    assert pieces(text, [(0, 3_990), (3_991, 13_991)]) == ["9" * 3_990, "1" * 10_000, "and more"]


@given(
    st.lists(
        st.tuples(st.sampled_from(["12", "word", "，", ", ", " ", "۔", "7" * 500]), st.integers(1, 400)), max_size=30
    ),
    st.integers(1, 40),
)
@settings(deadline=None)
def test_pieces_hold_every_visible_character_once_and_cut_no_part(runs: list[tuple[str, int]], longest: int) -> None:
    text = "".join(word * times for word, times in runs)
    parts = [found.span() for found in re.finditer(rf"\S{{1,{longest}}}", text)]
    spans = in_pieces(text, [(0, len(text))], parts)
    assert all(end - start <= LONGEST for start, end in spans)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    inner = {at for start, end in parts for at in range(start + 1, end)}
    assert inner.isdisjoint({at for span in spans for at in span})
