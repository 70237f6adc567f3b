"""The manifest of a release: which files make it, and what they digest to. Its own digest is the release's id."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Final

from warehouse.schema import TABLES

FORMAT: Final = 1
HELD: Final = "quarantine_rows"


@dataclass(frozen=True, slots=True)
class DataFile:
    """One Parquet file: `path` in the release, digest and size of its bytes, number of its rows.

    `month` is its partition, null where its table has none; `low` the smallest key that may stand in it, of files
    that divide a table by key.
    """

    path: str
    sha256: str
    size: int
    rows: int
    month: str | None = None
    low: str | None = None

    @property
    def stored(self) -> str:
        """Where its bytes lie in the storage."""
        return f"files/{self.sha256}.parquet"


_ENTRY: Final = tuple(each.name for each in fields(DataFile))


@dataclass(frozen=True, slots=True)
class Manifest:
    """All that is in a release.

    `tables` holds the published tables and, as "quarantine_rows/<table>", the held rows; `ledgers` what is kept
    beside the release to merge rows that many stories share; `documents` the digests of the other files.
    """

    tables: Mapping[str, tuple[DataFile, ...]]
    ledgers: Mapping[str, tuple[DataFile, ...]] = field(default_factory=dict)
    documents: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    schema: str = ""

    @property
    def release(self) -> str:
        """The id: a function of everything in the release, and of nothing else."""
        return "r-" + hashlib.sha256(_canonical(self._content())).hexdigest()[:12]

    def files(self, table: str) -> tuple[DataFile, ...]:
        """The files of a table, in the order of its rows; none where it has none."""
        return self.tables.get(table, ())

    def linked(self) -> list[DataFile]:
        """Every file that stands in the release's folder."""
        return [file for files in self.tables.values() for file in files]

    def digests(self) -> set[str]:
        """The stored files that the release needs."""
        return {file.stored for group in (self.tables, self.ledgers) for files in group.values() for file in files}

    def months(self) -> tuple[str, ...]:
        """The partitions that hold rows, oldest first."""
        return tuple(sorted({file.month for file in self.linked() if file.month is not None and file.rows}))

    def rows(self, table: str) -> int:
        """How many rows a table has."""
        return sum(file.rows for file in self.files(table))

    def to_json(self) -> bytes:
        """What stands in manifest.json."""
        return _canonical({"release": self.release, **self._content()}) + b"\n"

    def _content(self) -> dict[str, Any]:
        def entries(group: Mapping[str, tuple[DataFile, ...]]) -> dict[str, list[dict[str, Any]]]:
            return {
                name: [{key: value for key in _ENTRY if (value := getattr(file, key)) is not None} for file in files]
                for name, files in sorted(group.items())
            }

        return {
            "format": FORMAT,
            "tables": entries(self.tables),
            "ledgers": entries(self.ledgers),
            "documents": dict(self.documents),
            "versions": dict(self.versions),
            "schema": self.schema,
        }


def manifest_from_json(content: bytes) -> Manifest:
    """The manifest in those bytes; ValueError where they are none, or of a format that this version can't read."""
    data = json.loads(content)
    try:
        if data["format"] != FORMAT:
            raise ValueError(f"manifest format {data['format']} is not {FORMAT}: written by another version")
        groups = (
            {name: tuple(DataFile(**entry) for entry in entries) for name, entries in data[group].items()}
            for group in ("tables", "ledgers")
        )
        return Manifest(
            tables=next(groups),
            ledgers=next(groups),
            documents=data["documents"],
            versions=data["versions"],
            schema=data["schema"],
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a manifest: {error!r}") from error


def schema_digest() -> str:
    """Changes when a column of any table changes in name, type, order or meaning."""
    digest = hashlib.sha256()
    for table in TABLES.values():
        digest.update(table.name.encode())
        digest.update(table.arrow.to_string(show_field_metadata=True, truncate_metadata=False).encode())
    return digest.hexdigest()


def _canonical(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
