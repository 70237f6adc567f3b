"""Number words written together as one: zweitausenddreihundert, ottantacinque."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from transforms.normal import fold_term

if TYPE_CHECKING:
    from transforms.lexicon import Lexicon


_LONGEST: Final = 96  # letters of the longest word that is read
_MOST_PARTS: Final = 14  # words written together in it
_MOST_KNOWN: Final = 20_000


@dataclass(frozen=True, slots=True)
class Compounds:
    """Finds words that consist of number words alone."""

    words: dict[str, float]
    multipliers: dict[str, float]
    links: frozenset[str]
    one: frozenset[str]
    units_first: bool
    _ordered: list[tuple[float, str]]  # the multipliers, the biggest first
    _morphemes: frozenset[str]
    _sizes: list[int]  # letters of them
    _known: dict[str, float | None] = field(default_factory=dict)

    @classmethod
    def of(cls, lexicon: Lexicon, fold: dict[str, str]) -> Compounds:
        """The compounds of a language whose number words are written together."""
        words: dict[str, float] = {}
        multipliers: dict[str, float] = {}
        for term in lexicon.terms:
            if term.section[:2] == ("numbers", "words"):
                words[fold_term(term.text, fold)] = float(term.section[2])
            elif term.section[:2] == ("numbers", "multipliers") and float(term.section[2]) <= 1e6:
                multipliers[fold_term(term.text, fold)] = float(term.section[2])
        links = frozenset(fold_term(word, fold) for word in lexicon.words("numbers", "and"))
        one = frozenset(fold_term(word, fold) for word in lexicon.words("numbers", "one"))
        morphemes = frozenset({*words, *multipliers, *links, *one}) - {""}
        return cls(
            words,
            multipliers,
            links,
            one,
            lexicon.flag("numbers", "units_before_tens"),
            sorted(((factor, word) for word, factor in multipliers.items() if word), reverse=True),
            morphemes,
            sorted({len(word) for word in morphemes}),
        )

    def morphemes(self) -> Iterator[str]:
        """What such a word may begin with."""
        yield from sorted({*self.words, *self.multipliers, *self.one} - {""})

    def value(self, word: str) -> float | None:
        """The value of a whole word, or None where it is no number."""
        if len(word) > _LONGEST:
            return None
        if word not in self._known:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            self._known[word] = self._read(word) if self._is_made_up(word) else None
        return self._known[word]

    def _is_made_up(self, word: str) -> bool:
        """Whether a word can be cut into a few number words: what can't, or into many alone, is not tried further."""
        parts = [0] + [_MOST_PARTS + 1] * len(word)  # of the word up to each place, the fewest
        for end in range(1, len(word) + 1):
            for size in self._sizes:
                if size <= end and parts[end - size] < parts[end] and word[end - size : end] in self._morphemes:
                    parts[end] = parts[end - size] + 1
        return parts[-1] <= _MOST_PARTS

    def _read(self, word: str) -> float | None:
        if word in self.words:
            return self.words[word]
        best: float | None = None
        for factor, size in self._ordered:
            before, found, after = word.partition(size)
            if not found:
                continue
            count = 1.0 if not before or before in self.one else self.value(before)
            rest = 0.0 if not after else self._rest(after)
            if count is not None and rest is not None and count < factor and rest < factor:
                best = count * factor + rest
                break
        return best if best is not None else self._tens(word)

    def _rest(self, word: str) -> float | None:
        for link in self.links:
            if link and word.startswith(link) and len(word) > len(link):
                inner = self.value(word[len(link) :])
                if inner is not None:
                    return inner
        return 1.0 if word in self.one else self.value(word)

    def _tens(self, word: str) -> float | None:
        """ein-und-zwanzig, venti-cinque."""
        for link in (*self.links, ""):
            for at in range(1, len(word)):
                if link and not word.startswith(link, at):
                    continue
                head, tail = word[:at], word[at + len(link) :]
                one = 1.0 if head in self.one else self.words.get(head)
                two = 1.0 if tail in self.one else self.words.get(tail)
                if one is None or two is None:
                    continue
                if self.units_first and 0 < one < 10 <= two and two % 10 == 0:
                    return one + two
                if not self.units_first and 0 < two < 10 <= one and one % 10 == 0:
                    return one + two
        return None
