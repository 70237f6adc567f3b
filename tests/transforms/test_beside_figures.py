"""What stands around a figure in running text: halves, verbs before subjects, scales named once, telephones."""

from __future__ import annotations

import pytest

from tests.transforms.short_texts import figure, parsed


def amounts(text: str, language: str) -> list[tuple[float | None, str | None]]:
    """The values and units of what a text counts or measures, in order."""
    return [(q.value, q.unit) for q in parsed(text, language).quantities if q.status != "context"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("pt", "Enviaram duas toneladas e meia de arroz e meia tonelada de sal.", [(2.5, "t"), (0.5, "t")]),
        ("pt", "Chegaram dois camiões e meia tonelada de sal.", [(2.0, "vehicle"), (0.5, "t")]),
        ("es", "Donaron tres toneladas y media de semillas.", [(3.5, "t")]),
        ("ja", "米5トン半が届いた。", [(5.5, "t")]),
        ("vi", "Tỉnh nhận 3 tấn rưỡi gạo.", [(3.5, "t")]),
    ],
)
def test_a_half_behind_a_unit_belongs_to_the_number_and_before_one_it_is_a_half(
    language: str, text: str, expected: list[tuple[float, str]]
) -> None:
    assert amounts(text, language) == expected


def test_a_half_between_a_measure_word_and_a_span_of_time_belongs_to_the_number() -> None:
    assert [(q.value, q.unit) for q in parsed("工程历时两个半月。", "zh").quantities] == [(2.5, "month")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وقع الجانبان اتفاقيتين جديدتين.", [(2.0, "agreement")]),
        ("زار المقاطعة وفدان ووقعا مذكرتي تفاهم.", [(2.0, "delegation"), (2.0, "agreement")]),
        ("تبلغ المساحة هكتارين.", [(2.0, "ha")]),
        ("اتفق البلدان على ذلك.", []),
        ("المشروعان الجديدان كبيران، والاتفاقيتان جاهزتان.", []),
    ],
)
def test_a_noun_in_the_dual_is_two_and_with_the_article_a_known_pair(
    text: str, expected: list[tuple[float, str]]
) -> None:
    assert amounts(text, "ar") == expected


@pytest.mark.parametrize(
    ("text", "number", "qualifier"),
    [
        ("تجاوز عدد الزوار 3 ملايين زائر.", "3 ملايين", "over"),
        ("يجب ألا تتجاوز النفقات الإدارية 5 في المائة.", "5", "up_to"),
        ("قارب عدد المشاريع 80 مشروعا.", "80", "almost"),
    ],
)
def test_a_verb_qualifies_a_number_that_its_subject_parts_from_it(text: str, number: str, qualifier: str) -> None:
    assert figure(text, number, "ar").qualifier == qualifier


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("it", "Le vendite sono salite da 240 a 282 milioni di euro.", [(2.4e8, "EUR"), (2.82e8, "EUR")]),
        ("ru", "Экспорт вырос с 17 до 26 млн долларов.", [(1.7e7, "USD"), (2.6e7, "USD")]),
        ("en", "Exports rose from 3.4 to 5.1 billion dollars.", [(3.4e9, "USD"), (5.1e9, "USD")]),
        ("en", "The staff rose from 15 to 2,000.", [(15.0, "worker"), (2000.0, "worker")]),
    ],
)
def test_a_scale_word_named_once_is_that_of_both_amounts_of_a_move(
    language: str, text: str, expected: list[tuple[float, str]]
) -> None:
    assert amounts(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Call the hotline +84 24 3799 3500 for help."),
        ("es", "Puede pedirse en el teléfono 981 55 02 17."),
        ("vi", "Đường dây nóng 0232.3822.116 hoạt động cả ngày."),
        ("ja", "電話は0238-384-4555。"),
        ("th", "โทร. 0-2123-4567"),
    ],
)
def test_a_telephone_number_is_no_figure(language: str, text: str) -> None:
    assert {q.kind for q in parsed(text, language).quantities} == {"identifier"}


def test_a_leading_nought_alone_makes_no_telephone_number() -> None:
    assert amounts("Có 05 dự án và 09 tỉnh.", "vi") == [(5.0, "project"), (9.0, "province")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Of these, 24 came from the Republic of Korea and 12 from other countries."),
        ("vi", "Trong đó 24 đến từ Hàn Quốc, 12 đến từ nước Cộng hòa Séc."),
        ("id", "Dari jumlah itu, 24 berasal dari negara Korea Selatan."),
        ("de", "Davon kamen 24 aus anderen Ländern."),
        ("ru", "Из них 24 приехали из других стран."),
    ],
)
def test_what_comes_from_countries_counts_no_countries(language: str, text: str) -> None:
    assert "country" not in {q.unit for q in parsed(text, language).quantities}


def test_a_vu_is_a_case_before_what_it_is_about() -> None:
    found = figure("Sở đã xử lý 46 vụ bảo hộ công dân.", "46", "vi")

    assert (found.unit, found.indicator) == ("case", "citizen_protection_cases")


