"""Articles from WARC files made elsewhere: what was fetched once is read again, without the network."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from sources.archive import PAYLOAD_LIMIT
from sources.collection import Failure
from sources.encodings import EncodingError, decompress
from sources.pages import content_type, is_page
from sources.records import Exchange, Incoming
from sources.source import Source

_SUFFIXES: Final = (".warc", ".warc.gz")


def read_warc(source: Source) -> Iterator[Incoming | Failure]:
    """The pages in a WARC file, or in those of a folder by name. Other responses are passed over."""
    assert source.path is not None  # noqa: S101 (the catalogue sees to it)
    if source.path.is_dir():
        paths = sorted(path for path in source.path.iterdir() if path.name.endswith(_SUFFIXES))
    else:
        paths = [source.path]
    for path in paths:
        try:
            yield from _file(source, path)
        except (ArchiveLoadFailed, OSError, ValueError, EOFError) as error:
            words = " ".join(str(error).split())[:200]
            yield Failure(path.name, "broken", f"the file can't be read any further: {words}")


def _file(source: Source, path: Path) -> Iterator[Incoming | Failure]:
    with path.open("rb") as file:
        for record in ArchiveIterator(file, arc2warc=True):
            url = record.rec_headers.get_header("WARC-Target-URI")
            if record.rec_type != "response" or record.http_headers is None or not url:
                continue
            media_type, charset = content_type(record.http_headers.get_header("Content-Type") or "")
            if record.http_headers.get_statuscode() != "200" or not is_page(media_type):
                continue
            try:
                yield _article(source, record, url.strip("<>"), media_type, charset)
            except EncodingError as error:
                yield Failure(url, "too_large" if error.too_large else "encoding", str(error))


def _article(source: Source, record: ArcWarcRecord, url: str, media_type: str, charset: str | None) -> Incoming:
    headers = tuple((name, value) for name, value in record.http_headers.headers)
    stream = record.raw_stream
    if "chunked" in (record.http_headers.get_header("Transfer-Encoding") or "").lower():
        stream = ChunkedDataReader(stream)
        headers = tuple((name, value) for name, value in headers if name.lower() != "transfer-encoding")
    body = b""
    while part := stream.read(1 << 16):
        body += part
        if len(body) > PAYLOAD_LIMIT:
            raise EncodingError(f"over {PAYLOAD_LIMIT:,} bytes", too_large=True)
    codings = ",".join(value for name, value in headers if name.lower() == "content-encoding")
    payload = decompress(body, codings, PAYLOAD_LIMIT)
    if not payload.strip():
        raise EncodingError("the body is empty")
    status = f"{record.http_headers.protocol} {record.http_headers.statusline}"
    return Incoming(
        source_id=source.id,
        key=url,
        url=url,
        terms=source.terms,
        payload=payload,
        content_sha256=hashlib.sha256(payload).hexdigest(),
        media_type=media_type,
        charset=charset,
        exchange=Exchange(url, None, (), status, headers, body),
    )
