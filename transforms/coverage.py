"""What a language's lexicon lacks beside those that people have written: the work list of who keeps it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from transforms.lexicon import Lexicon, languages, load
from transforms.lexicon_shape import SHAPE

_OWN: Final = frozenset({"fold", "prefixes", "numerals"})  # what one language needs says nothing about another
_NUMBER: Final = re.compile(r"\d+(\.\d+)?(e\d+)?")
_USUAL: Final = 0.5


@dataclass(frozen=True, slots=True)
class Gap:
    """A place of a lexicon without words: `path` is section and key ("nouns.delegation").

    `written` of the full lexicons have words there; `example` are those of the lexicon that was asked for.
    """

    path: str
    written: int
    example: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """One lexicon: how many terms, whether CLDR's data alone made it, and what it lacks, in the usual order."""

    language: str
    name: str
    terms: int
    generated: bool
    full: int  # lexicons that it is measured against
    gaps: tuple[Gap, ...]


def coverage(language: str, *, example: str | None = None) -> Coverage:
    """What a lexicon lacks of that which at least half of the full lexicons have.

    `example`: the language whose words are shown with each gap. KeyError where there is no such lexicon, LexiconError
    where one does not fit.
    """
    lexicon = load(language)
    usual, full = _usual()
    there = _paths(lexicon)
    shown = _paths(load(example)) if example else {}
    missing = [
        Gap(path, written, shown.get(path, ())) for path, written in usual.items() if written and not there.get(path)
    ]
    return Coverage(language, lexicon.name, len(lexicon.terms), _generated(lexicon), full, tuple(missing))


def gaps(language: str) -> tuple[Gap, ...]:
    """What a lexicon lacks; see `coverage`."""
    return coverage(language).gaps


@lru_cache(maxsize=1)
def _usual() -> tuple[Mapping[str, int], int]:
    """The places that most full lexicons have words at, with how many do; and how many full lexicons there are."""
    full = [lexicon for lexicon in map(load, languages()) if not _generated(lexicon)]
    counts: Counter[str] = Counter()
    for lexicon in full:
        counts.update(_paths(lexicon).keys())
    usual = {path: count for path, count in counts.items() if count >= _USUAL * len(full)}
    sections = list(SHAPE)
    ordered = sorted(usual, key=lambda path: sections.index(path.partition(".")[0]))
    return {path: usual[path] for path in ordered}, len(full)


def _paths(lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    """The lexicon's words by place, in the file's order; 1e6 and 1000000 are one place."""
    found: dict[str, tuple[str, ...]] = {}
    for term in lexicon.terms:
        if term.section[0] not in _OWN:
            path = ".".join(f"{float(key):.12g}" if _NUMBER.fullmatch(key) else key for key in term.section)
            found[path] = (*found.get(path, ()), term.text)
    return found


def _generated(lexicon: Lexicon) -> bool:
    return bool(lexicon.settings.get("generated", False))
