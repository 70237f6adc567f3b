"""How far the current release goes: up to which collection, with which code, waivers and withdrawals.

The file can be lost at any time: then everything is booked anew, and the release comes out the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from sources import Archive
from warehouse.storage import storage_of

# Stands among the articles' stories in the archive's index: gone when the index was lost, and then the stories are too.
_MARK: Final = "~booked"
_NAME: Final = "booked.json"


@dataclass(frozen=True, slots=True)
class Booked:
    """What the current release holds: all collections up to `collection_no`, the first `waivers` decisions.

    `withdrawn` are the withdrawn articles that it leaves out; `versions` is the code that made it. `release` is its id,
    None while that is not known yet. `forgotten` counts the notes of versions that retention took away.
    """

    collection_no: int
    waivers: int
    withdrawn: tuple[str, ...]
    versions: Mapping[str, str]
    release: str | None = None
    forgotten: int = 0

    @property
    def mark(self) -> str:
        """What the archive's index must say for its stories to be the ones of this state."""
        return f"~{self.collection_no}-{self.versions.get('parser')}"


def read_booked(home: Path, archive: Archive) -> Booked | None:
    """What is booked; None where that isn't known, or the archive no longer knows the stories of its articles."""
    try:
        booked = msgspec.json.decode(storage_of(home).read(_NAME), type=Booked)
    except (FileNotFoundError, msgspec.MsgspecError):
        return None
    return booked if archive.story_of(_MARK) == booked.mark else None


def write_booked(home: Path, archive: Archive, booked: Booked, stories: Mapping[str, str]) -> None:
    """Remember what is booked, and the stories {article_id: story_id} that changed on the way there."""
    storage = storage_of(home)
    storage.remove(_NAME)
    archive.assign_stories({**stories, _MARK: booked.mark})
    storage.swap(_NAME, msgspec.json.format(msgspec.json.encode(booked), indent=2))
