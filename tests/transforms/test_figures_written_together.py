"""Figures whose parts are written together, words that double, and pairs of numbers that a neighbour touches."""

from __future__ import annotations

import pytest

from tests.transforms.short_texts import figure, parsed
from tests.transforms.test_beside_figures import amounts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("피해액은 3천억동으로 집계됐다.", [(3e11, "VND")]),
        ("1억2천만달러 차관을 받았다.", [(1.2e8, "USD")]),
        ("직원은 1만5천명에서 2만1천명으로 늘었다.", [(15000.0, "worker"), (21000.0, "worker")]),
        ("입장권은 5만원이다.", [(50000.0, "KRW")]),
        ("논 10만㏊가 물에 잠겼다.", [(100000.0, "ha")]),
    ],
)
def test_what_is_counted_may_be_written_on_to_a_scale_word(text: str, expected: list[tuple[float, str]]) -> None:
    assert amounts(text, "ko") == expected


@pytest.mark.parametrize(
    ("language", "text", "number", "value"),
    [
        ("vi", "Số khách quốc tế tăng gấp đôi.", "gấp đôi", 2.0),
        ("zh", "出口额翻了一番。", "翻了一番", 2.0),
        ("hi", "पर्यटकों की संख्या दोगुनी हो गई।", "दोगुनी", 2.0),
        ("bn", "পর্যটকের সংখ্যা দ্বিগুণ হয়েছে।", "দ্বিগুণ", 2.0),
        ("ur", "منافع دگنا ہو گیا۔", "دگنا", 2.0),
    ],
)
def test_a_word_for_twice_as_much_is_two(language: str, text: str, number: str, value: float) -> None:
    assert figure(text, number, language).value == value


def test_two_amounts_with_a_scale_word_each_are_two() -> None:
    prices = parsed("تراوح السعر بين 118 ألفا و120 ألف دونغ.", "ar").quantities
    assert [(q.value_low, q.value_high, q.unit) for q in prices] == [(118000.0, 120000.0, "VND")]


def test_a_pair_of_numbers_is_a_range_when_something_else_rose() -> None:
    text = "जलस्तर 2.35 मीटर बढ़ा और 24 घंटे में 120 से 180 मिमी बारिश हुई।"
    rain = [q for q in parsed(text, "hi").quantities if q.qualifier == "range"]
    assert [(q.value_low, q.value_high) for q in rain] == [(120.0, 180.0)]


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [("zh", "全省有1600多万亩耕地。", "1600多万"), ("ko", "관광객 100여만 명이 왔다.", "100여만")],
)
def test_a_number_may_say_inside_that_it_is_more(language: str, text: str, number: str) -> None:
    assert figure(text, number, language).qualifier == "over"


def test_a_time_of_day_behind_another_one_is_no_amount() -> None:
    assert amounts("Loket buka pukul 08.30 hingga 17.00.", "id") == []


def test_the_first_of_two_months_that_a_word_joins_is_a_month() -> None:
    assert amounts("1至9月，全省接待游客820万人次。", "zh") == [(8.2e6, "visitor")]


@pytest.mark.parametrize(
    ("language", "text", "share"),
    [
        ("vi", "Cứ mười hộ dân thì có ba hộ thiếu nước sạch.", 30),
        ("zh", "每十户就有三户缺少清洁用水。", 30),
        ("hi", "हर पांच में से दो परिवारों ने पैनल लगाए।", 40),
        ("th", "ข้อเสนอ 4 ใน 5 ข้อได้รับการแก้ไขแล้ว", 80),
        ("id", "Sembilan dari sepuluh rumah telah disemprot.", 90),
        ("ar", "ثلاث من كل عشر أسر لا تحصل على مياه نظيفة.", 30),
        ("es", "Casi uno de cada cuatro pozos está seco.", 25),
    ],
)
def test_so_many_out_of_so_many_are_a_share(language: str, text: str, share: float) -> None:
    assert amounts(text, language) == [(share, "percent")]


def test_the_numbers_that_a_share_is_made_of_are_kept_as_context() -> None:
    quantities = parsed("Cứ mười hộ dân thì có ba hộ thiếu nước sạch.", "vi").quantities
    assert [q.value for q in quantities if q.status == "context"] == [10, 3]


def test_a_number_out_of_many_is_counted() -> None:
    assert [value for value, _ in amounts("Sebanyak 15 dari 23 distrik terdampak.", "id")] == [15.0, 23.0]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [("ur", "24 ہزار 300 کارکن گئے۔", [24300.0]), ("bn", "৬ হাজার ২৯০ হেক্টর জমি।", [6290.0])],
)
def test_a_numeral_behind_a_scale_word_goes_on_with_its_number(language: str, text: str, expected: list[float]) -> None:
    assert [value for value, _ in amounts(text, language)] == expected


def test_a_number_word_in_a_name_is_no_number() -> None:
    assert amounts("Lượng mưa tại trạm Ba Điền rất lớn.", "vi") == []


def test_one_missing_person_counts() -> None:
    assert [value for value, _ in amounts("Mưa lũ làm một người mất tích.", "vi")] == [1.0]


def test_a_telephone_number_may_be_written_with_digits_of_its_script() -> None:
    assert amounts("হটলাইন: ০২২৫-৩৮৫৯-৯৪৫।", "bn") == []


def test_a_fraction_is_no_part_of_the_percentage_before_it() -> None:
    text = "Japan nahm 14 Prozent ab. Angebaut wird auf 90 ha, davon stehen vier Fünftel unter Glas."
    assert parsed(text, "de").checks == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [("hi", "वेतन में 5 से 7 प्रतिशत की वृद्धि हुई।"), ("bn", "মজুরি বছরে ৫ থেকে ৭ শতাংশ হারে বাড়ছে।")],
)
def test_a_growth_between_two_numbers_with_one_percent_sign_is_a_range(language: str, text: str) -> None:
    assert [(q.value_low, q.value_high) for q in parsed(text, language).quantities] == [(5, 7)]


@pytest.mark.parametrize("text", ["割合は5%から7%に増えた。", "割合は5から7%に増えた。"])
def test_what_rose_from_one_percentage_to_another_is_two(text: str) -> None:
    assert [q.value for q in parsed(text, "ja").quantities] == [5, 7]
