"""One pass over a text for all terms of its language.

The automaton is built once a language. What it finds is a list of mentions in text order; a mention that lies
inside a longer one is dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind
from anyascii import anyascii

from transforms import lexicon as lexicons
from transforms.compounds import Compounds
from transforms.lexicon import Lexicon, Term
from transforms.names.tables import table
from transforms.normal import Normal, fold_term, normalise
from transforms.number_grammar import NumberGrammar, grammar_of
from transforms.places import spotter

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
CALENDAR: Final = 1 << 20  # names a period by itself: first half, this year, quarter

_CATEGORY: Final[Mapping[str, int]] = {
    "numbers": NUMBER,
    "qualifiers": QUALIFIER,
    "percent": UNIT,
    "percent_points": UNIT,
    "currencies": UNIT,
    "measures": UNIT,
    "times": TIME,
    "months": MONTH,
    "periods": PERIOD,
    "nouns": NOUN,
    "modifiers": MODIFIER,
    "classifiers": CLASSIFIER,
    "changes": CHANGE,
    "ranges": RANGE,
    "identifiers": IDENTIFIER,
    "enumerations": ENUMERATION,
    "organisations": ORGANISATION,
    "persons": PERSON,
    "speech": SPEECH,
    "frame": FRAME,
    "totals": MARKER,
    "of_which": MARKER,
    "average": MARKER,
    "equivalent": MARKER,
    "ages": MARKER,
    "dates": MARKER,
    "places": PLACE,
}
# What a number is made of; the other sections of "numbers" say something about one beside them.
_NUMERIC: Final = frozenset(
    [
        "words",
        "multipliers",
        "and",
        "one",
        "fixed",
        "half_after",
        "add_before",
        "fractions",
        "numerator_first",
        "denominator_first",
        "minus",
        "decimal",
    ]
)

_CALENDAR: Final = frozenset(
    [
        "periods.first_half",
        "periods.second_half",
        "periods.year_start",
        "periods.this_year",
        "periods.last_year",
        "periods.next_year",
        "times.quarter",
        "times.half_year",
    ]
)
# Small words that count only directly beside a number or a name: looked up there, not searched for.
_LOOKED_UP: Final = (
    ("numbers", "ordinal_dot_after"),
    ("numbers", "fraction_after"),
    ("numbers", "only"),
    ("numbers", "only_after"),
    ("numbers", "ratio"),
    ("numbers", "clock_before"),
    ("numbers", "ordinal_before"),
    ("numbers", "denominator_first"),
    ("numbers", "ordinals"),
    ("enumerations", "name_words"),
    ("persons", "particles"),
)
_NOT_SEARCHED: Final = frozenset({"fold", "prefixes", "numerals", "frame"})
_BESIDE: Final = frozenset({*_LOOKED_UP, ("numbers", "money_multipliers")})
_MIN_SYMBOL_TERMS: Final[tuple[tuple[tuple[str, ...], str], ...]] = (
    (("percent",), "%"),
    (("percent",), "٪"),
    (("currencies", "USD"), "$"),
    (("currencies", "USD"), "US$"),
    (("currencies", "USD"), "USD"),
    (("currencies", "VND"), "VND"),
    (("currencies", "VND"), "₫"),
    (("currencies", "EUR"), "€"),
    (("currencies", "EUR"), "EUR"),
    (("currencies", "GBP"), "£"),
    (("currencies", "JPY"), "JPY"),
    (("currencies", "KRW"), "₩"),
    (("currencies", "THB"), "฿"),
    (("currencies", "INR"), "₹"),
    (("currencies", "RUB"), "₽"),
    (("currencies", "CNY"), "CNY"),
    (("currencies", "AUD"), "AUD"),
    (("measures", "Cel"), "°C"),
    (("identifiers",), "№"),
    (("identifiers",), "n°"),
    (("identifiers",), "nº"),
    (("organisations", "number_words"), "№"),
    (("organisations", "number_words"), "n°"),
    (("organisations", "number_words"), "nº"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a term may mean: keys by section path's head ("nouns" → ("delegation",)), and its names in the lexicon."""

    categories: int
    senses: Mapping[str, tuple[str, ...]]
    names: tuple[str, ...]

    def first(self, head: str) -> str | None:
        """The first key under that head, or None."""
        keys = self.senses.get(head)
        return keys[0] if keys else None


_NEXT: Final = 2  # spaces between a number and a small word beside it
_WORD_ENDS: Final = ("", " ")
_AFTER_LETTERS: Final = "$"  # letters before it tell whose it is: HK$
_ELSEWHERE: Final = "elsewhere"  # a name that only holds a province's
_COMPOUND: Final = Entry(0, {}, ())  # stands for the start of a word that may be a compound of number words


class Mention(NamedTuple):
    """A term where it stands: a span of the normal text."""

    start: int
    end: int
    entry: Entry


class _Pattern(NamedTuple):
    text: str
    entry: Entry
    lead: int  # characters of the pattern before the term itself
    trail: int
    open_start: bool
    open_end: bool


