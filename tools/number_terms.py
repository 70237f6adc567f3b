"""Which number words a lexicon needs, so that everything which a language's spell-out rules make is read.

The parser's grammar composes numbers by itself; listed is only what it cannot compose. So the terms are found by
trying: what the rules spell is read back, and a form that comes out wrong is listed whole.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from math import nan
from typing import Final

import regex
import yaml

from tools.spell_out import RuleBook, UnspelledError
from transforms.compiling import compile_lexicon
from transforms.lexicon import read
from transforms.numbers import read_numbers
from transforms.scan import Scanner

_COUNTS: Final = (*range(1, 26), 30, 35, 40, 50, 60, 70, 80, 90, *range(101, 106), 110, 120, 121, 200, 300, 500)
_SCALES: Final = (100, 1_000, 10_000, 100_000, 10**6, 10**7, 10**9, 10**12)
_STAGES: Final[tuple[tuple[int, ...], ...]] = (
    tuple(range(21)),
    tuple(range(30, 100, 10)),
    tuple(range(21, 100)),
    tuple(range(100, 1000, 100)),
    (101, 102, 103, 105, 111, 121, 130, 199, 234, 999),
    tuple(range(1000, 10_000, 1000)),
    (*range(10_000, 100_000, 1000), *range(100_000, 1_000_000, 100_000)),
    tuple(range(10**6, 21 * 10**6, 10**6)),
    (10**8, 5 * 10**8, *range(10**9, 11 * 10**9, 10**9), 10**12),
)
_SAMPLE: Final = (*range(2, 1000, 7), 221, 999, 1000, 12_345, 345_678, 2_000_000)
_JOINED_COST: Final = 10  # terms that compounding must save to be worth its while
_MISS_COST: Final = 4000
_LINK_LETTERS: Final = 5  # a longer rest between tens and units is no "and"
_APART: Final = "\n\n"  # what no term can bridge: a line's end alone counts as a space
_ENOUGH: Final = 0.99
_GAP: Final = regex.compile(r"[\s-]*")


@dataclass(slots=True)
class NumberTerms:
    """The section `numbers` of a lexicon, as it grows."""

    words: dict[int, list[str]] = field(default_factory=dict)
    multipliers: dict[int, list[str]] = field(default_factory=dict)
    alone: list[str] = field(default_factory=list)
    homonyms: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    one: list[str] = field(default_factory=list)
    minus: list[str] = field(default_factory=list)
    decimal: list[str] = field(default_factory=list)
    ordinals: list[str] = field(default_factory=list)
    not_numbers: list[str] = field(default_factory=list)
    joined: bool = False
    units_first: bool = False

    def section(self) -> dict[str, object]:
        """As the lexicon file has it."""
        flags = {"joined": self.joined, "units_before_tens": self.units_first}
        lists = {
            "alone": self.alone,
            "homonyms": self.homonyms,
            "and": self.links,
            "one": self.one,
            "minus": self.minus,
            "decimal": self.decimal,
            "ordinals": self.ordinals,
            "not_numbers": self.not_numbers,
        }
        values = {"words": self.words, "multipliers": self.multipliers}
        return {
            **{key: True for key, flag in flags.items() if flag},
            **{key: dict(sorted(found.items())) for key, found in values.items() if found},
            **{key: found for key, found in lists.items() if found},
        }


@dataclass(frozen=True, slots=True)
class Habits:
    """What the data do not say: how words are set apart, and which number words are also other words."""

    spaced: str = "true"
    scale_first: bool = False
    one_counts: bool = False
    homonyms: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    fold: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    multipliers: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    links: tuple[str, ...] = ()
    glued: str = ""  # the "and" that is written together with the next word: ועשרים
    one: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    vague: frozenset[str] = frozenset()  # hundreds, thousands: no number by themselves
    dropped: frozenset[tuple[int, str]] = frozenset()
    most: int = 10**12  # beyond it the rules are not to be trusted

    def both(self, form: str) -> tuple[str, ...]:
        """A number word, and the same behind an "and" that is glued to it."""
        return (form, self.glued + form) if self.glued else (form,)


class Spelled:
    """All forms that the rules of a language's locales give a number, in a fixed order."""

    def __init__(self, books: Sequence[RuleBook]) -> None:
        self.books = books
        self._known: dict[tuple[int, bool], tuple[str, ...]] = {}

    def forms(self, number: int, *, ordinal: bool = False) -> tuple[str, ...]:
        """The forms of a number; none where the rules fall back to digits."""
        if (number, ordinal) not in self._known:
            self._known[number, ordinal] = tuple(dict.fromkeys(self._all(number, ordinal=ordinal)))
        return self._known[number, ordinal]

    def _all(self, number: int, *, ordinal: bool) -> Iterator[str]:
        for book in self.books:
            for rule_set in book.ordinals() if ordinal else book.cardinals():
                try:
                    form = regex.sub(r"\p{Cf}", "", book.spell(number, rule_set)).lower()
                except UnspelledError:
                    continue
                if form and not regex.search(r"\p{N}", form):
                    yield form


