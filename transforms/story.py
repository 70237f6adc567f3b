"""What a story is made of: its articles, and the rows that they make together."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from transforms.rows import ParsedArticle

_SURROGATE: Final = re.compile("[\ud800-\udfff]")
Row = dict[str, object]

_SCHEME: Final = re.compile(r"^[a-z][a-z0-9+.-]*://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StoryArticle:
    """One article of a story: where it came from, and what it says."""

    article_id: str
    source_id: str
    url: str
    publisher: str | None
    licence: str | None
    publish_text: bool
    content_sha256: str
    fetched_at: datetime
    archive_file: str
    archive_offset: int
    parser_version: str
    title: str | None
    meta_story: str | None
    parsed: ParsedArticle


@dataclass(frozen=True, slots=True)
class SetAside:
    """An article that three or more witnesses outvote; its rows are not part of the story."""

    article_id: str
    rule: str
    reason: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """A story's rows by table, as the columns of `warehouse.schema` name them."""

    story_id: str
    original_url: str | None
    first_booked: datetime
    rows: Mapping[str, tuple[Row, ...]]
    set_aside: tuple[SetAside, ...]
    texts: tuple[tuple[str, str], ...]  # (article_id, text), for the audit

    @property
    def booked(self) -> str:
        """The partition: the month in which its first article was archived, "YYYY-MM"."""
        return f"{self.first_booked:%Y-%m}"


def normalised_url(url: str) -> str:
    """A URL without scheme, "www.", query, fragment, trailing slash and ".html", for comparison."""
    bare = _SCHEME.sub("", url.strip()).partition("#")[0].partition("?")[0]
    host, slash, path = bare.partition("/")
    path = path.rstrip("/")
    path = path.removesuffix(".html")
    return host.lower().removeprefix("www.") + (slash + path if path else "")


def story_of(parsed: ParsedArticle, url: str, meta_story: str | None) -> tuple[str, str | None]:
    """(story_id, original_url): by the metadata's `story`, else by the original, else by the article itself.

    `url` is the article's own URL or its path; an article without an original is one itself.
    """
    if meta_story:
        return digest("s", "story:" + meta_story), parsed.original_url
    original = parsed.original_url
    own = url or parsed.url or ""
    return digest("s", normalised_url(original or own)), original or (own if "://" in own else None)


def digest(prefix: str, *parts: object) -> str:
    """A short deterministic key: the prefix, and 16 hex digits of a SHA-256 over the parts."""
    text = "\x1f".join("" if part is None else str(part) for part in parts)
    return prefix + hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def sound(text: str) -> str:
    """Text that Arrow and UTF-8 take: lone surrogates become U+FFFD, one to one."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)
