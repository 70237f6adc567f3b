"""Persons that an article names: with titles, one however spelled."""

from __future__ import annotations

import pytest

from tests.transforms.short_texts import parsed


def names(text: str, language: str = "en") -> list[str]:
    """The names of the persons of a text."""
    return [person.name for person in parsed(text, language).persons]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Deputy Minister Le Thanh Van praised the work.", "Le Thanh Van"),
        ("en", "Ms. Pham Thi Ngoc Lan reported on the year.", "Pham Thi Ngoc Lan"),
        ("en", "Tran Quoc Bao, Vice Chairman of the city, spoke.", "Tran Quoc Bao"),
        ("de", "Vizeminister Le Thanh Van lobte die Arbeit.", "Le Thanh Van"),
        ("de", "Frau Pham Thi Ngoc Lan berichtete über das Jahr.", "Pham Thi Ngoc Lan"),
        ("vi", "Thứ trưởng Lê Thanh Vân biểu dương hoạt động của cụm.", "Lê Thanh Vân"),
        ("vi", "Bà Phạm Thị Ngọc Lan cho biết điều đó.", "Phạm Thị Ngọc Lan"),
        ("fr", "La vice-ministre Le Thanh Van a salué le travail.", "Le Thanh Van"),
        ("es", "La viceministra Le Thanh Van elogió el trabajo.", "Le Thanh Van"),
    ],
)
def test_a_person_is_named_as_the_text_has_it(language: str, text: str, name: str) -> None:
    assert names(text, language) == [name]


def test_a_name_in_another_script_is_written_in_latin_letters() -> None:
    (person,) = parsed("उप मंत्री ले थान वान ने क्लस्टर के काम की सराहना की।", "hi").persons

    assert person.spellings == ("ले थान वान",)
    assert person.skeleton.isascii()


def test_two_spellings_of_a_name_are_one_person() -> None:
    (person,) = parsed("Bà Lê Thanh Vân đến. Thứ trưởng Le Thanh Van phát biểu.", "vi").persons

    assert person.spellings == ("Le Thanh Van", "Lê Thanh Vân")


def test_the_vietnamese_spelling_is_the_name_where_both_stand() -> None:
    assert names("Bà Le Thanh Van đến. Thứ trưởng Lê Thanh Vân phát biểu.", "vi") == ["Lê Thanh Vân"]


def test_two_persons_with_similar_names_are_two() -> None:
    assert len(names("Deputy Minister Le Thanh Van met Director Le Thanh Tung.")) == 2


def test_one_person_named_often_is_one() -> None:
    assert names("Director Tran Van An came. Director Tran Van An spoke. Mr Tran Van An left.") == ["Tran Van An"]


def test_a_person_of_another_country_is_found_behind_a_title() -> None:
    assert names("Ambassador Naoki Ito signed the papers.") == ["Naoki Ito"]


def test_a_title_before_a_place_makes_no_person() -> None:
    assert names("The Director of Da Nang said nothing.") == []


def test_the_name_of_a_province_is_no_person() -> None:
    assert names("The delegation went to Ha Giang and Ho Chi Minh City.") == []


def test_the_id_of_a_person_is_the_plain_name() -> None:
    (person,) = parsed("Thứ trưởng Lê Thanh Vân phát biểu.", "vi").persons

    assert person.person_id == "p-le-thanh-van"


def test_the_id_is_the_same_in_every_latin_spelling() -> None:
    (vietnamese,) = parsed("Thứ trưởng Lê Thanh Vân phát biểu.", "vi").persons
    (german,) = parsed("Vizeministerin Le Thanh Van lobte die Arbeit.", "de").persons

    assert vietnamese.person_id == german.person_id


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("fr", "La délégation, conduite par Maëlle Kervella, est arrivée.", "Maëlle Kervella"),
        ("es", "La directora, Noelia Barreiro Souto, dio las gracias.", "Noelia Barreiro Souto"),
        ("en", '"It grows," said Y Bhiu Hdok, a farmer.', "Y Bhiu Hdok"),
        ("ru", "Директор департамента внешних связей Павел Ольшанский выступил.", "Павел Ольшанский"),
        ("id", "Kepala Dinas Pendidikan Sri Rahayuningtyas hadir.", "Sri Rahayuningtyas"),
        ("it", "L'amministratrice delegata Chiara Bonfigli lo conferma.", "Chiara Bonfigli"),
        ("de", "Die Direktorin der Kammer, Wiebke Harmsen, kam.", "Wiebke Harmsen"),
    ],
)
def test_a_name_of_any_sort_is_told_by_what_stands_before_it(language: str, text: str, name: str) -> None:
    assert (name,) in [person.spellings for person in parsed(text, language).persons]


