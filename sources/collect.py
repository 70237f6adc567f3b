"""Collecting: every source asked once, what is new archived, what failed told."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Final

from sources.archive import Archive
from sources.articles import ArticleVersion
from sources.catalogue import Catalogue
from sources.collection import Collection, Failure, write_collection
from sources.fetching import Fetcher
from sources.folder import read_folder
from sources.settings import Settings
from sources.source import FETCHED_KINDS, Source
from sources.tally import Tally
from sources.warc import read_warc
from sources.wire import Limits
from sources.writer import ArchiveWriter

DEFAULT_LIMITS: Final = Limits()
_LOG: Final = logging.getLogger(__name__)


class UnknownSourceError(ValueError):
    """A source was asked for that the catalogue doesn't have."""


def chosen(catalogue: Catalogue, source_ids: Sequence[str] | None) -> tuple[Source, ...]:
    """The sources of these ids in the catalogue's order, or all enabled ones for None. UnknownSourceError."""
    if source_ids is None:
        return catalogue.enabled
    known = [source.id for source in catalogue.sources]
    unknown = sorted(set(source_ids) - set(known))
    if unknown:
        names = ", ".join(f'"{name}"' for name in unknown)
        raise UnknownSourceError(f"{catalogue.path} has no source {names} (it has: {', '.join(known)})")
    return tuple(source for source in catalogue.sources if source.id in set(source_ids))


def collect(
    settings: Settings,
    catalogue: Catalogue,
    source_ids: Sequence[str] | None,
    run_dir: Path,
    now: datetime,
    *,
    limits: Limits = DEFAULT_LIMITS,
) -> Collection:
    """Read these sources (None: the enabled ones), archive what is new or changed, and say what came of each.

    `now` has a time zone and stands in every record. A source that fails is told in its health; the others go on. Also
    written to `run_dir/collection.json`. ArchiveError where another process is collecting.
    """
    sources = chosen(catalogue, source_ids)
    tallies = {source.id: Tally(source.id) for source in sources}
    with ArchiveWriter(settings.home, now) as writer:
        for source in sources:
            if source.kind not in FETCHED_KINDS:
                _read(source, tallies[source.id], writer)
        fetched = [source for source in sources if source.kind in FETCHED_KINDS]
        if fetched:
            Fetcher(limits, settings.contact, run_dir / "fetch.log").fetch(fetched, tallies, writer)
        closed = writer.close_collection()
        health = tuple(tally.health(writer.last_new(tally.source_id)) for tally in tallies.values())
    new: tuple[ArticleVersion, ...] = ()
    if closed is not None:
        with Archive(settings.home) as archive:
            new = tuple(archive.versions(closed.collection_no))
    collection = Collection(closed.collection_no if closed else None, now, new, health)
    for one in health:
        _LOG.info("%s", one.sentence())
        for failure in one.failures:
            _LOG.warning("%s: %s: %s", one.source_id, failure.where, failure.detail)
        for note in one.notes:
            _LOG.warning("%s: %s", one.source_id, note)
    write_collection(run_dir, collection)
    return collection


def _read(source: Source, tally: Tally, writer: ArchiveWriter) -> None:
    """Archive what lies in a folder, or in WARC files."""
    items = read_folder(source) if source.kind == "folder" else read_warc(source)
    for item in islice(items, source.limit):
        if isinstance(item, Failure):
            tally.failures.append(item)
        else:
            tally.came(writer.add(item))
