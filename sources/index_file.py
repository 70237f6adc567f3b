"""The file that the archive's index lies in: opened, or made anew where it is missing, broken or of another layout."""

from __future__ import annotations

import fcntl
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

_LAYOUT: Final = 2
_SCHEMA: Final = f"""
CREATE TABLE file (name TEXT PRIMARY KEY, scanned INTEGER NOT NULL);
CREATE TABLE version (
  article_id TEXT NOT NULL, collection_no INTEGER, source_id TEXT NOT NULL, key TEXT NOT NULL,
  content_sha256 TEXT NOT NULL, file TEXT NOT NULL, offset INTEGER NOT NULL,
  group_start INTEGER NOT NULL, group_end INTEGER NOT NULL,
  date TEXT NOT NULL, about TEXT NOT NULL, PRIMARY KEY (file, offset)) WITHOUT ROWID;
CREATE INDEX version_of_article ON version (article_id, file, offset);
CREATE INDEX version_of_collection ON version (collection_no);
CREATE INDEX version_of_source ON version (source_id, collection_no);
CREATE TABLE collection (collection_no INTEGER PRIMARY KEY, date TEXT NOT NULL, n_versions INTEGER NOT NULL);
CREATE TABLE withdrawal (article_id TEXT PRIMARY KEY, reason TEXT NOT NULL, by TEXT NOT NULL, date TEXT NOT NULL);
CREATE TABLE forgotten (article_id TEXT PRIMARY KEY, date TEXT NOT NULL);
CREATE TABLE damage (file TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, PRIMARY KEY (file, start));
CREATE TABLE story (article_id TEXT PRIMARY KEY, story_id TEXT NOT NULL);
CREATE INDEX article_of_story ON story (story_id);
CREATE TABLE validators (article_id TEXT PRIMARY KEY, etag TEXT, last_modified TEXT);
PRAGMA user_version = {_LAYOUT};
"""


def open_index(folder: Path) -> sqlite3.Connection:
    """The index below an archive folder; what can't be used is thrown away, for it can be made again."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "index.sqlite"
    with locked(folder):
        with suppress(sqlite3.DatabaseError):
            db = _connect(path)
            layout = db.execute("PRAGMA user_version").fetchone()[0]
            if layout == _LAYOUT and db.execute("PRAGMA quick_check").fetchone()[0] == "ok":
                return db
            db.close()
        for suffix in ("", "-wal", "-shm", "-journal"):
            Path(f"{path}{suffix}").unlink(missing_ok=True)
        db = _connect(path)
        db.executescript(_SCHEMA)
        return db


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Alone with the index of a folder, for as long as the block runs; the lock goes with the process."""
    with (folder / "index.lock").open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _connect(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=60, check_same_thread=False)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = NORMAL")
    return db
