"""A number seen with its neighbours: qualifiers and their bounds, units, ranges, changes, shares."""

from __future__ import annotations

import pytest

from tests.transforms.short_texts import figure, parsed
from transforms.rows import Qualifier

# -- qualifiers -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text", "qualifier"),
    [
        ("en", "The province received nearly 400 delegations.", "almost"),
        ("en", "The province received about 400 delegations.", "approx"),
        ("en", "The province received more than 400 delegations.", "over"),
        ("en", "The province received fewer than 400 delegations.", "under"),
        ("en", "The province received at least 400 delegations.", "at_least"),
        ("en", "The province received up to 400 delegations.", "up_to"),
        ("de", "Die Provinz empfing knapp 400 Delegationen.", "almost"),
        ("de", "Die Provinz empfing rund 400 Delegationen.", "approx"),
        ("de", "Die Provinz empfing über 400 Delegationen.", "over"),
        ("de", "Die Provinz empfing weniger als 400 Delegationen.", "under"),
        ("de", "Die Provinz empfing mindestens 400 Delegationen.", "at_least"),
        ("de", "Die Provinz empfing höchstens 400 Delegationen.", "up_to"),
        ("vi", "Tỉnh đón gần 400 đoàn khách.", "almost"),
        ("vi", "Tỉnh đón khoảng 400 đoàn khách.", "approx"),
        ("vi", "Tỉnh đón hơn 400 đoàn khách.", "over"),
        ("vi", "Tỉnh đón ít nhất 400 đoàn khách.", "at_least"),
        ("hi", "प्रांत में करीब 400 प्रतिनिधिमंडल आए।", "approx"),
        ("hi", "प्रांत में कम से कम 400 प्रतिनिधिमंडल आए।", "at_least"),
        ("fr", "La province a reçu plus de 400 délégations.", "over"),
        ("es", "La provincia recibió al menos 400 delegaciones.", "at_least"),
        ("pt", "A província recebeu quase 400 delegações.", "almost"),
        ("it", "La provincia ha accolto circa 400 delegazioni.", "approx"),
        ("ru", "Провинция приняла около 400 делегаций.", "approx"),
        ("id", "Provinsi itu menerima hampir 400 delegasi.", "almost"),
        ("zh", "全省接待近400个代表团。", "almost"),
        ("ja", "省は約400の代表団を迎えた。", "approx"),
        ("ko", "성은 약 400개 대표단을 맞았다.", "approx"),
        ("th", "จังหวัดต้อนรับเกือบ 400 คณะ", "almost"),
        ("ar", "استقبلت المقاطعة أكثر من 400 وفد.", "over"),
        ("bn", "প্রদেশটি অন্তত 400 প্রতিনিধিদল গ্রহণ করেছে।", "at_least"),
    ],
)
def test_a_qualifier_before_a_number_belongs_to_it(language: str, text: str, qualifier: Qualifier) -> None:
    assert figure(text, "400", language).qualifier == qualifier


@pytest.mark.parametrize(
    ("language", "text", "qualifier"),
    [
        ("en", "It takes 400 or more visitors.", "at_least"),
        ("de", "Dort treffen sich 400 oder mehr Besucher.", "at_least"),
        ("hi", "प्रांत में 400 से अधिक प्रतिनिधिमंडल आए।", "over"),
        ("hi", "प्रांत में 400 से कम प्रतिनिधिमंडल आए।", "under"),
        ("zh", "全省接待400多个代表团。", "over"),
        ("ja", "省は400を超える代表団を迎えた。", "over"),
        ("ur", "صوبے میں 400 سے زائد وفود آئے۔", "over"),
        ("es", "La sala admite 400 o más visitantes.", "at_least"),
    ],
)
def test_a_qualifier_behind_a_number_belongs_to_it(language: str, text: str, qualifier: Qualifier) -> None:
    assert figure(text, "400", language).qualifier == qualifier


