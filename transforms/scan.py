"""The scanner of a language: all its terms in a text, and the small words beside a place."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import Final

from transforms.lexicon import Lexicon
from transforms.matching import Matcher
from transforms.normal import Normal, normalise
from transforms.number_grammar import NumberGrammar
from transforms.small_words import SmallWords
from transforms.terms import BLOCKED, MARKER, NUMBER, PERIOD, Entry, Mention, Terms, both

_NEXT: Final = 2  # spaces between a number and a small word beside it
_WORD_ENDS: Final = ("", " ")
_MORPHEME: Final = 3  # letters of the longest number word inside another
_OVERLAPPING: Final = 4  # terms that may begin in the letters before one, where words are not set apart
_COUNTED: Final = 8  # letters of the longest unit that is written on to a number word


@dataclass(frozen=True, slots=True)
class Scanner:
    """The compiled terms of one language."""

    lexicon: Lexicon
    fold: dict[str, str]
    matcher: Matcher
    dotted: frozenset[str]  # abbreviations with a full stop: number words, qualifiers, currencies, months
    multipliers: dict[str, float]  # scale words, folded
    morphemes: dict[str, Entry]  # number words that may follow another one inside a word
    disguised: dict[str, Entry]  # number words that begin expressions in which they are none: ONE of the
    counted: dict[str, Entry]  # units and counted things that may follow them there: 3천억-동
    beside: dict[str, tuple[str, ...]]  # small words by section ("numbers.only"), folded, the longer first
    heads: dict[str, str]  # what those of a section begin with, letter beside letter
    tails: dict[str, str]  # and what they end with
    grammar: NumberGrammar
    small: SmallWords
    scales: tuple[str, ...]  # scale words, folded

    def word_before(self, folded: str, position: int, section: str) -> bool:
        """Whether a small word of that section ends just before a position."""
        words = self.beside[section]
        if not words:
            return False
        end = position
        while end and folded[end - 1] == " " and position - end < _NEXT:
            end -= 1
        if folded[end - 1 : end] not in self.tails[section] or not folded.endswith(words, 0, end):
            return False
        return self.grammar.spaceless or any(
            folded.endswith(word, 0, end) and folded[end - len(word) - 1 : end - len(word)] in _WORD_ENDS
            for word in words
        )

    def word_after(self, folded: str, position: int, section: str) -> int | None:
        """Where a small word of that section ends that starts just behind a position, or None."""
        words = self.beside[section]
        if not words:
            return None
        start = position
        while folded[start : start + 1] == " " and start - position < _NEXT:
            start += 1
        if folded[start : start + 1] not in self.heads[section] or not folded.startswith(words, start):
            return None
        for word in words:
            end = start + len(word)
            if folded.startswith(word, start) and (self.grammar.spaceless or folded[end : end + 1] in _WORD_ENDS):
                return end
        return None

    def ends_in(self, folded: str, position: int, section: str) -> int:
        """Where an ending of that section begins that closes the word before a position; -1 where none does."""
        end = position - (folded[position - 1 : position] == " ")
        if not folded.endswith(self.beside[section], 0, end):
            return -1
        start = end - max(len(ending) for ending in self.beside[section] if folded.endswith(ending, 0, end))
        return start if start and folded[start - 1] != " " else -1

    def normalise(self, text: str) -> Normal:
        """The text, folded as this language's terms are."""
        return normalise(text, self.fold)

    def mentions(self, normal: Normal) -> list[Mention]:
        """All terms in a text, by position; those inside a longer one are left out. None goes on over a line's end."""
        hits = self.matcher.hits(normal)
        if self.lexicon.spaced == "both":
            return self.matcher.outermost(normal.folded, hits)
        kept = self._with_numerals(normal, hits)
        return self._inside_words(normal, kept) if self.morphemes else kept

    def terms(self, normal: Normal) -> Terms:
        """The mentions of a text, ready to be asked for."""
        return Terms.of_mentions(self.mentions(normal))

    def undisguised(self, folded: str, blocked: Mention, numbers: Container[int]) -> Mention | None:
        """The number word that begins an expression which makes it none, where it counts: only ONE of the drivers.

        `numbers`: where numbers begin, for jeden z PIATICH.
        """
        end = folded.find(" ", blocked.start, blocked.end)
        entry = self.disguised.get(folded[blocked.start : end]) if end >= 0 else None
        if entry is None:
            return None
        ratio = self.word_after(folded, end, "numbers.ratio")
        if not (ratio is not None and ratio + 1 in numbers) and not self.word_before(
            folded, blocked.start, "numbers.only"
        ):
            return None
        return Mention(blocked.start, end, entry)

    def _with_numerals(self, normal: Normal, hits: list[Mention]) -> list[Mention]:
        """The outermost mentions, and the numerals inside them that are some all the same."""
        folded = normal.folded
        kept: list[Mention] = []
        furthest = -1  # the end of the last mention
        for hit in hits:
            if hit.end > furthest:
                furthest = hit.end
                kept.append(hit)
            elif hit.end == furthest and hit.start == kept[-1].start:
                kept[-1] = Mention(hit.start, hit.end, both(kept[-1].entry, hit.entry))
            elif hit.categories & NUMBER:
                written_on = kept[-1].categories & BLOCKED and kept[-1].start == hit.start
                if written_on and _behind_digit(normal, hit.start) and "numbers.multipliers" in hit.entry.senses:
                    kept[-1] = hit  # 1-만개: no word begins at a digit
                elif self._goes_on(folded, kept, hit.start, hit.end):
                    kept.append(hit)
        return kept

    def _goes_on(self, folded: str, kept: list[Mention], begin: int, stop: int) -> bool:
        """Whether a numeral inside a longer word is one all the same: 第二十五, 四十分钟, 十分之一."""
        if kept[-1].categories & (PERIOD | MARKER):
            return True
        if kept[-1].categories & BLOCKED:
            if (stop == kept[-1].end or self.morphemes) and folded.startswith(self.scales, kept[-1].end):
                return True  # 下-一万五千, 천사-백억
            ahead = [mention for mention in kept[-_OVERLAPPING:-1] if mention.end == begin]
            if kept[-1].start == begin and any(mention.categories & NUMBER for mention in ahead):
                return True
            if any("numbers.denominator_first" in mention.entry.senses for mention in ahead):
                return True
            return self.word_after(folded, stop, "numbers.denominator_first") is not None
        return False

    def _is_measured(self, folded: str, mention: Mention) -> bool:
        return folded[mention.start : mention.end] in self.beside["numbers.measured"]

    def _inside_words(self, normal: Normal, kept: list[Mention]) -> list[Mention]:
        """Adds what follows a number word inside the same word: numbers (백-팔-십), then a unit (만-달러)."""
        folded = normal.folded
        found: list[Mention] = []
        for at, outer in enumerate(kept):
            found.append(outer)
            if not outer.categories & NUMBER:
                continue
            limit = kept[at + 1].start if at + 1 < len(kept) else len(folded)
            parts = 1
            while (following := _longest(self.morphemes, folded, found[-1].end, limit, _MORPHEME)) is not None:
                counted = _longest(self.morphemes, folded, following.end, limit, _MORPHEME)
                if (
                    counted is None
                    and "numbers.words" in found[-1].entry.senses
                    and self._is_measured(folded, following)
                ):
                    break  # 예순이다: no sixty-two; but 삼사백
                found.append(following)
                parts += 1
            if parts > 1 or _behind_digit(normal, outer.start):
                unit = _longest(self.counted, folded, found[-1].end, limit, _COUNTED)
                if unit is not None:
                    found.append(unit)
        return found


def _longest(words: dict[str, Entry], folded: str, at: int, limit: int, most: int) -> Mention | None:
    """The longest of these words that begins inside a word, before a limit."""
    if at >= limit or folded[at] == " ":
        return None
    for size in range(most, 0, -1):
        word = folded[at : at + size]  # shorter at the end of the text
        entry = words.get(word)
        if entry is not None:
            return Mention(at, at + len(word), entry)
    return None


def _behind_digit(normal: Normal, at: int) -> bool:
    """Whether a digit stands directly before a place."""
    return at > 0 and normal.clean[at - 1].isdecimal()
