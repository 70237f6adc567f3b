"""A source: where articles come from, and on which terms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from sources.records import Terms

KINDS: Final = ("pages", "feed", "sitemap", "folder", "warc")
FETCHED_KINDS: Final = ("pages", "feed", "sitemap")


@dataclass(frozen=True, slots=True)
class Source:
    """One source of the catalogue.

    `urls` are set for kinds that are fetched, `path` (absolute) for a folder or a WARC file or folder. `languages` are
    those whose translations of a page are looked for beside it: () none, ("all",) every one that the page links.
    `original`: follow the source line to the original. `since` leaves older entries of feeds and sitemaps out, `limit`
    takes the newest that many. `ports` are the only ones that may be asked, () for any. `line` is where it stands.
    """

    id: str
    kind: str
    line: int
    urls: tuple[str, ...] = ()
    path: Path | None = None
    publisher: str | None = None
    licence: str | None = None
    publish_text: bool = False
    enabled: bool = True
    allow_private: bool = False
    languages: tuple[str, ...] = ()
    original: bool = False
    since: date | None = None
    limit: int | None = None
    ports: tuple[int, ...] = ()

    @property
    def terms(self) -> Terms:
        """Whose articles these are."""
        return Terms(self.publisher, self.licence, self.publish_text)