def test_exceeding_a_plan_by_a_percentage_is_exact_and_exceeding_an_amount_is_more() -> None:
    assert figure("Kim ngạch vượt 14% so với kế hoạch.", "14", "vi").qualifier == "exact"
    assert figure("Kim ngạch vượt 5 tỷ USD.", "5 tỷ", "vi").qualifier == "over"


def test_one_before_a_korean_noun_is_an_article_and_before_a_counter_a_number() -> None:
    assert amounts("한 재단은 장학금을 전달했다.", "ko") == []
    assert amounts("한 명이 다쳤다.", "ko") == [(1.0, "person")]


def test_what_each_is_given_is_no_count_of_one() -> None:
    assert amounts("1世帯に500万ドンが支給された。", "ja") == [(5e6, "VND")]


def test_passing_from_one_number_to_another_is_not_more_than_the_first() -> None:
    assert figure("O número passou de 45 para 57 famílias.", "45", "pt").qualifier == "exact"
    assert figure("O total passou de 300.", "300", "pt").qualifier == "over"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("sw", "Serikali ilitoa dola milioni 5 na watalii elfu ishirini.", [5e6, 20_000.0]),
        ("sw", "Idadi ilifikia milioni mia mbili.", [2e8]),
        ("si", "රුපියල් මිලියන 25 ක්", [2.5e7]),
        ("my", "ဒေါ်လာ သန်း ၅၀", [5e7]),
    ],
)
def test_a_scale_word_may_stand_before_what_it_multiplies(language: str, text: str, expected: list[float]) -> None:
    assert [q.value for q in parsed(text, language).quantities] == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "La obra lleva año y medio de retraso."),
        ("fr", "Le chantier a un an et demi de retard."),
        ("ar", "استغرق العمل عاما ونصف العام."),
    ],
)
def test_a_unit_and_a_half_is_one_and_a_half(language: str, text: str) -> None:
    assert [(q.value, q.unit) for q in parsed(text, language).quantities] == [(1.5, "year")]


@pytest.mark.parametrize(
    ("language", "text", "bounds"),
    [
        ("ja", "価格が3〜4割上がった。", (30, 40)),
        ("zh", "房价上涨三至四成。", (30, 40)),
        ("th", "ตั้งกองทุน 2–3 หมื่นล้านดอง", (2e10, 3e10)),
        ("vi", "Quỹ có từ 2-3 trăm triệu đồng.", (2e8, 3e8)),
    ],
)
def test_a_range_has_the_scale_or_the_part_of_its_end(language: str, text: str, bounds: tuple[float, float]) -> None:
    (found,) = parsed(text, language).quantities

    assert (found.qualifier, found.value_low, found.value_high) == ("range", *bounds)


@pytest.mark.parametrize(
    ("language", "text", "number", "qualifier"),
    [
        ("es", "Como mínimo el 30 % será extranjero.", "30", "at_least"),
        ("it", "Restano almeno altri 300 mattoni.", "300", "at_least"),
        ("fr", "Au moins les 40 projets sont prêts.", "40", "at_least"),
    ],
)
def test_an_article_may_stand_between_a_qualifier_and_its_number(
    language: str, text: str, number: str, qualifier: str
) -> None:
    assert figure(text, number, language).qualifier == qualifier


def test_a_qualifier_in_brackets_behind_an_amount_belongs_to_what_follows() -> None:
    text = "Il biglietto costa 150.000 dong (circa 6 euro)."

    assert [q.qualifier for q in parsed(text, "it").quantities] == ["exact", "approx"]


def test_a_currency_may_stand_before_a_qualifier() -> None:
    (found,) = parsed("總經費折合新臺幣約1.1億元。", "zh").quantities

    assert (found.unit, found.qualifier, found.value) == ("TWD", "approx", 1.1e8)


def test_a_verb_behind_a_number_says_how_it_moved_where_verbs_come_last() -> None:
    assert figure("면적은 늘었지만 수확량은 가뭄 탓에 20%가량 감소했다.", "20", "ko").value == -20


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Revenue climbed to 2.4 trillion dong. Profit and exports stood at 405 billion.", "VND"),
        ("ru", "Оборот составил 48 млн долларов. Импорт кофе достиг 26 млн.", "USD"),
    ],
)
def test_a_bare_amount_behind_a_noun_of_money_has_the_currency_named_before(
    language: str, text: str, expected: str
) -> None:
    assert [q.unit for q in parsed(text, language).quantities] == [expected, expected]


def test_people_are_not_counted_in_the_currency_named_before() -> None:
    text = "Revenue climbed to 2.4 trillion dong. The city has 2 million residents."

    assert [q.unit for q in parsed(text, "en").quantities] == ["VND", "person"]


