"""Numbers in a text: which there are, where they stand and what they are worth."""

from __future__ import annotations

import math
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms import lexicon
from transforms.compiling import scanner
from transforms.numbers import Number, find_numbers, read_numbers
from transforms.parse import parse_article

SETS = sorted((Path(__file__).parent / "number_sentences").glob("*.yaml"))
FURTHER = sorted((Path(__file__).parent / "further_sentences").glob("*.yaml"))
LEAST_RIGHT = 95  # of a hundred
LEAST_RIGHT_OF_FEW = 0.9
LANGUAGES = ("vi", "en", "de", "hi", "fr", "ru", "zh", "ja", "ko", "ar", "th")


def found(text: str, language: str) -> list[tuple[str, float]]:
    """What is found in a text: the words as they stand there, and their values."""
    return [(text[n.start : n.end], n.value) for n in find_numbers(text, language)]


def read(text: str, language: str) -> list[Number]:
    """Every number of a text with ordinals and identifiers, in positions of the normal text."""
    engine = scanner(language)
    normal = engine.normalise(text)
    return read_numbers(engine, normal, engine.terms(normal))


def place_of(quote: str, text: str, start: int) -> int:
    """The first offset from `start` where a quote stands that begins no later than a word or a digit run does."""
    at = text.find(quote, start)
    while at > 0 and (text[at - 1].isdigit() or (text[at - 1].isascii() and text[at - 1].isalpha())):
        if not (text[at].isalnum() and text[at - 1].isdigit() == text[at].isdigit()):
            break
        at = text.find(quote, at + 1)
    return at


# -- a hundred sentences a language -------------------------------------------------------------------------------


def faults_in(items: list[dict[str, Any]], language: str) -> list[str]:
    """The sentences in which a number is missed, cut wrongly, worth something else or too many."""
    faults = []
    for item in items:
        text, end = item["text"], 0
        expected = []
        for quote, value in item["numbers"]:
            start = place_of(quote, text, end)
            end = start + len(quote)
            expected.append((start, end, float(value)))
        got = [(n.start, n.end, n.value) for n in find_numbers(text, language)]
        alike = len(got) == len(expected) and all(
            one[:2] == two[:2] and math.isclose(one[2], two[2], rel_tol=1e-9)
            for one, two in zip(got, expected, strict=True)
        )
        if not alike:
            faults.append(f"{text}\n    found {found(text, language)}, expected {item['numbers']}")
    return faults


@pytest.mark.parametrize("file", SETS, ids=lambda file: file.stem)
def test_of_a_hundred_news_sentences_ninety_five_are_read_without_a_fault(file: Path) -> None:
    faults = faults_in(yaml.safe_load(file.read_text(encoding="utf-8")), file.stem)
    assert len(faults) <= 100 - LEAST_RIGHT, "\n".join(faults)


@pytest.mark.parametrize("file", FURTHER, ids=lambda file: file.stem)
def test_of_further_sentences_nine_in_ten_are_read_without_a_fault(file: Path) -> None:
    items = yaml.safe_load(file.read_text(encoding="utf-8"))
    faults = faults_in(items, file.stem)
    assert len(faults) <= len(items) * (1 - LEAST_RIGHT_OF_FEW), "\n".join(faults)


