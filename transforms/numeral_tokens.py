"""The digit runs of a text as parts of numbers, and the scale words that only stand behind one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from transforms.number_parts import Kind, Token
from transforms.numerals import Numeral, value_of
from transforms.scan import Scanner
from transforms.terms import IDENTIFIER, NUMBER, TIME, UNIT, Mention, Terms

_LEAST_CUT: Final = 3  # letters of a cut word that tell which one it was
_MOST_CUT: Final = 12
_GLUES_NOT: Final = frozenset(" \u00a0\n(")
_SCALE_LETTERS: Final = re.compile(r"[ \u00a0\u202f]?([^\W\d_]{1,12})")
_MASSES: Final = frozenset(
    ["person", "visitor", "tourist", "worker", "job", "household", "child", "woman", "student", "farmer", "patient"]
)
_WARES: Final = frozenset(["t", "kg", "ha", "m2", "km2", "[sft_i]", "[acr_us]", "[bbl_us]", "l", "MW", "kWh"])
_CLOCK_LENGTH: Final = (4, 5)
_CLOCK: Final = re.compile(r"\d{1,2}[.,][0-5]\d")


def numeral_tokens(engine: Scanner, clean: str, folded: str, terms: Terms, numerals: Iterable[Numeral]) -> list[Token]:
    """The digit runs, and the scale letters that a currency beside them makes one."""
    tokens: list[Token] = []
    slashed = "/" in engine.grammar.marks.decimal
    for numeral in numerals:
        start, end = numeral.start, numeral.end
        if _CLOCK_LENGTH[0] <= end - start <= _CLOCK_LENGTH[1] and _is_clock(engine, numeral, clean, folded, terms):
            hours = end - 3
            tokens.append(Token(start, hours, Kind.DIGITS, float(clean[start:hours])))
            tokens.append(Token(hours + 1, end, Kind.DIGITS, float(clean[hours + 1 : end])))
            continue
        glued = _is_glued(engine, clean, start, terms)
        if slashed and tokens and _is_decimal(clean, tokens[-1], numeral, terms):
            whole = tokens.pop()
            value = value_of(clean[whole.start : whole.end], clean[start:end])
            tokens.append(Token(whole.start, end, Kind.DIGITS, value, glued=whole.glued))
            continue
        tokens.append(Token(start, end, Kind.DIGITS, numeral.value, glued=glued, ambiguous=numeral.ambiguous))
        if engine.grammar.money:
            tokens += _money_multiplier(engine, clean, folded, numeral, terms)
    return tokens


_WRITTEN_ON: Final = re.compile(r"(?s:.*)[^\w](?=\w*\Z)")  # what stands before the last word


def _is_glued(engine: Scanner, clean: str, start: int, terms: Terms) -> bool:
    """Whether a numeral is part of the name before it: G7, COVID-19."""
    before = clean[start - 1] if start else " "
    if before == "-" and start > 1:
        if (
            engine.matcher.prefixes
            and _WRITTEN_ON.sub("", clean[max(0, start - 9) : start - 1]) in engine.matcher.prefixes
        ):
            return False  # ו-3.5: a small word written together with the numeral
        return _is_identifier(terms.ends.get(start - 1)) or _names(engine, clean[start - 2])
    return before not in _GLUES_NOT and _cased(before)


def _is_clock(engine: Scanner, numeral: Numeral, clean: str, folded: str, terms: Terms) -> bool:
    """8.45 beside a word for the time of day; beside hours, where the mark parts no decimals: 7.48 uur."""
    text = clean[numeral.start : numeral.end]
    if _CLOCK.fullmatch(text) is None:
        return False
    after = terms.starts.get(_skip(clean, numeral.end))
    spell = after.entry.senses.get("times", ()) if after is not None else ()
    if "clock" in spell or ("hour" in spell and "." in text and "." not in engine.grammar.marks.decimal):
        return True
    counts = after is not None and bool(after.categories & (UNIT | NUMBER))
    return "." in text and not counts and engine.word_before(folded, numeral.start, "numbers.clock_before")


def _is_decimal(clean: str, whole: Token, numeral: Numeral, terms: Terms) -> bool:
    """3/5 before a unit or a scale word, where a stroke parts decimals."""
    if whole.end + 1 != numeral.start or clean[whole.end] != "/" or clean[whole.start - 1 : whole.start] == "/":
        return False
    after = terms.starts.get(_skip(clean, numeral.end))
    if after is None or not after.categories & (UNIT | TIME | NUMBER):
        return False
    return clean[whole.start : whole.end].isdecimal() and clean[numeral.start : numeral.end].isdecimal()


def _money_multiplier(engine: Scanner, clean: str, folded: str, numeral: Numeral, terms: Terms) -> Iterator[Token]:
    """Scale letters beside a currency (870 M€), or written on to the numeral before people or wares (1.7m people)."""
    letters = _SCALE_LETTERS.match(clean, numeral.end)
    if letters is None:
        return
    start, end = letters.span(1)
    value = engine.grammar.money.get(folded[start:end])
    if value is not None and (
        _is_currency(terms.starts.get(_skip(clean, end)))
        or _is_currency(terms.ends.get(numeral.start))
        or _is_currency(terms.ends.get(numeral.start - 1))
        or (start == numeral.end and _is_countless(terms.starts.get(_skip(clean, end))))
    ):
        yield Token(start, end, Kind.MULTIPLIER, value)


def _is_countless(mention: Mention | None) -> bool:
    """Whether it is what news counts by thousands and millions, and a metre never stands before."""
    if mention is None:
        return False
    return mention.entry.noun in _MASSES or not _WARES.isdisjoint(mention.entry.senses.get("measures", ()))


def _is_currency(mention: Mention | None) -> bool:
    return mention is not None and "currencies" in mention.entry.senses


def cut_multiplier(engine: Scanner, clean: str, folded: str, tokens: list[Token]) -> Token | None:
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


def _is_identifier(mention: Mention | None) -> bool:
    return mention is not None and bool(mention.categories & IDENTIFIER)


def _names(engine: Scanner, char: str) -> bool:
    """Whether a numeral behind a letter and a hyphen belongs to that word: COVID-19, জি-২০; not 气温-28."""
    return _cased(char) or (not engine.grammar.spaceless and unicodedata.category(char)[0] in "LM")


def _cased(char: str) -> bool:
    """Whether a letter of a script with capitals: behind another one a numeral is no part of the name before it."""
    return char.isupper() or char.islower()


def _skip(clean: str, at: int) -> int:
    return at + 1 if clean[at : at + 1] == " " else at
