"""A lexicon made ready for the search: its terms and what every language shares, as patterns of one automaton."""

from __future__ import annotations

from collections.abc import Iterable
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
from transforms.sections import LOOKED_UP, entry_of, is_searched
from transforms.small_words import SmallWords
from transforms.symbols import SYMBOLS
from transforms.terms import BLOCKED, CLASSIFIER, NOUN, NUMBER, TIME, UNIT, Entry, merged

_AFTER_LETTERS: Final = "$"  # letters before it tell whose it is: HK$
_ELSEWHERE: Final = "elsewhere"  # a name that only holds a province's
_SHORT_MONTH: Final = 4  # letters
_DOTTED: Final = frozenset({"numbers", "qualifiers", "currencies"})


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
    prefixes = frozenset(fold_term(prefix, fold) for prefix in lexicon.words("prefixes"))
    joined = lexicon.flag("numbers", "joined")
    compounds = Compounds.of(lexicon, fold) if joined and lexicon.spaced == "both" else None
    patterns, words = _all_patterns(lexicon, fold, prefixed=bool(prefixes))
    for morpheme in compounds.morphemes() if compounds is not None else ():
        patterns.setdefault(f" {morpheme}", _pattern(COMPOUND, 1, 0, OPEN_END))
    ordered = sorted(patterns.items(), key=lambda item: (not item[1].entry.names, not item[0].endswith(" ")))
    morphemes = _meaning(ordered, NUMBER) if joined and lexicon.spaced == "start" else {}
    multipliers = {
        fold_term(term.text, fold): float(term.section[2])
        for term in lexicon.terms
        if term.section[:2] == ("numbers", "multipliers")
    }
    beside = _beside(lexicon, fold)
    return Scanner(
        lexicon=lexicon,
        fold=fold,
        matcher=Matcher.of(ordered, prefixes, compounds, words),
        dotted=frozenset(
            fold_term(term.text, fold)
            for term in lexicon.terms
            if term.section[0] in _DOTTED and term.text.endswith(".")
        )
        | _short_months(lexicon, fold),
        multipliers=multipliers,
        morphemes=morphemes,
        disguised=_disguised(patterns),
        counted=_meaning(ordered, UNIT | TIME | CLASSIFIER | NOUN) if morphemes else {},
        beside=beside,
        heads={section: "".join(sorted({word[0] for word in words})) for section, words in beside.items()},
        tails={section: "".join(sorted({word[-1] for word in words})) for section, words in beside.items()},
        grammar=grammar_of(lexicon, fold),
        small=SmallWords.of_lexicon(lexicon, fold),
        scales=tuple(multipliers),
    )


def _all_patterns(
    lexicon: Lexicon, fold: dict[str, str], *, prefixed: bool
) -> tuple[dict[str, Pattern], dict[str, Entry]]:
    """The patterns by their texts, and what those of abbreviations mean that are words, too."""
    patterns: dict[str, Pattern] = {}
    abbreviations: dict[str, Pattern] = {}
    for term in _all_terms(lexicon):
        own = abbreviations if _is_abbreviation(term) else patterns
        for text, pattern in _patterns(term, lexicon, fold, prefixed=prefixed):
            known = own.get(text)
            own[text] = pattern if known is None else _joined(known, pattern)
    words = {text: patterns[text].entry for text in abbreviations if text in patterns}
    for text, pattern in abbreviations.items():
        known = patterns.get(text)
        patterns[text] = pattern if known is None else _cased(_joined(known, pattern))
    for text, pattern in patterns.items():  # a whole word means what its open form means, too
        opened = patterns.get(text.removesuffix(" ")) if text.endswith(" ") else None
        if opened is not None:
            patterns[text] = pattern._replace(entry=merged(pattern.entry, opened.entry))
    return patterns, words


def _short_months(lexicon: Lexicon, fold: dict[str, str]) -> frozenset[str]:
    """The names of months that are cut short, which a full stop may follow: Oct. 31."""
    names = [(term.section, fold_term(term.text, fold)) for term in lexicon.terms if term.section[0] == "months"]
    return frozenset(
        name
        for month, name in names
        if 1 < len(name) <= _SHORT_MONTH
        and any(other == month and len(long) > len(name) + 1 and long.startswith(name) for other, long in names)
    )


def _meaning(patterns: list[tuple[str, Pattern]], categories: int) -> dict[str, Entry]:
    """What the terms of some categories mean, by their words."""
    return {text.strip(): pattern.entry for text, pattern in patterns if pattern.entry.categories & categories}


def _disguised(patterns: dict[str, Pattern]) -> dict[str, Entry]:
    """The number words that begin expressions in which a number word is none."""
    firsts = {text.split()[0] for text, pattern in patterns.items() if pattern.entry.categories & BLOCKED}
    words = {first: patterns.get(f" {first} ") for first in firsts}
    return {first: word.entry for first, word in words.items() if word is not None and word.entry.categories & NUMBER}


def _beside(lexicon: Lexicon, fold: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """The small words that are looked up beside a number or a name, by section, the longer first."""
    kinds = kind_words(lexicon.language)
    beside = {
        ".".join(section): {fold_term(word, fold) for word in lexicon.words(*section)} - {""} for section in LOOKED_UP
    }
    return {section: tuple(sorted(words, key=lambda word: (-len(word), word))) for section, words in beside.items()} | {
        "places.before": tuple(fold_term(word, fold) for word in kinds.before),
        "places.after": tuple(fold_term(word, fold) for word in kinds.after),
    }


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
    """The terms of a lexicon that are searched for, and those that every language has: signs, surnames, places."""
    yield from filter(is_searched, lexicon.terms)
    yield from SYMBOLS
    for surname in table("surnames.yaml")["surnames"]:
        yield Term(("persons", "surnames"), surname)
        yield Term(("persons", "surnames"), anyascii(surname))
    for form in spotter(lexicon.language):
        if form.lies_in is not None:
            yield Term(("places", form.lies_in, "town"), form.text)
        else:
            yield Term(("places", form.place_id or _ELSEWHERE, "weak" if form.needs_affix else "sure"), form.text)


def _pattern(entry: Entry, before: int, after: int, edges: int = 0) -> Pattern:
    """The pattern of a term that so many spaces stand before and after."""
    return Pattern(entry, before - 1, after + 1, edges)


def _inner_space(text: str) -> int:
    return INNER_SPACE if " " in text else 0


def _patterns(term: Term, lexicon: Lexicon, fold: dict[str, str], *, prefixed: bool) -> Iterable[_Term]:
    """The patterns of a term: with the spaces that must stand around it in its language."""
    open_start, open_end = term.text.startswith("*"), term.text.endswith("*")
    text = fold_term(term.text.strip("*"), fold)
    if not text:
        return
    entry = entry_of(term, spaced=lexicon.spaced == "both")
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