# -- numerals -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("12 345,6 Tonnen", "de", 12345.6),
        ("1\u202f234\u202f567 habitants", "fr", 1234567),
        ("1 234,5 млн рублей", "ru", 1234.5e6),
        ("1.234,5 Tonnen", "de", 1234.5),
        ("1,234.5 tonnes", "en", 1234.5),
        ("12,34,567 voters", "en", 1234567),
        ("1.200 tỷ đồng", "vi", 1.2e12),
        ("1 234 567 phiếu", "vi", 1234567),
        ("7억 8만 명", "ko", 700080000),
        ("1만개사", "ko", 10000),  # 만개 alone is a word: in full bloom
        ("१२,५०० लोग", "hi", 12500),
        ("１２０名", "zh", 120),
        ("2½ hours", "en", 2.5),
    ],
)
def test_marks_and_spaces_between_digits_are_read_as_the_language_writes_them(
    text: str, language: str, value: float
) -> None:
    assert [n.value for n in find_numbers(text, language)] == [pytest.approx(value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [("দুটো নৌকা", 2), ("তিনটে ছাগল", 3), ("সাতজনই এসেছেন", 7), ("নয়টির মধ্যে", 9), ("ষোলোজনের দল", 16)],
)
def test_a_small_word_written_on_to_a_number_word_is_no_part_of_its_value(text: str, value: float) -> None:
    assert [number.value for number in find_numbers(text, "bn")] == [value]


def test_two_numbers_that_a_plain_space_parts_stay_two_where_it_does_not_group() -> None:
    assert [n.value for n in find_numbers("In 2024 100 people came, 12 500 went", "en")] == [2024, 100, 12, 500]


def test_an_hour_with_a_leading_zero_and_minutes_is_no_decimal() -> None:
    assert [n.value for n in find_numbers("Il volo è atterrato, 08.45", "it")] == [8, 45]
    assert [n.value for n in find_numbers("0.45 Punkte", "en")] == [0.45]


def test_a_word_for_the_time_of_day_parts_hours_and_minutes() -> None:
    assert [n.value for n in find_numbers("La sesión empieza a las 4.15", "es")] == [4, 15]
    assert [n.value for n in find_numbers("Il cancello apre alle 8.45 di mattina", "it")] == [8, 45]


# -- scale words --------------------------------------------------------------------------------------------------


def test_a_scale_letter_counts_beside_a_currency_alone() -> None:
    assert found("raised £40m in June", "en") == [("40m", 40e6)]
    assert found("coûté 870 M€ environ", "fr") == [("870 M", 870e6)]
    assert found("a wall of 40m", "en") == [("40", 40)]


def test_a_scale_word_after_the_second_number_of_a_range_leaves_the_first_as_written() -> None:
    assert found("between 5 and 7 million trees", "en") == [("5", 5), ("7 million", 7e6)]


def test_a_scale_word_goes_on_from_a_numeral_that_a_longer_word_hides() -> None:
    assert found("种下一万五千棵树", "zh") == [("一万五千", 15000)]


@pytest.mark.parametrize("end", ["", "\n"])
def test_a_scale_word_that_the_end_of_the_text_cuts_off_still_counts(end: str) -> None:
    assert found("mais de 41,6 bilh" + end, "pt") == [("41,6 bilh", 41.6e9)]
    assert found("mais de 41,6 bilh." + end, "pt") == [("41,6", 41.6)]


# -- ordinals -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("the twenty-first summit", "en"),
        ("the twenty third meeting", "en"),
        ("двадцать первый саммит", "ru"),
        ("участники 5-го форума", "ru"),
        ("в 1990-х годах", "ru"),
        ("no 1.º de Maio", "pt"),
        ("the 3rd meeting", "en"),
        ("第五次会议", "zh"),
    ],
)
def test_an_ordinal_is_no_number(text: str, language: str) -> None:
    assert find_numbers(text, language) == []


def test_an_ordinal_written_with_digits_is_still_read_as_one() -> None:
    assert [(n.value, n.ordinal) for n in read("участники 5-го форума", "ru")] == [(5, True)]


def test_a_part_in_ordinal_form_is_a_fraction_where_it_is_of_something() -> None:
    parts = find_numbers("Three quarters of the seats and a third of the votes", "en")
    assert [n.value for n in parts] == [0.75, pytest.approx(1 / 3)]
    assert found("for a third straight week", "en") == []


