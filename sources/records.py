"""The WARC records of an article: the exchange or the file itself, then what is known about it."""

from __future__ import annotations

import json
import struct
import uuid
import zlib
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Final
from urllib.parse import quote

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from sources.articles import ArticleVersion, Meta, Withdrawal, article_id

ARTICLE: Final = "application/vnd.newsledger.article+json"
CLOSED: Final = "application/vnd.newsledger.closed+json"
WITHDRAWN: Final = "application/vnd.newsledger.withdrawn+json"
SCRUBBED: Final = "application/vnd.newsledger.scrubbed+json"
_SOFTWARE: Final = "newsledger"
_NAMESPACE: Final = uuid.UUID("6f0a4f5e-3d83-5d3c-9a4e-6b0f2c1d7e88")


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its response as they went over the wire, transfer coding undone; heads without the empty line.

    `request_line` is None where only the response is known, in archives made by others.
    """

    url: str
    request_line: str | None
    request_headers: tuple[tuple[str, str], ...]
    status_line: str
    response_headers: tuple[tuple[str, str], ...]
    body: bytes


@dataclass(frozen=True, slots=True)
class Terms:
    """Whose an article is and what may be done with it, as the catalogue says at the time."""

    publisher: str | None
    licence: str | None
    publish_text: bool


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask again with: ETag and Last-Modified as sent."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """An article on its way into the archive.

    `key` is the URL fetched or the path below the folder: with the source's id it makes the article's id. `payload`
    has no transfer or content encoding. `exchange` is None for a file.
    """

    source_id: str
    key: str
    url: str
    terms: Terms
    payload: bytes
    content_sha256: str
    media_type: str
    charset: str | None = None
    meta: Meta = field(default_factory=Meta)
    title: str | None = None
    exchange: Exchange | None = None
    validators: Validators = field(default_factory=Validators)

    @property
    def article_id(self) -> str:
        """The id that all versions of it share."""
        return article_id(self.source_id, self.key)


@dataclass(frozen=True, slots=True)
class Group:
    """The records of one version as bytes to append, and where in them the payload's record starts."""

    data: bytes
    payload_at: int


def article_group(incoming: Incoming, at: datetime) -> Group:
    """The records of one version. The same version at the same instant makes the same bytes."""
    seed = f"{incoming.article_id}\n{incoming.content_sha256}\n{warc_date(at)}"
    exchange = incoming.exchange
    parts: list[bytes] = []
    payload_id = _record_id("payload", seed)
    if exchange is None:
        uri = f"urn:newsledger:{incoming.source_id}:{quote(incoming.key)}"
        headers = {"WARC-Record-ID": payload_id, "WARC-Date": warc_date(at)}
        parts.append(_record("resource", uri, headers, incoming.payload, incoming.media_type))
        payload_at = 0
    else:
        uri = exchange.url
        if exchange.request_line is not None:
            ask = {"WARC-Record-ID": _record_id("request", seed), "WARC-Date": warc_date(at)}
            ask["WARC-Concurrent-To"] = payload_id
            request = _head(exchange.request_line, exchange.request_headers)
            parts.append(_record("request", uri, ask, request, "application/http; msgtype=request"))
        payload_at = sum(len(part) for part in parts)
        answer = {"WARC-Record-ID": payload_id, "WARC-Date": warc_date(at)}
        status, _, rest = exchange.status_line.partition(" ")
        http = StatusAndHeaders(rest, list(exchange.response_headers), protocol=status)
        parts.append(_record("response", uri, answer, exchange.body, None, http))
    about = {
        "article_id": incoming.article_id,
        "source_id": incoming.source_id,
        "key": incoming.key,
        "url": incoming.url,
        **asdict(incoming.terms),
        "content_sha256": incoming.content_sha256,
        "media_type": incoming.media_type,
        "charset": incoming.charset,
        "meta": asdict(incoming.meta),
        "title": incoming.title,
        **asdict(incoming.validators),
    }
    refers = {"WARC-Record-ID": _record_id("article", seed), "WARC-Date": warc_date(at), "WARC-Refers-To": payload_id}
    parts.append(_record("metadata", uri, refers, _json(about), ARTICLE))
    return Group(b"".join(parts), payload_at)


