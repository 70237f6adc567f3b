"""The time that a figure is about: named, relative, carried on, or only compared with."""

from __future__ import annotations

from datetime import date

import pytest

from tests.transforms.short_texts import figure, parsed

_HALF = (date(2024, 1, 1), date(2024, 6, 30))
_YEAR = (date(2023, 1, 1), date(2023, 12, 31))


def period(
    text: str, number: str, language: str = "en", published: str | None = None
) -> tuple[date | None, date | None]:
    """First and last day of the figure with that number."""
    found = figure(text, number, language, published)
    return found.period_start, found.period_end


# -- parts of a year --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In the first six months of 2024 the cluster signed 9 agreements."),
        ("en", "In the first half of 2024 the cluster signed 9 agreements."),
        ("de", "In den ersten sechs Monaten des Jahres 2024 schloss das Cluster 9 Abkommen."),
        ("de", "Im ersten Halbjahr 2024 schloss das Cluster 9 Abkommen."),
        ("vi", "Trong 6 tháng đầu năm 2024, cụm ký kết 9 thỏa thuận."),
        ("vi", "Trong sáu tháng đầu năm 2024, cụm ký kết 9 thỏa thuận."),
        ("hi", "2024 के पहले छह महीनों में क्लस्टर ने 9 समझौते किए।"),
        ("hi", "2024 की पहली छमाही में क्लस्टर ने 9 समझौते किए।"),
        ("fr", "Au premier semestre 2024, le groupe a signé 9 accords."),
        ("es", "En los primeros seis meses de 2024 se firmaron 9 acuerdos."),
        ("zh", "2024年上半年签署了9项协议。"),
    ],
)
def test_the_first_half_of_a_year_has_a_first_and_a_last_day(language: str, text: str) -> None:
    assert period(text, "9", language) == _HALF


@pytest.mark.parametrize(
    ("language", "text", "first", "last"),
    [
        ("en", "In the first nine months of 2024 they signed 9 agreements.", date(2024, 1, 1), date(2024, 9, 30)),
        ("en", "In the second half of 2024 they signed 9 agreements.", date(2024, 7, 1), date(2024, 12, 31)),
        ("en", "In the second quarter of 2024 they signed 9 agreements.", date(2024, 4, 1), date(2024, 6, 30)),
        ("de", "Im dritten Quartal 2024 schlossen sie 9 Abkommen.", date(2024, 7, 1), date(2024, 9, 30)),
        ("vi", "Trong quý 2 năm 2024, cụm ký kết 9 thỏa thuận.", date(2024, 4, 1), date(2024, 6, 30)),
        ("hi", "2024 की दूसरी तिमाही में 9 समझौते हुए।", date(2024, 4, 1), date(2024, 6, 30)),
        ("en", "In 2024 they signed 9 agreements.", date(2024, 1, 1), date(2024, 12, 31)),
        ("en", "In February 2024 they signed 9 agreements.", date(2024, 2, 1), date(2024, 2, 29)),
    ],
)
def test_other_parts_of_a_year_have_theirs(language: str, text: str, first: date, last: date) -> None:
    assert period(text, "9", language) == (first, last)


# -- since, from, to --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "They reported on the first six months of 2024. Since the beginning of the year they signed 9 agreements.",
        ),
        ("de", "Es ging um die ersten sechs Monate 2024. Seit Jahresbeginn schlossen sie 9 Abkommen."),
        ("vi", "Cụm báo cáo 6 tháng đầu năm 2024. Từ đầu năm đến nay, cụm ký kết 9 thỏa thuận."),
        ("hi", "2024 के पहले छह महीनों की समीक्षा हुई। वर्ष की शुरुआत से 9 समझौते हुए।"),
    ],
)
def test_since_the_beginning_of_the_year_ends_with_the_reporting_period(language: str, text: str) -> None:
    assert period(text, "9", language, published="2024-07-20") == _HALF


