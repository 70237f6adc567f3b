"""An article as it is being read: its normal text, terms, numbers, sentences and frame."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from transforms.frame import Frame, find_frame
from transforms.normal import Normal
from transforms.numbers import Number, read_numbers
from transforms.scan import Mention, Scanner, Terms
from transforms.sentences import split_sentences

if TYPE_CHECKING:
    from transforms.dates import DateLabel


def _start(mention: Mention) -> int:
    return mention.start


@dataclass(slots=True)
class Sentence:
    """A sentence of the normal text with the terms and numbers in it."""

    no: int
    start: int
    end: int
    mentions: list[Mention]
    numbers: list[Number] = field(default_factory=list)
    categories: int = 0
    frame: bool = False
    labels: Mapping[int, DateLabel] = field(default_factory=dict)  # by the start of a number that is no figure

    def between(self, start: int, end: int) -> list[Mention]:
        """The mentions that lie wholly between two positions."""
        first = bisect_left(self.mentions, start, key=_start)
        last = bisect_left(self.mentions, end, lo=first, key=_start)
        return [m for m in self.mentions[first:last] if m.end <= end]


@dataclass(slots=True)
class Reading:
    """Everything that is known of an article before its figures are understood."""

    engine: Scanner
    normal: Normal
    terms: Terms
    numbers: list[Number]
    sentences: list[Sentence]
    frame: Frame

    @property
    def clean(self) -> str:
        """The normal text, case kept."""
        return self.normal.clean

    @property
    def folded(self) -> str:
        """The normal text, folded."""
        return self.normal.folded

    def sentence_at(self, position: int) -> Sentence:
        """The sentence that a position lies in, or the last one before it."""
        starts = [sentence.start for sentence in self.sentences]
        return self.sentences[max(0, bisect_left(starts, position + 1) - 1)]


def read(engine: Scanner, text: str) -> Reading:
    """Scan a text once and cut it into sentences."""
    normal = engine.normalise(text)
    terms = engine.terms(normal.folded)
    numbers = read_numbers(engine, normal, terms)
    frame = find_frame(normal.clean)
    ends = terms.ends
    dotted = {n.end - 1 for n in numbers if n.words or n.scale > 1}

    def abbreviated(at: int) -> bool:
        return at in dotted or (at in ends and not _ABBREVIATED.isdisjoint(ends[at].entry.senses))

    ordinals = {n.end for n in numbers if n.ordinal}
    spans = split_sentences(normal.clean, normal.stops, abbreviated, ordinals)
    sentences = _shared_out(spans, terms.mentions, numbers)
    for sentence in sentences if frame.spans else ():
        sentence.frame = frame.holds(sentence.start, sentence.end)
    return Reading(engine, normal, terms, numbers, sentences, frame)


_ABBREVIATED = frozenset({"organisations.number_words", "identifiers", "persons.honorifics"})


def _shared_out(spans: Sequence[tuple[int, int]], mentions: list[Mention], numbers: list[Number]) -> list[Sentence]:
    """The sentences with what begins in each."""
    mention_starts = [mention[0] for mention in mentions]
    number_starts = [number[0] for number in numbers]
    sentences: list[Sentence] = []
    first_number = 0
    for no, (start, end) in enumerate(spans):
        own = mentions[bisect_left(mention_starts, start) : bisect_left(mention_starts, end)]
        last_number = bisect_left(number_starts, end)
        categories = 0
        for mention in own:
            categories |= mention.categories
        sentences.append(Sentence(no, start, end, own, numbers[first_number:last_number], categories))
        first_number = last_number
    return sentences