@pytest.mark.parametrize(
    ("language", "text", "number", "qualifier"),
    [
        ("en", "It cost 3 million dollars or more.", "3 million", "at_least"),
        ("hi", "मूल्य 75 लाख डॉलर से अधिक है।", "75 लाख", "over"),
        ("ja", "会議には500人以上が集まった。", "500", "at_least"),
        ("ko", "회의에 500명 이상이 모였다.", "500", "at_least"),
    ],
)
def test_a_qualifier_stands_behind_the_unit_or_the_counted_word(
    language: str, text: str, number: str, qualifier: Qualifier
) -> None:
    assert figure(text, number, language).qualifier == qualifier


def test_the_quote_holds_the_qualifier_the_number_and_its_unit() -> None:
    assert figure("Donors gave almost 3 million dollars last spring.", "3 million").quote == "almost 3 million dollars"


def test_the_quote_of_a_hindi_figure_holds_the_qualifier_behind_the_unit() -> None:
    found = figure("मूल्य 75 लाख डॉलर से अधिक है।", "75 लाख", "hi")

    assert found.quote == "75 लाख डॉलर से अधिक"


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("400", 400, 400),
        ("about 400", 380, 420),
        ("almost 400", 360, 400),
        ("over 400", 400, None),
        ("at least 400", 400, None),
        ("fewer than 400", None, 400),
        ("up to 400", None, 400),
    ],
)
def test_the_bounds_follow_the_qualifier(words: str, low: float | None, high: float | None) -> None:
    found = figure(f"The province received {words} delegations.", "400")

    assert (found.value, found.value_low, found.value_high) == (400, low, high)


def test_a_qualifier_of_one_number_does_not_reach_the_next() -> None:
    text = "The province sent almost 400 outgoing delegations and received 360 incoming delegations."

    assert figure(text, "360").qualifier == "exact"


# -- units ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "They dealt with 52 consular and 38 citizen protection cases."),
        ("de", "Die Büros bearbeiteten 52 konsularische und 38 Fälle zum Schutz der Bürger."),
        ("en", "The offices dealt with 52 consular and 38 citizen protection cases."),
    ],
)
def test_two_numbers_share_the_noun_that_is_named_once(language: str, text: str) -> None:
    assert [(q.value, q.indicator) for q in parsed(text, language).quantities] == [
        (52, "consular_cases"),
        (38, "citizen_protection_cases"),
    ]


def test_two_percentages_share_the_word_behind_the_second() -> None:
    assert figure("Exports grew between Monday and Friday by 10 and 15 percent.", "10").unit == "percent"


@pytest.mark.parametrize(
    ("language", "text", "number", "value", "unit"),
    [
        ("en", "The project costs $5 million.", "5 million", 5e6, "USD"),
        ("en", "The project costs US$5 million.", "5 million", 5e6, "USD"),
        ("en", "The project costs USD 5 million.", "5 million", 5e6, "USD"),
        ("en", "The project costs 5 million US dollars.", "5 million", 5e6, "USD"),
        ("en", "The project costs €3.5 million.", "3.5 million", 3.5e6, "EUR"),
        ("en", "The project costs VND 120 billion.", "120 billion", 120e9, "VND"),
        ("en", "The project costs 120 billion VND.", "120 billion", 120e9, "VND"),
        ("de", "Das Projekt kostet 5 Millionen Dollar.", "5 Millionen", 5e6, "USD"),
        ("de", "Das Projekt kostet 3,5 Mio. Euro.", "3,5 Mio.", 3.5e6, "EUR"),
        ("vi", "Dự án trị giá 120 tỷ đồng.", "120 tỷ", 120e9, "VND"),
        ("vi", "Dự án trị giá 1.200 tỷ đồng.", "1.200 tỷ", 1200e9, "VND"),
        ("hi", "परियोजना की लागत 50 लाख डॉलर है।", "50 लाख", 5e6, "USD"),
        ("zh", "项目投资500万美元。", "500万", 5e6, "USD"),
        ("ja", "事業費は5億円だ。", "5億", 5e8, "JPY"),
        ("ko", "사업비는 80만 달러다.", "80만", 8e5, "USD"),
        ("fr", "Le projet coûte 5 millions d'euros.", "5 millions", 5e6, "EUR"),
        ("ru", "Проект стоит 5 млн долларов.", "5 млн", 5e6, "USD"),
        ("id", "Proyek itu menelan biaya 5 juta dolar AS.", "5 juta", 5e6, "USD"),
    ],
)
def test_a_currency_stands_before_or_behind_its_number(
    language: str, text: str, number: str, value: float, unit: str
) -> None:
    found = figure(text, number, language)

    assert (found.kind, found.value, found.unit) == ("money", value, unit)


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("en", "The road is 12 kilometres long.", "12"),
        ("de", "Die Straße ist 12 Kilometer lang.", "12"),
        ("vi", "Con đường dài 12 km.", "12"),
        ("hi", "सड़क 12 किलोमीटर लंबी है।", "12"),
    ],
)
def test_a_measure_is_booked_with_its_unit(language: str, text: str, number: str) -> None:
    found = figure(text, number, language)

    assert (found.kind, found.unit) == ("measure", "km")


