"""An article as it lies in the archive, and as it reads once decoded."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Meta:
    """What is said about an article beside its text; all of it optional, none of it verified.

    `published` is ISO 8601 as given, whole or as a year or a month ("2024", "2024-07").
    `story` names the story outright, where an editor knows it better than the source line does.
    """

    language: str | None = None
    published: str | None = None
    story: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class ArticleVersion:
    """One version of one article: what it is and where it lies in the archive.

    `article_id` stays the same over all versions and on every machine: it is made from the source's id and the URL
    fetched, or the path below the source's folder. `url` is the article's own URL, or the one that its meta file gives,
    or that path. `content_sha256` covers the payload and, in a folder, its meta file. `fetched_at` is UTC;
    `archive_offset` is in bytes. `media_type` is lower case without parameters; `charset` is what the server named, if
    it did. `title` is known only to sources that announce it (a feed); otherwise it comes out of the page later.
    """

    article_id: str
    collection_no: int
    source_id: str
    url: str
    publisher: str | None
    licence: str | None
    publish_text: bool
    content_sha256: str
    media_type: str
    charset: str | None
    fetched_at: datetime
    archive_file: str
    archive_offset: int
    meta: Meta
    title: str | None = None


@dataclass(frozen=True, slots=True)
class ClosedCollection:
    """One finished collection: its number from 1, the instant it was made at (UTC), how many versions it brought."""

    collection_no: int
    at: datetime
    n_versions: int


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """An article taken out of the archive for good: why, on whose word and when (UTC)."""

    article_id: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Document:
    """An article ready to be parsed.

    Exactly one of `text` and `html` is set: pages still need `transforms.html.extract_article`, whose title, date and
    language fill what is None here. `text` is as archived, line ends too; only a byte order mark is gone.
    """

    url: str
    text: str | None
    html: bytes | None
    title: str | None
    published: str | None
    language: str | None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An archived payload that can't be read as an article, and why, in words for an operator."""

    reason: str


def article_id(source_id: str, url_or_path: str) -> str:
    """The id of the article that a source has under a URL, or under a path relative to its folder."""
    return "a" + hashlib.sha256(f"{source_id}\n{url_or_path}".encode()).hexdigest()[:16]
