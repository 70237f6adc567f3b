"""Numbers that are no figures: identifiers, ordinals, ages, dates, years, clock times."""

from __future__ import annotations

from datetime import date

import pytest

from tests.transforms.short_texts import figure, parsed


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The aid is ruled by Decree 58/2022."),
        ("en", "Article 3 says who may join."),
        ("en", "After COVID-19 the visits began again."),
        ("en", "They met in Emulation Cluster No. 4."),
        ("en", "The office stands by National Highway 5."),
        ("de", "Das regelt Artikel 3 des Erlasses."),
        ("de", "Der Beschluss Nr. 12 gilt weiter."),
        ("vi", "Việc này theo Nghị định số 58/2022/NĐ-CP."),
        ("vi", "Điều 3 quy định việc này."),
        ("hi", "अनुच्छेद 3 में यह कहा गया है।"),
        ("fr", "L'article 3 le dit."),
        ("es", "El artículo 3 lo dice."),
    ],
)
def test_the_number_of_a_document_or_a_thing_is_an_identifier(language: str, text: str) -> None:
    found = parsed(text, language).quantities

    assert found[0].kind == "identifier"
    assert {q.status for q in found} == {"context"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It was the 5th conference."),
        ("en", "It was the fifth conference."),
        ("de", "Es war die 5. Konferenz."),
        ("de", "Es war die fünfte Konferenz."),
        ("vi", "Đây là hội nghị lần thứ 5."),
        ("hi", "यह 5वीं बैठक थी।"),
        ("fr", "C'était la 5e conférence."),
        ("zh", "这是第5届会议。"),
        ("ja", "これは第5回会議だ。"),
    ],
)
def test_an_ordinal_is_context(language: str, text: str) -> None:
    assert [q.status for q in parsed(text, language).quantities if q.value == 5] in ([], ["context"])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It was the 5th conference."),
        ("de", "Es war die 5. Konferenz."),
        ("vi", "Đây là hội nghị lần thứ 5."),
    ],
)
def test_an_ordinal_in_digits_is_booked_as_ordinal(language: str, text: str) -> None:
    assert figure(text, "5", language).kind == "ordinal"


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("en", "The guide, aged 56, came first.", "56"),
        ("en", "The 56-year-old guide came first.", "56"),
        ("en", "The guide is 56 years old.", "56"),
        ("de", "Der Führer ist 56 Jahre alt.", "56"),
        ("vi", "Ông năm nay 56 tuổi.", "56"),
        ("hi", "उनकी आयु 56 वर्ष है।", "56"),
        ("fr", "Le guide a 56 ans.", "56"),
    ],
)
def test_an_age_is_context(language: str, text: str, number: str) -> None:
    found = figure(text, number, language)

    assert (found.kind, found.status) == ("duration", "context")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "They met on 18 October 2024."),
        ("en", "They met on October 18, 2024."),
        ("en", "They met on October 18th, 2024."),
        ("de", "Sie trafen sich am 18. Oktober 2024."),
        ("vi", "Họ gặp nhau ngày 18/10/2024."),
        ("vi", "Họ gặp nhau ngày 18 tháng 10 năm 2024."),
        ("hi", "वे 18 अक्टूबर 2024 को मिले।"),
        ("fr", "Ils se sont vus le 18 octobre 2024."),
        ("es", "Se reunieron el 18 de octubre de 2024."),
        ("ru", "Они встретились 18 октября 2024 года."),
        ("zh", "他们于2024年10月18日会面。"),
        ("ja", "2024年10月18日に会った。"),
        ("ko", "2024년 10월 18일에 만났다."),
        ("id", "Mereka bertemu pada 18 Oktober 2024."),
        ("ar", "التقوا في 18 أكتوبر 2024."),
    ],
)
def test_every_number_of_a_date_is_context(language: str, text: str) -> None:
    found = parsed(text, language).quantities

    assert found
    assert {(q.kind, q.status) for q in found} <= {("date", "context"), ("ordinal", "context")}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In 2024 the offices met often."),
        ("en", "In 2024, donors gave aid."),
        ("en", "In 2024 donors gave aid."),
        ("de", "Im Jahr 2024 trafen sie sich oft."),
        ("vi", "Năm 2024 họ gặp nhau nhiều lần."),
        ("hi", "वर्ष 2024 में वे कई बार मिले।"),
        ("zh", "2024年他们常常见面。"),
    ],
)
def test_a_year_is_context(language: str, text: str) -> None:
    found = figure(text, "2024", language)

    assert (found.kind, found.status) == ("date", "context")


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("ja", "会議に2025人が集まった。", 2025),
        ("en", "The hall seats 2025 people.", 2025),
        ("de", "Es kamen 2025 Menschen.", 2025),
    ],
)
def test_a_number_like_a_year_before_a_counted_word_is_a_count(language: str, text: str, value: float) -> None:
    assert [(q.value, q.kind, q.status) for q in parsed(text, language).quantities] == [(value, "count", "fact")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The meeting begins at 8:30 in the hall."),
        ("de", "Die Sitzung beginnt um 8:30 Uhr."),
        ("vi", "Cuộc gặp bắt đầu lúc 8h30."),
        ("en", "The gates open at 9 a.m. on weekdays."),
    ],
)
def test_a_clock_time_is_context(language: str, text: str) -> None:
    assert {q.status for q in parsed(text, language).quantities} == {"context"}


