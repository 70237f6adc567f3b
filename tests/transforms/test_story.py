"""Which articles belong together, and the keys that things have."""

from __future__ import annotations

import pytest

from tests.transforms.short_texts import article, parsed
from transforms import normalised_url, story_of
from transforms.rows import ParsedArticle
from transforms.story import digest, sound

_ORIGINAL = "https://example.org/news/cluster-2.html"


def translation(source: str = _ORIGINAL, language: str = "en") -> ParsedArticle:
    """An article with that address in its source line."""
    return parsed(f"The cluster signed 9 agreements.\nSource: {source}", language)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/news/cluster-2.html",
        "http://example.org/news/cluster-2.html",
        "https://www.example.org/news/cluster-2.html",
        "https://example.org/news/cluster-2",
        "https://example.org/news/cluster-2/",
        "https://example.org/news/cluster-2.html?utm_source=feed",
        "https://example.org/news/cluster-2.html#top",
        "HTTPS://EXAMPLE.org/news/cluster-2.html",
        " https://example.org/news/cluster-2.html\n",
    ],
)
def test_a_url_is_compared_without_what_does_not_tell_pages_apart(url: str) -> None:
    assert normalised_url(url) == "example.org/news/cluster-2"


def test_the_path_keeps_its_case() -> None:
    assert normalised_url("https://example.org/News") != normalised_url("https://example.org/news")


@pytest.mark.parametrize("url", ["", "/", "https://", "example.org", "https://example.org/", "a b", "\ud800"])
def test_any_string_may_stand_where_a_url_is_expected(url: str) -> None:
    assert normalised_url(normalised_url(url)) == normalised_url(url)


def test_translations_of_one_original_are_one_story() -> None:
    one = story_of(translation("https://example.org/news/cluster-2.html"), "https://portal.example/de/1", None)
    two = story_of(translation("http://www.example.org/news/cluster-2"), "https://portal.example/hi/1", None)

    assert one[0] == two[0]


def test_articles_of_two_originals_are_two_stories() -> None:
    one = story_of(translation("https://example.org/news/cluster-2.html"), "https://portal.example/de/1", None)
    two = story_of(translation("https://example.org/news/cluster-3.html"), "https://portal.example/de/2", None)

    assert one[0] != two[0]


def test_the_original_itself_belongs_to_its_story() -> None:
    original = parsed("Cụm ký kết 9 thỏa thuận.", "vi", url=_ORIGINAL)

    assert story_of(original, _ORIGINAL, None)[0] == story_of(translation(), "https://portal.example/en/1", None)[0]


def test_an_article_without_a_source_line_is_a_story_of_its_own() -> None:
    alone = parsed("The cluster signed 9 agreements.")

    assert story_of(alone, "one.txt", None)[0] != story_of(alone, "two.txt", None)[0]


def test_the_metadata_may_say_which_story_an_article_is_of() -> None:
    one = story_of(translation("https://example.org/a"), "https://portal.example/1", "half-year")
    two = story_of(translation("https://example.org/b"), "https://portal.example/2", "half-year")

    assert one[0] == two[0]


def test_a_name_in_the_metadata_is_no_url() -> None:
    named = story_of(translation(), "https://portal.example/1", "example.org/news/cluster-2")

    assert named[0] != story_of(translation(), "https://portal.example/1", None)[0]


def test_the_original_is_told_as_it_was_written() -> None:
    assert story_of(translation(), "https://portal.example/en/1", None)[1] == _ORIGINAL


def test_a_file_without_an_original_has_none() -> None:
    assert story_of(parsed("The cluster signed 9 agreements."), "folder/one.txt", None)[1] is None


def test_a_key_is_the_same_wherever_and_whenever_it_is_made() -> None:
    assert digest("s", "example.org/news/cluster-2") == "s3902b122260e672f"


def test_parts_of_a_key_do_not_run_into_each_other() -> None:
    assert digest("f", "ab", "c") != digest("f", "a", "bc")


def test_a_story_is_kept_with_the_month_of_its_first_booking() -> None:
    from tests.transforms.short_texts import story

    assert story(article("a", "The cluster signed 9 agreements.", "en")).booked == "2024-07"


def test_a_lone_surrogate_becomes_one_replacement_character() -> None:
    assert sound("a\ud800b\udfffc") == "a\ufffdb\ufffdc"