def test_since_the_beginning_of_the_year_ends_with_the_publication_where_no_period_is_reported_on() -> None:
    text = "Since the beginning of the year they signed 9 agreements."

    assert period(text, "9", published="2024-07-20") == (date(2024, 1, 1), date(2024, 7, 20))


def test_since_the_beginning_of_the_year_has_no_dates_where_nothing_tells_the_year() -> None:
    assert period("Since the beginning of the year they signed 9 agreements.", "9") == (None, None)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Since 2019 they signed 9 agreements."),
        ("de", "Seit 2019 schlossen sie 9 Abkommen."),
        ("vi", "Từ năm 2019 đến nay, tỉnh ký kết 9 thỏa thuận."),
    ],
)
def test_since_a_year_lasts_to_the_publication(language: str, text: str) -> None:
    assert period(text, "9", language, published="2024-07-20") == (date(2019, 1, 1), date(2024, 7, 20))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "From September 2022 to September 2024 they signed 9 agreements."),
        ("de", "Von September 2022 bis September 2024 schlossen sie 9 Abkommen."),
        ("vi", "Từ tháng 09/2022 đến tháng 09/2024, tỉnh ký kết 9 thỏa thuận."),
    ],
)
def test_from_a_month_to_a_month_includes_both(language: str, text: str) -> None:
    assert period(text, "9", language) == (date(2022, 9, 1), date(2024, 9, 30))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In the 2021-2024 period they signed 9 agreements."),
        ("de", "Im Zeitraum 2021-2024 schlossen sie 9 Abkommen."),
        ("vi", "Giai đoạn 2021-2024, tỉnh ký kết 9 thỏa thuận."),
        ("hi", "2021-2024 की अवधि में 9 समझौते हुए।"),
    ],
)
def test_years_joined_by_a_dash_are_a_period(language: str, text: str) -> None:
    assert period(text, "9", language) == (date(2021, 1, 1), date(2024, 12, 31))


# -- relative to the publication --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Last year they signed 9 agreements."),
        ("de", "Im vergangenen Jahr schlossen sie 9 Abkommen."),
        ("vi", "Năm ngoái, tỉnh ký kết 9 thỏa thuận."),
        ("hi", "पिछले साल 9 समझौते हुए।"),
    ],
)
def test_last_year_is_the_one_before_the_publication(language: str, text: str) -> None:
    assert period(text, "9", language, published="2024-07-20") == _YEAR


def test_this_year_lasts_to_the_publication() -> None:
    assert period("This year they signed 9 agreements.", "9", published="2024-07-20") == (
        date(2024, 1, 1),
        date(2024, 7, 20),
    )


def test_this_year_has_no_dates_where_nothing_tells_the_year() -> None:
    assert period("This year they signed 9 agreements.", "9") == (None, None)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "They looked back on the first six months of 2024. In the next six months they must sign 9 agreements."),
        ("de", "Es ging um die ersten sechs Monate 2024. In den nächsten sechs Monaten sind 9 Abkommen geplant."),
        ("vi", "Cụm báo cáo 6 tháng đầu năm 2024. Trong 6 tháng tới, cụm cần ký 9 thỏa thuận."),
        ("hi", "2024 के पहले छह महीनों की समीक्षा हुई। अगले छह महीनों में 9 समझौते करने हैं।"),
    ],
)
def test_the_next_six_months_begin_where_the_reporting_period_ends(language: str, text: str) -> None:
    assert period(text, "9", language) == (date(2024, 7, 1), date(2024, 12, 31))


@pytest.mark.parametrize("published", ["2024-07-20", "2024-07-20T08:30:00+07:00", "2024-07"])
def test_the_publication_may_be_a_day_a_time_or_a_month(published: str) -> None:
    assert period("Last year they signed 9 agreements.", "9", published=published) == _YEAR


def test_a_date_line_at_the_head_of_the_page_dates_what_has_no_other_date() -> None:
    assert period("Portal 20/07/2024\nLast year they signed 9 agreements.", "9") == _YEAR


# -- carried on, compared with ----------------------------------------------------------------------------------------


