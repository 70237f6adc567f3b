"""The arithmetic that a text implies, and whether it holds."""

from __future__ import annotations

import pytest

from tests.transforms.short_texts import parsed
from transforms.rows import Check


def checks(text: str, rule: str, language: str = "en", published: str | None = None) -> list[Check]:
    """The checks of one rule."""
    return [check for check in parsed(text, language, published).checks if check.rule == rule]


# -- sums -------------------------------------------------------------------------------------------------------------

_SUMS = {
    "en": "The cluster has {total} members: {one} departments of foreign affairs and {two} divisions of foreign "
    "affairs in the offices of the People's Committees.",
    "vi": "Cụm thi đua có {total} thành viên, gồm {one} Sở Ngoại vụ và {two} Phòng Ngoại vụ thuộc Văn phòng UBND tỉnh.",
    "hi": "क्लस्टर में {total} सदस्य हैं: विदेश मामलों के {one} विभाग तथा पीपुल्स कमेटियों के कार्यालयों में विदेश मामलों के {two} प्रभाग।",
}


@pytest.mark.parametrize("language", _SUMS)
def test_parts_that_make_the_total_hold(language: str) -> None:
    (check,) = checks(_SUMS[language].format(total=12, one=8, two=4), "parts_sum_to_total", language)

    assert (check.expression, check.holds, check.difference) == ("8 + 4 = 12", True, 0)


@pytest.mark.parametrize("language", _SUMS)
def test_parts_that_miss_the_total_do_not(language: str) -> None:
    (check,) = checks(_SUMS[language].format(total=13, one=8, two=4), "parts_sum_to_total", language)

    assert (check.expression, check.holds, check.difference) == ("8 + 4 ≠ 13", False, 1)


def test_a_result_beyond_all_numbers_is_no_check() -> None:
    huge = "9" * 308
    text = f"The number of delegations rose from {huge} to {huge} delegations, up {huge}%."

    assert parsed(text, "en", None).checks == ()


def test_a_check_names_the_figures_in_it() -> None:
    text = _SUMS["en"].format(total=12, one=8, two=4)
    (check,) = checks(text, "parts_sum_to_total")

    assert set(check.quantities) == {quantity.key for quantity in parsed(text).quantities}


def test_a_rounded_total_is_compared_as_an_interval() -> None:
    (check,) = checks(_SUMS["en"].format(total="more than 11", one=8, two=4), "parts_sum_to_total")

    assert check.holds is True


def test_a_total_without_its_parts_is_no_sum() -> None:
    assert checks("The cluster has 12 members.", "parts_sum_to_total") == []


# -- subsets ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The province has {} projects, of which 53 projects are for health."),
        ("de", "Die Provinz hat {} Projekte, davon dienen 53 der Gesundheit."),
        ("vi", "Tỉnh có {} dự án, trong đó 53 dự án về y tế."),
    ],
)
@pytest.mark.parametrize(("whole", "holds"), [(77, True), (53, True), (37, False)])
def test_a_part_is_at_most_its_whole(language: str, text: str, whole: int, holds: bool) -> None:
    assert [check.holds for check in checks(text.format(whole), "subset_within_whole", language)] == [holds]


def test_localities_of_a_cluster_are_at_most_its_members() -> None:
    text = "The cluster has 4 members. Five localities of the cluster had above-average growth."

    assert [check.holds for check in checks(text, "subset_within_whole")] == [False]


def test_a_whole_that_is_open_above_contradicts_no_part() -> None:
    text = "The province has more than 50 projects, of which 53 projects are for health."

    assert [check.holds for check in checks(text, "subset_within_whole")] == [True]


