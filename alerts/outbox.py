"""The outbox: every message reaches every channel at least once, whatever dies on the way.

A message is delivered, then recorded as delivered. A process that dies in between delivers it once more, under the same
id; no order of the two avoids that without the receiver's help, and the other order loses messages.
"""

import fcntl
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from alerts import store
from alerts.channels import Channel, ChannelError, Files, Log
from alerts.messages import Kind, Message

FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=1)
# Who delivers may not know all channels: a watchdog outside of Airflow knows no connection. A message waits for each
# channel that anybody had within this time.
REMEMBERED = timedelta(days=7)
# A channel that fails so often in a row is left alone until the next call: a dead server costs two time-outs, not one a
# message.
FAILURES_TO_STOP_AT = 2
# After so many failures a message no longer stands in front of the others, for it may be the message and not the
# channel.
FAILURES_TO_STEP_BACK_AT = 5


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a call of `deliver` did: messages that reached their last channel, failed attempts, messages still waiting.

    `busy`: another process is delivering at the moment, and nothing was tried here.
    """

    sent: int
    failed: int
    waiting: int
    busy: bool = False


def post(db: sqlite3.Connection, message: Message) -> None:
    """Put a message into the outbox, within the caller's transaction; one that is there already stays as it is."""
    db.execute(
        "INSERT OR IGNORE INTO message (id, kind, run_id, created_at, subject, body) VALUES (?, ?, ?, ?, ?, ?)",
        (message.id, message.kind, message.run_id, store.stamp(message.created_at), message.subject, message.body),
    )


def unsettled(home: Path) -> tuple[Message, ...]:
    """Messages that have not reached all their channels, the oldest first."""
    with store.transaction(home) as db:
        return tuple(_message(row) for row in db.execute("SELECT * FROM message WHERE settled_at IS NULL ORDER BY seq"))


def enrol(home: Path, channels: Sequence[Channel], now: datetime) -> None:
    """Have messages wait for these channels, whoever delivers them. Before one is posted: no kill comes between."""
    with store.transaction(home) as db:
        db.executemany(
            "INSERT INTO channel (key, seen_at) VALUES (?, ?) ON CONFLICT DO UPDATE SET seen_at = excluded.seen_at",
            [(channel.key, store.stamp(now)) for channel in channels],
        )


def deliver(home: Path, channels: Sequence[Channel], now: datetime) -> Delivery:
    """Carry what waits to the log, to `alerts/messages/<id>.txt` and to `channels`.

    Every channel gets a message once, whatever happens to the others. A channel that fails is tried again by a later
    call: 30 s later, then after twice that each time, at most an hour; a new message is tried at once. Never waits for
    another deliverer, and for a channel only as long as its time-outs.
    """
    always: tuple[Channel, ...] = (Log(), Files(home))
    every = tuple({channel.key: channel for channel in (*always, *channels)}.values())
    enrol(home, every, now)
    with _sole_deliverer(home) as alone:
        if not alone:
            return Delivery(sent=0, failed=0, waiting=len(unsettled(home)), busy=True)
        sent = failed = 0
        tried: set[tuple[str, str]] = set()
        resting: set[str] = set()
        while True:
            # Again, until nothing is new: whoever posted meanwhile found us busy and relies on us.
            before = len(tried)
            for channel in every:
                if channel.key not in resting:
                    failed += _carry(home, channel, now, tried, resting)
            sent += _settle(home, now)
            if len(tried) == before:
                return Delivery(sent=sent, failed=failed, waiting=len(unsettled(home)))


