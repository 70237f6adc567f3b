"""Sums, changes and products that a text makes without declaring them."""

from __future__ import annotations

import pytest

from tests.transforms.short_texts import parsed
from transforms.rows import Check


def likely(text: str, language: str = "en") -> list[tuple[str, bool | None]]:
    """The undeclared arithmetic of a text, and whether it comes out."""
    checks = parsed(text, language).checks
    return [(check.expression, check.holds) for check in checks if check.rule == "arithmetic_adds_up"]


def declared(text: str, language: str = "en") -> list[tuple[str, bool | None]]:
    """The arithmetic that a text declares, and whether it comes out."""
    checks = parsed(text, language).checks
    return [(check.expression, check.holds) for check in checks if check.rule == "parts_sum_to_total"]


def sums(text: str, language: str = "en") -> list[Check]:
    """All checks of a text that say what makes what."""
    return [c for c in parsed(text, language).checks if c.rule in ("arithmetic_adds_up", "parts_sum_to_total")]


# -- breakdowns -------------------------------------------------------------------------------------------------------

_OF_WHICH = {
    "en": "The province has {} projects, of which {} are for health and {} for schools.",
    "de": "Die Provinz hat {} Projekte, davon {} im Gesundheitswesen und {} im Bildungswesen.",
    "vi": "Tỉnh có {} dự án, trong đó {} dự án về y tế và {} dự án về giáo dục.",
}


@pytest.mark.parametrize("language", _OF_WHICH)
def test_parts_of_which_the_text_speaks_may_make_the_whole(language: str) -> None:
    assert likely(_OF_WHICH[language].format(37, 19, 18), language) == [("19 + 18 = 37", True)]


@pytest.mark.parametrize("language", _OF_WHICH)
def test_parts_that_miss_the_whole_by_a_slip_are_told(language: str) -> None:
    assert likely(_OF_WHICH[language].format(37, 19, 13), language) == [("19 + 13 ≠ 37", False)]


@pytest.mark.parametrize("language", _OF_WHICH)
def test_parts_that_no_slip_explains_may_leave_some_out(language: str) -> None:
    assert likely(_OF_WHICH[language].format(370, 19, 13), language) == []


def test_parts_in_the_next_sentence_belong_to_the_total_before() -> None:
    text = "29 organisations work there. The United States has {} organisations, Europe has 8 and Japan has 5."

    assert likely(text.format(16)) == [("16 + 8 + 5 = 29", True)]
    assert likely(text.format(14)) == [("14 + 8 + 5 ≠ 29", False)]


def test_two_counts_of_the_next_sentence_are_no_parts_of_a_small_total() -> None:
    assert likely("29 organisations work there. 14 organisations came and 8 organisations left.") == []


def test_what_is_approximate_is_never_held_against_a_total() -> None:
    assert likely("The province has about 37 projects, of which 19 are for health and 13 for schools.") == []


def test_a_dash_opens_a_breakdown() -> None:
    text = "The cluster has {} members — nine departments of foreign affairs and six divisions of foreign affairs."

    assert likely(text.format(15)) == [] == likely(text.format(40))  # the total of members is declared
    (nine,) = sums("The block has 15 units — nine schools, four hospitals and two farms.")
    assert (nine.expression, nine.holds) == ("9 + 4 + 2 = 15", True)
    (eight,) = sums("The block has 15 units — eight schools, four hospitals and two farms.")
    assert (eight.expression, eight.holds) == ("8 + 4 + 2 ≠ 15", False)


def test_a_total_may_stand_behind_its_parts() -> None:
    text = "The province sent 38 delegations and received 96 delegations, a total of {}."

    assert likely(text.format(134)) == [("38 + 96 = 134", True)]
    assert likely(text.format(143)) == [("38 + 96 ≠ 143", False)]


def test_a_list_without_a_word_for_and_is_a_breakdown_where_it_ends_the_sentence() -> None:
    text = "외국인 투자 사업은 {}건으로, 한국 9건, 대만 6건, 중국 4건이다."

    assert likely(text.format(19), "ko") == [("9 + 6 + 4 = 19", True)]
    assert likely(text.format(91), "ko") == [("9 + 6 + 4 ≠ 91", False)]


