"""The line of a page that names its source by address: a part of the frame, yet a story is known by it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from lxml.html import HtmlElement  # type: ignore[import-untyped]

_URL: Final = re.compile(r"https?://[^\s<>\"']{4,500}")
_ELSEWHERE: Final = frozenset({"nav", "aside", "form", "script", "style", "noscript", "head", "select", "button"})
_BLOCKS: Final = ("p", "div", "li", "section", "footer", "blockquote", "td")
_WORDS_LIMIT: Final = 80


def with_source_lines(lines: Sequence[str], tree: HtmlElement) -> list[str]:
    """The lines of an article, and after them what the page prints as its source, where that was lost.

    Such a line is a short block that shows an address in full: a few words besides it, no paragraph.
    """
    text = "\n".join(lines)
    lost = [line for line in dict.fromkeys(_candidates(tree)) if not all(url in text for url in _URL.findall(line))]
    return [*lines, *lost[-2:]]


def _candidates(tree: HtmlElement) -> Iterator[str]:
    for element in tree.iter(*_BLOCKS):
        if next(element.iterdescendants(*_BLOCKS), None) is not None:
            continue
        shown = element.text_content()
        if "://" not in shown or any(parent.tag in _ELSEWHERE for parent in element.iterancestors()):
            continue
        line = " ".join(shown.split())
        if _URL.search(line) and len(_URL.sub("", line)) <= _WORDS_LIMIT:
            yield line
