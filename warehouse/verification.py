"""Whether a release is what it says: its files, its rows, its quotes, and what the archive makes of it today."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from warehouse.layout import MANIFEST, release_path
from warehouse.manifest import schema_digest
from warehouse.parquet import flat
from warehouse.reading import Release, open_release
from warehouse.releases import documents_of, publish
from warehouse.schema import TABLES, Column, Table
from warehouse.staging import ReleaseUpdate
from warehouse.storage import Storage, storage_of

_SHOWN: Final = 3
_LIST_REFERENCES: Final = {"article_ids": "dim_article.article_id", "quantity_ids": "fact_quantity.quantity_id"}
# Columns of a span in the article's text, and the column that must stand there.
_SPANS: Final = {"fact_quantity": "quote", "fact_statement": "quote", "fact_attendance": "name_as_written"}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is off: where (a file, or table and key), and what was found against what should be there."""

    where: str
    what: str


TextOf = Callable[[str], str | None]


def verify(
    home: Storage | Path,
    release: str = "current",
    *,
    text_of: TextOf | None = None,
    rederive: Callable[[], ReleaseUpdate] | None = None,
) -> tuple[Problem, ...]:
    """Everything that is off in a release; nothing when it is sound.

    `text_of` gives an article's text as it was parsed (null: not to be had), by its id; without it, quotes are checked
    against the texts that the release publishes. `rederive` gives the update that books the whole archive anew; its
    tables must be those of the release, row by row. NoReleaseError where there is no such release.
    """
    storage = storage_of(home)
    opened = open_release(storage, release)
    problems = [*_files(opened), *_documents(opened)]
    if problems:
        # Rows of files that aren't what the manifest says prove nothing.
        return tuple(problems)
    problems += _rows(opened)
    problems += _quotes(opened, text_of)
    if rederive is not None:
        problems += _rederived(opened, rederive())
    return tuple(problems)


def _files(release: Release) -> Iterator[Problem]:
    manifest, storage = release.manifest, release.storage
    if manifest.release != release.id:
        yield Problem(
            release_path(release.id, MANIFEST), f"is not the manifest of this release: it makes {manifest.release}"
        )
    digests = {
        file.stored: file.sha256
        for group in (manifest.tables, manifest.ledgers)
        for files in group.values()
        for file in files
    }
    digests |= {release_path(release.id, file.path): file.sha256 for file in manifest.linked()}
    digests |= {release_path(release.id, path): digest for path, digest in manifest.documents.items()}
    for path, digest in sorted(digests.items()):
        try:
            found = hashlib.sha256(storage.read(path)).hexdigest()
        except OSError as error:
            yield Problem(path, f"can't be read: {error.strerror or error}")
            continue
        if found != digest:
            yield Problem(path, f"has the digest {found[:12]}…, not {digest[:12]}…: its bytes were changed")
    for path in storage.list(release_path(release.id)):
        if path not in digests and path != release_path(release.id, MANIFEST):
            yield Problem(path, "is not in the manifest: it doesn't belong to the release")


def _documents(release: Release) -> Iterator[Problem]:
    if release.manifest.schema != schema_digest():
        yield Problem(release.id, "was made with another schema than today's; publish again to bring it up to date")
        return
    try:
        documents = documents_of(release.manifest, release.storage)
    except (OSError, pa.ArrowInvalid):
        return  # the file that is off has been told
    for path, content in documents.items():
        if hashlib.sha256(content).hexdigest() != release.manifest.documents.get(path):
            yield Problem(release_path(release.id, path), "is stale: the tables and the schema make another one")


def _rows(release: Release) -> Iterator[Problem]:
    known: dict[str, pa.ChunkedArray] = {}

    def targets(reference: str) -> pa.ChunkedArray:
        if reference not in known:
            table, column = reference.split(".")
            known[reference] = release.read(table, columns=[column]).column(column)
        return known[reference]

    for table in TABLES.values():
        yield from _keys(release, table)
        for column in table.columns:
            yield from _values(release, table, column, targets)


def _keys(release: Release, table: Table) -> Iterator[Problem]:
    keys = release.read(table.name, columns=table.key)
    counted = keys.group_by(list(table.key)).aggregate([([], "count_all")])
    twice = counted.filter(pc.greater(counted.column("count_all"), 1))
    if twice.num_rows:
        shown = [tuple(row[name] for name in table.key) for row in twice.slice(0, _SHOWN).to_pylist()]
        yield Problem(table.name, f"{twice.num_rows} keys stand there more than once: {_some(shown, twice.num_rows)}")


