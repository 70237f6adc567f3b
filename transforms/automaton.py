"""The automaton over the terms of a language, which is built once.

It goes over a text byte by byte. Where a language's terms are made of few enough characters, each is a byte of its own:
a text in Devanagari has three bytes a character otherwise, and its places would have to be counted back from bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from ahocorasick_rs import AhoCorasick, BytesAhoCorasick, MatchKind

from transforms.code_points import code_points

_BYTES: Final = 256

Found = list[tuple[int, int, int]]  # the term's number, where it begins and where it ends


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The characters that terms are made of, each by a number of one byte; 0 is any other."""

    numbers: npt.NDArray[np.uint8]  # by code point; the last stands for all behind it

    @classmethod
    def of(cls, terms: Sequence[str]) -> Alphabet | None:
        """None where they are made of more characters than a byte tells apart, as ideographs are."""
        letters = sorted(set().union(*terms))
        if not letters or len(letters) >= _BYTES:
            return None
        numbers = np.zeros(ord(letters[-1]) + 2, dtype=np.uint8)
        numbers[[ord(letter) for letter in letters]] = np.arange(1, len(letters) + 1)
        return cls(numbers)

    def spelled(self, text: str) -> bytes:
        """A byte for each character; of a text without lone surrogates."""
        return self.numbers.take(code_points(text), mode="clip").tobytes()


class Automaton:
    """Finds all of some terms in a text, in one pass."""

    def __init__(self, terms: Sequence[str]) -> None:
        self.alphabet = Alphabet.of(terms)
        self.of_text: AhoCorasick | None = None
        self.of_bytes: BytesAhoCorasick | None = None
        if self.alphabet is None:
            self.of_text = AhoCorasick(terms, matchkind=MatchKind.Standard)
        else:
            self.of_bytes = BytesAhoCorasick(list(map(self.alphabet.spelled, terms)), matchkind=MatchKind.Standard)

    def find(self, text: str) -> Found:
        """Every term at every place of a text without lone surrogates, also those inside others, by where they end."""
        if self.of_bytes is not None and self.alphabet is not None:
            return self.of_bytes.find_matches_as_indexes(self.alphabet.spelled(text), overlapping=True)
        return self.of_text.find_matches_as_indexes(text, overlapping=True) if self.of_text is not None else []