def test_a_period_holds_for_the_sentences_after_it() -> None:
    text = "The first six months of 2024 were good. The cluster signed 9 agreements."

    assert period(text, "9") == _HALF


def test_a_period_holds_until_another_one_is_named() -> None:
    text = "The first six months of 2024 were good. In 2023 they were not. The cluster signed 9 agreements."

    assert period(text, "9") == _YEAR


@pytest.mark.parametrize(
    "aside", ["The first aid came in 1988.", "The port will open in 2027.", "By 2030 all will change."]
)
def test_history_and_plans_date_nothing_but_their_own_sentence(aside: str) -> None:
    text = f"{aside} The cluster signed 9 agreements."

    assert period(text, "9", published="2024-07-20") == (None, None)
    assert period(f"In the first six months of 2024 it rained. {text}", "9", published="2024-07-20") == _HALF


def test_a_year_long_past_dates_its_own_sentence() -> None:
    dated = period("In 1988 the province signed 9 agreements.", "9", published="2024-07-20")

    assert dated == (date(1988, 1, 1), date(1988, 12, 31))


def test_a_period_does_not_reach_back_to_an_earlier_sentence() -> None:
    assert period("The cluster signed 9 agreements. In 2023 it rested.", "9") == (None, None)


def test_two_figures_of_one_sentence_may_have_two_periods() -> None:
    text = "In 2023 they signed 7 agreements, in 2024 they signed 9 agreements."

    assert (period(text, "7"), period(text, "9")) == (_YEAR, (date(2024, 1, 1), date(2024, 12, 31)))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In 2024 they signed 9 agreements, an increase of 12 percent compared with 2023."),
        ("de", "Im Jahr 2024 schlossen sie 9 Abkommen, ein Anstieg von 12 Prozent gegenüber 2023."),
        ("vi", "Năm 2024, tỉnh ký kết 9 thỏa thuận, tăng 12% so với năm 2023."),
    ],
)
def test_a_date_that_something_is_compared_with_dates_nothing(language: str, text: str) -> None:
    assert period(text, "12", language) == (date(2024, 1, 1), date(2024, 12, 31))


_NUMBERED = [
    ("en", "The 3rd quarter of 2024 brought 9 agreements."),
    ("en", "In Q3 2024 exporters signed 9 agreements."),
    ("en", "Q3/2024 brought 9 agreements."),
    ("de", "Im 3. Quartal 2024 schlossen sie 9 Abkommen."),
    ("vi", "Trong quý III/2024, cụm ký kết 9 thỏa thuận."),
    ("vi", "Trong quý 3/2024, cụm ký kết 9 thỏa thuận."),
    ("fr", "Au 3e trimestre 2024, le groupe a signé 9 accords."),
    ("it", "Nel III trimestre 2024 sono stati firmati 9 accordi."),
    ("es", "En el III trimestre de 2024 se firmaron 9 acuerdos."),
    ("ru", "В III квартале 2024 года подписано 9 соглашений."),
    ("ru", "В 3-м квартале 2024 года подписано 9 соглашений."),
    ("id", "Pada triwulan III 2024 ditandatangani 9 perjanjian."),
    ("th", "ไตรมาส 3/2567 มีการลงนามข้อตกลง 9 ฉบับ"),
    ("ko", "2024년 3분기에 9건의 협정을 체결했다."),
    ("ja", "2024年第3四半期に9件の協定を結んだ。"),
    ("zh", "2024年三季度签署了9项协议。"),
]


