"""The spider: asks for what a job names, one request a host at a time, and reports everything that comes of it."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import tldextract
from scrapy import Request, Spider
from scrapy.http import Response
from twisted.python.failure import Failure as TwistedFailure

from sources.addresses import AddressError, check_url
from sources.archive import ArchiveError, payload_at
from sources.articles import article_id
from sources.discovery import DiscoveryError, Entry, Listing, page_links, read_feed, read_sitemap
from sources.encodings import ACCEPTED, EncodingError, decompress
from sources.manners import Refused, why
from sources.pages import content_type, is_page
from sources.responses import exchange_of
from sources.wire import Failed, Fetched, Found, Job, Message, Skipped, SourceJob, Unchanged

_ACCEPT: Final = "text/html,application/xhtml+xml,text/plain;q=0.8,application/xml;q=0.7,application/json;q=0.7"
_SITEMAPS: Final = 1_000
_DEPTH: Final = 3


@dataclass(slots=True)
class _Ask:
    """Something to ask for: a page (`depth` None) or an index at a depth from 0."""

    job: SourceJob
    url: str
    depth: int | None = None
    title: str | None = None
    last: bool = False


@dataclass(slots=True)
class _Gathering:
    """The indexes of a source still to come, and the entries of those that came."""

    waiting: int = 0
    asked: int = 0
    entries: list[Entry] = field(default_factory=list)


class NewsSpider(Spider):
    """See the module."""

    name = "newsledger"

    def __init__(self, job: Job, report: Callable[[Message], None], leave: Callable[[], None]) -> None:
        super().__init__()
        self._job = job
        self._report = report
        self._leave = leave
        self._queues: dict[str, deque[_Ask]] = {}
        self._busy: dict[str, _Ask] = {}
        self._seen: set[tuple[str, str]] = set()
        self._gathering: dict[str, _Gathering] = {}
        self._domain = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)

    async def start(self) -> AsyncIterator[Request]:
        """The first request of every host."""
        for source in self._job.sources:
            if source.kind == "pages":
                urls = source.urls[: source.limit]
                if len(urls) < len(source.urls):
                    self._report(Skipped(source.source_id, len(source.urls) - len(urls)))
                for url in urls:
                    self._want(_Ask(source, url))
                for url in source.revisit:
                    self._want(_Ask(source, url, last=True))
            else:
                self._gathering[source.source_id] = _Gathering()
                for url in source.urls:
                    self._want_index(source, url, 0)
        # Scrapy's own time limit would wait for what is under way, as long as a crawl delay may be.
        asyncio.get_running_loop().call_later(self._job.limits.crawl_seconds, self._time_over)
        for host in list(self._queues):
            for request in self._next(host):
                yield request

    def _time_over(self) -> None:
        self.closed("timeout")
        self._leave()

    def closed(self, reason: str) -> None:
        """Tell what the time was too short for."""
        left = [*self._busy.values(), *(ask for queue in self._queues.values() for ask in queue)]
        for ask in left:
            words = (
                "the time for the whole collection was over" if "timeout" in reason else f"the crawl ended ({reason})"
            )
            self._report(Failed(ask.job.source_id, ask.url, "time", words))

    def _want(self, ask: _Ask) -> None:
        key = (ask.job.source_id, ask.url)
        if key in self._seen:
            return
        self._seen.add(key)
        if ask.depth is None:
            if article_id(*key) in ask.job.withdrawn:
                self._report(Skipped(ask.job.source_id, 1))
                return
            if self._job.look_only and ask.job.kind != "pages":
                self._report(Found(ask.job.source_id, ask.url))
                return
        try:
            host = urlsplit(ask.url).netloc
        except ValueError:
            host = ""
        self._queues.setdefault(host, deque()).append(ask)

    def _want_index(self, source: SourceJob, url: str, depth: int) -> None:
        gathering = self._gathering[source.source_id]
        if (source.source_id, url) in self._seen or gathering.asked >= _SITEMAPS:
            return
        gathering.waiting += 1
        gathering.asked += 1
        self._want(_Ask(source, url, depth))

    def _next(self, *hosts: str) -> Iterator[Request]:
        """The next request of each host that has none under way."""
        for host in hosts or list(self._queues):
            queue = self._queues.get(host)
            if not queue or host in self._busy:
                continue
            ask = queue.popleft()
            self._busy[host] = ask
            try:
                # As it came: Scrapy would mend what a hostile page may have meant otherwise.
                check_url(ask.url, ports=ask.job.ports, allow_private=self._job.allow_private)
                yield self._request(ask, host)
            except AddressError as error:
                self._report(Failed(ask.job.source_id, ask.url, error.reason, f"{ask.url}: {error}"))
                yield from self._over(host, ask)
            except ValueError as error:
                self._report(Failed(ask.job.source_id, ask.url, "url", f"can't be asked: {error}"))
                yield from self._over(host, ask)

    def _request(self, ask: _Ask, host: str) -> Request:
        headers = {"Accept": _ACCEPT, "Accept-Encoding": ACCEPTED}
        meta: dict[str, Any] = {"ports": ask.job.ports, "ask": ask, "host": host}
        if ask.depth is None:
            known = ask.job.known.get(article_id(ask.job.source_id, ask.url))
            if known is not None and known.etag:
                headers["If-None-Match"] = known.etag
            if known is not None and known.last_modified:
                headers["If-Modified-Since"] = known.last_modified
            meta["conditional"] = len(headers) > 2
        else:
            meta["download_maxsize"] = self._job.limits.index_bytes
        return Request(ask.url, headers=headers, meta=meta, callback=self._came, errback=self._failed, dont_filter=True)

    def _over(self, host: str, ask: _Ask) -> Iterator[Request]:
        self._busy.pop(host, None)
        if ask.depth is not None:
            gathering = self._gathering[ask.job.source_id]
            gathering.waiting -= 1
            if gathering.waiting == 0:
                self._choose(ask.job, gathering.entries)
        yield from self._next()

    def _came(self, response: Response) -> Iterator[Request]:
        ask: _Ask = response.meta["ask"]
        try:
            if ask.depth is None:
                self._page(ask, response)
            else:
                self._index(ask, response)
        except Refused as refused:
            self._report(Failed(ask.job.source_id, ask.url, refused.reason, str(refused)))
        yield from self._over(response.meta["host"], ask)

    def _failed(self, failure: TwistedFailure) -> Iterator[Request]:
        request: Request = failure.request  # type: ignore[attr-defined]
        ask: _Ask = request.meta["ask"]
        reason, words = why(failure.value or RuntimeError("unknown"), request)
        self._report(Failed(ask.job.source_id, ask.url, reason, words))
        yield from self._over(request.meta["host"], ask)

    def _page(self, ask: _Ask, response: Response) -> None:
        source = ask.job
        follows = not ask.last and bool(source.languages or source.original)
        if response.status == 304 and response.meta["conditional"]:
            self._report(Unchanged(source.source_id, ask.url))
            if follows:
                self._follow(ask, self._archived(ask), response.url)
            return
        body = self._body(response, self._job.limits.page_bytes)
        media_type, _ = content_type((response.headers.get("Content-Type") or b"").decode("latin-1"))
        if not is_page(media_type):
            raise Refused("media_type", f'is "{media_type[:80]}"; expected a page or plain text')
        if not body.strip():
            raise Refused("empty", "the body is empty")
        if self._job.look_only:
            self._report(Found(source.source_id, ask.url))
        else:
            self._report(Fetched(source.source_id, ask.url, exchange_of(response), ask.title))
        if follows and media_type != "text/plain":
            self._follow(ask, body, response.url)

    def _follow(self, ask: _Ask, body: bytes, url: str) -> None:
        """Want what a page leads to: its translations, and the original that its source line prints."""
        alternates, printed = page_links(body, url)
        self._want_alternates(ask.job, url, alternates)
        if ask.job.original:
            for original in printed[-1:]:
                self._want(_Ask(ask.job, original, last=True))

    @staticmethod
    def _archived(ask: _Ask) -> bytes:
        """The page as it was when its server last sent it; nothing where the archive can't give it."""
        held = ask.job.known[article_id(ask.job.source_id, ask.url)]
        try:
            return payload_at(Path(held.file), held.offset)
        except (ArchiveError, OSError):
            return b""

    def _index(self, ask: _Ask, response: Response) -> None:
        source = ask.job
        body = self._body(response, self._job.limits.index_bytes)
        try:
            if body.startswith(b"\x1f\x8b"):
                body = decompress(body, "gzip", self._job.limits.index_bytes)
            read = read_sitemap if source.kind == "sitemap" else read_feed
            listing: Listing = read(body, response.url)
        except EncodingError as error:
            raise Refused("too_large" if error.too_large else "encoding", str(error)) from error
        except DiscoveryError as error:
            raise Refused("format", str(error)) from error
        host = urlsplit(response.url).hostname
        entries = listing.entries
        if source.kind == "sitemap":
            # A sitemap speaks for its own site only (sitemaps.org).
            entries = [entry for entry in entries if self._related(entry.url, response.url)]
        self._gathering[source.source_id].entries.extend(entries)
        depth = (ask.depth or 0) + 1
        for url, at in listing.sitemaps:
            old = at is not None and source.since is not None and at < _start(source.since)
            if depth <= _DEPTH and not old and urlsplit(url).hostname == host:
                self._want_index(source, url, depth)

    def _choose(self, source: SourceJob, entries: list[Entry]) -> None:
        """Of all entries of a source: those since its date, the newest first, as many as its limit."""
        once = list({entry.url: entry for entry in entries}.values())
        if source.since is not None:
            start = _start(source.since)
            chosen = [entry for entry in once if entry.at is None or entry.at >= start]
        else:
            chosen = once
        never = datetime.min.replace(tzinfo=UTC)
        if source.limit is not None and len(chosen) > source.limit:
            chosen = sorted(chosen, key=lambda entry: entry.at or never, reverse=True)[: source.limit]
        if len(chosen) < len(once):
            self._report(Skipped(source.source_id, len(once) - len(chosen)))
        for entry in chosen:
            self._want(_Ask(source, entry.url, title=entry.title))
            self._want_alternates(source, entry.url, entry.alternates)

    def _want_alternates(self, source: SourceJob, url: str, alternates: tuple[tuple[str, str], ...]) -> None:
        for language, other in alternates:
            if ("all" in source.languages or language in source.languages) and self._related(url, other):
                self._want(_Ask(source, other, last=True))

    def _related(self, one: str, other: str) -> bool:
        """Whether two URLs belong to one site: the same host, or hosts of one registered domain."""
        hosts = urlsplit(one).hostname or "", urlsplit(other).hostname or ""
        domains = [self._domain(host).top_domain_under_public_suffix for host in hosts]
        return hosts[0] == hosts[1] or (domains[0] == domains[1] != "")

    def _body(self, response: Response, limit: int) -> bytes:
        if response.status != 200:
            raise Refused(f"http_{response.status}", f"the server answers with status {response.status}")
        codings = b",".join(response.headers.getlist("Content-Encoding")).decode("latin-1")
        try:
            return decompress(response.body, codings, limit)
        except EncodingError as error:
            raise Refused("too_large" if error.too_large else "encoding", str(error)) from error


def _start(since: str) -> datetime:
    return datetime.combine(date.fromisoformat(since), time.min, UTC)
