"""A portal in six languages on loopback: sitemap index, feed, translations, robots.txt, and hosts that are a trial.

Its stories are the samples, told over and over with other numbers, inside everything that portals put around a story.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.sources.news_site import Exchange, NewsSite, page, serve

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
STORIES = ("cluster-6-nine-months-2024", "dong-thap-half-year-2025", "hoa-binh-aid-2023")
LANGUAGES = ("de", "en", "fr", "hi", "ja", "vi")
# The samples are told in four languages; these two have a story of their own.
OTHERS = {
    "fr": "La province a reçu 214 délégations et signé 31 accords avec ses partenaires au cours de l'année.\n"
    "Les projets d'aide sont au nombre de 42, pour un montant de 17,5 millions de dollars.\n"
    "Le bloc compte dix membres, qui se réuniront deux fois l'an prochain.\n",
    "ja": "省は年間に214の代表団を迎え、31の協定を結んだ。\n"
    "援助事業は42件、総額は1750万ドルに上る。\n"
    "ブロックは10の会員から成り、来年は2回会合を開く。\n",
}
FORBIDDEN = "/private/"


@cache
def text_of(story: str, language: str) -> str:
    """A story in a language."""
    path = SAMPLES / f"{story}--{language}.txt"
    return path.read_text(encoding="utf-8") if path.exists() else OTHERS[language] * 4


def story_page(number: int, language: str, base: str) -> bytes:
    """One story as the portal shows it: menu, sharing, related stories, adverts, comments and scripts around it."""
    text = text_of(STORIES[number % len(STORIES)], language)
    title, *paragraphs = [line for line in text.splitlines() if line.strip()]
    path = f"{language}/{number}"
    links = "".join(f'<link rel="alternate" hreflang="{one}" href="{base}/{one}/{number}">' for one in LANGUAGES)
    menu = "".join(f'<li class="item"><a href="/{language}/topic/{n}">Topic {n}</a></li>' for n in range(40))
    cards = "".join(
        f'<div class="card"><a href="/{language}/{n}"><img src="/i/{n}.jpg" alt=""><h4>{title} {n}</h4></a>'
        f"<span>{n} min</span></div>"
        for n in range(16)
    )
    said = "".join(f"<li><b>Reader {n}</b><p>I have read this {n + 90} times.</p></li>" for n in range(6))
    script = "<script>window.dataLayer=window.dataLayer||[];" + "push({a:1,b:'x'});" * 60 + "</script>"
    body = "".join(f"<p>{line}</p>" for line in paragraphs)
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{title} ({number})</title>{links}'
        f'<link rel="canonical" href="{base}/{path}"><meta property="og:title" content="{title}">'
        f'<script type="application/ld+json">{{"@type":"NewsArticle","datePublished":"2026-01-{number % 28 + 1:02d}"}}'
        f"</script>{script}</head><body><header><nav><ul>{menu}</ul></nav></header><main>"
        f'<article class="detail"><h1>{title} ({number})</h1><div class="share"><a href="#">Share</a></div>{body}'
        f'</article><aside class="related">{cards}</aside><section id="comments" class="comments"><ul>{said}</ul>'
        f"</section></main><footer><ul>{menu}</ul><p>The Example Portal</p></footer>{script}</body></html>"
    ).encode()


def fill(site: NewsSite, n_stories: int) -> None:
    """Give a site that many stories in six languages each, and everything that leads to them."""
    for number in range(n_stories):
        for language in LANGUAGES:
            site.pages[f"/{language}/{number}"] = story_page(number, language, site.base)
    dated = {number: f"2026-01-{number % 28 + 1:02d}" for number in range(n_stories)}
    maps = []
    for language in LANGUAGES:
        urls = [(f"{site.base}/{language}/{number}", day) for number, day in dated.items()]
        urls += [(f"{site.base}{FORBIDDEN}a", "")] if language == "de" else []
        site.pages[f"/{language}.xml"] = sitemap(*urls)
        maps.append(f"<sitemap><loc>{site.base}/{language}.xml</loc></sitemap>")
    site.pages["/sitemap.xml"] = _xml("sitemapindex", "".join(maps))
    items = "".join(
        f"<item><title>Story {n}</title><link>{site.base}/de/{n}</link>"
        f"<pubDate>{n % 28 + 1:02d} Jan 2026 06:00:00 GMT</pubDate></item>"
        for n in range(min(n_stories, 30))
    )
    site.pages["/feed.rss"] = f'<rss version="2.0"><channel><title>Portal</title>{items}</channel></rss>'.encode()
    site.pages[f"{FORBIDDEN}a"] = page("Private", "Nobody may fetch this.")
    site.robots = f"User-agent: *\nDisallow: {FORBIDDEN}\n".encode()
    site.compress = ("/fr/", "/en/")
    site.charsets = {"/ja/": "iso-8859-1", "/vi/": "windows-1258"}  # both are lies


def latin(exchange: Exchange) -> None:
    """A page that is UTF-8 under a header that says otherwise."""
    exchange.reply(page("Wrong", "Ärzte für Thái Nguyên"), Content_Type="text/html; charset=iso-8859-1")


def sitemap(*urls: tuple[str, str]) -> bytes:
    """A sitemap of (address, date of the last change)."""
    return _xml("urlset", "".join(f"<url><loc>{url}</loc><lastmod>{day}</lastmod></url>" for url, day in urls))


def _xml(kind: str, content: str) -> bytes:
    return (
        f'<?xml version="1.0"?><{kind} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{content}</{kind}>'.encode()
    )


def articles(site: NewsSite) -> dict[str, bytes]:
    """The pages of a site that may be fetched, by path."""
    return {
        path: found
        for path, found in site.pages.items()
        if isinstance(found, bytes) and not path.endswith((".xml", ".rss")) and not path.startswith(FORBIDDEN)
    }


@contextmanager
def portal(n_stories: int) -> Iterator[NewsSite]:
    """A running portal."""
    with serve(NewsSite()) as site:
        fill(site, n_stories)
        yield site


@dataclass(frozen=True)
class Hosts:
    """A portal, and around it a slow host, one with errors, one that redirects to both, and one in no hurry."""

    main: NewsSite
    slow: NewsSite
    erring: NewsSite
    moved: NewsSite
    patient: NewsSite

    @property
    def sites(self) -> tuple[NewsSite, ...]:
        """All of them."""
        return self.main, self.slow, self.erring, self.moved, self.patient

    def catalogue(self) -> str:
        """A source for each."""
        return "sources:\n" + "".join(
            f"  - {{id: {name}, kind: sitemap, allow_private: true, url: '{site.base}/sitemap.xml'}}\n"
            for name, site in zip(("main", "slow", "erring", "moved", "patient"), self.sites, strict=True)
        )

    def allowed(self) -> dict[str, bytes]:
        """What is to be had, by address: the page as its server has it."""
        pages = {f"{site.base}{path}": found for site in self.sites for path, found in articles(site).items()}
        for number in range(6):
            pages[f"{self.moved.base}/{number}"] = pages[f"{self.main.base}/de/{number}"]
            pages[f"{self.erring.base}/busy/{number}"] = page(f"Busy {number}", "At the second time of asking.")
        return pages


@contextmanager
def hosts(n_stories: int) -> Iterator[Hosts]:
    """A running portal of at least six stories with its trying neighbours."""
    with ExitStack() as stack:
        started = [NewsSite(address=f"127.0.0.{n}", pause=0.2 if n == 2 else 0) for n in range(1, 6)]
        sites = [stack.enter_context(serve(site)) for site in started]
        main, slow, erring, moved, patient = sites
        fill(main, n_stories)
        for site in (slow, patient):
            site.pages |= {f"/{n}": page(f"Slow {n}", "Good things come to those who wait.") for n in range(6)}
            site.pages["/sitemap.xml"] = sitemap(*((f"{site.base}/{n}", "") for n in range(6)))
        patient.robots = b"User-agent: *\nCrawl-delay: 0.3\n"
        asked: dict[str, int] = {}

        def busy(exchange: Exchange) -> None:
            asked[exchange.path] = asked.get(exchange.path, 0) + 1
            if asked[exchange.path] == 1:
                exchange.reply(b"", 503, Retry_After="0")
            elif exchange.headers.get("If-None-Match") == '"busy"':
                exchange.reply(b"", 304, ETag='"busy"')
            else:
                number = exchange.path.rsplit("/", 1)[1]
                exchange.reply(page(f"Busy {number}", "At the second time of asking."), ETag='"busy"')

        erring.pages |= {f"/busy/{n}": busy for n in range(6)}
        erring.pages |= {f"/gone/{n}": lambda exchange: exchange.reply(b"", 410) for n in range(3)}
        erring.pages |= {f"/broken/{n}": lambda exchange: exchange.reply(b"", 500) for n in range(2)}
        wanted = [path for path in erring.pages if path.startswith(("/busy/", "/gone/", "/broken/"))]
        erring.pages["/sitemap.xml"] = sitemap(*((f"{erring.base}{path}", "") for path in wanted))
        for n in range(6):
            moved.pages[f"/{n}"] = lambda exchange, n=n: exchange.reply(  # type: ignore[misc]
                b"", 301, Location=f"{main.base}/de/{n}"
            )
        moved.pages["/sitemap.xml"] = sitemap(*((f"{moved.base}/{n}", "") for n in range(6)))
        yield Hosts(main, slow, erring, moved, patient)
