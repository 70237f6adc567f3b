"""What a number counts: where its noun is another's, it counts something that is not known."""

from __future__ import annotations

import pytest

from tests.transforms.short_texts import figure, parsed


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("de", "Seit 2015 hat der Verein in der Provinz 37 Lagerhallen gebaut.", "37"),
        ("de", "Es kamen 26 Blaskapellen mit mehr als 700 Musikern aus elf Ländern.", "26"),
        ("en", "Sixteen platoons, most of whose members are young, cleared the field.", "Sixteen"),
        ("en", "The harbour gets 14 pontoons and 3 roads.", "14"),
        ("fr", "Au moins quatre attelages feront le voyage.", "quatre"),
        ("fr", "Nous sommes sept pour une ville entière.", "sept"),
        ("es", "En la provincia 18 molinos siguen en pie.", "18"),
        ("it", "I mulini attivi in provincia sono quattordici e lavorano sempre.", "quattordici"),
        ("pt", "O projeto substitui 4.000 guindastes por modelos novos do programa.", "4.000"),
        ("ru", "В деревне на сорок ульев было три насоса.", "сорок"),
        ("vi", "Bệnh viện có 800 cửa sổ.", "800"),
        ("hi", "सम्मेलन में बारह झूले लगाए गए।", "बारह"),
        ("ur", "ادارے نے 700 چھتریاں بھیجیں۔", "700"),
        ("ar", "تضم المقاطعة 12 بستانا وست مدارس.", "12"),
        ("zh", "全省目前有理发馆360家。", "360"),
        ("zh", "村里有8个蜂窝和十五名个人。", "8"),
    ],
)
def test_an_unknown_word_beside_a_number_is_what_it_counts(language: str, text: str, number: str) -> None:
    found = figure(text, number, language)

    assert (found.unit, found.indicator) == (None, None)


@pytest.mark.parametrize(
    ("language", "text", "number", "unit"),
    [
        ("en", "The number of projects reached 41 in all.", "41", "project"),
        ("en", "They run 12 large new projects.", "12", "project"),
        ("en", "They opened 35 of the schools.", "35", "school"),
        ("de", "Die Provinz hat 37 neue Projekte.", "37", "project"),
        ("fr", "La province gère 12 nouveaux projets.", "12", "project"),
        ("es", "Hoy hay 12 nuevos proyectos.", "12", "project"),
        ("ru", "Открыто 12 крупных проектов.", "12", "project"),
        ("vi", "Số dự án là 41.", "41", "project"),
        ("id", "Jumlah proyek mencapai 41.", "41", "project"),
        ("hi", "परियोजनाओं की संख्या 41 है।", "41", "project"),
        ("th", "มีโครงการ 41 โครงการ", "41", "project"),
        ("zh", "全省实施项目共41个。", "41", "project"),
        ("ja", "事業は41件だった。", "41", "project"),
        ("ko", "사업은 41건이다.", "41", "project"),
        ("de", "Es wurden 120 ausreisende und über 180 einreisende Delegationen betreut.", "120", "delegation"),
        ("pt", "A província recebeu 58 delegações e enviou 17 ao exterior.", "17", "delegation"),
    ],
)
def test_a_noun_before_a_number_or_behind_its_attributes_is_counted(
    language: str, text: str, number: str, unit: str
) -> None:
    assert figure(text, number, language).unit == unit


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "They received 45 delegations, eight more than in 2021.", ["delegation"] * 2),
        ("de", "Es gab 45 Delegationen, acht mehr als im Vorjahr.", ["delegation"] * 2),
        ("es", "Recibieron 45 delegaciones, ocho más que en 2021.", ["delegation"] * 2),
        ("zh", "签署协议45份，比上年多8份。", ["agreement"] * 2),
        ("en", "The border handles 210 trucks a day, against 125 before.", ["vehicle"] * 2),
        ("fr", "La ville a reçu 310 visiteurs, contre 250 en 2022.", ["visitor"] * 2),
        ("en", "They welcomed 45 delegations: 31 outgoing and 14 incoming.", ["delegation"] * 3),
        ("ru", "Открыто 16 проектов: девять китайских, пять корейских и два японских.", ["project"] * 4),
        ("pt", "Deram bolsas a 95 alunos: 50 do primário e 45 do secundário.", ["person"] * 3),
        ("en", "They run 45 projects. Of these, 31 are in the hills.", ["project"] * 2),
    ],
)
def test_a_number_that_stands_alone_counts_what_the_one_before_it_does(
    language: str, text: str, expected: list[str]
) -> None:
    assert [q.unit for q in parsed(text, language).quantities if q.kind == "count"] == expected


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("en", "Twelve unions with 3,100 farmers have joined, five more than in 2024.", "five"),
        ("en", "The 18 artists came. Fifteen played and three sang.", "Fifteen"),
        ("ru", "В трёх уездах — менее семи.", "семи"),
        ("zh", "接待代表团12个，比上年多9家。", "9"),
    ],
)
def test_a_number_that_may_count_something_else_has_no_noun(language: str, text: str, number: str) -> None:
    assert figure(text, number, language).unit is None