# -- one, or an article -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language", "quote"),
    [
        ("nur ein Mitglied fehlte", "de", "ein"),
        ("einen einzigen Fall", "de", "einen"),
        ("une seule classe", "fr", "une"),
        ("um só caso", "pt", "um"),
        ("ne garde qu'une école", "fr", "une"),
        ("chỉ có một ca", "vi", "một"),
    ],
)
def test_a_word_that_means_only_makes_an_article_one(text: str, language: str, quote: str) -> None:
    assert found(text, language) == [(quote, 1)]


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("Una de cada diez empresas", "es", [1, 10]),
        ("Uno su tre abbandona", "it", [1, 3]),
        ("un mort et trois blessés", "fr", [1, 3]),
        ("einen Toten und vier Verletzte", "de", [1, 4]),
        ("drei Tote und einen Verletzten gab es", "de", [3, 1]),
        ("một người chết và bốn người mất tích", "vi", [1, 4]),
    ],
)
def test_another_number_beside_it_makes_an_article_one(text: str, language: str, values: list[float]) -> None:
    assert [n.value for n in find_numbers(text, language)] == values


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("ein Vertreter des Ministeriums und andere", "de"),
        ("Une délégation est arrivée", "fr"),
        ("một số địa phương", "vi"),
        ("one of the longest bridges", "en"),
        ("a school and a hospital", "en"),
        ("alors qu'une école", "fr"),
    ],
)
def test_an_article_that_only_looks_like_one_is_none(text: str, language: str) -> None:
    assert find_numbers(text, language) == []


def test_an_article_that_is_never_one_stays_an_article_beside_a_number() -> None:
    assert found("a school and two hospitals", "en") == [("two", 2)]


# -- words with two senses ----------------------------------------------------------------------------------------


def test_a_word_for_five_and_for_year_is_five_behind_a_decimal_point() -> None:
    assert found("ở mức ba phẩy năm phần trăm", "vi") == [("ba phẩy năm", 3.5)]


def test_a_number_word_in_a_name_is_none() -> None:
    assert find_numbers("Chủ tịch Đỗ Văn Mười cảm ơn", "vi") == []
    assert found("At Least Five Dead In Storm", "en") == [("Five", 5)]


def test_two_digits_with_a_stroke_are_a_fraction_behind_a_qualifier() -> None:
    assert [n.value for n in find_numbers("ước khoảng 1/3 khu bảo tồn", "vi")] == [pytest.approx(1 / 3)]
    assert [n.value for n in find_numbers("ngày 1/3 tại Hà Nội", "vi")] == [1, 3]


# -- what must hold for any text ----------------------------------------------------------------------------------

WORDS = [
    "million", "một", "hai mươi", "triệu", "tỷ", "ein", "und", "zwanzig", "drei", "vingt", "et", "un", "quatre",
    "двадцать", "первый", "一", "万", "億", "分之", "三", "이십", "만", "सात", "लाख", "साढ़े", "نصف", "مليون", "half",
    "third", "quarter", "of", "1.234,5", "12 345", "1/2", "08.45", "5-го", "№", "-", "–", " ", "\u00a0", "\n", ".", "%",
    "$", "½", "٣", "९", "７", "\u200b", "\u202e", "\ud800", "\u0301", "\u093c", "999999999999999999999999", "1,2,3,4",
]  # fmt: skip
texts = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(WORDS), max_size=14).map("".join),
    st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join),
)
languages = st.sampled_from(LANGUAGES)


@given(texts, languages)
@settings(deadline=None, max_examples=150)
def test_the_numbers_of_any_text_stand_in_order_inside_it_with_finite_values(text: str, language: str) -> None:
    end = 0
    for number in find_numbers(text, language):
        assert end <= number.start < number.end <= len(text)
        assert math.isfinite(number.value)
        end = number.end


@given(texts, languages)
@settings(deadline=None, max_examples=150)
def test_every_decimal_digit_of_any_text_lies_in_one_number(text: str, language: str) -> None:
    normal = scanner(language).normalise(text)
    held = [at for number in read(text, language) for at in range(number.start, number.end)]
    for at, char in enumerate(normal.clean):
        if unicodedata.category(char) == "Nd":
            assert held.count(at) == 1, (text, at)


def test_a_number_that_ends_the_text_ends_with_it() -> None:
    assert [(n.start, n.end, n.value) for n in find_numbers("십이", "ko")] == [(0, 2, 12)]


