"""Which release came after which, and when: an append-only log beside the releases, never inside one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from warehouse.errors import NoReleaseError
from warehouse.layout import CURRENT, CURRENT_LINK, LOG, PINS, RELEASES
from warehouse.reading import complete_ids, current_id, open_release
from warehouse.refusals import refusals_told
from warehouse.storage import Storage, storage_of

Action = Literal["publish", "rollback", "found"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log: at which time (UTC) which release became the current one, and which had been.

    "found" stands for a change of the pointer that a crash kept out of the log.
    """

    at: datetime
    action: Action
    release: str
    previous: str | None


@dataclass(frozen=True, slots=True)
class Listed:
    """A release that is there: when it was last made current (null: not in the log), and what it is now.

    `pinned_for` is the reason given for pinning it.
    """

    id: str
    since: datetime | None
    current: bool
    pinned: bool
    pinned_for: str = ""


def log(home: Storage | Path) -> tuple[Entry, ...]:
    """The log, oldest first; a line torn by a crash is left out."""
    try:
        content = storage_of(home).read(LOG)
    except FileNotFoundError:
        return ()
    entries = []
    for line in content.splitlines():
        try:
            data = json.loads(line)
            entries.append(Entry(datetime.fromisoformat(data["at"]), data["action"], data["release"], data["previous"]))
        except (ValueError, KeyError, TypeError):
            continue
    return tuple(entries)


def list_releases(home: Storage | Path) -> tuple[Listed, ...]:
    """Every release that is there, the newest last."""
    storage = storage_of(home)
    since = {entry.release: entry.at for entry in log(storage)}
    current = current_id(storage)
    pins = pinned(storage)
    listed = [
        Listed(name, since.get(name), name == current, name in pins, pins.get(name, ""))
        for name in complete_ids(storage)
    ]
    never = datetime.min.replace(tzinfo=UTC)
    return tuple(sorted(listed, key=lambda each: (each.since or never, each.id)))


def make_current(storage: Storage, release: str, action: Action, now: datetime) -> None:
    """Let CURRENT name that release, durably, and write the log. For the holder of the lock."""
    previous = current_id(storage)
    storage.swap(CURRENT, f"{release}\n".encode())
    storage.point(CURRENT_LINK, f"{RELEASES}/{release}")
    _append(storage, Entry(now, action, release, previous))


def mend(storage: Storage, now: datetime) -> None:
    """After a crash: the log and the link for people say again what CURRENT says. For the holder of the lock."""
    current = current_id(storage)
    if current is None:
        return
    storage.point(CURRENT_LINK, f"{RELEASES}/{current}")
    entries = log(storage)
    last = entries[-1].release if entries else None
    if last != current:
        _append(storage, Entry(now, "found", current, last))


def rollback(
    home: Storage | Path, release: str | None = None, *, now: datetime | None = None, wait: float = 60.0
) -> Entry:
    """Make an earlier release current again: that one, or the one before the current.

    Raises NoReleaseError where there is none. What was booked since stays in the archive, and the next run that
    parses it all books it again.
    """
    storage = storage_of(home)
    moment = now or datetime.now(UTC)
    with refusals_told(storage, "roll back"), storage.lock("rollback", wait):
        mend(storage, moment)
        target = open_release(storage, release or _before_current(storage)).id
        if target != current_id(storage):
            make_current(storage, target, "rollback", moment)
        return log(storage)[-1]


def pin(home: Storage | Path, release: str, reason: str = "", *, wait: float = 60.0) -> str:
    """Keep a release for good, whatever is pruned; its whole id. Raises NoReleaseError where there is none."""
    storage = storage_of(home)
    with refusals_told(storage, "pin"), storage.lock("pin", wait):
        name = open_release(storage, release).id
        storage.remove(f"{PINS}/{name}")
        storage.put(f"{PINS}/{name}", f"{reason}\n".encode())
        storage.settle()
    return name


def unpin(home: Storage | Path, release: str, *, wait: float = 60.0) -> str:
    """Let a pinned release be pruned again; its whole id."""
    storage = storage_of(home)
    with refusals_told(storage, "unpin"), storage.lock("unpin", wait):
        name = open_release(storage, release).id
        storage.remove(f"{PINS}/{name}")
        storage.settle()
    return name


def pinned(storage: Storage) -> dict[str, str]:
    """Why releases are pinned, by id."""
    return {
        path.removeprefix(f"{PINS}/"): storage.read(path).decode("utf-8", "replace").strip()
        for path in storage.list(PINS)
    }


def _before_current(storage: Storage) -> str:
    current = current_id(storage)
    there = set(complete_ids(storage))
    for entry in reversed(log(storage)):
        back = entry.action == "rollback"
        if not back and entry.release == current and entry.previous in there and entry.previous != current:
            return str(entry.previous)
    raise NoReleaseError("there is no release before the current one; `newsledger releases` lists what there is")


def _append(storage: Storage, entry: Entry) -> None:
    storage.append(LOG, json.dumps({**asdict(entry), "at": entry.at.isoformat()}, sort_keys=True).encode())


def superseded(entries: Sequence[Entry]) -> dict[str, datetime]:
    """When each release last ceased to be the current one."""
    return {entry.previous: entry.at for entry in entries if entry.previous is not None}