def test_a_count_behind_amounts_of_money_is_none_of_them() -> None:
    text = "It costs {} million euros – 1.1 million euros from Rome and 350,000 euros from Milan –, for four towers."

    assert [c.holds for c in sums(text.format(1.45))] == [True]
    assert [c.holds for c in sums(text.format(1.65))] == [False]


def test_the_digits_of_a_telephone_number_are_no_breakdown() -> None:
    assert all(check.holds for check in sums("Call the office: 64 55 2 17."))


def test_what_a_breakdown_counts_may_have_names_of_its_own() -> None:
    text = "The office dealt with {} cases, namely 31 visas, 9 passports and 6 cards."

    (right,), (wrong,) = sums(text.format(46)), sums(text.format(47))
    assert (right.expression, right.holds) == ("31 + 9 + 6 = 46", True)
    assert (wrong.expression, wrong.holds, wrong.rule) == ("31 + 9 + 6 ≠ 47", False, "parts_sum_to_total")


# -- changes ----------------------------------------------------------------------------------------------------------


def test_a_change_may_stand_behind_both_amounts_in_any_order() -> None:
    text = "They had 62 projects, compared with 55 projects, up {} projects."

    assert declared(text.format(7)) == [("55 + 7 = 62", True)]
    assert declared(text.format(9)) == [("55 + 9 ≠ 62", False)]
    assert declared(text.format(140)) == []


_BASES = {
    "en": [
        "Exports rose from {} million USD to {} million USD, that is by 1.5 million USD.",
        "In 2022 exports were {} million USD, in 2023 they were {} million USD, an increase of 1.5 million USD.",
    ],
    "de": ["Die Exporte stiegen von {} Millionen auf {} Millionen USD, also um 1,5 Millionen USD."],
    "ru": ["Экспорт увеличился с {} млн до {} млн долларов, то есть на 1,5 млн."],
    "hi": ["2022 में निर्यात {} अरब अमेरिकी डॉलर था, जबकि 2023 में {} अरब अमेरिकी डॉलर, यानी 1.5 अरब अमेरिकी डॉलर की वृद्धि हुई।"],
}
_TOLD = [(language, text) for language, texts in _BASES.items() for text in texts]


@pytest.mark.parametrize(("language", "text"), _TOLD)
def test_what_is_said_to_rise_does_not_fall(language: str, text: str) -> None:
    comma = str.maketrans(".", ",") if language in ("de", "ru") else {}
    low, high = "7.6".translate(comma), "9.1".translate(comma)

    assert all(check.holds for check in sums(text.format(low, high), language))
    assert [check.holds for check in sums(text.format(high, low), language)] == [False]


def test_the_amount_of_a_comparison_is_its_base() -> None:
    text = "They had {} projects in 2024, compared with {} projects, up 7 projects."

    assert declared(text.format(62, 55)) == [("55 + 7 = 62", True)]
    assert declared(text.format(55, 62)) == [("62 + 7 ≠ 55", False)]


def test_a_change_may_stand_before_what_it_is_compared_with() -> None:
    text = "Exports reached {} million USD, up 50 million USD compared with {} million USD a year before."

    assert declared(text.format(640, 590)) == [("590,000,000 + 50,000,000 = 640,000,000", True)]
    assert declared(text.format(590, 640)) == [("640,000,000 + 50,000,000 ≠ 590,000,000", False)]
    assert declared(text.format(604, 590)) == [("590,000,000 + 50,000,000 ≠ 604,000,000", False)]


def test_what_is_told_behind_a_comparison_is_not_compared() -> None:
    text = "They helped 14 people, down by 6 people compared with last year, and only 2 people had accidents."

    assert all(check.holds for check in sums(text))


def test_two_amounts_whose_order_nothing_tells_may_stand_either_way() -> None:
    assert likely("They had 55 projects and 62 projects, up 7 projects.") == [("55 + 7 = 62", True)]


def test_a_percentage_is_not_held_against_amounts_told_the_other_way_round() -> None:
    text = "Exports stood at {} million USD, compared with {} million USD, up 30 %."

    assert likely(text.format(260, 200)) == [("200,000,000 + 30 % = 260,000,000", True)]
    assert likely(text.format(200, 260)) == [("260,000,000 + 30 % ≠ 200,000,000", False)]