def test_falling_by_a_quarter_is_a_share_and_a_fourth_year_is_none() -> None:
    assert figure("A produtividade caiu um quarto com a seca.", "um quarto", "pt").value == -25
    assert parsed("No quarto ano chegaram.", "pt").quantities == ()


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The park covers 12.5 km2 and the hall 300 m².", [(12.5, "km2"), (300.0, "m2")]),
        ("fr", "Le réservoir contient 1,2 million de m3.", [(1.2e6, "m3")]),
        ("ru", "Площадь зала — 300 м2.", [(300.0, "m2")]),
        ("en", "A 350-MW plant was built.", [(350.0, "MW")]),
        ("de", "Der 12-Kilometer-Abschnitt ist fertig.", [(12.0, "km")]),
        ("en", "It costs S$120 million, of which A$15 million is paid.", [(1.2e8, "SGD"), (1.5e7, "AUD")]),
    ],
)
def test_squares_hyphens_and_dollars_of_other_countries_are_read(
    language: str, text: str, expected: list[tuple[float, str]]
) -> None:
    assert amounts(text, language) == expected


def test_a_code_behind_a_hyphen_is_still_none() -> None:
    assert {q.status for q in parsed("Under Plan 350-KH the visit goes on.", "en").quantities} == {"context"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Growth of 7.5 to 8 percent is expected."),
        ("fr", "Une croissance de 7,5 à 8 % est visée."),
        ("es", "Se prevé un crecimiento de entre el 7,5 % y el 8 %."),
        ("it", "Si prevede una crescita tra il 7,5 e l'8%."),
        ("pt", "Prevê-se um crescimento de 7,5% a 8%."),
        ("de", "Angestrebt werden 7,5 bis 8 Prozent Wachstum."),
    ],
)
def test_a_growth_between_two_percentages_is_a_range(language: str, text: str) -> None:
    (found,) = parsed(text, language).quantities

    assert (found.qualifier, found.value_low, found.value_high) == ("range", 7.5, 8)


def test_a_growth_that_went_from_one_percentage_to_another_is_none() -> None:
    text = "La croissance est passée de 7,5 à 8 %."

    assert [q.value for q in parsed(text, "fr").quantities] == [7.5, 8]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Es fielen 120 Millimeter Regen."),
        ("fr", "Il est tombé 120 millimètres de pluie."),
        ("es", "Cayeron 120 milímetros de lluvia."),
        ("ru", "Выпало 120 мм осадков."),
    ],
)
def test_rain_that_falls_is_no_decrease(language: str, text: str) -> None:
    assert [q.value for q in parsed(text, language).quantities] == [120]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Пришло более тысячи человек.", [1000.0]),
        ("Собрано около миллиона тонн.", [1e6]),
        ("Тысячи людей вышли на улицы.", []),
    ],
)
def test_a_scale_word_that_may_be_a_plural_counts_behind_a_qualifier(text: str, expected: list[float]) -> None:
    assert [q.value for q in parsed(text, "ru").quantities] == expected


@pytest.mark.parametrize(
    ("language", "text", "number", "qualifier"),
    [
        ("en", "The fee must not exceed 200,000 dong.", "200,000", "up_to"),
        ("de", "Die Gebühr darf 200.000 Dong nicht überschreiten.", "200.000", "up_to"),
        ("fr", "Les frais ne peuvent excéder 200 000 dongs.", "200 000", "up_to"),
        ("es", "La tasa no puede superar los 200.000 dongs.", "200.000", "up_to"),
        ("pt", "A taxa não pode ultrapassar 200 mil dongs.", "200 mil", "up_to"),
        ("it", "La tassa non può superare i 200.000 dong.", "200.000", "up_to"),
        ("ru", "Сбор не должен превышать 200 тысяч донгов.", "200 тысяч", "up_to"),
        ("fr", "Un quart au moins des sièges sont libres.", "Un quart", "at_least"),
        ("ru", "Дефицит сократился приблизительно до 300 млрд донгов.", "300 млрд", "approx"),
        ("de", "Der Park verfügt über 250 Betten.", "250", "exact"),
    ],
)
def test_a_bound_may_be_said_by_a_verb_a_word_behind_or_before_a_to(
    language: str, text: str, number: str, qualifier: str
) -> None:
    assert figure(text, number, language).qualifier == qualifier


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Ein 3,4-Millionen-Euro-Projekt begann.", [(3.4e6, "EUR")]),
        ("en", "A 3.5-million-dollar plan was signed.", [(3.5e6, "USD")]),
    ],
)
def test_a_hyphen_may_join_digits_to_a_scale_word(language: str, text: str, expected: list[tuple[float, str]]) -> None:
    assert amounts(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Some 1,600 hectares, of which roughly a quarter is forest."),
        ("en", "The rain spared almost a quarter."),
    ],
)
def test_a_quarter_behind_a_qualifier_is_a_share(language: str, text: str) -> None:
    found = parsed(text, language).quantities[-1]

    assert (found.value, found.unit) == (25, "percent")


