"""The SQLite file that incidents and outbox share: `$NEWSLEDGER_HOME/alerts/ledger.sqlite`.

SQLite and not files of our own, because an incident and the message that tells of it must be written both or not at
all, whatever kills the process in between; that is what a transaction is. A rollback journal and not WAL, because there
is one writer at a time and hardly a reader, because the state is then one file, and because WAL needs shared memory
that network file systems lack. `synchronous=EXTRA` also syncs the folder after the commit, so a power cut after it
loses nothing.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

VERSION = 2
PATIENCE = 30.0  # seconds to wait for another writer; every transaction here lasts milliseconds

TABLES = (
    """CREATE TABLE incident (
        episode INTEGER PRIMARY KEY,
        id TEXT NOT NULL,
        what TEXT NOT NULL,
        scope TEXT NOT NULL,
        opened_at TEXT NOT NULL,
        opened_by TEXT NOT NULL,
        told_at TEXT NOT NULL,
        closed_at TEXT,
        closed_by TEXT,
        findings TEXT NOT NULL
    )""",
    "CREATE UNIQUE INDEX open_once ON incident (id) WHERE closed_at IS NULL",
    """CREATE TABLE message (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        run_id TEXT NOT NULL,
        created_at TEXT NOT NULL,
        subject TEXT NOT NULL,
        body TEXT NOT NULL,
        settled_at TEXT
    )""",
    "CREATE INDEX unsettled ON message (seq) WHERE settled_at IS NULL",
    """CREATE TABLE delivery (
        message_id TEXT NOT NULL REFERENCES message (id),
        channel TEXT NOT NULL,
        attempts INTEGER NOT NULL,
        next_attempt_at TEXT,
        sent_at TEXT,
        error TEXT,
        PRIMARY KEY (message_id, channel)
    ) WITHOUT ROWID""",
    "CREATE TABLE channel (key TEXT PRIMARY KEY, seen_at TEXT NOT NULL) WITHOUT ROWID",
)
_SINCE = {1: TABLES[-1:]}  # what a file of that version lacks


class StoreError(RuntimeError):
    """The file was written by a later version of Newsledger."""


@contextmanager
def transaction(home: Path) -> Iterator[sqlite3.Connection]:
    """A connection inside one transaction: committed at the end, rolled back by an exception or the process's death.

    Creates folder and tables when they are not there. Raises `StoreError` for a file of a later version.
    """
    path = folder(home) / "ledger.sqlite"
    connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    try:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute("BEGIN IMMEDIATE")
        try:
            _prepare(connection, path)
            yield connection
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
    finally:
        connection.close()


def folder(home: Path) -> Path:
    """`$NEWSLEDGER_HOME/alerts`, made when it is not there."""
    path = home / "alerts"
    path.mkdir(parents=True, exist_ok=True)
    return path


def stamp(moment: datetime) -> str:
    """A time as it is stored: ISO 8601 in UTC, with microseconds, so that text sorts as time. Refuses a naive one."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment!r} has no time zone; hand in an aware datetime")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment(stamped: str | None) -> datetime | None:
    """The time that `stamp` stored."""
    return datetime.fromisoformat(stamped) if stamped is not None else None


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise StoreError(f"{path} has version {version}, this Newsledger knows {VERSION}: install the later one again")
    if version < VERSION:
        for statement in _SINCE.get(version, TABLES):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {VERSION}")
