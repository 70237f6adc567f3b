"""Articles that lie in a folder: NAME.txt and NAME.html, each with what NAME.meta.json says about it."""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sources.archive import PAYLOAD_LIMIT
from sources.articles import Meta
from sources.collection import Failure
from sources.records import Incoming
from sources.source import Source

_MEDIA_TYPES: Final = {".txt": "text/plain", ".html": "text/html"}
_META_LIMIT: Final = 64_000
_LANGUAGE: Final = re.compile(r"([A-Za-z]{2,3})(-[A-Za-z0-9]{2,8})*")
_YEAR_OR_MONTH: Final = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")


class _Unfit(Exception):  # noqa: N818 (it never leaves this module)
    def __init__(self, reason: str, words: str) -> None:
        super().__init__(words)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class _Beside:
    """What a meta file says."""

    url: str | None
    meta: Meta


def read_folder(source: Source) -> Iterator[Incoming | Failure]:
    """The articles of a folder in the order of their names, or why one is none; folders inside it are not entered."""
    assert source.path is not None  # noqa: S101 (the catalogue sees to it)
    try:
        names = sorted(os.listdir(source.path))  # noqa: PTH208 (names, also those that are no text)
    except OSError as error:
        yield Failure(".", "unreadable", f"the folder can't be read ({error.strerror})")
        return
    root = source.path.resolve()
    for name in names:
        if Path(name).suffix not in _MEDIA_TYPES or name.startswith("."):
            continue
        shown = name.encode("utf-8", "backslashreplace").decode()
        try:
            if shown != name:
                raise _Unfit("name", "the file's name is not UTF-8; rename it")
            yield _article(source, root, name)
        except _Unfit as unfit:
            yield Failure(shown, unfit.reason, str(unfit))
        except OSError as error:
            yield Failure(shown, "unreadable", f"can't be read ({error.strerror})")


def content_sha256(payload: bytes, meta: Meta, url: str | None = None) -> str:
    """The digest of an article's content: of the payload alone, or with what is said beside it where anything is."""
    digest = hashlib.sha256(payload)
    if url is not None or meta != Meta():
        said = {"url": url, **asdict(meta)}
        digest.update(b"\n" + json.dumps(said, ensure_ascii=False, sort_keys=True).encode())
    return digest.hexdigest()


def _article(source: Source, root: Path, name: str) -> Incoming:
    path = root / name
    media_type = _MEDIA_TYPES[path.suffix]
    payload = _bytes(root, path, PAYLOAD_LIMIT, "too_large")
    if not payload.strip(b" \t\r\n\x0b\x0c\xef\xbb\xbf"):
        raise _Unfit("empty", "the file is empty")
    if b"\0" in payload and not (media_type == "text/html" and payload.startswith(_UTF16)):
        position = payload.index(b"\0")
        raise _Unfit("binary", f"the file is binary (a NUL at byte {position}); expected text in UTF-8")
    if media_type == "text/plain":
        try:
            payload.decode("utf-8")
        except UnicodeDecodeError as error:
            words = f"not UTF-8 at byte {error.start} (0x{payload[error.start]:02x}); save the file as UTF-8"
            raise _Unfit("encoding", words) from error
    beside = _beside(root, path.with_suffix(".meta.json"))
    return Incoming(
        source_id=source.id,
        key=name,
        url=name if beside.url is None else beside.url,
        terms=source.terms,
        payload=payload,
        content_sha256=content_sha256(payload, beside.meta, beside.url),
        media_type=media_type,
        meta=beside.meta,
    )


def _bytes(root: Path, path: Path, limit: int, too_large: str) -> bytes:
    """What a file holds. A link that leads out of the folder, and anything but a plain file, is refused."""
    if path.is_symlink() and not path.resolve().is_relative_to(root):
        raise _Unfit("link", f"{path.name} is a link that leads out of the folder; put the file itself there")
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise _Unfit("unreadable", f"{path.name} is no plain file")
        if status.st_size > limit:
            raise _Unfit(too_large, f"{path.name} has {status.st_size:,} bytes; expected at most {limit:,}")
        content = file.read(limit + 1)
    if len(content) > limit:
        raise _Unfit(too_large, f"{path.name} grew beyond {limit:,} bytes")
    return content


def _beside(root: Path, path: Path) -> _Beside:
    try:
        content = _bytes(root, path, _META_LIMIT, "meta")
    except FileNotFoundError:
        return _Beside(None, Meta())
    try:
        said = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise _Unfit("meta", f"{path.name} is not JSON in UTF-8 ({error})") from error
    if not isinstance(said, dict):
        raise _Unfit("meta", f'{path.name} holds no object; expected such as {{"language": "de"}}')
    fields = {key: _field(path.name, key, said.get(key)) for key in ("url", "language", "published", "story")}
    return _Beside(fields["url"], Meta(_language(path.name, fields), _published(path.name, fields), fields["story"]))


def _field(name: str, key: str, value: object) -> str | None:
    if value is None:
        return None
    if key == "published" and type(value) is int:
        value = str(value)
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise _Unfit("meta", f'{name}: "{key}" is {json.dumps(value)[:80]}; expected text')
    return value.strip()


def _language(name: str, fields: dict[str, str | None]) -> str | None:
    value = fields["language"]
    match = _LANGUAGE.fullmatch(value or "")
    if value is not None and match is None:
        raise _Unfit("meta", f'{name}: "language" is "{value[:80]}"; expected an ISO 639-1 code such as de')
    return match[1].lower() if match else None


def _published(name: str, fields: dict[str, str | None]) -> str | None:
    value = fields["published"]
    if value is None or _YEAR_OR_MONTH.fullmatch(value):
        return value
    try:
        datetime.fromisoformat(value)
    except ValueError as error:
        words = f'{name}: "published" is "{value[:80]}"; expected ISO 8601, such as 2024-07-25, 2024-07 or 2024'
        raise _Unfit("meta", words) from error
    return value
