"""What holds for every article, whatever stands in it."""

from __future__ import annotations

import math
import re
import sys
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.transforms.short_texts import figure, parsed
from transforms import ParsedArticle, parse_article

_SNIPPETS = [
    "Emulation Cluster No. 2 of the Ministry of Foreign Affairs", "has 12 members:",
    "Thanh Hoa, Nghe An and Ha Tinh", "Deputy Minister Le Thanh Van", "stressed that",
    "almost 400 outgoing and", "rose from 34 to 42", "up 9.5 percent", "of which", "half of the projects",
    "in the first six months of 2024", "Decree 58/2022/ND-CP", "COVID-19", "Das Emulationscluster Nr. II",
    "knapp zweitausenddreihundert Mitglieder", "um 12,5 Prozent gesunken", "3,5 Mio. Euro",
    "Cụm thi đua số 2 Bộ Ngoại giao", "gồm 8 Sở Ngoại vụ: Thanh Hóa, Nghệ An", "1.200 tỷ đồng", "hai mươi mốt",
    "18/10/2024", "अनुकरण क्लस्टर नंबर 2", "75 लाख अमेरिकी डॉलर से अधिक", "पाँच", "१२,३४,५६७",
    "साढ़े तीन करोड़", "7 सदस्य (थान होआ, न्घे आन)", "7억 8만 달러", "第二十五届会议", "1.2亿", "三千五百万",
    "12月4日、500人を超える", "٣٤٥٫٦ مليون", "أكثر من ١٢٠", "২৫ লাখ টাকা", "๒๕๖๗", "พ.ศ. 2567", "vingt et un",
    "quatre-vingt-dix", "Source: https://example.org/a-58.html", "[Advertisement_1]", "Comment (0)", "Nguồn:",
    "• Trang chủ", "Ảnh 3.", "https://", "1/2", "½", "²", "Ⅳ", "①", "-17", "1 234 567", "1.234,5", "1,234.5",
    "£40m", "$", "%", "(", ")", "„", "“", "«", "…", ":", ";", ".", "。", "।", "\n", "\n\n", "\t", "\r\n",
    "\u2028", "\ud800", "\udfff", "\u200b", "\u200d", "\ufeff", "\u202e", "\u2066", "\u00ad", "e\u0301",
    "\U0001f600", "\x00", "9" * 400, "0" * 60, "1" + ",000" * 120, "7.7.7.7.7", "12:30:45", "1-2-3-4", "1e999",
    "∞",
]  # fmt: skip
_PIECES = st.one_of(
    st.sampled_from(_SNIPPETS),
    st.text(max_size=8),
    st.text(st.characters(categories=["Nd", "No", "Nl", "Mn", "Cf", "Cs", "Po", "Zs"]), max_size=8),
    st.integers(0, 10**12).map(str),
)
_PAIR = re.compile("(?<=[\ud800-\udbff])(?=[\udc00-\udfff])")  # has a test of its own
_TEXTS = st.lists(st.tuples(_PIECES, st.sampled_from(["", " ", " ", "\n"])), max_size=24).map(
    lambda pairs: _PAIR.sub(" ", "".join(piece + gap for piece, gap in pairs))
)
# Five whose grammars differ most: between spaces, written together, numbers behind, no spaces at all.
_LANGUAGES = st.sampled_from(["en", "de", "vi", "hi", "zh"])


def sound(text: str) -> str:
    """The text with each lone surrogate as U+FFFD, one to one."""
    return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)


def uncovered(article: ParsedArticle) -> list[int]:
    """Where decimal digits of the text lie outside the number of every quantity."""
    covered: set[int] = set()
    for quantity in article.quantities:
        covered.update(range(quantity.number_start, quantity.number_end))
    return [at for at, char in enumerate(article.text) if char.isdecimal() and at not in covered]


@settings(max_examples=50)
@given(_TEXTS, _LANGUAGES)
@example("\ud800 7 \udfff members", "en")
@example("9" * 5000, "en")
@example("", "en")
def test_every_quote_is_what_stands_at_its_span(text: str, language: str) -> None:
    for quantity in parsed(text, language).quantities:
        assert quantity.quote == sound(text[quantity.start : quantity.end])


@settings(max_examples=50)
@given(_TEXTS, _LANGUAGES)
def test_every_number_stands_inside_its_quote(text: str, language: str) -> None:
    for quantity in parsed(text, language).quantities:
        assert 0 <= quantity.start <= quantity.number_start < quantity.number_end <= quantity.end <= len(text)


@settings(max_examples=50)
@given(_TEXTS, _LANGUAGES)
@example("1\u200b2 members and 3\u200d4", "en")
@example("٣٤٥ وفد و१२३ और ๒๕๖๗", "ar")
def test_every_digit_of_a_text_is_booked(text: str, language: str) -> None:
    assert uncovered(parsed(text, language)) == []


@settings(max_examples=30)
@given(_TEXTS, _LANGUAGES)
def test_bounds_are_numbers_in_order(text: str, language: str) -> None:
    for quantity in parsed(text, language).quantities:
        known = [v for v in (quantity.value_low, quantity.value, quantity.value_high) if v is not None]
        assert known == sorted(known)
        assert not any(math.isnan(value) for value in known)


@settings(max_examples=30)
@given(_TEXTS, _LANGUAGES)
def test_no_two_quantities_share_a_number(text: str, language: str) -> None:
    spans = sorted((q.number_start, q.number_end) for q in parsed(text, language).quantities)

    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