def warcinfo(file_name: str, collection_no: int, at: datetime) -> bytes:
    """The record that opens a collection, or a file of it."""
    fields = f"software: {_SOFTWARE}\r\nformat: WARC File Format 1.1\r\ndescription: collection {collection_no}\r\n"
    seed = f"{file_name}\n{collection_no}\n{warc_date(at)}"
    headers = {"WARC-Record-ID": _record_id("warcinfo", seed), "WARC-Date": warc_date(at), "WARC-Filename": file_name}
    return _record("warcinfo", None, headers, fields.encode(), "application/warc-fields")


def closing(collection_no: int, at: datetime, n_versions: int) -> bytes:
    """The record that closes a collection: the versions since the one before belong to it."""
    content = _json({"collection_no": collection_no, "n_versions": n_versions})
    headers = {"WARC-Record-ID": _record_id("closed", f"{collection_no}\n{warc_date(at)}"), "WARC-Date": warc_date(at)}
    return _record("metadata", f"urn:newsledger:collection:{collection_no}", headers, content, CLOSED)


def withdrawn(withdrawal: Withdrawal) -> bytes:
    """The record that says that an article was taken out."""
    seed = f"{withdrawal.article_id}\n{warc_date(withdrawal.at)}"
    headers = {"WARC-Record-ID": _record_id("withdrawn", seed), "WARC-Date": warc_date(withdrawal.at)}
    content = _json({"article_id": withdrawal.article_id, "reason": withdrawal.reason, "by": withdrawal.by})
    return _record("metadata", f"urn:newsledger:withdrawn:{withdrawal.article_id}", headers, content, WITHDRAWN)


def scrubbed(article: str, at: datetime, length: int, archived_at: str | None = None) -> bytes:
    """A record of exactly that many bytes, to lie where a version lay: every other offset stays true.

    `archived_at` is the WARC-Date of a version that was superseded: when its article was first archived stays known.
    """
    headers = {
        "WARC-Record-ID": _record_id("scrubbed", f"{article}\n{warc_date(at)}\n{length}"),
        "WARC-Date": warc_date(at),
    }
    about = {"article_id": article} if archived_at is None else {"article_id": article, "archived_at": archived_at}
    record = _record("metadata", f"urn:newsledger:scrubbed:{article}", headers, _json(about), SCRUBBED)
    plain = zlib.decompress(record, wbits=31)
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = deflate.compress(plain) + deflate.flush() + struct.pack("<II", zlib.crc32(plain), len(plain))
    # The gap is filled by a comment in the gzip header (RFC 1952, FCOMMENT), which every reader passes over.
    header = struct.pack("<BBBBIBB", 0x1F, 0x8B, 8, 0x10, 0, 2, 3)
    room = length - len(header) - len(body) - 1
    if room < 0:
        raise ValueError(f"{length} bytes are too few for the record that replaces {article}")
    return header + b" " * room + b"\0" + body


def version_of(about: dict[str, Any], date: str, collection_no: int, file: str, offset: int) -> ArticleVersion:
    """The version that an article's metadata record describes."""
    meta = about["meta"]
    return ArticleVersion(
        article_id=about["article_id"],
        collection_no=collection_no,
        source_id=about["source_id"],
        url=about["url"],
        publisher=about["publisher"],
        licence=about["licence"],
        publish_text=about["publish_text"],
        content_sha256=about["content_sha256"],
        media_type=about["media_type"],
        charset=about["charset"],
        fetched_at=instant(date),
        archive_file=file,
        archive_offset=offset,
        meta=Meta(meta.get("language"), meta.get("published"), meta.get("story")),
        title=about["title"],
    )


def instant(date: str) -> datetime:
    """The instant of a WARC-Date."""
    return datetime.fromisoformat(date).astimezone(UTC)


def warc_date(at: datetime) -> str:
    """An instant as WARC writes it, UTC to the microsecond."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _record_id(kind: str, seed: str) -> str:
    return f"<urn:uuid:{uuid.uuid5(_NAMESPACE, f'{kind}|{seed}')}>"


def _json(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, sort_keys=True).encode()


def _head(first: str, headers: tuple[tuple[str, str], ...]) -> bytes:
    lines = [first, *(f"{name}: {value}" for name, value in headers), "", ""]
    return "\r\n".join(lines).encode("utf-8", "surrogateescape")


def _record(
    kind: str,
    uri: str | None,
    headers: dict[str, str],
    content: bytes,
    media_type: str | None,
    http: StatusAndHeaders | None = None,
) -> bytes:
    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    record = writer.create_warc_record(
        uri,
        kind,
        payload=BytesIO(content),
        length=len(content),
        warc_content_type=media_type or "",
        warc_headers_dict=headers,
        http_headers=http,
    )
    writer.write_record(record)
    return out.getvalue()