def test_a_time_of_day_with_a_full_stop_shows_no_decimal_mark() -> None:
    assert amounts("La sala abre a las 8.30 horas y recibirá a 2.000 personas.", "es")[-1] == (2000.0, "person")


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Four out of five households have clean water.", [(80.0, "percent")]),
        ("en", "One in four workers is a migrant.", [(25.0, "percent")]),
        ("en", "They built 3 schools in 10 communes.", [(3.0, "school"), (10.0, "commune")]),
        ("de", "Vier von fünf Haushalten haben sauberes Wasser.", [(80.0, "percent")]),
        ("de", "Jeder vierte Arbeiter kommt aus dem Norden.", [(25.0, "percent")]),
        ("de", "Ein Plus von acht Prozent wurde erreicht.", [(8.0, "percent")]),
        ("fr", "Quatre ménages sur cinq ont l'eau potable.", [(80.0, "percent")]),
        ("fr", "Un village sur dix a une route.", [(10.0, "percent")]),
        ("it", "Un agricoltore su quattro ha perso tutto.", [(25.0, "percent")]),
        ("it", "Un agricoltore ha perso tutto.", []),
        ("ru", "Четыре домохозяйства из пяти имеют чистую воду.", [(80.0, "percent")]),
    ],
)
def test_so_many_out_of_so_many_are_a_share_whatever_stands_between(
    language: str, text: str, expected: list[tuple[float, str]]
) -> None:
    assert amounts(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The province ranked 9th out of 63."),
        ("de", "Die Provinz belegte Platz neun von 63."),
        ("fr", "La province se classe au neuvième rang sur 63."),
        ("es", "La provincia quedó en el puesto 9 de 63."),
        ("pt", "A província ficou em nono lugar entre 63."),
        ("it", "La provincia è nona su 63."),
        ("ru", "Провинция заняла 9-е место среди 63."),
    ],
)
def test_the_number_of_those_ranked_is_no_figure(language: str, text: str) -> None:
    assert amounts(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Infant mortality is 12 per 1,000 live births."),
        ("de", "Die Sterblichkeit liegt bei 12 je 1.000 Geburten."),
        ("fr", "La mortalité est de 12 pour 1.000 naissances."),
        ("es", "La mortalidad es de 12 por cada 1.000 nacimientos."),
        ("ru", "Смертность составляет 12 на 1000 родившихся."),
    ],
)
def test_what_a_rate_is_told_of_is_no_figure(language: str, text: str) -> None:
    assert [value for value, _ in amounts(text, language)] == [12.0]


@pytest.mark.parametrize(
    ("language", "text", "qualifiers"),
    [
        ("es", "La cifra supera los 300 proyectos y los 4.000 millones de dólares.", ["over", "over"]),
        ("it", "Si superano i 300 progetti e i 4 miliardi di dollari.", ["over", "over"]),
        ("es", "Más de la mitad de los 800 alumnos son niñas.", ["over", "exact"]),
        ("pt", "Participaram mais de 300 jovens e 40 professores.", ["over", "exact"]),
    ],
)
def test_a_verb_says_of_two_numbers_behind_their_articles_how_exact_they_are(
    language: str, text: str, qualifiers: list[str]
) -> None:
    assert [q.qualifier for q in parsed(text, language).quantities] == qualifiers


def test_a_score_counts_nothing_and_a_verb_is_no_currency() -> None:
    assert amounts("Hanoi won 3-1 in the final.", "en") == []
    assert amounts("Vietnam won 12 medals.", "en") == [(12.0, "award")]


def test_a_word_cut_off_before_its_scale_takes_that_of_the_next() -> None:
    found = parsed("Fünfzehn- bis zwanzigtausend Zuschauer kamen.", "de").quantities[0]

    assert (found.value_low, found.value_high) == (15_000.0, 20_000.0)


def test_a_difference_in_points_is_no_place_to_start_from() -> None:
    assert amounts("La pauvreté a reculé de 1,2 point à 3,4 %.", "fr") == [(-1.2, "percent"), (3.4, "percent")]
    assert amounts("L'export a reculé de 12 % à 3,4 millions de tonnes.", "fr")[0] == (-12.0, "percent")
    assert amounts("Le taux a reculé de 12 % à 8 %.", "fr")[0] == (12.0, "percent")


def test_a_number_that_a_factor_ends_with_begins_no_range() -> None:
    found = amounts("Le chiffre a été multiplié par 1,5, à 40 milliards de dôngs.", "fr")

    assert found == [(1.5, None), (4e10, "VND")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A kilo fetches 60,000 dong.", [6e4]),
        ("It weighs a kilo.", [1.0]),
        ("The plan, said Tran Anh Tuan, 44, has worked.", []),
        ("They planted 12, 44, and 60 trees.", [12, 44, 60]),
    ],
)
def test_what_a_price_is_for_and_an_age_behind_a_name_are_no_figures(text: str, expected: list[float]) -> None:
    assert [q.value for q in parsed(text, "en").quantities if q.status != "context"] == expected