@settings(max_examples=30)
@given(_TEXTS, _LANGUAGES)
def test_every_other_row_stands_where_its_span_says(text: str, language: str) -> None:
    article = parsed(text, language)

    for statement in article.statements:
        assert statement.quote == sound(text[statement.start : statement.end])
    for attendance in article.attendances:
        assert attendance.name_as_written == sound(text[attendance.start : attendance.end])
    spans = [(row.start, row.end) for row in article.memberships] + [(row.start, row.end) for row in article.mentions]
    assert all(0 <= start < end <= len(text) for start, end in spans)


@settings(max_examples=20)
@given(_TEXTS, _LANGUAGES)
def test_rows_hold_no_text_that_utf_8_refuses(text: str, language: str) -> None:
    article = parsed(text, language)
    texts = [value for q in article.quantities for value in (q.quote, q.sentence, q.subject or "")]
    texts += [m.name_as_listed for m in article.memberships] + [s.quote for s in article.statements]
    texts += [name for person in article.persons for name in (person.name, *person.spellings)]

    assert [value for value in texts if value != sound(value)] == []


@settings(max_examples=20)
@given(_TEXTS, _LANGUAGES)
def test_checks_name_figures_that_are_there(text: str, language: str) -> None:
    article = parsed(text, language)

    assert {key for check in article.checks for key in check.quantities} <= {q.key for q in article.quantities}


@settings(max_examples=15)
@given(_TEXTS)
def test_a_text_whose_language_is_unknown_is_read_as_well(text: str) -> None:
    assert uncovered(parse_article(text)) == []


@settings(max_examples=15)
@given(_TEXTS, _LANGUAGES)
def test_the_same_text_is_read_the_same_way_again(text: str, language: str) -> None:
    assert parsed(text, language) == parsed(text, language)


def test_two_surrogates_that_make_a_pair_are_two_characters_all_the_same() -> None:
    text = "Director Tran Van An praised the \ud800\udc00 work."
    (said,) = parsed(text).statements

    assert said.quote == sound(text)


# -- shapes of text that once cost others dearly ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "9" * 10_000,
        "1," * 800,
        "(" * 3_000 + "7" + ")" * 3_000,
        "„" * 5_000 + "7",
        "word" * 10_000,
        "7 members: " + "Thanh Hoa, " * 500,
        "twenty " * 500,
        "\n" * 10_000 + "7",
        "\u202e" * 5_000 + "7",
    ],
    ids=["digits", "commas", "brackets", "quotes", "no space", "a long list", "number words", "lines", "bidi"],
)
def test_a_monstrous_text_is_read_to_its_end(text: str) -> None:
    assert uncovered(parsed(text)) == []


def test_a_number_too_large_for_a_float_is_booked_all_the_same() -> None:
    (found,) = parsed("It has " + "9" * 400 + " members.").quantities

    assert found.value is None or found.value > sys.float_info.max / 10


# -- the article ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["\u200b", "\u2060", "\u00ad", "\ufeff"])
def test_a_mark_that_nobody_sees_changes_no_number(mark: str) -> None:
    found = figure(f"The cluster has 1{mark}2 members.", f"1{mark}2")

    assert (found.value, found.indicator) == (12, "members_total")


def test_composed_and_decomposed_letters_are_read_alike() -> None:
    import unicodedata

    text = "Cụm thi đua số 2 Bộ Ngoại giao có 12 thành viên, ký kết gần 9 thỏa thuận."
    apart = parsed(unicodedata.normalize("NFD", text), "vi")

    assert [(q.value, q.qualifier, q.indicator) for q in apart.quantities] == [
        (q.value, q.qualifier, q.indicator) for q in parsed(text, "vi").quantities
    ]


def test_offsets_count_code_points_of_the_given_text() -> None:
    text = "\U0001f600 Cu\u0323m có 12 thành viên."
    found = figure(text, "12", "vi")

    assert text[found.start : found.end] == found.quote


def test_the_language_is_found_where_none_is_given() -> None:
    text = "Die Büros der Provinz trafen sich letzte Woche und schlossen neun Abkommen mit ihren Partnern."

    assert parse_article(text).language == "de"


def test_the_language_that_is_given_is_taken() -> None:
    assert parse_article("Cluster 2", language="de").language == "de"


def test_a_language_without_a_lexicon_has_its_digits_booked_and_is_flagged() -> None:
    found = parse_article("Blu gar 12 nom, sil 35 tar.", language="xx")

    assert len(found.quantities) == 2
    assert found.notes


def test_the_publication_is_kept_as_a_time_in_utc() -> None:
    assert parsed("A day.", published="2024-07-20").published == datetime(2024, 7, 20, tzinfo=UTC)


@pytest.mark.parametrize("published", ["", "yesterday", "2024-13-45", "0000-00-00"])
def test_a_publication_that_is_no_date_does_no_harm(published: str) -> None:
    assert parsed("Last year they signed 9 agreements.", published=published).published is None


def test_the_url_and_title_are_handed_through() -> None:
    found = parse_article("A day.", language="en", url="https://example.org/a", title="A day")

    assert (found.url, found.title) == ("https://example.org/a", "A day")


def test_a_figure_knows_the_province_that_it_is_about() -> None:
    assert figure("Hoa Binh received 42 projects.", "42").place_id == "VN-14"


def test_an_empty_text_has_no_rows() -> None:
    found = parsed("")

    assert (found.quantities, found.memberships, found.persons, found.statements, found.checks) == ((), (), (), (), ())
