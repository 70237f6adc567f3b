"""Lists and tables of a page, put back whole where the extraction of its text lost a part of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from lxml.html import HtmlElement  # type: ignore[import-untyped]

_LISTS: Final = ("ul", "ol", "dl", "table")
_ITEMS: Final = {"ul": ("li",), "ol": ("li",), "dl": ("dt", "dd"), "table": ("tr",)}
_AROUND: Final = frozenset({"nav", "aside", "footer", "header", "form", "menu", "button", "select"})
_PROSE: Final = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "div", "blockquote", "section", "article", "li", "td"}
)
# Names that sites give to what stands around an article; in the class or id of an element, as words of their own.
_AROUND_NAMES: Final = re.compile(
    r"(?:^|[\s_-])(?:related|comments?|share|sharing|social|menu|nav(?:bar|igation)?|breadcrumbs?|tags?|ads?|advert\w*|promo"
    r"|sidebar|footer|newsletter|recommend\w*|teasers?|popular|most-?read|pagination|toc|widget)(?:$|[\s_-])",
    re.IGNORECASE,
)
_LINKED_SHARE: Final = 0.6
_MANY: Final = 2_000
_NOTHING: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class _Listing:
    """A list or table: its items as lines, and the text that stands before it on the page."""

    items: tuple[str, ...]
    before: str | None


def with_whole_lists(lines: Sequence[str], tree: HtmlElement) -> list[str]:
    """The lines of an article, each list and table of the page that belongs to it whole and in the page's order.

    A list belongs to the article when some of its items are there already, or when the text right before it is. Lists
    made of links, and those in menus, related links or comments, never do.
    """
    result = list(lines)
    for listing in _listings(tree):
        keys = [_key(item) for item in listing.items]
        wanted = set(keys)
        at = [number for number, line in enumerate(result) if _key(line) in wanted]
        at = _run(at, result, len(keys))
        if at:
            if [_key(result[number]) for number in at] == keys:
                continue
            if len({_key(result[number]) for number in at}) < 2 <= len(keys) and not _follows(result, at[0], listing):
                continue
            kept = [line for number, line in enumerate(result) if number not in set(at)]
            result = [*kept[: at[0]], *listing.items, *kept[at[0] :]]
        elif listing.before is not None:
            before = _key(listing.before)
            place = next((number for number, line in enumerate(result) if before and _key(line).endswith(before)), None)
            if place is not None and not any(_run_together(line, keys) for line in result):
                result = [*result[: place + 1], *listing.items, *result[place + 1 :]]
    return result


def _listings(tree: HtmlElement) -> Iterator[_Listing]:
    for element in tree.iter(*_LISTS):
        if any(parent.tag in _LISTS for parent in element.iterancestors()) or _around(element):
            continue
        items = tuple(line for line in _lines(element) if line)
        if 2 <= len(items) <= _MANY and not _linked(element):
            yield _Listing(items, _before(element))


def _lines(element: HtmlElement) -> Iterator[str]:
    """The items of a list and of lists inside it, a line each; the rows of a table with " | " between the cells."""
    if element.tag == "table":
        for row in element.iter("tr"):
            cells = [" ".join(cell.text_content().split()) for cell in row if cell.tag in {"td", "th"}]
            yield " | ".join(cell for cell in cells if cell)
        return
    for item in element.iter(*_ITEMS[str(element.tag)]):
        yield " ".join("".join(_own_text(item)).split())


def _own_text(item: HtmlElement) -> Iterator[str]:
    """The text of an item without the lists inside it."""
    stack: list[HtmlElement | str] = [item]
    while stack:
        piece = stack.pop()
        if isinstance(piece, str):
            yield piece
            continue
        inner: list[HtmlElement | str] = []
        for child in piece:
            if child.tag not in _LISTS and child.tag not in {"script", "style"}:
                inner.append(child)
            inner.append(child.tail or "")
        stack.extend(reversed(inner))
        yield piece.text or ""


def _around(element: HtmlElement) -> bool:
    """Whether an element stands in what sites put around an article."""
    for one in (element, *element.iterancestors()):
        if one.tag in _AROUND:
            return not (one.tag == "header" and any(parent.tag == "article" for parent in one.iterancestors()))
        if one.tag not in {"body", "html"} and _AROUND_NAMES.search(f"{one.get('class', '')} {one.get('id', '')}"):
            return True
    return False


def _linked(element: HtmlElement) -> bool:
    """Whether a list is made of links."""
    whole = len("".join(element.text_content().split()))
    linked = sum(len("".join(link.text_content().split())) for link in element.iter("a"))
    return whole == 0 or linked / whole > _LINKED_SHARE


def _before(element: HtmlElement) -> str | None:
    """The last line of text before an element."""
    one: HtmlElement | None = element
    for _ in range(6):
        if one is None or one.tag in {"body", "html"}:
            return None
        previous = one.getprevious()
        while previous is not None:
            tail = " ".join((previous.tail or "").split())
            if tail:
                return tail
            if previous.tag in _PROSE and (words := " ".join(previous.text_content().split())):
                return words
            previous = previous.getprevious()
        parent = one.getparent()
        if parent is not None and (parent.text or "").strip():
            return " ".join((parent.text or "").split())
        one = parent
    return None


def _key(text: str) -> str:
    return _NOTHING.sub("", text.casefold())


def _run(at: list[int], lines: Sequence[str], n_items: int) -> list[int]:
    """Of the lines that are items, the longest stretch that lies together: a name may stand elsewhere as well."""
    best: list[int] = []
    stretch: list[int] = []
    for number in at:
        if stretch and number - stretch[-1] > 3:
            stretch = []
        stretch.append(number)
        if len(stretch) > len(best) and len(stretch) <= n_items:
            best = list(stretch)
    return best


def _follows(lines: Sequence[str], number: int, listing: _Listing) -> bool:
    return number > 0 and listing.before is not None and _key(lines[number - 1]).endswith(_key(listing.before))


def _run_together(line: str, keys: Sequence[str]) -> bool:
    """Whether a line holds all items one after the other."""
    key = _key(line)
    return all(item in key for item in keys)