def number_terms(spelled: Spelled, scales: dict[int, list[str]], habits: Habits) -> NumberTerms:
    """The number words of a language; `scales` are those that other data have, by value."""
    best: tuple[float, NumberTerms] | None = None
    enough = False
    for whole_tens in (False, True):
        for joined in (False, True):
            terms = _terms(spelled, scales, habits, joined=joined, whole_tens=whole_tens)
            missed = 1 - share_read(spelled, engine_of(terms, habits), _SAMPLE)
            cost = sum(map(len, terms.words.values())) + _JOINED_COST * joined + _MISS_COST * missed
            if best is None or cost < best[0]:
                best, enough = (cost, terms), missed < 1 - _ENOUGH
        if enough:
            break
    assert best is not None  # noqa: S101 -- the loops above ran
    return best[1]


def share_read(spelled: Spelled, engine: Scanner, sample: Iterable[int]) -> float:
    """The share of the sample's forms that are read back as the one number they spell."""
    tried = [(number, form) for number in sample for form in spelled.forms(number)]
    read_back = values(engine, [form for _, form in tried])
    right = sum(found == [float(number)] for (number, _), found in zip(tried, read_back, strict=True))
    return right / len(tried) if tried else 1.0


def values(engine: Scanner, forms: Sequence[str]) -> list[list[float]]:
    """The values of the numbers that a compiled lexicon finds in each of some texts of one line."""
    text = _APART.join((*forms, ""))
    normal = engine.normalise(text)
    begins = [0, *accumulate(len(form) + len(_APART) for form in forms)]
    found: list[list[float]] = [[] for _ in forms]
    for number in read_numbers(engine, normal, engine.terms(normal)):
        if not number.ordinal:
            start, end = normal.original(number.start, number.end)
            line = bisect_right(begins, start) - 1
            found[line].append(number.value if end < begins[line + 1] else nan)
    return found


def engine_of(terms: NumberTerms, habits: Habits) -> Scanner:
    """A scanner that knows these number words and nothing else."""
    first = {"scale_first": True} if habits.scale_first else {}
    page: dict[str, object] = {"language": "xx", "name": "xx", "numbers": first | terms.section()}
    if habits.prefixes:
        page["prefixes"] = list(habits.prefixes)
    if habits.fold:
        page["fold"] = {letter: list(variants) for letter, variants in habits.fold.items()}
    text = yaml.safe_dump(page, allow_unicode=True, sort_keys=False) + f"spaced: {habits.spaced}\n"
    return compile_lexicon(read(text, "lexicon in the making"))


def _terms(
    spelled: Spelled, scales: dict[int, list[str]], habits: Habits, *, joined: bool, whole_tens: bool
) -> NumberTerms:
    terms = NumberTerms(joined=joined, words={value: list(words) for value, words in habits.words.items()})
    ones = [both for form in spelled.forms(1) if form not in habits.homonyms for both in habits.both(form)]
    if habits.one_counts:
        terms.words[1] = [*terms.words.get(1, ()), *ones]
    else:
        terms.one = [*ones, *habits.one]
    terms.alone = list(habits.alone)
    links, terms.units_first = _links(spelled)
    terms.links = [*links, *habits.links]
    for book in spelled.books:
        terms.minus += [word for word in book.words.get("-x", ()) if word and word not in terms.minus]
        terms.decimal += [word for word in book.words.get("x.x", ()) if word and word not in terms.decimal]
    for scale in _SCALES:
        known = [word for smaller in terms.multipliers.values() for word in smaller]
        cut = [word for word in _scale_words(spelled, scale) if not word.endswith(tuple(known))]
        found = [*cut, *scales.get(scale, ()), *habits.multipliers.get(scale, ())]
        found = [word for word in dict.fromkeys(found) if (scale, word) not in habits.dropped]
        if found:
            terms.multipliers[scale] = found
    for scale in sorted({*scales, *habits.multipliers} - set(_SCALES)):
        listed = dict.fromkeys((*scales.get(scale, ()), *habits.multipliers.get(scale, ())))
        terms.multipliers[scale] = [word for word in listed if (scale, word) not in habits.dropped]
    if whole_tens:
        for number in range(21, 100):
            terms.words.setdefault(number, []).extend(spelled.forms(number))
    for stage in _STAGES:
        if max(stage) in {101, 999}:
            _add_stems(terms, spelled, habits)
        _complete(terms, [number for number in stage if number <= habits.most], spelled, habits)
    terms.ordinals = list(dict.fromkeys(form for n in range(1, 32) for form in spelled.forms(n, ordinal=True)))
    return terms


