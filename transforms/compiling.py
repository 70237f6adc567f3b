"""A lexicon made ready for the search: its terms and what every language shares, as patterns of one automaton."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from anyascii import anyascii

from transforms import lexicon as lexicons
from transforms.compounds import Compounds
from transforms.gazetteer import kind_words
from transforms.lexicon import Lexicon, Term
from transforms.matching import CASED, COMPOUND, INNER_SPACE, OPEN_END, OPEN_START, PREFIXED, Matcher, Pattern
from transforms.names.tables import table
from transforms.normal import fold_term
from transforms.number_grammar import grammar_of
from transforms.places import spotter
from transforms.scan import Scanner
from transforms.small_words import SmallWords
from transforms.terms import (
    BLOCKED,
    CALENDAR,
    CHANGE,
    CLASSIFIER,
    COMPARISON,
    ENUMERATION,
    FRAME,
    IDENTIFIER,
    LINK,
    MARKER,
    MODIFIER,
    MONTH,
    NOUN,
    NUMBER,
    ORGANISATION,
    PERIOD,
    PERSON,
    PLACE,
    QUALIFIER,
    RANGE,
    SPEECH,
    TIME,
    UNIT,
    Entry,
    merged,
)

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
    "comparisons": COMPARISON,
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
    "origins": MARKER,
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
        "half_of",
        "add_before",
        "fractions",
        "numerator_first",
        "denominator_first",
        "minus",
        "decimal",
        "dual_nouns",
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
        "periods.same_year",
        "periods.year_before",
        "times.quarter",
        "times.half_year",
    ]
)
# Small words that count only directly beside a number or a name: looked up there, not searched for.
_LOOKED_UP: Final = (
    ("numbers", "ordinal_dot_after"),
    ("numbers", "fraction_after"),
    ("numbers", "measured"),
    ("numbers", "only"),
    ("numbers", "only_after"),
    ("numbers", "ratio"),
    ("numbers", "ratio_over"),
    ("numbers", "rank"),
    ("numbers", "ranked_of"),
    ("numbers", "rate"),
    ("numbers", "known"),
    ("numbers", "times"),
    ("ranges", "or"),
    ("numbers", "of_each"),
    ("numbers", "part_of"),
    ("numbers", "ranked_in"),
    ("numbers", "score"),
    ("numbers", "clock_before"),
    ("numbers", "ordinal_before"),
    ("numbers", "denominator_first"),
    ("numbers", "ordinals"),
    ("enumerations", "name_words"),
    ("persons", "particles"),
    ("persons", "agents"),
    ("dates", "year"),
    ("periods", "each"),
    ("qualifiers", "between"),
    ("organisations", "bare"),
)
_NOT_SEARCHED: Final = frozenset({"fold", "prefixes", "numerals", "frame", "small_words"})
_BESIDE: Final = frozenset({*_LOOKED_UP, ("numbers", "money_multipliers"), ("numbers", "definite")})
_MIN_SYMBOL_TERMS: Final[tuple[tuple[tuple[str, ...], str], ...]] = (
    (("percent",), "%"),
    (("percent",), "٪"),
    (("currencies", "USD"), "$"),
    (("currencies", "USD"), "US$"),
    (("currencies", "USD"), "USD"),
    (("currencies", "VND"), "VND"),
    (("currencies", "VND"), "VNĐ"),
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
    (("currencies", "SGD"), "S$"),
    (("currencies", "SGD"), "SGD"),
    (("currencies", "AUD"), "A$"),
    (("currencies", "AUD"), "AU$"),
    (("currencies", "HKD"), "HK$"),
    (("currencies", "TWD"), "NT$"),
    (("currencies", "CAD"), "C$"),
    (("currencies", "CAD"), "CA$"),
    (("currencies", "NZD"), "NZ$"),
    (("currencies", "BRL"), "R$"),
    (("currencies", "LAK"), "₭"),
    (("measures", "Cel"), "°C"),
    (("identifiers",), "№"),
    (("identifiers",), "n°"),
    (("identifiers",), "nº"),
    (("organisations", "number_words"), "№"),
    (("organisations", "number_words"), "n°"),
    (("organisations", "number_words"), "nº"),
)
_AFTER_LETTERS: Final = "$"  # letters before it tell whose it is: HK$
_ELSEWHERE: Final = "elsewhere"  # a name that only holds a province's


class _Term(NamedTuple):
    """A pattern and the text that is searched for."""

    text: str
    pattern: Pattern


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
    entries: dict[str, Pattern] = {}
    abbreviations: dict[str, Pattern] = {}
    prefixes = frozenset(fold_term(prefix, fold) for prefix in lexicon.words("prefixes"))
    for term in _all_terms(lexicon):
        for text, pattern in _patterns(term, lexicon, fold, prefixed=bool(prefixes)):
            own = abbreviations if _is_abbreviation(term) else entries
            known = own.get(text)
            own[text] = pattern if known is None else _joined(known, pattern)
    words = {text: entries[text].entry for text in abbreviations if text in entries}
    for text, pattern in abbreviations.items():
        known = entries.get(text)
        entries[text] = pattern if known is None else _cased(_joined(known, pattern))
    for text, pattern in entries.items():  # a whole word means what its open form means, too
        opened = entries.get(text.removesuffix(" ")) if text.endswith(" ") else None
        if opened is not None:
            entries[text] = pattern._replace(entry=merged(pattern.entry, opened.entry))
    joined = lexicon.flag("numbers", "joined")
    compounds = Compounds.of(lexicon, fold) if joined and lexicon.spaced == "both" else None
    for morpheme in compounds.morphemes() if compounds is not None else ():
        entries.setdefault(f" {morpheme}", _pattern(COMPOUND, 1, 0, OPEN_END))
    ordered = sorted(entries.items(), key=lambda item: (not item[1].entry.names, not item[0].endswith(" ")))
    dotted = frozenset(
        fold_term(term.text, fold)
        for term in lexicon.terms
        if term.section[0] in ("numbers", "qualifiers", "currencies") and term.text.endswith(".")
    )
    beside = {
        ".".join(section): tuple(
            sorted(
                {fold_term(word, fold) for word in lexicon.words(*section)} - {""}, key=lambda word: (-len(word), word)
            )
        )
        for section in _LOOKED_UP
    }
    kinds = kind_words(lexicon.language)
    beside |= {
        "places.before": tuple(fold_term(word, fold) for word in kinds.before),
        "places.after": tuple(fold_term(word, fold) for word in kinds.after),
    }
    multipliers = {
        fold_term(term.text, fold): float(term.section[2])
        for term in lexicon.terms
        if term.section[:2] == ("numbers", "multipliers")
    }
    morphemes = {
        text.strip(): pattern.entry
        for text, pattern in ordered
        if joined and lexicon.spaced == "start" and pattern.entry.categories & NUMBER
    }
    counted = {
        text.strip(): pattern.entry
        for text, pattern in ordered
        if morphemes and pattern.entry.categories & (UNIT | TIME | CLASSIFIER | NOUN)
    }
    return Scanner(
        lexicon=lexicon,
        fold=fold,
        matcher=Matcher.of(ordered, prefixes, compounds, words),
        dotted=dotted,
        multipliers=multipliers,
        morphemes=morphemes,
        counted=counted,
        beside=beside,
        grammar=grammar_of(lexicon, fold),
        small=SmallWords.of_lexicon(lexicon, fold),
        scales=tuple(multipliers),
    )


def _cased(pattern: Pattern) -> Pattern:
    return pattern._replace(edges=pattern.edges | CASED)


def _is_abbreviation(term: Term) -> bool:
    """Whether a noun is written in capitals alone: NGO."""
    return term.section[0] == "nouns" and len(term.text) > 1 and term.text.isupper()


def _joined(one: Pattern, other: Pattern) -> Pattern:
    """Two patterns of the same text as one: with both meanings, and as open as the more open one."""
    wider = one if one.edges & OPEN_START else other
    return wider._replace(entry=merged(one.entry, other.entry))


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
        if form.lies_in is not None:
            yield Term(("places", form.lies_in, "town"), form.text)
        else:
            yield Term(("places", form.place_id or _ELSEWHERE, "weak" if form.needs_affix else "sure"), form.text)


def _numeric(term: Term) -> bool:
    return term.section[0] == "numbers" and term.section[1] in _NUMERIC


@lru_cache(maxsize=8192)  # the terms of a section mean the same, and share one entry
def _entry(section: tuple[str, ...], name: str, *, spaced: bool) -> Entry:
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
    elif section[:2] == ("numbers", "and") and spaced:
        categories = LINK
    elif ".".join(section) in _CALENDAR:
        categories |= CALENDAR
    return Entry(categories, senses, (name,))


def _pattern(entry: Entry, before: int, after: int, edges: int = 0) -> Pattern:
    """The pattern of a term that so many spaces stand before and after."""
    return Pattern(entry, before - 1, after + 1, edges)


def _inner_space(text: str) -> int:
    return INNER_SPACE if " " in text else 0


def _patterns(term: Term, lexicon: Lexicon, fold: Mapping[str, str], *, prefixed: bool) -> Iterable[_Term]:
    open_start, open_end = term.text.startswith("*"), term.text.endswith("*")
    text = fold_term(term.text.strip("*"), fold)
    if not text:
        return
    entry = _entry(term.section, ".".join(term.section), spaced=lexicon.spaced == "both")
    if lexicon.spaced == "none":
        yield _Term(text, _pattern(entry, 0, 0, _inner_space(text)))
        if " " in text:
            yield _Term(text.replace(" ", ""), _pattern(entry, 0, 0))
        return
    if len(text) == 1 and not text.isalnum() and text != _AFTER_LETTERS:
        yield _Term(text, _pattern(entry, 0, 0))  # a sign ends a word by itself: M€
        return
    glues = lexicon.spaced == "start"
    edges = _inner_space(text) | (PREFIXED if prefixed and not open_start else 0)
    if not glues:  # else the word goes on with particles, which are no part of it
        edges |= (OPEN_START if open_start else 0) | (OPEN_END if open_end else 0)
    before = "" if open_start or prefixed else " "
    after = "" if open_end or glues else " "
    yield _Term(before + text + after, _pattern(entry, len(before), len(after), edges))
