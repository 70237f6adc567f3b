"""What a page says about itself in its markup: title, date, language, its own address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Final
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement  # type: ignore[import-untyped]

_DATE_NAMES: Final = (
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "pubdate",
    "publishdate",
    "publication_date",
    "date",
)
_URL_DATE: Final = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)")
_LANGUAGE: Final = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]+)*")
_PATH_LANGUAGE: Final = re.compile(r"^/([a-z]{2})(?:-[A-Za-z]{2,4})?/")
_HOST_LANGUAGE: Final = re.compile(r"^([a-z]{2})\.[^.]+\.")
_JSON_LIMIT: Final = 500_000
_ARTICLE_TYPES: Final = ("article", "posting", "report")


def title(tree: HtmlElement) -> str | None:
    """The headline: the one h1, else what the markup gives for sharing."""
    headings = [words for words in (" ".join(h.text_content().split()) for h in tree.iter("h1")) if words]
    shared = _content(tree, ("og:title", "twitter:title"))
    if len(headings) == 1:
        return headings[0]
    for heading in headings:
        if shared and heading in shared:
            return heading
    return shared


def published(tree: HtmlElement, url: str | None) -> str | None:
    """When the article says that it was published, ISO 8601: from JSON-LD, meta elements, a time element, the URL."""
    stated = [about.get("datePublished") for about in _linked_data(tree)]
    stated += [_content(tree, (name,)) for name in _DATE_NAMES]
    stated += [element.get("datetime") for element in tree.iter("time") if element.get("itemprop") == "datePublished"]
    stated += [element.get("datetime") for element in tree.iter("time") if element.get("pubdate") is not None]
    for value in stated:
        if isinstance(value, str) and (iso := _iso(value)):
            return iso
    found = _URL_DATE.search(urlsplit(url).path) if url else None
    if found:
        return _iso("-".join(found.groups()))
    return None


def languages(tree: HtmlElement, url: str | None) -> dict[str, str]:
    """The language by where it is stated, ISO 639-1, the most reliable first; empty where nothing states one."""
    stated: dict[str, str | None] = {
        "markup": tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    }
    for element in tree.iter("meta"):
        if (element.get("http-equiv") or "").lower() == "content-language":
            stated.setdefault("header", element.get("content"))
    stated["sharing"] = _content(tree, ("og:locale",))
    if url:
        parts = urlsplit(url)
        path, host = _PATH_LANGUAGE.match(parts.path), _HOST_LANGUAGE.match(parts.hostname or "")
        stated["URL"] = path[1] if path else host[1] if host else None
    codes = {where: _LANGUAGE.fullmatch((value or "").strip()) for where, value in stated.items()}
    return {where: match[1].lower() for where, match in codes.items() if match}


def canonical(tree: HtmlElement, url: str | None) -> str | None:
    """The address that the page gives as its own, http or https."""
    given = next(
        (e.get("href") for e in tree.iter("link") if "canonical" in (e.get("rel") or "").lower().split()), None
    )
    given = given or _content(tree, ("og:url",))
    if not given:
        return None
    try:
        address = urljoin(url or "", given.strip())
        return address if urlsplit(address).scheme in {"http", "https"} else None
    except ValueError:
        return None


def _content(tree: HtmlElement, names: tuple[str, ...]) -> str | None:
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        if name in names and (content := " ".join((element.get("content") or "").split())):
            return content
    return None


def _linked_data(tree: HtmlElement) -> Iterator[dict[str, object]]:
    """The descriptions of articles in the page's JSON-LD."""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            data = json.loads((script.text or "")[:_JSON_LIMIT])
        except (ValueError, RecursionError):
            continue
        queue = [data]
        for _ in range(1_000):
            if not queue:
                break
            one = queue.pop(0)
            if isinstance(one, list):
                queue.extend(one)
            elif isinstance(one, dict):
                kinds = one.get("@type")
                names = kinds if isinstance(kinds, list) else [kinds]
                if any(isinstance(name, str) and name.lower().endswith(_ARTICLE_TYPES) for name in names):
                    yield one
                queue.extend(value for key, value in one.items() if key in {"@graph", "mainEntity", "mainEntityOfPage"})


def _iso(value: str) -> str | None:
    """A date or an instant as ISO 8601, or None."""
    text = value.strip()
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        try:
            return date.fromisoformat(text[:10]).isoformat()
        except ValueError:
            return None
    return instant.isoformat() if len(text) > 10 else instant.date().isoformat()