@given(texts, languages)
@settings(deadline=None, max_examples=100)
def test_decomposing_a_text_changes_no_value(text: str, language: str) -> None:
    values = [n.value for n in find_numbers(unicodedata.normalize("NFC", text), language)]
    assert [n.value for n in find_numbers(unicodedata.normalize("NFD", text), language)] == values


@given(texts, languages, st.data())
@settings(deadline=None, max_examples=100)
def test_an_invisible_character_changes_no_value(text: str, language: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    values = [n.value for n in find_numbers(text, language)]
    assert [n.value for n in find_numbers(text[:at] + "\u200b" + text[at:], language)] == values


def test_a_number_whose_last_letter_bears_a_removed_mark_includes_it() -> None:
    assert [quote for quote, _ in found("सात करोड़ रुपये", "hi")] == ["सात करोड़"]


def test_a_numeral_of_a_hundred_thousand_digits_is_one_finite_number() -> None:
    numbers = find_numbers("9" * 100_000 + " billion", "en")
    assert len(numbers) == 1
    assert math.isfinite(numbers[0].value)


@pytest.mark.parametrize(
    ("piece", "language"),
    [("hundert", "de"), ("ba phần ", "vi"), ("一分之", "zh"), ("만", "ko"), ("1,", "en"), ("half ", "en"), ("x", "en")],
)
def test_a_long_text_of_one_piece_alone_is_read_to_its_end(piece: str, language: str) -> None:
    text = piece * (20_000 // len(piece))
    assert all(text[n.start : n.end] and math.isfinite(n.value) for n in find_numbers(text, language))


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [("zh", "42.8亿", 4.28e9), ("en", "4.35 million", 4.35e6), ("de", "0,7 Prozent", 0.7)],
)
def test_a_decimal_times_a_scale_word_is_what_it_says(language: str, text: str, value: float) -> None:
    assert [number.value for number in find_numbers(text, language)] == [value]


def test_a_mark_that_makes_groups_says_nothing_of_the_others() -> None:
    text = "VND 310.000.000 (USD 13.478) were paid, then 86,500 USD and 500,000 VND."

    assert [n.value for n in find_numbers(text, "en")] == [310_000_000, 13_478, 86_500, 500_000]


def test_a_mark_that_parts_decimals_makes_no_groups() -> None:
    assert [n.value for n in find_numbers("Es stieg um 12.5 Prozent auf 86,500 Tonnen.", "de")] == [12.5, 86_500]


def test_a_numeral_with_both_marks_tells_what_each_is() -> None:
    assert [n.value for n in find_numbers("1.234,50 dollars, then 2.345 and 3,456.", "en")] == [1234.5, 2345, 3.456]


@pytest.mark.parametrize("language", ["de", "fi", "hu", "it", "nl", "sv"])
def test_a_word_that_number_words_could_make_up_in_countless_ways_is_given_up(language: str) -> None:
    words = [part * 30 for part in ("e", "elm", "ezer", "sata", "cento", "hundert", "en")]
    assert find_numbers(" ".join(words), language) == []


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("fr", "Deux cent mille arbres", [("Deux cent mille", 200_000)]),
        ("pt", "cem mil árvores", [("cem mil", 100_000)]),
        ("it", "trecento mila alberi", [("trecento mila", 300_000)]),
        ("es", "setecientos mil árboles", [("setecientos mil", 700_000)]),
        ("ne", "छ हजार पाँच सय रूख", [("छ हजार पाँच सय", 6500)]),
        ("ro", "șase sute cincizeci și nouă mii de copaci", [("șase sute cincizeci și nouă mii", 659_000)]),
        ("fa", "نه هزار و صد درخت", [("نه هزار و صد", 9100)]),
    ],
)
def test_hundreds_count_thousands_and_stand_behind_them(
    language: str, text: str, found: list[tuple[str, float]]
) -> None:
    assert [(text[n.start : n.end], n.value) for n in find_numbers(text, language)] == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("ro", "A fost nouă ani primar.", [9]),
        ("ro", "O lege nouă va intra în vigoare.", []),
        ("ro", "Au venit o mie nouă sute.", [1900]),
        ("fa", "نه، او نیامد", []),
        ("fa", "نه نفر آمدند", [9]),
    ],
)
def test_a_number_word_that_is_another_word_too_counts_before_what_is_counted(
    language: str, text: str, found: list[float]
) -> None:
    assert [n.value for n in find_numbers(text, language)] == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "one million, two hundred thousand trees", [1_200_000]),
        ("en", "two thousand, three of them oaks", [2000, 3]),
        ("en", "five thousand, two hundred of them oaks", [5000, 200]),
        ("it", "ricavi per 450 mln e un debito di 3 mln", [450e6, 3e6]),
        ("nl", "1,9 miljard een jaar eerder", [1.9e9]),
        ("pt", "dez caixas e meia dúzia de cestos", [10, 6]),
        ("en", "Only one of the drivers came.", [1]),
        ("en", "One of the drivers came.", []),
        ("en", "Prices rose just .2 percent.", [0.2]),
        ("en", "1.7m people saw a wall 2.5m tall.", [1.7e6, 2.5]),
        ("fr", "3,5\u00a0Md€, contre 900\u00a0M€", [3.5e9, 900e6]),
        ("ko", "이십일 명", [21]),
        ("th", "เจ็ดร้อยแปดสิบสี่", [784]),
    ],
)
def test_where_a_number_goes_on_and_where_another_begins(language: str, text: str, found: list[float]) -> None:
    assert [n.value for n in find_numbers(text, language)] == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("zh", "每箱重三点二五公斤", [3.25]),
        ("zh", "会议三点五十分结束", [3, 50]),
        ("zh", "他提出三点建议", [3]),
        ("zh", "千万别轻信", []),
        ("ko", "그는 예순이다", [60]),
        ("ko", "열이 나면 쉬어야 한다", []),
        ("ko", "천사백억 달러", [140e9]),
        ("fr", "L'équipage est en quarantaine.", []),
        ("vi", "Vườn xoài chín sớm.", []),
    ],
)
def test_words_that_look_like_numbers_are_told_from_numbers(language: str, text: str, found: list[float]) -> None:
    assert [n.value for n in find_numbers(text, language)] == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "5 × 10⁶ cells", [5e6]),
        ("en", "The beam had 2.5E-3 watts.", [0.0025]),
        ("en", "3x100 m", [3, 100]),
        ("en", "2 1/2 kg of rice", [2.5]),
        ("ru", "три целых пять сотых", [3.05]),
        ("ar", "مليونان ونصف", [2.5e6]),
        ("zh", "三万五", [35_000]),
        ("zh", "三万零五", [30_005]),
        ("zh", "二百五十人", [250]),
        ("ko", "만 명", [10_000]),
        ("ko", "만 18세", [18]),
    ],
)
def test_powers_decimals_in_words_and_scales_left_out_are_worth_what_is_meant(
    language: str, text: str, found: list[float]
) -> None:
    assert [n.value for n in find_numbers(text, language)] == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("tr", "Her beş evden biri boş.", [5, 1]),
        ("sk", "Jeden zo siedmich stromov, jeden zo stromov.", [1, 7]),
        ("nb", "toogførti trær", [42]),
        ("tr", "Evden biri geldi.", []),
        ("fa", "بودجه ۳ هزار و ۲۰۰ میلیارد تومان شد", [3.2e12]),
        ("fa", "نرخ ۲/۵ درصد شد", [2.5]),
        ("fa", "تا ۱۴۰۲/۵/۱۲ درصد", [1402, 5, 12]),
        ("ar", "كلف 4 آلاف و250 مليون دينار", [4250e6]),
        ("sv", "ett år och fyra månader", [1, 4]),
        ("de", "Sie wartete ein Jahr und drei Wochen.", [1, 3]),
        ("nl", "de bus van 6.50 uur, 6,50 meter hoog", [6, 50, 6.5]),
        ("sw", "elfu mia tatu na hamsini na mbili", [352_000]),
        ("sw", "watu elfu tano mia mbili na wawili", [5202]),
        ("si", "ලක්ෂ තුනහමාරක්", [350_000]),
        ("fi", "Sadat ihmiset, sata ihmistä.", [100]),
        ("fi", "messut 2.5.-14.6.2024", [2, 5, 14, 6, 2024]),
        ("de", "vom 2.5.\u201314.6.2024", [2, 5, 14, 6, 2024]),
    ],
)
def test_numbers_of_several_parts_are_cut_where_the_language_cuts_them(
    language: str, text: str, found: list[float]
) -> None:
    assert [n.value for n in find_numbers(text, language)] == found