def test_a_deadline_is_context() -> None:
    found = figure("Every application is answered within 20 days.", "20")

    assert (found.kind, found.status, found.unit) == ("duration", "context", "day")


def test_the_last_two_digits_of_a_buddhist_year_stand_behind_its_month() -> None:
    row = figure("ข้อมูลในเดือน พ.ค.67 พบว่าการส่งออก 15.8%", "15.8", "th")

    assert (row.period_start, row.period_end) == (date(2024, 5, 1), date(2024, 5, 31))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("35/2022 sayılı kararname yayımlandı.", "tr"),
        ("The list is in 158/2022 and in 45/2019.", "en"),
        ("تلفن اداره: ۳۸۴۴۵۲۲-۰۲۳۸.", "fa"),
    ],
)
def test_the_number_of_a_year_and_a_number_with_its_area_code_are_no_figures(text: str, language: str) -> None:
    assert {q.status for q in parsed(text, language).quantities} == {"context"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("این سند در ۱۴ آبان ۱۴۰۲ امضا شد.", "fa"),
        ("सम्झौता २०८१ माघ २९ मा भयो।", "ne"),
        ("وقعت الاتفاقية في 5 رمضان 1445.", "ar"),
        ("চুক্তি ১ বৈশাখ ১৪৩০ সই হয়।", "bn"),
    ],
)
def test_a_date_of_another_calendar_is_a_date_but_dates_nothing(text: str, language: str) -> None:
    article = parsed(text, language)
    assert {q.status for q in article.quantities} == {"context"}
    assert len(article.quantities) >= 2
    assert {q.period_start for q in article.quantities} == {None}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Slaví 20. výročí a 2. etapu.", "cs"),
        ("Det var den 12:e konferensen.", "sv"),
        ("7 වන සමුළුව පැවැත්විණි.", "si"),
    ],
)
def test_an_ordinal_is_told_by_what_follows_its_numeral(text: str, language: str) -> None:
    assert {q.status for q in parsed(text, language).quantities} == {"context"}


def test_an_amount_behind_a_word_for_dates_is_none() -> None:
    (row,) = parsed("Tussen van 2.5 miljoen tot 3.1 miljoen dollar.", "nl").quantities
    assert (row.value_low, row.value_high) == (2.5e6, 3.1e6)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Every month 3 containers and each day 5 trucks arrive."),
        ("de", "Jeden Monat kommen, pro Tag 5 Lastwagen und jeden Monat 3 Container."),
        ("es", "Cada mes 3 contenedores y cada día 5 camiones."),
        ("pt", "Cada mês 3 contentores e cada dia 5 camiões."),
        ("vi", "Mỗi tháng 3 container, mỗi ngày 5 xe tải."),
        ("th", "ทุกเดือน 3 ตู้ ทุกวัน 5 คัน"),
        ("id", "Setiap bulan 3 kontainer, tiap hari 5 truk."),
        ("tr", "Her ay 3 konteyner, her gün 5 kamyon."),
        ("pl", "Każdego miesiąca 3 kontenery, co dzień 5 ciężarówek."),
    ],
)
def test_what_comes_every_month_is_no_month(language: str, text: str) -> None:
    assert {q.value for q in parsed(text, language).quantities if q.kind == "count"} == {3.0, 5.0}


@pytest.mark.parametrize("text", ["On Oct. 31 five ships came.", "School begins Nov. 3. Five ships came."])
def test_the_full_stop_of_a_short_month_ends_no_sentence(text: str) -> None:
    first, ships = parsed(text).quantities
    assert (first.kind, first.status) == ("date", "context")
    assert ships.value == 5


def test_a_whole_month_before_a_full_stop_ends_one() -> None:
    assert [q.quote for q in parsed("They met in October. 31 people came.").quantities] == ["31 people"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("vi", "Đường dây nóng 1900-8866."),
        ("zh", "洽詢專線1900-6868。"),
        ("ta", "உதவிக்கு: 1800-599-928."),
        ("ja", "問い合わせは県国際課、026・555・0118。"),
    ],
)
def test_the_groups_of_a_telephone_number_identify(language: str, text: str) -> None:
    assert {q.kind for q in parsed(text, language).quantities} == {"identifier"}


def test_years_with_a_stroke_are_no_telephone_number() -> None:
    assert {q.kind for q in parsed("From 1900-1975 and 1945-2025 nothing is known.").quantities} == {"date"}
