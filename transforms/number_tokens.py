"""The tokens that numbers are made of: digit runs and the lexicon's number words, in text order."""

from __future__ import annotations

import enum
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from transforms.numerals import Numeral
from transforms.scan import Scanner
from transforms.terms import (
    CHANGE,
    CLASSIFIER,
    IDENTIFIER,
    LINK,
    NOUN,
    NUMBER,
    PERIOD,
    TIME,
    UNIT,
    Entry,
    Mention,
    Terms,
)


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
_LEAST_CUT: Final = 3  # letters of a cut word that tell which one it was
_MOST_CUT: Final = 12
_MOST_PARTS: Final = 50_000
_DIGIT: Final = 10
_LONGEST_NAME: Final = 20
_GLUES_NOT: Final = frozenset(" \u00a0\n(")
_CLOCK_LENGTH: Final = (4, 5)
_CLOCK: Final = re.compile(r"\d{1,2}[.,][0-5]\d")

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
    """One token.

    `alone`: a multiplier that is a number by itself, `alone_qualified`: behind a qualifier; `nth`: a denominator that
    is an ordinal here; `confirmed`: a "one" that surely counts; `partners`: starts of numbers that would confirm it;
    `scaled`: digits before a multiplier;
    `before_unit`: directly before a counted thing; `lead`, `tail`: letters of it that are no part of the number;
    `dual`: it counts before a counted thing alone (مليونا), or before a unit (meia tonelada);
    `unit_start`: where the unit directly before a half begins (año y medio), or -1.
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
    before_unit: bool = False
    before_word: bool = False
    quotient: bool = False
    short: bool = False
    digit: bool = False
    positional: bool = False
    lead: int = 0
    tail: int = 0
    dual: bool = False
    unit_start: int = -1


def tokens_of(engine: Scanner, clean: str, folded: str, terms: Terms, numerals: Iterable[Numeral]) -> list[Token]:
    """Digit runs and number words in order; a longer expression hides the words inside it; none goes over digits."""
    tokens = _numerals(engine, clean, folded, terms, numerals)
    digits = len(tokens)
    for mention in terms.of(NUMBER):
        part = _part_of(mention.entry)
        if part is not None:
            tokens.append(_word(engine, clean, folded, mention, part))
    tokens += [_word(engine, clean, folded, link, _AND) for link in _links_beside(tokens, terms)]
    lexical = len(tokens) > digits
    if lexical:
        tokens.sort(key=_start)
        tokens = _apart(tokens)
        if engine.grammar.definite:
            tokens = _without_pairs(engine, folded, tokens)
        if engine.grammar.scale_first:
            tokens = _with_scales_first(clean, tokens)
    cut = _cut_multiplier(engine, clean, folded, tokens)
    if cut is not None:
        tokens.append(cut)
    if lexical:
        tokens = _without_spells(engine, folded, tokens, terms)
        if not engine.grammar.spaceless:
            tokens = [t for at, t in enumerate(tokens) if not _names_someone(clean, tokens, at)]
    return tokens


def _apart(tokens: Sequence[Token]) -> list[Token]:
    """Leaves out the terms that a numeral stands in, and those that overlap the one before: hai0mươi."""
    kept: list[Token] = []
    for token in tokens:
        last = kept[-1] if kept else None
        if token.kind is Kind.WORD and last is not None and last.kind is Kind.DIGITS and token.start == last.end:
            continue  # 34세: years of age, no three
        if last is not None and token.start < last.end and Kind.AND not in (token.kind, last.kind):
            if token.kind is not Kind.DIGITS:
                continue
            kept.pop()
        kept.append(token)
    return kept


def _without_pairs(engine: Scanner, folded: str, tokens: Sequence[Token]) -> list[Token]:
    """Leaves out the nouns in the dual that are no count: a known pair, or one that a number beside it counts."""
    definite = engine.grammar.definite
    kept = []
    for at, token in enumerate(tokens):
        if token.kind is Kind.PAIR and (
            folded.endswith(definite, folded.rfind(" ", 0, token.start) + 1, token.start)
            or (at and token.start - tokens[at - 1].end <= REACH and tokens[at - 1].kind not in (Kind.AND, Kind.PAIR))
            or (at + 1 < len(tokens) and tokens[at + 1].kind is Kind.WORD and _beside(token, tokens[at + 1]))
        ):
            continue
        kept.append(token)
    return kept


def _with_scales_first(clean: str, tokens: Sequence[Token]) -> list[Token]:
    """Takes a scale word and the count behind it as one: milioni 5, elfu tano."""
    kept: list[Token] = []
    for at in range(len(tokens) - 1, -1, -1):
        token, after = tokens[at], kept[-1] if kept else None
        counted = at > 0 and tokens[at - 1].kind in _COUNTS and _beside(tokens[at - 1], token)
        if (
            after is not None
            and token.kind is Kind.MULTIPLIER
            and after.kind in _COUNTS
            and not counted
            and clean[token.end : after.start] == " "
        ):
            kept[-1] = replace(after, start=token.start, value=after.value * token.value, digit=False, short=False)
        else:
            kept.append(token)
    return kept[::-1]


def _beside(one: Token, two: Token) -> bool:
    return 0 <= two.start - one.end <= 1


def _start(token: Token) -> int:
    return token.start


def _links_beside(tokens: Sequence[Token], terms: Terms) -> list[Mention]:
    """Each "and" that stands beside a number; the others, which are many, join something else."""
    links = terms.of(LINK)
    if not links:
        return []
    starts, ends = {token.start for token in tokens}, {token.end for token in tokens}
    return [
        link
        for link in links
        if not (
            ends.isdisjoint(range(link[0] - REACH, link[0] + 1))
            and starts.isdisjoint(range(link[1], link[1] + REACH + 1))
        )
        and not link[3] & NUMBER
    ]


def _numerals(engine: Scanner, clean: str, folded: str, terms: Terms, numerals: Iterable[Numeral]) -> list[Token]:
    """The digit runs, and the scale letters that a currency beside them makes one."""
    tokens: list[Token] = []
    for numeral in numerals:
        start, end = numeral.start, numeral.end
        if _CLOCK_LENGTH[0] <= end - start <= _CLOCK_LENGTH[1] and _is_clock(engine, numeral, clean, folded, terms):
            hours = end - 3
            tokens.append(Token(start, hours, Kind.DIGITS, float(clean[start:hours])))
            tokens.append(Token(hours + 1, end, Kind.DIGITS, float(clean[hours + 1 : end])))
            continue
        glued = _is_glued(engine, clean, start, terms)
        tokens.append(Token(start, end, Kind.DIGITS, numeral.value, glued=glued, ambiguous=numeral.ambiguous))
        if engine.grammar.money:
            tokens += _money_multiplier(engine, clean, folded, numeral, terms)
    return tokens


def _is_glued(engine: Scanner, clean: str, start: int, terms: Terms) -> bool:
    """Whether a numeral is part of the name before it: G7, COVID-19."""
    before = clean[start - 1] if start else " "
    if before == "-" and start > 1:
        if clean[clean.rfind(" ", 0, start) + 1 : start - 1] in engine.matcher.prefixes:
            return False  # ו-3.5: a small word written together with the numeral
        return _is_identifier(terms.ends.get(start - 1)) or _names(engine, clean[start - 2])
    return before not in _GLUES_NOT and _cased(before)


def _is_clock(engine: Scanner, numeral: Numeral, clean: str, folded: str, terms: Terms) -> bool:
    """8.45 beside a word for the time of day."""
    text = clean[numeral.start : numeral.end]
    after = terms.starts.get(_skip(clean, numeral.end))
    return _CLOCK.fullmatch(text) is not None and (
        (after is not None and "clock" in after.entry.senses.get("times", ()))
        or ("." in text and engine.word_before(folded, numeral.start, "numbers.clock_before"))
    )


def _money_multiplier(engine: Scanner, clean: str, folded: str, numeral: Numeral, terms: Terms) -> Iterator[Token]:
    start = _skip(clean, numeral.end)
    end = start
    while end < len(clean) and end - start < _MOST_CUT and clean[end].isalpha():
        end += 1
    value = engine.grammar.money.get(folded[start:end]) if end > start else None
    if value is not None and (
        _is_currency(terms.starts.get(_skip(clean, end)))
        or _is_currency(terms.ends.get(numeral.start))
        or _is_currency(terms.ends.get(numeral.start - 1))
    ):
        yield Token(start, end, Kind.MULTIPLIER, value)


def _is_currency(mention: Mention | None) -> bool:
    return mention is not None and "currencies" in mention.entry.senses


def _names_someone(clean: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a number word is part of a name: Lê Bảy, Phase Two, trạm Ba Điền; no heading, no Twenty Five."""
    token = tokens[at]
    start = token.start
    if token.kind is not Kind.WORD or not clean[start].isupper() or clean[start - 1 : start] != " ":
        return False
    word = clean[start : token.end]
    if (at and tokens[at - 1].end == start - 1) or (len(word) > 1 and word.isupper()):
        return False
    before = clean.rfind(" ", max(0, start - 1 - _LONGEST_NAME), start - 1) + 1
    if clean[start - 2] in ".!?:" or "\n" in clean[before:start]:
        return False
    followed = clean[token.end : token.end + 2].strip()[:1].isupper()
    if clean[before].isupper():
        return not followed
    further = clean[max(0, before - 1 - _LONGEST_NAME) : start].split()[-2:]
    return followed and len(further) > 1 and all(word.islower() for word in further)


