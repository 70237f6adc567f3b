"""Number words that are a span by themselves (七八百), and words that only say how many there are at least."""

from __future__ import annotations

import pytest

from tests.transforms.short_texts import parsed
from transforms.numbers import find_numbers


def spans(text: str, language: str) -> list[tuple[float | None, float | None]]:
    """The bounds of the ranges of a text."""
    return [(q.value_low, q.value_high) for q in parsed(text, language).quantities if q.qualifier == "range"]


@pytest.mark.parametrize(
    ("language", "text", "least", "most"),
    [
        ("zh", "会议有五六十人参加。", 50, 60),
        ("zh", "企业捐款七八百万元。", 7e6, 8e6),
        ("zh", "他们等了三四个小时。", 3, 4),
        ("zh", "十七八个人来了。", 17, 18),
        ("zh", "会上签了十几个项目。", 11, 19),
        ("zh", "妇女占五六成。", 50, 60),
        ("ja", "二、三百人が集まった。", 200, 300),
        ("ja", "五、六人が残った。", 5, 6),
        ("ko", "두세 명이 왔다.", 2, 3),
        ("ko", "이삼십 명이 왔다.", 20, 30),
        ("ko", "삼사백만 원을 냈다.", 3e6, 4e6),
        ("th", "มีสองสามคนมา", 2, 3),
        ("vi", "Có hai ba đoàn khách đến thăm.", 2, 3),
        ("vi", "Có năm bảy người đến.", 5, 7),
        ("hi", "वहाँ दो तीन प्रतिनिधिमंडल आए।", 2, 3),
        ("ur", "وہاں دو تین وفود آئے۔", 2, 3),
        ("id", "Ada dua tiga delegasi yang datang.", 2, 3),
        ("tr", "İki üç heyet geldi.", 2, 3),
    ],
)
def test_two_digits_in_words_are_the_span_between_them(language: str, text: str, least: float, most: float) -> None:
    assert spans(text, language) == [(least, most)]
    (number,) = find_numbers(text, language)
    assert number.low is not None
    assert number.low / number.value == pytest.approx(least / most)


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("zh", "二〇二三年", 2023.0),
        ("zh", "第二三季度签了项目", None),
        ("vi", "năm hai nghìn không trăm hai ba", None),
        ("vi", "hai mươi ba người", 23.0),
        ("ko", "육십이 명", 62.0),
    ],
)
def test_digits_of_a_longer_number_are_none(language: str, text: str, value: float | None) -> None:
    assert spans(text, language) == []
    assert value is None or value in [number.value for number in find_numbers(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "least"),
    [
        ("en", "Hundreds of people came.", 200),
        ("en", "It cost tens of thousands of dollars.", 20_000),
        ("de", "Dutzende Firmen und kein Verein.", 24),
        ("fr", "Des centaines de touristes sont venus.", 200),
        ("es", "Llegaron decenas de turistas.", 20),
        ("pt", "Vieram centenas de turistas.", 200),
        ("it", "Arrivarono centinaia di turisti.", 200),
        ("ru", "Приехали сотни людей.", 200),
        ("vi", "Hàng trăm người đã đến.", 200),
        ("zh", "数百人参加了会议。", 200),
        ("ja", "数百人が参加した。", 200),
        ("ko", "수백 명이 왔다.", 200),
        ("th", "หลายร้อยคนเข้าร่วม", 200),
        ("id", "Ratusan orang datang.", 200),
        ("hi", "सैकड़ों लोग आए।", 200),
        ("ar", "جاء مئات الزوار.", 200),
        ("bn", "শত শত মানুষ এসেছিল।", 200),
        ("ur", "سینکڑوں لوگ آئے۔", 200),
    ],
)
def test_a_rough_word_is_set_aside_with_what_it_says_at_least(language: str, text: str, least: float) -> None:
    (rough,) = parsed(text, language).quantities

    assert (rough.status, rough.qualifier, rough.value_low, rough.value_high) == ("context", "at_least", least, None)
    assert rough.matched_by == ("numbers.rough",)


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("pt", "Vieram três centenas de pescadores.", 300),
        ("fr", "Deux dizaines de familles sont venues.", 20),
        ("it", "Sono arrivate due centinaia di turisti.", 200),
        ("ru", "Построили три сотни домов.", 300),
    ],
)
def test_a_rough_word_behind_a_number_is_part_of_it(language: str, text: str, value: float) -> None:
    assert [quantity.value for quantity in parsed(text, language).quantities] == [value]