def test_a_linker_behind_a_number_word_is_no_part_of_it() -> None:
    text = "Apat na bahay, apat na libong bahay."
    assert [(text[n.start : n.end], n.value) for n in find_numbers(text, "tl")] == [
        ("Apat", 4),
        ("apat na libong", 4000),
    ]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "mehr als eine Million Bäume", [1e6]),
        ("de", "überschritt die Marke von einer Million", [1e6]),
        ("en", "well over a million trees", [1e6]),
        ("fr", "plus d'un million d'arbres", [1e6]),
        ("es", "más de un millón de árboles", [1e6]),
        ("it", "più di un milione di alberi", [1e6]),
        ("pt", "mais de um milhão de árvores", [1e6]),
        ("nl", "ruim een miljoen bomen", [1e6]),
        ("es", "viajó en un A320", [320]),
    ],
)
def test_no_qualifier_takes_the_one_of_the_number_behind_it(language: str, text: str, found: list[float]) -> None:
    assert [n.value for n in find_numbers(text, language)] == found


@pytest.mark.parametrize("language", lexicon.languages())
def test_no_qualifier_ends_with_the_word_for_one(language: str) -> None:
    terms = lexicon.load(language).terms
    ones = {
        term.text.lower()
        for term in terms
        if term.section[:2] == ("numbers", "one") or term.section == ("numbers", "words", "1")
    }
    taken = [
        term.text
        for term in terms
        if term.section[0] == "qualifiers" and term.section[-1] == "before" and " " in term.text
        if term.text.lower().split()[-1] in ones
    ]
    assert taken == []


