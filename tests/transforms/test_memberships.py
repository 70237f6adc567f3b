"""Enumerations with a stated count: the names, in their order, and whether there are as many as the text says."""

from __future__ import annotations

import pytest

from tests.transforms.short_texts import parsed
from transforms.rows import Check, ParsedArticle

_CLUSTER = "Emulation Cluster No. 6 of the Ministry of Foreign Affairs met. "
_THREE = ["VN-21", "VN-22", "VN-23"]  # Thanh Hoa, Nghe An, Ha Tinh


def places(article: ParsedArticle) -> list[str | None]:
    """The members by ISO code."""
    return [row.place_id for row in article.memberships]


def list_checks(text: str, language: str = "en") -> list[Check]:
    """The checks of lists against their counts."""
    return [c for c in parsed(text, language).checks if c.rule == "listed_names_match_stated_count"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", _CLUSTER + "It has 3 members: Thanh Hoa, Nghe An, Ha Tinh."),
        ("en", _CLUSTER + "It has 3 members: Thanh Hoa, Nghe An and Ha Tinh."),
        ("en", _CLUSTER + "It has 3 members (Thanh Hoa, Nghe An and Ha Tinh)."),
        ("en", _CLUSTER + "It has 3 members, namely Thanh Hoa, Nghe An and Ha Tinh."),
        ("en", _CLUSTER + "It has 3 members Thanh Hoa, Nghe An and Ha Tinh."),
        ("en", _CLUSTER + "It has 3 members: Thanh Hoa (head), Nghe An (deputy head), Ha Tinh."),
        ("en", _CLUSTER + "It has 3 members: Thanh Hoa; Nghe An; Ha Tinh."),
        ("en", _CLUSTER + "It has 3 members: the provinces of Thanh Hoa, Nghe An and Ha Tinh."),
        ("de", "Das Emulationscluster Nr. 6 tagte. Es hat 3 Mitglieder: Thanh Hoa, Nghe An und Ha Tinh."),
        ("de", "Das Emulationscluster Nr. 6 tagte. Es hat 3 Mitglieder (Thanh Hoa, Nghe An, Ha Tinh)."),
        ("vi", "Cụm thi đua số 6 họp. Cụm có 3 thành viên: Thanh Hóa, Nghệ An, Hà Tĩnh."),
        ("vi", "Cụm thi đua số 6 họp. Cụm có 3 thành viên gồm Thanh Hóa, Nghệ An và Hà Tĩnh."),
        ("hi", "अनुकरण क्लस्टर नंबर 6 की बैठक हुई। इसमें 3 सदस्य हैं: थान होआ, न्घे आन और हा तिन्ह।"),
        ("hi", "अनुकरण क्लस्टर नंबर 6 की बैठक हुई। इसमें 3 सदस्य (थान होआ, न्घे आन, हा तिन्ह) हैं।"),
    ],
)
def test_the_names_of_a_list_are_members_in_their_order(language: str, text: str) -> None:
    assert places(parsed(text, language)) == _THREE


def test_positions_count_from_one() -> None:
    found = parsed(_CLUSTER + "It has 3 members: Thanh Hoa, Nghe An and Ha Tinh.").memberships

    assert [row.position for row in found] == [1, 2, 3]


def test_a_name_is_kept_as_the_list_has_it() -> None:
    found = parsed("Cụm thi đua số 6 họp. Cụm có 3 thành viên: Thanh Hóa, Nghệ An, Hà Tĩnh.", "vi").memberships

    assert [row.name_as_listed for row in found] == ["Thanh Hóa", "Nghệ An", "Hà Tĩnh"]


def test_a_name_stands_where_its_span_says() -> None:
    text = _CLUSTER + "It has 3 members: Thanh Hoa, Nghe An and Ha Tinh."

    assert [text[row.start : row.end] for row in parsed(text).memberships] == ["Thanh Hoa", "Nghe An", "Ha Tinh"]


def test_members_belong_to_the_cluster_of_the_article() -> None:
    found = parsed(_CLUSTER + "It has 3 members: Thanh Hoa, Nghe An and Ha Tinh.").memberships

    assert {row.organisation_id for row in found} == {"cluster-foreign_affairs-6"}


def test_the_next_count_ends_a_list() -> None:
    text = _CLUSTER + (
        "It has two departments of foreign affairs: Thanh Hoa, Nghe An and two divisions of foreign affairs in the "
        "offices of the People's Committees: Phu Yen, Dak Nong."
    )

    assert [(row.office_kind, row.position) for row in parsed(text).memberships] == [
        ("department", 1), ("department", 2), ("division", 1), ("division", 2),
    ]  # fmt: skip


