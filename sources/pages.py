"""What counts as a page among the answers of servers."""

from __future__ import annotations

from typing import Final

PAGE_TYPES: Final = frozenset({"text/html", "application/xhtml+xml", "text/plain"})


def content_type(value: str) -> tuple[str, str | None]:
    """The media type, lower case, and the charset of a Content-Type header; a page where the header is empty."""
    media_type, _, parameters = value.partition(";")
    charset = None
    for parameter in parameters.split(";"):
        name, _, given = parameter.partition("=")
        if name.strip().lower() == "charset":
            charset = given.strip(" \"'").lower()[:40] or None
    return media_type.strip().lower() or "text/html", charset


def is_page(media_type: str) -> bool:
    """Whether an article may come under that media type."""
    return media_type in PAGE_TYPES
