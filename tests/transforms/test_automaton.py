"""All terms of a language in a text: by a byte a character, or by the text's own bytes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.automaton import Alphabet, Automaton

_MANY = "".join(map(chr, range(0x4E00, 0x4E00 + 300)))  # more than a byte tells apart


def everywhere(terms: list[str], text: str) -> list[tuple[int, int, int]]:
    """What is to be found, looked for term by term."""
    found = [(no, m.start(), m.start() + len(term)) for no, term in enumerate(terms) for m in _starts(term, text)]
    return sorted(found)


def _starts(term: str, text: str) -> list[re.Match[str]]:
    return list(re.finditer(f"(?={re.escape(term)})", text))


@given(
    st.lists(st.text(alphabet="abपरि 一", min_size=1, max_size=4), min_size=1, max_size=8, unique=True),
    st.text(alphabet="abcपरिय 一二\U0001f600"),
    st.booleans(),
)
def test_every_term_is_found_wherever_it_stands(terms: list[str], text: str, many: bool) -> None:
    terms += [_MANY] if many else []
    assert (Alphabet.of(terms) is None) is many
    assert sorted(Automaton(terms).find(text)) == everywhere(terms, text)


@pytest.mark.parametrize("text", ["", "z", "\U0010ffff"])
def test_nothing_is_found_where_nothing_stands(text: str) -> None:
    assert Automaton(["a", "bc"]).find(text) == []
    assert Automaton([]).find(text) == []


def test_a_character_that_no_term_has_is_none_of_theirs() -> None:
    alphabet = Alphabet.of(["ab", "c"])
    assert alphabet is not None
    assert alphabet.spelled("abc d\U0010ffff") == bytes([1, 2, 3, 0, 0, 0])
