"""The archive: every article as it came in, in WARC files that are only ever added to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final, Self

from sources.articles import ArticleVersion, ClosedCollection, Withdrawal
from sources.encodings import EncodingError, decompress
from sources.index import Index
from sources.members import member_at
from sources.records import instant

PAYLOAD_LIMIT: Final = 5_000_000


class ArchiveError(RuntimeError):
    """The archive can't give what it should hold, or can't be written: what, where and what to do."""


def payload_at(path: Path, offset: int) -> bytes:
    """The payload of the record at an offset of a WARC file, decoded. ArchiveError where it can't be had whole."""
    where = f"{path.name} at byte {offset}"
    member = member_at(path, offset) if path.is_file() else None
    if member is None or member.kind not in {"response", "resource"}:
        raise ArchiveError(f"there is no article in {where}; restore that file from a backup")
    if member.kind == "resource":
        return member.block
    head, _, body = member.block.partition(b"\r\n\r\n")
    codings = [
        line.partition(b":")[2].strip().decode("latin-1")
        for line in head.split(b"\r\n")
        if line.lower().startswith(b"content-encoding:")
    ]
    try:
        return decompress(body, ",".join(codings), PAYLOAD_LIMIT)
    except EncodingError as error:
        raise ArchiveError(f"what lies in {where} can't be decoded: {error}") from error


class Archive:
    """The archive below a home folder (`<home>/archive`): to read, and to keep which article is of which story.

    Safe beside a collection under way, of which it sees nothing before it is closed. Opening brings the index up
    to date.
    """

    def __init__(self, home: Path) -> None:
        self.folder = home / "archive"
        self._index = Index(self.folder)

    def refresh(self) -> None:
        """See what was closed since the archive was opened."""
        self._index.refresh()

    def current(self, at: int | None = None) -> Sequence[ArticleVersion]:
        """The newest version of every article, by article id; with `at`, as of the close of that collection."""
        return self._index.current(at)

    def history(self, article_id: str) -> Sequence[ArticleVersion]:
        """All versions of an article, oldest first; empty where there is none."""
        return self._index.history(article_id)

    def versions(self, collection_no: int) -> Sequence[ArticleVersion]:
        """The versions that one closed collection brought, by article id."""
        return self._index.versions(collection_no)

    def first_archived(self, article_id: str) -> datetime | None:
        """When the first version of an article was archived, be it that retention has taken it away since."""
        dates = [version.fetched_at for version in self._index.history(article_id)[:1]]
        if (forgotten := self._index.forgotten(article_id)) is not None:
            dates.append(instant(forgotten))
        return min(dates, default=None)

    def latest_versions(self, source_id: str, most: int) -> Sequence[ArticleVersion]:
        """The last versions of a source, at most so many, oldest first."""
        return self._index.latest(source_id, most)

    def sample(self, source_id: str, most: int, before: int) -> Sequence[ArticleVersion]:
        """About so many versions of a source, oldest first, spread evenly over the collections before that number."""
        return self._index.sample(source_id, before, most)

    def collections(self) -> Sequence[ClosedCollection]:
        """Every closed collection, in order."""
        return self._index.collections()

    def latest_collection(self) -> ClosedCollection | None:
        """The last closed collection, or None in an empty archive."""
        found = self._index.collections()
        return found[-1] if found else None

    def read(self, version: ArticleVersion) -> bytes:
        """The payload of a version, without transfer and content encoding. ArchiveError where it can't be had whole."""
        try:
            return payload_at(self.folder / version.archive_file, version.archive_offset)
        except ArchiveError as error:
            raise ArchiveError(f"archive: {version.article_id}: {error}") from error

    def withdrawals(self) -> Sequence[Withdrawal]:
        """Every withdrawn article, by article id; none of them is in `current` or `history`."""
        return self._index.withdrawals()

    def damage(self) -> Sequence[str]:
        """Stretches of the WARC files that can't be read any more, for an operator; usually empty."""
        return [f"{file}: bytes {start} to {end} are no record" for file, start, end in self._index.damage()]

    def story_of(self, article_id: str) -> str | None:
        """The story that an article was last assigned to, or None."""
        return self._index.stories(article_id)

    def assign_stories(self, stories: Mapping[str, str]) -> None:
        """Remember {article_id: story_id}. A cache: it is lost with the index, and a full parse makes it again."""
        self._index.assign(sorted(stories.items()))

    def articles_of(self, story_ids: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        """The article ids assigned to each of these stories, sorted; () for a story without any."""
        return {story_id: self._index.articles_of(story_id) for story_id in story_ids}

    def close(self) -> None:
        """Let go of the index."""
        self._index.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