def test_two_numbers_with_units_of_their_own_are_no_range() -> None:
    found = parsed("O crédito tem juros de 2,1% e dez anos de carência.", "pt").quantities

    assert [(q.value, q.unit) for q in found] == [(2.1, "percent"), (10.0, "year")]


@pytest.mark.parametrize(
    ("language", "text"), [("de", "Das kostet 15 Mio. € im Jahr."), ("ru", "Это стоит 15 млн. € в год.")]
)
def test_a_sign_of_money_behind_an_abbreviation_begins_no_sentence(language: str, text: str) -> None:
    assert amounts(text, language) == [(1.5e7, "EUR")]


@pytest.mark.parametrize(
    ("language", "text", "number", "qualifier"),
    [
        ("es", "Las ventas rozaron los 200 millones de euros.", "200 millones", "almost"),
        ("fr", "Les ventes ont frôlé les 200 millions d'euros.", "200 millions", "almost"),
        ("ru", "Продажи приблизились к 200 млн евро.", "200 млн", "almost"),
        ("de", "Die Zahl überschritt die Marke von 300.000 Gästen.", "300.000", "over"),
        ("de", "Das sind höchstens jedoch 4.000 Tonnen.", "4.000", "up_to"),
        ("fr", "Le nombre a franchi le seuil de 500 000 visiteurs.", "500 000", "over"),
    ],
)
def test_a_verb_that_comes_near_or_passes_a_mark_qualifies(
    language: str, text: str, number: str, qualifier: str
) -> None:
    assert figure(text, number, language).qualifier == qualifier


def test_the_digit_of_a_unit_is_accounted_for_as_context() -> None:
    text = "The park covers 12 km2, paid by the m2."
    found = [(q.quote, q.status) for q in parsed(text, "en").quantities]

    assert found == [("12 km2", "unmapped"), ("2", "context"), ("2", "context")]


@pytest.mark.parametrize(
    ("language", "text", "share"),
    [
        ("hi", "हर तीन में से एक परिवार मछली पकड़ता है।", 100 / 3),
        ("hi", "पाँच में से चार लोगों ने समर्थन किया।", 80),
        ("ur", "پانچ میں سے چار افراد نے حمایت کی۔", 80),
        ("bn", "প্রতি তিনটি পরিবারের একটি মাছ ধরে।", 100 / 3),
        ("ja", "5人に1人が65歳以上だ。", 20),
        ("ja", "4件に1件が不許可となった。", 25),
        ("ko", "주민 다섯 명 중 한 명이 어업에 종사한다.", 20),
    ],
)
def test_a_whole_and_its_part_behind_it_are_one_share(language: str, text: str, share: float) -> None:
    ((value, unit),) = amounts(text, language)

    assert unit == "percent"
    assert value == pytest.approx(share)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("vi", "Tỉnh xếp thứ 9/63 tỉnh, thành phố."),
        ("vi", "Tỉnh đứng thứ chín trong 63 tỉnh, thành phố."),
        ("zh", "该省在全国63个省市中排名第九。"),
        ("ja", "同省は63省・市中9位となった。"),
        ("ko", "성은 63개 성·시 가운데 9위를 차지했다."),
        ("id", "Provinsi itu menempati peringkat ke-9 dari 63 provinsi."),
        ("hi", "प्रांत 63 प्रांतों में नौवें स्थान पर रहा।"),
        ("bn", "প্রদেশটি ৬৩টি প্রদেশের মধ্যে নবম স্থানে রয়েছে।"),
        ("ur", "صوبہ 63 صوبوں میں نویں نمبر پر رہا۔"),
        ("ar", "احتلت المقاطعة المركز التاسع من بين 63 مقاطعة."),
    ],
)
def test_how_many_are_ranked_is_no_figure(language: str, text: str) -> None:
    assert amounts(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ja", "千人当たりの医師数は1.2人だ。"),
        ("ko", "인구 1,000명당 의사 수는 1.2명이다."),
        ("id", "Per 1.000 penduduk terdapat 1,2 dokter."),
        ("hi", "प्रति हजार आबादी पर 1.2 डॉक्टर हैं।"),
        ("ar", "يوجد 1.2 طبيب لكل ألف نسمة."),
    ],
)
def test_for_how_many_something_is_counted_is_no_figure(language: str, text: str) -> None:
    assert [value for value, _ in amounts(text, language)] == [1.2]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("vi", "Trận đấu kết thúc với tỷ số 3-1."),
        ("zh", "越南队以3比1获胜。"),
        ("ko", "베트남이 3-1로 이겼다."),
        ("th", "ทีมเวียดนามชนะ 3-1"),
        ("ur", "ویتنام نے 3-1 سے کامیابی حاصل کی۔"),
    ],
)
def test_a_score_is_no_figure(language: str, text: str) -> None:
    assert amounts(text, language) == []


