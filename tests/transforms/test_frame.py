"""What stands around an article on its page: its numbers are booked, but they are not the article's."""

from __future__ import annotations

import pytest

from tests.transforms.short_texts import figure, parsed

_BODY = "The cluster signed 9 agreements with its partners.\n"


def frame_numbers(text: str, language: str = "en") -> list[str]:
    """The numbers of the frame as they are written."""
    return [text[q.number_start : q.number_end] for q in parsed(text, language).quantities if q.status == "frame"]


@pytest.mark.parametrize(
    "marker", ["[Advertisement_1]", "[Anzeige_1]", "[Quảng cáo_1]", "[विज्ञापन_1]", "[ad_1]", "[annuncio_1]"]
)
def test_the_number_of_an_advertising_marker_is_frame(marker: str) -> None:
    assert frame_numbers(f"{_BODY}{marker}\n") == ["1"]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Comment (12)"),
        ("de", "Kommentar (12)"),
        ("vi", "Bình luận (12)"),
        ("hi", "टिप्पणी (12)"),
        ("bn", "মন্তব্য (12)"),
        ("fr", "Commentaire (12)"),
        ("ja", "コメント (12)"),
        ("ar", "تعليق (12)"),
    ],
)
def test_the_comment_counter_is_frame_in_any_language(language: str, line: str) -> None:
    assert frame_numbers(f"{_BODY}{line}") == ["12"]


@pytest.mark.parametrize(
    "line",
    [
        "Source: https://example.org/news/story-58-2024.html",
        "Quelle: https://example.org/news/story-58-2024.html",
        "Nguồn: https://example.org/news/story-58-2024.html",
        "स्रोत: https://example.org/news/story-58-2024.html",
        "来源：https://example.org/news/story-58-2024.html",
        "Источник: https://example.org/news/story-58-2024.html",
        "GREATSource: https://example.org/news/story-58-2024.html",
        "Ngọc AnhNguồn: https://example.org/news/story-58-2024.html",
        "দুর্দান্তসূত্র: https://example.org/news/story-58-2024.html",
    ],
)
def test_the_source_line_names_the_original_also_where_a_byline_is_glued_to_it(line: str) -> None:
    assert parsed(f"{_BODY}{line}\n").original_url == "https://example.org/news/story-58-2024.html"


def test_the_numbers_of_the_source_line_are_frame() -> None:
    text = f"{_BODY}Source: https://example.org/news/story-58-2024.html"

    assert frame_numbers(text) == ["58", "2024"]


def test_the_number_of_the_article_is_not_frame() -> None:
    text = f"{_BODY}[Advertisement_1]\nSource: https://example.org/a-58.html\nComment (0)"

    assert figure(text, "9").status == "fact"


def test_a_comment_counter_inside_a_sentence_is_none() -> None:
    assert frame_numbers("She left a comment (12) of the visitors had liked it already.") == []


@pytest.mark.parametrize("line", ["The meeting in Hanoi - Photo 3.", "Quang cảnh hội nghị - Ảnh 3."])
def test_the_number_of_a_picture_is_frame(line: str) -> None:
    assert frame_numbers(f"{_BODY}{line}\n") == ["3"]


@pytest.mark.parametrize("line", ["Date: 07/08/2023", "13:27 | 07/08/2023", "Portal 07/08/2023", "2023/08/07"])
def test_the_date_line_at_the_head_is_frame(line: str) -> None:
    text = f"{line}\n{_BODY}"

    assert {q.status for q in parsed(text).quantities if q.end <= len(line)} == {"frame"}


def test_a_date_far_down_in_the_text_is_no_head_line() -> None:
    text = _BODY * 8 + "Portal 07/08/2023\n"

    assert frame_numbers(text) == []


def test_a_file_name_of_a_picture_is_frame() -> None:
    assert frame_numbers(f"{_BODY}hoi-nghi 2024.jpg\n") == ["2024"]


def test_a_frame_figure_has_no_indicator_and_belongs_to_nobody() -> None:
    text = f"Emulation Cluster No. 2 met.\n{_BODY}Comment (12)"
    found = figure(text, "12")

    assert (found.indicator, found.organisation_id, found.period_start) == (None, None, None)


def test_an_article_without_a_source_line_has_no_original() -> None:
    assert parsed(_BODY).original_url is None
