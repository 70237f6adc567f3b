"""One person's name across scripts, and similar names of two."""

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.romanise import romanise, same_name

SAME = 0.8
Name = tuple[str, str]
PERSONS: list[list[Name]] = [
    [("Nguyễn Minh Hằng", "vi"), ("Nguyen Minh Hang", "de"), ("गुयेन मिन्ह हांग", "hi"), ("गुयेन मिन्ह हैंग", "hi"),
     ("グエン・ミン・ハン", "ja"), ("응우옌 민 항", "ko"), ("응우옌민항", "ko"), ("Нгуен Минь Ханг", "ru"),
     ("เหงียน มิญ หั่ง", "th"),      ("نجوين مينه هانج", "ar"), ("নগুয়েন মিন হ্যাং", "bn"), ("阮明姮", "zh")],
    [("Bùi Thanh Sơn", "vi"), ("Bui Thanh Son", "en"), ("ブイ・タン・ソン", "ja"), ("ブイ・タイン・ソン", "ja"),
     ("裴青山", "zh"),      ("Буй Тхань Шон", "ru"), ("부이 타인 선", "ko"), ("बुई थान सोन", "hi")],
    [("Đỗ Việt Hà", "vi"), ("До Вьет Ха", "ru"), ("Do Viet Ha", "en"), ("डो वियत हा", "hi")],
    [("Đỗ Văn Chiến", "vi"), ("도 반 찌엔", "ko"), ("Do Van Chien", "en"), ("ドー・ヴァン・チエン", "ja"),
     ("杜文战", "zh")],
    [("Trần Anh Tuấn", "vi"), ("تران آنه توان", "ar"), ("Tran Anh Tuan", "pt"), ("チャン・アイン・トゥアン", "ja")],
    [("Trịnh Thị Mai Phương", "vi"), ("ترينه ثي ماي فونج", "ar"), ("Trinh Thi Mai Phuong", "de")],
    [("Phan Sĩ Cường", "vi"), ("潘士强", "zh"), ("Phan Si Cuong", "en")],
    [("Phạm Văn Linh", "vi"), ("ファム・ヴァン・リン", "ja"), ("Фам Ван Линь", "ru")],
]  # fmt: skip


@pytest.mark.parametrize("person", PERSONS, ids=lambda person: person[0][0])
def test_one_person_is_the_same_in_every_script(person: list[Name]) -> None:
    for (one, language), (other, other_language) in combinations(person, 2):
        assert same_name(one, language, other, other_language) >= SAME, (one, other)


def test_different_persons_stay_apart_in_every_script() -> None:
    for left, right in combinations(PERSONS, 2):
        for (one, language), (other, other_language) in product(left, right):
            assert same_name(one, language, other, other_language) < SAME, (one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Trần Anh Tuấn", "Trần Anh Tú"),
        ("Tran Anh Tuan", "Tran Anh Tu"),
        ("Nguyễn Minh Hằng", "Nguyễn Minh Hoàng"),
        ("Nguyen Minh Hang", "Nguyen Minh Hoang"),
        ("Ngô Minh Hoàng", "Nguyễn Minh Hoàng"),
        ("Lò Văn Mừng", "Lò Văn Tiến"),
        ("Nguyễn Hằng", "Nguyễn Minh Hằng"),
    ],
)
def test_similar_names_in_latin_letters_are_two_persons(one: str, other: str) -> None:
    assert same_name(one, "vi", other, "vi") < SAME


def test_a_glide_tells_two_names_apart_in_another_script() -> None:
    assert same_name("गुयेन मिन्ह हांग", "hi", "Nguyễn Minh Hoàng", "vi") < SAME
    assert same_name("गुयेन मिन्ह होआंग", "hi", "Nguyễn Minh Hoàng", "vi") >= SAME


def test_a_name_without_marks_is_the_one_with_marks() -> None:
    assert same_name("Trần Thị Hà", "vi", "Tran Thi Ha", "en") == 1.0


def test_marks_that_differ_make_names_less_alike_than_marks_that_are_missing() -> None:
    assert same_name("Nguyễn Văn Hạng", "vi", "Nguyễn Văn Hằng", "vi") < same_name(
        "Nguyễn Văn Hạng", "vi", "Nguyen Van Hang", "en"
    )


def test_a_romanised_name_is_plain_lower_case_ascii() -> None:
    assert romanise("Nguyễn Minh Hằng", "vi") == "nguyen minh hang"
    assert romanise("Đỗ Việt Hà", "vi") == "do viet ha"
    assert romanise("ブイ・タイン・ソン", "ja") == "bui thanh son"
    assert romanise("潘士强", "zh") == "phan si cuong"


def test_nothing_is_nobody() -> None:
    assert same_name("", "vi", "Nguyễn", "vi") == 0.0
    assert same_name(" ", "hi", " ", "hi") == 0.0
    assert same_name("…", "vi", "!", "ja") == 0.0


@given(st.text(max_size=40), st.text(max_size=40), st.sampled_from(["vi", "hi", "ja", "zh", "xx"]))
def test_likeness_is_between_0_and_1_and_romanised_names_are_ascii(one: str, other: str, language: str) -> None:
    assert 0.0 <= same_name(one, language, other, "vi") <= 1.0
    assert romanise(one, language).isascii()