# -- changes ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text", "holds"),
    [
        ("en", "They rose from 34 projects to 42 projects, up 8 projects.", True),
        ("en", "They rose from 34 projects to 42 projects, up 9 projects.", False),
        ("en", "They rose from 34 projects to 42 projects, an increase of 9 projects.", False),
        ("en", "Exports rose from 50 million dollars to 60 million dollars, up 20 percent.", True),
        ("en", "Exports rose from 50 million dollars to 60 million dollars, up 30 percent.", False),
        ("en", "Exports fell from 50 million dollars to 40 million dollars, down 20 percent.", True),
        ("en", "They rose from 50 projects to 58 projects, an increase of 16 percent.", True),
        ("en", "They rose from 50 projects to 58 projects, an increase of 26 percent.", False),
        ("de", "Die Zahl stieg von 50 auf 58, ein Anstieg um 16 Prozent.", True),
        ("de", "Die Zahl stieg von 50 auf 58, ein Anstieg um 26 Prozent.", False),
        ("vi", "Số này tăng từ 50 dự án lên 58 dự án, tăng 16%.", True),
        ("vi", "Số này tăng từ 50 dự án lên 58 dự án, tăng 26%.", False),
        ("en", "The number of projects rose from 50 to 58, up 26 percent.", False),
        ("de", "Die Zahl der Projekte stieg von 50 auf 58, ein Anstieg um 26 Prozent.", False),
        ("vi", "Số dự án tăng từ 50 lên 58, tăng 26%.", False),
    ],
)
def test_the_change_leads_from_the_first_amount_to_the_second(language: str, text: str, holds: bool) -> None:
    assert [check.holds for check in checks(text, "parts_sum_to_total", language)] == [holds]


def test_a_percentage_may_be_rounded() -> None:
    text = "They rose from 34 projects to 42 projects, an increase of 24 percent."

    assert [check.holds for check in checks(text, "parts_sum_to_total")] == [True]


def test_two_amounts_without_a_change_are_no_sum() -> None:
    assert checks("The number of projects rose from 34 to 42.", "parts_sum_to_total") == []


def test_a_change_far_from_qualified_amounts_is_undecided() -> None:
    text = "They rose from about 30 projects to 60 projects, up 5 projects."

    assert [check.holds for check in checks(text, "parts_sum_to_total")] == [None]


def test_the_second_amount_may_be_qualified() -> None:
    text = "They rose from 30 projects to nearly 60 projects, up 30 projects."

    assert [check.holds for check in checks(text, "parts_sum_to_total")] == [True]


# -- conversions ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In 2024 donors gave {} million US dollars, equivalent to 250 billion VND."),
        ("en", "In 2024 donors gave 250 billion VND ({} million USD)."),
        ("de", "Im Jahr 2024 gaben Spender {} Millionen US-Dollar, umgerechnet 250 Milliarden Dong."),
        ("vi", "Năm 2024, các nhà tài trợ đã hỗ trợ {} triệu USD, tương đương 250 tỷ đồng."),
    ],
)
@pytest.mark.parametrize(("dollars", "holds"), [(10, True), (1, False), (90, False)])
def test_a_conversion_is_plausible_or_not(language: str, text: str, dollars: int, holds: bool) -> None:
    found = checks(text.format(dollars), "conversion_is_plausible", language)

    assert [check.holds for check in found] == [holds]


def test_the_rate_is_the_one_of_the_year() -> None:
    text = "In {}, donors gave 10 million US dollars, equivalent to 140 billion VND."

    assert [check.holds for year in (2001, 2024) for check in checks(text.format(year), "conversion_is_plausible")] == [
        True,
        False,
    ]


def test_the_year_of_the_publication_is_taken_where_the_text_names_none() -> None:
    text = "Donors gave 10 million US dollars, equivalent to 140 billion VND."

    assert [
        check.holds
        for day in ("2001-05-01", "2024-05-01")
        for check in checks(text, "conversion_is_plausible", "en", day)
    ] == [True, False]


def test_two_sums_that_are_only_neighbours_are_no_conversion() -> None:
    text = "Donors gave 10 million US dollars and the province added 9 billion VND."

    assert checks(text, "conversion_is_plausible") == []


# -- nothing is accused -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In 2023 the province had 42 projects. Three new ones came from Japan, two from Laos."),
        ("de", "Der Bezirk hat 9 Gemeinden. Am 3. Mai kamen 40 Gäste aus 7 Ländern."),
        ("vi", "Tỉnh có 12 xã. Ngày 5/6, 30 đại biểu từ 4 nước đến thăm."),
    ],
)
def test_figures_that_have_nothing_to_do_with_each_other_make_no_check(language: str, text: str) -> None:
    assert parsed(text, language).checks == ()


