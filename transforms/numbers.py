"""Numbers in a text: digits, words, scale words, fractions, with their exact spans and values.

The grammar is the same for every language; its words come from the lexicon. A smaller number after a bigger one is
added, a multiplier multiplies what stands before it, a bigger multiplier after a smaller one multiplies all.
"""

from __future__ import annotations

from transforms.compiling import scanner
from transforms.normal import Normal
from transforms.number_neighbours import describe
from transforms.number_parts import Number
from transforms.number_reader import Reader
from transforms.number_tokens import tokens_of
from transforms.numerals import Marks, Numeral, find_numerals
from transforms.scan import Scanner
from transforms.terms import Terms


def find_numbers(text: str, language: str) -> list[Number]:
    """Every number of a text in order: `start`, `end` (code points into the text, end exclusive) and `value`.

    Numerals of any script and spelled-out numbers with their scale words; fractions and a written minus included.
    Ordinals are left out; so are articles that look like "one". Of a span in words (七八百) `value` is the most that it
    may be, `low` the least.
    """
    engine = scanner(language)
    normal = engine.normalise(text)
    numbers = read_numbers(engine, normal, engine.terms(normal))
    found = []
    for number in numbers:
        if not number.ordinal:
            start, end = normal.original(number.start, number.end)
            found.append(
                Number(start, end, number.value, False, number.glued, number.words, number.ambiguous, low=number.low)
            )
    return found


def read_numbers(engine: Scanner, normal: Normal, terms: Terms) -> list[Number]:
    """Every number, ordinals written with digits included, by position in the normal text."""
    clean, folded = normal.clean, normal.folded
    numerals = find_numerals(clean, engine.grammar.marks, normal.digits)
    tokens = tokens_of(engine, clean, folded, terms, numerals)
    describe(engine, clean, folded, tokens, terms)
    return Reader(engine, clean, folded, tokens).all()


__all__ = ["Marks", "Number", "Numeral", "find_numbers", "read_numbers"]