def _values(
    release: Release, table: Table, column: Column, targets: Callable[[str], pa.ChunkedArray]
) -> Iterator[Problem]:
    reference = column.references or _LIST_REFERENCES.get(column.name)
    if column.nullable and not reference and not column.values:
        return
    where = f"{table.name}.{column.name}"
    values = release.read(table.name, columns=[column.name]).column(column.name)
    if not column.nullable and values.null_count:
        yield Problem(where, f"is null in {values.null_count} rows")
    if pa.types.is_list(column.type):
        values = pc.list_flatten(values)
    distinct = pc.unique(values).drop_null()
    if column.values:
        strange = distinct.filter(pc.invert(pc.is_in(distinct, pa.array(column.values))))
        if len(strange):
            yield Problem(where, f"has values that it may not have: {_some(strange.to_pylist(), len(strange))}")
    if reference:
        lost = distinct.filter(pc.invert(pc.is_in(distinct, targets(reference))))
        if len(lost):
            yield Problem(where, f"{len(lost)} values are not in {reference}: {_some(lost.to_pylist(), len(lost))}")


def _quotes(release: Release, text_of: TextOf | None) -> Iterator[Problem]:
    for month in release.manifest.months():
        published = release.read("dim_article", columns=["article_id", "text"], months=[month]).to_pylist()
        texts: dict[str, str | None] = {row["article_id"]: row["text"] for row in published}
        if text_of is not None:
            for article, text in texts.items():
                texts[article] = text_of(article) or text
                if texts[article] is None:
                    yield Problem(f"dim_article {article}", "is not in the archive any more: nothing proves it")
        for table, quoted in _SPANS.items():
            key = TABLES[table].key
            columns = [*dict.fromkeys([*key, "article_id", "start", "end", quoted])]
            for row in release.read(table, columns=columns, months=[month]).to_pylist():
                text = texts.get(row["article_id"])
                if text is not None and text[row["start"] : row["end"]] != row[quoted]:
                    where = f"{table} {', '.join(str(row[name]) for name in key)}"
                    found = text[row["start"] : row["end"]]
                    yield Problem(where, f"quotes {row[quoted]!r}; its article has {found!r} there")


def _rederived(release: Release, update: ReleaseUpdate) -> Iterator[Problem]:
    with tempfile.TemporaryDirectory(prefix="newsledger-verify-") as folder:
        scratch = Path(folder)
        publish(scratch, update)
        made = open_release(scratch)
        for name, table in TABLES.items():
            there, again = (
                {(file.month, file.sha256) for file in each.manifest.files(name)} for each in (release, made)
            )
            if there != again:
                yield from _difference(release, made, table)


def _difference(release: Release, made: Release, table: Table) -> Iterator[Problem]:
    rows = [each.read(table.name) for each in (release, made)]
    keyed = [
        dict(
            zip(
                zip(*(flat(each).column(name).to_pylist() for name in table.key), strict=True),
                each.to_pylist(),
                strict=True,
            )
        )
        for each in rows
    ]
    published, archived = keyed
    for what, keys in (
        ("rows that the archive doesn't make", published.keys() - archived.keys()),
        ("rows missing that the archive makes", archived.keys() - published.keys()),
    ):
        if keys:
            yield Problem(table.name, f"{len(keys)} {what}: {_some(sorted(keys, key=repr), len(keys))}")
    changed = [key for key in published.keys() & archived.keys() if published[key] != archived[key]]
    for key in sorted(changed, key=repr)[:_SHOWN]:
        columns = [name for name, value in published[key].items() if value != archived[key][name]]
        pairs = "; ".join(f"{name} is {published[key][name]!r}, not {archived[key][name]!r}" for name in columns)
        yield Problem(f"{table.name} {', '.join(map(str, key))}", f"is not what the archive makes: {pairs}")
    if len(changed) > _SHOWN:
        yield Problem(table.name, f"{len(changed) - _SHOWN} more rows are not what the archive makes")


def _some(values: Sequence[object], count: int) -> str:
    shown = ", ".join(
        " / ".join(map(str, value)) if isinstance(value, tuple) else str(value) for value in values[:_SHOWN]
    )
    return shown if count <= _SHOWN else f"{shown} and {count - _SHOWN} more"