def _cut_multiplier(engine: Scanner, clean: str, folded: str, tokens: Sequence[Token]) -> Token | None:
    """A scale word that the end of the text cuts off, behind a numeral: 41,6 bilh."""
    if not tokens or engine.lexicon.spaced == "none":
        return None
    last = max(tokens, key=lambda token: token.end)
    end = len(clean)
    while end > last.end and clean[end - 1].isspace():
        end -= 1
    start = _skip(clean, last.end)
    rest = folded[start:end] if end - start <= _MOST_CUT else ""
    if last.kind is not Kind.DIGITS or len(rest) < _LEAST_CUT or " " in rest:
        return None
    values = {value for word, value in engine.multipliers.items() if word.startswith(rest) and word != rest}
    return Token(start, end, Kind.MULTIPLIER, values.pop()) if len(values) == 1 else None


def _without_spells(engine: Scanner, folded: str, tokens: list[Token], terms: Terms) -> list[Token]:
    """Leaves out number words that are the word for a year or the like where they stand (năm: five, year).

    Such a word is a number before a multiplier, behind an "and" or a decimal point, or before a counted thing when no
    number is beside it; the word for a part (quarter) is one before what it is a part of.
    """
    double = {t.start for t in tokens if (m := terms.starts.get(t.start)) is not None and _is_spell(m.entry)}
    if not double:
        return tokens
    kept: list[Token] = []
    for at, token in enumerate(tokens):
        if token.start in double and token.kind is not Kind.PAIR:
            before, after = kept[-1] if kept else None, tokens[at + 1] if at + 1 < len(tokens) else None
            beside = before is not None and token.start - before.end <= 1
            multiplied = after is not None and after.kind is Kind.MULTIPLIER and after.start - token.end <= 1
            joined = beside and before is not None and before.kind in (Kind.AND, Kind.DECIMAL)
            if token.kind in (Kind.DENOMINATOR, Kind.HALF_FRACTION):
                of = engine.word_after(folded, token.end, "numbers.fraction_after") is not None
                joined = of and (beside or token.kind is Kind.HALF_FRACTION)
                first = before.start if beside and before is not None and before.kind is Kind.ONE else token.start
                moved = terms.ends.get(first - 1)  # caiu um quarto
                joined = joined or (moved is not None and _leads_to_share(moved))
            digits = after is not None and after.kind is Kind.DIGITS and after.start - token.end <= 1
            if not (multiplied or joined or (not beside and not digits and _is_thing(terms.starts.get(token.end + 1)))):
                continue
        kept.append(token)
    return kept