def test_a_list_as_long_as_stated_holds() -> None:
    (check,) = list_checks(_CLUSTER + "It has 3 members: Thanh Hoa, Nghe An and Ha Tinh.")

    assert (check.holds, check.stated, check.computed, check.difference) == (True, 3, 3, 0)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", _CLUSTER + "It has 4 members: Thanh Hoa, Nghe An and Ha Tinh."),
        ("de", "Das Emulationscluster Nr. 6 tagte. Es hat 4 Mitglieder: Thanh Hoa, Nghe An und Ha Tinh."),
        ("vi", "Cụm thi đua số 6 họp. Cụm có 4 thành viên: Thanh Hóa, Nghệ An, Hà Tĩnh."),
        ("hi", "अनुकरण क्लस्टर नंबर 6 की बैठक हुई। इसमें 4 सदस्य हैं: थान होआ, न्घे आन और हा तिन्ह।"),
    ],
)
def test_a_list_shorter_than_stated_does_not_hold(language: str, text: str) -> None:
    (check,) = list_checks(text, language)

    assert (check.holds, check.difference) == (False, 1)


def test_a_list_longer_than_stated_does_not_hold() -> None:
    (check,) = list_checks(_CLUSTER + "It has 2 members: Thanh Hoa, Nghe An and Ha Tinh.")

    assert (check.holds, check.difference) == (False, -1)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", _CLUSTER + "It has 9 members: Thanh Hoa, Nghe An, Ha Tinh and others."),
        ("en", _CLUSTER + "It has 9 members, including Thanh Hoa, Nghe An and Ha Tinh."),
        ("en", _CLUSTER + "It has 9 members: Thanh Hoa, Nghe An, Ha Tinh…"),
        ("de", "Das Emulationscluster Nr. 6 tagte. Es hat 9 Mitglieder: Thanh Hoa, Nghe An, Ha Tinh und andere."),
        ("vi", "Cụm thi đua số 6 họp. Cụm có 9 thành viên: Thanh Hóa, Nghệ An, Hà Tĩnh, v.v."),
    ],
)
def test_an_open_list_is_undecided(language: str, text: str) -> None:
    assert [check.holds for check in list_checks(text, language)] == [None]


def test_an_open_list_that_is_already_too_long_does_not_hold() -> None:
    (check,) = list_checks(_CLUSTER + "It has 2 members: Thanh Hoa, Nghe An, Ha Tinh and others.")

    assert check.holds is False


def test_a_count_without_a_list_makes_no_check() -> None:
    assert list_checks(_CLUSTER + "It has 17 members. They met in Da Nang.") == []


def test_a_list_of_other_names_is_counted_too() -> None:
    (check,) = list_checks("Aid came from 3 organisations (Wells for All, Bright Roads, Blue Lamp).")

    assert check.holds is True


@pytest.mark.parametrize(("count", "holds"), [(3, True), (4, True), (2, False), (5, False)])
def test_an_and_before_a_comma_may_be_part_of_a_name(count: int, holds: bool) -> None:
    (check,) = list_checks(f"Aid came from {count} organisations (Wells and Roads, Bright Homes and Blue Lamp).")

    assert check.holds is holds


def test_a_list_of_other_names_makes_no_members_of_a_cluster() -> None:
    text = _CLUSTER + "Aid came from 3 organisations (Wells for All, Bright Roads, Blue Lamp)."

    assert parsed(text).memberships == ()


def test_what_follows_the_last_place_is_no_member() -> None:
    text = _CLUSTER + "It has 3 members: Thanh Hoa, Nghe An and Ha Tinh, all of which took part in the meeting."

    assert places(parsed(text)) == _THREE


def test_a_member_that_is_named_twice_stands_twice() -> None:
    text = _CLUSTER + "It has 3 members: Thanh Hoa, Nghe An and Thanh Hoa."

    assert places(parsed(text)) == ["VN-21", "VN-22", "VN-21"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "de",
            "Vier Mitglieder: die Allianzen der Provinzen und Städte Ho-Chi-Minh-Stadt, Dak Lak, Gia Lai und Lam Dong.",
        ),
        ("es", "Cuatro miembros: las alianzas de las provincias y ciudades de Hanoi, Dak Lak, Gia Lai y Lam Dong."),
        ("ru", "Четыре члена: союзы провинций и городов Хошимин, Даклак, Зялай и Кханьхоа."),
        ("vi", "Cụm có 4 thành viên: Liên minh các tỉnh và thành phố Hồ Chí Minh, Đắk Lắk, Gia Lai và Lâm Đồng."),
        ("hi", "चार सदस्य हैं: हो ची मिन्ह सिटी, डाक लाक, जिया लाई और खान होआ प्रांतों और शहरों के सहकारी गठबंधन।"),
        ("ar", "أربعة أعضاء: تحالفات مقاطعات ومدن مدينة هو تشي منه، داك لاك، دونغ ناي وخانه هوا."),
        ("th", "สมาชิก 4 แห่ง: พันธมิตรจังหวัดและเมืองนครโฮจิมินห์ ดั๊กลัก ซาลาย และคั้ญฮหว่า"),
    ],
)
def test_what_leads_up_to_a_list_of_places_is_none_of_its_names(language: str, text: str) -> None:
    (check,) = list_checks(text, language)

    assert check.holds is True


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("bn", "এবার ত্রাণ গেছে {}টি কমিউনে: কাম শুয়েন, কি আন, থাচ হা, দুক থো ও হুওং খে।"),
        ("hi", "सहायता {} कम्यूनों को गई: काम शुयेन, की आन, थाच हा, दुक थो और हुओंग खे।"),
        ("ja", "次の{}市を訪れる：鳥羽市、志摩市、尾鷲市、紀北市、南伊勢市。"),
        ("zh", "援助送往{}个乡：甘川、奇英、石河、德寿和香溪。"),
    ],
)
def test_names_of_a_script_without_capitals_are_counted(language: str, text: str) -> None:
    def held(stated: int) -> list[bool | None]:
        checks = parsed(text.format(stated), language).checks
        return [check.holds for check in checks if check.rule == "listed_names_match_stated_count"]

    assert held(5) == [True]
    assert held(6) == [False]
    assert held(12) == []  # so many are missing that the text may list something else