@pytest.mark.parametrize(("language", "text"), _NUMBERED)
def test_a_quarter_may_have_a_number(language: str, text: str) -> None:
    assert period(text, "9", language) == (date(2024, 7, 1), date(2024, 9, 30))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In 2024 they signed 9 agreements and exports fell for 3 quarters in a row."),
        ("ko", "2024년 3개 분기 동안 9건의 협정을 체결했다."),
    ],
)
def test_a_number_of_quarters_is_no_quarter(language: str, text: str) -> None:
    assert period(text, "9", language) == (date(2024, 1, 1), date(2024, 12, 31))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In 2023 it rained. In the second quarter of this year the cluster signed 9 agreements."),
        ("en", "In 2023 it rained. In this year's second quarter the cluster signed 9 agreements."),
        ("it", "Nel 2023 pioveva. Nel secondo trimestre di quest'anno sono stati firmati 9 accordi."),
        ("ur", "2023 میں بارش ہوئی۔ رواں سال کی دوسری سہ ماہی میں 9 معاہدے ہوئے۔"),
        ("hi", "2023 में बारिश हुई। इस वर्ष की दूसरी तिमाही में 9 समझौते हुए।"),
        ("zh", "2023年多雨。今年第二季度签署了9项协议。"),
    ],
)
def test_a_part_of_this_year_is_not_one_of_the_year_named_before(language: str, text: str) -> None:
    assert period(text, "9", language, "2024-07-20") == (date(2024, 4, 1), date(2024, 6, 30))


def test_a_part_of_a_year_is_not_one_of_the_year_it_is_compared_with() -> None:
    text = "In 2024 it rained. They signed 9 agreements in the second quarter, 3 more compared with last year."

    assert period(text, "9", published="2024-07-20") == (date(2024, 4, 1), date(2024, 6, 30))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "They signed 9 agreements, 2 more compared with 2023."),
        ("de", "Gegenüber 2023 schlossen sie 9 Abkommen mehr."),
        ("vi", "Tỉnh ký kết 9 thỏa thuận, nhiều hơn so với năm 2023."),
    ],
)
def test_a_date_that_stands_only_for_comparison_dates_nothing(language: str, text: str) -> None:
    assert period(text, "9", language) == (None, None)


def test_the_day_of_an_event_is_no_period() -> None:
    assert period("On 18 October 2024 the cluster signed 9 agreements.", "9") == (None, None)


def test_the_number_of_members_is_not_dated_by_what_is_reported_on() -> None:
    text = "They looked back on the first six months of 2024. The cluster has 12 members."

    assert period(text, "12") == (None, None)


def test_what_is_no_fact_has_no_period() -> None:
    assert period("In 2024 Decree 58 came into force.", "58") == (None, None)


def test_what_stood_on_a_day_has_only_an_end() -> None:
    text = "As of 30 November 2025, 379 NGOs work in the country."

    assert period(text, "379") == (None, date(2025, 11, 30))


def test_a_statement_has_the_period_of_its_sentence() -> None:
    text = "Director Tran Van An said that in the first six months of 2024 the office kept its promises."

    (said,) = parsed(text).statements

    assert (said.period_start, said.period_end) == _HALF