def test_parts_inherit_what_their_whole_measures_unless_their_words_say_more() -> None:
    text = "The province received 45 incoming delegations: 31 by air and 14 by sea. It has 45 delegations: 31 outgoing."

    found = [(q.indicator, q.aspect) for q in parsed(text).quantities if q.kind == "count"]

    assert found == [
        ("delegations_incoming", "level"),
        ("delegations_incoming", "subset"),
        ("delegations_incoming", "subset"),
        ("delegations_total", "level"),
        ("delegations_outgoing", "level"),
    ]


@pytest.mark.parametrize(
    ("language", "text", "number", "indicator"),
    [
        ("ja", "受益者は延べ約21万人に達した。", "21万", "beneficiaries_total"),
        ("th", "การประชุมมีผู้เข้าร่วมกว่า 150 คน", "150", "delegates_total"),
        ("id", "Penerima manfaat hampir 70 ribu jiwa.", "70 ribu", "beneficiaries_total"),
        ("es", "Llegó una delegación cubana de dieciocho orfebres.", "dieciocho", "delegates_total"),
        ("it", "Una delegazione di 26 tra fabbri e orafi ha visitato la città.", "26", "delegates_total"),
        ("en", "A delegation of 26 has come.", "26", "delegates_total"),
    ],
)
def test_people_are_counted_as_what_the_words_before_their_number_name(
    language: str, text: str, number: str, indicator: str
) -> None:
    assert figure(text, number, language).indicator == indicator


@pytest.mark.parametrize(
    ("language", "text", "number", "unit"),
    [
        ("ja", "切手は40枚が売れた。", "40", None),
        ("ja", "首位には96.5点を得た北部の局が選ばれた。", "96.5", "point"),
        ("ko", "컴퓨터 45대와 장학금 3천만 동을 전달했다.", "45", "computer"),
        ("ko", "학교 13곳과 보건소 6곳을 지었다.", "13", "school"),
        ("ko", "아이 셋을 데리고 학교로 갔다.", "셋", "person"),
        ("th", "มอบตะเกียง 7 ดวงให้นักเรียน", "7", None),
    ],
)
def test_a_particle_or_the_order_of_words_shows_that_what_is_counted_stands_before(
    language: str, text: str, number: str, unit: str | None
) -> None:
    assert figure(text, number, language).unit == unit


@pytest.mark.parametrize(
    ("language", "text", "number", "indicator"),
    [
        ("ja", "領事業務840件と国民保護52件を処理した。", "840", "consular_cases"),
        ("ja", "領事業務840件と国民保護52件を処理した。", "52", "citizen_protection_cases"),
        ("ja", "外国のNGOによる援助は130件だった。", "130", "ngo_projects"),
        ("ko", "영사 업무 840건과 재외국민 보호 52건을 처리했다.", "840", "consular_cases"),
        ("ko", "영사 업무 840건과 재외국민 보호 52건을 처리했다.", "52", "citizen_protection_cases"),
        ("th", "จังหวัดให้บริการงานกงสุล 2,140 เรื่อง", "2,140", "consular_cases"),
        ("th", "มีผู้เสียชีวิตจากดินถล่มเพียง 4 ราย", "4", "deaths_total"),
    ],
)
def test_a_measure_word_of_cases_counts_what_its_phrase_speaks_of(
    language: str, text: str, number: str, indicator: str
) -> None:
    assert figure(text, number, language).indicator == indicator


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ja", "外国NGOは63団体で、前年より4団体増えた。"),
        ("th", "องค์กรพัฒนาเอกชนที่ทำงานในจังหวัดลดลงจาก 63 องค์กรเหลือ 48 องค์กร"),
    ],
)
def test_a_general_word_behind_a_number_counts_the_special_sort_that_was_named_with_it(
    language: str, text: str
) -> None:
    found = [q.indicator for q in parsed(text, language).quantities if q.kind == "count"]

    assert found == ["ngos_total", "ngos_total"]


def test_an_amount_behind_a_difference_counts_the_same() -> None:
    found = [q.indicator for q in parsed("保護案件は前年より9件多い71件だった。", "ja").quantities if q.kind == "count"]

    assert found == ["citizen_protection_cases"] * 2


