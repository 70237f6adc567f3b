"""Departments, divisions and ministries by branch and province, and who is of which."""

from __future__ import annotations

import pytest

from tests.transforms.short_texts import parsed


def keys(text: str, language: str) -> set[str]:
    """The ids of the offices of a text."""
    return {one.organisation_id for one in parsed(text, language).organisations if one.kind not in ("cluster", "block")}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Department of Foreign Affairs of Quang Nam province met partners."),
        ("en", "The Quang Nam Department of Foreign Affairs met partners."),
        ("vi", "Sở Ngoại vụ tỉnh Quảng Nam gặp gỡ đối tác."),
        ("zh", "广南省外事厅会见了合作伙伴。"),
        ("ja", "クアンナム省外務局が会合を開いた。"),
        ("hi", "क्वांग नाम प्रांत के विदेश विभाग ने बैठक की।"),
        ("de", "Das Außenministerium der Provinz Quang Nam lud Partner ein."),
    ],
)
def test_a_department_is_known_by_branch_and_province(language: str, text: str) -> None:
    assert keys(text, language) == {"department-foreign_affairs-VN-27"}


def test_the_department_of_an_article_about_one_province_is_that_ones() -> None:
    text = "Son La welcomes guests\n\nThe provincial Department of Foreign Affairs met partners."

    assert keys(text, "en") == {"department-foreign_affairs-VN-05"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Ministry of Foreign Affairs met partners in Hanoi."),
        ("vi", "Bộ Ngoại giao gặp gỡ đối tác."),
        ("de", "Das Außenministerium lud Partner ein."),
        ("zh", "外交部会见了合作伙伴。"),
    ],
)
def test_a_ministry_is_no_provinces(language: str, text: str) -> None:
    assert keys(text, language) == {"ministry-foreign_affairs"}


@pytest.mark.parametrize(
    "text",
    [
        "The cluster has 10 Departments of Foreign Affairs as members.",
        "The department met partners in Quang Nam.",
        "A Department of Foreign Affairs met partners.",
    ],
)
def test_offices_that_are_counted_or_left_unnamed_are_none(text: str) -> None:
    assert keys(text, "en") == set()


def test_a_person_is_of_the_office_in_the_role() -> None:
    article = parsed(
        "The meeting was attended by Hoang Minh Duc, Director of the Lao Cai Department of Foreign Affairs, and "
        "Ly Thi Mai Huong, Vice Chairwoman of the Provincial People's Committee."
    )

    assert {row.name_as_written: row.organisation_id for row in article.attendances} == {
        "Hoang Minh Duc": "department-foreign_affairs-VN-02",
        "Ly Thi Mai Huong": None,
    }


def test_a_person_is_of_the_office_right_before_title_and_name() -> None:
    article = parsed("बैठक में खान होआ प्रांत के विदेश विभाग की निदेशक फाम थी न्गोक लान उपस्थित थीं।", "hi")

    assert [row.organisation_id for row in article.attendances] == ["department-foreign_affairs-VN-34"]


@pytest.mark.parametrize(
    ("language", "text", "office"),
    [
        (
            "vi",
            "Dự hội nghị có Thứ trưởng Bộ Ngoại giao Lê Thanh Vân.",
            "ministry-foreign_affairs",
        ),
        (
            "vi",
            "Dự hội nghị có Giám đốc Sở Ngoại vụ Khánh Hòa Phạm Thị Ngọc Lan.",
            "department-foreign_affairs-VN-34",
        ),
        (
            "en",
            "The meeting was attended by Deputy Foreign Minister Le Thanh Van.",
            None,
        ),
    ],
)
def test_a_title_may_tell_the_office(language: str, text: str, office: str | None) -> None:
    assert [row.organisation_id for row in parsed(text, language).attendances] == [office]


def test_a_title_behind_a_semicolon_is_the_next_persons() -> None:
    article = parsed(
        "Dự họp có Giám đốc Sở Ngoại vụ Lào Cai Hoàng Minh Đức; Phó Chủ tịch UBND tỉnh Lào Cai Lý Thị Mai Hương.", "vi"
    )

    assert {row.name_as_written: (row.role, row.organisation_id) for row in article.attendances} == {
        "Hoàng Minh Đức": ("Giám đốc Sở Ngoại vụ Lào Cai", "department-foreign_affairs-VN-02"),
        "Lý Thị Mai Hương": ("Phó Chủ tịch UBND tỉnh Lào Cai", "committee-people-VN-02"),
    }


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Quang Nam Provincial People's Committee met partners."),
        ("en", "The People's Committee of Quang Nam province met partners."),
        ("vi", "Ủy ban nhân dân tỉnh Quảng Nam gặp gỡ đối tác."),
        ("fr", "Le Comité populaire de la province de Quang Nam a reçu ses partenaires."),
        ("hi", "क्वांग नाम प्रांत की पीपुल्स कमेटी ने बैठक की।"),
        ("ko", "꽝남성 인민위원회가 회의를 열었다."),
        ("zh", "广南省人民委员会会见了合作伙伴。"),
        ("ru", "Народный комитет провинции Куангнам провёл встречу."),
    ],
)
def test_a_peoples_committee_is_its_provinces(language: str, text: str) -> None:
    assert keys(text, language) == {"committee-people-VN-27"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The People's Committee of Hoi An City, Quang Nam, met partners."),
        ("en", "In Quang Nam, the People's Committee met partners."),
        ("vi", "UBND huyện Thăng Bình, Quảng Nam gặp gỡ đối tác."),
        ("zh", "祖国阵线广南省委员会会见了合作伙伴。"),
    ],
)
def test_the_committee_of_a_district_or_of_nobody_in_particular_is_none(language: str, text: str) -> None:
    assert keys(text, language) == set()


@pytest.mark.parametrize(
    ("language", "text", "organisation"),
    [
        ("vi", "Dự hội nghị có Phó Chủ tịch UBND tỉnh Quảng Nam Hồ Văn Minh.", "committee-people-VN-27"),
        ("vi", "Dự hội nghị có Bí thư Tỉnh ủy Nghệ An Lê Hoa.", "committee-party-VN-22"),
        ("vi", "Dự hội nghị có Phó Chủ tịch UBND huyện, Hồ Văn Minh, và khách từ Quảng Nam.", None),
        ("zh", "出席会议的有广南省人民委员会副主席胡文明。", "committee-people-VN-27"),
    ],
)
def test_who_chairs_a_committee_is_of_it(language: str, text: str, organisation: str | None) -> None:
    attended = [one for one in parsed(text, language).attendances if one.role is not None]
    assert {one.organisation_id for one in attended} <= {organisation}
    assert attended or organisation is None
