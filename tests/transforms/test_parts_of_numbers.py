"""Numbers of several parts, and the words that stand between a figure and what says how exact it is."""

from __future__ import annotations

import pytest

from tests.transforms.short_texts import figure
from tests.transforms.test_beside_figures import amounts


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ar", "تضم 12 ألفا و400 غرفة.", [12_400.0]),
        ("hi", "तीन-पाँचवाँ हिस्सा खराब हो गया।", [60.0]),
        ("zh", "今年1到5月台越貿易額達132.4億美元。", [1.324e10]),
        ("vi", "Đường dây nóng hoạt động 24/24 giờ.", []),
        ("vi", "Lãnh đạo hai tỉnh đánh giá cao.", []),
        ("vi", "Có 2 tỉnh hoàn thành.", [2.0]),
        ("vi", "Xử lý 61 vụ việc, trong đó 2/3 là bảo hộ ngư dân.", [61.0, pytest.approx(200 / 3)]),
        ("zh", "仅完成年度计划的四成二。", [42.0]),
        ("ko", "사고가 한 건도 나지 않았다.", []),
        ("ko", "25∼34세 청년이 왔다.", []),
        ("bn", "২৫ থেকে ৩৪ বছর বয়সী তরুণ।", []),
        ("zh", "5G基站达3200座。", [3200.0]),
        ("ja", "1ドル=2万5千ドンで計算した。", [25_000.0]),
        ("ja", "25歳から34歳の若者5千人が応募した。", [5000.0]),
    ],
)
def test_further_numbers_of_several_parts(language: str, text: str, expected: list[float]) -> None:
    assert [value for value, _ in amounts(text, language)] == expected


def test_a_word_for_money_stands_for_the_currency_it_was_told_with() -> None:
    text = "投資新台幣12億元。縣府編列2500萬元。"

    assert amounts(text, "zh") == [(1.2e9, "TWD"), (2.5e7, "TWD")]
    assert amounts("縣府編列2500萬元。", "zh") == [(2.5e7, "CNY")]


@pytest.mark.parametrize(
    ("language", "text", "number", "qualifier"),
    [
        ("th", "จัดกิจกรรมอย่างน้อยปีละสองครั้ง", "สอง", "at_least"),
        ("ar", "ألا تزيد سرعة الحافلات على 40 كيلومترا.", "40", "up_to"),
        ("id", "Mereka mengirim 10.000 paket senilai maksimal Rp150 ribu.", "10.000", "exact"),
        ("id", "Mereka mengirim 10.000 paket senilai maksimal Rp150 ribu.", "150 ribu", "up_to"),
        ("th", "ค่าแรงขั้นต่ำวันละ 400 บาท", "400", "exact"),
        ("hi", "95 प्रतिनिधिमंडलों के लगभग 780 सदस्यों का स्वागत।", "95", "exact"),
        ("hi", "95 प्रतिनिधिमंडलों के लगभग 780 सदस्यों का स्वागत।", "780", "approx"),
        ("ko", "87개 사업을 벌여 2천 달러를 썼다.", "87", "exact"),
        ("bn", "ঝড়ে দশজনের বেশি আহত।", "দশ", "over"),
        ("id", "Topan No. 3 melukai lebih dari 10 orang.", "10", "over"),
        ("vi", "Nhiệt độ thấp nhất 12 độ C.", "12", "exact"),
    ],
)
def test_a_qualifier_reaches_over_so_much_for_each_and_goes_with_the_next_amount(
    language: str, text: str, number: str, qualifier: str
) -> None:
    assert figure(text, number, language).qualifier == qualifier
