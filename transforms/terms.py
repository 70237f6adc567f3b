"""The terms that stand in a text: what each may mean, and where it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, final

from transforms.concepts import concepts_of, noun_of

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
COMPARISON: Final = 1 << 22  # more, fewer, than: beside a difference
CALENDAR: Final = 1 << 20  # names a period by itself: first half, this year, quarter


@dataclass(frozen=True, slots=True)
class Entry:
    """What a term may mean: keys by section path's head ("nouns" → ("delegation",)), and its names in the lexicon.

    `concepts`, `noun`: what it tells of a figure beside it (`transforms.concepts`).
    """

    categories: int
    senses: dict[str, tuple[str, ...]]
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


_LAST_YEAR: Final = frozenset({"last_year", "year_before"})
_MOST_PAIRS: Final = 50_000
_BOTH: dict[tuple[int, int], tuple[Entry, Entry, Entry]] = {}


def both(one: Entry, other: Entry) -> Entry:
    """What `merged` says, made once for a pair."""
    known = _BOTH.get((id(one), id(other)))
    if known is None or known[0] is not one or known[1] is not other:
        if len(_BOTH) > _MOST_PAIRS:
            _BOTH.clear()
        meant = one if set(other.names) <= set(one.names) else merged(one, other)
        known = _BOTH[id(one), id(other)] = (one, other, meant)
    return known[2]


def merged(one: Entry, other: Entry) -> Entry:
    """The entry that means what both mean."""
    senses = dict(one.senses)
    for head, keys in other.senses.items():
        senses[head] = tuple(dict.fromkeys((*senses.get(head, ()), *keys)))
    return Entry(one.categories | other.categories, senses, (*one.names, *other.names))


@final
class Mention:
    """A term where it stands: a span of the normal text; `categories` are its entry's.

    `rank`: of two terms at one place the one with the lower comes first.

    No dataclass: every article has hundreds, and a frozen dataclass takes twice as long to make.
    """

    __slots__ = ("categories", "end", "entry", "rank", "start")

    def __init__(self, start: int, end: int, entry: Entry, rank: int = 0) -> None:
        self.start: Final = start
        self.end: Final = end
        self.entry: Final = entry
        self.categories: Final = entry.categories
        self.rank: Final = rank

    def __repr__(self) -> str:
        return f"Mention({self.start}, {self.end}, {'|'.join(self.entry.names)})"


def first_from(mentions: list[Mention], position: int, low: int = 0) -> int:
    """The place among mentions in order of the first one that begins there or behind; `low` is where to look from."""
    high = len(mentions)
    while low < high:
        middle = (low + high) >> 1
        if mentions[middle].start < position:
            low = middle + 1
        else:
            high = middle
    return low


def is_last_year(mention: Mention) -> bool:
    """Whether it is a word for the year before: last year, a year earlier."""
    return not _LAST_YEAR.isdisjoint(mention.entry.senses.get("periods", ()))


@final
class MentionsAt:
    """Mentions by a place of the text that each has to itself: as a dict of them, and quicker to make and to ask."""

    __slots__ = ("_by_place",)

    def __init__(self, size: int) -> None:
        self._by_place: Final[list[Mention | None]] = [None] * size

    def put(self, place: int, mention: Mention) -> None:
        """Hold a mention at a place below the size, instead of one that was there."""
        self._by_place[place] = mention

    def get(self, place: int) -> Mention | None:
        """The mention at a place, inside the text or not; None where there is none."""
        return self._by_place[place] if 0 <= place < len(self._by_place) else None

    def __getitem__(self, place: int) -> Mention:
        found = self.get(place)
        if found is None:
            raise KeyError(place)
        return found

    def __contains__(self, place: int) -> bool:
        return self.get(place) is not None


@dataclass(frozen=True, slots=True)
class Terms:
    """The mentions of a text in order, and by the place where one begins or ends.

    Of several that begin at one place `starts` holds the first, of several that end at one `ends` the last.
    """

    mentions: list[Mention]
    starts: MentionsAt
    ends: MentionsAt

    @classmethod
    def of_mentions(cls, mentions: list[Mention]) -> Terms:
        """The terms that these mentions, in order, are."""
        size = 1
        for mention in mentions:
            size = max(size, mention.end + 1)
        starts, ends = MentionsAt(size), MentionsAt(size)
        begun = -1
        for mention in mentions:
            if mention.start != begun:
                begun = mention.start
                starts.put(begun, mention)
            ends.put(mention.end, mention)
        return cls(mentions, starts, ends)

    def of(self, categories: int) -> list[Mention]:
        """The mentions of one of these categories, in order."""
        return [mention for mention in self.mentions if mention.categories & categories]
