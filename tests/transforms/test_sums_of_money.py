"""What a sum of money is: its clause says it, else the sum before it or its sentence; a price is none of it."""

from __future__ import annotations

import pytest

from tests.transforms.short_texts import figure


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("en", "Tourists come for the old town, where the average price is 20 dollars.", "20"),
        ("en", "Workers there have a monthly wage of 300 dollars.", "300"),
        ("en", "The storm caused losses of 3 million dollars.", "3 million"),
        ("de", "Der Schaden beläuft sich auf 3 Millionen Euro.", "3 Millionen"),
        ("vi", "Giá bán 20.000 đồng mỗi kg.", "20.000"),
        ("vi", "Tổng thiệt hại ước 30 tỷ đồng.", "30 tỷ"),
        ("fr", "Le loyer est de 90 euros.", "90"),
        ("es", "El salario alcanza 300 dólares.", "300"),
        ("ru", "Ущерб оценили в 3 миллиона долларов.", "3 миллиона"),
        ("zh", "经济损失达3亿盾。", "3亿"),
        ("id", "Kerugian mencapai 30 miliar dong.", "30 miliar"),
        ("hi", "मासिक वेतन 300 डॉलर है।", "300"),
    ],
)
def test_prices_wages_and_losses_are_booked_under_nothing(language: str, text: str, number: str) -> None:
    assert figure(text, number, language).indicator is None


@pytest.mark.parametrize(
    ("language", "text", "number", "indicator"),
    [
        ("en", "They gave 300 dollars to families that suffered losses.", "300", "aid_value"),
        (
            "en",
            "The 36 NGOs run 46 projects. They have committed 5.6 million dollars.",
            "5.6 million",
            "ngo_commitments",
        ),
        ("en", "The NGOs run 46 projects with a total value of 5.6 million dollars.", "5.6 million", "ngo_aid"),
        ("en", "The park has 21 FDI projects with a total value of 90 million dollars.", "90 million", "fdi_capital"),
        ("en", "Foreign investment reached 90 million dollars.", "90 million", "fdi_capital"),
        (
            "en",
            "The province invested 90 million dollars in roads; investment grew.",
            "90 million",
            "investment_capital",
        ),
        (
            "de",
            "Die NGOs betreuen 46 Projekte mit einem Gesamtwert von 5,6 Millionen Euro.",
            "5,6 Millionen",
            "ngo_aid",
        ),
        ("en", "The bank lent 90 million dollars to the port.", "90 million", "capital_value"),
        ("fr", "La banque a prêté 18 millions d'euros.", "18 millions", "capital_value"),
        ("ko", "총 원조액은 300만 달러다.", "300만", "aid_value"),
        ("vi", "Kim ngạch xuất khẩu và nhập khẩu đạt 3 tỷ USD.", "3 tỷ", "trade_value"),
    ],
)
def test_a_sum_is_what_its_clause_and_then_what_comes_before_says(
    language: str, text: str, number: str, indicator: str
) -> None:
    assert figure(text, number, language).indicator == indicator


@pytest.mark.parametrize(
    ("language", "text", "number", "indicator"),
    [
        ("en", "Exports reached 3 billion dollars (about 75 trillion dong).", "75 trillion", "exports_value"),
        ("en", "Exports rose to 3 billion dollars, from 2 billion dollars in 2023.", "2 billion", "exports_value"),
        ("en", "Wages are 300 dollars (7.5 million dong).", "7.5 million", None),
        ("es", "Las exportaciones sumaron 3 millones de dólares (unos 75.000 millones de dongs).", "75.000 millones",
         "exports_value"),
        ("zh", "出口额达3亿美元（约75亿盾）。", "75亿", "exports_value"),
    ],
)  # fmt: skip
def test_a_sum_that_says_nothing_of_its_own_is_what_the_one_before_it_is(
    language: str, text: str, number: str, indicator: str | None
) -> None:
    assert figure(text, number, language).indicator == indicator


@pytest.mark.parametrize(
    ("language", "text", "number", "indicator"),
    [
        ("ur", "برآمدات 50 ارب ڈالر رہیں؛ درآمدات 3 فیصد کمی کے ساتھ 42 ارب ڈالر رہیں۔", "42 ارب", "imports_value"),
        (
            "en",
            "Exports were 50 million dollars; imports fell 3 percent to 42 million dollars.",
            "42 million",
            "imports_value",
        ),
        ("th", "เงินที่แรงงานส่งกลับบ้านมีมูลค่า 120 ล้านดอลลาร์", "120 ล้าน", "remittances"),
        ("th", "มีโครงการลงทุน 40 โครงการ มูลค่า 3 แสนล้านด่ง", "3 แสนล้าน", "investment_capital"),
    ],
)
def test_the_words_before_a_percentage_tell_what_the_sum_behind_it_is(
    language: str, text: str, number: str, indicator: str
) -> None:
    assert figure(text, number, language).indicator == indicator