# -- from one day to another; each amount its own year -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "项目于2017年10月1日至2022年9月30日开展了730个活动。"),
        ("ja", "2017年10月1日から2022年9月30日まで730件の事業を実施した。"),
        ("ko", "2017년 10월 1일부터 2022년 9월 30일까지 730개 사업을 시행했다."),
        ("en", "From 1 October 2017 to 30 September 2022 the province ran 730 projects."),
        ("de", "Vom 1. Oktober 2017 bis zum 30. September 2022 gab es 730 Projekte."),
        ("fr", "Du 1er octobre 2017 au 30 septembre 2022, la province a mené 730 projets."),
        ("es", "Del 1 de octubre de 2017 al 30 de septiembre de 2022 se ejecutaron 730 proyectos."),
        ("pt", "De 1 de outubro de 2017 a 30 de setembro de 2022 foram executados 730 projetos."),
        ("it", "Dal 1° ottobre 2017 al 30 settembre 2022 sono stati realizzati 730 progetti."),
        ("ru", "С 1 октября 2017 года по 30 сентября 2022 года реализовано 730 проектов."),
        ("vi", "Từ ngày 1/10/2017 đến ngày 30/9/2022, tỉnh thực hiện 730 dự án."),
        ("id", "Dari 1 Oktober 2017 hingga 30 September 2022, provinsi itu melaksanakan 730 proyek."),
        ("th", "ตั้งแต่วันที่ 1 ตุลาคม 2560 ถึงวันที่ 30 กันยายน 2565 จังหวัดดำเนินการ 730 โครงการ"),
        ("hi", "1 अक्टूबर 2017 से 30 सितंबर 2022 तक प्रांत ने 730 परियोजनाएं लागू कीं।"),
        ("ar", "من 1 أكتوبر 2017 إلى 30 سبتمبر 2022 نفذت المقاطعة 730 مشروعا."),
        ("bn", "১ অক্টোবর ২০১৭ থেকে ৩০ সেপ্টেম্বর ২০২২ পর্যন্ত প্রদেশটি 730টি প্রকল্প বাস্তবায়ন করেছে।"),
        ("ur", "یکم اکتوبر 2017 سے 30 ستمبر 2022 تک صوبے نے 730 منصوبے مکمل کیے۔"),
    ],
)
def test_what_lasts_from_one_day_to_another_is_dated_by_both(language: str, text: str) -> None:
    assert period(text, "730", language) == (date(2017, 10, 1), date(2022, 9, 30))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Aid rose from 79 million USD in 1996 to 305 million USD in 2011."),
        ("de", "Die Hilfe stieg von 79 Millionen US-Dollar im Jahr 1996 auf 305 Millionen US-Dollar im Jahr 2011."),
        ("fr", "L'aide est passée de 79 millions de dollars en 1996 à 305 millions en 2011."),
        ("es", "La ayuda aumentó de 79 millones de dólares en 1996 a 305 millones en 2011."),
        ("pt", "A ajuda passou de 79 milhões de dólares em 1996 para 305 milhões em 2011."),
        ("it", "Gli aiuti sono saliti da 79 milioni di dollari nel 1996 a 305 milioni nel 2011."),
        ("ru", "Помощь выросла с 79 млн долларов в 1996 году до 305 млн долларов в 2011 году."),
        ("vi", "Viện trợ tăng từ 79 triệu USD năm 1996 lên 305 triệu USD năm 2011."),
        ("id", "Bantuan naik dari 79 juta USD pada 1996 menjadi 305 juta USD pada tahun 2011."),
        ("th", "ความช่วยเหลือเพิ่มขึ้นจาก 79 ล้านดอลลาร์ในปี 2539 เป็น 305 ล้านดอลลาร์ในปี 2554"),
        ("ar", "ارتفعت المساعدات من 79 مليون دولار في عام 1996 إلى 305 ملايين دولار في عام 2011."),
        ("ja", "援助は1996年の7900万ドルから2011年の3億500万ドルに増えた。"),
    ],
)
def test_of_two_amounts_each_has_the_year_that_stands_at_its_side(language: str, text: str) -> None:
    one, two = [q for q in parsed(text, language).quantities if q.status == "fact"]
    assert (one.value, one.period_start, one.period_end) == (79e6, date(1996, 1, 1), date(1996, 12, 31))
    assert (two.value, two.period_start, two.period_end) == (305e6, date(2011, 1, 1), date(2011, 12, 31))


