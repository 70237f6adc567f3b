"""Feeds, sitemaps and pages lead to articles, as far as the catalogue allows."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.discovery import DiscoveryError, Entry, page_links, read_feed, read_sitemap
from tests.sources.conftest import Installation, pages_catalogue
from tests.sources.news_site import NewsSite, page
from tests.sources.portal import LANGUAGES, articles, latin, portal

BASE = "https://news.example.org/"
NEWS = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc> /a </loc>
 <news:news><news:publication_date>2026-01-02T03:04:05Z</news:publication_date><news:title>Title</news:title></news:news>
 <xhtml:link rel="alternate" hreflang="de-AT" href="/de/a"/><xhtml:link hreflang="x-default" href="/x"/></url>
 <url><loc>/b</loc><lastmod>2026-01-01</lastmod></url><url></url></urlset>"""


def source(kind: str, url: str, more: str = "") -> str:
    return f"sources:\n  - {{id: site, kind: {kind}, allow_private: true, url: '{url}'{more}}}\n"


def test_a_news_sitemap_gives_title_time_and_translations() -> None:
    first, second = read_sitemap(NEWS.encode(), BASE).entries
    at = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert first == Entry(f"{BASE}a", "Title", at, (("de", f"{BASE}de/a"),))
    assert second == Entry(f"{BASE}b", None, datetime(2026, 1, 1, tzinfo=UTC))


def test_rss_atom_and_json_feeds_read_alike() -> None:
    rss = (
        "<rss><channel><item><title>T</title><link>/a#x</link><pubDate>Thu, 01 Jan 2026 00:00:00 GMT</pubDate></item>"
        "</channel></rss>"
    )
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>T</title><link rel="self" href="/s"/>'
        '<link href="/a"/><published>2026-01-01T00:00:00Z</published></entry></feed>'
    )
    feed = json.dumps({"items": [{"url": "/a", "title": "T", "date_published": "2026-01-01T00:00:00Z"}, {"id": 1}, 2]})
    expected = [Entry(f"{BASE}a", "T", datetime(2026, 1, 1, tzinfo=UTC))]
    assert [read_feed(text.encode(), BASE).entries for text in (rss, atom, feed)] == [expected] * 3


def test_a_space_in_an_address_is_meant_as_one() -> None:
    sitemap = "<urlset><url><loc> https://news.example.org/a story </loc></url></urlset>"
    assert [entry.url for entry in read_sitemap(sitemap.encode(), BASE).entries] == [f"{BASE}a%20story"]


def test_a_guid_is_a_link_only_where_it_says_so() -> None:
    rss = "<rss><channel><item><guid>/a</guid></item><item><guid isPermaLink='false'>x</guid></item></channel></rss>"
    assert [entry.url for entry in read_feed(rss.encode(), BASE).entries] == [f"{BASE}a"]


@pytest.mark.parametrize("body", [b"", b"<html></html>", b"hello", b"{}", b'{"items": 3}', b"<rss>"])
def test_what_is_no_feed_is_refused(body: bytes) -> None:
    with pytest.raises(DiscoveryError):
        read_feed(body, BASE)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_listing_or_refused(body: bytes) -> None:
    for read in (read_feed, read_sitemap):
        try:
            read(body, BASE)
        except DiscoveryError:
            continue
    page_links(body, BASE)


def test_a_page_links_its_translations_and_prints_its_original() -> None:
    html = (
        '<html><head><link rel="alternate" hreflang="de" href="/de/a">'
        '<link rel="alternate" type="application/rss+xml" href="/f">'
        '</head><body><p>See <a href="https://other.example/x">this</a>.</p><p>Source: '
        '<a href="https://paper.example/original.html">https://paper.example/original.html</a></p></body></html>'
    )
    assert page_links(html.encode(), BASE) == ((("de", f"{BASE}de/a"),), ("https://paper.example/original.html",))


def test_all_and_only_the_allowed_pages_of_a_portal_come_each_once_and_no_body_twice(
    installation: Installation,
) -> None:
    with portal(8) as site:
        (health,) = installation.collect(source("sitemap", f"{site.base}/sitemap.xml")).health
        assert (health.new, [failure.reason for failure in health.failures]) == (48, ["robots"])
        articles = [path for path in site.paths if not path.endswith(".xml")]
        assert sorted(articles) == sorted(f"/{language}/{n}" for language in LANGUAGES for n in range(8))
        (again,) = installation.collect().health
        assert (again.unchanged, again.fetched, again.new) == (48, 0, 0)


def test_since_and_limit_take_the_newest_entries_of_a_feed(installation: Installation) -> None:
    with portal(20) as site:
        more = ", since: 2026-01-05, limit: 3"
        collection = installation.collect(source("feed", f"{site.base}/feed.rss", more))
        assert sorted(version.url for version in collection.new) == [f"{site.base}/de/{n}" for n in (17, 18, 19)]
        assert {version.title for version in collection.new} == {"Story 17", "Story 18", "Story 19"}
        assert collection.health[0].skipped == 17


