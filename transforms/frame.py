"""The frame of a page, told from the article: advertising markers, source line, comment counter, captions, menus."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import regex

from transforms import lexicon as lexicons
from transforms.normal import fold_term

_ADVERT: Final = regex.compile(r"\s*\[[^\]\n]{1,40}_\d+\]\s*")
_URL: Final = regex.compile(r"https?://[^\s<>\"'）)\]]+")
_COLON: Final = regex.compile("[:：]")
_SOURCE_REACH: Final = 40  # characters of the word for "source" and the spaces before its colon
_IMAGE: Final = regex.compile(r"\s*[\w .()-]+\.(?:jpe?g|png|gif|webp)\s*", regex.I)
_TIMESTAMP: Final = regex.compile(
    r"[^\n]{0,70}?(?<!\d)(?:\d{1,2}:\d{2}\s*[|,–-]\s*)?\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}(?:\s*[|,–-]?\s*\d{1,2}:\d{2})?(?!\d)\s*",
)
_MENU: Final = regex.compile(r"\s*[•·▪*]\s?[^\n]{1,40}")
_COUNTER: Final = regex.compile(r"\s*(?P<words>[^\d\n()]{1,40})\s*\(\s*\d+\s*\)\s*")
_CAPTION: Final = regex.compile(r"[-–—(]\s*(?P<words>[^\d\n(–—-]{1,15})\d+\s*[.)]?\s*$")
_AFTER_CAPTION: Final = ".)"
_HEAD_LINES: Final = 6
_SHORT: Final = 160  # a line of the frame is no longer, but for the one that names the source
_MENU_LINES: Final = 3


@dataclass(frozen=True, slots=True)
class Frame:
    """Spans of frame text, and the original's URL that the source line names."""

    spans: tuple[tuple[int, int], ...]
    original_url: str | None

    def holds(self, start: int, end: int) -> bool:
        """Whether the span lies in the frame."""
        for begin, stop in self.spans:
            if begin <= start:
                if end <= stop:
                    return True
            else:
                return False
        return False


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    """The frame's words in every language: a portal's frame is often not in the article's."""
    found: dict[str, set[str]] = {"source": set(), "comments": set(), "captions": set()}
    for term in lexicons.section("frame"):
        if len(term.section) > 1 and term.section[1] in found:
            found[term.section[1]].add(fold_term(term.text))
    return {name: frozenset(words - {""}) for name, words in found.items()}


@lru_cache(maxsize=1)
def _sources() -> tuple[str, ...]:
    return tuple(_words()["source"])


def _behind_source(line: str) -> str | None:
    """What a line names as its source, behind the word for it; a translated byline may be glued to that word."""
    for colon in _COLON.finditer(line):
        at = colon.start()
        if line[max(0, at - _SOURCE_REACH) : at].rstrip().lower().endswith(_sources()):
            return line[colon.end() :]
    return None


def find_frame(clean: str) -> Frame:
    """The frame of a text; every span is one line or part of one."""
    spans: list[tuple[int, int]] = []
    menu: list[tuple[int, int]] = []
    original = None
    for number, (start, end) in enumerate(_lines(clean)):
        if clean.find("http", start, end) >= 0:
            found, url = _urls(clean[start:end], start, last=not clean[end:].strip())
            spans.extend(found)
            original = url or original
        elif 0 < end - start <= _SHORT and not (line := clean[start:end]).isspace():
            if _MENU.fullmatch(line):
                menu.append((start, end))
            elif _is_frame(line, head=number < _HEAD_LINES):
                spans.append((start, end))
    if len(menu) >= _MENU_LINES:
        spans.extend(menu)
    return Frame(tuple(sorted(set(spans))), original)


def _lines(clean: str) -> Iterator[tuple[int, int]]:
    start = 0
    while (end := clean.find("\n", start)) >= 0:
        yield start, end
        start = end + 1
    yield start, len(clean)


def _urls(line: str, start: int, *, last: bool) -> tuple[list[tuple[int, int]], str | None]:
    """Spans of a line with URLs that are frame, and the original's URL if it is a source line."""
    urls = list(_URL.finditer(line))
    spans = [(start + match.start(), start + match.end()) for match in urls]
    source = _behind_source(line)
    named = _URL.search(source) if source is not None else None
    if named is not None:
        return [(start, start + len(line)), *spans], named.group().rstrip(".,;")
    if urls and last and not line[urls[-1].end() :].strip(" .)"):
        return spans, urls[-1].group().rstrip(".,;")
    return spans, None


def _is_frame(line: str, *, head: bool) -> bool:
    """Whether a short line is frame: an advertising marker, a comment counter, a picture, a caption, a date line."""
    if not any(char.isdigit() for char in line):
        return "." in line and _IMAGE.fullmatch(line) is not None
    if ("[" in line and _ADVERT.fullmatch(line)) or ("." in line and _IMAGE.fullmatch(line)):
        return True
    counter = _COUNTER.fullmatch(line) if "(" in line else None
    if counter is not None and _folded(counter["words"]) in _words()["comments"]:
        return True
    last = line.rstrip()[-1:]
    caption = _CAPTION.search(line) if last.isdigit() or last in _AFTER_CAPTION else None
    if caption is not None and _folded(caption["words"]) in _words()["captions"]:
        return True
    return head and is_date_line(line)


@lru_cache(maxsize=4096)
def _folded(words: str) -> str:
    return fold_term(words)


def is_date_line(line: str) -> bool:
    """Whether a line is the date at a page's head: "Portal 04/12/2025", "13:27 | 2025/12/05", "Date: 07/08/2023"."""
    return len(line) <= _SHORT and _TIMESTAMP.fullmatch(line) is not None


def first_lines(clean: str) -> list[str]:
    """The date lines at the page's head, as written."""
    return [line for line in clean.split("\n", _HEAD_LINES)[:_HEAD_LINES] if is_date_line(line)]