_TURNED = {
    "en": "The number of projects rose from {} projects to {} projects.",
    "hi": "परियोजनाओं की संख्या {} से बढ़कर {} हो गई।",
    "vi": "Số dự án tăng từ {} dự án lên {} dự án.",
}


@pytest.mark.parametrize("language", _TURNED)
def test_what_rises_ends_above_where_it_began(language: str) -> None:
    assert all(holds for _, holds in likely(_TURNED[language].format(37, 42), language))
    assert likely(_TURNED[language].format(42, 37), language) == [("from 42 up to 37", False)]


def test_what_another_figure_fell_from_is_no_end_of_the_one_before() -> None:
    text = "Kasus konsuler berjumlah 418 kasus, sementara kasus lain turun dari 56 menjadi 41 kasus."

    assert likely(text, "id") == []


def test_a_scale_word_said_once_counts_for_both_amounts() -> None:
    assert all(check.holds for check in sums("Imports grew from 17 to 26 million, by 9 million."))
    assert all(c.holds for c in sums("Die Exporte stiegen von 7,6 auf 9,1 Millionen USD, um 1,5 Millionen USD.", "de"))


# -- products ---------------------------------------------------------------------------------------------------------


def test_so_many_of_so_much_each_make_the_total() -> None:
    text = "They gave 450 scholarships worth {} million dong each, a total of 900 million dong."

    assert declared(text.format(2)) == [("450 × 2,000,000 = 900,000,000", True)]
    assert declared(text.format(3)) == [("450 × 3,000,000 ≠ 900,000,000", False)]


def test_amounts_that_no_word_ties_to_a_count_are_no_product() -> None:
    assert likely("They gave 450 scholarships, 3 million dong to a school and 900 million dong to a hospital.") == []


_EACH = {
    "en": "The Red Cross gave 1,200 households {} million dong per household for a total of {} million dong.",
    "vi": "Hội trao cho 1.200 hộ dân {} triệu đồng mỗi hộ, tổng cộng {} triệu đồng.",
    "hi": "रेड क्रॉस ने 1,200 परिवारों को {} लाख डोंग प्रति परिवार की दर से {} लाख डोंग की सहायता दी।",
    "ur": "ریڈ کراس نے 1,200 خاندانوں میں {} لاکھ ڈونگ فی خاندان کے حساب سے {} لاکھ ڈونگ تقسیم کیے۔",
    "th": "สภากาชาดมอบเงินช่วยเหลือแก่ครอบครัว 1,200 ครัวเรือน ครัวเรือนละ {} ล้านด่ง รวมเป็นเงิน {} ล้านด่ง",
    "bn": "রেড ক্রস ১,২০০টি পরিবারকে {} লাখ ডং করে মোট {} লাখ ডং সহায়তা দিয়েছে।",
}


@pytest.mark.parametrize("language", _EACH)
def test_what_each_got_is_not_what_all_got(language: str) -> None:
    single, total = ("2", "2.400") if language == "vi" else ("2", "2,400")

    assert all(check.holds for check in sums(_EACH[language].format(single, total), language))
    assert [check.holds for check in sums(_EACH[language].format(total, single), language)] in ([False], [])


@pytest.mark.parametrize("language", ["en", "vi", "hi", "ur", "th"])
def test_each_and_all_are_told_apart_by_the_words_beside_them(language: str) -> None:
    single, total = ("2", "2.400") if language == "vi" else ("2", "2,400")

    assert [check.holds for check in sums(_EACH[language].format(total, single), language)] == [False]


def test_a_product_of_small_numbers_is_not_held_against_another_small_number() -> None:
    assert likely("They gave 3 awards of 1 dong each, a total of 5 dong.") == []


def test_an_average_and_what_rounds_are_not_declared() -> None:
    average = "1,450 pupils were given 2.8 billion dong in all, an average of 2 million dong each."
    rounded = "They gave 1,450 scholarships worth 1 million dong each, a total of 1.5 billion dong."

    assert declared(average) == declared(rounded) == []
    assert [holds for _, holds in likely(average)] == [holds for _, holds in likely(rounded)] == [False]


