"""From an article to rows: pure functions, without I/O, clock or network."""

from transforms.parse import parse_article
from transforms.rows import ParsedArticle

__all__ = ["ParsedArticle", "parse_article"]