@pytest.mark.parametrize(
    ("language", "text", "number", "indicator"),
    [
        ("en", "The number of projects fell by 7% to 83.", "83", "projects_total"),
        ("ja", "外国人観光客数は3.1%減の5万人だった。", "5万", "visitors_total"),
        ("ko", "관광객은 3.1% 줄어든 5만 명이었다.", "5만", "visitors_total"),
        ("zh", "接待游客同比增长6%，达到200万人次。", "200万", "visitors_total"),
        ("th", "นักท่องเที่ยวลดลงร้อยละ 6 เหลือ 2 ล้านคน", "2 ล้าน", "visitors_total"),
        ("hi", "परियोजनाओं की संख्या 7 प्रतिशत घटकर 83 रह गई।", "83", "projects_total"),
    ],
)
def test_what_rises_or_falls_by_a_percentage_to_a_number_is_what_that_counts(
    language: str, text: str, number: str, indicator: str
) -> None:
    found = figure(text, number, language)

    assert found.indicator == indicator
    assert "%" not in found.quote


@pytest.mark.parametrize(
    ("language", "text", "number", "unit"),
    [
        ("ja", "外国代表団72団・900人を受け入れた。", "900", "person"),
        ("ja", "市民の保護71件 実習生の相談が最多", "71", "case"),
        ("ko", "숙소 30동을 짓는다.", "30", "house"),
        ("ko", "3천 동을 냈다.", "3천", "VND"),
        ("ko", "임대주택 4천100가구를 짓는다.", "4천100", "house"),
        ("ko", "20개국 대표 300명이 왔다.", "20", "country"),
        ("th", "กลุ่มประกอบด้วยสมาชิก 11 หน่วยงาน ได้แก่ กรมการต่างประเทศ 7 แห่ง", "11", "member"),
        ("bn", "উৎসবে ১২টি দেশের অতিথি আসবেন।", "১২", "country"),
        ("bn", "১২টি সদস্য ইউনিট রয়েছে, যার মধ্যে ৮টি পররাষ্ট্র বিভাগ এবং ৪টি পররাষ্ট্র শাখা।", "৮", "member"),
    ],
)
def test_the_words_beside_a_number_tell_what_sort_it_counts(language: str, text: str, number: str, unit: str) -> None:
    assert figure(text, number, language).unit == unit


@pytest.mark.parametrize(
    ("language", "text", "number", "indicator"),
    [
        ("ko", "관광객이 900만 명을 기록했다. 이 가운데 외국인은 180만 명이다.", "180만", "visitors_total"),
        ("hi", "विश्वविद्यालय में 40 छात्र पढ़ते हैं। पिछले साल यह संख्या 25 थी।", "25", "students_total"),
        ("ur", "اسکول میں 40 طلبہ پڑھتے ہیں۔ پچھلے سال یہ تعداد 25 تھی۔", "25", "students_total"),
        ("th", "มีสมาชิก 11 หน่วยงาน ได้แก่ กรมการต่างประเทศ 7 แห่ง", "11", "members_total"),
    ],
)
def test_a_number_goes_on_about_the_count_before_it(language: str, text: str, number: str, indicator: str) -> None:
    assert figure(text, number, language).indicator == indicator


@pytest.mark.parametrize(
    ("language", "text"), [("zh", "国际协议15项"), ("ja", "申請33件"), ("th", "คณะ 31 คณะ"), ("ko", "사업 22건")]
)
def test_a_measure_word_may_end_the_text(language: str, text: str) -> None:
    assert [q.value is not None for q in parsed(text, language).quantities] == [True]


@pytest.mark.parametrize(
    ("language", "text", "indicator"),
    [
        ("hi", "45 विदेशी दल प्रांत आए।", "delegations_incoming"),
        ("ko", "외국 대표단 35개 팀이 왔다.", "delegations_incoming"),
        ("th", "จังหวัดรับรองเอกสารกงสุล 1,130 ฉบับ", "consular_cases"),
        ("th", "นักท่องเที่ยวมาเยือนจังหวัด 1.3 ล้านคนครั้ง", "visitors_total"),
        ("bn", "১,১৩০টি কনস্যুলার কাজ শেষ হয়েছে।", "consular_cases"),
        ("ar", "وزعت 400 سلة غذائية.", "gifts_total"),
        ("ur", "400 راشن بیگ تقسیم کیے گئے۔", "gifts_total"),
    ],
)
def test_a_place_behind_delegations_or_a_clause_between_hides_nothing(language: str, text: str, indicator: str) -> None:
    assert [q.indicator for q in parsed(text, language).quantities] == [indicator]
