"""Read articles between two stages: a file per batch, from which any article can be taken alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from warehouse.booking.reading_articles import ReadArticle, UnreadableArticle
from warehouse.booking.run_folder import write_bytes

_ARTICLES: Final = ".msgpack"
_INDEX: Final = ".index.msgpack"


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a read article lies, of which story and source it is, and what didn't fit together in its page."""

    article_id: str
    source_id: str
    story_id: str
    original_url: str | None
    file: str
    offset: int
    size: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """What a parsed batch holds: its articles, and those that can't be read."""

    entries: tuple[Entry, ...]
    unreadable: tuple[UnreadableArticle, ...]


def write_parsed(
    folder: Path, name: str, articles: Sequence[ReadArticle], unreadable: Sequence[UnreadableArticle]
) -> Path:
    """Write a batch; the path of its index."""
    entries, blobs, offset = [], [], 0
    for article in articles:
        blob = msgspec.msgpack.encode(article)
        entries.append(
            Entry(
                article.version.article_id,
                article.version.source_id,
                article.story_id,
                article.original_url,
                f"{name}{_ARTICLES}",
                offset,
                len(blob),
                article.notes,
            )
        )
        blobs.append(blob)
        offset += len(blob)
    write_bytes(folder / f"{name}{_ARTICLES}", b"".join(blobs))
    return write_bytes(folder / f"{name}{_INDEX}", msgspec.msgpack.encode(Contents(tuple(entries), tuple(unreadable))))


def parsed_contents(folder: Path) -> Contents:
    """The contents of all batches of a run, in their order."""
    found = [msgspec.msgpack.decode(path.read_bytes(), type=Contents) for path in sorted(folder.glob(f"*{_INDEX}"))]
    return Contents(
        tuple(entry for contents in found for entry in contents.entries),
        tuple(article for contents in found for article in contents.unreadable),
    )


class ParsedFiles:
    """The read articles of a run, to take one by one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._decoder = msgspec.msgpack.Decoder(ReadArticle)
        self._entries: dict[str, Entry] | None = None

    def article(self, article_id: str) -> ReadArticle | None:
        """The article of that id as this run read it; None where it did not."""
        if self._entries is None:
            self._entries = {entry.article_id: entry for entry in parsed_contents(self._folder).entries}
        entry = self._entries.get(article_id)
        return None if entry is None else self.load([entry])[0]

    def load(self, entries: Sequence[Entry]) -> list[ReadArticle]:
        """These articles, in the order given."""
        found: dict[Entry, ReadArticle] = {}
        for name in sorted({entry.file for entry in entries}):
            with (self._folder / name).open("rb") as file:
                for entry in sorted((e for e in entries if e.file == name), key=lambda e: e.offset):
                    file.seek(entry.offset)
                    found[entry] = self._decoder.decode(file.read(entry.size))
        return [found[entry] for entry in entries]