@pytest.mark.parametrize(
    ("language", "text", "stated", "listed"),
    [
        # between dashes, or behind one
        ("en", "Five provinces – Nghe An, Ha Tinh, Hue and Quang Tri – took part.", 5, 4),
        ("fr", "Quatre provinces — Nghe An, Ha Tinh, Hue et Quang Tri — ont participé.", 4, 4),
        ("ru", "В играх участвовали пять городов — Казань, Ульсан, Наньнин и Нячанг.", 5, 4),
        ("hu", "Öt tartomány – Nghe An, Ha Tinh, Hue és Quang Tri – küldöttsége érkezett.", 5, 4),
        # behind "are", which verb-final languages have behind the names
        ("en", "The five cities are Ulsan, Busan, Jeonju and Mokpo.", 5, 4),
        ("de", "Die vier Städte sind Ulm, Jena, Gera und Kiel.", 4, 4),
        ("vi", "Năm tỉnh là Nghệ An, Hà Tĩnh, Quảng Trị và Gia Lai.", 5, 4),
        ("zh", "五个城市是釜山、光州、全州和木浦。", 5, 4),
        ("ko", "다섯 개 도시는 부산, 광주, 전주, 목포이다.", 5, 4),
        ("hi", "ये पाँच शहर हनोई, ह्यू, दा नांग और कैन थो हैं।", 5, 4),
        # in a sentence of their own
        ("en", "The cluster has five provinces. They are Nghe An, Ha Tinh, Hue and Quang Tri.", 5, 4),
        ("de", "Vier Städte nahmen teil. Es sind Ulm, Jena, Gera und Kiel.", 4, 4),
        ("ja", "一行は次の5市を訪れる。鳥羽市、志摩市、尾鷲市、熊野市。", 5, 4),
        # before the count
        ("en", "Nghe An, Ha Tinh, Hue and Quang Tri are the four provinces of the cluster.", 4, 4),
        ("zh", "该集群由广治、承天-顺化、广平和河静五省外务厅组成。", 5, 4),
        ("ja", "教育、保健、農業の4分野で協力する。", 4, 3),
        ("ko", "교육, 보건, 농업, 관광의 다섯 개 분야에서 협력한다.", 5, 4),
        ("ko", "수원·구미·창원·천안 4개 도시에서 왔다.", 4, 4),
        # with an "and" written on to each name
        ("ar", "وتضم المجموعة خمس مقاطعات هي: كان ثو وآن جيانغ وفينه لونغ وكا ماو.", 5, 4),
    ],
)
def test_a_list_is_found_wherever_languages_put_it(language: str, text: str, stated: int, listed: int) -> None:
    checks = [(check.stated, check.computed, check.holds) for check in list_checks(text, language)]

    assert checks == [(stated, listed, stated == listed)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Four provinces and one city – Nghe An, Ha Tinh, Hue, Quang Tri and Da Nang – took part."),
        ("en", "Five ministers were there. They are optimistic, calm and friendly people."),
        ("en", "Seventeen provinces – Hanoi, Hue and Da Nang in front – took part."),
        ("pt", "O projeto de três governos abrange as províncias de Bac Lieu e Ca Mau."),
        ("zh", "主要集中在北寧、海防、同奈3個省市。"),
        ("ja", "会議は、教育、保健、農業の3分野で協力する。"),
        ("de", "Es ging um zwei Felder: Handel, Kultur und Bildung."),
    ],
)
def test_a_row_of_words_that_may_be_no_list_of_a_count_accuses_nobody(language: str, text: str) -> None:
    assert not [check for check in list_checks(text, language) if check.holds is False]


def test_what_leads_to_the_second_of_two_names_is_no_name() -> None:
    text = "Cụm có 4 thành viên: ngoài Vĩnh Long là cụm trưởng và An Giang là cụm phó còn có Bến Tre, Trà Vinh."

    assert [check.holds for check in list_checks(text, "vi")] == [True]
