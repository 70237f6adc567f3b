"""The articles of a folder as the pipeline books them: read, parsed and brought together as stories."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from benchmarks.annotated import UnreadableError
from transforms import ParsedArticle, Story, StoryArticle, parse_article, reconcile_story, story_of

_FETCHED: Final = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class GoodStory:
    """A story as it stands in the folder, before anything is done to it; `booked` are its rows."""

    story_id: str
    original_url: str | None
    articles: tuple[StoryArticle, ...]
    booked: Story

    def with_text(self, article: StoryArticle, text: str, story_id: str) -> Story:
        """The rows of the story under another id, one of its articles having another text."""
        parsed = parse_article(text, url=article.parsed.url, published=article.parsed.published)
        changed = [replace(a, parsed=parsed) if a is article else a for a in self.articles]
        return book(story_id, self.original_url, changed)


def read_stories(folder: Path) -> list[GoodStory]:
    """The stories of a folder of NAME.txt with NAME.meta.json; UnreadableError where it holds no text."""
    together: dict[str, list[StoryArticle]] = defaultdict(list)
    originals: dict[str, str | None] = {}
    for path in sorted(folder.glob("*.txt")):
        article, story_id, original = _article(path)
        originals[story_id] = originals.get(story_id) or original
        together[story_id].append(article)
    if not together:
        raise UnreadableError(f"{folder}: no NAME.txt there")
    return [
        GoodStory(story_id, originals[story_id], tuple(articles), book(story_id, originals[story_id], articles))
        for story_id, articles in together.items()
    ]


def book(story_id: str, original_url: str | None, articles: Sequence[StoryArticle]) -> Story:
    """The rows of articles as one story, whose articles are then no other story's."""
    own = [replace(a, article_id=f"{story_id}-{a.article_id}") for a in articles]
    return reconcile_story(story_id, original_url, own, _FETCHED)


def _article(path: Path) -> tuple[StoryArticle, str, str | None]:
    try:
        text = path.read_bytes().decode("utf-8")
        meta_path = path.with_suffix(".meta.json")
        meta = json.loads(meta_path.read_text(encoding="utf-8")) if meta_path.exists() else {}
    except (OSError, ValueError) as error:
        raise UnreadableError(f"{path}: can't be read: {error}") from error
    url = meta.get("url") or path.name
    parsed: ParsedArticle = parse_article(text, url=url, published=meta.get("published"))
    story_id, original = story_of(parsed, url, meta.get("story"))
    article = StoryArticle(
        article_id=path.stem,
        source_id="folder",
        url=url,
        publisher=None,
        licence=None,
        publish_text=False,
        content_sha256=hashlib.sha256(text.encode()).hexdigest(),
        fetched_at=_FETCHED,
        archive_file="",
        archive_offset=0,
        parser_version="",
        title=parsed.title,
        meta_story=meta.get("story"),
        parsed=parsed,
    )
    return article, story_id, original