def test_a_numeral_said_twice_is_what_each_gets() -> None:
    assert amounts("छात्रों को 10-10 हजार रुपये मिले।", "hi") == [(10_000.0, "INR")]


def test_a_half_more_than_hundreds_in_one_word_is_half_a_hundred() -> None:
    assert amounts("প্রকল্পে সাড়ে তিনশ কোটি টাকা ব্যয় হবে।", "bn") == [(3.5e9, "BDT")]


@pytest.mark.parametrize(
    ("language", "text", "counted"),
    [
        ("en", "Relations between the two countries grow.", 0),
        ("en", "They came from two countries.", 1),
        ("en", "The two projects cost 5 million dollars.", 1),
        ("fr", "Les relations entre les deux provinces se développent.", 0),
        ("es", "Las relaciones entre los dos países crecen.", 0),
        ("pt", "As relações entre os dois povos crescem.", 0),
        ("it", "I rapporti tra i due Paesi crescono.", 0),
        ("it", "Hanno partecipato due Paesi.", 1),
        ("de", "Die zwei Provinzen arbeiten zusammen.", 0),
        ("ru", "Отношения между двумя странами крепнут.", 0),
    ],
)
def test_a_two_that_points_at_those_known_counts_nothing(language: str, text: str, counted: int) -> None:
    assert len(amounts(text, language)) == counted


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Rice fell $5 to $495 a tonne.", [(-5.0, "USD"), (495.0, "USD")]),
        ("en", "No more than 30 people may enter.", [(30.0, "person")]),
        ("en", "The fund lent 300m won and 5bn yen.", [(3e8, "KRW"), (5e9, "JPY")]),
        ("de", "Das Wachstum von 8 bis 8,5 Prozent ist geplant.", [(None, "percent")]),
        ("fr", "Une personne est morte.", [(1.0, "person")]),
        ("fr", "Une personne est venue.", []),
        ("it", "Il corso è per un'ottantina di allievi.", [(80.0, "person")]),
        ("pt", "O quilo rende 7 mil dongs e os custos são 8 mil.", [(7000.0, "VND"), (8000.0, "VND")]),
    ],
)
def test_what_stands_around_amounts_and_single_persons(
    language: str, text: str, expected: list[tuple[float | None, str]]
) -> None:
    assert amounts(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("hi", "व्यापार 2024-25 में 15.8 अरब डॉलर रहा।", [(1.58e10, "USD")]),
        ("ja", "収量は1ヘクタール当たり15トンだ。", [(15.0, "t")]),
        ("ja", "価格は1トン520ドル。", [(520.0, "USD")]),
        ("th", "สอบถาม โทร. 0-2507-7555", []),
        ("th", "เมื่อสองปีก่อนมี 30 โครงการ", [(30.0, "project")]),
        ("zh", "3号泊位启用。", []),
    ],
)
def test_parts_of_years_telephones_and_bases_are_no_figures(
    language: str, text: str, expected: list[tuple[float, str]]
) -> None:
    assert amounts(text, language) == expected


def test_a_tenth_and_a_half_are_fifteen_percent() -> None:
    assert amounts("产量增长一成半。", "zh") == [(15.0, "percent")]


def test_an_article_may_part_a_qualifier_from_a_fraction() -> None:
    assert figure("أنجزنا نحو الثلث.", "ثلث", "ar").qualifier == "approx"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "They had five or six boats."),
        ("de", "Sie hatten fünf oder sechs Boote."),
        ("fr", "Ils avaient cinq ou six bateaux."),
        ("it", "Avevano cinque o sei barche."),
        ("ru", "У них пять или шесть лодок."),
    ],
)
def test_two_numbers_that_follow_on_each_other_and_an_or_between_are_a_range(language: str, text: str) -> None:
    assert [(q.value_low, q.value_high) for q in parsed(text, language).quantities] == [(5.0, 6.0)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Dans les années 90, la route manquait."),
        ("es", "En los años noventa faltaba la carretera."),
        ("it", "Negli anni Novanta mancava la strada."),
        ("fr", "Il y a eu deux fois plus de monde."),
        ("en", "There were three times as many."),
        ("ru", "Стало в два раза больше."),
    ],
)
def test_decades_and_factors_are_no_figures(language: str, text: str) -> None:
    assert amounts(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "value", "qualifier"),
    [
        ("ru", "Экспорт упал почти на 5%.", -5.0, "almost"),
        ("ru", "План превысили на 4%.", 4.0, "exact"),
        ("de", "Die Ausfuhren sanken mindestens um 10 Prozent.", -10.0, "at_least"),
        ("fr", "Les recettes ont dépassé de 4 % l'objectif.", 4.0, "exact"),
        ("it", "Le entrate hanno superato del 4% l'obiettivo.", 4.0, "exact"),
        ("de", "Der Weg führt über drei Bäche.", 3.0, "exact"),
        ("es", "Se espera superar los 3 millones.", 3e6, "over"),
    ],
)
def test_what_leads_to_an_amount_of_change_may_stand_behind_its_qualifier(
    language: str, text: str, value: float, qualifier: str
) -> None:
    (found,) = parsed(text, language).quantities

    assert (found.value, found.qualifier) == (value, qualifier)


