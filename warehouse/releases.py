"""Publishing: all tables change together, or nothing does."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from warehouse.datapackage import datapackage
from warehouse.describe import dictionary
from warehouse.history import make_current, mend
from warehouse.layout import MANIFEST, UNFINISHED, release_path
from warehouse.manifest import Manifest
from warehouse.partitions import Draft
from warehouse.pruning import clear_unfinished
from warehouse.reading import Release, current_id, open_release
from warehouse.refusals import refusals_told
from warehouse.schema import TABLES
from warehouse.shared_rows import KEYS_PER_PART
from warehouse.staging import ReleaseUpdate, stage
from warehouse.storage import Storage, storage_of
from warehouse.views import views


@dataclass(frozen=True, slots=True)
class ReleaseResult:
    """What publishing came to.

    `release` is current now; `previous` was before. `new` is False where nothing changed, and nothing was written.
    `rows` by table; `files_written` and `bytes_written` count new Parquet files.
    """

    release: str
    previous: str | None
    new: bool
    rows: Mapping[str, int]
    files_written: int
    bytes_written: int


def publish(
    home: Storage | Path,
    update: ReleaseUpdate,
    *,
    now: datetime | None = None,
    wait: float = 60.0,
    keys_per_part: int = KEYS_PER_PART,
) -> ReleaseResult:
    """Make and publish the release that the update makes of the current one; no new one where nothing changed.

    `home` is the folder of all state, or a Storage. `now` goes to the log alone. Killed at any moment, the last release
    or the new one is current, whole, and the next call mends the rest.

    Raises StagedRowsError when the rows don't fit, LockHeldError when another writer holds the lock for `wait` seconds,
    WarehouseError when the medium refuses (no space, read-only, broken): the last release is current then.
    """
    storage = storage_of(home)
    staged = stage(update)
    moment = now or datetime.now(UTC)
    with refusals_told(storage, "publish"), storage.lock("publish", wait):
        storage.sweep()
        clear_unfinished(storage)
        mend(storage, moment)
        previous = current_id(storage)
        last = open_release(storage, previous).manifest if previous else Manifest({})
        storage.put(UNFINISHED, b"a release is being made\n")
        storage.settle()
        draft = Draft(storage, last, keys_per_part=keys_per_part)
        manifest, documents = _documented(storage, draft.revise(staged), update)
        release = manifest.release
        new = release != previous
        if new:
            _lay_out(storage, release, manifest, documents)
            make_current(storage, release, "publish", moment)
        storage.remove(UNFINISHED)
    rows = {name: manifest.rows(name) for name in TABLES}
    return ReleaseResult(release, previous, new, rows, draft.files_written, draft.bytes_written)


def documents_of(manifest: Manifest, storage: Storage) -> dict[str, bytes]:
    """The files of a release that follow from its tables: the dictionary, the descriptor and the views."""
    indicators = Release("draft", manifest, storage).read("dim_indicator", columns=["indicator"])
    return {
        "README.md": dictionary(rows={name: manifest.rows(name) for name in TABLES}).encode(),
        "datapackage.json": datapackage(manifest),
        "views.sql": views(manifest, indicators.column("indicator").to_pylist()),
    }


def _documented(storage: Storage, manifest: Manifest, update: ReleaseUpdate) -> tuple[Manifest, dict[str, bytes]]:
    documents = documents_of(manifest, storage)
    manifest = replace(manifest, versions=dict(update.versions))
    report = update.report_html
    draft = Release("draft", manifest, storage)
    documents["report/index.html"] = report if isinstance(report, bytes) else report(draft)
    digests = {path: hashlib.sha256(content).hexdigest() for path, content in sorted(documents.items())}
    return replace(manifest, documents=digests), documents


def _lay_out(storage: Storage, release: str, manifest: Manifest, documents: Mapping[str, bytes]) -> None:
    """The release's folder; the manifest comes last: a folder without one isn't a release."""
    for file in manifest.linked():
        storage.link(file.stored, release_path(release, file.path))
    for path, content in documents.items():
        storage.put(release_path(release, path), content)
    storage.settle()
    storage.put(release_path(release, MANIFEST), manifest.to_json())
