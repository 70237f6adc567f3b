"""Which period is in force for the figures of later sentences, and which one only stands beside a figure."""

from __future__ import annotations

from datetime import date

import pytest

from tests.transforms.short_texts import figure

_PUBLISHED = "2024-10-15"
_NINE_MONTHS = (date(2024, 1, 1), date(2024, 9, 30))


def period(
    text: str, number: str, language: str = "en", published: str = _PUBLISHED
) -> tuple[date | None, date | None]:
    """First and last day of the figure with that number."""
    found = figure(text, number, language, published)
    return found.period_start, found.period_end


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In the first nine months it signed 9 pacts, 4 more than a year earlier. It sent 31 groups."),
        ("en", "In the first nine months it signed 9 pacts, up from 5 in 2023. It sent 31 groups."),
        ("en", "In the first nine months it signed 9 pacts. Sales have doubled since 2022. It sent 31 groups."),
        ("de", "In den ersten neun Monaten kamen 9 Gruppen, 4 weniger als im Vorjahr. Sie entsandte 31 Gruppen."),
        ("de", "In den ersten neun Monaten kamen 9 Gruppen, mehr als 2022. Sie entsandte 31 Gruppen."),
        ("ru", "За первые девять месяцев подписано 9 соглашений, на 4 больше, чем годом ранее. Направлена 31 группа."),
        ("es", "En los nueve primeros meses del año se firmaron 9 acuerdos, 4 más que en 2023. Envió 31 grupos."),
        ("fr", "Durant les neuf premiers mois de l'année, 9 accords ont été signés, 4 de plus qu'en 2023. 31 projets."),
        ("ja", "今年1～9月は前年より4件多い9件の協定に署名した。代表団31団を送った。"),
        ("ko", "올해 1∼9월 협정은 지난해보다 4건 많은 9건이었다. 대표단 31개를 보냈다."),
        ("ur", "سال کے پہلے نو ماہ میں 9 معاہدے ہوئے، جو پچھلے سال سے 8 فیصد زیادہ ہیں۔ 31 وفود بھیجے گئے۔"),
    ],
)
def test_what_is_only_compared_with_is_not_carried_on(language: str, text: str) -> None:
    assert period(text, "31", language) == _NINE_MONTHS


def test_a_plan_is_not_carried_on() -> None:
    text = "In the first nine months it signed 9 pacts. By 2030 it wants 50 pacts. It sent 31 groups."

    assert period(text, "31") == _NINE_MONTHS


def test_the_base_has_its_own_year_and_the_next_clause_the_period_in_force() -> None:
    text = "In 2023 it took in 30 billion, against 12 billion in 2022, or 18 billion more."

    year = (date(2023, 1, 1), date(2023, 12, 31))
    assert period(text, "12 billion", published="2024-01-05") == (date(2022, 1, 1), date(2022, 12, 31))
    assert period(text, "18 billion", published="2024-01-05") == year


def test_of_two_periods_that_follow_one_another_the_later_one_is_carried_on() -> None:
    text = "In 2023 it signed 9 pacts; in the first four months of this year 5 pacts. It sent 31 groups."

    assert period(text, "31") == (date(2024, 1, 1), date(2024, 4, 30))


def test_a_target_behind_another_clause_is_not_that_of_the_figure() -> None:
    assert period("The valley of 94 hectares employs 1,400 people, to be 6,000 by 2030.", "94") == (None, None)
    assert period("The valley of 94 hectares employs 1,400 people, to be 6,000 by 2030.", "6,000") == (
        None,
        date(2030, 12, 31),
    )


def test_what_happened_on_a_day_is_not_of_the_period_in_force() -> None:
    text = "In the first nine months it signed 9 pacts. On 12 October 26 groups met."

    assert period(text, "26") == (None, None)


def test_what_was_said_on_a_day_is() -> None:
    text = "In the first nine months it signed 9 pacts. On 12 October the director said 26 groups came."

    assert period(text, "26") == _NINE_MONTHS


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The decree has the number 80/2020. It covers 9 projects."),
        ("vi", "Nghị định số 58/2022/NĐ-CP có hiệu lực. Tỉnh có 9 dự án."),
        ("th", "ตามกฤษฎีกาฉบับที่ 80/2020 จังหวัดมี 9 โครงการ"),
    ],
)
def test_the_year_of_a_decree_is_no_period(language: str, text: str) -> None:
    assert period(text, "9", language) == (None, None)


