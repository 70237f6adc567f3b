"""What stands between a number and a noun: whether the one can count the other.

Only for languages whose lexicon tells their small words; they put what is counted behind its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from transforms.figure import Figure
from transforms.reading import Reading
from transforms.terms import CHANGE, CLASSIFIER, COMPARISON, QUALIFIER, RANGE, Mention

_WORD: Final = re.compile(r"[^\s.,;:!?()\[\]{}\"'’«»“”„‟…–—/\-\u0964\u06d4\u060c\u061b\u061f]+")
_JOINT: Final = re.compile(r"[\s\-'’\"«“„]*")  # what may stand between a number and a word that follows at once
_MOST_ATTRIBUTES: Final = 3
_PARTICLE: Final = 1  # letters of a particle: は
_LEAD: Final = 30  # characters before a noun in which its preposition stands

Span = tuple[int, int]


def counts_unknown(reading: Reading, figure: Figure, start: int = 0) -> bool:
    """Whether a word that no lexicon knows follows a number at once, which then is what it counts.

    `start`: behind a word that stands between them, if one does.
    """
    small = reading.engine.small
    if not small:
        return False
    covered = {m.start for m in figure.behind}
    for at, (first, end) in enumerate(_words_at_once(reading, figure, start)):
        word = reading.folded[first:end]
        if any(place in covered for place in range(first, end)):
            return False
        if (word in small.of and at == 0) or (at and word in small.others):
            continue
        if word in small.links or word in small.others or word in small.of or end - first < 2 or small.is_verb(word):
            return False
        if not small.capitals or reading.clean[first].isupper():
            return True
    return False


def _words_at_once(reading: Reading, figure: Figure, start: int) -> Iterator[Span]:
    """The words behind a number up to the first mark, without the letters written on to it."""
    clean, limit = reading.clean, min(figure.right, figure.sentence.end)
    at = max(figure.number_end, figure.end, start)
    while at < limit and clean[at].isalpha():
        at += 1
    while at < limit:
        joint = _JOINT.match(clean, at, limit)
        word = _WORD.match(clean, joint.end() if joint else at, limit)
        if word is None:
            return
        yield word.span()
        at = word.end()


def parted(reading: Reading, figure: Figure, noun: Mention) -> bool:
    """Whether words between a number and a noun behind it make that another thing: 5 pupils in two SCHOOLS."""
    small = reading.engine.small
    if not small:
        return False
    partitive, attributes = False, 0
    for at, (start, end) in enumerate(_unknown(reading, max(figure.number_end, figure.end), noun.start, figure.behind)):
        word = reading.folded[start:end]
        if word in small.of and at == 0:
            partitive = True
        elif word in small.links or word in small.of:
            return True
        elif word in small.others:
            if not partitive:
                return True
        elif not small.qualifies(word) or (small.capitals and reading.clean[start].isupper()):
            return True
        else:
            attributes += 1
    return attributes > _MOST_ATTRIBUTES


def _unknown(reading: Reading, start: int, end: int, mentions: list[Mention]) -> Iterator[Span]:
    """The words of a stretch that no term covers, without the letters written on to a number before it."""
    clean, folded, links = reading.clean, reading.folded, reading.engine.small.links
    while start < end and clean[start].isalpha():
        start += 1
    covered = [(m.start, m.end) for m in mentions if start <= m.start and m.end <= end]
    for found in _WORD.finditer(clean, start, end):
        first, last = found.span()
        if last - first == 1 and folded[first] not in links:
            continue
        if not any(a < last and first < b for a, b in covered):
            yield first, last


def adjoined(reading: Reading, figure: Figure, noun: Mention, before: Figure | None) -> bool:
    """Whether a noun before a number belongs to words that only say where or of what: in the PROVINCE 41 wells.

    `before`: the figure that counts that noun already, if one does.
    """
    small = reading.engine.small
    gap = figure.sentence.between(noun.end, figure.start)
    if not small:
        return _leftover(reading, noun.end, figure.start, gap) > _PARTICLE
    words = {m.group() for m in _WORD.finditer(reading.folded, noun.end, figure.start)}
    links = words & (small.links | small.of)
    if links and not any(m.categories & CHANGE and reading.folded[m.start : m.end] not in links for m in gap):
        return True
    if small.verb_last:
        return False
    lead = noun.start if before is None else before.start
    for word in reversed(reading.folded[max(figure.sentence.start, lead - _LEAD) : lead].split()):
        if word in small.links:
            return True
        if word not in small.others:
            return False
    return False


def joined(reading: Reading, one: Figure, two: Figure) -> bool:
    """Whether nothing but known and small words lead from one number to the next, so that they may share a noun."""
    small = reading.engine.small
    if any(m.categories & COMPARISON and not m.categories & QUALIFIER for m in one.behind):
        return False
    if not small:
        return _leftover(reading, one.number_end, two.start, one.behind) <= _PARTICLE
    moved = any(m.categories & (CHANGE | RANGE) for m in one.behind)
    for start, end in _unknown(reading, one.number_end, two.start, one.behind):
        word = reading.folded[start:end]
        if word not in small.others and not (moved and (word in small.links or word in small.of)):
            return False
    return True


def _leftover(reading: Reading, start: int, end: int, mentions: list[Mention]) -> int:
    """The letters of a stretch that neither terms nor small words cover, where words are not spaced."""
    if reading.engine.lexicon.spaced == "both":
        return 0
    others = reading.engine.small.others
    left, at = 0, start
    for stop, after in [*((m.start, m.end) for m in mentions), (end, end)]:
        for word in _WORD.finditer(reading.folded, at, stop):
            left += 0 if word.group() in others else sum(map(str.isalpha, word.group()))
        at = max(at, after)
    return left


def classified(figure: Figure) -> bool:
    """Whether an empty measure word follows at once: the counted thing then stands before."""
    if not figure.sentence.categories & CLASSIFIER:
        return False
    return any(m.categories & CLASSIFIER and 0 <= m.start - figure.number_end <= 1 for m in figure.behind[:3])


def measure_end(figure: Figure) -> int:
    """Where a number ends with the measure word that follows at once, if one does."""
    for mention in figure.behind[:3]:
        if mention.categories & CLASSIFIER and 0 <= mention.start - figure.number_end <= 1:
            return mention.end
    return figure.number_end


def closes(reading: Reading, figure: Figure) -> bool:
    """Whether a particle or the language's order shows that what is counted stands before: 60대와, 4000枚が, 3 ราย."""
    engine = reading.engine
    if engine.lexicon.settings.get("measure_last"):
        return classified(figure)
    if engine.grammar.spaceless and classified(figure) and reading.clean.startswith(" ", measure_end(figure)):
        return True  # a headline: 保護96件 実習生の相談が最多
    if not engine.beside["numbers.count_ends"]:
        return False
    return engine.word_after(reading.folded, measure_end(figure), "numbers.count_ends") is not None


def same_measure(reading: Reading, one: Figure, two: Figure, *, needed: bool = False) -> bool:
    """Whether two numbers have the same measure word: not 10个集体和12名个人. `needed`: not both without one."""
    if not (classified(one) or classified(two)):
        return not needed
    words = [
        next((reading.folded[m.start : m.end] for m in f.behind[:3] if m.categories & CLASSIFIER), None)
        for f in (one, two)
    ]
    return words[0] is not None and words[0] == words[1]


def and_joins(one: Figure, two: Figure) -> bool:
    """Whether "and" alone leads from one figure's words to the next figure."""
    return any("and" in m.entry.senses.get("enumerations", ()) and two.start - m.end <= 2 for m in one.behind[-2:])