def test_a_breakdown_that_leaves_others_open_is_not_declared() -> None:
    text = "It has 15 projects that friends from far away promised to pay for: 9 in health, 4 in sport and {} in music"

    assert declared(f"{text.format(2)}.") == [("9 + 4 + 2 = 15", True)]
    assert declared(f"{text.format(3)}.") == [("9 + 4 + 3 ≠ 15", False)]
    assert [holds for _, holds in declared(f"{text.format(3)} and others.")] != [False]


def test_a_change_of_something_else_is_not_declared() -> None:
    assert declared("They had 62 projects, compared with 55 projects, and delegations were up 9.") == []


def test_amounts_of_two_clauses_are_no_product() -> None:
    text = (
        "Twenty-five houses worth 70 million VND each will be built, while cash totalling 35 million VND will be "
        "presented to two border stations."
    )

    assert [check for check in parsed(text).checks if check.holds is False] == []


def test_a_total_that_lost_its_scale_word_is_told() -> None:
    text = "The fund gave 1,500 gifts of 2 million dong each, in total 3 dong."

    assert [check.holds for check in parsed(text).checks] == [False]


@pytest.mark.parametrize(("visitors", "holds"), [("2.7", True), ("2.4", False)])
def test_people_are_parts_of_visitors(visitors: str, holds: bool) -> None:
    text = f"จังหวัดต้อนรับนักท่องเที่ยวต่างชาติ {visitors} ล้านคน แบ่งเป็นชาวเกาหลีใต้ 1.9 ล้านคน และชาติอื่น ๆ 8 แสนคน"

    assert [check.holds for check in parsed(text, "th").checks if "800,000" in check.expression] == [holds]


# -- what may be left out ---------------------------------------------------------------------------------------------

_RESTS = {
    "en": "The province has 26 projects, of which 14 are for health and 9 for schools, {} for water.",
    "de": "Die Provinz hat 26 Projekte, davon 14 im Gesundheitswesen und 9 in Schulen, {} beim Wasser.",
    "vi": "Tỉnh có 26 dự án, trong đó 14 dự án về y tế và 9 dự án về giáo dục, {} về nước sạch.",
    "es": "La provincia tiene 26 proyectos, de los cuales 14 son de salud y 9 de educación, {} de agua.",
    "ru": "В провинции 26 проектов, из них 14 в медицине и 9 в образовании, {} по воде.",
}
_THE_REST = {
    "en": "the rest",
    "de": "der Rest",
    "vi": "còn lại",
    "es": "el resto",
    "ru": "остальные",
}


@pytest.mark.parametrize("language", _RESTS)
def test_what_is_left_without_a_number_may_be_any(language: str) -> None:
    assert likely(_RESTS[language].format(_THE_REST[language]), language) == []


def test_parts_that_exceed_the_whole_leave_no_rest() -> None:
    text = "The province has 26 projects, of which 14 are for health and 19 for schools, the rest for water."

    assert [holds for _, holds in likely(text)] == [False]


def test_a_rest_with_a_number_is_a_part() -> None:
    text = "Es kamen 240 Gäste, davon 150 aus Japan, 60 aus Laos und die übrigen {} aus Indien."

    assert [check.holds for check in sums(text.format(30), "de")] == [True]
    assert [check.holds for check in sums(text.format(20), "de")] == [False]


def test_no_slip_is_looked_for_in_words() -> None:
    assert likely("The city signed eleven agreements, of which six are with schools and four with hospitals.") == []


def test_parts_of_a_part_may_be_those_of_its_whole() -> None:
    text = "The office took 74 calls, of which 52 calls came from Laos; 24 calls were about visas, 18 about work and {}"

    assert all(check.holds for check in sums(f"{text.format(14)} about schools."))


def test_parts_of_a_sentence_of_its_own_are_not_those_of_the_sentence_before() -> None:
    text = "来访代表团中，老挝的有91个。全市签署文件21份，其中教育9份、卫生5份、旅游4份。"

    assert not [check for check in sums(text, "zh") if check.stated == 91]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It approved 33 projects, up 18 percent from last year, of which 15 are for health and {} for schools."),
        ("th", "จังหวัดอนุมัติ 33 โครงการ เพิ่มขึ้นร้อยละ 18 จากปีก่อน ในจำนวนนี้ 15 โครงการด้านสุขภาพ และ {} โครงการด้านการศึกษา"),
    ],
)  # fmt: skip
def test_by_how_much_a_whole_grew_does_not_part_it_from_its_parts(language: str, text: str) -> None:
    assert [check.holds for check in sums(text.format(18), language)] == [True]
    assert [check.holds for check in sums(text.format(13), language)] == [False]


