"""One form for all ways to write the same name in the same script."""

import unicodedata
from functools import cache, lru_cache

import regex

from transforms.names.tables import table

_KEPT = regex.compile(r"[\p{L}\p{N}\p{Mn}\p{Mc}]+")
_WORD = regex.compile(r"[\p{L}\p{N}\p{Mn}\p{Mc}\p{Cf}'’ʼ.]+")
_LATIN_END, _LATIN_MORE, _LATIN_MORE_END = 0x250, 0x1E00, 0x1F00
_MARKS, _MARKS_END = 0x300, 0x370


@cache
def _foldings() -> tuple[tuple[tuple[str, str], ...], dict[int, str]]:
    data = table("folding.yaml")
    sequences = tuple((old, new) for old, new in data["letters"].items() if len(old) > 1)
    single = {ord(old): new for old, new in data["letters"].items() if len(old) == 1}
    single.update({ord(pair[0]): pair[1] for pair in data["han"].split()})
    single.update({ord(mark): "" for mark in data["dropped"]})
    return sequences, single


def _without_marks(text: str) -> str:
    bare = []
    for letter in text:
        code = ord(letter)
        if code < 0x80:
            bare.append(letter)
        elif code < _LATIN_END or _LATIN_MORE <= code < _LATIN_MORE_END:
            bare.append(unicodedata.normalize("NFD", letter)[0])
        elif not _MARKS <= code < _MARKS_END:
            bare.append(letter)
    return "".join(bare)


@lru_cache(maxsize=8192)
def folded_words(name: str) -> tuple[str, ...]:
    """The words of a name, each folded; words are what spaces, hyphens and punctuation part."""
    return tuple(word for part in _WORD.findall(name) if (word := _fold(part)))


def normalise_name(name: str) -> str:
    """The form under which a name is looked up: without case, Latin diacritics, spaces, punctuation, script variants.

    Two spellings that fold to the same string are the same name: "Hoà Bình" and "HÒA-BÌNH", 廣寧 and 广宁,
    クァンナム and クアンナム.
    """
    return "".join(folded_words(name))


def _fold(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold()
    sequences, single = _foldings()
    for old, new in sequences:
        if old in text:
            text = text.replace(old, new)
    text = _without_marks(unicodedata.normalize("NFC", text)).translate(single)
    return "".join(_KEPT.findall(text))


@lru_cache(maxsize=4096)
def script_of(name: str) -> str:
    """The script of a name's first letter, as Unicode calls it (LATIN, CJK, HANGUL …); "" where it has none."""
    for letter in name:
        if letter.isalpha():
            return unicodedata.name(letter, "").partition(" ")[0]
    return ""