def _leads_to_share(mention: Mention) -> bool:
    """Whether a term says that a part, no span of time, follows: fell A QUARTER, roughly A QUARTER."""
    senses = mention.entry.senses
    return bool(mention.categories & CHANGE) or "qualifiers.before" in senses or "of_which" in senses


def _is_identifier(mention: Mention | None) -> bool:
    return mention is not None and bool(mention.categories & IDENTIFIER)


def _is_thing(mention: Mention | None) -> bool:
    return mention is not None and bool(mention.categories & (UNIT | TIME | NOUN | CLASSIFIER))


def _is_spell(entry: Entry) -> bool:
    return bool(entry.categories & TIME) or (
        bool(entry.categories & PERIOD) and "per" in entry.senses.get("periods", ())
    )


def _names(engine: Scanner, char: str) -> bool:
    """Whether a numeral behind a letter and a hyphen belongs to that word: COVID-19, জি-২০; not 气温-28."""
    return _cased(char) or (not engine.grammar.spaceless and unicodedata.category(char)[0] in "LM")


def _cased(char: str) -> bool:
    """Whether a letter of a script with capitals: behind another one a numeral is no part of the name before it."""
    return char.isupper() or char.islower()


class _Part(NamedTuple):
    """What a term does in a number."""

    kind: Kind
    value: float
    alone: bool
    dual: bool


