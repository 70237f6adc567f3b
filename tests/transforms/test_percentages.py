"""What a percentage is of: people only where people are what it is of, else its clause, else the figure before."""

from __future__ import annotations

import pytest

from tests.transforms.short_texts import figure, parsed


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("en", "65 percent of the visitors came by train.", "65"),
        ("en", "Half of the households have a well.", "Half"),
        ("en", "The course drew 300 pupils; two thirds of them are girls.", "two thirds"),
        ("en", "They trained 300 farmers, of whom 40 percent are women.", "40"),
        ("de", "Drei Viertel der Haushalte haben einen Brunnen.", "Drei Viertel"),
        ("vi", "Lao động nữ chiếm 60 % tổng số.", "60"),
        ("fr", "Ils ont formé 300 agriculteurs, dont un tiers de femmes.", "un tiers"),
        ("it", "Sei visitatori su dieci arrivano in treno.", "Sei visitatori su dieci"),
        ("ru", "Полисы есть у 90 % жителей.", "90"),
        ("pt", "O curso formou 80 artesãos; quatro em cada cinco são mulheres.", "quatro em cada cinco"),
        ("zh", "受训者中，六成是妇女。", "六成"),
    ],
)
def test_a_share_of_people_is_one_of_people(language: str, text: str, number: str) -> None:
    assert figure(text, number, language).indicator == "share_of_people"


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("en", "The province received 2 million visitors, up 12 percent.", "12"),
        ("en", "The number of visitors rose by 12 percent.", "12"),
        ("en", "They sent 800 workers abroad, 12 percent more than a year ago.", "12"),
        ("en", "The farmers sold 80 percent of the harvest.", "80"),
        ("en", "Half of the companies lack workers.", "Half"),
        ("en", "They vaccinated 800 children, or 96 percent of the target.", "96"),
        ("de", "Die Zahl der Besucher stieg um 12 Prozent.", "12"),
        ("ko", "관광객이 지난해보다 14% 늘었다.", "14"),
        ("vi", "Số du khách tăng 12%.", "12"),
        ("th", "มีนักท่องเที่ยว 7.2 ล้านคน เพิ่มขึ้นร้อยละ 18", "18"),
    ],
)
def test_what_changes_or_is_of_something_else_is_no_share_of_people(language: str, text: str, number: str) -> None:
    assert figure(text, number, language).indicator is None


@pytest.mark.parametrize(
    ("language", "text", "number", "indicator"),
    [
        ("en", "Exports reached 3 billion dollars, up 12 percent.", "12", "exports_rate"),
        ("en", "Exports reached 3 billion dollars, and imports fell by 12 percent.", "12", None),
        ("en", "Exports rose by 9 percent, imports by 12 percent.", "12", None),
        ("en", "Aid came to 3 million dollars, of which 60 percent went to schools.", "60", "aid_rate"),
        ("en", "They paid out 3 million dollars, or 75 percent of the commitments.", "75", "aid_rate"),
        ("en", "The GRDP grew by 8 percent, and budget revenue by 12 percent.", "12", None),
        ("de", "Die Ausfuhren stiegen um 9 Prozent, die Einfuhren sanken um 12 Prozent.", "12", None),
        (
            "de",
            "Die Ausfuhren erreichten 9 Millionen Euro. Gut die Hälfte entfiel auf Kaffee.",
            "Hälfte",
            "exports_rate",
        ),
        ("es", "Las exportaciones sumaron 3 millones de dólares, un 12 % más que en 2023.", "12", "exports_rate"),
        ("zh", "出口额达3亿美元，同比增长12%；进口额下降5%。", "12", "exports_rate"),
        ("zh", "出口额达3亿美元，同比增长12%；进口额下降5%。", "5", None),
    ],
)
def test_a_percentage_is_of_its_own_clause_or_of_the_figure_before(
    language: str, text: str, number: str, indicator: str | None
) -> None:
    assert figure(text, number, language).indicator == indicator


@pytest.mark.parametrize(
    ("language", "text"),
    [("th", "แรงงานราวหนึ่งในสามทำงานต่างประเทศ"), ("th", "นักเรียนเกินครึ่งได้รับทุน")],
)
def test_people_right_before_a_share_are_what_it_is_of(language: str, text: str) -> None:
    assert [q.indicator for q in parsed(text, language).quantities] == ["share_of_people"]


@pytest.mark.parametrize(
    ("language", "text", "indicator"),
    [
        ("ar", "نمت الصادرات بنسبة 11 في المئة.", "exports_rate"),
        ("ar", "تراجعت المساعدات بنسبة 7 في المئة.", "aid_rate"),
        ("ko", "지원금이 7% 줄었다.", "aid_rate"),
    ],
)
def test_a_percentage_is_of_what_stands_between_its_verb_and_it(language: str, text: str, indicator: str) -> None:
    assert [q.indicator for q in parsed(text, language).quantities] == [indicator]
