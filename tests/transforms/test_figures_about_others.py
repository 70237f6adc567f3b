"""Figures that are told of other figures sentences apart: which whole a part has, what a list goes on with."""

from __future__ import annotations

import pytest

from tests.transforms.short_texts import figure, parsed


def told(text: str, language: str) -> list[tuple[str, bool | None]]:
    """The arithmetic of a text: (expression, whether it holds)."""
    rules = ("arithmetic_adds_up", "parts_sum_to_total")
    return [(check.expression, check.holds) for check in parsed(text, language).checks if check.rule in rules]


_ANOTHER = {
    "en": "The office took {} requests. Lost passports came to 97 cases. Another 58 requests followed accidents, "
    "31 concerned visas and the remaining 18 leases.",
    "ru": "Управление рассмотрело {} обращений. Утеряно паспортов: таких случаев 97. Ещё 58 обращений поступило "
    "после аварий, 31 было связано с визами, а остальные 18 — с арендой.",
}


@pytest.mark.parametrize("language", _ANOTHER)
def test_another_goes_on_with_the_list_of_the_sentence_before(language: str) -> None:
    text = _ANOTHER[language]

    assert ("97 + 58 + 31 + 18 = 204", True) in told(text.format(204), language)
    assert ("97 + 58 + 31 + 18 ≠ 214", False) in told(text.format(214), language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            (
                "They received 312 delegations, 48 more than the year before, when there were 264. Lam Dong led with "
                "117 delegations, followed by Dak Lak with 86; the other three provinces had 109."
            ),
        ),
        (
            "de",
            (
                "Sie empfingen 312 Delegationen, 48 mehr als im Jahr davor, als 264 gezählt wurden. Mit 117 lag Lam "
                "Dong vorn, dahinter Dak Lak mit 86; die übrigen drei Provinzen kamen auf 109."
            ),
        ),
    ],
)
def test_a_rest_may_count_those_who_have_it(language: str, text: str) -> None:
    assert told(text, language)[-1] == ("117 + 86 + 109 = 312", True)


_VOLUNTEERS = {
    "en": "The province received {} volunteers, 38 more than the year before, when there were 177. The report came "
    "out on 8 January. 84 of these volunteers came from Australia, 67 from France and the remaining 54 from Brazil.",
    "pt": "A província recebeu {} voluntários, 38 a mais do que no ano anterior, quando foram 177. O balanço saiu no "
    "dia 8 de janeiro. Segundo ele, 84 desses voluntários vieram da Austrália, 67 da França e os 54 restantes do "
    "Brasil.",
}


@pytest.mark.parametrize("language", _VOLUNTEERS)
def test_what_a_change_starts_from_is_not_the_whole(language: str) -> None:
    assert ("84 + 67 + 54 ≠ 215", False) in told(_VOLUNTEERS[language].format(215), language)
    assert ("84 + 67 + 54 = 205", True) in told(_VOLUNTEERS[language].format(205), language)


@pytest.mark.parametrize(
    ("language", "text", "expression"),
    [
        ("zh", "北宁省批准12个项目。按来源地划分，韩国5个，中国4个，日本2个，新加坡1个。", "5 + 4 + 2 + 1 = 12"),
        (
            "en",
            ("This year 96 farmers were trained. Last year there were 71 farmers. Of this year's farmers 38 came from "
            "Khulna, 31 from Satkhira and 27 from Bagerhat."),
            "38 + 31 + 27 = 96",
        ),
        ("ko", "의료진을 해마다 10명씩 3년에 걸쳐 모두 30명 초청했다.", "3 × 10 = 30"),
        ("zh", "续签了三对友城协议。每年选派24名学生，连续五年，总数达120名。", "5 × 24 = 120"),
        ("en", "The three towns signed. Each year 24 students go there, for five years 120 in all.", "5 × 24 = 120"),
        (
            "fr",
            ("Hué et Hoi An ont accueilli 94 500 visiteurs : 52 000 pour Hué, 42 500 pour Hoi An. Un an plus tôt, "
            "elles n’en avaient reçu que 75 600 visiteurs. La hausse atteint donc 25 %."),
            "75,600 + 25 % = 94,500",
        ),
    ],
)  # fmt: skip
def test_the_figures_that_fit_are_those_that_are_meant(language: str, text: str, expression: str) -> None:
    found = told(text, language)

    assert (expression, True) in found
    assert not [one for one in found if one[1] is False]


