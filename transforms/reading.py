"""An article as it is being read: its normal text, terms, numbers, sentences and frame."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from transforms.frame import Frame, find_frame
from transforms.marks import PartingMarks
from transforms.normal import Normal
from transforms.numbers import Number, read_numbers
from transforms.scan import Scanner
from transforms.sentences import LONGEST, in_pieces, split_sentences
from transforms.terms import Mention, Terms, first_from

if TYPE_CHECKING:
    from transforms.date_labels import DateLabel


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
    labels: dict[int, DateLabel] = field(default_factory=dict)  # by the start of a number that is no figure

    def of(self, categories: int) -> list[Mention]:
        """The mentions of one of these categories."""
        return [m for m in self.mentions if m.categories & categories] if self.categories & categories else []

    def beginning(self, first: int, last: int) -> list[Mention]:
        """The mentions that begin at one of these positions, the last included."""
        at = first_from(self.mentions, first)
        return self.mentions[at : first_from(self.mentions, last + 1, at)]

    def first_number_from(self, position: int) -> int:
        """The place among `numbers` of the first one that begins there or behind."""
        low, high = 0, len(self.numbers)
        while low < high:
            middle = (low + high) // 2
            if self.numbers[middle].start < position:
                low = middle + 1
            else:
                high = middle
        return low

    def between(self, start: int, end: int) -> list[Mention]:
        """The mentions that lie wholly between two positions."""
        return [m for m in self.beginning(start, end - 1) if m.end <= end]


@dataclass(frozen=True, slots=True)
class NamedCurrency:
    """A currency (ISO 4217) where an amount names it; `aside`: in brackets, as what another amount is worth."""

    unit: str
    sentence_no: int
    scale: float  # of the amount: 1e9 for 96 billion
    value: float | None
    aside: bool


@dataclass(slots=True)
class Reading:
    """Everything that is known of an article before its figures are understood."""

    engine: Scanner
    normal: Normal
    terms: Terms
    numbers: list[Number]
    sentences: list[Sentence]
    frame: Frame
    clean: str  # the normal text, case kept
    folded: str  # the normal text, folded
    parting: PartingMarks
    money: list[NamedCurrency] = field(default_factory=list)  # the currencies named so far
    meant: dict[str, str] = field(default_factory=dict)  # words for money, and the currency that they stand for here

    def by_sentence(self, categories: int) -> Iterator[tuple[Sentence, list[Mention]]]:
        """The sentences of the article's own text that hold terms of one of these categories, each with those."""
        for sentence in self.sentences:
            if sentence.categories & categories and not sentence.frame:
                yield sentence, sentence.of(categories)


def read(engine: Scanner, text: str) -> Reading:
    """Scan a text once and cut it into sentences."""
    normal = engine.normalise(text)
    terms = engine.terms(normal)
    numbers = read_numbers(engine, normal, terms)
    frame = find_frame(normal.clean)
    ends = terms.ends
    dotted = {n.end - 1 for n in numbers if n.words or n.scale > 1}
    closed = {n.end for n in numbers}

    def abbreviated(at: int) -> bool:
        mention = ends.get(at)
        if mention is None or at in dotted:
            return at in dotted
        return not _ABBREVIATED.isdisjoint(mention.entry.senses) or _leads_on(engine, normal, mention, closed)

    ordinals = {n.end for n in numbers if n.ordinal}
    spans = split_sentences(normal.clean, normal.stops, abbreviated, ordinals)
    if any(end - start > LONGEST for start, end in spans):
        parts = [(one.start, one.end) for one in terms.mentions] + [(one.start, one.end) for one in numbers]
        spans = in_pieces(normal.clean, spans, sorted(parts))
    sentences = _shared_out(spans, terms, numbers)
    for sentence in sentences if frame.spans else ():
        sentence.frame = frame.holds(sentence.start, sentence.end)
    parting = PartingMarks(normal.clean, normal.strong, normal.commas)
    return Reading(engine, normal, terms, numbers, sentences, frame, normal.clean, normal.folded, parting)


_ABBREVIATED = frozenset({"organisations.number_words", "identifiers", "persons.honorifics"})


_LEADING = frozenset({"qualifiers.before", "months"})


def _leads_on(engine: Scanner, normal: Normal, mention: Mention, closed: AbstractSet[int]) -> bool:
    """Whether a full stop shortens what leads to a number: ca. 40, Rs. 500; not: 20 Rs. 500 people came."""
    if normal.folded[mention.start : mention.end] not in engine.dotted:
        return False
    if not normal.clean[mention.end : mention.end + 3].strip(". ")[:1].isdigit():
        return False
    senses = mention.entry.senses
    return not _LEADING.isdisjoint(senses) or (
        "currencies" in senses and closed.isdisjoint((mention.start, mention.start - 1))
    )


def _shared_out(spans: list[tuple[int, int]], terms: Terms, numbers: list[Number]) -> list[Sentence]:
    """The sentences with what begins in each."""
    mentions = terms.mentions
    sentences: list[Sentence] = []
    mention = number = 0  # how many are shared out
    for no, (start, end) in enumerate(spans):
        first_mention, first_number = first_from(mentions, start, mention), number
        mention = first_from(mentions, end, first_mention)
        own = mentions[first_mention:mention]
        categories = 0
        for one in own:
            categories |= one.categories
        while number < len(numbers) and numbers[number].start < end:
            number += 1
        sentences.append(Sentence(no, start, end, own, numbers[first_number:number], categories))
    return sentences
