"""Whose a figure is: the province that the article is about, one named beside it, or none."""

from __future__ import annotations

import pytest

from tests.transforms.short_texts import figure


def place(text: str, number: str, language: str = "en") -> str | None:
    """The province of the figure with that number."""
    return figure(text, number, language).place_id


ABOUT_SON_LA = """Son La builds schools with foreign aid

The province received 41 classrooms last year. Of the 312 graduates, some study in Hanoi.
Foreign groups also plan 26 bridges there. In Dien Bien the same groups ran 18 projects.
"""


@pytest.mark.parametrize(("number", "place_id"), [("41", "VN-05"), ("312", "VN-05"), ("26", "VN-05"), ("18", "VN-71")])
def test_a_figure_is_of_the_province_of_the_headline_unless_its_sentence_names_another(
    number: str, place_id: str
) -> None:
    assert place(ABOUT_SON_LA, number) == place_id


def test_without_a_headline_the_province_named_most_is_the_one() -> None:
    text = "Aid grows\n\nSon La received 41 projects. Hanoi helped. Son La is glad. The department counted 26 bridges."

    assert place(text, "26") == "VN-05"


def test_a_news_agencys_dateline_owns_no_figure() -> None:
    text = "Aid grows\n\nHANOI – The ministry counted 26 projects in the whole country."

    assert place(text, "26") is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Floods in Son La, Lai Chau and Dien Bien damaged 26 bridges."),
        ("vi", "Lũ tại các tỉnh Sơn La, Lai Châu và Điện Biên làm hỏng 26 cây cầu."),
        ("de", "Überschwemmungen in Son La, Lai Chau und Dien Bien beschädigten 26 Brücken."),
        ("ja", "ソンラ省、ライチャウ省、ディエンビエン省で橋26本が壊れた。"),
    ],
)
def test_what_is_said_of_a_row_of_provinces_is_of_none_alone(language: str, text: str) -> None:
    assert place(text, "26", language) is None


def test_a_figure_of_a_cluster_is_no_provinces() -> None:
    text = "Emulation Cluster No. 2 of foreign affairs met in Son La. It has 12 members."

    assert place(text, "12") is None


def test_a_province_named_in_passing_owns_no_figure_of_the_next_paragraph() -> None:
    text = "Measles\n\nDak Lak has 1,186 cases; it gave 98,640 jabs.\n\nGia Lai follows.\n\nAll cost 38 billion dong."

    assert [place(text, number) for number in ("1,186", "98,640", "38 billion")] == ["VN-33", "VN-33", None]


def test_the_only_province_at_the_beginning_is_what_an_article_is_about() -> None:
    text = "Aid grows\n\nGia Lai is glad.\n\nThe department counted 26 bridges."

    assert place(text, "26") == "VN-30"


def test_provinces_are_in_a_row_where_the_and_is_written_on() -> None:
    text = "أضرت الفيضانات في باك كان وكاو بانغ وها جيانغ بـ 2750 منزلا."

    assert place(text, "2750", "ar") is None


def test_of_provinces_named_as_often_as_each_other_it_is_that_of_the_beginning() -> None:
    text = """A bridge for the villages

    Son La, 4 May 2024: the province opened 41 crossings, said the department of transport, which had waited for the
    money since the floods of the year before, and thanked all who had lent a hand to the people of the valley there.

    There is more to come. Neighbours from Lai Chau gave 12 boats.
    The department counted 26 landing places in all.
    """

    assert place(text, "26") == "VN-05"
    assert place(text, "12") == "VN-01"


def test_provinces_of_the_beginning_own_no_figure_together() -> None:
    text = "Boats for the valley\n\nSon La lies beside Lai Chau. The department counted 26 landing places."

    assert place(text.replace(". The", ".\n\nThe"), "26") is None


@pytest.mark.parametrize("name", ["খান হোয়ায়", "খান হোয়ার", "খান হোয়াতে"])
def test_a_bengali_name_takes_its_endings(name: str) -> None:
    assert place(f"{name} ৪২টি সেতু নির্মিত হয়েছে।", "৪২", "bn") == "VN-34"