@dataclass(frozen=True, slots=True)
class Scanner:
    """The compiled terms of one language."""

    lexicon: Lexicon
    fold: Mapping[str, str]
    automaton: AhoCorasick
    patterns: tuple[_Pattern, ...]
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

    def mentions(self, folded: str) -> list[Mention]:
        """All terms in the folded text, by position; those inside a longer one are left out."""
        haystack = f" {folded} "
        found = []
        patterns = self.patterns
        spaced = self.lexicon.spaced == "both"
        clear_from = clear_to = 0  # no space stands between them in the haystack
        space, seen = 0, 0  # the last space before a place up to which was looked
        for index, start, end in self.automaton.find_matches_as_indexes(haystack, overlapping=True):
            _, entry, lead, trail, open_start, open_end = patterns[index]
            begin = start + lead - 1  # the haystack's own leading space is taken off again
            stop = end - trail - 1
            if spaced and open_end:
                if not clear_from <= stop + 1 <= clear_to:
                    clear_from, clear_to = stop + 1, haystack.find(" ", stop + 1)
                stop = clear_to - 1
            if spaced and open_start:
                if begin + 1 > seen:
                    space = max(space, haystack.rfind(" ", seen, begin + 1))
                    seen = begin + 1
                begin = space if space <= begin else haystack.rfind(" ", 0, begin + 1)
            if entry is _COMPOUND:
                compound = self._compound(folded[begin:stop])
                if compound is None:
                    continue
                entry = compound
            found.append((begin, -stop, index, entry))
        found.sort()
        kept: list[Mention] = []
        last_end = -1
        for begin, minus_stop, _, entry in found:
            if -minus_stop > last_end:
                last_end = -minus_stop
                kept.append(Mention(begin, last_end, entry))
            elif -minus_stop == last_end and begin == kept[-1].start:
                kept[-1] = Mention(begin, last_end, _both(kept[-1].entry, entry))
            elif not spaced and entry.categories & NUMBER and self._goes_on(folded, kept, begin, -minus_stop):
                kept.append(Mention(begin, -minus_stop, entry))
        return self._inside_words(folded, kept) if self.morphemes else kept

    def _goes_on(self, folded: str, kept: list[Mention], begin: int, stop: int) -> bool:
        """Whether a numeral inside a longer word is one all the same: 第二十五, 四十分钟, 十分之一."""
        if kept[-1].entry.categories & (PERIOD | MARKER):
            return True
        if kept[-1].entry.categories & BLOCKED:
            if stop == kept[-1].end and folded.startswith(self.scales, stop):
                return True  # 下-一万五千
            if len(kept) > 1 and kept[-2].end == kept[-1].start == begin and kept[-2].entry.categories & NUMBER:
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
            end = mention.end
            limit = kept[at + 1].start if at + 1 < len(kept) else len(folded)
            while mention.entry.categories & NUMBER and end < limit and folded[end] != " ":
                size = next((n for n in (3, 2, 1) if folded[end : end + n] in self.morphemes), 0)
                if not size:
                    break
                found.append(Mention(end, end + size, self.morphemes[folded[end : end + size]]))
                end += size
        return found

    def _compound(self, word: str) -> Entry | None:
        value = self.compounds.value(word) if self.compounds is not None else None
        return None if value is None else _compound_entry(value)


@lru_cache(maxsize=4096)
def _compound_entry(value: float) -> Entry:
    return Entry(NUMBER, {"numbers.words": (repr(value),)}, ("numbers.compound",))


_MOST_PAIRS: Final = 50_000
_BOTH: dict[tuple[int, int], tuple[Entry, Entry, Entry]] = {}


def _both(one: Entry, other: Entry) -> Entry:
    """The entry that means what both mean; made once for a pair."""
    known = _BOTH.get((id(one), id(other)))
    if known is None or known[0] is not one or known[1] is not other:
        if len(_BOTH) > _MOST_PAIRS:
            _BOTH.clear()
        both = one if set(other.names) <= set(one.names) else _merged(one, other)
        known = _BOTH[id(one), id(other)] = (one, other, both)
    return known[2]


def _merged(one: Entry, other: Entry) -> Entry:
    senses = dict(one.senses)
    for head, keys in other.senses.items():
        senses[head] = tuple(dict.fromkeys((*senses.get(head, ()), *keys)))
    return Entry(one.categories | other.categories, senses, (*one.names, *other.names))


@lru_cache(maxsize=128)
def scanner(language: str) -> Scanner:
    """The scanner of a language; of one without a lexicon, a scanner for what is written alike everywhere."""
    try:
        lexicon = lexicons.load(language)
    except KeyError:
        lexicon = lexicons.read(f"language: {language}\nname: {language}\n", language)
    return compile_lexicon(lexicon)


