"""The tokens that numbers are made of: digit runs and the lexicon's number words, in text order."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from transforms.numerals import Numeral
from transforms.scan import CLASSIFIER, MARKER, MONTH, NOUN, NUMBER, RANGE, TIME, UNIT, Mention, Scanner


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
    DECIMAL = enum.auto()


_LEAST_CUT: Final = 3  # letters of a cut word that tell which one it was
_MOST_CUT: Final = 12
_CLOCK: Final = re.compile(r"\d{1,2}[.,]\d\d")

_SECTIONS: Final = (
    ("numbers.multipliers", Kind.MULTIPLIER),
    ("numbers.words", Kind.WORD),
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
    """One token. `alone`: a multiplier that is a number by itself; `confirmed`: a "one" that surely counts;
    `pairs`: starts of numbers that would confirm it; `scaled`: digits before a multiplier; `before_unit`: directly
    before a counted thing.
    """

    start: int
    end: int
    kind: Kind
    value: float = 0.0
    ordinal: bool = False
    glued: bool = False
    ambiguous: bool = False
    alone: bool = False
    confirmed: bool = False
    pairs: tuple[int, ...] = ()
    scaled: bool = False
    before_unit: bool = False
    before_word: bool = False
    quotient: bool = False
    short: bool = False
    digit: bool = False
    positional: bool = False


def tokens_of(
    engine: Scanner,
    clean: str,
    folded: str,
    mentions: Sequence[Mention],
    numerals: Iterable[Numeral],
    blocked: Sequence[tuple[int, int]],
) -> list[Token]:
    """Digit runs and number words in order; what stands in a blocked expression is left out."""
    del blocked  # a longer expression has already hidden the words inside it
    clocks = {m.start for m in mentions if "clock" in m.entry.senses.get("times", ())}
    tokens = [token for numeral in numerals for token in _digits(numeral, clean, clocks)]
    lexical = False
    for mention in mentions:
        if mention.entry.categories & NUMBER:
            token = _word(mention)
            if token is not None:
                if clean[token.end : token.end + 1] == "." and folded[token.start : token.end] in engine.dotted:
                    token.end += 1
                tokens.append(token)
                lexical = True
    cut = _cut_multiplier(engine, folded, tokens)
    if cut is not None:
        tokens.append(cut)
    if lexical:
        tokens.sort(key=lambda token: token.start)
        tokens = _without_spells(tokens, mentions)
    _describe(engine, clean, folded, tokens, mentions)
    return tokens


def _cut_multiplier(engine: Scanner, folded: str, tokens: Sequence[Token]) -> Token | None:
    """A scale word that the end of the text cuts off, behind a numeral: 41,6 bilh."""
    if not tokens or engine.lexicon.spaced == "none":
        return None
    last = max(tokens, key=lambda token: token.end)
    rest = folded[last.end :].strip()
    if last.kind is not Kind.DIGITS or not _LEAST_CUT <= len(rest) <= _MOST_CUT or " " in rest or folded.endswith(" "):
        return None
    values = {value for word, value in engine.multipliers.items() if word.startswith(rest) and word != rest}
    start = len(folded) - len(rest)
    return Token(start, len(folded), Kind.MULTIPLIER, values.pop()) if len(values) == 1 else None


def _without_spells(tokens: list[Token], mentions: Sequence[Mention]) -> list[Token]:
    """Leaves out number words that are the word for a year or the like where they stand (năm: five, year).

    Such a word is a number before a multiplier, behind an "and", or before a counted thing when no number is beside it.
    """
    double = {m.start for m in mentions if m.entry.categories & NUMBER and m.entry.categories & TIME}
    if not double:
        return tokens
    counted = {m.start for m in mentions if m.entry.categories & (UNIT | TIME | NOUN | CLASSIFIER)}
    kept: list[Token] = []
    for at, token in enumerate(tokens):
        if token.start in double:
            before, after = kept[-1] if kept else None, tokens[at + 1] if at + 1 < len(tokens) else None
            beside = before is not None and token.start - before.end <= 1
            multiplied = after is not None and after.kind is Kind.MULTIPLIER and after.start - token.end <= 1
            joined = beside and before is not None and before.kind is Kind.AND
            digits = after is not None and after.kind is Kind.DIGITS and after.start - token.end <= 1
            if not (multiplied or joined or (not beside and not digits and token.end + 1 in counted)):
                continue
        kept.append(token)
    return kept


def _digits(numeral: Numeral, clean: str, clocks: set[int]) -> Iterator[Token]:
    text = clean[numeral.start : numeral.end]
    if _CLOCK.fullmatch(text) and _skip(clean, numeral.end) in clocks:
        hours = numeral.start + len(text) - 3
        yield Token(numeral.start, hours, Kind.DIGITS, float(text[:-3]))
        yield Token(hours + 1, numeral.end, Kind.DIGITS, float(text[-2:]))
        return
    before = clean[numeral.start - 1] if numeral.start else " "
    glued = _cased(before) or (before == "-" and numeral.start > 1 and _cased(clean[numeral.start - 2]))
    yield Token(numeral.start, numeral.end, Kind.DIGITS, numeral.value, glued=glued, ambiguous=numeral.ambiguous)


def _cased(char: str) -> bool:
    """Whether a letter of a script with capitals: behind another one a numeral is no part of the name before it."""
    return char.isupper() or char.islower()


def _word(mention: Mention) -> Token | None:
    senses = mention.entry.senses
    token = None
    for section, kind in _SECTIONS:
        keys = senses.get(section)
        if keys:
            value = float(keys[0]) if section.rpartition(".")[2] in _VALUED else 1.0
            token = Token(mention.start, mention.end, kind, value)
            break
    fraction = senses.get("numbers.fractions")
    if fraction and (token is None or token.kind is Kind.ONE):
        value = float(fraction[0])
        token = Token(mention.start, mention.end, Kind.HALF_FRACTION if value < 1 else Kind.DENOMINATOR, value)
    if token is not None:
        token.alone = "numbers.alone" in senses
        token.short = mention.end - mention.start == 1
        token.digit = token.short and token.kind in (Kind.WORD, Kind.ONE) and token.value < 10
    return token


_VALUED: Final = frozenset({"multipliers", "words", "fixed", "add_before"})


@dataclass(slots=True)
class _Beside:
    """Where the terms stand that say something about a number beside them."""

    ordinal_after: set[int] = field(default_factory=set)
    things: set[int] = field(default_factory=set)  # starts of what may be counted
    units: set[int] = field(default_factory=set)
    links: dict[int, int] = field(default_factory=dict)
    dated: set[int] = field(default_factory=set)
    months: set[int] = field(default_factory=set)


_RELEVANT: Final = UNIT | TIME | NOUN | CLASSIFIER | RANGE | MARKER | MONTH


def _beside(mentions: Sequence[Mention]) -> _Beside:
    found = _Beside()
    for mention in mentions:
        categories = mention.entry.categories
        if not categories & _RELEVANT:
            continue
        senses = mention.entry.senses
        if categories & (UNIT | TIME | NOUN | CLASSIFIER):
            found.things.add(mention.start)
            if categories & UNIT:
                found.units.add(mention.start)
        if categories & RANGE and "to" in senses.get("ranges", ()):
            found.links[mention.start] = mention.end
        if categories & MONTH:
            found.months.add(mention.start)
        if categories & MARKER:
            if "numbers.ordinal_after" in senses:
                found.ordinal_after.add(mention.start)
            if "dates.before" in senses:
                found.dated.add(mention.end)
    return found


def _describe(engine: Scanner, clean: str, folded: str, tokens: list[Token], mentions: Sequence[Mention]) -> None:
    """Notes what the neighbours of a token make of it."""
    if not tokens:
        return
    beside = _beside(mentions)
    spaceless = engine.lexicon.spaced == "none"
    dotted = "." in engine.lexicon.words("numbers", "ordinal_after")
    for at, token in enumerate(tokens):
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        adjacent = after is not None and after.start - token.end <= 1
        token.before_unit = token.end in beside.things or (not spaceless and _skip(clean, token.end) in beside.things)
        token.ordinal = token.end in beside.ordinal_after or engine.word_before(
            folded, token.start, "numbers.ordinal_before"
        )
        if after is not None and adjacent:
            token.scaled = token.kind is Kind.DIGITS and after.kind is Kind.MULTIPLIER
            token.before_word = after.kind in (Kind.WORD, Kind.ONE, Kind.DIGITS)
        if token.kind is Kind.DIGITS:
            if after is not None and clean[token.end : after.start] == "/":
                token.quotient = _is_quotient(engine, clean, folded, token, after, beside)
            if dotted and token.value < 1000 and not token.ordinal and clean[token.end : token.end + 2] == ". ":
                token.ordinal = token.end + 2 in beside.months or engine.word_before(
                    folded, token.start, "numbers.ordinal_dot_after"
                )
        elif token.digit:
            token.positional = _run_of_digits(tokens, at) >= 3
        if token.kind is Kind.ONE:
            token.confirmed = _skip(clean, token.end) in beside.units or engine.word_before(
                folded, token.start, "numbers.only"
            )
            token.pairs = _pairs(clean, token, tokens, at, beside.links)


def _is_quotient(engine: Scanner, clean: str, folded: str, one: Token, two: Token, beside: _Beside) -> bool:
    """1/2 of the households, 1/2 kg; not 1/2 as a date, not a part of 1/2/2024."""
    if not (0 < one.value < two.value <= 10 and two.kind is Kind.DIGITS):
        return False
    if clean[two.end : two.end + 1] == "/" or clean[one.start - 1 : one.start] == "/":
        return False
    begins = one.start - (clean[one.start - 1 : one.start] == " ")
    if begins in beside.dated:
        return False
    if engine.lexicon.spaced != "both" and clean[two.end : two.end + 1].isalpha():
        return True  # a particle is glued on: no date is written so
    counted = _skip(clean, two.end) in beside.things
    return counted or engine.word_after(folded, two.end, "numbers.fraction_after") is not None


def _run_of_digits(tokens: Sequence[Token], at: int) -> int:
    first = at
    while first and tokens[first - 1].digit and tokens[first - 1].end == tokens[first].start:
        first -= 1
    last = at
    while last + 1 < len(tokens) and tokens[last + 1].digit and tokens[last].end == tokens[last + 1].start:
        last += 1
    return last - first + 1


def _skip(clean: str, at: int) -> int:
    return at + 1 if clean[at : at + 1] == " " else at


def _pairs(clean: str, token: Token, tokens: Sequence[Token], at: int, links: dict[int, int]) -> tuple[int, ...]:
    """Starts of the numbers that "one to", "to one" would pair it with."""
    found = []
    end = links.get(_skip(clean, token.end))
    if end is not None:
        found.append(_skip(clean, end))
    if at and links.get(_skip(clean, tokens[at - 1].end)) in (token.start, token.start - 1):
        found.append(tokens[at - 1].start)
    return tuple(found)
