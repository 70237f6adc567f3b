"""The frame of a page, told from the article: advertising markers, source line, comment counter, captions, menus."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import regex

from transforms import lexicon as lexicons
from transforms.normal import fold_term

_ADVERT: Final = regex.compile(r"^\s*\[[^\]\n]{1,40}_\d+\]\s*$", regex.M)
_URL: Final = regex.compile(r"https?://[^\s<>\"'）)\]]+")
_IMAGE: Final = regex.compile(r"^\s*[\w .()-]+\.(?:jpe?g|png|gif|webp)\s*$", regex.M | regex.I)
_TIMESTAMP: Final = regex.compile(
    r"^[^\n]{0,70}?(?<!\d)(?:\d{1,2}:\d{2}\s*[|,–-]\s*)?\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}(?:\s*[|,–-]?\s*\d{1,2}:\d{2})?(?!\d)\s*$",
    regex.M,
)
_MENU: Final = regex.compile(r"^\s*[•·▪*]\s?[^\n]{1,40}$", regex.M)
_LINE: Final = regex.compile(r"^[^\n]*$", regex.M)
_COUNTER: Final = regex.compile(r"^\s*(?P<words>[^\d\n()]{1,40})\s*\(\s*\d+\s*\)\s*$", regex.M)
_CAPTION: Final = regex.compile(r"[-–—(]\s*(?P<words>[^\d\n]{1,15}?)\s*\d+\s*[.)]?\s*$", regex.M)
_HEAD_LINES: Final = 6


@dataclass(frozen=True, slots=True)
class Frame:
    """Spans of frame text, and the original's URL that the source line names."""

    spans: tuple[tuple[int, int], ...]
    original_url: str | None

    def holds(self, start: int, end: int) -> bool:
        """Whether the span lies in the frame."""
        return any(begin <= start and end <= stop for begin, stop in self.spans)


@lru_cache(maxsize=1)
def _words() -> dict[str, tuple[str, ...]]:
    """The frame's words in every language: a portal's frame is often not in the article's."""
    found: dict[str, set[str]] = {"source": set(), "comments": set(), "captions": set()}
    for language in lexicons.languages():
        lexicon = lexicons.load(language)
        for name, words in found.items():
            words.update(fold_term(word) for word in lexicon.words("frame", name))
    return {name: tuple(sorted(words - {""}, key=len, reverse=True)) for name, words in found.items()}


@lru_cache(maxsize=1)
def _source_line() -> regex.Pattern[str]:
    words = "|".join(regex.escape(word) for word in _words()["source"]) or "(?!)"
    # A translated byline may be glued to the word: no line start, no word boundary is asked for.
    return regex.compile(rf"^[^\n]*?(?:{words})\s*[:：]\s*(?P<rest>[^\n]*)$", regex.M | regex.I)


def find_frame(clean: str) -> Frame:
    """The frame of a text; every span is one line or part of one."""
    spans: list[tuple[int, int]] = []
    original = None
    last_url: tuple[int, int] | None = None
    if "http" in clean:
        for match in _URL.finditer(clean):
            last_url = match.span()
            spans.append(last_url)
        for match in _source_line().finditer(clean):
            url = _URL.search(match["rest"])
            if url is not None:
                spans.append(match.span())
                original = url.group().rstrip(".,;")
        if original is None and last_url is not None and not clean[last_url[1] :].strip():
            original = clean[slice(*last_url)].rstrip(".,;")
    for match in _ADVERT.finditer(clean) if "_" in clean else ():
        spans.append(match.span())
    for match in _COUNTER.finditer(clean) if "(" in clean else ():
        if fold_term(match["words"]) in _words()["comments"]:
            spans.append(match.span())
    for match in _IMAGE.finditer(clean) if "." in clean else ():
        spans.append(match.span())
    for match in _CAPTION.finditer(clean):
        if fold_term(match["words"]) in _words()["captions"]:
            line = clean.rfind("\n", 0, match.start()) + 1
            spans.append((line, match.end()))
    spans.extend(_head(clean))
    menu = [match.span() for match in _MENU.finditer(clean)]
    if len(menu) >= 3:
        spans.extend(menu)
    return Frame(tuple(sorted(set(spans))), original)


def _head(clean: str) -> list[tuple[int, int]]:
    """A date line at the page's head: "Portal 04/12/2025", "13:27 | 2025/12/05", "Date: 07/08/2023"."""
    found = []
    for number, match in enumerate(_LINE.finditer(clean)):
        if number >= _HEAD_LINES:
            break
        if _TIMESTAMP.match(match.group()) and len(match.group()) <= 100:
            found.append(match.span())
    return found


def first_lines(clean: str) -> list[str]:
    """The date lines at the page's head, as written."""
    return [clean[start:end] for start, end in _head(clean)]
