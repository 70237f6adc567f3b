"""From an archived version to a read article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sources import Archive, ArchiveError, ArticleVersion, Unreadable, decode
from transforms import parse_article
from transforms.html import extract_article
from transforms.reconcile import StoryArticle, story_of
from transforms.rows import ParsedArticle

_ENOUGH: Final = 300


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article version, what it says, and the story that it belongs to; `notes`: what didn't fit in its page."""

    version: ArticleVersion
    story_id: str
    original_url: str | None
    parsed: ParsedArticle
    notes: tuple[str, ...] = ()

    def witness(self, parser_version: str) -> StoryArticle:
        """The article as reconciling takes it."""
        version = self.version
        return StoryArticle(
            article_id=version.article_id,
            source_id=version.source_id,
            url=version.url,
            publisher=version.publisher,
            licence=version.licence,
            publish_text=version.publish_text,
            content_sha256=version.content_sha256,
            fetched_at=version.fetched_at,
            archive_file=version.archive_file,
            archive_offset=version.archive_offset,
            parser_version=parser_version,
            title=self.parsed.title,
            meta_story=version.meta.story,
            parsed=self.parsed,
        )


@dataclass(frozen=True, slots=True)
class UnreadableArticle:
    """An article version that says nothing: which, where it came from, and why; `crashed`: the parser is to blame."""

    article_id: str
    source_id: str
    url: str
    reason: str
    crashed: bool = False


def read_version(archive: Archive, version: ArticleVersion) -> ReadArticle | UnreadableArticle:
    """What one version says. Never raises for what stands in it."""

    def unreadable(reason: str, *, crashed: bool = False) -> UnreadableArticle:
        return UnreadableArticle(version.article_id, version.source_id, version.url, reason[:_ENOUGH], crashed)

    try:
        document = decode(version, archive.read(version))
    except ArchiveError as error:
        return unreadable(str(error))
    if isinstance(document, Unreadable):
        return unreadable(document.reason)
    text, title, published, language = document.text, document.title, document.published, document.language
    notes: tuple[str, ...] = ()
    try:
        if document.html is not None:
            page = extract_article(document.html, document.url, version.charset)
            text, notes = page.text, page.notes
            title, published, language = title or page.title, published or page.published, language or page.language
        if text is None or not text.strip():
            return unreadable("no text in it")
        parsed = parse_article(text, language=language, url=document.url, published=published, title=title)
        story_id, original_url = story_of(parsed, document.url, version.meta.story)
    except Exception as error:  # noqa: BLE001 - one article that trips the parser must not stop the others
        return unreadable(f"the parser failed: {type(error).__name__}: {error}", crashed=True)
    return ReadArticle(version, story_id, original_url, parsed, (*notes, *parsed.notes))


def read_article(archive: Archive, version: ArticleVersion) -> tuple[ReadArticle | None, UnreadableArticle | None]:
    """What an article says, by its newest version that can be read; and why a newer one can't, where that is so."""
    read = read_version(archive, version)
    if isinstance(read, ReadArticle):
        return read, None
    for older in reversed(archive.history(version.article_id)):
        if older.archive_file == version.archive_file and older.archive_offset == version.archive_offset:
            continue
        if older.collection_no <= version.collection_no:
            again = read_version(archive, older)
            if isinstance(again, ReadArticle):
                return again, read
    return None, read
