"""Short texts, parsed in the language that the test names, and what is looked for in them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from transforms import ParsedArticle, Story, StoryArticle, parse_article, reconcile_story
from transforms.rows import Quantity


def parsed(
    text: str, language: str = "en", published: str | date | None = None, url: str | None = None
) -> ParsedArticle:
    """The text as an article in that language."""
    return parse_article(text, language=language, published=published, url=url)


def figure(text: str, number: str, language: str = "en", published: str | date | None = None) -> Quantity:
    """The one quantity of a text whose number, with its scale word, is written like that."""
    return figure_in(parsed(text, language, published), number)


def figure_in(article: ParsedArticle, number: str) -> Quantity:
    """The one quantity of an article whose number, with its scale word, is written like that."""
    found = [q for q in article.quantities if article.text[q.number_start : q.number_end] == number]
    written = [article.text[q.number_start : q.number_end] for q in article.quantities]
    assert len(found) == 1, f"{number!r} stands {len(found)} times in {written}"
    return found[0]


def values(article: ParsedArticle, status: str = "fact") -> list[float | None]:
    """The values of all quantities of that status, in the order of the text."""
    return [q.value for q in article.quantities if q.status == status]


def article(
    article_id: str,
    text: str,
    language: str,
    *,
    published: str | None = "2024-07-15",
    url: str | None = None,
    meta_story: str | None = None,
) -> StoryArticle:
    """A text as it comes out of the archive, parsed; where it lies there says nothing to these tests."""
    return StoryArticle(
        article_id=article_id,
        source_id="tests",
        url=url or f"https://example.org/{article_id}",
        publisher=None,
        licence=None,
        publish_text=True,
        content_sha256="0" * 64,
        fetched_at=datetime(2024, 7, 16, tzinfo=UTC),
        archive_file="tests.warc.gz",
        archive_offset=0,
        parser_version="1",
        title=None,
        meta_story=meta_story,
        parsed=parsed(text, language, published, url),
    )


def story(*articles: StoryArticle) -> Story:
    """The articles as one story, first booked in July 2024."""
    return reconcile_story("s1", "https://example.org/original", articles, datetime(2024, 7, 16, tzinfo=UTC))