def test_a_fall_to_another_number_makes_no_move_of_a_range() -> None:
    found = parsed("O custo desceu para 3.600 dólares, contra 5 mil a 7 mil há uma década.", "pt").quantities

    assert (found[1].value_low, found[1].value_high) == (5000.0, 7000.0)


def test_thousands_of_millions_with_nothing_behind_are_money_where_money_was_named() -> None:
    text = "Veranschlagt sind zwölf Milliarden Dong. Das Amt zahlt höchstens 2,5 Milliarden."

    assert amounts(text, "de")[-1] == (2.5e9, "VND")


def test_an_amount_converted_in_brackets_does_not_name_the_currency_of_the_next() -> None:
    text = "Revenue rose to 2.36 trillion dong ($94.9 million). Net profit was 405 billion."

    assert amounts(text, "en")[-1] == (4.05e11, "VND")


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("ja", "60の案件に14億ドル(約1890億円)以上を投入している。", "14億"),
        ("ko", "60개 사업에 14억 달러(약 1890억 엔) 이상을 투입했다.", "14억"),
    ],
)
def test_what_stands_behind_a_bracket_qualifies_the_amount_before_it(language: str, text: str, number: str) -> None:
    assert figure(text, number, language).qualifier == "at_least"


def test_what_rose_is_a_level_where_the_verb_stands_before_it() -> None:
    text = "2014년에는 129개의 단체가 활동했고 2015년에는 16개가 늘어난 145개의 단체가 활동했다."

    assert figure(text, "16", "ko").aspect == "change"
    assert figure(text, "145", "ko").aspect == "level"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The plan is drawn at a scale of 1:500."),
        ("vi", "Quy hoạch chi tiết tỷ lệ 1/500 được duyệt."),
        ("de", "Auf den Plätzen zwei und drei folgten China und Japan."),
        ("fr", "La province occupe la place 2."),
        ("it", "La provincia è al posto 2 della classifica."),
        ("ru", "Провинция заняла место 2."),
        ("vi", "Vốn tăng ba lần so với cùng kỳ."),
        ("zh", "出口增长3倍。"),
        ("id", "Ekspor naik 3 kali lipat."),
        ("id", "Bantuan dalam waktu 5 tahun ini besar."),
        ("ru", "Это больше, чем в сравнении с первой половиной этого года."),
    ],
)
def test_scales_ranks_factors_and_spans_of_time_are_no_figures(language: str, text: str) -> None:
    assert amounts(text, language) == []


def test_what_is_taken_out_of_money_is_money() -> None:
    text = "Elle reçoit 200 millions de dollars d'IDE, dont 150 millions de nouveaux projets et 50 millions d'ajouts."

    assert amounts(text, "fr") == [(2e8, "USD"), (1.5e8, "USD"), (5e7, "USD")]


def test_what_leads_to_a_part_is_not_said_of_the_whole() -> None:
    row = figure("Un budget de 455 milliards de dongs dont 334 milliards de prêts.", "455 milliards", "fr")

    assert (row.quote, row.aspect) == ("455 milliards de dongs", "level")


@pytest.mark.parametrize("sign", ["VND", "VNĐ"])
def test_the_dong_is_written_with_either_letter(sign: str) -> None:
    assert amounts(f"The aid came to 27.70 billion {sign}.", "en") == [(2.77e10, "VND")]


def test_what_a_name_is_of_is_not_what_is_counted() -> None:
    assert figure("কোয়াং ত্রি প্রদেশ ৬১টি (নতুন) কাজ পেয়েছে।", "৬১", "bn").unit is None


def test_what_stands_before_the_topic_is_not_what_is_counted() -> None:
    assert figure("外国人投資家は18の分野に投資を行っている。", "18", "ja").unit is None


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("pt", "A União contribui com 800 mil euros e a FAO com outros 250 mil.", (250_000.0, "EUR")),
        ("it", "La spesa è di 13 miliardi di dong. Il planetario, costato 175 miliardi, apre.", (1.75e11, "VND")),
        ("de", "Jeder zwanzigste Gast blieb.", (5.0, "percent")),
        ("de", "Ein Kredit über 3 Millionen Dollar ist bewilligt.", (3e6, "USD")),
        ("en", "Officials want exports to top $1.5 billion.", (1.5e9, "USD")),
    ],
)
def test_further_amounts_said_shortly(language: str, text: str, expected: tuple[float, str]) -> None:
    assert amounts(text, language)[-1] == expected