def _complete(terms: NumberTerms, stage: Iterable[int], spelled: Spelled, habits: Habits) -> None:
    """Lists those forms of some numbers that are not read yet."""
    engine = engine_of(terms, habits)
    tried = [(number, form) for number in stage for form in spelled.forms(number)]
    for (number, form), found in zip(tried, values(engine, [form for _, form in tried]), strict=True):
        if found == [float(number)] or (number == 1 and form in terms.one):
            continue
        if form in habits.homonyms:
            terms.homonyms.append(form)
        if form in terms.multipliers.get(number, ()):
            terms.alone += [form] if form not in habits.vague else []
        else:
            terms.words.setdefault(number, []).extend(habits.both(form))


def _add_stems(terms: NumberTerms, spelled: Spelled, habits: Habits) -> None:
    """Lists what a round number is called before a smaller one, where it is another word then: εκατόν πέντε."""
    engine = engine_of(terms, habits)
    for big in (*range(100, 1000, 100), 1000):
        left: Counter[str] = Counter()
        for small in (4, 5, 6, 20, 30):
            for whole in spelled.forms(big + small):
                for form in spelled.forms(small):
                    if whole.endswith(" " + form):
                        left[whole.removesuffix(form).strip(" -")] += 1
        for stem, count in left.items():
            bare = next((stem.removesuffix(" " + link) for link in terms.links if stem.endswith(" " + link)), stem)
            if count > 1 and values(engine, [bare]) != [[float(big)]] and bare not in terms.words.get(big, ()):
                terms.words.setdefault(big, []).append(bare)


def _links(spelled: Spelled) -> tuple[list[str], bool]:
    """(what stands between tens and units, or hundreds and the rest; whether units come first)."""
    between: Counter[str] = Counter()
    order: Counter[bool] = Counter()
    for tens in range(20, 100, 10):
        for unit in range(1, 10):
            order.update(_between(spelled, tens, unit, between))
    for hundreds, rest in ((100, 5), (200, 5), (100, 20), (300, 50), (1000, 5), (1000, 100), (2000, 7), (3000, 20)):
        _between(spelled, hundreds, rest, between)
    often = {link: n for link, n in between.items() if n >= 3 and len(link) <= _LINK_LETTERS and link.isalpha()}
    links = [link for link, n in often.items() if not _cut_wrongly(link, n, often)]
    return links, order[True] > order[False]


def _between(spelled: Spelled, big: int, small: int, between: Counter[str]) -> Iterator[bool]:
    found: dict[str, None] = {}
    orders: list[bool] = []
    for whole in spelled.forms(big + small):
        for one in spelled.forms(big):
            for two in spelled.forms(small):
                for first, second in ((one, two), (two, one)):
                    if len(whole) >= len(first) + len(second) and whole.startswith(first) and whole.endswith(second):
                        found[_GAP.sub("", whole[len(first) : len(whole) - len(second)])] = None
                        orders.append(first == two)
    between.update(link for link in found if link)
    return iter(orders)


def _scale_words(spelled: Spelled, scale: int) -> list[str]:
    """What is left of a round number's forms when its count is taken away, if two counts leave it."""
    left: Counter[str] = Counter()
    for count in _COUNTS:
        rests: dict[str, None] = {}  # a set that keeps its order, so that the output is the same every time
        for whole in spelled.forms(count * scale):
            for form in spelled.forms(count):
                if whole.startswith(form) and len(whole) > len(form):
                    rest = _GAP.sub("", whole[len(form) :], count=1).strip()
                    if rest and " " not in whole[len(form) + 1 :]:
                        rests[rest] = None
        left.update(rests.keys())
    supported = {word: count for word, count in left.items() if count >= 2 and not _is_number(word, spelled)}
    return [word for word, count in supported.items() if not _cut_wrongly(word, count, supported)]


def _cut_wrongly(word: str, count: int, others: Mapping[str, int]) -> bool:
    """Whether a letter of the count was left on the word or one of its own taken off: another cut leaves more."""
    return any(
        other != word and (other.endswith(word) or word.endswith(other)) and support > count
        for other, support in others.items()
    )


def _is_number(word: str, spelled: Spelled) -> bool:
    """Whether a rest is a smaller number, because the count was cut at the wrong place."""
    return any(word in spelled.forms(n) for n in range(2, 100))
