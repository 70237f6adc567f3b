"""What stands beside the numbers of one sentence."""

from __future__ import annotations

from typing import Final

from transforms.numbers import Number
from transforms.reading import Reading, Sentence
from transforms.terms import CLASSIFIER, MONTH, NOUN, PERIOD, TIME, UNIT, Mention

_SEPARATED: Final = frozenset(",;:)\u3001\uff0c\uff1b\uff1a\uff09\u060c\u061b")  # between a term and a number
_OPENED: Final = frozenset(",;:(\u3001\uff0c\uff1b\uff1a\uff08\u060c\u061b")  # between a number and a term


class Beside:
    """The terms next to the numbers of a sentence; positions are those of the normal text."""

    def __init__(self, reading: Reading, sentence: Sentence) -> None:
        self.engine = reading.engine
        self.clean = reading.clean
        self.folded = reading.folded
        self.sentence = sentence
        self.starts = reading.terms.starts
        self.ends = reading.terms.ends

    def before(self, start: int) -> Mention | None:
        """The mention of this sentence that ends at most three characters before."""
        ends = self.ends
        mention = ends.get(start) or ends.get(start - 1) or ends.get(start - 2) or ends.get(start - 3)
        if mention is None or mention.start < self.sentence.start:
            return None
        return mention if self._touch(mention.end, start, _SEPARATED) else None

    def after(self, end: int) -> Mention | None:
        """The mention of this sentence that begins at most two characters behind."""
        mention = self.starts.get(end) or self.starts.get(end + 1) or self.starts.get(end + 2)
        if mention is None or mention.start >= self.sentence.end:
            return None
        return mention if self._touch(end, mention.start, _OPENED) else None

    def _touch(self, start: int, end: int, marks: frozenset[str]) -> bool:
        """Whether none of these marks parts what ends at the one place from what begins at the other."""
        if end <= start or (end == start + 1 and self.clean[start] == " "):
            return True
        return marks.isdisjoint(self.clean[start:end])

    def measures_time(self, number: Number) -> bool:
        """Whether a span of time follows at once: 5 July, in 12 days."""
        after = self.after(number.end)
        return after is not None and after.categories & TIME != 0 and after.start - number.end == 1

    def counted(self, number: Number) -> bool:
        """Whether a counted thing or a unit follows at once."""
        after = self.after(number.end)
        if after is None or after.start - number.end > 1:
            return False
        categories = after.categories
        if "year_mark" in after.entry.senses.get("periods", ()):
            return False
        return bool(categories & (NOUN | UNIT | CLASSIFIER)) and not categories & (MONTH | PERIOD | TIME)
