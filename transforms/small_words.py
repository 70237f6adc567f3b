"""The small words of a language: what stands beside a number and is never the thing that it counts."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.lexicon import Lexicon
from transforms.normal import fold_term


@dataclass(frozen=True, slots=True)
class SmallWords:
    """The section `small_words` of a lexicon, folded. It is false where the lexicon has none."""

    of: frozenset[str]  # what leads from a number to what it counts: 500 OF them
    links: frozenset[str]  # prepositions and postpositions
    others: frozenset[str]  # articles, pronouns, conjunctions, auxiliaries, adverbs
    attributes: frozenset[str]  # adjectives that stand before a noun where others stand behind it
    endings: tuple[str, ...]  # of such adjectives
    verbs: tuple[str, ...]  # endings that only verbs have: 71 llegARON, пять строятСЯ
    noun_first: bool  # other attributes stand behind the noun
    verb_last: bool
    capitals: bool  # every noun begins with a capital

    @classmethod
    def of_lexicon(cls, lexicon: Lexicon, fold: dict[str, str]) -> SmallWords:
        """What a lexicon says of them."""

        def words(section: str) -> list[str]:
            return [fold_term(word, fold) for word in lexicon.words("small_words", section)]

        return cls(
            frozenset(words("of")),
            frozenset(words("links")),
            frozenset(words("others")),
            frozenset(words("attributes")),
            tuple(words("endings")),
            tuple(words("verbs")),
            lexicon.settings.get("head") == "first",
            bool(lexicon.settings.get("verb_last")),
            lexicon.flag("persons", "nouns_are_capitals"),
        )

    def __bool__(self) -> bool:
        return bool(self.links)

    def is_verb(self, word: str) -> bool:
        """Whether an unknown word is a verb by its ending, and so no thing that a number counts."""
        return bool(self.verbs) and word.endswith(self.verbs)

    def qualifies(self, word: str) -> bool:
        """Whether an unknown word may stand between a number and its noun."""
        if not self.noun_first:
            return True
        return word in self.attributes or (bool(self.endings) and word.endswith(self.endings))
