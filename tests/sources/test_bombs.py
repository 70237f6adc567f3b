"""What a hostile server sends is refused within its limit and told with its reason, and the memory stays flat."""

from __future__ import annotations

import gzip
import socket

import brotli  # type: ignore[import-untyped]
import pytest

from sources.discovery import DiscoveryError, page_links, read_feed, read_sitemap
from sources.encodings import EncodingError, decompress
from sources.wire import Limits
from tests.sources.conftest import Installation, pages_catalogue
from tests.sources.memory import peak_of_children
from tests.sources.news_site import Exchange, Handler, NewsSite, page

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
        "/deep": b"<html><body>" + b"<div>" * 400_000 + b"x",
        "/good": page("Good", "news"),
    }
    listings: dict[str, bytes | Handler] = {
        "/laughs-feed": LAUGHS,
        "/laughs-sitemap": LAUGHS.replace(b"rss", b"urlset"),
        "/deep-feed": b"<rss>" + b"<item>" * 200_000,
        "/deep-sitemap": b"<urlset>" + b"<url>" * 200_000,
        "/deep-json-feed": b'{"items":' + b"[" * 400_000,
        "/folded-feed": lambda e: e.reply(gzip.compress(FOLDED), Content_Encoding="gzip"),
        "/folded-sitemap": lambda e: e.reply(gzip.compress(FOLDED), Content_Type="application/gzip"),
    }
    lists = "".join(
        f"  - {{id: {path[1:]}, kind: {path.rsplit('-')[-1]}, allow_private: true, url: '{news_site.base}{path}'}}\n"
        for path in listings
    )
    pages = pages_catalogue(*(f"{news_site.base}{path}" for path in news_site.pages), more="    languages: all\n")
    news_site.pages |= listings
    with peak_of_children() as peak:
        health, *listed = installation.collect(pages + lists, limits=LIMITS).health
    told = {failure.where.rsplit("/", 1)[1]: failure.reason for failure in health.failures}
    assert health.new == 2  # a deep page is a page: it is archived, and leads nowhere
    assert told == {
        "gzip": "too_large", "brotli": "too_large", "twice": "too_large", "often": "encoding", "announced": "too_large",
        "endless": "too_large", "head": "connection", "drip": "timeout", "cut": "connection", "rubbish": "connection",
    }  # fmt: skip
    assert {one.source_id: [failure.reason for failure in one.failures] for one in listed} == {
        "laughs-feed": ["format"], "laughs-sitemap": ["format"], "deep-feed": ["format"], "deep-sitemap": ["format"],
        "deep-json-feed": ["format"], "folded-feed": ["too_large"], "folded-sitemap": ["too_large"],
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