# -- ranges and changes -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A cluster has from 6 to 9 projects."),
        ("en", "A cluster has between 6 and 9 projects."),
        ("en", "A cluster has 6-9 projects."),
        ("en", "A cluster has 6–9 projects."),
        ("de", "Jeder hat zwischen 6 und 9 Projekte."),
        ("de", "Jeder hat 6 bis 9 Projekte."),
        ("vi", "Mỗi nơi có từ 6 đến 9 dự án."),
        ("hi", "हर जगह 6 से 9 परियोजनाएँ हैं।"),
        ("fr", "Chacun a entre 6 et 9 projets."),
        ("es", "Cada uno tiene de 6 a 9 proyectos."),
        ("ru", "У каждого от 6 до 9 проектов."),
        ("zh", "每个地方有6至9个项目。"),
    ],
)
def test_a_range_is_one_quantity_with_two_bounds_and_no_value(language: str, text: str) -> None:
    assert [(q.qualifier, q.value, q.value_low, q.value_high) for q in parsed(text, language).quantities] == [
        ("range", None, 6, 9)
    ]


def test_the_scale_behind_a_range_holds_for_both_bounds() -> None:
    found = figure("The programme costs 3.4 to 4.2 billion dong.", "3.4 to 4.2 billion")

    assert (found.value_low, found.value_high, found.unit) == (3.4e9, 4.2e9, "VND")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The number of projects rose from 34 to 42."),
        ("de", "Die Zahl der Projekte stieg von 34 auf 42."),
        ("vi", "Số dự án tăng từ 34 lên 42."),
        ("hi", "परियोजनाओं की संख्या 34 से बढ़कर 42 हो गई।"),
        ("fr", "Le nombre de projets est passé de 34 à 42, en hausse."),
        ("es", "El número de proyectos aumentó de 34 a 42."),
        ("ru", "Число проектов выросло с 34 до 42."),
    ],
)
def test_what_rises_from_one_number_to_another_is_no_range(language: str, text: str) -> None:
    assert [q.value for q in parsed(text, language).quantities] == [34, 42]


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("en", "Exports fell by 12 percent.", "12"),
        ("en", "Exports were down 12 percent.", "12"),
        ("de", "Die Exporte sind um 12 Prozent gesunken.", "12"),
        ("de", "Die Exporte sanken um 12 Prozent.", "12"),
        ("vi", "Kim ngạch xuất khẩu giảm 12%.", "12"),
        ("hi", "निर्यात में 12 प्रतिशत की गिरावट आई।", "12"),
        ("fr", "Les exportations ont baissé de 12 pour cent.", "12"),
        ("es", "Las exportaciones cayeron un 12 por ciento.", "12"),
        ("zh", "出口下降12%。", "12"),
        ("id", "Ekspor turun 12 persen.", "12"),
    ],
)
def test_a_decrease_is_a_negative_change(language: str, text: str, number: str) -> None:
    found = figure(text, number, language)

    assert (found.value, found.aspect) == (-12, "change")


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("en", "Exports rose by 9.5 percent.", "9.5"),
        ("en", "Exports were up 9.5 percent.", "9.5"),
        ("de", "Die Exporte stiegen um 9,5 Prozent.", "9,5"),
        ("vi", "Kim ngạch xuất khẩu tăng 9,5%.", "9,5"),
        ("hi", "निर्यात में 9.5 प्रतिशत की वृद्धि हुई।", "9.5"),
    ],
)
def test_an_increase_is_a_positive_change(language: str, text: str, number: str) -> None:
    found = figure(text, number, language)

    assert (found.value, found.aspect) == (9.5, "change")


