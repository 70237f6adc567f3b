"""What a page, a feed or a sitemap says about other pages: bytes in, addresses out, and no entity is ever expanded."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml import etree  # type: ignore[import-untyped]
from lxml.html import HtmlElement, HTMLParser, document_fromstring  # type: ignore[import-untyped]

ENTRIES_LIMIT: Final = 100_000
_TITLE_LIMIT: Final = 1_000
_ENTITIES: Final = re.compile(rb"<!\s*(?:ENTITY|DOCTYPE[^>]*\[)", re.IGNORECASE)
_PRINTED: Final = re.compile(r"https?://[^\s<>\"']+")
_BLOCKS: Final = ("p", "div", "li", "section", "footer", "blockquote", "td")
_AROUND: Final = frozenset({"nav", "aside", "form", "script", "style", "noscript", "head", "select", "button"})
# A line that names a source has a few words beside the address; a paragraph that mentions one has more.
_WORDS_LIMIT: Final = 80


class DiscoveryError(ValueError):
    """What came is no feed or sitemap that can be read, and why."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that a feed or a sitemap names: `alternates` are (language, URL) of its translations, where given."""

    url: str
    title: str | None = None
    at: datetime | None = None
    alternates: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Listing:
    """What a feed or sitemap holds: pages, and further sitemaps with the time of their last change."""

    entries: list[Entry] = field(default_factory=list)
    sitemaps: list[tuple[str, datetime | None]] = field(default_factory=list)


def read_sitemap(body: bytes, url: str) -> Listing:
    """The pages of a sitemap, or the sitemaps of a sitemap index. DiscoveryError."""
    root = _xml(body)
    kind = _local(root)
    listing = Listing()
    for item in _children(root, "sitemap" if kind == "sitemapindex" else "url"):
        address = _address(_text(item, "loc"), url)
        if address is None or len(listing.entries) + len(listing.sitemaps) >= ENTRIES_LIMIT:
            continue
        at = _instant(_text(item, "lastmod"))
        if kind == "sitemapindex":
            listing.sitemaps.append((address, at))
            continue
        news = next(_children(item, "news"), None)
        title = _text(news, "title") if news is not None else None
        if news is not None:
            at = _instant(_text(news, "publication_date")) or at
        alternates = tuple(
            (language, other)
            for link in _children(item, "link")
            if (language := _language(link.get("hreflang"))) and (other := _address(link.get("href"), url))
        )
        listing.entries.append(Entry(address, title, at, alternates))
    if kind not in {"sitemapindex", "urlset"}:
        raise DiscoveryError(f"the document is a <{kind[:40]}>; expected a sitemap (<urlset> or <sitemapindex>)")
    return listing


def read_feed(body: bytes, url: str) -> Listing:
    """The entries of an RSS, Atom or JSON feed. DiscoveryError."""
    if body.lstrip()[:1] == b"{":
        return Listing(list(_json_feed(body, url))[:ENTRIES_LIMIT])
    root = _xml(body)
    kind = _local(root)
    if kind == "feed":
        return Listing(list(_atom(root, url))[:ENTRIES_LIMIT])
    if kind in {"rss", "RDF"}:
        return Listing(list(_rss(root, url))[:ENTRIES_LIMIT])
    raise DiscoveryError(f"the document is a <{kind[:40]}>; expected RSS, Atom or JSON Feed")


def page_links(html: bytes, url: str) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """The translations that a page links, as (language, URL), and the addresses on other hosts that it prints in full.

    A source line prints the address of the original, as a link or without, for readers to see where a text came from;
    other links show words.
    """
    parser = HTMLParser(no_network=True, huge_tree=False, remove_comments=True)
    try:
        tree = document_fromstring(html, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return (), ()
    alternates = []
    for link in tree.iter("link", "a"):
        relation = (link.get("rel") or "").lower().split()
        language = _language(link.get("hreflang"))
        if language and "alternate" in relation and (other := _address(link.get("href"), url)):
            alternates.append((language, other))
    host = urlsplit(url).hostname
    elsewhere = [one for one in _printed(tree) if urlsplit(one).hostname != host and urlsplit(one).path.strip("/")]
    return tuple(dict.fromkeys(alternates)), tuple(dict.fromkeys(elsewhere))


def _printed(tree: HtmlElement) -> Iterator[str]:
    """The addresses that links show, and those that short lines show without one, in the order of the page."""
    for element in tree.iter("a", *_BLOCKS):
        is_link = element.tag == "a"
        if not is_link and next(element.iterdescendants("a", *_BLOCKS), None) is not None:
            continue
        words = " ".join(element.text_content().split())
        shown = _PRINTED.findall(words)
        if len(shown) != 1 or len(words) - len(shown[0]) > (0 if is_link else _WORDS_LIMIT):
            continue
        if any(parent.tag in _AROUND for parent in element.iterancestors()):
            continue
        if address := _address(element.get("href") if is_link else shown[0].rstrip(").,;"), shown[0]):
            yield address


def _xml(body: bytes) -> etree._Element:
    if _ENTITIES.search(body):
        raise DiscoveryError("the document declares entities; those are not expanded here")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        return etree.fromstring(body.strip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DiscoveryError(f"the document is no XML; expected a feed or a sitemap ({error})") from error


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in element if _local(child) == name)


def _text(element: etree._Element, *names: str) -> str | None:
    for name in names:
        for child in _children(element, name):
            if words := " ".join("".join(child.itertext()).split()):
                return str(words)
    return None


def _rss(root: etree._Element, url: str) -> Iterator[Entry]:
    channels = list(_children(root, "channel"))
    for item in (item for place in (root, *channels) for item in _children(place, "item")):
        guid = next(_children(item, "guid"), None)
        link = _text(item, "link")
        if link is None and guid is not None and guid.get("isPermaLink") != "false":
            link = guid.text
        if address := _address(link, url):
            yield Entry(address, _title(_text(item, "title")), _instant(_text(item, "pubDate", "date")))


def _atom(root: etree._Element, url: str) -> Iterator[Entry]:
    for item in _children(root, "entry"):
        links = [link for link in _children(item, "link") if link.get("rel") in {None, "alternate"}]
        address = _address(links[0].get("href"), url) if links else None
        if address:
            yield Entry(address, _title(_text(item, "title")), _instant(_text(item, "published", "updated")))


def _json_feed(body: bytes, url: str) -> Iterator[Entry]:
    try:
        feed = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise DiscoveryError(f"the document is no JSON: {error}") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise DiscoveryError('the document has no list of "items"; expected a JSON Feed')
    for item in items:
        if isinstance(item, dict) and (address := _address(item.get("url"), url)):
            title = item.get("title")
            at = item.get("date_published")
            yield Entry(
                address,
                _title(title) if isinstance(title, str) else None,
                _instant(at) if isinstance(at, str) else None,
            )


def _string(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _title(words: str | None) -> str | None:
    return words[:_TITLE_LIMIT] if words else None


def _address(link: object, base: str) -> str | None:
    """An absolute address without its fragment; what may be asked is judged where it is asked."""
    if not isinstance(link, str) or not link.strip():
        return None
    try:
        return urldefrag(urljoin(base, link.strip()))[0].replace(" ", "%20")
    except ValueError:
        return None


def _language(code: object) -> str | None:
    return code.split("-")[0].split("_")[0].lower() if isinstance(code, str) and code.lower() != "x-default" else None


def _instant(text: str | None) -> datetime | None:
    if not text:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        try:
            at = parsedate_to_datetime(text)
        except ValueError:
            return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
