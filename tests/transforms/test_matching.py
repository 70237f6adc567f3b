"""The search for all terms at once, against one that looks for each by itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.matching import Matcher, Pattern
from transforms.normal import normalise
from transforms.terms import Entry, Mention, MentionsAt, Terms

AS_IT_STANDS = -1, 1  # a pattern without a space at its ends; the haystack has one more at its start


def matcher(words: list[str]) -> Matcher:
    patterns = [(word, Pattern(Entry(1, {"word": (word,)}, (word,)), *AS_IT_STANDS)) for word in words]
    return Matcher.of(patterns, frozenset(), None, {})


def looked_for(words: list[str], text: str) -> list[tuple[int, int, int]]:
    found = [
        (at, -at - len(word), rank)
        for rank, word in enumerate(words)
        for at in range(len(text))
        if text.startswith(word, at)
    ]
    return sorted(found)


def told(hits: list[Mention]) -> list[tuple[int, int, int]]:
    return [(hit.start, -hit.end, hit.rank) for hit in hits]


@given(st.lists(st.text("ab", min_size=1, max_size=5), min_size=1, max_size=8), st.text("ab ", max_size=60))
def test_every_term_is_found_in_order(words: list[str], text: str) -> None:
    assert told(matcher(words).hits(normalise(text))) == looked_for(words, text)


def test_terms_far_out_of_order_are_put_in_order() -> None:
    words = ["a" * size for size in range(1, 40)]
    text = "a" * 90
    hits = matcher(words).hits(normalise(text))
    assert told(hits) == looked_for(words, text)
    assert [(one.start, one.end) for one in matcher(words).outermost(text, hits)] == [(at, at + 39) for at in range(52)]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)), max_size=12), st.integers(-5, 60))
def test_mentions_are_asked_for_by_place_as_in_a_dict(spans: list[tuple[int, int]], place: int) -> None:
    mentions = [Mention(start, start + size, Entry(1, {}, ())) for start, size in sorted(spans)]
    terms = Terms.of_mentions(mentions)
    starts = {one.start: one for one in reversed(mentions)}
    ends = {one.end: one for one in mentions}
    assert terms.starts.get(place) is starts.get(place)
    assert terms.ends.get(place) is ends.get(place)
    assert (place in terms.starts) == (place in starts)


def test_a_place_without_a_mention_is_no_key() -> None:
    at = MentionsAt(3)
    one = Mention(1, 2, Entry(1, {}, ()))
    at.put(1, one)
    assert at[1] is one
    for place in (0, 2, 3, -1):
        with pytest.raises(KeyError, match=str(place)):
            at[place]