def test_a_change_of_something_else_is_not_held_against_two_amounts() -> None:
    before = "Exports added only 4 %, whereas imports rose from 17 million USD to 26 million USD."
    behind = "Imports rose from 17 million USD to 26 million USD, and exports were up 4 %."

    assert [c for text in (before, behind) for c in checks(text, "parts_sum_to_total") if c.holds is False] == []


def test_a_change_beside_two_amounts_is_theirs() -> None:
    (check,) = checks("Imports rose from 20 million USD to 26 million USD, up 4 %.", "parts_sum_to_total")

    assert check.holds is False


def test_what_is_more_than_a_whole_alone_is_no_part_of_it() -> None:
    text = "Oltre 240 ragazzi, divisi in sedici squadre, hanno giocato 38 partite davanti a 21.000 spettatori."
    assert not parsed(text, "it").checks


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The plant has {} workers, including 640 women."),
        ("de", "Das Werk hat {} Beschäftigte, davon 640 Frauen."),
        ("ru", "На заводе {} работников, из них 640 женщин."),
        ("zh", "工厂有员工{}人，其中女性640人。"),
        ("es", "La planta tiene {} trabajadores, entre ellos 640 mujeres."),
    ],
)
def test_women_and_children_are_among_any_people(language: str, text: str) -> None:
    assert [c.holds for c in checks(text.format(900), "subset_within_whole", language)] == [True]
    assert [c.holds for c in checks(text.format(300), "subset_within_whole", language)] == [False]


def test_children_are_not_of_the_people_before_the_families_beside_them() -> None:
    text = "The project has 12 experts and supports 3,000 families, including 5,000 children."

    assert checks(text, "subset_within_whole") == []


def test_a_share_of_a_share_is_not_held_against_it() -> None:
    assert checks("Sie gaben 15 Prozent aus, 60 Prozent davon für Schulen.", "subset_within_whole", "de") == []


# -- shares -----------------------------------------------------------------------------------------------------------

_SHARES = {
    "en": "The province has 80 projects, of which 20, or {} percent, are in industry.",
    "de": "Die Provinz hat 80 Projekte, davon 20 ({} Prozent) in der Industrie.",
    "fr": "La province compte 80 projets, dont 20, soit {} %, dans l'industrie.",
    "vi": "Tỉnh có 80 dự án, trong đó có 20 dự án công nghiệp, chiếm {}%.",
    "zh": "全省有80个项目，其中工业项目20个，占{}%。",
    "ko": "참가자는 80명이며 이 가운데 여성은 20명으로 {}%를 차지했다.",
    "es": "La provincia tiene 80 proyectos, de los cuales 20, es decir, el {} %, son industriales.",
    "th": "มีผู้เข้าร่วม 80 คน ในจำนวนนี้เป็นหญิง 20 คน คิดเป็นร้อยละ {}",
}


@pytest.mark.parametrize("language", _SHARES)
def test_a_share_is_that_of_the_part_in_its_whole(language: str) -> None:
    (check,) = checks(_SHARES[language].format(40), "arithmetic_adds_up", language)

    assert (check.expression, check.holds, check.computed) == ("20 of 80 ≠ 40 %", False, 25)
    (check,) = checks(_SHARES[language].format(25), "arithmetic_adds_up", language)
    assert (check.expression, check.holds) == ("20 of 80 = 25 %", True)


@pytest.mark.parametrize(
    "text",
    [
        "The province has 80 projects, of which 20, or 40 percent of the capital, are in industry.",
        "The province has 80 projects, of which 20, up 40 percent, are in industry.",
        "The province has 80 projects, of which 20 (40 percent complete) are in industry.",
        "The province has 80 projects, of which 20, or 40 percent complete, are in industry.",
        "The province has 80 projects, 50 of them new, of which 20, or 40 percent, are in industry.",
    ],
)
def test_a_share_of_something_else_is_not_held_against_a_part(text: str) -> None:
    assert all(check.holds for check in checks(text, "arithmetic_adds_up"))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("hi", "परियोजना पर 4 करोड़ डॉलर खर्च हुए, जो लगभग {} अरब डोंग के बराबर है।"),
        ("bn", "প্রকল্পের ব্যয় ৪ কোটি ডলার, যা প্রায় {} কোটি ডং-এর সমান।"),
        ("ja", "事業費は4000万ドルで、約{}億ドンに相当する。"),
        ("ko", "사업비는 4000만 달러로, 약 {}억 동에 해당한다."),
    ],
)
def test_two_amounts_may_be_set_equal_behind_the_second(language: str, text: str) -> None:
    good, bad = {"hi": (1000, 100), "bn": (100000, 10000)}.get(language, (10000, 1000))

    assert [c.holds for c in checks(text.format(good), "conversion_is_plausible", language, "2024-05-01")] == [True]
    assert [c.holds for c in checks(text.format(bad), "conversion_is_plausible", language, "2024-05-01")] == [False]