def test_languages_lead_from_one_page_to_its_translations(installation: Installation) -> None:
    with portal(2) as site:
        catalogue = pages_catalogue(f"{site.base}/de/0", more="    languages: [hi, vi]\n")
        assert sorted(version.url for version in installation.collect(catalogue).new) == [
            f"{site.base}/{language}/0" for language in ("de", "hi", "vi")
        ]
        site.pages["/vi/0"] = page("Changed", "Tỉnh đã đón 99 đoàn.")
        assert [version.url for version in installation.collect().new] == [f"{site.base}/vi/0"]


def test_the_original_is_fetched_where_the_source_line_prints_it(
    installation: Installation, news_site: NewsSite, other_site: NewsSite
) -> None:
    other_site.pages["/goc.html"] = page("Gốc", "Bản gốc.", language="vi")
    link = f"{other_site.base}/goc.html"
    news_site.pages["/de"] = page("Übersetzung", "Text.", f'Quelle: <a href="{link}">{link}</a>')
    catalogue = pages_catalogue(f"{news_site.base}/de", more="    original: true\n")
    assert sorted(version.url for version in installation.collect(catalogue).new) == [f"{news_site.base}/de", link]


@pytest.mark.parametrize("line", ["<p>Nguồn: {link}</p>", "<div>Source: <span>{link}</span>.</div>", "<p>{link}</p>"])
def test_a_source_line_need_not_be_a_link(line: str) -> None:
    original = "https://paper.example/goc.html"
    html = f"<html><body><p>{'Much text. ' * 20}{original}</p>{line.format(link=original)}</body></html>"
    assert page_links(html.encode(), BASE)[1] == (original,)


@pytest.mark.parametrize(
    "line",
    [
        "<p>" + "A paragraph that mentions https://paper.example/a.html and goes on and on. " * 3 + "</p>",
        "<nav><p>https://shop.example/basket</p></nav>",
        "<p>https://news.example.org/own</p>",
        "<p>https://paper.example/</p>",
    ],
)
def test_other_addresses_on_a_page_are_no_source_line(line: str) -> None:
    assert page_links(f"<html><body>{line}</body></html>".encode(), BASE)[1] == ()


def test_a_page_that_is_as_it_was_still_leads_to_its_translations_and_its_original(
    installation: Installation, other_site: NewsSite
) -> None:
    with portal(1) as site:
        link = f"{other_site.base}/goc.html"
        site.pages["/de/0"] = articles(site)["/de/0"].replace(
            b"</article>", f"<p>Quelle: {link}</p></article>".encode()
        )
        installation.collect(pages_catalogue(f"{site.base}/de/0"))
        # The catalogue allows more, and what could not be had at first is there now.
        other_site.pages["/goc.html"] = page("Gốc", "Bản gốc.", language="vi")
        more = "    languages: [hi]\n    original: true\n"
        collection = installation.collect(pages_catalogue(f"{site.base}/de/0", more=more))
        assert sorted(version.url for version in collection.new) == sorted([f"{site.base}/hi/0", link])
        assert (collection.health[0].unchanged, site.bodies["/de/0"]) == (1, 1)
        (health,) = installation.collect().health
        assert (health.unchanged, health.fetched) == (3, 0)


def test_a_feed_whose_pages_are_as_they_were_leads_to_their_translations(installation: Installation) -> None:
    with portal(2) as site:
        installation.collect(source("feed", f"{site.base}/feed.rss"))
        collection = installation.collect(source("feed", f"{site.base}/feed.rss", ", languages: all"))
        assert len(collection.new) == 10
        assert collection.health[0].unchanged == 2


def test_a_gzipped_sitemap_is_unfolded(installation: Installation, news_site: NewsSite) -> None:
    news_site.pages["/a"] = page("A", "x")
    sitemap = f"<urlset><url><loc>{news_site.base}/a</loc></url></urlset>".encode()
    news_site.pages["/s.xml.gz"] = lambda exchange: exchange.reply(
        gzip.compress(sitemap), Content_Type="application/x-gzip"
    )
    assert installation.collect(source("sitemap", f"{news_site.base}/s.xml.gz")).health[0].new == 1


def test_a_sitemap_does_not_lead_to_other_sites(
    installation: Installation, news_site: NewsSite, other_site: NewsSite
) -> None:
    other_site.pages["/a"] = page("A", "x")
    news_site.pages["/s.xml"] = f"<urlset><url><loc>{other_site.base}/a</loc></url></urlset>".encode()
    assert installation.collect(source("sitemap", f"{news_site.base}/s.xml")).new == ()
    assert other_site.requests == []


def test_a_feed_that_is_none_is_told(installation: Installation, news_site: NewsSite) -> None:
    news_site.pages["/feed"] = page("Not a feed", "x")
    (failure,) = installation.collect(source("feed", f"{news_site.base}/feed")).health[0].failures
    assert failure.reason == "format"
    assert "expected a feed or a sitemap" in failure.detail


def test_a_page_under_a_wrong_charset_is_archived_as_sent(installation: Installation, news_site: NewsSite) -> None:
    news_site.pages["/a"] = latin
    (version,) = installation.collect(pages_catalogue(f"{news_site.base}/a")).new
    assert version.charset == "iso-8859-1"
    with installation.archive() as archive:
        assert "Ärzte für Thái Nguyên" in archive.read(version).decode("utf-8")
