"""Fetching sources from the web: the fetching process is started here, and what it reports goes into the archive."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import BinaryIO, cast

from sources.articles import Meta
from sources.collection import Failure
from sources.encodings import EncodingError, decompress
from sources.folder import content_sha256
from sources.pages import content_type
from sources.records import Incoming, Validators
from sources.source import Source
from sources.tally import Tally
from sources.wire import (
    ROBOT,
    Done,
    Failed,
    Fetched,
    Found,
    Job,
    Limits,
    Message,
    Note,
    Skipped,
    SourceJob,
    Unchanged,
    receive,
    send,
)
from sources.writer import ArchiveWriter, Outcome

_FORWARDED = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "SSL_CERT_FILE", "SSL_CERT_DIR", "TMPDIR", "LD_LIBRARY_PATH")


@dataclass(frozen=True, slots=True)
class Fetcher:
    """How to fetch: what a fetch may cost, whom a server may write to, where the fetching process may complain."""

    limits: Limits
    contact: str | None
    log: Path

    @property
    def user_agent(self) -> str:
        """The honest name under which servers are asked."""
        return f"{ROBOT}/{_version()}" + (f" (+{self.contact})" if self.contact else "")

    def fetch(self, sources: Sequence[Source], tallies: dict[str, Tally], writer: ArchiveWriter) -> None:
        """Fetch these sources into the archive; what fails is counted with its reason."""
        for message in self.run([source_job(source, writer) for source in sources], sources):
            _take(message, {source.id: source for source in sources}, tallies, writer)

    def run(
        self, jobs: Sequence[SourceJob], sources: Sequence[Source], *, look_only: bool = False
    ) -> Iterator[Message]:
        """What the fetching processes report. One asks public addresses only, another serves allow_private sources."""
        private = {source.id for source in sources if source.allow_private}
        for allow_private in (False, True):
            chosen = tuple(job for job in jobs if (job.source_id in private) == allow_private)
            if chosen:
                yield from self._process(Job(chosen, self.user_agent, allow_private, self.limits, look_only))

    def _process(self, job: Job) -> Iterator[Message]:
        told: set[tuple[str, str]] = set()
        done = False
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-P", "-m", "sources.crawl"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                env=_environment(),
            )
        stdin, stdout = cast("BinaryIO", process.stdin), cast("BinaryIO", process.stdout)
        allowed = job.limits.crawl_seconds + job.limits.request_seconds + 60
        overdue = threading.Timer(allowed, process.kill)
        overdue.daemon = True
        overdue.start()
        try:
            with suppress(BrokenPipeError):
                send(stdin, job)
            for message in receive(stdout):
                if isinstance(message, Done):
                    done = True
                    break
                if isinstance(message, Fetched | Unchanged | Found):
                    told.add((message.source_id, message.key))
                elif isinstance(message, Failed):
                    told.add((message.source_id, message.where))
                yield message
        finally:
            overdue.cancel()
            if not done:
                process.kill()
            with suppress(BrokenPipeError):
                stdin.close()
            stdout.close()
            status = process.wait()
        if not done:
            words = f"the fetching process ended early (status {status}); see {self.log.name}"
            for source in job.sources:
                for url in source.urls:
                    if (source.source_id, url) not in told:
                        yield Failed(source.source_id, url, "crashed", words)


def source_job(source: Source, writer: ArchiveWriter | None) -> SourceJob:
    """What the fetching process must know of a source; without an archive, nothing is known of its articles."""
    keys = writer.keys(source.id) if writer is not None else {}
    known = {}
    if writer is not None:
        for article in keys:
            if (held := writer.known(article, source.terms)) is not None:
                known[article] = held
    revisit: tuple[str, ...] = ()
    if source.kind == "pages" and (source.languages or source.original):
        # A page that is as it was sends no links: what it led to before is asked for by name.
        revisit = tuple(key for key in sorted(keys.values()) if key not in source.urls)
    return SourceJob(
        source_id=source.id,
        kind=source.kind,
        urls=source.urls,
        revisit=revisit,
        ports=source.ports,
        languages=source.languages,
        original=source.original,
        since=source.since.isoformat() if source.since else None,
        limit=source.limit,
        known=known,
        withdrawn=tuple(writer.withdrawn) if writer is not None else (),
    )


def _take(message: Message, sources: dict[str, Source], tallies: dict[str, Tally], writer: ArchiveWriter) -> None:
    if isinstance(message, Done | Found):
        return
    tally = tallies[message.source_id]
    match message:
        case Fetched():
            try:
                incoming = _incoming(message, sources[message.source_id])
            except EncodingError as error:
                tally.failures.append(Failure(message.key, "encoding", str(error)))
            else:
                tally.came(writer.add(incoming))
        case Unchanged():
            tally.outcomes[Outcome.UNCHANGED] += 1
        case Failed():
            tally.failures.append(Failure(message.where, message.reason, message.detail))
        case Skipped():
            tally.skipped += message.count
        case Note():
            tally.notes.append(message.text)


def _incoming(message: Fetched, source: Source) -> Incoming:
    exchange = message.exchange
    headers: dict[str, list[str]] = {}
    for name, value in exchange.response_headers:
        headers.setdefault(name.lower(), []).append(value)
    payload = decompress(exchange.body, ",".join(headers.get("content-encoding", [])), Limits().page_bytes)
    media_type, charset = content_type(headers.get("content-type", [""])[0])
    return Incoming(
        source_id=source.id,
        key=message.key,
        url=message.key,
        terms=source.terms,
        payload=payload,
        content_sha256=content_sha256(payload, Meta()),
        media_type=media_type,
        charset=charset,
        title=message.title,
        exchange=exchange,
        validators=Validators(_header(headers, "etag"), _header(headers, "last-modified")),
    )


def _header(headers: dict[str, list[str]], name: str) -> str | None:
    value = headers.get(name, [""])[0].strip()
    return value if value and len(value) <= 1_000 else None


def _version() -> str:
    try:
        return version("newsledger")
    except PackageNotFoundError:
        return "0"


def _environment() -> dict[str, str]:
    """What the fetching process needs to run, and none of the secrets around it."""
    kept = {name: os.environ[name] for name in _FORWARDED if name in os.environ}
    return {**kept, "PYTHONPATH": str(Path(__file__).resolve().parent.parent), "PYTHONUNBUFFERED": "1"}