@pytest.mark.parametrize(
    ("language", "text", "holds"),
    [
        ("ja", "外国人観光客は前年の40万人から55万人に、{}万人増えた。", {15: True, 10: False}),
        ("en", "Visitors rose from 400,000 people to 550,000 tourists, up {},000 people.", {150: True, 100: False}),
        ("ru", "Ввоз увеличился с 1 до 26 млн, на {} миллионов.", {25: True, 20: False}),
        ("es", "Las ventas pasaron de 1 a 26 millones de dólares, un aumento de {} millones.", {25: True, 20: False}),
    ],
)  # fmt: skip
def test_both_ends_of_a_change_are_of_one_sort_and_size(language: str, text: str, holds: dict[int, bool]) -> None:
    for change, expected in holds.items():
        found = parsed(text.format(change), language).checks
        assert {c.holds for c in found if c.rule in ("parts_sum_to_total", "arithmetic_adds_up")} == {expected}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "The firm paid 30 million dollars, that is, 5 million more than planned, and 700 billion dong in taxes.",
        ),
        ("de", "Das Werk zahlte 30 Millionen Dollar, also mehr als geplant, und 70 Milliarden Dong Steuern."),
        ("zh", "投资3000万美元，即一期工程；另缴税700亿越南盾。"),
    ],
)
def test_that_is_sets_equal_only_what_it_leads_to(language: str, text: str) -> None:
    assert checks(text, "conversion_is_plausible", language) == []


def test_what_rises_to_less_has_no_scale_word_of_its_end() -> None:
    assert parsed("Число семей выросло с 5 до 1,2 тысячи.", "ru").checks == ()
    assert checks("Ввоз увеличился с 81 до 27 млн, на 9 миллионов.", "parts_sum_to_total", "ru")[0].holds is False


def test_a_year_behind_two_sums_may_not_be_theirs() -> None:
    text = "The flood cost 1.28 trillion dong ($48.6 million); the river last stood so high in 1999."
    assert [check.holds for check in checks(text, "conversion_is_plausible")] == [None]


@pytest.mark.parametrize(
    ("language", "text", "right", "wrong"),
    [
        ("en", "There were 480 places. Girls got {} places, that is 25 percent of the total.", 120, 210),
        ("uk", "До товариства входять 120 студентів. Рівно третина з них – {} осіб – навчалася в Одесі.", 40, 48),
        ("pt", "Há 18,6 milhões de euros. À saúde vão {} milhões de euros, ou seja, 50 % do total.", "9,3", "9,8"),
        ("hi", "साल 2024 में 18,000 लोग विदेश गए। इनमें से {} यानी 35 फ़ीसदी ने जापान का रुख़ किया।", "6,300", "8,300"),
    ],
)  # fmt: skip
def test_the_whole_of_a_share_may_stand_sentences_before(
    language: str, text: str, right: str | int, wrong: str | int
) -> None:
    assert [c.holds for c in checks(text.format(right), "arithmetic_adds_up", language)] == [True]
    assert [c.holds for c in checks(text.format(wrong), "arithmetic_adds_up", language)] == [False]


def test_a_share_that_fits_one_of_the_amounts_before_is_one_of_that() -> None:
    text = "It received 900,000 tourists. 2.4 million came from abroad, 800,000 of them, or a third, from Korea."

    assert [c.holds for c in checks(text, "arithmetic_adds_up")] == [True]
