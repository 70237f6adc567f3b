"""Text as it is searched: composed, cleaned of invisible characters, folded; with the way back to the original.

Two strings of equal length are made of an article's text: `clean` (composed, invisible characters gone, case kept)
and `folded` (lower case, every mark that ends a word a space), so that one offset serves both. `original` maps a
span of them back to code points of the text as it was given.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt
import regex

from transforms.code_points import Codes, code_points, text_of
from transforms.marks import COMMA_MARKS, STRONG_MARKS

Origin = tuple[memoryview, memoryview]  # of each character, where what it stands for begins and ends

_LIMIT: Final = 0x20000  # beyond it stand rare ideographs, which no lexicon holds; they fold alike
_TAGS: Final = range(0xE0000, 0xE1000)  # beyond it, too, and invisible: tags, variants of ideographs
_INVISIBLE: Final = 0x200B
_KEPT_SYMBOLS: Final = frozenset("%‰$€£¥₫₩฿₹₽₱₭°٪№")
_REMOVED: Final = regex.compile(
    r"[\p{Cf}\u034f\u0640\u064b-\u0652\u0670\u093c\u09bc\ufe00-\ufe0f\U000e0000-\U000e0fff]"
)
_WORD_MARKS: Final = regex.compile(r"(?:(?!\u02bc)[\p{L}\p{M}\p{Co}\p{Cn}])+")  # пʼять: an apostrophe, too
_CLUSTER: Final = regex.compile(r"\X")
_REPLACEMENT: Final = 0xFFFD
FRACTIONS: Final = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"  # what may stand in a numeral besides digits
STOPS: Final = "!?。！？।॥؟۔…"  # what ends a sentence wherever it stands


@dataclass(frozen=True, slots=True)
class Normal:
    """A text ready to be searched; `clean`, `folded` have one code point a position, `origin` leads back.

    `source`: the given text, its lone surrogates U+FFFD.
    `digits`: where the characters of numerals stand; `stops`: where a sentence or line may end; `strong`, `commas`:
    what may part sentences and clauses (`transforms.marks`). All in `clean`.
    """

    source: str
    clean: str
    folded: str
    origin: Origin | None
    digits: list[int]
    stops: list[int]
    strong: list[int]
    commas: list[int]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the given text behind `clean[start:end]`; the empty span where it is empty."""
        if self.origin is None:
            return start, end
        starts, ends = self.origin
        if end <= start:
            at = starts[start] if start < len(starts) else len(self.source)
            return at, at
        return starts[start], ends[end - 1]


# What a character may be, as bits above those of the code point that it folds to: one table tells both.
_SORT: Final = 24
_GONE: Final = 1 << _SORT  # removed
_MARK: Final = 2 << _SORT  # removed, and a mark on the letter before it
_JOINS: Final = 4 << _SORT  # may join the character before it
_SURROGATE: Final = 8 << _SORT
_DIGIT: Final = 16 << _SORT
_STOP: Final = 32 << _SORT
_STRONG: Final = 64 << _SORT
_COMMA: Final = 128 << _SORT
_TOLD: Final = _DIGIT | _STOP | _STRONG | _COMMA
_CODE: Final = np.uint32((1 << _SORT) - 1)
_RARE: Final = _GONE | _MARK | _JOINS | _SURROGATE


@lru_cache(maxsize=1)
def _table() -> Codes:
    """By code point: what it folds to, and what it may be."""
    fold = np.arange(_LIMIT, dtype=np.uint32)
    sorts = np.zeros(_LIMIT, dtype=np.uint32)
    everything = "".join(chr(c) if not 0xD800 <= c <= 0xDFFF else " " for c in range(_LIMIT))
    fold[:] = 0x20
    for match in _WORD_MARKS.finditer(everything):
        at = match.start()
        fold[at : match.end()] = [ord(_lower(char)) for char in match.group()]
    for symbol in _KEPT_SYMBOLS:
        fold[ord(symbol)] = ord(symbol)
    for match in _REMOVED.finditer(everything):
        sorts[match.start()] = _GONE | (_MARK if unicodedata.combining(match.group()) else 0)
    for code in range(0xC0, _LIMIT):
        parts = unicodedata.decomposition(everything[code])
        if not parts or parts[0] == "<":
            continue
        first, _, second = parts.partition(" ")
        if second and sorts[int(second, 16)] & _GONE:
            fold[code] = ord(_lower(chr(int(first, 16))))
        elif second:
            sorts[int(second, 16)] |= _JOINS
    sorts[0x1160:0x1200] |= _JOINS  # the later letters of a Korean syllable compose by rule, not by table
    sorts[0xD800:0xE000] |= _SURROGATE
    for code, char in enumerate(everything):
        if char.isdecimal():
            sorts[code] |= _DIGIT
    for char in FRACTIONS:
        sorts[ord(char)] |= _DIGIT
    for mark in (*STOPS, ".", "\n"):
        sorts[ord(mark)] |= _STOP
    for mark in STRONG_MARKS:
        sorts[ord(mark)] |= _STRONG
    for mark in COMMA_MARKS:
        sorts[ord(mark)] |= _COMMA
    return fold | sorts


def _lower(char: str) -> str:
    return char.lower()[0]


