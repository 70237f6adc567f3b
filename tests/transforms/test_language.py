"""Which language an article is in."""

from __future__ import annotations

import pytest

from transforms.language import detect_language


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The offices of the province met last week to look back on a year of work with their partners abroad."),
        ("de", "Die Büros der Provinz trafen sich letzte Woche, um auf ein Jahr Arbeit mit Partnern zurückzublicken."),
        ("vi", "Các cơ quan của tỉnh họp tuần trước để nhìn lại một năm làm việc với bạn bè nước ngoài."),
        ("hi", "प्रांत के कार्यालयों ने पिछले सप्ताह अपने साझेदारों के साथ एक वर्ष के काम पर नज़र डाली।"),
        ("fr", "Les bureaux de la province se sont réunis la semaine dernière pour faire le bilan de l'année."),
        ("es", "Las oficinas de la provincia se reunieron la semana pasada para hacer balance del año."),
        ("pt", "Os escritórios da província reuniram-se na semana passada para fazer um balanço do ano de trabalho."),
        ("it", "Gli uffici della provincia si sono riuniti la settimana scorsa per fare il bilancio dell'anno."),
        ("ru", "Отделы провинции собрались на прошлой неделе, чтобы подвести итоги года работы с партнёрами."),
        ("zh", "该省各部门上周开会，回顾与国外伙伴合作的一年。"),
        ("ja", "省の各部署は先週集まり、海外の友人たちとの一年の仕事を振り返った。"),
        ("ko", "성의 각 부서는 지난주에 모여 해외 협력 기관과 함께한 한 해를 돌아보았다."),
        ("th", "สำนักงานต่างๆ ของจังหวัดประชุมกันเมื่อสัปดาห์ที่แล้วเพื่อทบทวนงานตลอดปี"),
        ("id", "Kantor-kantor di provinsi itu bertemu pekan lalu untuk meninjau kerja sama setahun dengan mitra."),
        ("ar", "اجتمعت مكاتب المقاطعة الأسبوع الماضي لاستعراض عام من العمل مع شركائها في الخارج."),
        ("bn", "প্রদেশের দপ্তরগুলো গত সপ্তাহে এক বছরের কাজ ফিরে দেখতে বৈঠক করেছে।"),
        ("ur", "صوبے کے دفاتر نے گزشتہ ہفتے بیرون ملک شراکت داروں کے ساتھ ایک سال کے کام کا جائزہ لیا۔"),
    ],
)
def test_a_sentence_is_known_by_its_language(language: str, text: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize("text", ["", "   \n", "12/08/2024", "12 + 7 = 19 (%)", "\ud800", "\u200b"])
def test_a_text_without_letters_is_english(text: str) -> None:
    assert detect_language(text) == "en"


def test_a_banner_in_another_language_is_outvoted() -> None:
    banner = "Cổng thông tin điện tử - Trang chủ - Giới thiệu - Tin tức - Liên hệ\n"
    body = "Die Büros der Provinz trafen sich, um auf ein Jahr gemeinsamer Arbeit zurückzublicken.\n"

    assert detect_language(banner + body * 12) == "de"


def test_the_names_in_a_text_do_not_decide() -> None:
    text = (
        "Das Cluster hat zwölf Mitglieder: Thanh Hóa, Nghệ An, Hà Tĩnh, Quảng Bình, Quảng Trị, Đà Nẵng, Khánh Hòa, "
        "Lâm Đồng, Quảng Ngãi, Phú Yên, Ninh Thuận und Đắk Nông. Alle Mitglieder nahmen an der Sitzung teil und "
        "berichteten von ihrer Arbeit in den vergangenen Monaten."
    )

    assert detect_language(text) == "de"


def test_the_url_of_the_original_does_not_decide() -> None:
    text = "Drei Gäste kamen am Abend aus dem Nachbarland in die Stadt am Fluss.\nhttps://example.org/dia-phuong/hoi-nghi-tong-ket-cong-tac-doi-ngoai-dia-phuong-nam-2024"

    assert detect_language(text) == "de"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "ms",
            "Eksport berkembang 12 peratus bagi tempoh sembilan bulan, manakala pelaburan mencecah dua bilion ringgit.",
        ),
        (
            "id",
            "Ekspor tumbuh 12 persen selama sembilan bulan pertama karena nilai investasi mencapai dua miliar dolar.",
        ),
    ],
)
def test_near_languages_are_told_by_words_of_their_own(language: str, text: str) -> None:
    assert detect_language(text) == language
    assert detect_language(text * 12) == language
