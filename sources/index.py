"""The index of the archive: a SQLite file that says what lies where, and can be made again from the WARC files."""

from __future__ import annotations

import json
import weakref
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sources.articles import ArticleVersion, ClosedCollection, Withdrawal
from sources.index_file import locked, open_index
from sources.members import Damage, Member, members
from sources.records import ARTICLE, CLOSED, SCRUBBED, WITHDRAWN, Validators, instant, version_of

_PAYLOADS: Final = frozenset({"response", "resource"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where all records of one version lie: bytes [start, end) of a file; `date` is its WARC-Date."""

    article_id: str
    file: str
    start: int
    end: int
    date: str


@dataclass(frozen=True, slots=True)
class Tail:
    """Where a file's whole groups of records end; `size` is greater where a writer was stopped inside one."""

    file: str
    whole: int
    size: int


class Index:
    """The index below an archive folder, brought up to date with the WARC files when it is opened."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._db = open_index(folder)
        # Whoever forgets to close an archive must not leave a connection open.
        weakref.finalize(self, self._db.close)
        self.refresh()

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def refresh(self) -> None:
        """Read what the WARC files have beyond what is known. Made anew where the two don't fit each other."""
        if not self._behind():
            return
        with locked(self._folder):
            sizes = self._sizes()
            known = dict(self._db.execute("SELECT name, scanned FROM file"))
            if any(name not in sizes or sizes[name] < scanned for name, scanned in known.items()):
                self._forget()
                known = {}
            with self._db:
                for name in sorted(sizes):
                    if sizes[name] > known.get(name, 0):
                        self._scan(name, known.get(name, 0))

    def tails(self) -> list[Tail]:
        """The ends of all files, in order."""
        sizes = self._sizes()
        rows = self._db.execute("SELECT name, scanned FROM file ORDER BY name").fetchall()
        return [Tail(name, scanned, sizes[name]) for name, scanned in rows]

    def damage(self) -> list[tuple[str, int, int]]:
        """Stretches of bytes in the middle of files that are no record: file, start, end."""
        return self._db.execute("SELECT file, start, end FROM damage ORDER BY file, start").fetchall()

    def current(self, at: int | None) -> list[ArticleVersion]:
        """See Archive.current."""
        query = """
            SELECT {columns} FROM (
              SELECT *, row_number() OVER (PARTITION BY article_id ORDER BY file DESC, offset DESC) AS age
              FROM version WHERE collection_no IS NOT NULL AND collection_no <= ?
            ) WHERE age = 1 AND {published} ORDER BY article_id
        """
        return self._versions(query, (at if at is not None else 1 << 62,))

    def history(self, article_id: str) -> list[ArticleVersion]:
        """See Archive.history."""
        query = """SELECT {columns} FROM version WHERE article_id = ? AND collection_no IS NOT NULL AND {published}
                   ORDER BY file, offset"""
        return self._versions(query, (article_id,))

    def versions(self, collection_no: int) -> list[ArticleVersion]:
        """See Archive.versions."""
        query = (
            "SELECT {columns} FROM version WHERE collection_no = ? AND {published} ORDER BY article_id, file, offset"
        )
        return self._versions(query, (collection_no,))

    def sample(self, source_id: str, before: int, most: int) -> list[ArticleVersion]:
        """See Archive.sample."""
        where = "source_id = ? AND collection_no < ? AND {published}"
        query = f"""
            SELECT {{columns}} FROM (
              SELECT *, row_number() OVER (ORDER BY file, offset) - 1 AS nth, count(*) OVER () AS n
              FROM version WHERE {where}
            ) WHERE nth = 0 OR nth * ? / n > (nth - 1) * ? / n ORDER BY file, offset
        """  # noqa: S608
        return self._versions(query, (source_id, before, most, most))

    def latest(self, source_id: str, most: int) -> list[ArticleVersion]:
        """See Archive.latest_versions."""
        query = """SELECT {columns} FROM version WHERE source_id = ? AND collection_no IS NOT NULL AND {published}
                   ORDER BY collection_no DESC, file DESC, offset DESC LIMIT ?"""
        return self._versions(query, (source_id, most))[::-1]

    def forgotten(self, article_id: str) -> str | None:
        """The WARC-Date of the oldest version of an article that retention took away; None where it took none."""
        row = self._db.execute("SELECT date FROM forgotten WHERE article_id = ?", (article_id,)).fetchone()
        return None if row is None else str(row[0])

    def newest(self, article_id: str) -> ArticleVersion | None:
        """The newest version of an article, also of a collection that isn't closed (its number is then 0)."""
        query = "SELECT {columns} FROM version WHERE article_id = ? ORDER BY file DESC, offset DESC LIMIT 1"
        found = self._versions(query, (article_id,))
        return found[0] if found else None

    def n_pending(self) -> int:
        """How many versions no collection has closed over."""
        return int(self._db.execute("SELECT count(*) FROM version WHERE collection_no IS NULL").fetchone()[0])

    def last_new(self, source_id: str) -> str | None:
        """When the newest version of a source was archived, as a WARC-Date."""
        found = self._db.execute("SELECT max(date) FROM version WHERE source_id = ?", (source_id,)).fetchone()[0]
        return None if found is None else str(found)

    def keys(self, source_id: str) -> dict[str, str]:
        """The URL or path of every article of a source, by article id."""
        query = "SELECT DISTINCT article_id, key FROM version WHERE source_id = ?"
        return dict(self._db.execute(query, (source_id,)).fetchall())

    def collections(self) -> list[ClosedCollection]:
        """See Archive.collections."""
        rows = self._db.execute("SELECT collection_no, date, n_versions FROM collection ORDER BY collection_no")
        return [ClosedCollection(number, instant(date), n) for number, date, n in rows]

    def withdrawals(self) -> list[Withdrawal]:
        """See Archive.withdrawals."""
        rows = self._db.execute("SELECT article_id, reason, by, date FROM withdrawal ORDER BY article_id")
        return [Withdrawal(article, reason, by, instant(date)) for article, reason, by, date in rows]

    def places(self, article_id: str | None = None) -> list[Place]:
        """Where the records of an article lie; without one, of all withdrawn articles that still have any."""
        if article_id is None:
            where, values = "article_id IN (SELECT article_id FROM withdrawal)", ()
        else:
            where, values = "article_id = ?", (article_id,)  # type: ignore[assignment]
        query = (
            f"SELECT article_id, file, group_start, group_end, date FROM version WHERE {where} ORDER BY file, offset"  # noqa: S608
        )
        return [Place(*row) for row in self._db.execute(query, values)]

    def all_places(self) -> list[Place]:
        """Where the versions of closed collections lie, oldest first, without withdrawn articles."""
        query = """SELECT article_id, file, group_start, group_end, date FROM version WHERE collection_no IS NOT NULL
                   AND article_id NOT IN (SELECT article_id FROM withdrawal) ORDER BY file, offset"""
        return [Place(*row) for row in self._db.execute(query)]

    def superseded(self, before: str) -> list[tuple[Place, str]]:
        """Where versions lie that are not the newest of their article and older than a WARC-Date; and their digests."""
        query = """
            SELECT article_id, file, group_start, group_end, date, content_sha256 FROM (
              SELECT *, row_number() OVER (PARTITION BY article_id ORDER BY file DESC, offset DESC) AS age FROM version
            ) WHERE age > 1 AND date < ? AND collection_no IS NOT NULL ORDER BY file, offset
        """
        return [(Place(*row[:5]), row[5]) for row in self._db.execute(query, (before,))]

    def drop(self, place: Place, *, withdrawn: bool) -> None:
        """Drop one version whose records are gone: with its article, or because newer ones have superseded it."""
        with self._db:
            self._db.execute("DELETE FROM version WHERE file = ? AND group_start = ?", (place.file, place.start))
            if withdrawn:
                self._db.execute("DELETE FROM validators WHERE article_id = ?", (place.article_id,))
            else:
                self._forgot(place.article_id, place.date)

    def validators(self, article_id: str) -> Validators:
        """What to ask again with; empty where nothing is known."""
        row = self._db.execute(
            "SELECT etag, last_modified FROM validators WHERE article_id = ?", (article_id,)
        ).fetchone()
        return Validators(*row) if row else Validators()

    def keep_validators(self, article_id: str, validators: Validators) -> None:
        """Remember what the server gave last for an article that has not changed."""
        with self._db:
            values = (article_id, validators.etag, validators.last_modified)
            self._db.execute("INSERT OR REPLACE INTO validators VALUES (?, ?, ?)", values)

    def stories(self, article_id: str) -> str | None:
        """See Archive.story_of."""
        row = self._db.execute("SELECT story_id FROM story WHERE article_id = ?", (article_id,)).fetchone()
        return None if row is None else str(row[0])

    def assign(self, stories: list[tuple[str, str]]) -> None:
        """See Archive.assign_stories."""
        with self._db:
            self._db.executemany("INSERT OR REPLACE INTO story VALUES (?, ?)", stories)

    def articles_of(self, story_id: str) -> tuple[str, ...]:
        """The articles of one story, sorted."""
        query = "SELECT article_id FROM story WHERE story_id = ? ORDER BY article_id"
        return tuple(row[0] for row in self._db.execute(query, (story_id,)))

    def _versions(self, query: str, values: tuple[str | int, ...]) -> list[ArticleVersion]:
        text = query.format(
            columns="collection_no, file, offset, date, about",
            published="article_id NOT IN (SELECT article_id FROM withdrawal)",
        )
        return [
            version_of(json.loads(about), date, number or 0, file, offset)
            for number, file, offset, date, about in self._db.execute(text, values)
        ]

    def _forget(self) -> None:
        with self._db:
            for table in ("file", "version", "collection", "withdrawal", "forgotten", "damage", "validators"):
                self._db.execute(f"DELETE FROM {table}")  # noqa: S608

    def _sizes(self) -> dict[str, int]:
        return {path.name: path.stat().st_size for path in self._folder.glob("*.warc.gz")}

    def _behind(self) -> bool:
        return self._sizes() != dict(self._db.execute("SELECT name, scanned FROM file"))

    def _scan(self, name: str, start: int) -> None:
        """Take in a file from an offset that ends a group."""
        whole = start
        group_start: int | None = None
        payload_at: int | None = None
        for found in members(self._folder / name, start):
            if isinstance(found, Damage):
                if found.torn:
                    break
                self._db.execute("INSERT OR REPLACE INTO damage VALUES (?, ?, ?)", (name, found.start, found.end))
                payload_at = group_start = None
                continue
            if found.kind in _PAYLOADS:
                payload_at = found.start
                group_start = found.start if group_start is None else group_start
            elif found.kind == "request":
                group_start = found.start
            if found.kind in {"metadata", "warcinfo"}:
                self._take(name, found, group_start, payload_at)
                payload_at, group_start, whole = None, None, found.end
        self._db.execute("INSERT OR REPLACE INTO file VALUES (?, ?)", (name, whole))

    def _take(self, name: str, found: Member, group_start: int | None, payload_at: int | None) -> None:
        media_type = found.headers.get("content-type")
        if media_type == ARTICLE and payload_at is not None:
            about = json.loads(found.block)
            date = found.headers["warc-date"]
            self._db.execute(
                "INSERT OR REPLACE INTO version VALUES (?, NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    about["article_id"],
                    about["source_id"],
                    about["key"],
                    about["content_sha256"],
                    name,
                    payload_at,
                    group_start,
                    found.end,
                    date,
                    found.block.decode(),
                ),
            )
            validators = (about["article_id"], about["etag"], about["last_modified"])
            self._db.execute("INSERT OR REPLACE INTO validators VALUES (?, ?, ?)", validators)
        elif media_type == CLOSED:
            about = json.loads(found.block)
            closed = (about["collection_no"], found.headers["warc-date"], about["n_versions"])
            self._db.execute("INSERT OR REPLACE INTO collection VALUES (?, ?, ?)", closed)
            self._db.execute(
                "UPDATE version SET collection_no = ? WHERE collection_no IS NULL", (about["collection_no"],)
            )
        elif media_type == WITHDRAWN:
            about = json.loads(found.block)
            row = (about["article_id"], about["reason"], about["by"], found.headers["warc-date"])
            self._db.execute("INSERT OR REPLACE INTO withdrawal VALUES (?, ?, ?, ?)", row)
        elif media_type == SCRUBBED:
            about = json.loads(found.block)
            if "archived_at" in about:
                self._forgot(about["article_id"], about["archived_at"])

    def _forgot(self, article_id: str, date: str) -> None:
        keep_older = "ON CONFLICT (article_id) DO UPDATE SET date = min(date, excluded.date)"
        self._db.execute(f"INSERT INTO forgotten VALUES (?, ?) {keep_older}", (article_id, date))  # noqa: S608