# -- dates without a year ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text", "month"),
    [
        ("en", "In June it met 9 groups.", date(2024, 6, 1)),
        ("en", "Last June it met 9 groups.", date(2024, 6, 1)),
        ("en", "Next March it will meet 9 groups.", date(2025, 3, 1)),
        ("ko", "지난 7월 대표단 9개가 왔다.", date(2024, 7, 1)),
        ("bn", "আগামী মার্চে প্রদেশে ৯টি প্রতিনিধিদল আসবে।", date(2025, 3, 1)),
    ],
)
def test_a_month_without_a_year_is_the_one_near_the_publication(language: str, text: str, month: date) -> None:
    number = "৯" if language == "bn" else "9"
    assert period(text, number, language)[0] == month


def test_a_month_ahead_in_a_review_of_last_year_was_last_year() -> None:
    text = "In 2023 it signed 7 pacts. In November it met 9 groups."

    assert period(text, "9", published="2024-01-20") == (date(2023, 11, 1), date(2023, 11, 30))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The budget of 9 projects may grow."),
        ("ru", "Чан Тхи Май приняла 9 делегаций."),
        ("fr", "La directrice Trần Thị Mai a reçu 9 délégations."),
        ("pt", "Oito em cada dez aldeias têm 9 projetos."),
        ("ar", "وقالت المديرة ترينه تويت ماي إن لديها 9 مشاريع."),
        ("en", "Ms. Trần Thị May met 9 delegations."),
    ],
)
def test_a_name_or_an_ordinary_word_is_no_month(language: str, text: str) -> None:
    assert period(text, "9", language) == (None, None)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In May it signed 9 pacts."),
        ("de", "Ende Mai schloss sie 9 Abkommen."),
        ("ru", "В мае подписано 9 соглашений."),
        ("pt", "Em mai. de 2024 assinou 9 acordos."),
    ],
)
def test_the_month_of_that_name_is_one(language: str, text: str) -> None:
    assert period(text, "9", language)[0] == date(2024, 5, 1)


def test_a_number_before_may_is_no_day() -> None:
    assert figure("At least 25 may attend the meetings.", "25", "en", _PUBLISHED).status != "context"


# -- years that depend on the one spoken of ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In 2022 it signed 7 pacts. The year before it had signed 9 pacts."),
        ("ja", "2022年は協定7件に署名した。前年は9件だった。"),
        ("it", "Nel 2022 ha firmato 7 accordi. L'anno precedente aveva firmato 9 accordi."),
    ],
)
def test_the_year_before_is_the_one_before_the_year_spoken_of(language: str, text: str) -> None:
    assert period(text, "9", language) == (date(2021, 1, 1), date(2021, 12, 31))


def test_that_year_is_the_year_spoken_of() -> None:
    assert period("総括会議は2023年を扱った。同年に9件の協定を結んだ。", "9", "ja") == (
        date(2023, 1, 1),
        date(2023, 12, 31),
    )


# -- months of a year -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In the nine months of 2024 it signed 9 pacts."),
        ("en", "In the nine months to September it signed 9 pacts."),
        ("ru", "За девять месяцев текущего года подписано 9 соглашений."),
        ("es", "En los nueve primeros meses del año se firmaron 9 acuerdos."),
        ("pt", "Nos nove primeiros meses do ano foram assinados 9 acordos."),
        ("it", "Nei nove primi mesi dell'anno sono stati firmati 9 accordi."),
        ("zh", "10月12日公布，今年前九个月签署9项协议。"),
    ],
)
def test_months_counted_from_the_beginning_of_the_year(language: str, text: str) -> None:
    assert period(text, "9", language) == _NINE_MONTHS


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In the first three quarters of 2024 it signed 59 pacts."),
        ("ru", "За три квартала 2024 года подписано 59 соглашений."),
        ("ru", "За I–III кварталы 2024 года подписано 59 соглашений."),
        ("ko", "올해 1∼3분기 협정은 59건이었다."),
        ("es", "En los tres primeros trimestres se firmaron 59 acuerdos."),
        ("ar", "خلال الأشهر التسعة الأولى من العام وقعت 59 اتفاقية."),
    ],
)
def test_three_quarters_of_a_year_are_nine_months(language: str, text: str) -> None:
    assert period(text, "59", language) == _NINE_MONTHS


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In the III quarter of 2024 it signed 59 pacts."),
        ("en", "In quarter III of 2024 it signed 59 pacts."),
        ("fr", "Au IIIe trimestre 2024, 59 accords ont été signés."),
        ("fr", "Au T3 2024, 59 accords ont été signés."),
        ("th", "ไตรมาสที่ 3 ลงนามข้อตกลง 59 ฉบับ"),
        ("id", "Pada triwulan III-2024 ditandatangani 59 perjanjian."),
    ],
)
def test_a_quarter_may_have_a_roman_number(language: str, text: str) -> None:
    assert period(text, "59", language) == (date(2024, 7, 1), date(2024, 9, 30))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ur", "رواں سال کی پہلی ششماہی میں 59 معاہدے ہوئے۔"),
        ("hi", "इस वर्ष की पहली छमाही में 59 समझौते हुए।"),
        ("bn", "চলতি বছরের প্রথমার্ধে ৫৯টি চুক্তি হয়।"),
    ],
)
def test_the_first_half_of_this_year_is_no_whole_year(language: str, text: str) -> None:
    number = "৫৯" if language == "bn" else "59"
    assert period(text, number, language) == (date(2024, 1, 1), date(2024, 6, 30))


