"""The archive: every article as it came in, in WARC files that are only ever added to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from sources.articles import ArticleVersion, ClosedCollection, Withdrawal


class Archive:
    """The archive below a home folder (`<home>/archive`), to read and to keep which article belongs to which story.

    Opening repairs nothing and writes no WARC: reading is safe beside a collection under way, and sees closed collections only.
    """

    def __init__(self, home: Path) -> None: ...

    def current(self, at: int | None = None) -> Sequence[ArticleVersion]:
        """The newest version of every article, by article id; as of the close of collection `at`, where one is given."""
        raise NotImplementedError

    def history(self, article_id: str) -> Sequence[ArticleVersion]:
        """All versions of an article, oldest first; empty where there is none."""
        raise NotImplementedError

    def versions(self, collection_no: int) -> Sequence[ArticleVersion]:
        """The versions that one closed collection brought, by article id."""
        raise NotImplementedError

    def collections(self) -> Sequence[ClosedCollection]:
        """Every closed collection, in order."""
        raise NotImplementedError

    def latest_collection(self) -> ClosedCollection | None:
        """The last closed collection, or None in an empty archive."""
        raise NotImplementedError

    def read(self, version: ArticleVersion) -> bytes:
        """The payload of a version, without transfer and content encoding. ArchiveError where it isn't there or isn't whole."""
        raise NotImplementedError

    def withdrawals(self) -> Sequence[Withdrawal]:
        """Every withdrawn article, by article id; none of them is in `current` or `history`."""
        raise NotImplementedError

    def story_of(self, article_id: str) -> str | None:
        """The story that an article was last assigned to, or None."""
        raise NotImplementedError

    def assign_stories(self, stories: Mapping[str, str]) -> None:
        """Remember {article_id: story_id}. A cache: it is lost with the index, and a full parse makes it again."""
        raise NotImplementedError

    def articles_of(self, story_ids: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        """The article ids assigned to each of these stories, sorted; () for a story without any."""
        raise NotImplementedError


def withdraw(home: Path, article_id: str, *, reason: str, by: str, at: datetime) -> Withdrawal:
    """Take every version of an article out of the archive. KeyError where there is no such article."""
    raise NotImplementedError