@lru_cache(maxsize=256)
def _folding(pairs: tuple[tuple[str, str], ...]) -> Codes:
    own = _table().copy()
    for source, target in pairs:
        own[ord(source)] = own[ord(source)] & ~_CODE | ord(target)
    return own


def _looked_up(table: Codes, codes: Codes) -> Codes:
    """What the table tells of each code point; of those beyond it, what it tells of its last."""
    if np.maximum.reduce(codes, initial=np.uint32(0)) >= _TAGS.start:
        codes = codes.copy()
        codes[(codes >= _TAGS.start) & (codes < _TAGS.stop)] = _INVISIBLE
    return table.take(codes, mode="clip")


_ORDERED: dict[int, tuple[dict[str, str], Codes]] = {}


def _table_for(fold: dict[str, str] | None) -> Codes:
    """The folding table of a language; made once for the mapping that its scanner keeps."""
    if not fold:
        return _table()
    known = _ORDERED.get(id(fold))
    if known is None or known[0] is not fold:
        known = _ORDERED[id(fold)] = (fold, _folding(tuple(sorted(fold.items()))))
    return known[1]


def normalise(text: str, fold: dict[str, str] | None = None) -> Normal:
    """Prepare a text for searching.

    `fold` adds a language's own foldings, one character to one (the variants of a letter, or of an ideograph).
    Lone surrogates become U+FFFD, one to one. Never raises; any text will do.
    """
    table, codes = _table_for(fold), code_points(text)
    told = _looked_up(table, codes)
    rare = int(np.bitwise_or.reduce(told, initial=np.uint32(0))) & _RARE
    clean = text
    if rare & _SURROGATE:
        codes = np.where(told & _SURROGATE, np.uint32(_REPLACEMENT), codes)
        clean = text_of(codes)
        told = _looked_up(table, codes)
    composed = not rare & _JOINS or unicodedata.is_normalized("NFC", _REMOVED.sub("", clean))
    if composed and not rare & _GONE:
        return Normal(clean, clean, text_of(told & _CODE), None, *_places(told))
    if composed:
        kept = told & _GONE == 0
        origin = _without_gone(told, kept)
        told = told[kept]
        return Normal(clean, text_of(codes[kept]), text_of(told & _CODE), origin, *_places(told))
    codes, starts, ends = _recompose(clean)
    told = _looked_up(table, codes)
    return Normal(clean, text_of(codes), text_of(told & _CODE), (starts.data, ends.data), *_places(told))


def _places(told: Codes) -> tuple[list[int], list[int], list[int], list[int]]:
    """Where digits stand, stops, strong marks and commas."""
    digits: list[int] = []
    stops: list[int] = []
    strong: list[int] = []
    commas: list[int] = []
    marked = (told & _TOLD != 0).nonzero()[0]
    sorts: list[int] = told.take(marked).tolist()
    for at, place in enumerate(marked.tolist()):
        sort = sorts[at]
        if sort & _DIGIT:
            digits.append(place)
            continue
        if sort & _STOP:
            stops.append(place)
        if sort & _STRONG:
            strong.append(place)
        elif sort & _COMMA:
            commas.append(place)
    return digits, stops, strong, commas


def _without_gone(told: Codes, kept: npt.NDArray[np.bool_]) -> Origin:
    """Where what each character that is kept stands for begins and ends."""
    keep = kept.nonzero()[0]
    stops = keep + 1
    marks = (told & _MARK != 0).nonzero()[0]
    letters = keep.searchsorted(marks) - 1
    stops[letters[letters >= 0]] = marks[letters >= 0] + 1  # a mark that was dropped still belongs to its letter
    return keep.data, stops.data


def _recompose(text: str) -> tuple[Codes, npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The characters of the text, composed, and which of it each stands for."""
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _CLUSTER.finditer(text):
        begin, stop = match.span()
        cluster = _REMOVED.sub("", match.group())
        whole = unicodedata.normalize("NFC", cluster)
        if len(whole) == stop - begin:  # nothing was joined: keep each character's own place
            places = [(begin + i, begin + i + 1) for i in range(len(whole))]
        else:
            places = [(begin, stop)] * len(whole)
        chars.append(whole)
        starts.extend(place[0] for place in places)
        ends.extend(place[1] for place in places)
    joined = code_points("".join(chars))
    return joined, np.asarray(starts, dtype=np.int64), np.asarray(ends, dtype=np.int64)


class _Folder(dict[int, int]):
    """What each character folds to, found when it is first asked for: for `str.translate`."""

    def __init__(self, table: Codes) -> None:
        super().__init__()
        self.table = table

    def __missing__(self, code: int) -> int:
        folded = self[code] = int(self.table[min(code, _LIMIT - 1)] & _CODE)
        return folded


_FOLDERS: dict[int, _Folder] = {}


def fold_term(term: str, fold: dict[str, str] | None = None) -> str:
    """A lexicon's term, folded as a text is: a comma and its space are two spaces there, too."""
    visible = _REMOVED.sub("", unicodedata.normalize("NFC", term))
    if not unicodedata.is_normalized("NFC", visible):
        return normalise(term, fold).folded.strip()
    table = _table_for(fold)
    folder = _FOLDERS.get(id(table))
    if folder is None or folder.table is not table:
        folder = _FOLDERS[id(table)] = _Folder(table)
    return visible.translate(folder).strip()
