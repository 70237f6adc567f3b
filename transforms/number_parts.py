"""The parts that numbers are made of, and what each word of the lexicon does in one."""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace
from typing import Final

from transforms.scan import Scanner
from transforms.terms import Entry, Mention


class Kind(enum.Enum):
    """What a token does in a number."""

    DIGITS = enum.auto()
    WORD = enum.auto()  # a value to add: seven, twenty
    ONE = enum.auto()  # article or one
    MULTIPLIER = enum.auto()
    FIXED = enum.auto()  # a value that nothing is added to: a dozen
    HALF_FRACTION = enum.auto()  # a complete fraction: half
    DENOMINATOR = enum.auto()
    NUMERATOR_FIRST = enum.auto()
    DENOMINATOR_FIRST = enum.auto()
    HALF_AFTER = enum.auto()
    ADD_BEFORE = enum.auto()
    AND = enum.auto()
    MINUS = enum.auto()
    PAIR = enum.auto()  # a noun in the dual
    DECIMAL = enum.auto()


REACH: Final = 2  # characters between two parts of a number at most
_MOST_PARTS: Final = 50_000
_DIGIT: Final = 10
_VALUED: Final = frozenset({Kind.MULTIPLIER, Kind.WORD, Kind.FIXED, Kind.ADD_BEFORE})

_SECTIONS: Final = (
    ("numbers.multipliers", Kind.MULTIPLIER),
    ("numbers.words", Kind.WORD),
    ("numbers.between", Kind.WORD),
    ("numbers.fixed", Kind.FIXED),
    ("numbers.one", Kind.ONE),
    ("numbers.half_after", Kind.HALF_AFTER),
    ("numbers.add_before", Kind.ADD_BEFORE),
    ("numbers.numerator_first", Kind.NUMERATOR_FIRST),
    ("numbers.denominator_first", Kind.DENOMINATOR_FIRST),
    ("numbers.minus", Kind.MINUS),
    ("numbers.decimal", Kind.DECIMAL),
    ("numbers.and", Kind.AND),
)


@dataclass(slots=True)
class Token:
    """One token.

    `alone`: a multiplier that is a number by itself, `alone_qualified`: behind a qualifier; `nth`: a denominator that
    is an ordinal here; `confirmed`: a "one" that surely counts; `partners`: starts of numbers that would confirm it;
    `scaled`: digits before a multiplier, whose value is `scale`; `homonym`: another word, too;
    `before_unit`: directly before a counted thing; `lead`, `tail`: letters of it that are no part of the number;
    `dual`: it counts before a counted thing alone (مليونا), or before a unit (meia tonelada);
    `unit_start`: where the unit directly before a half begins (año y medio), or -1;
    `least`: what it is at least, where it is a span: 2 of 두세; else 0.
    """

    start: int
    end: int
    kind: Kind
    value: float = 0.0
    ordinal: bool = False
    glued: bool = False
    ambiguous: bool = False
    alone: bool = False
    alone_qualified: bool = False
    nth: bool = False
    confirmed: bool = False
    partners: tuple[int, ...] = ()
    scaled: bool = False
    scale: float = 1.0
    before_unit: bool = False
    before_word: bool = False
    quotient: bool = False
    short: bool = False
    homonym: bool = False
    digit: bool = False
    positional: bool = False
    lead: int = 0
    tail: int = 0
    dual: bool = False
    unit_start: int = -1
    least: float = 0.0


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: `clean[start:end]` with its scale word; offsets of the original in `find_numbers`.

    `ordinal`: "3rd", 第5; `glued`: digits written on to a letter before them (G7); `words`: no digit in it;
    `ambiguous`: the mark in it may be a decimal or a thousands' one; `scale`: the scale word's value, a part's
    (0.1 of 四成), or 1;
    `pair`: a noun in the dual, which is its own unit; `low`: the other end where its words are a span (七八百).
    """

    start: int
    end: int
    value: float
    ordinal: bool = False
    glued: bool = False
    words: bool = False
    ambiguous: bool = False
    fraction: bool = False
    scale: float = 1.0
    lone_multiplier: bool = False
    pair: bool = False
    low: float | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What a term does in a number."""

    kind: Kind
    value: float
    alone: bool
    dual: bool
    least: float = 0.0


LINKED: Final = Part(Kind.AND, 1.0, alone=False, dual=False)
_PAIR: Final = Part(Kind.PAIR, 2.0, alone=False, dual=False)
_PARTS: dict[int, tuple[Entry, Part | None]] = {}


def part_of(entry: Entry) -> Part | None:
    """What a term does in a number; None where it is no part of one. Worked out once for each term."""
    known = _PARTS.get(id(entry))
    if known is None or known[0] is not entry:
        if len(_PARTS) > _MOST_PARTS:
            _PARTS.clear()
        known = _PARTS[id(entry)] = (entry, _part(entry))
    return known[1]


def word_token(engine: Scanner, clean: str, folded: str, mention: Mention, part: Part) -> Token:
    """The token of a term where it stands, in positions of the normal text."""
    start, end = mention.start, mention.end
    kind, value, alone, dual = part.kind, part.value, part.alone, part.dual
    short = end - start == 1
    digit = short and kind in (Kind.WORD, Kind.ONE) and value < _DIGIT
    word = folded[start:end]
    dotted = clean[end : end + 1] == "." and word in engine.dotted
    leads, tails = engine.grammar.leads, engine.grammar.tails
    lead, tail = (leads.get(word, 0), tails.get(word, 0)) if leads or tails else (0, 0)
    return Token(
        start, end + dotted, kind, value, alone=alone, short=short, digit=digit, lead=lead, tail=tail, dual=dual,
        alone_qualified="numbers.alone_qualified" in mention.entry.senses,
        homonym="numbers.homonyms" in mention.entry.senses,
        least=part.least,
    )  # fmt: skip


def _part(entry: Entry) -> Part | None:
    senses = entry.senses
    alone = "numbers.alone" in senses
    fraction = senses.get("numbers.fractions")
    for section, kind in _SECTIONS:
        keys = senses.get(section)
        if keys and fraction and kind is Kind.ONE:
            break
        if keys and section == "numbers.between":
            least, most = map(float, keys[0].split("-"))
            return Part(kind, most, alone, dual=False, least=least)
        if keys:
            return Part(kind, float(keys[0]) if kind in _VALUED else 1.0, alone, "numbers.dual" in senses)
    if "numbers.dual_nouns" in senses:
        return _PAIR
    if "numbers.counted" in senses:
        return replace(_PAIR, value=float(senses["numbers.counted"][0]))
    if "numbers.half_of" in senses and not fraction:
        return Part(Kind.HALF_FRACTION, 0.5, alone=False, dual=True)
    if fraction:
        value = float(fraction[0])
        return Part(Kind.HALF_FRACTION if value < 1 else Kind.DENOMINATOR, value, alone, False)
    return None