def test_the_number_that_something_rose_from_is_exact_in_hindi() -> None:
    assert figure("परियोजनाओं की संख्या 34 से बढ़कर 42 हो गई।", "34", "hi").qualifier == "exact"


def test_both_amounts_of_a_rise_count_the_same() -> None:
    text = "The number of projects rose from 34 to 42."

    assert [q.indicator for q in parsed(text).quantities] == ["projects_total", "projects_total"]


@pytest.mark.parametrize(
    "text",
    [
        "The number of projects fell by 44 projects.",
        "They are down 44 projects.",
        "It was a decrease of 44 projects.",
    ],
)
def test_an_amount_that_something_fell_by_is_negative(text: str) -> None:
    found = figure(text, "44")

    assert (found.value, found.aspect) == (-44, "change")


def test_the_bounds_of_an_almost_negative_change_keep_their_order() -> None:
    found = figure("Exports fell by almost 20 percent.", "20")

    assert (found.value, found.value_low, found.value_high) == (-20, -20, -18)


def test_a_percentage_that_is_reached_is_a_level() -> None:
    assert figure("The share of women is 31 percent.", "31").aspect == "level"


# -- shares and parts -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text", "number", "value"),
    [
        ("en", "Half of the delegations came from Japan.", "Half", 50),
        ("en", "Two thirds of the delegations asked about farming.", "Two thirds", 66.666667),
        ("de", "Die Hälfte der Delegationen kam aus Japan.", "Hälfte", 50),
        ("de", "Ein Drittel der Delegationen kam aus Japan.", "Ein Drittel", 33.333333),
        ("hi", "आधे प्रतिनिधिमंडल जापान से आए।", "आधे", 50),
        ("fr", "La moitié des délégations venait du Japon.", "moitié", 50),
        ("es", "La mitad de las delegaciones llegó de Japón.", "mitad", 50),
    ],
)
def test_a_fraction_of_something_is_a_share_in_percent(language: str, text: str, number: str, value: float) -> None:
    found = figure(text, number, language)

    assert (found.kind, found.unit, round(found.value or 0, 6)) == ("percent", "percent", value)


def test_half_a_million_dollars_are_an_amount_and_no_share() -> None:
    found = figure("Donors gave half a million dollars.", "half a million")

    assert (found.kind, found.value) == ("money", 500_000)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The province knows 77 NGOs, of which 53 came last spring."),
        ("en", "The province knows 77 NGOs, including 53 NGOs from Japan."),
        ("de", "Die Provinz kennt 77 NGOs, davon kamen 53 aus Japan."),
        ("vi", "Tỉnh có 77 dự án, trong đó 53 dự án về y tế."),
        ("fr", "La province compte 77 ONG, dont 53 du Japon."),
        ("hi", "प्रांत में 77 परियोजनाएँ हैं, जिनमें से 53 परियोजनाएँ जापान की हैं।"),
        ("en", "The province knows 77 NGOs, of which 53 have an office."),
        ("vi", "Tỉnh có 77 tổ chức phi chính phủ, trong đó 53 tổ chức đến từ Nhật Bản."),
    ],
)
def test_what_is_taken_out_of_a_number_before_is_a_subset(language: str, text: str) -> None:
    assert [(q.value, q.aspect) for q in parsed(text, language).quantities] == [(77, "level"), (53, "subset")]


