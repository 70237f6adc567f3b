"""From an article to rows, from articles to a story: pure functions, without I/O, clock or network."""

from transforms.engine import prefer_compiled

prefer_compiled(__name__, __path__)

from transforms.parse import parse_article
from transforms.reconcile import (
    SetAside,
    Story,
    StoryArticle,
    dimensions,
    normalised_url,
    reconcile_story,
    story_of,
    tables,
)
from transforms.rows import ParsedArticle

__all__ = [
    "ParsedArticle",
    "SetAside",
    "Story",
    "StoryArticle",
    "dimensions",
    "normalised_url",
    "parse_article",
    "reconcile_story",
    "story_of",
    "tables",
]
