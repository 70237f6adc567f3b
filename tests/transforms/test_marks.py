"""The marks of a text, found once, are those that the patterns find in every stretch of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from transforms.marks import COMMA, STRONG, PartingMarks, first_colon, opening_bracket
from transforms.normal import normalise

texts = st.text("a1 .,;:-–—!?()（）、，。\n", max_size=25)


@given(texts, st.integers(0, 25), st.integers(0, 25))
def test_the_marks_of_a_stretch_are_those_that_the_patterns_find(text: str, one: int, two: int) -> None:
    normal = normalise(text)
    marks = PartingMarks(normal.clean, normal.strong, normal.commas)
    start, end = min(one, two), min(max(one, two), len(text))
    strong = [match.span() for match in STRONG.finditer(normal.clean, start, end)]
    comma = [match.span() for match in COMMA.finditer(normal.clean, start, end)]
    assert marks.strong(start, end) == (strong[0][0] if strong else -1)
    assert marks.after_strong(start, end) == (strong[-1][1] if strong else start)
    assert marks.comma(start, end) == (comma[0][0] if comma else -1)
    assert marks.last_comma(start, end) == (comma[-1][0] if comma else -1)
    assert marks.after_comma(start, end) == (comma[-1][1] if comma else start)


def test_a_mark_may_be_as_wide_as_an_ideograph() -> None:
    assert opening_bracket("a（b(c", 0, 5) == 1
    assert opening_bracket("a(b（c", 2, 5) == 3
    assert opening_bracket("ab)", 0, 3) == -1
    assert first_colon("a：b", 0, 3) == 1
    assert first_colon("a：b: ", 2, 5) == 3