def test_a_part_without_a_whole_is_a_level() -> None:
    assert figure("Among them were 12 women.", "12").aspect == "level"


@pytest.mark.parametrize(
    ("text", "language", "number", "value", "qualifier"),
    [
        ("تراجعت الصادرات إلى ماليزيا بنسبة 14 في المائة.", "ar", "14", -14.0, "exact"),
        ("ارتفعت الصادرات إلى اليابان بنسبة 14 في المائة.", "ar", "14", 14.0, "exact"),
        ("শেয়ার ৩.৫ শতাংশের নিচে নেমে এসেছে।", "bn", "৩.৫", 3.5, "under"),
        ("入場券は前回より2割安くなった。", "ja", "2割", -20.0, "exact"),
        ("办理时间缩短20%。", "zh", "20", -20.0, "exact"),
    ],
)
def test_what_rose_or_fell_by_how_much_and_what_fell_below(
    text: str, language: str, number: str, value: float, qualifier: str
) -> None:
    row = figure(text, number, language)
    assert (row.value, row.qualifier) == (value, qualifier)


def test_a_fall_said_of_the_number_behind_leaves_a_range_alone() -> None:
    first, second = parsed("L'attente était de 10 à 12 jours, elle est de moins de cinq.", "fr").quantities
    assert (first.value_low, first.value_high, first.qualifier) == (10, 12, "range")
    assert (second.value, second.qualifier) == (5, "under")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("이 다리는 길다.", []),
        ("지난 이 년간 지었다.", [2.0]),
        ("구 개 기관이 참가했다.", [9.0]),
        ("두 다리를 놓았다.", [2.0]),
    ],
)
def test_a_number_word_that_is_another_word_counts_before_units_alone(text: str, expected: list[float]) -> None:
    assert [q.value for q in parsed(text, "ko").quantities] == expected


def test_ten_odd_is_a_number_before_what_it_counts() -> None:
    (row,) = parsed("每月只有十来天有活干。", "zh").quantities
    assert (row.value, row.qualifier) == (10, "approx")


@pytest.mark.parametrize(
    ("text", "language", "value", "qualifier", "unit"),
    [
        ("۲ هزار و ۳۷۵ سند تأیید شد.", "fa", 2375, "exact", None),
        ("سند حدود ۸ درصد کمتر شد.", "fa", -8, "approx", "percent"),
        ("Тус муж 5 сая гаруй доллар авчээ.", "mn", 5e6, "over", "USD"),
        ("150 कछुओं से अधिक बचाए गए।", "hi", 150, "over", None),
        ("150 கைவினைஞர்களுக்கு மேல் பயன்பெற்றனர்.", "ta", 150, "over", None),
    ],
)
def test_a_qualifier_or_a_unit_stands_behind_what_parts_it_from_the_number(
    text: str, language: str, value: float, qualifier: str, unit: str | None
) -> None:
    (row,) = parsed(text, language).quantities
    assert (row.value, row.qualifier, row.unit) == (value, qualifier, unit)


@pytest.mark.parametrize(
    ("text", "quote", "value", "qualifier"),
    [
        ("הגיעו יותר מעשרה אורחים.", "יותר מעשרה", 10, "over"),
        ("הגיעו כעשרה אורחים.", "כעשרה", 10, "approx"),
        ("הגיעו עשרה אורחים.", "עשרה", 10, "exact"),
    ],
)
def test_a_qualifier_may_end_in_a_letter_written_on_to_the_number(
    text: str, quote: str, value: float, qualifier: str
) -> None:
    (row,) = parsed(text, "he").quantities
    assert (row.quote, row.value, row.qualifier) == (quote, value, qualifier)