@pytest.mark.parametrize(
    ("language", "text", "spelling"),
    [
        ("ur", "چیمبر کے صدر سلیم احمد خان نے شکوہ کیا۔", "سلیم احمد خان"),
        ("ur", "نائب چیئرمین لی وان چیئن نے امید ظاہر کی۔", "لی وان چیئن"),
        ("th", "ผู้แทน นายสมศักดิ์ รุ่งเรือง กล่าวเปิดงาน", "สมศักดิ์ รุ่งเรือง"),
    ],
)
def test_a_name_without_capitals_is_told_by_what_stands_around_it(language: str, text: str, spelling: str) -> None:
    assert [person.spellings for person in parsed(text, language).persons] == [(spelling,)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The president of Toyota Motor Vietnam came."),
        ("en", 'The project grows, said the World Bank and the Foreign Ministry."'),
        ("de", "Der Direktor der Deutschen Bank Hanoi sprach."),
        ("es", "El presidente de la Cámara de Comercio Hispano Vietnamita asistió."),
        ("ur", "صوبائی صدر دفتر کے مطابق کام جاری ہے۔"),
    ],
)
def test_the_name_of_a_body_behind_a_title_is_no_person(language: str, text: str) -> None:
    assert parsed(text, language).persons == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "La ayuda llegó a las comunas de Lai Thanh y Cuc Duong."),
        ("en", "The school stands in the commune of Ho Thau."),
        ("en", "The charity Giving It Back To Kids signed an agreement."),
        ("ko", "홍콩이 54억 달러(약 6조 원)로 가장 많았고, 부동산 부문에 투자했다."),
        ("en", "It lies in Nam Tu Liem district."),
        ("vi", "Ban Quản lý dự án họp."),
        ("ur", "یہ سنگ میل ویتنام کے لیے اہم ہے۔"),
        ("ko", "이에 따라 GCS는 타이응우옌성 여성연합을 지원했다."),
    ],
)
def test_two_words_that_begin_like_a_name_may_be_none(language: str, text: str) -> None:
    assert parsed(text, language).persons == ()


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("ja", "小野寺健一会長は「恩返しだ」と話した。", ["小野寺健一"]),
        ("ja", "水産加工会社社長、吉岡修一氏は話す。同会の田村和子代表も述べた。", ["吉岡修一", "田村和子"]),
        ("ja", "外務局局長、商工会会長、県議会議長、保護者代表、観光協会会長が出席した。", []),
        ("ko", "외무국의 쩐티투항 국장은 평가했다. 김철수 회장도 왔다.", ["Chontituhang", "Kimcholsu"]),
        ("ko", "교육부 장관, 조직위 위원장, 이사회 의장, 이민국 국장이 왔다.", []),
        ("de", "Jens Kröger, Vorsitzender der Gesellschaft, sprach.", ["Jens Kröger"]),
        ("en", "Clara Lindmann, the director of a foundation, said so.", ["Clara Lindmann"]),
        ("en", "Save the Children, chairman of it, came. In Hanoi, director general.", []),
        ("pt", "Brincou a coordenadora do grupo de Curitiba, Luciana Prates, que já esteve ali.", ["Luciana Prates"]),
        ("ro", "Asociația, reprezentată de Cristian Dobrescu, a donat 25 de burse.", ["Cristian Dobrescu"]),
        ("nl", "Volgens projectleider Marloes Hoekstra is geld niet het probleem.", ["Marloes Hoekstra"]),
    ],
)
def test_a_name_is_told_by_the_title_beside_it(language: str, text: str, names: list[str]) -> None:
    assert sorted(person.name for person in parsed(text, language).persons) == sorted(names)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("村民王大明说，茶园大了。", ["Wang Da Minh"]),
        ("病患阮氏梅說：「從前要走三小時。」", ["Nguyen Thi Mai"]),
        ("村民王大明种茶。", []),
        ("农民高兴地表示，收成好。", []),
        ("居民张先生说，路修好了。", []),
    ],
)
def test_a_name_of_ideographs_stands_between_what_one_is_and_a_verb_of_saying(text: str, names: list[str]) -> None:
    assert [person.name for person in parsed(text, "zh").persons] == names
