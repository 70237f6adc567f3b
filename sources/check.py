"""Trying the sources out: what would be fetched, and what stands in the way. Nothing is archived."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sources.catalogue import Catalogue
from sources.collect import DEFAULT_LIMITS, chosen
from sources.collection import Failure
from sources.fetching import Fetcher, source_job
from sources.folder import read_folder
from sources.records import Incoming
from sources.settings import Settings
from sources.source import FETCHED_KINDS, Source
from sources.warc import read_warc
from sources.wire import Failed, Found, Limits, Skipped


@dataclass(frozen=True, slots=True)
class SourceCheck:
    """What one source would bring: URLs or files, how many `since` and `limit` leave out, and what fails why."""

    source_id: str
    kind: str
    enabled: bool
    would_fetch: tuple[str, ...]
    skipped: int
    failures: tuple[Failure, ...]


def check(
    settings: Settings,
    catalogue: Catalogue,
    source_ids: Sequence[str] | None = None,
    *,
    log: Path | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> tuple[SourceCheck, ...]:
    """Try these sources (None: all, the disabled ones too). Pages are asked for, feeds and sitemaps read, no more.

    `log` takes what the fetching process complains of; by default a file below the home. UnknownSourceError.
    """
    sources = catalogue.sources if source_ids is None else chosen(catalogue, source_ids)
    found: dict[str, list[str]] = {source.id: [] for source in sources}
    failures: dict[str, list[Failure]] = {source.id: [] for source in sources}
    skipped = dict.fromkeys(found, 0)
    for source in sources:
        if source.kind not in FETCHED_KINDS:
            _look(source, found[source.id], failures[source.id])
    fetched = [source for source in sources if source.kind in FETCHED_KINDS]
    fetcher = Fetcher(limits, settings.contact, log or settings.home / "runs" / "check.log")
    for message in fetcher.run([source_job(source, None) for source in fetched], fetched, look_only=True):
        match message:
            case Found():
                found[message.source_id].append(message.key)
            case Failed():
                failures[message.source_id].append(Failure(message.where, message.reason, message.detail))
            case Skipped():
                skipped[message.source_id] += message.count
            case _:
                pass
    return tuple(
        SourceCheck(
            source.id,
            source.kind,
            source.enabled,
            tuple(found[source.id]),
            skipped[source.id],
            tuple(failures[source.id]),
        )
        for source in sources
    )


def _look(source: Source, found: list[str], failures: list[Failure]) -> None:
    for item in read_folder(source) if source.kind == "folder" else read_warc(source):
        if isinstance(item, Incoming):
            found.append(item.key)
        else:
            failures.append(item)
