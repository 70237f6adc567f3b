"""Numbers that a language writes in a way of its own: with their unit in one word, with an "and" written on."""

from __future__ import annotations

import pytest

from tests.transforms.short_texts import parsed


@pytest.mark.parametrize(
    ("word", "days"),
    [
        ("이틀간", 2),
        ("사흘 만에", 3),
        ("나흘간", 4),
        ("닷새 동안", 5),
        ("엿새간", 6),
        ("아흐레", 9),
        ("열흘 동안", 10),
        ("보름간", 15),
    ],
)
def test_a_word_may_be_a_number_of_days(word: str, days: int) -> None:
    found = parsed(f"대표단은 14일부터 {word} 방문했다.", "ko").quantities[-1]

    assert (found.value, found.unit, found.kind) == (days, "day", "duration")


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("يقطعون بين ثلاثة وخمسة كيلومترات.", 3, 5, "km"),
        ("يقطعون ما بين عشرة وعشرين كيلومترا.", 10, 20, "km"),
        ("يقطعون ما بين 3 و5 كيلومترات.", 3, 5, "km"),
    ],
)
def test_an_and_may_be_written_on_to_the_end_of_a_span(text: str, low: float, high: float, unit: str) -> None:
    (found,) = parsed(text, "ar").quantities

    assert (found.qualifier, found.value_low, found.value_high, found.unit) == ("range", low, high, unit)


@pytest.mark.parametrize(
    ("language", "text", "value", "kind"),
    [
        ("es", "Fueron dos de cada cinco dólares ingresados.", 40, "percent"),
        ("ro", "Jumătate dintre elevi sunt fete.", 50, "percent"),
        ("ro", "Un milion și jumătate de elevi.", 1_500_000, "count"),
        ("ro", "Doi ani și jumătate.", 2.5, "duration"),
        ("id", "Waktunya 9 hari, seperempat lebih singkat.", 25, "percent"),
        ("zh", "中企占四席。", 4, "count"),
    ],
)
def test_a_number_is_read_as_the_language_writes_it(language: str, text: str, value: float, kind: str) -> None:
    assert (value, kind) in [(q.value, q.kind) for q in parsed(text, language).quantities]


@pytest.mark.parametrize(
    ("language", "text", "value", "qualifier"),
    [
        ("en", "Of the finds, all but 365 were destroyed.", 365, "exact"),
        ("hi", "साल के अंत तक संख्या 100 से अधिक हो जाएगी।", 100, "over"),
    ],
)
def test_what_stands_beside_a_number_is_no_name_of_it(language: str, text: str, value: float, qualifier: str) -> None:
    (found,) = parsed(text, language).quantities

    assert (found.value, found.qualifier, found.status) == (value, qualifier, "unmapped")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Les deux villes ont accueilli à elles deux 94 500 visiteurs."),
        ("th", "ทั้งสองฝ่ายตกลงรับ 94,500 คน"),
        ("ar", "كلفة البئر الواحدة 94500 دولار."),
    ],
)
def test_both_and_each_count_nothing(language: str, text: str) -> None:
    assert [q.value for q in parsed(text, language).quantities if q.status != "context"] == [94_500]


def test_the_last_letter_of_a_word_is_no_noun_of_a_number_further_on() -> None:
    found = parsed("全省批准12个项目。按来源地划分，韩国5个，中国7个。", "zh").quantities

    assert "point" not in [q.unit for q in found]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("It wound up its 2024 programme.", ["date"]),
        ("The 2024 conference drew 40 people.", ["date", "count"]),
        ("A 2024 memorandum of understanding.", ["date"]),
        ("It signed 2024 memoranda of understanding.", ["count"]),
        ("It has 2024 members, 2015 staff.", ["count", "count"]),
    ],
)
def test_a_number_before_one_thing_is_its_year(text: str, kinds: list[str]) -> None:
    assert [q.kind for q in parsed(text).quantities] == kinds