def test_what_a_clause_before_says_is_not_compared() -> None:
    text = "Im Mai kamen 9.000 Stellen hinzu, 5.500 fielen weg; unter dem Strich blieb ein Zuwachs von 3.500 Stellen."

    assert all(check.holds for check in sums(text, "de"))


# -- products of counts -----------------------------------------------------------------------------------------------

_COUNTS = {
    "en": "Each of the 30 schools received 25 computers, {} in all.",
    "de": "30 Schulen erhielten je 25 Computer, insgesamt {} Geräte.",
    "vi": "Có 30 trường, mỗi trường nhận 25 máy tính, tổng cộng {} máy.",
    "pt": "As 30 escolas receberam 25 computadores cada uma, num total de {} aparelhos.",
    "zh": "30所学校每校获得25台电脑，共{}台。",
    "bn": "প্রতিটি স্কুলে ২৫টি করে ৩০টি স্কুলে মোট {}টি কম্পিউটার দেওয়া হয়েছে।",
}


@pytest.mark.parametrize("language", _COUNTS)
def test_so_many_things_for_each_make_the_total(language: str) -> None:
    assert [check.holds for check in sums(_COUNTS[language].format(750), language)] == [True]
    assert [check.holds for check in sums(_COUNTS[language].format(950), language)] == [False]


def test_what_each_and_all_got_is_told_though_more_than_one_slip_parts_them() -> None:
    text = "Hội trao {} suất quà, mỗi suất trị giá 1,4 triệu đồng, tổng trị giá 700 triệu đồng."

    assert declared(text.format(500), "vi") == [("500 × 1,400,000 = 700,000,000", True)]
    assert likely(text.format(37), "vi") == [("37 × 1,400,000 ≠ 700,000,000", False)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The province has 80 projects, 50 of them new, of which {} are in industry."),
        ("de", "Die Provinz hat 80 Projekte, davon 50 neue, davon {} in der Industrie."),
        ("vi", "Tỉnh có 80 dự án, trong đó 50 dự án mới, trong đó {} dự án công nghiệp."),
    ],
)
def test_a_part_of_a_part_is_none_beside_it(language: str, text: str) -> None:
    assert likely(text.format(20), language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "进出境货物总值为846亿美元，上年为705亿美元，增幅达20%。"),
        ("th", "ตลอดปี 2567 มีเรือ 6 ลำ ขณะที่ปี 2566 มีถึง 15 ลำ เท่ากับลดลงร้อยละ 60"),
    ],
)
def test_a_change_starts_from_the_earlier_amount_wherever_it_stands(language: str, text: str) -> None:
    assert [(check.rule, check.holds) for check in sums(text, language)] == [("arithmetic_adds_up", True)]


def test_a_scale_is_shared_by_numbers_that_and_alone_joins() -> None:
    text = "Captó 2.900 millones en 412 proyectos nuevos, 1.780 millones en 187 ampliaciones y 440 millones en compras."
    assert 187.0 in {quantity.value for quantity in parsed(text, "es").quantities}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Trade reached 5.5 billion dollars. Last year it was 4.4 billion dollars, an increase of {} percent."),
        (
            "de",
            "Der Handel erreichte 5,5 Mrd. Dollar. Im Vorjahr waren es 4,4 Mrd. Dollar, ein Plus von {} Prozent.",
        ),
        ("vi", "Kim ngạch đạt 5,5 tỷ USD. Năm ngoái là 4,4 tỷ USD, tăng {}%."),
    ],
)
def test_the_year_before_may_stand_in_the_next_sentence(language: str, text: str) -> None:
    assert [check.holds for check in sums(text.format(25), language)] == [True]
    assert [check.holds for check in sums(text.format(32), language)] == [False]


def test_what_another_thing_grew_by_is_not_held_against_the_year_before() -> None:
    text = (
        "The province received 300 delegations. Last year it received 250 delegations and exports rose by 12 percent."
    )
    assert sums(text) == []