@pytest.mark.parametrize(
    ("text", "language", "booked"),
    [
        ("Es kamen ca. 40 Personen.", "de", [(40, "approx", None)]),
        ("Max. 50 Personen dürfen hinein.", "de", [(50, "up_to", None)]),
        ("Przyjechało ok. 40 gości.", "pl", [(40, "approx", None)]),
        ("The fund got Rs. 500 crore.", "en", [(5e9, "exact", "INR")]),
        ("இது ரூ.500 கோடி.", "ta", [(5e9, "exact", "INR")]),
        ("The war is over. 50 people came back.", "en", [(50, "exact", None)]),
        ("It cost 20 Rs. 500 people paid.", "en", [(20, "exact", "INR"), (500, "exact", None)]),
    ],
)
def test_a_full_stop_that_shortens_a_word_parts_nothing(
    text: str, language: str, booked: list[tuple[float, str, str | None]]
) -> None:
    found = [(q.value, q.qualifier, q.unit if q.kind == "money" else None) for q in parsed(text, language).quantities]
    assert found == booked


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("5 és 7 százalék között van.", "hu"),
        ("Kasvu oli 5 ja 7 prosentin välillä.", "fi"),
        ("Artış 5 ile 7 yüzde arasında.", "tr"),
        ("वृद्धि 5 और 7 प्रतिशत के बीच है।", "hi"),
    ],
)
def test_the_word_between_may_stand_behind_its_pair(text: str, language: str) -> None:
    (row,) = parsed(text, language).quantities
    assert (row.value_low, row.value_high, row.qualifier) == (5, 7, "range")


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("There were 50 million 80 million.", "en", [5e7, 8e7]),
        ("共有50万80万。", "zh", [5e5, 8e5]),
        ("5 लाख 80 हजार लोग।", "hi", [580_000]),
        ("Tổng vốn 2 nghìn 500 tỷ đồng.", "vi", [2.5e12]),
        ("tani 10,000 za mchele", "sw", [10_000]),
        ("ဒေါ်လာ သန်း၂၀၀", "my", [2e8]),
    ],
)
def test_amounts_as_big_as_the_one_before_are_amounts_of_their_own(
    text: str, language: str, values: list[float]
) -> None:
    assert [q.value for q in parsed(text, language).quantities] == values


@pytest.mark.parametrize(
    ("text", "language", "value", "qualifier"),
    [
        ("Бұл былтырғы кезеңнен 12,5 пайызға көп.", "kk", 12.5, "exact"),
        ("Bu o‘tgan yilning shu davriga nisbatan 18,7 foizga ko‘p.", "uz", 18.7, "exact"),
        ("Үлесі 40 пайыздан көп.", "kk", 40, "over"),
    ],
)
def test_how_much_more_than_last_year_is_no_more_than_that_much(
    text: str, language: str, value: float, qualifier: str
) -> None:
    (row,) = parsed(text, language).quantities
    assert (row.value, row.qualifier) == (value, qualifier)


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("50만에서 80만 명이 찾는다.", [(500_000, 800_000)]),
        ("비용은 5만 동에서 10만 동이다.", [(50_000, 100_000)]),
        ("참가자는 50명에서 80명으로 늘었다.", [(50, 50), (80, 80)]),
    ],
)
def test_a_to_written_on_to_the_first_number_opens_a_range_or_a_change(
    text: str, bounds: list[tuple[float, float]]
) -> None:
    assert [(q.value_low, q.value_high) for q in parsed(text, "ko").quantities] == bounds