# -- days from one to another -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The fair on 17 and 18 October drew 260 guests."),
        ("en", "From 17 to 18 October the fair drew 260 guests."),
        ("en", "On October 17-18 the fair drew 260 guests."),
        ("de", "Vom 17. bis 18. Oktober kamen 260 Gäste."),
        ("de", "Am 17. und 18. Oktober kamen 260 Gäste."),
        ("de", "Die Messe vom 17.-18. Oktober 2024 hatte 260 Gäste."),
        ("fr", "Du 17 au 18 octobre, la foire a reçu 260 visiteurs."),
        ("es", "Del 17 al 18 de octubre acudieron 260 visitantes."),
        ("it", "Dal 17 al 18 ottobre sono arrivati 260 visitatori."),
        ("pt", "De 17 a 18 de outubro vieram 260 visitantes."),
        ("ru", "С 17 по 18 октября ярмарку посетили 260 гостей."),
        ("vi", "Từ ngày 17 đến 18/10, hội chợ đón 260 khách."),
        ("vi", "Ngày 17-18/10, hội chợ đón 260 khách."),
        ("id", "Pada 17-18 Oktober 2024, pameran dikunjungi 260 tamu."),
        ("zh", "10月17日至18日，博览会接待来宾260人。"),
        ("ja", "10月17日から18日まで開かれた会議に260人が参加した。"),
        ("ja", "10月17～18日の会議に260人が参加した。"),
        ("ko", "10월 17일부터 18일까지 열린 회의에 260명이 참석했다."),
        ("ar", "حضر المعرض الذي عقد يومي ١٧ و١٨ أكتوبر ٢٦٠ مندوبا."),
    ],
)
def test_figures_of_an_event_have_the_days_that_it_lasted(language: str, text: str) -> None:
    number = "٢٦٠" if language == "ar" else "260"

    assert period(text, number, language, "2024-10-25") == (date(2024, 10, 17), date(2024, 10, 18))


def test_a_share_of_ten_is_no_date() -> None:
    assert figure("Tỷ lệ hài lòng đạt 4-5/10 điểm.", "5/10", "vi", "2024-10-25").kind != "date"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "As of 5 pm on 1 October, 42 roads were cut."),
        ("vi", "Tính đến 17 giờ ngày 1/10, 42 tuyến đường bị chia cắt."),
        ("vi", "Tính đến 17h30 ngày 1/10, 42 tuyến đường bị chia cắt."),
        ("ru", "По состоянию на 17:00 1 октября перекрыты 42 дороги."),
        ("ja", "10月1日午後5時現在、42人が避難している。"),
        ("ko", "10월 1일 오후 5시 현재 42명이 대피했다."),
        ("hi", "1 अक्टूबर शाम 5 बजे तक 42 लोग पहुँचे।"),
    ],
)
def test_a_time_of_day_may_stand_between_until_and_its_date(language: str, text: str) -> None:
    assert period(text, "42", language, "2024-10-11") == (None, date(2024, 10, 1))


# -- months without their year ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text", "months"),
    [
        ("ru", "За девять месяцев порт принял 42 судна.", 9),
        ("ru", "По итогам девяти месяцев порт принял 42 судна.", 9),
        ("vi", "Tính chung 9 tháng, cảng đón 42 tàu.", 9),
        ("it", "Nei nove mesi il porto ha accolto 42 navi.", 9),
        ("pt", "Nos nove meses, o porto recebeu 42 navios.", 9),
    ],
)
def test_over_some_months_soon_after_them_means_the_first_ones_of_the_year(
    language: str, text: str, months: int
) -> None:
    assert period(text, "42", language, "2024-10-11") == (date(2024, 1, 1), date(2024, months, 30))
    assert period(text, "42", language, "2024-04-11") == (None, None)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ko", "9월 30일까지 42척이 입항했다."),
        ("ko", "9월 30일 현재 42척이 입항했다."),
        ("ja", "9月30日までに42隻が入港した。"),
        ("ja", "9月30日現在、42隻が入港した。"),
        ("hi", "30 सितंबर तक 42 जहाज़ आए।"),
    ],
)
def test_words_behind_a_date_say_until_when(language: str, text: str) -> None:
    assert period(text, "42", language, "2024-10-11") == (None, date(2024, 9, 30))


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("en", "In the first half of 2024 the port took in 42 ships, down 8% on a year earlier.", "8"),
        (
            "pt",
            "No primeiro semestre de 2024 o porto recebeu 42 navios, um crescimento de 8% sobre o ano anterior.",
            "8",
        ),
        ("ja", "2024年上半期の援助は210件で、前年を8%上回った。", "8"),
        ("ko", "2024년 상반기 수출은 42억 달러로 지난해보다 8% 늘었다.", "8"),
        ("ko", "2024년 상반기 수출은 42억 달러로 지난해보다 8% 늘었다.", "42억"),
    ],
)
def test_what_a_change_is_measured_from_does_not_date_it(language: str, text: str, number: str) -> None:
    assert period(text, number, language, "2024-07-11") == _HALF