def compile_lexicon(lexicon: Lexicon) -> Scanner:
    """The scanner of a lexicon."""
    fold = {variant: target for variant, target in lexicon.fold.items() if len(variant) == len(target) == 1}
    entries: dict[str, _Pattern] = {}
    prefixes = [fold_term(prefix, fold) for prefix in lexicon.words("prefixes")]
    for term in _all_terms(lexicon):
        for pattern in _patterns(term, lexicon, fold, prefixes):
            known = entries.get(pattern.text)
            entry = pattern.entry if known is None else _merged(known.entry, pattern.entry)
            entries[pattern.text] = pattern._replace(entry=entry)
    for text, pattern in entries.items():  # a whole word means what its open form means, too
        opened = entries.get(text.removesuffix(" ")) if not pattern.open_end else None
        if opened is not None and opened.text != text:
            entries[text] = pattern._replace(entry=_merged(pattern.entry, opened.entry))
    joined = lexicon.flag("numbers", "joined")
    compounds = Compounds.of(lexicon, fold) if joined and lexicon.spaced == "both" else None
    for morpheme in compounds.morphemes() if compounds is not None else ():
        entries.setdefault(f" {morpheme}", _Pattern(f" {morpheme}", _COMPOUND, 1, 0, False, True))
    patterns = tuple(sorted(entries.values(), key=lambda pattern: (not pattern.entry.names, pattern.open_end)))
    automaton = AhoCorasick([pattern.text for pattern in patterns], matchkind=MatchKind.Standard)
    dotted = frozenset(
        fold_term(term.text, fold) for term in lexicon.terms if term.section[0] == "numbers" and term.text.endswith(".")
    )
    beside = {
        ".".join(section): tuple(
            sorted(
                {fold_term(word, fold) for word in lexicon.words(*section)} - {""}, key=lambda word: (-len(word), word)
            )
        )
        for section in _LOOKED_UP
    }
    multipliers = {
        fold_term(term.text, fold): float(term.section[2])
        for term in lexicon.terms
        if term.section[:2] == ("numbers", "multipliers")
    }
    morphemes = {
        pattern.text.strip(): pattern.entry
        for pattern in patterns
        if joined and lexicon.spaced == "start" and pattern.entry.categories & NUMBER
    }
    return Scanner(
        lexicon=lexicon,
        fold=fold,
        automaton=automaton,
        patterns=patterns,
        compounds=compounds,
        dotted=dotted,
        multipliers=multipliers,
        morphemes=morphemes,
        beside=beside,
        grammar=grammar_of(lexicon, fold),
        scales=tuple(multipliers),
    )


def _all_terms(lexicon: Lexicon) -> Iterable[Term]:
    for term in lexicon.terms:
        if term.section[0] not in _NOT_SEARCHED and (term.section[:2] not in _BESIDE or _numeric(term)):
            yield term
    for section, symbol in _MIN_SYMBOL_TERMS:
        yield Term(section, symbol)
    for surname in table("surnames.yaml")["surnames"]:
        yield Term(("persons", "surnames"), surname)
        yield Term(("persons", "surnames"), anyascii(surname))
    for form in spotter(lexicon.language):
        yield Term(("places", form.place_id or _ELSEWHERE, "weak" if form.needs_affix else "sure"), form.text)


def _numeric(term: Term) -> bool:
    return term.section[0] == "numbers" and term.section[1] in _NUMERIC


def _entry(section: tuple[str, ...], name: str) -> Entry:
    head, categories = section[0], _CATEGORY[section[0]]
    if head == "qualifiers":  # qualifiers.over.before
        senses = {f"qualifiers.{section[2]}": (section[1],)}
    elif head in ("numbers", "organisations", "persons"):  # numbers.words.7, organisations.cluster
        senses = {f"{head}.{section[1]}": (section[-1],)}
    elif head == "places":
        senses = {f"places.{section[2]}": (section[1],)}
    elif head == "dates":
        senses = {f"dates.{section[1]}": ("date",)}
    elif len(section) == 1:
        senses = {head: (head,)}
    else:
        senses = {head: (section[1],)}
    if section[:2] == ("numbers", "not_numbers"):
        categories = BLOCKED
    elif head == "numbers" and section[1] not in _NUMERIC:
        categories = MARKER
    elif ".".join(section) in _CALENDAR:
        categories |= CALENDAR
    return Entry(categories, senses, (name,))


def _patterns(term: Term, lexicon: Lexicon, fold: Mapping[str, str], prefixes: Sequence[str]) -> Iterable[_Pattern]:
    open_start, open_end = term.text.startswith("*"), term.text.endswith("*")
    text = fold_term(term.text.strip("*"), fold)
    if not text:
        return
    name = ".".join(term.section)
    entry = _entry(term.section, name)
    if lexicon.spaced == "none":
        yield _Pattern(text, entry, 0, 0, True, True)
        if " " in text:
            yield _Pattern(text.replace(" ", ""), entry, 0, 0, True, True)
        return
    if len(text) == 1 and not text.isalnum() and text != _AFTER_LETTERS:
        yield _Pattern(text, entry, 0, 0, False, False)  # a sign ends a word by itself: M€
        return
    open_end = open_end or lexicon.spaced == "start"
    before, after = "" if open_start else " ", "" if open_end else " "
    yield _Pattern(before + text + after, entry, len(before), len(after), open_start, open_end)
    for prefix in () if open_start else prefixes:
        lead = f" {prefix}"
        yield _Pattern(lead + text + after, entry, len(lead), len(after), False, open_end)