@pytest.mark.parametrize("language", ["en", "fr", "de", "nb"])
@pytest.mark.parametrize("text", ["5 × 10^3 456", "5E3 456", "5E3\u00a0456"])
def test_what_stands_behind_a_power_of_ten_is_no_group_of_it(language: str, text: str) -> None:
    assert [(found.start, found.value) for found in find_numbers(text, language)] == [
        (0, 5000.0),
        (len(text) - 3, 456.0),
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "9" * 302 + "e9"),
        ("de", "9" * 302 + " × 10⁹"),
        ("fa", "9" * 400 + "/5%"),  # the mark of decimals there
        ("en", "9" * 400 + ".5"),
        ("en", "9" * 300 + " billion billion"),
        ("si", "ලක්ෂ " + "9" * 400),  # scale words stand first there
        ("sw", "milioni " + "9" * 305),
    ],
)
def test_no_number_is_infinite(language: str, text: str) -> None:
    (number,) = find_numbers(text, language)
    assert 1e300 < number.value < math.inf
    assert parse_article(text, language=language).quantities


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "upwards of half a tonne", 0.5),
        ("en", "half an acre", 0.5),
        ("en", "half a million tonnes", 5e5),
        ("pl", "dwanaście i pół tysiąca osób", 12_500),
        ("pl", "pół tysiąca osób", 500),
        ("cs", "dvanáct a půl tisíce lidí", 12_500),
        ("cs", "třinácti stovkám krajanů", 1_300),
        ("sk", "päť stoviek ľudí", 500),
        ("tr", "on iki buçuk bin kişi", 12_500),
        ("nl", "twaalfenhalf duizend mensen", 12_500),
        ("it", "una settantina di miliardi di dong", 70e9),
        ("fr", "une soixantaine de millions de dongs", 60e6),
        ("es", "una veintena de miles de dongs", 20e3),
    ],
)
def test_halves_and_tens_of_a_scale_are_one_number(language: str, text: str, value: float) -> None:
    assert [number.value for number in find_numbers(text, language)] == [value]