@pytest.mark.parametrize(
    ("language", "text", "number", "qualifier"),
    [
        ("ar", "وتصل قيمتها إلى 7 ملايين دولار.", "7 ملايين", "up_to"),
        ("ar", "وهي بحيرة تزيد مساحتها على 90 هكتارا.", "90", "over"),
        ("hi", "इन पर 3 करोड़ डोंग तक खर्च होंगे।", "3 करोड़", "up_to"),
        ("hi", "राशि 3 करोड़ डोंग तक पहुँच गई।", "3 करोड़", "exact"),
        ("ur", "اس پر 3 کروڑ ڈونگ تک خرچ ہوں گے۔", "3 کروڑ", "up_to"),
        ("ur", "برآمدات 30 ارب ڈالر سے بھی نیچے آ گئیں۔", "30 ارب", "under"),
        ("bn", "হার ৭০ শতাংশের কিছু বেশি।", "৭০", "over"),
        ("ko", "행사에 천여 명이 왔다.", "천", "over"),
        ("th", "มีมูลค่าประมาณ 120 ล้านดอลลาร์", "120 ล้าน", "approx"),
        ("th", "ผู้เข้าร่วมกว่าครึ่งเป็นชาวนา", "ครึ่ง", "over"),
    ],
)
def test_what_says_how_exact_a_figure_is_may_be_parted_or_written_on(
    language: str, text: str, number: str, qualifier: Qualifier
) -> None:
    assert figure(text, number, language).qualifier == qualifier


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("bn", "ভোর সাড়ে চারটা। নৌকা ছাড়ে।"),
        ("bn", "দোকান বিকেল তিনটা থেকে পাঁচটা খোলা।"),
        ("th", "ตื่นตีห้า นอนสองทุ่ม"),
        ("ar", "وهي واحدة من 21 طالبا."),
        ("zh", "两项合计，增长明显。"),
        ("ko", "막내의 열이 내렸다."),
        ("ko", "학생 한 명에게 연간 3백만 원이 돌아갔다."),
    ],
)
def test_a_time_of_day_and_one_of_many_are_no_figures(language: str, text: str) -> None:
    small = [q for q in parsed(text, language).quantities if q.value is not None and q.value < 21]

    assert [q.quote for q in small if q.status != "context"] == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ar", "يمثل ذلك خمس الصادرات.", [20]),
        ("ar", "غير أن خمس هذه المصانع فقط يعمل.", [20]),
        ("ar", "وكان ربع المزارعين من النساء.", [25]),
        ("ar", "وقع خمس اتفاقيات.", [5]),
        ("ja", "前年より１４・５％増えた。", [14.5]),
        ("ja", "７・８号機が動いた。", [7, 8]),
        ("ja", "長さは2メートル半。", [2.5]),
    ],
)
def test_what_a_part_or_a_dot_between_digits_makes(language: str, text: str, expected: list[float]) -> None:
    assert [q.value for q in parsed(text, language).quantities] == expected


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("fr", "L'association a réglé 1,035 million et la province le solde.", "1,035 million"),
        ("bn", "সড়কে ১,১৫০ কোটি এবং ঘরবাড়িতে ৭০০ কোটি ডং।", "১,১৫০ কোটি"),
    ],
)
def test_what_follows_an_and_is_not_counted_by_the_number_before_it(language: str, text: str, number: str) -> None:
    assert figure(text, number, language).unit not in ("province", "house")


@pytest.mark.parametrize(
    ("language", "text", "number", "qualifier"),
    [
        ("pt", "O prazo passou de 15 dias úteis para no máximo sete.", "15", "exact"),
        ("pt", "Os camiões não chegavam a 200.", "200", "under"),
        ("es", "Prevé formar al menos a diez mil trabajadores.", "diez mil", "at_least"),
        ("fr", "Une prime pouvant atteindre 4 millions de dongs.", "4 millions", "up_to"),
        ("nl", "Nog geen 40 procent kwam terug.", "40", "under"),
        ("vi", "Công trình tốn non 9 tỷ đồng.", "9 tỷ", "almost"),
        ("ru", "Рост вплотную подошёл к 9 %.", "9", "almost"),
        ("zh", "旺季最多时可达2100辆。", "2100", "up_to"),
        ("tr", "Hedefimiz 100 milyonu aşmak.", "100 milyonu", "over"),
        ("uk", "Товарообіг перевалив за 60 млрд доларів.", "60 млрд", "over"),
    ],
)
def test_verbs_qualify_as_well(language: str, text: str, number: str, qualifier: str) -> None:
    assert figure(text, number, language).qualifier == qualifier