@pytest.mark.parametrize(
    ("language", "text", "expression"),
    [
        (
            "ar",
            "سلمت الجمعية 24 بئرا. وبلغت كلفة البئر الواحدة 3500 دولار، فيما وصلت كلفة الآبار كلها إلى 48 ألف دولار.",
            "24 × 3,500 ≠ 48,000",
        ),
        (
            "es",
            (
                "Embarcó 18.600 toneladas. En los mismos meses de 2024 se había quedado en 15.500, de modo que los "
                "envíos han crecido un 16,7 %."
            ),
            "15,500 + 16.7 % ≠ 18,600",
        ),
        (
            "en",
            (
                "Exports came to 18,600 tonnes. In the same months of 2024 they had stood at 15,500, so that they grew "
                "by 16.7 percent."
            ),
            "15,500 + 16.7 % ≠ 18,600",
        ),
        (
            "fr",
            (
                "En 2022, on avait compté 144 enfants. Sur les 180 patients de cette année, 96, c’est-à-dire les deux "
                "tiers, ont été opérés."
            ),
            "96 of 180 ≠ 66.6667 %",
        ),
    ],
)
def test_what_is_wrong_is_told_of_the_figures_that_the_text_means(language: str, text: str, expression: str) -> None:
    assert (expression, False) in told(text, language)


@pytest.mark.parametrize(
    ("language", "text", "expression"),
    [
        ("pt", "O segundo cria 5 bolsas anuais ao longo de 12 anos, num total de 300.", "12 × 5 ≠ 300"),
        ("en", "The three towns signed. Each year 25 students go there, for five years 120 in all.", "5 × 25 ≠ 120"),
        ("zh", "续签了三对友城协议。每年选派25名学生，连续五年，总数达120名。", "5 × 25 ≠ 120"),
    ],
)
def test_so_many_a_year_for_so_many_years_are_so_many(language: str, text: str, expression: str) -> None:
    assert told(text, language) == [(expression, False)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ja", "首位はエビの9300万ドル。輸出全体の半分を占め、コメ（3100万ドル）の3倍に上る。"),
        ("ko", "직원은 9만2천명이다. 정원을 400명에서 500명으로 100명 늘리기로 했다. 한국 기업 1천 곳 가까이 있다."),
        ("ru", "В кластере семь провинций: Лаокай, Лайтяу, Дьенбьен, Шонла, Каобанг, Туенкуанг и хозяин встречи."),
        ("en", "The block has four provinces: Kon Tum, Gia Lai, Dak Lak and the host of the meeting."),
    ],
)
def test_what_the_text_leaves_open_accuses_nobody(language: str, text: str) -> None:
    assert not [check.expression for check in parsed(text, language).checks if check.holds is False]


def test_a_bare_number_counts_again_what_it_counted_before() -> None:
    text = "The desk opened 126 cases. Of the 126, the department said, 143 had been closed."

    assert [(check.expression, check.holds) for check in parsed(text).checks] == [("143 > 126", False)]
    assert figure(text, "143").unit == "case"


def test_a_rate_is_not_held_against_a_year_long_before() -> None:
    text = (
        "The towns have been twinned since 2005 and sent 40 students in 2024. The clinic costs 50 billion dong "
        "(2 million dollars). A year later, in 2025, it opens."
    )

    rates = [check.holds for check in parsed(text).checks if check.rule == "conversion_is_plausible"]
    assert rates == [True]


@pytest.mark.parametrize(
    ("language", "text", "expression"),
    [
        (
            "de",
            (
                "Er ist einer von 248 jungen Leuten. Im Vorjahr waren es 200. Gefragt ist die Pflege mit 112 Plätzen, "
                "74 Bewerber gehen in Hotels. Die übrigen 52 lernen Metallberufe."
            ),
            "112 + 74 + 52 ≠ 248",
        ),
        ("ja", "自転車は1台240万ドンで、35台分の総額は9400万ドン。", "35 × 2,400,000 ≠ 94,000,000"),
    ],
)
def test_parts_may_stand_before_their_rest_and_a_price_before_its_count(
    language: str, text: str, expression: str
) -> None:
    assert told(text, language) == [(expression, False)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("vi", "Viện trợ đạt 7,2 triệu USD\n\nTỉnh nhận 7,2 triệu USD, tăng 20% so với mức 6 triệu USD của năm 2023."),
        ("ko", "학생 90명을 대학마다 30명씩 보내고, 한 사람에 200만 원씩 모두 1억8천만 원의 정착금을 지원한다."),
        ("th", "มีนักท่องเที่ยว 45,000 คน เพิ่มขึ้นร้อยละ 50 จาก 30,000 คน โดยมาทางรถ 38,000 คน ที่เหลืออีก 7,000 คน มาทางเครื่องบิน"),
        ("ko", "사업은 15건이다. 작년은 11건이다. 더 늘었다. 또 온다. 전자 9건, 포장 4건이다. 나머지 2건은 물류다."),
    ],
)  # fmt: skip
def test_where_one_reading_fits_no_other_accuses(language: str, text: str) -> None:
    assert not [check.expression for check in parsed(text, language).checks if check.holds is False]
