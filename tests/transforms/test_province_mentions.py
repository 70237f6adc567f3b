"""Provinces in running text: in sure, doubtful and unknown spellings."""

from __future__ import annotations

import pytest

from transforms.compiling import scanner
from transforms.province_mentions import provinces_named
from transforms.reading import read


def named(text: str, language: str) -> list[tuple[str, str]]:
    """Each province named in a text: as it is written, and its code."""
    reading = read(scanner(language), text)
    return [(reading.clean[one.start : one.end], one.place_id) for one in provinces_named(reading, language)]


@pytest.mark.parametrize(
    ("language", "text", "place"),
    [
        ("ja", "フエ市は20都市と友好関係を結ぶ。", "VN-26"),
        ("ja", "カントー市外務局は18日に会談した。", "VN-CT"),
        ("ko", "안장성 우호조직연합회는 구호품을 전달했다.", "VN-44"),
        ("zh", "和平省今年新批12个项目。", "VN-14"),
        ("ru", "Делегация провинции Анзянг посетила порт.", "VN-44"),
        ("vi", "Thành phố Huế đón 12 đoàn khách.", "VN-26"),
    ],
)
def test_a_doubtful_name_counts_beside_the_word_for_what_it_is(language: str, text: str, place: str) -> None:
    assert {code for _, code in named(text, language)} == {place}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "双方愿为和平与发展作出贡献。"),
        ("ko", "회의 후에 12개 사업이 승인됐다."),
        ("vi", "Bà Nguyễn Thị Huế cho biết có 12 dự án."),
        ("hi", "12 परियोजनाएँ स्वीकृत हुई। प्रांत में काम जारी है।"),
        ("ur", "12 معاملات حل ہوئے۔ شہر نے 60 وفود بھیجے۔"),
    ],
)
def test_a_word_that_is_also_a_province_is_none_by_itself(language: str, text: str) -> None:
    assert named(text, language) == []


def test_a_name_cleared_up_once_counts_wherever_it_stands() -> None:
    assert named("호아빈, NGO 사업 결산\n호아빈성은 12개 사업을 승인했다.", "ko") == [("호아빈", "VN-14")] * 2


def test_a_short_name_counts_where_it_stands_alone_again_and_again() -> None:
    assert [code for _, code in named("Huế restaura 14 edifici. Gli esperti arrivano a Huế.", "it")] == ["VN-26"] * 2


def test_a_doubtful_name_counts_in_a_row_with_others() -> None:
    assert ("广平", "VN-24") in named("该集群由广治、广平和河静四省组成。", "zh")


@pytest.mark.parametrize(
    ("language", "text", "name", "place"),
    [
        ("fr", "La province de Ben Trê a reçu 38 lits. Ben Trê remercie.", "Ben Trê", "VN-50"),
        ("bn", "কুয়াং নগাই প্রদেশে ১২টি প্রকল্প চলছে।", "কুযাং নগাই", "VN-29"),
        ("th", "จังหวัดฮาติงห์จัดการประชุม", "ฮาติงห์", "VN-23"),
        ("en", "Quang Nagm province approved 12 projects.", "Quang Nagm", "VN-27"),
    ],
)
def test_an_unknown_spelling_beside_the_word_province_is_the_one_it_is_like(
    language: str, text: str, name: str, place: str
) -> None:
    assert set(named(text, language)) == {(name, place)}


@pytest.mark.parametrize(
    "text", ["The northern province approved 12 projects.", "In the province of Tula 12 firms work."]
)
def test_what_is_like_no_province_is_none(text: str) -> None:
    assert named(text, "en") == []


@pytest.mark.parametrize(
    ("language", "text", "place"),
    [
        ("fr", "L'île de Phu Quôc accueille 12 vols.", "VN-47"),
        ("it", "Quy Nhon ospita 15 convegni.", "VN-31"),
        ("zh", "岘港和会安接待游客。", "VN-27"),
        ("ja", "ダラットで12団体が共演した。", "VN-35"),
    ],
)
def test_a_town_stands_for_its_province(language: str, text: str, place: str) -> None:
    assert named(text, language)[-1][1] == place


@pytest.mark.parametrize("text", ["Cân Tho a reçu 12 délégations.", "Nghê An compte 12 projets.", "Lâm Dông exporte."])
def test_a_name_may_keep_the_circumflex_alone(text: str) -> None:
    assert len(named(text, "fr")) == 1
