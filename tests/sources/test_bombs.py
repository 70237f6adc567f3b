"""What a hostile server sends is refused within its limit and told with its reason, and the memory stays flat."""

from __future__ import annotations

import gzip
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pytest

from sources.discovery import DiscoveryError, page_links, read_feed, read_sitemap
from sources.encodings import EncodingError, decompress
from sources.wire import Limits
from tests.sources.conftest import Installation, pages_catalogue
from tests.sources.news_site import Exchange, NewsSite, page

LIMITS = Limits(request_seconds=6, crawl_seconds=300, delay_seconds=0, backoff_seconds=0.05, retries=0)
FOLDED = b"\0" * 100_000_000
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "&%c;&%c;&%c;&%c;">' % (98 + n, *[97 + n] * 4) for n in range(20))
    + b"]><rss><channel><item><title>&u;</title><link>http://a.org/</link></item></channel></rss>"
)


def endless(exchange: Exchange) -> None:
    exchange.send_response(200)
    exchange.send_header("Content-Type", "text/html")
    exchange.send_header("Transfer-Encoding", "chunked")
    exchange.end_headers()
    for _ in range(100_000):
        exchange.wfile.write(b"2000\r\n" + b"x" * 8192 + b"\r\n")


def endless_head(exchange: Exchange) -> None:
    exchange.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(10_000_000):
        exchange.wfile.write(b"X-%d: %s\r\n" % (number, b"x" * 1000))


def drip(exchange: Exchange) -> None:
    """A slow loris: a byte now and then, for as long as anybody listens."""
    exchange.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")
    exchange.connection.settimeout(0.2)
    for _ in range(600):
        exchange.wfile.write(b"x")
        try:
            if exchange.connection.recv(1) == b"":
                return
        except (TimeoutError, socket.timeout):  # noqa: UP041
            continue


def no_http(exchange: Exchange) -> None:
    exchange.wfile.write(b"\x16\x03\x01 no HTTP at all\r\n\r\n")
    exchange.close_connection = True


def cut_short(exchange: Exchange) -> None:
    exchange.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\nonly this")
    exchange.close_connection = True


@contextmanager
def peak_of_children() -> Iterator[list[int]]:
    """The most memory, in kB, that one child process of ours held while the block ran; other tests' do not count."""
    peak, over = [0], threading.Event()

    def look() -> None:
        while not over.wait(0.02):
            for child in Path("/proc/self/task").glob("*/children"):
                for pid in child.read_text().split():
                    with suppress(OSError):
                        status = Path(f"/proc/{pid}/status").read_text()
                        found = re.search(r"VmHWM:\s+(\d+)", status)
                        command = Path(f"/proc/{pid}/cmdline").read_bytes()
                        if found is not None and b"sources.crawl" in command:
                            peak[0] = max(peak[0], int(found[1]))

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield peak
    finally:
        over.set()
        watcher.join()


def test_each_bomb_is_told_with_its_reason_and_others_go_on(installation: Installation, news_site: NewsSite) -> None:
    news_site.pages |= {
        "/gzip": lambda e: e.reply(gzip.compress(FOLDED), Content_Encoding="gzip"),
        "/brotli": lambda e: e.reply(brotli.compress(FOLDED, quality=5), Content_Encoding="br"),
        "/twice": lambda e: e.reply(gzip.compress(gzip.compress(FOLDED)), Content_Encoding="gzip, gzip"),
        "/often": lambda e: e.reply(b"x", Content_Encoding=", ".join(["gzip"] * 9)),
        "/announced": lambda e: e.reply(b"x" * 5_000_001),
        "/endless": endless,
        "/head": endless_head,
        "/drip": drip,
        "/cut": cut_short,
        "/rubbish": no_http,
        "/good": page("Good", "news"),
    }
    with peak_of_children() as peak:
        (health,) = installation.collect(
            pages_catalogue(*(f"{news_site.base}{path}" for path in news_site.pages)), limits=LIMITS
        ).health
    told = {failure.where.rsplit("/", 1)[1]: failure.reason for failure in health.failures}
    assert health.new == 1
    assert told == {
        "gzip": "too_large", "brotli": "too_large", "twice": "too_large", "often": "encoding", "announced": "too_large",
        "endless": "too_large", "head": "connection", "drip": "timeout", "cut": "connection", "rubbish": "connection",
    }  # fmt: skip
    assert 0 < peak[0] < 400_000, f"a fetching process took {peak[0]} kB"


@pytest.mark.parametrize("body", [LAUGHS, LAUGHS.replace(b"DOCTYPE", b"doctype")])
def test_a_feed_that_declares_entities_is_refused(body: bytes) -> None:
    with pytest.raises(DiscoveryError):
        read_feed(body, "http://a.org/")
    with pytest.raises(DiscoveryError):
        read_sitemap(body, "http://a.org/")


def test_an_external_entity_reads_no_file() -> None:
    body = b'<!DOCTYPE r SYSTEM "file:///etc/passwd"><rss><channel><item><link>http://a.org/b</link></item></channel></rss>'
    assert [entry.url for entry in read_feed(body, "http://a.org/").entries] == ["http://a.org/b"]


@pytest.mark.parametrize("read", [read_feed, read_sitemap])
def test_depth_is_refused(read: object) -> None:
    with pytest.raises(DiscoveryError):
        read(b"<a>" * 200_000, "http://a.org/")  # type: ignore[operator]


def test_a_json_feed_as_deep_as_a_well_is_refused() -> None:
    with pytest.raises(DiscoveryError):
        read_feed(b'{"items":' + b"[" * 200_000, "http://a.org/")


def test_a_page_as_deep_as_a_well_has_no_links() -> None:
    assert page_links(b"<div>" * 200_000, "http://a.org/") == ((), ())


@pytest.mark.parametrize(("name", "fold"), [("gzip", gzip.compress), ("br", brotli.compress)])
def test_content_of_exactly_the_limit_is_no_bomb(name: str, fold: object) -> None:
    folded = fold(b"x" * 1000)  # type: ignore[operator]
    assert decompress(folded, name, 1000) == b"x" * 1000
    with pytest.raises(EncodingError):
        decompress(folded, name, 999)