# -- the year that goes by --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("vi", "Trong năm qua, cảng đón 42 tàu."),
        ("th", "ตลอดปีที่ผ่านมา จังหวัดต้อนรับคณะผู้แทน 42 คณะ"),
        ("fr", "Au cours de l'année écoulée, le port a accueilli 42 navires."),
        ("de", "Im abgelaufenen Jahr kamen 42 Schiffe."),
        ("ru", "В уходящем году порт принял 42 судна."),
        ("es", "En el año que termina llegaron 42 barcos."),
        ("zh", "过去一年，港口接待了42艘船。"),
    ],
)
@pytest.mark.parametrize("published", ["2023-12-20", "2024-01-08"])
def test_the_year_that_goes_by_is_the_one_that_a_review_looks_back_on(language: str, text: str, published: str) -> None:
    assert period(text, "42", language, published) == _YEAR


def test_the_year_that_goes_by_is_twelve_months_in_summer() -> None:
    assert period("过去一年，港口接待了42艘船。", "42", "zh", "2024-06-15") == (date(2023, 6, 15), date(2024, 6, 15))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In 2023 the port grew. Since the beginning of the year it has taken in 42 ships."),
        ("es", "En 2023 el puerto creció. Desde principios de año llegaron 42 barcos."),
    ],
)
def test_the_beginning_of_a_year_that_is_over_leads_to_its_end(language: str, text: str) -> None:
    assert period(text, "42", language, "2024-01-14") == _YEAR


@pytest.mark.parametrize(
    ("language", "text"),
    [("ja", "同局は23年度、講習会を42回開いた。"), ("ko", "23년도 예산으로 42개 마을을 지원했다.")],
)
def test_two_digits_may_tell_a_year(language: str, text: str) -> None:
    assert period(text, "42", language, "2024-01-14") == _YEAR


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Les exportations de l'année dernière ont compté 42 navires."),
        ("es", "Las llegadas del año pasado sumaron 42 barcos."),
        ("es", "Las llegadas del año anterior sumaron 42 barcos."),
        ("it", "Gli arrivi dell'anno scorso sono stati 42 navi."),
        ("pt", "As chegadas do ano passado somaram 42 navios."),
        ("fr", "Les arrivées de l'année 2023 ont compté 42 navires."),
        ("es", "Las llegadas del año 2023 sumaron 42 barcos."),
        ("it", "Gli arrivi dell'anno 2023 sono stati 42 navi."),
        ("pt", "As chegadas do ano de 2023 somaram 42 navios."),
    ],
)
def test_of_the_year_is_this_year_only_where_no_other_follows(language: str, text: str) -> None:
    assert period(text, "42", language, "2024-07-10") == _YEAR


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Durant les six premiers mois de l'année 2024, 42 navires sont venus."),
        ("es", "En los seis primeros meses del año 2024 llegaron 42 barcos."),
        ("it", "Nei primi sei mesi dell'anno 2024 sono arrivate 42 navi."),
        ("pt", "Nos primeiros seis meses do ano de 2024 chegaram 42 navios."),
    ],
)
def test_months_of_the_year_are_of_the_year_that_follows(language: str, text: str) -> None:
    assert period(text, "42", language, "2025-07-10") == _HALF


# -- how many times as much -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("en", "In the first half of 2024 exports doubled.", "doubled"),
        ("vi", "Nửa đầu năm 2024, tỉnh ký 42 thỏa thuận, gấp rưỡi năm 2023.", "gấp rưỡi"),
        ("ja", "2024年上半期の派遣は42団で、前年の3倍だった。", "3"),
    ],
)
def test_a_factor_has_the_period_of_what_has_grown(language: str, text: str, number: str) -> None:
    found = [q for q in parsed(text, language, "2024-07-11").quantities if q.quote.startswith(number[:3])]

    assert [(q.period_start, q.period_end) for q in found] == [_HALF]
