"""The search for all terms of a language in one pass, with an automaton that is built once a language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from transforms.automaton import Automaton
from transforms.compounds import Compounds
from transforms.normal import Normal
from transforms.terms import NUMBER, RANGE, UNIT, Entry, Mention, both

COMPOUND: Final = Entry(0, {}, ())  # stands for the start of a word that may be a compound of number words

# Ends of a term where the word that it stands in goes on.
OPEN_END: Final = 1
OPEN_START: Final = 2
PREFIXED: Final = 4  # small words may be written together with it
INNER_SPACE: Final = 8  # it has several words, which a line's end may part
CASED: Final = 16  # letters of an abbreviation that are a word, too: an NGO, Ngo

_NEAR: Final = 16  # hits that one is moved over to where it belongs; beyond them all are sorted


class Pattern(NamedTuple):
    """What is searched for.

    `lead` and `trail`: how far in the text the term itself begins behind, and ends before, where the pattern does in
    the haystack, which has a space more at its start.
    """

    entry: Entry
    lead: int
    trail: int
    edges: int = 0


@dataclass(frozen=True, slots=True)
class Shape:
    """What matches of a pattern are like: its `lead`, `trail` and `edges`; the patterns of a language share a few."""

    lead: int
    trail: int
    edges: int


@dataclass(frozen=True, slots=True)
class Matcher:
    """The patterns of a language: the automaton, and by each pattern's number what it means and is like.

    `prefixes`: small words that may be written together with the next, folded; `words`: by the pattern's number, what
    an abbreviation means where it is written like a word, with one capital or none.
    """

    automaton: Automaton
    entries: list[Entry]
    shapes: list[Shape]
    prefixes: frozenset[str]
    compounds: Compounds | None
    words: dict[int, Entry]

    @classmethod
    def of(
        cls,
        patterns: list[tuple[str, Pattern]],
        prefixes: frozenset[str],
        compounds: Compounds | None,
        words: dict[str, Entry],
    ) -> Matcher:
        """The matcher of these texts and what each of them is; of two that stand at one place the first comes first."""
        shared: dict[Shape, Shape] = {}
        shapes = [Shape(pattern.lead, pattern.trail, pattern.edges) for _, pattern in patterns]
        return cls(
            Automaton([text for text, _ in patterns]),
            [pattern.entry for _, pattern in patterns],
            [shared.setdefault(shape, shape) for shape in shapes],
            prefixes,
            compounds,
            {at: words[text] for at, (text, _) in enumerate(patterns) if text in words},
        )

    def hits(self, normal: Normal) -> list[Mention]:
        """Every term in a text, also those inside others, by position, at one position the longest first."""
        haystack = f" {normal.folded} "
        words = _Words(haystack, self.prefixes)
        entries, shapes, clean = self.entries, self.shapes, normal.clean
        found: list[Mention] = []
        in_order = True
        for index, start, end in self.automaton.find(haystack):
            shape = shapes[index]
            begin, stop = start + shape.lead, end - shape.trail
            if shape.edges & INNER_SPACE and clean.find("\n", begin, stop) >= 0:
                continue
            if shape.edges & ~INNER_SPACE:
                hit = self._fitted(normal, words, index, begin, stop)
                if hit is None:
                    continue
            else:
                hit = Mention(begin, stop, entries[index], index)
            in_order = _put(found, hit) and in_order
        if not in_order:
            found.sort(key=lambda hit: (hit.start, -hit.end, hit.rank))
        return found

    def _fitted(self, normal: Normal, words: _Words, index: int, begin: int, stop: int) -> Mention | None:
        """The hit with the whole of an open word; None where the term does not stand so."""
        entry, edges = self.entries[index], self.shapes[index].edges
        if edges & PREFIXED and not words.prefixed(begin):
            return None
        if edges & CASED and normal.clean[begin + 1 : begin + 2].islower():
            entry = self.words[index]
        if edges & OPEN_END:
            stop = words.end(stop)
        if edges & OPEN_START:
            begin = words.start(begin)
        if entry is COMPOUND:
            value = self.compounds.value(normal.folded[begin:stop]) if self.compounds is not None else None
            if value is None:
                return None
            entry = _compound_entry(value)
        return Mention(begin, stop, entry, index)

    def outermost(self, folded: str, hits: list[Mention]) -> list[Mention]:
        """The mentions that lie in no longer one; what means two things at one place is one mention.

        A word that is a term of its own means what it does without its prefix, too.
        """
        same = self.prefixes | {""}
        kept: list[Mention] = []
        furthest = -1  # the end of the furthest so far
        for hit in hits:
            if hit.end > furthest:
                furthest = hit.end
                kept.append(hit)
                continue
            holder = kept[-1]
            if holder.categories & RANGE and hit.categories & UNIT:
                continue  # a small word between numbers is no unit behind a prefix: ب-ين
            if hit.end == furthest and folded[holder.start : hit.start] in same:
                kept[-1] = Mention(holder.start, holder.end, both(holder.entry, hit.entry))
        return kept


def _put(found: list[Mention], hit: Mention) -> bool:
    """Put a hit where it belongs among those before it; False where that is too far back, and it is the last.

    An automaton tells them by where they end, so that few are out of order, and by little.
    """
    at = len(found)
    nearest = max(0, at - _NEAR)
    while at > nearest and _precedes(hit, found[at - 1]):
        at -= 1
    if at == len(found):
        found.append(hit)
        return True
    if at > 0 and _precedes(hit, found[at - 1]):
        found.append(hit)
        return False
    found.insert(at, hit)
    return True


def _precedes(one: Mention, other: Mention) -> bool:
    """Whether it begins before the other, or there and is longer, or is as long and of an earlier pattern."""
    if one.start != other.start:
        return one.start < other.start
    return one.end > other.end or (one.end == other.end and one.rank < other.rank)


class _Words:
    """Where the words of a text begin and end; made for questions that come from left to right, however long a word."""

    def __init__(self, haystack: str, prefixes: frozenset[str]) -> None:
        self.haystack = haystack
        self.prefixes = prefixes
        self.longest = max(map(len, prefixes), default=0)
        self.clear_from = self.clear_to = 0  # no space stands between them
        self.space = self.seen = 0  # the last space before a place up to which was looked

    def end(self, stop: int) -> int:
        """Where the word ends that goes on at a place."""
        if not self.clear_from <= stop + 1 <= self.clear_to:
            self.clear_from, self.clear_to = stop + 1, self.haystack.find(" ", stop + 1)
        return self.clear_to - 1

    def start(self, begin: int) -> int:
        """Where the word begins that a place lies in."""
        if begin + 1 > self.seen:
            self.space = max(self.space, self.haystack.rfind(" ", self.seen, begin + 1))
            self.seen = begin + 1
        return self.space if self.space <= begin else self.haystack.rfind(" ", 0, begin + 1)

    def prefixed(self, begin: int) -> bool:
        """Whether a place begins a word, or stands behind small words written together with it."""
        if self.haystack[begin] == " ":
            return True
        space = self.haystack.rfind(" ", max(0, begin - self.longest), begin + 1)
        return space >= 0 and self.haystack[space + 1 : begin + 1] in self.prefixes


@lru_cache(maxsize=4096)
def _compound_entry(value: float) -> Entry:
    return Entry(NUMBER, {"numbers.words": (repr(value),)}, ("numbers.compound",))