def test_a_loan_over_an_amount_is_exactly_that() -> None:
    assert figure("Ein Kredit über 3 Millionen Dollar ist bewilligt.", "3 Millionen", "de").qualifier == "exact"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("vi", "Tỉnh xây cầu Cửa Lục 1."),
        ("id", "Provinsi membangun jembatan Musi 2."),
        ("es", "Se inauguró el puente Cua Luc 3."),
        ("ja", "トップ3はシンガポールだ。"),
        ("ja", "5連休が始まった。"),
        ("ko", "일본이 2위로 올라섰다."),
        ("ru", "Ханой один только принял гостей."),
        ("zh", "会议每年举行一次。"),
    ],
)
def test_numbers_of_names_ranks_and_single_times_are_no_figures(language: str, text: str) -> None:
    assert amounts(text, language) == []


def test_a_currency_in_a_bracket_belongs_to_the_amount_behind_it() -> None:
    row = figure("Each got VND 1 million (USD 40.72).", "1 million")

    assert row.quote == "VND 1 million"


def test_a_range_may_be_written_with_a_minus_sign() -> None:
    (row,) = parsed("Ожидается 16\u221217 млн гостей.", "ru").quantities

    assert (row.value_low, row.value_high) == (16e6, 17e6)


def test_more_behind_a_percentage_tells_of_a_rise() -> None:
    assert figure("Приехали гости, на 25,4% больше, чем годом ранее.", "25,4", "ru").aspect == "change"


def test_where_things_are_is_not_what_they_are() -> None:
    assert figure("The aid went to two border lookouts in Duc Hue district.", "two").unit is None


def test_what_is_counted_may_follow_a_measure_word() -> None:
    assert figure("外国投资者资助越南21个剧种。", "21", "zh").unit is None
    assert figure("外国投资者投资越南21个产业。", "21", "zh").unit == "sector"
    assert figure("新批项目共1657个,投资总额为124亿美元。", "1657", "zh").unit == "project"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("pt", "O valor foi de 157 bilhões e 630 milhões de dólares.", (157.63e9, "USD")),
        ("es", "Sumaron 157 millones y 630 mil dólares.", (157.63e6, "USD")),
        ("en", "They gave 2 million and 300 thousand dollars.", (2.3e6, "USD")),
        ("bn", "আমদানি ছয়শ ৬৯ বিলিয়ন ডলারে দাঁড়িয়েছে।", (669e9, "USD")),
    ],
)
def test_an_amount_may_be_said_in_two_parts(language: str, text: str, expected: tuple[float, str]) -> None:
    assert amounts(text, language) == [expected]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("id", "Dewan Manajemen Proyek 85 bekerja."),
        ("vi", "Ban Quản lý Dự án 85 chủ trì giai đoạn 1."),
        ("en", "Work on phase 1 began."),
        ("id", "Tahap 1 selesai."),
    ],
)
def test_what_a_number_tells_apart_is_no_figure(language: str, text: str) -> None:
    assert amounts(text, language) == []


@pytest.mark.parametrize("sign", ["+13,36%", "-13,36%"])
def test_a_sign_before_a_percentage_tells_of_a_change(sign: str) -> None:
    (row,) = [
        q for q in parsed(f"L'export sale a 6,9 miliardi di dollari ({sign}).", "it").quantities if q.kind == "percent"
    ]

    assert row.aspect == "change"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "La visite a lieu du 10 au 17 octobre."),
        ("es", "La visita tuvo lugar del 10 al 17 de octubre."),
        ("it", "La visita si è svolta dal 10 al 17 ottobre."),
        ("pt", "A visita decorreu de 10 a 17 de outubro."),
        ("de", "Der Besuch fand vom 10. bis 17. Oktober statt."),
        ("en", "The visit took place from 10 to 17 October."),
        ("ru", "Визит прошёл с 10 по 17 октября."),
        ("id", "Kunjungan berlangsung dari 10 hingga 17 Oktober."),
        ("vi", "Chuyến thăm diễn ra từ ngày 10 đến ngày 17/10."),
        ("zh", "访问于10月10日至17日举行。"),
        ("ja", "訪問は10月10日から17日まで行われた。"),
        ("ko", "방문은 10월 10일부터 17일까지 진행됐다."),
        ("th", "การเยือนจัดขึ้นระหว่างวันที่ 10 ถึง 17 ตุลาคม"),
        ("hi", "यात्रा 10 से 17 अक्टूबर तक चली।"),
        ("bn", "সফরটি ১০ থেকে ১৭ অক্টোবর পর্যন্ত চলে।"),
        ("ur", "دورہ 10 سے 17 اکتوبر تک جاری رہا۔"),
        ("ar", "جرت الزيارة من 10 إلى 17 أكتوبر."),
    ],
)
def test_the_days_from_one_to_another_of_a_month_are_no_figures(language: str, text: str) -> None:
    assert amounts(text, language) == []


def test_a_word_before_both_numbers_makes_no_share_of_them() -> None:
    assert [value for value, _ in amounts("곳 중2 여섯 곳은 인력을 구한다.", "ko")] == [2.0, 6.0]
