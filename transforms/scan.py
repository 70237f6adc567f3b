"""One pass over a text for all terms of its language.

The automaton is built once a language. What it finds is a list of mentions in text order; a mention that lies
inside a longer one is dropped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, groupby
from operator import itemgetter
from typing import Final, NamedTuple

from ahocorasick_rs import AhoCorasick

from transforms.compounds import Compounds
from transforms.concepts import concepts_of, noun_of
from transforms.lexicon import Lexicon
from transforms.normal import Normal, normalise
from transforms.number_grammar import NumberGrammar

# Categories of senses, as bits, so that a mention is sorted out with one operation.
NUMBER: Final = 1 << 0
QUALIFIER: Final = 1 << 1
UNIT: Final = 1 << 2  # currencies, percent, measures
TIME: Final = 1 << 3
MONTH: Final = 1 << 4
PERIOD: Final = 1 << 5
NOUN: Final = 1 << 6
MODIFIER: Final = 1 << 7
CLASSIFIER: Final = 1 << 8
CHANGE: Final = 1 << 9
RANGE: Final = 1 << 10
IDENTIFIER: Final = 1 << 11
ENUMERATION: Final = 1 << 12
ORGANISATION: Final = 1 << 13
PERSON: Final = 1 << 14
SPEECH: Final = 1 << 15
FRAME: Final = 1 << 16
MARKER: Final = 1 << 17  # totals, of which, average, equivalent, ages, dates
BLOCKED: Final = 1 << 18  # an expression in which a number word is none
PLACE: Final = 1 << 19
LINK: Final = 1 << 21  # an "and" inside numbers, where words are spaced: one of many that join something else
CALENDAR: Final = 1 << 20  # names a period by itself: first half, this year, quarter


@dataclass(frozen=True, slots=True)
class Entry:
    """What a term may mean: keys by section path's head ("nouns" → ("delegation",)), and its names in the lexicon.

    `concepts`, `noun`: what it tells of a figure beside it (`transforms.concepts`).
    """

    categories: int
    senses: Mapping[str, tuple[str, ...]]
    names: tuple[str, ...]
    concepts: frozenset[str] = field(init=False, compare=False)
    noun: str | None = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "concepts", concepts_of(self.senses))
        object.__setattr__(self, "noun", noun_of(self.senses))

    def first(self, head: str) -> str | None:
        """The first key under that head, or None."""
        keys = self.senses.get(head)
        return keys[0] if keys else None


_NEXT: Final = 2  # spaces between a number and a small word beside it
_WORD_ENDS: Final = ("", " ")
COMPOUND: Final = Entry(0, {}, ())  # stands for the start of a word that may be a compound of number words

# Ends of a term where the word that it stands in goes on.
OPEN_END: Final = 1
OPEN_START: Final = 2
PREFIXED: Final = 4  # small words may be written together with it
INNER_SPACE: Final = 8  # it has several words, which a line's end may part


class Mention(NamedTuple):
    """A term where it stands: a span of the normal text; `categories` are its entry's."""

    start: int
    end: int
    entry: Entry
    categories: int


_first: Final = itemgetter(0)
_second: Final = itemgetter(1)
_categories: Final = itemgetter(3)