def test_the_last_months_of_a_year_end_with_it() -> None:
    half = (date(2024, 7, 1), date(2024, 12, 31))
    assert period("Trong 6 tháng cuối năm 2024, tỉnh ký 59 thỏa thuận.", "59", "vi") == half
    assert period("In the last six months of 2024 it signed 59 pacts.", "59") == half


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Since 1998 the fund has paid for 12 bridges. It keeps 31 offices."),
        ("de", "Seit 1998 hat der Verein 12 Brücken gebaut. Er unterhält 31 Büros."),
        ("fr", "Depuis 1998, le fonds a financé 12 ponts. Il compte 31 bureaux."),
    ],
)
def test_a_long_time_since_some_year_dates_its_own_sentence_alone(language: str, text: str) -> None:
    assert period(text, "12", language)[0] == date(1998, 1, 1)
    assert period(text, "31", language) == (None, None)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "In the first nine months it signed 9 pacts. From 20 November on there will be a ferry. It sent 31 groups.",
        ),
        ("ru", "За первые девять месяцев подписано 9 соглашений. С 20 ноября пойдёт паром. Направлена 31 группа."),
    ],
)
def test_what_has_yet_to_begin_is_not_carried_on(language: str, text: str) -> None:
    assert period(text, "31", language) == _NINE_MONTHS


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In the first nine months it signed 9 pacts. A year earlier it was 4. It sent 31 groups."),
        ("de", "In den ersten neun Monaten kamen 9 Gruppen. Im Vorjahr waren es 4. Sie entsandte 31 Gruppen."),
        ("vi", "9 tháng đầu năm 2024, tỉnh ký 9 thỏa thuận. Năm trước là 4 thỏa thuận. Tỉnh cử 31 đoàn."),
    ],
)
def test_the_year_before_is_not_carried_on(language: str, text: str) -> None:
    assert period(text, "4", language) == (date(2023, 1, 1), date(2023, 12, 31))
    assert period(text, "31", language) == _NINE_MONTHS


def test_the_year_before_holds_where_nothing_else_does() -> None:
    text = "Im Vorjahr kamen 4 Gruppen. Sie brachten 31 Gäste mit."

    assert period(text, "31", "de") == (date(2023, 1, 1), date(2023, 12, 31))


def test_the_days_of_an_event_take_no_other_periods_place() -> None:
    text = (
        "In the first nine months it signed 9 pacts. A fair from 17 to 19 October drew 400 guests. It sent 31 groups."
    )

    assert period(text, "400") == (date(2024, 10, 17), date(2024, 10, 19))
    assert period(text, "31") == _NINE_MONTHS


def test_a_word_for_now_in_the_next_clause_makes_no_date_of_a_month() -> None:
    text = "The gate, which opened in May, now sees 320 lorries a day."

    assert period(text, "320") == (date(2024, 5, 1), date(2024, 5, 31))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "In the first nine months 9 pacts. Sales rose 8% compared with the first half of 2023. It sent 31 groups.",
        ),
        (
            "de",
            "In den ersten neun Monaten 9 Gruppen. Gegenüber dem ersten Halbjahr 2023 8 Prozent mehr. 31 Büros.",
        ),
        (
            "vi",
            "9 tháng đầu năm 2024, ký 9 thỏa thuận. Xuất khẩu tăng 8% so với 6 tháng đầu năm 2023. Tỉnh cử 31 đoàn.",
        ),
        ("pt", "Nos primeiros nove meses, 9 acordos. Subiram 8% face ao primeiro semestre de 2023. Enviou 31 grupos."),
    ],
)
def test_a_part_of_a_year_that_is_compared_with_dates_nothing(language: str, text: str) -> None:
    assert period(text, "8", language) == _NINE_MONTHS
    assert period(text, "31", language) == _NINE_MONTHS
