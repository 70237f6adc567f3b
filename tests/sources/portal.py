"""A portal in six languages on loopback: sitemap index, feed, translations, robots.txt, a wrong charset."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tests.sources.news_site import Exchange, NewsSite, page, serve

LANGUAGES = ("de", "en", "fr", "hi", "ja", "vi")
WORDS = {
    "de": "Die Provinz empfing {n} Delegationen und unterzeichnete {m} Abkommen.",
    "en": "The province received {n} delegations and signed {m} agreements.",
    "fr": "La province a reçu {n} délégations et signé {m} accords.",
    "hi": "प्रांत ने {n} प्रतिनिधिमंडलों का स्वागत किया और {m} समझौते किए।",
    "ja": "省は{n}の代表団を迎え、{m}の協定を結んだ。",
    "vi": "Tỉnh đã đón {n} đoàn và ký {m} thỏa thuận.",
}


def fill(site: NewsSite, n_stories: int) -> None:
    """Give a site that many stories in six languages each, and everything that leads to them."""
    for number in range(n_stories):
        for language in LANGUAGES:
            links = "".join(
                f'<link rel="alternate" hreflang="{other}" href="{site.base}/{other}/{number}">' for other in LANGUAGES
            )
            body = WORDS[language].format(n=number + 2, m=number % 7)
            site.pages[f"/{language}/{number}"] = page(f"Story {number}", body, head=links, language=language)
    urls = {
        language: "".join(
            f"<url><loc>{site.base}/{language}/{number}</loc><lastmod>2026-01-{number % 28 + 1:02d}</lastmod></url>"
            for number in range(n_stories)
        )
        for language in LANGUAGES
    }
    site.pages["/sitemap.xml"] = _xml(
        "sitemapindex", "".join(f"<sitemap><loc>{site.base}/{language}.xml</loc></sitemap>" for language in LANGUAGES)
    )
    for language in LANGUAGES:
        forbidden = f"<url><loc>{site.base}/private/{language}</loc></url>" if language == "de" else ""
        site.pages[f"/{language}.xml"] = _xml("urlset", urls[language] + forbidden)
    items = "".join(
        f"<item><title>Story {n}</title><link>{site.base}/de/{n}</link>"
        f"<pubDate>{n % 28 + 1:02d} Jan 2026 06:00:00 GMT</pubDate></item>"
        for n in range(min(n_stories, 30))
    )
    site.pages["/feed.rss"] = f'<rss version="2.0"><channel><title>Portal</title>{items}</channel></rss>'.encode()
    site.robots = b"User-agent: *\nDisallow: /private/\n"


def latin(exchange: Exchange) -> None:
    """A page that is UTF-8 under a header that says otherwise."""
    exchange.reply(page("Wrong", "Ärzte für Thái Nguyên"), Content_Type="text/html; charset=iso-8859-1")


def _xml(kind: str, content: str) -> bytes:
    return (
        f'<?xml version="1.0"?><{kind} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{content}</{kind}>'.encode()
    )


@contextmanager
def portal(n_stories: int) -> Iterator[NewsSite]:
    """A running portal."""
    with serve(NewsSite()) as site:
        fill(site, n_stories)
        yield site
