"""An article as it is being read: its normal text, terms, numbers, sentences and frame."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from transforms.frame import Frame, find_frame
from transforms.normal import Normal
from transforms.numbers import Number, read_numbers
from transforms.scan import IDENTIFIER, ORGANISATION, PERSON, Mention, Scanner
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
    mentions: list[Mention]
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
    mentions = engine.mentions(normal.folded)
    numbers = read_numbers(engine, normal.clean, normal.folded, mentions)
    frame = find_frame(normal.clean)
    dotted = {n.end for n in numbers if n.words or n.scale > 1}
    dotted |= {
        m.end + 1
        for m in mentions
        if m.entry.categories & _ABBREVIABLE
        and normal.clean[m.end : m.end + 1] == "."
        and m.entry.senses.keys() & _ABBREVIATED
    }
    ordinals = {n.end for n in numbers if n.ordinal}
    spans = split_sentences(normal.clean, dotted, ordinals)
    sentences = [Sentence(no, start, end, []) for no, (start, end) in enumerate(spans)]
    _share_out(sentences, mentions, numbers)
    for sentence in sentences if frame.spans else ():
        sentence.frame = frame.holds(sentence.start, sentence.end)
    return Reading(engine, normal, mentions, numbers, sentences, frame)


_ABBREVIABLE = ORGANISATION | IDENTIFIER | PERSON
_ABBREVIATED = frozenset({"organisations.number_words", "identifiers", "persons.honorifics"})


def _share_out(sentences: list[Sentence], mentions: list[Mention], numbers: list[Number]) -> None:
    at = 0
    count = len(sentences)
    for mention in mentions:
        while at < count and sentences[at].end <= mention.start:
            at += 1
        if at == count:
            break
        if mention.start >= sentences[at].start:
            sentences[at].mentions.append(mention)
            sentences[at].categories |= mention.entry.categories
    at = 0
    for number in numbers:
        while at < count and sentences[at].end <= number.start:
            at += 1
        if at == count:
            break
        sentences[at].numbers.append(number)
