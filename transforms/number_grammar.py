"""What the reading of numbers asks of a language, made once from its lexicon."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from transforms.lexicon import Lexicon
from transforms.normal import fold_term
from transforms.numerals import Marks

_MYRIADS: Final = frozenset({1e4, 1e8})
_MILLION: Final = 1e6
_COUNTING: Final = frozenset(("numbers", section) for section in ("words", "one", "multipliers", "fixed"))
_AROUND: Final = "…"


@dataclass(frozen=True, slots=True)
class NumberGrammar:
    """The rules of one language's numbers; words are folded.

    `base`: the least scale word that closes a group (a thousand, or ten thousand); `money`: scale letters that count
    beside a currency alone; `around`: pairs of words that stand around a verb and before a "one" that counts;
    `definite`: what makes a known pair of a noun in the dual; `parts`: number words that are a part before it;
    `scale_first`: a scale word stands before its count; `elided_scale`: the last scale word may be left out (三万五);
    `pairs`: two digits in words are a span (七八百);
    `joins_particles`: endings are written on to every word;
    `roughs`: those endings that say how exact a number is: 천-여 명;
    `leads`, `tails`: how much of a number word is an "and" before it or a small word behind it, written on to it.
    """

    marks: Marks
    spaceless: bool
    base: float
    units_first: bool
    bare_needs_unit: bool
    dotted_ordinals: bool
    ordinal_tail: bool
    one_is_article: bool
    money: dict[str, float]
    around: tuple[tuple[str, str], ...]
    definite: tuple[str, ...]
    parts: dict[str, float]
    scale_first: bool
    joins_particles: bool
    roughs: tuple[str, ...]
    elided_scale: bool
    pairs: bool
    leads: dict[str, int]
    tails: dict[str, int]


def grammar_of(lexicon: Lexicon, fold: dict[str, str]) -> NumberGrammar:
    """The number grammar that a lexicon describes."""
    grouping, decimal = "".join(lexicon.marks("grouping")), "".join(lexicon.marks("decimal"))
    scales = {float(term.section[2]) for term in lexicon.terms if term.section[:2] == ("numbers", "multipliers")}
    money = {
        fold_term(term.text, fold): float(term.section[2])
        for term in lexicon.terms
        if term.section[:2] == ("numbers", "money_multipliers")
    }
    words = {term.text for term in lexicon.terms if term.section[:2] in _COUNTING}  # as spelled: واحد is no و-أحد
    ands = set(lexicon.words("numbers", "and")) & set(lexicon.words("prefixes"))
    endings = lexicon.words("numbers", "endings")
    pairs = (word.partition(_AROUND) for word in lexicon.words("numbers", "only") if _AROUND in word)
    return NumberGrammar(
        marks=Marks(
            grouping or ("," if decimal == "." else "."),
            decimal or ("." if grouping == "," else ","),
            dotted=lexicon.marks("dotted"),
        ),
        spaceless=lexicon.spaced == "none",
        base=1e4 if scales >= _MYRIADS and _MILLION not in scales else 1e3,  # tens of thousands are no 万
        units_first=lexicon.flag("numbers", "units_before_tens"),
        bare_needs_unit=lexicon.flag("numbers", "bare_needs_unit"),
        dotted_ordinals="." in lexicon.words("numbers", "ordinal_after"),
        ordinal_tail=lexicon.flag("numbers", "ordinal_tail"),
        one_is_article=lexicon.flag("numbers", "one_is_article"),
        money=money,
        around=tuple((fold_term(first, fold), fold_term(last, fold)) for first, _, last in pairs),
        definite=tuple(fold_term(word, fold) for word in lexicon.words("numbers", "definite")),
        parts={
            fold_term(term.text, fold): float(term.section[2])
            for term in lexicon.terms
            if term.section[:2] == ("numbers", "parts")
        },
        scale_first=lexicon.flag("numbers", "scale_first"),
        joins_particles=lexicon.spaced == "start",
        roughs=tuple(
            fold_term(term.text, fold)
            for term in lexicon.terms
            if lexicon.spaced == "start" and term.section[0] == "qualifiers" and term.section[2:] == ("after",)
        ),
        elided_scale=lexicon.flag("numbers", "elided_scale"),
        pairs=lexicon.flag("numbers", "pairs"),
        leads={fold_term(f"{a}{word}", fold): len(a) for a in ands for word in words if f"{a}{word}" in words},
        tails=_tails(words, endings, fold),
    )


def _tails(words: AbstractSet[str], endings: Sequence[str], fold: dict[str, str]) -> dict[str, int]:
    """The number words that small words are written on to, folded, and how many letters of each those are."""
    tails: dict[str, int] = {}
    folded = {word: fold_term(word, fold) for word in words} if endings else {}
    for ending in endings:
        for word, plain in folded.items():
            whole = folded.get(f"{word}{ending}")
            if whole is not None:
                tails[whole] = len(whole) - len(plain)
    return tails