def _carry(home: Path, channel: Channel, now: datetime, tried: set[tuple[str, str]], resting: set[str]) -> int:
    """Send what is due through one channel; answers how many attempts failed, and puts it to rest if it seems dead."""
    failures = in_a_row = 0
    for message in _due(home, channel.key, now):
        if (channel.key, message.id) in tried:
            continue
        tried.add((channel.key, message.id))
        try:
            channel.send(message)
        except ChannelError as error:
            _record_failure(home, message.id, channel.key, now, str(error))
            failures += 1
            in_a_row += 1
            if in_a_row == FAILURES_TO_STOP_AT:
                resting.add(channel.key)
                break
        else:
            _record_success(home, message.id, channel.key, now)
            in_a_row = 0
    return failures


def _due(home: Path, channel: str, now: datetime) -> tuple[Message, ...]:
    """What the channel has not had, or nothing while all of it waits for a later attempt.

    One that is due takes the older ones along, so that a recovery is not told before its incident.
    """
    with store.transaction(home) as db:
        rows = db.execute(
            """SELECT message.*, coalesce(attempts, 0) AS attempts, coalesce(next_attempt_at, '') AS next_attempt_at
               FROM message LEFT JOIN delivery ON message_id = id AND channel = ?
               WHERE settled_at IS NULL AND sent_at IS NULL
               ORDER BY coalesce(attempts, 0) >= ?, seq""",
            (channel, FAILURES_TO_STEP_BACK_AT),
        ).fetchall()
    if all(row["next_attempt_at"] > store.stamp(now) for row in rows):
        return ()
    return tuple(_message(row) for row in rows)


def _record_success(home: Path, message_id: str, channel: str, now: datetime) -> None:
    with store.transaction(home) as db:
        db.execute(
            """INSERT INTO delivery (message_id, channel, attempts, sent_at) VALUES (?, ?, 1, ?)
               ON CONFLICT DO UPDATE
               SET attempts = attempts + 1, sent_at = excluded.sent_at, next_attempt_at = NULL, error = NULL""",
            (message_id, channel, store.stamp(now)),
        )


def _record_failure(home: Path, message_id: str, channel: str, now: datetime, error: str) -> None:
    with store.transaction(home) as db:
        row = db.execute(
            "SELECT attempts FROM delivery WHERE message_id = ? AND channel = ?", (message_id, channel)
        ).fetchone()
        attempts = 1 + (row["attempts"] if row else 0)
        db.execute(
            """INSERT INTO delivery (message_id, channel, attempts, next_attempt_at, error) VALUES (?, ?, ?, ?, ?)
               ON CONFLICT DO UPDATE
               SET attempts = excluded.attempts, next_attempt_at = excluded.next_attempt_at, error = excluded.error""",
            (message_id, channel, attempts, store.stamp(now + pause_after(attempts)), error),
        )


def pause_after(attempts: int) -> timedelta:
    """How long a channel rests after so many failures with one message, one or more."""
    doublings = min(attempts - 1, 10)
    return min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)


def _settle(home: Path, now: datetime) -> int:
    """Mark what has reached all channels that are remembered, and answer how many that were.

    A channel that is configured later gets later messages, not the history.
    """
    with store.transaction(home) as db:
        cursor = db.execute(
            """UPDATE message SET settled_at = ? WHERE settled_at IS NULL AND NOT EXISTS (
                    SELECT 1 FROM channel WHERE seen_at > ? AND NOT EXISTS (
                        SELECT 1 FROM delivery
                        WHERE message_id = message.id AND delivery.channel = channel.key AND sent_at IS NOT NULL))""",
            (store.stamp(now), store.stamp(now - REMEMBERED)),
        )
        return cursor.rowcount


@contextmanager
def _sole_deliverer(home: Path) -> Iterator[bool]:
    """Whether this process alone delivers. The kernel frees the lock when its holder dies."""
    handle = os.open(store.folder(home) / "deliver.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(handle)


def _message(row: sqlite3.Row) -> Message:
    kind: Kind = row["kind"]
    return Message(
        id=row["id"],
        kind=kind,
        run_id=row["run_id"],
        created_at=datetime.fromisoformat(row["created_at"]),
        subject=row["subject"],
        body=row["body"],
    )