@dataclass(frozen=True, slots=True)
class Terms:
    """The mentions of a text in order; by the place where one begins or ends, and by what they may be.

    Of several that begin at one place `starts` holds the first, of several that end at one `ends` the last.
    """

    mentions: list[Mention]
    starts: Mapping[int, Mention]
    ends: Mapping[int, Mention]
    groups: Mapping[int, list[Mention]]  # by their categories together

    @classmethod
    def of_mentions(cls, mentions: list[Mention]) -> Terms:
        """The terms that these mentions are."""
        backwards = mentions[::-1]
        groups = groupby(sorted(mentions, key=_categories), key=_categories)
        return cls(
            mentions,
            dict(zip(map(_first, backwards), backwards, strict=True)),
            dict(zip(map(_second, mentions), mentions, strict=True)),
            {categories: list(group) for categories, group in groups},
        )

    def of(self, categories: int) -> list[Mention]:
        """The mentions of one of these categories, in order."""
        groups = [group for own, group in self.groups.items() if own & categories]
        return groups[0] if len(groups) == 1 else sorted(chain.from_iterable(groups), key=_first)


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
class Scanner:
    """The compiled terms of one language."""

    lexicon: Lexicon
    fold: Mapping[str, str]
    automaton: AhoCorasick
    patterns: tuple[Pattern, ...]
    prefixes: frozenset[str]  # small words that may be written together with the next, folded
    compounds: Compounds | None
    dotted: frozenset[str]  # number words that are abbreviations with a full stop of their own
    multipliers: Mapping[str, float]  # scale words, folded
    morphemes: Mapping[str, Entry]  # number words that may follow another one inside a word
    beside: Mapping[str, tuple[str, ...]]  # small words by section ("numbers.only"), folded, the longer first
    grammar: NumberGrammar
    scales: tuple[str, ...]  # scale words, folded

    def word_before(self, folded: str, position: int, section: str) -> bool:
        """Whether a small word of that section ends just before a position."""
        words = self.beside[section]
        end = position
        while end and folded[end - 1] == " " and position - end < _NEXT:
            end -= 1
        if not words or not folded.endswith(words, 0, end):
            return False
        return self.grammar.spaceless or any(
            folded.endswith(word, 0, end) and folded[end - len(word) - 1 : end - len(word)] in _WORD_ENDS
            for word in words
        )

    def word_after(self, folded: str, position: int, section: str) -> int | None:
        """Where a small word of that section ends that starts just behind a position, or None."""
        words = self.beside[section]
        start = position
        while folded[start : start + 1] == " " and start - position < _NEXT:
            start += 1
        if not words or not folded.startswith(words, start):
            return None
        for word in words:
            end = start + len(word)
            if folded.startswith(word, start) and (self.grammar.spaceless or folded[end : end + 1] in _WORD_ENDS):
                return end
        return None

    def normalise(self, text: str) -> Normal:
        """The text, folded as this language's terms are."""
        return normalise(text, self.fold)

    def mentions(self, normal: Normal) -> list[Mention]:
        """All terms in a text, by position; those inside a longer one are left out. None goes on over a line's end."""
        folded, clean = normal.folded, normal.clean
        haystack = f" {folded} "
        words = _Words(haystack, self.prefixes)
        found: list[tuple[int, int, int, Entry]] = []
        patterns = self.patterns
        for index, start, end in self.automaton.find_matches_as_indexes(haystack, overlapping=True):
            entry, lead, trail, edges = patterns[index]
            if not edges:
                found.append((start + lead, trail - end, index, entry))
                continue
            begin, stop = start + lead, end - trail
            if edges & INNER_SPACE and "\n" in clean[begin:stop]:
                continue
            if edges & PREFIXED and not words.prefixed(begin):
                continue
            if edges & OPEN_END:
                stop = words.end(stop)
            if edges & OPEN_START:
                begin = words.start(begin)
            if entry is COMPOUND:
                compound = self._compound(folded[begin:stop])
                if compound is None:
                    continue
                entry = compound
            found.append((begin, -stop, index, entry))
        found.sort()
        kept = self._outermost(folded, found)
        return self._inside_words(folded, kept) if self.morphemes else kept

    def terms(self, normal: Normal) -> Terms:
        """The mentions of a text, ready to be asked for."""
        return Terms.of_mentions(self.mentions(normal))

    def _outermost(self, folded: str, found: Sequence[tuple[int, int, int, Entry]]) -> list[Mention]:
        spaced = self.lexicon.spaced == "both"
        same = self.prefixes | {""}  # a word that is a term of its own means what it does without its prefix, too
        kept: list[Mention] = []
        last = 1  # minus the end of the last mention
        new = tuple.__new__  # called without `_mention` in between: this is the loop that every text goes through
        for begin, minus_stop, _, entry in found:
            if minus_stop < last:
                last = minus_stop
                kept.append(new(Mention, (begin, -last, entry, entry.categories)))
            elif minus_stop == last and folded[kept[-1].start : begin] in same:
                kept[-1] = _mention(kept[-1].start, -last, _both(kept[-1].entry, entry))
            elif not spaced and entry.categories & NUMBER and self._goes_on(folded, kept, begin, -minus_stop):
                kept.append(_mention(begin, -minus_stop, entry))
        return kept

    def _goes_on(self, folded: str, kept: list[Mention], begin: int, stop: int) -> bool:
        """Whether a numeral inside a longer word is one all the same: 第二十五, 四十分钟, 十分之一."""
        if kept[-1].categories & (PERIOD | MARKER):
            return True
        if kept[-1].categories & BLOCKED:
            if stop == kept[-1].end and folded.startswith(self.scales, stop):
                return True  # 下-一万五千
            if len(kept) > 1 and kept[-2].end == kept[-1].start == begin and kept[-2].categories & NUMBER:
                return True
            if len(kept) > 1 and kept[-2].end == begin and "numbers.denominator_first" in kept[-2].entry.senses:
                return True
            return self.word_after(folded, stop, "numbers.denominator_first") is not None
        return False

    def _inside_words(self, folded: str, kept: list[Mention]) -> list[Mention]:
        """Adds the number words that follow another one inside the same word: 백-팔-십."""
        found: list[Mention] = []
        for at, mention in enumerate(kept):
            found.append(mention)
            limit = kept[at + 1].start if at + 1 < len(kept) else len(folded)
            while found[-1].categories & NUMBER:
                following = self._morpheme(folded, found[-1].end, limit)
                if following is None:
                    break
                found.append(following)
        return found

    def _morpheme(self, folded: str, at: int, limit: int) -> Mention | None:
        """The longest number word that begins inside a word, before a limit."""
        for size in (3, 2, 1):
            word = folded[at : at + size]  # shorter at the end of the text
            entry = self.morphemes.get(word)
            if entry is not None and at < limit and folded[at] != " ":
                return _mention(at, at + len(word), entry)
        return None

    def _compound(self, word: str) -> Entry | None:
        value = self.compounds.value(word) if self.compounds is not None else None
        return None if value is None else _compound_entry(value)


def _mention(start: int, end: int, entry: Entry) -> Mention:
    return tuple.__new__(Mention, (start, end, entry, entry.categories))  # twice as fast as its own constructor


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


_MOST_PAIRS: Final = 50_000
_BOTH: dict[tuple[int, int], tuple[Entry, Entry, Entry]] = {}


def _both(one: Entry, other: Entry) -> Entry:
    """What `merged` says, made once for a pair."""
    known = _BOTH.get((id(one), id(other)))
    if known is None or known[0] is not one or known[1] is not other:
        if len(_BOTH) > _MOST_PAIRS:
            _BOTH.clear()
        both = one if set(other.names) <= set(one.names) else merged(one, other)
        known = _BOTH[id(one), id(other)] = (one, other, both)
    return known[2]


def merged(one: Entry, other: Entry) -> Entry:
    """The entry that means what both mean."""
    senses = dict(one.senses)
    for head, keys in other.senses.items():
        senses[head] = tuple(dict.fromkeys((*senses.get(head, ()), *keys)))
    return Entry(one.categories | other.categories, senses, (*one.names, *other.names))
