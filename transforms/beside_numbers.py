"""What the terms are that begin or end at a place beside a number."""

from __future__ import annotations

from typing import Final

from transforms.terms import CHANGE, NOUN, TIME, UNIT, Terms

_OFFICES: Final = frozenset({"organisations.department", "organisations.division"})
_HURT: Final = frozenset({"death", "injured", "missing"})
_PEOPLE: Final = frozenset({"person", "worker", "child", "woman", "student", "farmer", "tourist", "visitor"})
_COUNTABLE: Final = _PEOPLE | {"person", "member", "patient", "victim", "official", "expert", "volunteer", "veteran"}
_FATE_REACH: Final = 16  # characters between a person and what happened to them


class BesideNumbers:
    """What the terms are that begin or end at a place beside a number."""

    def __init__(self, terms: Terms) -> None:
        self.starts = terms.starts
        self.ends = terms.ends

    def begins(self, at: int, categories: int) -> bool:
        """Whether a term of one of these categories begins there."""
        mention = self.starts.get(at)
        return mention is not None and mention.categories & categories != 0

    def unit_of(self, at: int, *, rate: bool) -> bool:
        """Whether a unit begins there; where it opens a sentence, a measure is what a price is for: A kilo costs."""
        mention = self.starts.get(at)
        if mention is None or not mention.categories & UNIT:
            return False
        return not (rate and "measures" in mention.entry.senses)

    def begins_rate(self, at: int) -> bool:
        """Whether money ends there: $495, 300 dollars A TONNE."""
        mention = self.ends.get(at)
        return mention is not None and "currencies" in mention.entry.senses

    def suffers(self, at: int) -> bool:
        """Whether a person is named there of whom the next words say that they are dead, injured or missing."""
        mention = self.starts.get(at)
        if mention is None or mention.entry.noun not in _PEOPLE:
            return False
        return any(self.hurt(end) for end in range(mention.end + 1, mention.end + _FATE_REACH))

    def long_noun(self, at: int) -> bool:
        """Whether a noun begins there that is no counter of one syllable."""
        mention = self.starts.get(at)
        return mention is not None and mention.categories & NOUN != 0 and mention.end - at > 1

    def ends_unit(self, at: int) -> bool:
        """Whether a unit or a span of time ends there."""
        mention = self.ends.get(at)
        return mention is not None and bool(mention.categories & (UNIT | TIME))

    def counts(self, at: int) -> bool:
        """Whether a noun of people ends there."""
        mention = self.ends.get(at)
        return mention is not None and mention.entry.noun in _COUNTABLE

    def hurt(self, at: int) -> bool:
        """Whether a noun of dead, injured or missing people begins there, and none of people before it."""
        mention = self.starts.get(at)
        return mention is not None and mention.entry.noun in _HURT

    def unit_before(self, clean: str, at: int) -> int:
        """Where the unit begins that ends one space before; -1 where none does."""
        mention = self.ends.get(at - 1) if clean[at - 1 : at] == " " else None
        return mention.start if mention is not None and mention.categories & (UNIT | TIME) else -1

    def moved(self, at: int) -> bool:
        """Whether what says that something rises or falls ends there: caiu um quarto."""
        mention = self.ends.get(at)
        return mention is not None and bool(mention.categories & CHANGE)

    def percent(self, at: int) -> bool:
        """Whether a word for percent that stands before its number ends there: 百分之百."""
        mention = self.ends.get(at)
        return mention is not None and "percent" in mention.entry.senses

    def office(self, at: int) -> bool:
        """Whether the name of a sort of office begins there."""
        mention = self.starts.get(at)
        return mention is not None and not _OFFICES.isdisjoint(mention.entry.senses)

    def ordinal_after(self, at: int) -> bool:
        """Whether what makes an ordinal of the number before it begins there."""
        mention = self.starts.get(at)
        return mention is not None and "numbers.ordinal_after" in mention.entry.senses

    def ordinal_word(self, clean: str, at: int, small: frozenset[str]) -> bool:
        """Whether it is a word of its own, in a script without capitals: 7 වන; no 5 tej, where it means "of this".

        `small`: words that are something else when they stand alone: 25 थी, were 25.
        """
        if not self.ordinal_after(at) or clean[at].lower() != clean[at].upper():
            return False
        return clean[at : self.starts[at].end] not in small

    def qualified(self, at: int) -> bool:
        """Whether a qualifier of the number after it ends there, or what says that something rises or falls by it."""
        mention = self.ends.get(at)
        return mention is not None and (
            "qualifiers.before" in mention.entry.senses or bool(mention.categories & CHANGE)
        )

    def dated(self, at: int) -> bool:
        """Whether what stands before a date ends there."""
        mention = self.ends.get(at)
        return mention is not None and "dates.before" in mention.entry.senses

    def link(self, at: int) -> int | None:
        """Where the "to" of a range ends that begins there."""
        mention = self.starts.get(at)
        return mention.end if mention is not None and "to" in mention.entry.senses.get("ranges", ()) else None

    def before_and(self, at: int) -> int:
        """Where the "and" begins that ends there; 0 where none does."""
        mention = self.ends.get(at)
        return mention.start if mention is not None and "and" in mention.entry.senses.get("enumerations", ()) else 0
