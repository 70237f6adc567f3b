"""The gzip members of a WARC file: one record each, whole or not there."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

_MAGIC: Final = b"\x1f\x8b\x08"
_CHUNK: Final = 1 << 16
_WBITS: Final = 31


@dataclass(frozen=True, slots=True)
class Member:
    """One record: where its compressed bytes lie, its WARC headers (names in lower case) and its block."""

    start: int
    end: int
    headers: dict[str, str]
    block: bytes

    @property
    def kind(self) -> str:
        """The WARC-Type."""
        return self.headers.get("warc-type", "")


@dataclass(frozen=True, slots=True)
class Damage:
    """Bytes that are no record. `torn`: nothing follows them, as a process that was killed leaves the end of a file."""

    start: int
    end: int
    torn: bool


def members(path: Path, start: int = 0) -> Iterator[Member | Damage]:
    """The records of a file from a byte offset on; damaged stretches are passed over and reported."""
    size = path.stat().st_size
    with path.open("rb") as file:
        position = start
        while position < size:
            member = _member(file, position)
            if member is None:
                follows = _next_record(file, position + 1)
                yield Damage(position, size if follows is None else follows, torn=follows is None)
                if follows is None:
                    return
                position = follows
            else:
                yield member
                position = member.end


def member_at(path: Path, offset: int) -> Member | None:
    """The record at that offset, or None where there is none, or a broken one."""
    with path.open("rb") as file:
        return _member(file, offset)


def _member(file: BinaryIO, offset: int) -> Member | None:
    file.seek(offset)
    inflate = zlib.decompressobj(_WBITS)
    parts: list[bytes] = []
    consumed = 0
    try:
        while not inflate.eof:
            chunk = file.read(_CHUNK)
            if not chunk:
                return None
            parts.append(inflate.decompress(chunk))
            consumed += len(chunk)
    except zlib.error:
        return None
    head, separator, rest = b"".join(parts).partition(b"\r\n\r\n")
    if not separator or not head.startswith(b"WARC/1."):
        return None
    headers = {}
    for line in head.decode("utf-8", "replace").split("\r\n")[1:]:
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    try:
        length = int(headers.get("content-length", ""))
    except ValueError:
        return None
    return Member(offset, offset + consumed - len(inflate.unused_data), headers, rest[:length])


def _next_record(file: BinaryIO, position: int) -> int | None:
    """Where the next whole record starts, at or after a position."""
    file.seek(position)
    before = b""
    base = position
    while chunk := file.read(1 << 20):
        window = before + chunk
        found = window.find(_MAGIC)
        while found >= 0:
            here = file.tell()
            if _member(file, base + found) is not None:
                return base + found
            file.seek(here)
            found = window.find(_MAGIC, found + 1)
        before = window[-2:]
        base += len(window) - len(before)
    return None