_AND: Final = _Part(Kind.AND, 1.0, alone=False, dual=False)
_PAIR: Final = _Part(Kind.PAIR, 2.0, alone=False, dual=False)
_PARTS: dict[int, tuple[Entry, _Part | None]] = {}


def _part_of(entry: Entry) -> _Part | None:
    known = _PARTS.get(id(entry))
    if known is None or known[0] is not entry:
        if len(_PARTS) > _MOST_PARTS:
            _PARTS.clear()
        known = _PARTS[id(entry)] = (entry, _part(entry))
    return known[1]


def _word(engine: Scanner, clean: str, folded: str, mention: Mention, part: _Part) -> Token:
    start, end, _, _ = mention
    kind, value, alone, dual = part
    short = end - start == 1
    digit = short and kind in (Kind.WORD, Kind.ONE) and value < _DIGIT
    word = folded[start:end]
    dotted = clean[end : end + 1] == "." and word in engine.dotted
    leads, tails = engine.grammar.leads, engine.grammar.tails
    lead, tail = (leads.get(word, 0), tails.get(word, 0)) if leads or tails else (0, 0)
    return Token(
        start, end + dotted, kind, value, alone=alone, short=short, digit=digit, lead=lead, tail=tail, dual=dual,
        alone_qualified="numbers.alone_qualified" in mention.entry.senses,
    )  # fmt: skip


def _part(entry: Entry) -> _Part | None:
    senses = entry.senses
    alone = "numbers.alone" in senses
    fraction = senses.get("numbers.fractions")
    for section, kind in _SECTIONS:
        keys = senses.get(section)
        if keys and fraction and kind is Kind.ONE:
            break
        if keys:
            return _Part(kind, float(keys[0]) if kind in _VALUED else 1.0, alone, "numbers.dual" in senses)
    if "numbers.dual_nouns" in senses:
        return _PAIR
    if "numbers.half_of" in senses:
        return _Part(Kind.HALF_FRACTION, 0.5, alone=False, dual=True)
    if fraction:
        value = float(fraction[0])
        return _Part(Kind.HALF_FRACTION if value < 1 else Kind.DENOMINATOR, value, alone, False)
    return None


_COUNTS: Final = frozenset({Kind.DIGITS, Kind.WORD, Kind.ONE})
_VALUED: Final = frozenset({Kind.MULTIPLIER, Kind.WORD, Kind.FIXED, Kind.ADD_BEFORE})


def _skip(clean: str, at: int) -> int:
    return at + 1 if clean[at : at + 1] == " " else at
