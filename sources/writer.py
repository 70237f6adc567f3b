"""Adding to the archive: one writer at a time, whole groups of records, nothing lost when it is killed."""

from __future__ import annotations

import fcntl
import os
import shutil
from datetime import datetime
from enum import Enum
from io import FileIO
from pathlib import Path
from typing import Any, Final, Self

from sources.archive import ArchiveError
from sources.articles import ArticleVersion, ClosedCollection, Withdrawal
from sources.index import Index, Place
from sources.records import (
    Incoming,
    Terms,
    Validators,
    article_group,
    closing,
    instant,
    scrubbed,
    version_of,
    warc_date,
    warcinfo,
    withdrawn,
)
from sources.wire import Known

ROTATE_AT: Final = 256 * 1024 * 1024


class Outcome(Enum):
    """What became of an article that came in."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    WITHDRAWN = "withdrawn"


class ArchiveWriter:
    """The one writer of an archive, for one collection whose records all carry the instant `now`.

    Opening waits for nobody: ArchiveError where another writer has the archive. What a killed writer left half-written
    is cut off; its whole versions belong to the next collection that closes. Use as a context manager.
    """

    def __init__(self, home: Path, now: datetime, *, rotate_at: int = ROTATE_AT) -> None:
        self._folder = home / "archive"
        self._now = now
        self._rotate_at = rotate_at
        self._folder.mkdir(parents=True, exist_ok=True)
        self._lock = (self._folder / "writer.lock").open("ab")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._lock.close()
            raise ArchiveError(f"archive: another process writes to {self._folder}; wait until it is done") from error
        self._index = Index(self._folder)
        self._repair()
        self._scrub(self._index.places(), withdrawn=True)
        self._latest: dict[str, ArticleVersion | None] = {}
        self.withdrawn = {withdrawal.article_id for withdrawal in self._index.withdrawals()}
        self._number = max((c.collection_no for c in self._index.collections()), default=0) + 1
        self._pending = self._index.n_pending()
        self._opened = False
        self._file: FileIO | None = None
        self._size = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._settle()
        self._index.close()
        self._lock.close()

    def known(self, article_id: str, terms: Terms) -> Known | None:
        """What to ask a server with for an article held under the same terms; None where it has to be fetched whole."""
        version = self._newest(article_id)
        if version is None or Terms(version.publisher, version.licence, version.publish_text) != terms:
            return None
        validators = self._index.validators(article_id)
        if validators == Validators():
            return None
        place = str(self._folder.absolute() / version.archive_file)
        return Known(validators.etag, validators.last_modified, place, version.archive_offset)

    def keys(self, source_id: str) -> dict[str, str]:
        """The URL or path of every article that is held of a source, by article id."""
        return self._index.keys(source_id)

    def add(self, incoming: Incoming) -> Outcome:
        """Archive an article, unless its newest version is the same in content, meta and terms."""
        article = incoming.article_id
        if article in self.withdrawn:
            return Outcome.WITHDRAWN
        before = self._newest(article)
        if before is not None and _same(before, incoming):
            if incoming.validators not in {Validators(), self._index.validators(article)}:
                self._index.keep_validators(article, incoming.validators)
            return Outcome.UNCHANGED
        group = article_group(incoming, self._now)
        self._append(group.data)
        self._pending += 1
        self._latest[article] = _version(incoming, self._now)
        return Outcome.NEW if before is None else Outcome.CHANGED

    def import_group(self, about: dict[str, Any], date: str, data: bytes) -> str:
        """Take over a version from another archive as it is: "added", or "known", or "older" than the one held."""
        article = str(about["article_id"])
        if article in self.withdrawn:
            return "known"
        before = self._newest(article)
        version = version_of(about, date, 0, "", 0)
        if before is not None and before.content_sha256 == version.content_sha256:
            return "known"
        if before is not None and before.fetched_at >= version.fetched_at:
            return "older"
        self._append(data)
        self._pending += 1
        self._latest[article] = version
        return "added"

    def forget_superseded(self, before: datetime, keep: frozenset[tuple[str, str]]) -> int:
        """Blot out versions archived before an instant that a newer one has superseded; how many.

        `keep` are (article_id, content_sha256) that must stay, such as the versions behind published facts.
        """
        places = [
            place
            for place, digest in self._index.superseded(warc_date(before))
            if (place.article_id, digest) not in keep
        ]
        self._scrub(places, withdrawn=False)
        return len(places)

    def close_collection(self) -> ClosedCollection | None:
        """Close over everything since the last closed collection; None, and nothing written, where there is nothing."""
        if not self._pending:
            return None
        # The closing record must not reach the disk before what it closes over.
        self._settle()
        self._append(closing(self._number, self._now, self._pending))
        self._settle()
        self._index.refresh()
        self._pending = 0
        self._number += 1
        self._opened = False
        return self._index.collections()[-1]

    def last_new(self, source_id: str) -> datetime | None:
        """When the newest version of a source was archived."""
        self._index.refresh()
        date = self._index.last_new(source_id)
        return None if date is None else instant(date)

    def withdraw(self, withdrawal: Withdrawal) -> None:
        """Say that an article is withdrawn, then blot out its records. KeyError where there is no such article."""
        places = self._index.places(withdrawal.article_id)
        if not places:
            raise KeyError(withdrawal.article_id)
        self._append(withdrawn(withdrawal))
        self._settle()
        self._index.refresh()
        self._scrub(places, withdrawn=True)

    def _newest(self, article_id: str) -> ArticleVersion | None:
        if article_id not in self._latest:
            self._latest[article_id] = self._index.newest(article_id)
        return self._latest[article_id]

    def _append(self, data: bytes) -> None:
        """Write at the end of the newest file, or of a new one when that is full."""
        if self._file is not None and self._size >= self._rotate_at:
            self._settle()
        head = b""
        if self._file is None:
            names = sorted(path.name for path in self._folder.glob("*.warc.gz"))
            name = names[-1] if names else _file_name(1)
            if names and (self._folder / name).stat().st_size >= self._rotate_at:
                name = _file_name(int(name[len("newsledger-") : -len(".warc.gz")]) + 1)
            self._file = (self._folder / name).open("ab", buffering=0)
            self._size = self._file.tell()
            if self._size == 0:
                _sync_folder(self._folder)
            if self._size == 0 or not self._opened:
                head = warcinfo(name, self._number, self._now)
        self._opened = True
        whole = memoryview(head + data)
        self._size += len(whole)
        while whole:
            whole = whole[self._file.write(whole) :]

    def _settle(self) -> None:
        """See everything written safely on the disk, and let go of the file."""
        if self._file is not None:
            os.fsync(self._file.fileno())
            self._file.close()
            self._file = None

    def _repair(self) -> None:
        """Cut off what a killed writer left half-written; keep a copy beside it, for it may be worth a look."""
        for tail in self._index.tails():
            if tail.size > tail.whole:
                path = self._folder / tail.file
                torn = self._folder / "torn"
                torn.mkdir(exist_ok=True)
                with path.open("r+b") as file:
                    file.seek(tail.whole)
                    (torn / f"{tail.file}.{tail.whole}").write_bytes(file.read())
                    file.truncate(tail.whole)
                    os.fsync(file.fileno())

    def _scrub(self, places: list[Place], *, withdrawn: bool) -> None:
        """Overwrite the records of these versions in copies of their files, and put those in place."""
        for name in sorted({place.file for place in places}):
            path = self._folder / name
            copy = self._folder / f"{name}.new"
            shutil.copyfile(path, copy)
            here = [place for place in places if place.file == name]
            with copy.open("r+b") as file:
                for place in here:
                    file.seek(place.start)
                    date = None if withdrawn else place.date
                    file.write(scrubbed(place.article_id, self._now, place.end - place.start, date))
                file.flush()
                os.fsync(file.fileno())
            copy.replace(path)
            _sync_folder(self._folder)
            for place in here:
                self._index.drop(place, withdrawn=withdrawn)


def _file_name(number: int) -> str:
    return f"newsledger-{number:06d}.warc.gz"


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _same(before: ArticleVersion, incoming: Incoming) -> bool:
    return (
        before.content_sha256 == incoming.content_sha256
        and before.url == incoming.url
        and before.meta == incoming.meta
        and Terms(before.publisher, before.licence, before.publish_text) == incoming.terms
    )


def _version(incoming: Incoming, now: datetime) -> ArticleVersion:
    """What `_same` needs to know of a version just written."""
    return ArticleVersion(
        article_id=incoming.article_id,
        collection_no=0,
        source_id=incoming.source_id,
        url=incoming.url,
        publisher=incoming.terms.publisher,
        licence=incoming.terms.licence,
        publish_text=incoming.terms.publish_text,
        content_sha256=incoming.content_sha256,
        media_type=incoming.media_type,
        charset=incoming.charset,
        fetched_at=now,
        archive_file="",
        archive_offset=0,
        meta=incoming.meta,
        title=incoming.title,
    )
