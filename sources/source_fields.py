"""The keys of a source in the catalogue: what each may hold, and what to say where it doesn't."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from sources.addresses import AddressError, check_url
from sources.marked_yaml import Key, Marked
from sources.source import FETCHED_KINDS, KINDS, Source

_ID: Final = re.compile(r"[a-z0-9-]+")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}")
_MANY: Final = 100_000


class Problem(Exception):  # noqa: N818 (it never leaves the reading of a catalogue)
    """What is wrong at a line, and what was expected."""

    def __init__(self, line: int, words: str) -> None:
        super().__init__(words)
        self.line = line


@dataclass(slots=True)
class _Reading:
    """A source while it is read: fields so far, and everything that is wrong with it."""

    source: Source
    folder: Path
    problems: list[Problem]


def read_source(item: Marked, number: int, folder: Path, problems: list[Problem]) -> Source | None:
    """The source that an item of the list describes, its paths relative to a folder; what is wrong joins `problems`."""
    if not isinstance(item.value, dict):
        problems.append(Problem(item.line, f"source {number} is {item.kind}; expected a mapping with id and kind"))
        return None
    named = next((value.value for key, value in item.value.items() if key.name == "id"), None)
    name = f'source "{named}"' if isinstance(named, str) else f"source {number}"
    fields = known_fields(item, tuple(_READERS), name, problems)
    reading = _Reading(Source("", "", item.line), folder, [])
    for key in ("id", "kind"):
        if key not in fields:
            reading.problems.append(Problem(item.line, f'"{key}" is missing; expected {_EXPECTED[key]}'))
    # The kind, the ports and the permission to ask private addresses decide how the rest is read.
    for key in sorted(fields, key=lambda key: (key not in {"kind", "allow_private"}, key != "ports", fields[key].line)):
        if key in _WEB and not reading.source.ports and not reading.source.allow_private:
            reading.source = replace(reading.source, ports=(80, 443))
        try:
            _READERS[key](reading, fields[key])
        except Problem as problem:
            reading.problems.append(problem)
    _fit(reading, fields, item.line)
    problems.extend(Problem(problem.line, f"{name}: {problem}") for problem in reading.problems)
    return reading.source


def _fit(reading: _Reading, fields: dict[str, Marked], line: int) -> None:
    """Check that the keys belong to the kind."""
    kind = reading.source.kind
    if kind not in KINDS:
        return
    fetched = kind in FETCHED_KINDS
    needed, unfit = ("urls", ("path",)) if fetched else ("path", _ONLY_FETCHED)
    if needed not in fields and not (needed == "urls" and "url" in fields):
        words = f'"{needed}" is missing; a source of kind {kind} needs {_EXPECTED[needed]}'
        reading.problems.append(Problem(line, words))
    reading.problems.extend(
        Problem(fields[key].line, f'"{key}" has no meaning for kind {kind}; leave it out')
        for key in unfit
        if key in fields
    )


def known_fields(item: Marked, allowed: tuple[str, ...], name: str, problems: list[Problem]) -> dict[str, Marked]:
    """The values of a mapping by key; unknown and doubled keys are problems."""
    fields: dict[str, Marked] = {}
    lines: dict[str, Key] = {}
    for key, value in item.value.items() if isinstance(item.value, dict) else ():
        if key.name not in allowed:
            words = f'{name}: key "{key.name}" is unknown ({", ".join(allowed)}).{_meant(key.name, allowed)}'
            problems.append(Problem(key.line, words))
        elif key.name in fields:
            problems.append(Problem(key.line, f'{name}: "{key.name}" stands in line {lines[key.name].line} already'))
        else:
            fields[key.name], lines[key.name] = value, key
    return fields


def _meant(word: str, words: tuple[str, ...]) -> str:
    close = difflib.get_close_matches(word, words, n=1)
    return f' Did you mean "{close[0]}"?' if close else ""


def _text(key: str, value: Marked) -> str:
    if not isinstance(value.value, str) or not value.value.strip() or not value.value.isprintable():
        shown = f'"{value.value}"' if isinstance(value.value, str) else value.kind
        raise Problem(value.line, f'"{key}" is {shown}; expected {_EXPECTED[key]}')
    return value.value.strip()


def _read_id(reading: _Reading, value: Marked) -> None:
    text = str(value.value) if type(value.value) is int else _text("id", value)
    if not _ID.fullmatch(text):
        raise Problem(value.line, f'id "{text}" has other characters than a-z, 0-9 and -; expected {_EXPECTED["id"]}')
    if len(text) > 100:
        raise Problem(value.line, f"the id has {len(text)} characters; expected at most 100")
    reading.source = replace(reading.source, id=text, line=value.line)


def _read_kind(reading: _Reading, value: Marked) -> None:
    text = _text("kind", value)
    if text not in KINDS:
        raise Problem(value.line, f'kind "{text}" is unknown ({", ".join(KINDS)}).{_meant(text, KINDS)}')
    reading.source = replace(reading.source, kind=text)


def _read_urls(reading: _Reading, value: Marked) -> None:
    items = value.value if isinstance(value.value, list) else [value]
    if not items:
        raise Problem(value.line, f'"urls" is empty; expected {_EXPECTED["urls"]}')
    urls: dict[str, int] = {}
    for item in items:
        try:
            url = _text("urls", item)
            check_url(url, ports=reading.source.ports, allow_private=reading.source.allow_private)
        except AddressError as error:
            shown = "url" if error.reason == "userinfo" else f'url "{item.value}"'
            reading.problems.append(Problem(item.line, f"{shown}: {error}"))
        except Problem as problem:
            reading.problems.append(problem)
        else:
            if url in urls:
                reading.problems.append(Problem(item.line, f'url "{url}" stands in line {urls[url]} already'))
            urls.setdefault(url, item.line)
    reading.source = replace(reading.source, urls=(*reading.source.urls, *urls))


def _read_path(reading: _Reading, value: Marked) -> None:
    text = _text("path", value)
    path = reading.folder / Path(text).expanduser()
    if reading.source.kind == "folder" and not path.is_dir():
        found = "is no folder" if path.exists() else "does not exist"
        raise Problem(value.line, f'path "{text}" {found}; expected a folder, relative to {reading.folder}')
    if reading.source.kind == "warc" and not path.exists():
        raise Problem(value.line, f'path "{text}" does not exist; expected a WARC file or a folder of them')
    reading.source = replace(reading.source, path=path)


def _read_languages(reading: _Reading, value: Marked) -> None:
    items = value.value if isinstance(value.value, list) else [value]
    names = tuple(dict.fromkeys(str(item.value) for item in items))
    if not names or (names != ("all",) and not all(_LANGUAGE.fullmatch(name) for name in names)):
        raise Problem(value.line, f'"languages" is {", ".join(names) or "empty"}; expected {_EXPECTED["languages"]}')
    reading.source = replace(reading.source, languages=names)


def _read_since(reading: _Reading, value: Marked) -> None:
    try:
        reading.source = replace(reading.source, since=date.fromisoformat(str(value.value)))
    except ValueError as error:
        raise Problem(value.line, f'"since" is "{value.value}"; expected {_EXPECTED["since"]}') from error


def _read_limit(reading: _Reading, value: Marked) -> None:
    if type(value.value) is not int or not 1 <= value.value <= _MANY:
        raise Problem(value.line, f'"limit" is "{value.value}"; expected {_EXPECTED["limit"]}')
    reading.source = replace(reading.source, limit=value.value)


def _read_ports(reading: _Reading, value: Marked) -> None:
    items = value.value if isinstance(value.value, list) else [value]
    ports = tuple(item.value for item in items if type(item.value) is int and 1 <= item.value <= 65535)
    if not ports or len(ports) < len(items):
        raise Problem(value.line, f'"ports" does not fit; expected {_EXPECTED["ports"]}')
    reading.source = replace(reading.source, ports=ports)


def _flag(key: str) -> Callable[[_Reading, Marked], None]:
    def read(reading: _Reading, value: Marked) -> None:
        if not isinstance(value.value, bool):
            raise Problem(value.line, f'"{key}" is {value.kind} ("{value.value}"); expected true or false')
        reading.source = replace(reading.source, **{key: value.value})  # type: ignore[arg-type]

    return read


def _words(key: str) -> Callable[[_Reading, Marked], None]:
    def read(reading: _Reading, value: Marked) -> None:
        reading.source = replace(reading.source, **{key: _text(key, value)})  # type: ignore[arg-type]

    return read


_READERS: Final[dict[str, Callable[[_Reading, Marked], None]]] = {
    "id": _read_id,
    "kind": _read_kind,
    "urls": _read_urls,
    "url": _read_urls,
    "path": _read_path,
    "publisher": _words("publisher"),
    "licence": _words("licence"),
    "publish_text": _flag("publish_text"),
    "enabled": _flag("enabled"),
    "allow_private": _flag("allow_private"),
    "languages": _read_languages,
    "original": _flag("original"),
    "since": _read_since,
    "limit": _read_limit,
    "ports": _read_ports,
}
_WEB: Final = ("urls", "url")
_ONLY_FETCHED: Final = ("urls", "url", "allow_private", "languages", "original", "since", "ports")
_EXPECTED: Final = {
    "id": "a name of a-z, 0-9 and -, such as vietnam-vn",
    "kind": f"one of {', '.join(KINDS)}",
    "urls": "a list of http or https URLs",
    "path": "a path relative to the catalogue",
    "publisher": "a name",
    "licence": "the terms in a few words",
    "languages": "a list of ISO 639-1 codes such as [de, hi, vi], or all",
    "since": "a date such as 2024-07-01",
    "limit": f"a whole number from 1 to {_MANY:,}",
    "ports": "port numbers such as [80, 443, 8080]",
}
