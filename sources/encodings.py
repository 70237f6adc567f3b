"""Content encodings, undone within a limit: what a small body unfolds to is never held beyond it."""

from __future__ import annotations

import zlib
from typing import Final

import brotli  # type: ignore[import-untyped]

ACCEPTED: Final = "gzip, deflate, br"


class EncodingError(ValueError):
    """A body that can't be decoded, or that unfolds beyond its limit (`too_large`)."""

    def __init__(self, words: str, *, too_large: bool = False) -> None:
        super().__init__(words)
        self.too_large = too_large


def decompress(body: bytes, codings: str, limit: int) -> bytes:
    """The content, at most `limit` bytes, of a body with that Content-Encoding ("" for none). EncodingError."""
    names = [name for name in (part.strip().lower() for part in codings.split(",")) if name not in {"", "identity"}]
    if len(names) > 3:
        raise EncodingError(f"{len(names)} content encodings, one inside the other; expected at most 3")
    for name in reversed(names):
        body = _undo(name, body, limit)
    if len(body) > limit:
        raise EncodingError(f"over {limit:,} bytes", too_large=True)
    return body


def _undo(name: str, body: bytes, limit: int) -> bytes:
    try:
        if name in {"gzip", "x-gzip"}:
            return _inflate(body, 31, limit)
        if name == "deflate":
            # Servers send either form under that name: with zlib's header, as the standard says, and without.
            try:
                return _inflate(body, 15, limit)
            except zlib.error:
                return _inflate(body, -15, limit)
        if name == "br":
            return _unbrotli(body, limit)
    except (zlib.error, brotli.error) as error:
        raise EncodingError(f"broken {name} data") from error
    raise EncodingError(f'content encoding "{name[:40]}" is unknown (known: {ACCEPTED})')


def _inflate(body: bytes, wbits: int, limit: int) -> bytes:
    parts: list[bytes] = []
    room = limit
    while body:
        inflate = zlib.decompressobj(wbits)
        while not inflate.eof:
            part = inflate.decompress(body, room + 1)
            room -= len(part)
            if room < 0:
                raise EncodingError(f"unfolds to over {limit:,} bytes", too_large=True)
            body = inflate.unconsumed_tail
            if not (part or body or inflate.eof):
                raise zlib.error("cut short")
            parts.append(part)
        body = inflate.unused_data if wbits == 31 else b""
    return b"".join(parts)


def _unbrotli(body: bytes, limit: int) -> bytes:
    unpack = brotli.Decompressor()
    parts: list[bytes] = []
    room = limit
    data = body
    while not unpack.is_finished():
        part = unpack.process(data, output_buffer_limit=65536)
        data = b""
        room -= len(part)
        if room < 0:
            raise EncodingError(f"unfolds to over {limit:,} bytes", too_large=True)
        if not part and not unpack.is_finished() and unpack.can_accept_more_data():
            raise EncodingError("broken br data")
        parts.append(part)
    return b"".join(parts)
