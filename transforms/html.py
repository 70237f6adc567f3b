"""From a page to an article: its text with lists and tables whole, its title, date and language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import trafilatura
from lxml import etree  # type: ignore[import-untyped]
from lxml.html import HtmlElement, HTMLParser, document_fromstring  # type: ignore[import-untyped]

from transforms.language import detect_language
from transforms.page_lists import with_whole_lists
from transforms.page_metadata import canonical, languages, published, title
from transforms.page_source import with_source_lines

_META_CHARSET: Final = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([a-zA-Z0-9_.:-]{2,40})""", re.IGNORECASE)
_MARKUP: Final = frozenset(
    {"script", "style", "noscript", "template", "svg", "iframe", "head", "nav", "form", "button"}
)
_BLOCKS: Final = frozenset(
    {"address", "article", "aside", "blockquote", "br", "caption", "dd", "div", "dl", "dt", "figcaption", "figure"}
    | {"footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table"}
    | {"td", "th", "tr", "ul"}
)
# Without an upper bound the date search would look at the clock.
_DATES: Final = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
_LEGIBLE: Final = 200  # characters from which on the text itself tells its language
_TEXT_LIMIT: Final = 5_000_000


@dataclass(frozen=True, slots=True)
class PageArticle:
    """What a page says. `text` has a paragraph, a list item or a table row ("cell | cell") a line; "" where none is.

    `published` is ISO 8601, with the time of day where the page gives one. `language` is ISO 639-1: the text's own, or
    what markup or URL state where there is hardly any text. `canonical` is the address that the page gives itself.
    `notes`: what doesn't fit together.
    """

    title: str | None
    text: str
    published: str | None
    language: str | None
    canonical: str | None
    notes: tuple[str, ...] = ()


def extract_article(html: bytes, url: str | None, charset: str | None = None) -> PageArticle:
    """The article of a page. `url` resolves links and may hold a date; `charset` is what the server named.

    Takes any bytes: what is no HTML gives an empty text. Menus, related links, adverts and comments are left out.
    """
    source = decode_html(html, charset)
    tree = _tree(source)
    if tree is None:
        return PageArticle(None, "", None, None, None, ("no HTML",))
    _undo_layout_tables(tree)
    extracted = trafilatura.bare_extraction(
        tree, url=url, include_comments=False, include_tables=True, include_formatting=False, with_metadata=False
    )
    found = None if isinstance(extracted, dict) else extracted
    lines = [line for line in (_plain(line) for line in (found.text or "").split("\n")) if line] if found else []
    lines = with_source_lines(with_whole_lists(lines, tree), tree) if lines else list(_visible_lines(tree))
    stated = languages(tree, url)
    text = "\n".join(lines)
    if len(text) >= _LEGIBLE:
        # A portal's template may say anything; what stands there is what is read.
        stated = {"text": detect_language(text), **stated}
    notes: tuple[str, ...] = ()
    if len(set(stated.values())) > 1:
        notes = ("languages differ: " + ", ".join(f"{where} says {code}" for where, code in stated.items()),)
    headline, day = title(tree), published(tree, url)
    if found and not (headline and day):
        # Searching takes as long as the text does; most pages state both.
        searched = trafilatura.extract_metadata(tree, url, dict(_DATES))
        headline, day = headline or searched.title, day or searched.date
    return PageArticle(
        title=headline,
        text=text,
        published=day,
        language=next(iter(stated.values()), None),
        canonical=canonical(tree, url),
        notes=notes,
    )


def decode_html(html: bytes, charset: str | None = None) -> str:
    """The characters of a page: by byte order mark, as UTF-8 if that fits, as its markup says, as the server said."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if html.startswith(mark):
            return html.decode(name, "replace").replace("\0", "")
    declared = _META_CHARSET.search(html[:4096])
    # UTF-8 first: bytes that decode as it are it, whatever page and server say.
    for candidate in ("utf-8", declared[1].decode("ascii") if declared else None, charset):
        try:
            if candidate is not None:
                return html.decode(candidate).replace("\0", "")
        except (LookupError, UnicodeError):
            continue
    return html.decode("utf-8" if b"\xc3" in html else "windows-1252", "replace").replace("\0", "")


def _tree(source: str) -> HtmlElement | None:
    parser = HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=False, encoding="utf-8")
    try:
        tree = document_fromstring(source[:_TEXT_LIMIT].encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return tree if isinstance(tree, HtmlElement) else None


def _undo_layout_tables(tree: HtmlElement) -> None:
    """Turn tables that only arrange a page, with paragraphs, lists or tables in their cells, into plain blocks."""
    for table in list(tree.iter("table")):
        cells = [cell for row in table.iter("tr") for cell in row if cell.tag in {"td", "th"}]
        if any(next(cell.iter("ul", "ol", "table", "h1", "article"), None) is not None for cell in cells) or any(
            len(list(cell.iter("p"))) > 2 for cell in cells
        ):
            parts = [table, *(part for part in table.iterchildren("tbody", "thead", "tfoot", "tr"))]
            parts += [row for part in parts[1:] if part.tag != "tr" for row in part.iterchildren("tr")]
            for part in [*parts, *(cell for row in parts if row.tag == "tr" for cell in row)]:
                part.tag = "div"


def _plain(line: str) -> str:
    """A line of the extraction without the signs that mark lists and tables in it."""
    line = " ".join(line.split())
    if line.startswith("|") and line.endswith("|"):
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        cells = [cell for cell in cells if cell and cell.strip("-: ")]
        return " | ".join(cells)
    return line.removeprefix("- ").strip()


def _visible_lines(tree: HtmlElement) -> Iterator[str]:
    """Everything that a reader would see, for a page without an article that can be told from its surroundings."""
    parts: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        if event == "start":
            if element.tag in _BLOCKS:
                parts.append("\n")
            if element.tag not in _MARKUP and not _hidden(element):
                parts.append(element.text or "")
        else:
            parts.append("\n" if element.tag in _BLOCKS else "")
            parent = element.getparent()
            if parent is not None and not _hidden(parent) and parent.tag not in _MARKUP:
                parts.append(element.tail or "")
    for line in "".join(parts).split("\n"):
        if words := " ".join(line.split()):
            yield words


def _hidden(element: HtmlElement) -> bool:
    return any(parent.tag in _MARKUP for parent in element.iterancestors())
