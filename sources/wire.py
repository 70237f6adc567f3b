"""What the collecting process and the fetching process say to each other, over a pipe."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO, Final

import msgspec

from sources.records import Exchange

ROBOT: Final = "Newsledger"
_LENGTH: Final = struct.Struct("<I")


class Limits(msgspec.Struct, frozen=True):
    """What a fetch may cost at most: seconds, bytes, and numbers of tries.

    `request_seconds` is for one response with its body; `crawl_seconds` for everything; `wait_seconds` is the longest
    that a server may ask to wait (Retry-After). `delay_seconds` is the shortest pause between two requests to a host.
    """

    request_seconds: float = 30
    crawl_seconds: float = 3600
    wait_seconds: float = 120
    delay_seconds: float = 0.5
    backoff_seconds: float = 2
    retries: int = 3
    redirects: int = 5
    page_bytes: int = 5_000_000
    head_bytes: int = 65_536
    robots_bytes: int = 512_000
    index_bytes: int = 50_000_000
    hosts: int = 32


class Known(msgspec.Struct, frozen=True):
    """A page that the archive holds: what to ask for it with, and the WARC file and offset where its copy lies."""

    etag: str | None
    last_modified: str | None
    file: str
    offset: int


class SourceJob(msgspec.Struct, frozen=True):
    """One source to fetch.

    `revisit` are pages that its pages led to before. `known` has the pages held under the same terms, by article id.
    """

    source_id: str
    kind: str
    urls: tuple[str, ...]
    revisit: tuple[str, ...]
    ports: tuple[int, ...]
    languages: tuple[str, ...]
    original: bool
    since: str | None
    limit: int | None
    known: dict[str, Known]
    withdrawn: tuple[str, ...]


class Job(msgspec.Struct, frozen=True):
    """Sources to fetch under one rule about private addresses. `look_only`: say what there is, fetch no article."""

    sources: tuple[SourceJob, ...]
    user_agent: str
    allow_private: bool
    limits: Limits
    look_only: bool = False


class Fetched(msgspec.Struct, frozen=True, tag=True):
    """A page came: `key` is the URL that it was asked for under; its body lies in the exchange, still encoded."""

    source_id: str
    key: str
    exchange: Exchange
    title: str | None = None


class Unchanged(msgspec.Struct, frozen=True, tag=True):
    """The server says that a page is as it was."""

    source_id: str
    key: str


class Found(msgspec.Struct, frozen=True, tag=True):
    """A page would be fetched, if more than looking were asked for."""

    source_id: str
    key: str


class Failed(msgspec.Struct, frozen=True, tag=True):
    """Something could not be had."""

    source_id: str
    where: str
    reason: str
    detail: str


class Skipped(msgspec.Struct, frozen=True, tag=True):
    """Pages that `since`, `limit` or a withdrawal left out."""

    source_id: str
    count: int


class Note(msgspec.Struct, frozen=True, tag=True):
    """Something worth knowing."""

    source_id: str
    text: str


class Done(msgspec.Struct, frozen=True, tag=True):
    """Everything has been said."""


Message = Fetched | Unchanged | Found | Failed | Skipped | Note | Done


def send(stream: BinaryIO, message: Job | Message) -> None:
    """Write one message, whole."""
    data = msgspec.msgpack.encode(message)
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


def receive_job(stream: BinaryIO) -> Job:
    """The one job of a fetching process; EOFError where there is none."""
    return msgspec.msgpack.decode(_frame(stream) or b"", type=Job)


def receive(stream: BinaryIO) -> Iterator[Message]:
    """The messages of a fetching process until it ends; a message cut short by its death is dropped."""
    decoder = msgspec.msgpack.Decoder(Message)
    while (data := _frame(stream)) is not None:
        yield decoder.decode(data)


def _frame(stream: BinaryIO) -> bytes | None:
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    data = stream.read(length)
    return data if len(data) == length else None
