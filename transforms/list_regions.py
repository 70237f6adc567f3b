"""Where the enumeration that belongs to a count may stand: behind it, before it, or as the next sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from transforms.figure import Figure
from transforms.list_names import separator
from transforms.marks import first_colon, opening_bracket
from transforms.reading import Reading, Sentence
from transforms.terms import ENUMERATION, PLACE

_BRACKET: Final = re.compile(r"[(\uff08](?P<inner>[^()\uff08\uff09]{6,600})[)\uff09]")
_DASH: Final = "(?:\\s[\u2013\u2014-]\\s|\u2014\u2014|\u2014)"
_DASH_LETTERS: Final = "\u2013\u2014-"
_DASHED: Final = " \u2013\u2014-:\uff1a"
_OPENING_DASH: Final = re.compile(_DASH)
_DASHES: Final = re.compile(f"{_DASH}(?P<inner>[^\u2013\u2014]{{6,600}}?)(?:{_DASH}|$)")
_TO_THE_MARK: Final = 40  # characters from what is counted to the bracket or dash that opens its list
_CONNECTED: Final = 40  # characters before the end of a list in which its last "and" is looked for
_APART: Final = 12  # characters between two names of a row, "and the province of" among them
_TO_THE_VERB: Final = 4  # words from a number to the "are" behind what it counts
_FEWEST: Final = 3  # names that make a list which no mark opens
MOST: Final = 40
_CLAUSE: Final = re.compile("[,;:\uff0c\uff1b\uff1a]")
_LIST_COMMA: Final = "\u3001"
_STOPS: Final = " \n\t.!?\u3002\uff01\uff1f\u0964\u06d4\u00a0"
_COMMAS: Final = ",;\u060c\u3001\uff0c\uff1b"
_SPARE: Final = 3  # names that no comma parts from the next: one before "and", one more or fewer than stated


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of a sentence, in normal positions.

    `opened`: a mark leads to it, so that it is a list whatever it holds. `told`: a word does, or it stands where
    lists do. `closed`: nothing but the list stands in it. `before`: the count follows it.
    """

    sentence: Sentence
    start: int
    end: int
    opened: bool = False
    told: bool = False
    closed: bool = False
    before: bool = False


def regions(reading: Reading, figure: Figure, *, named: bool) -> Iterator[Region]:
    """The places where the list of a count may stand, the likeliest first.

    `named`: what is counted has names, so that even a few of them, or very many, are its list.
    """
    likely = _FEWEST <= figure.amount <= MOST
    start, end = max(figure.end, figure.number_end), figure.right
    if end < figure.sentence.end:  # another count follows: what leads up to it is no name
        end = _before_connector(figure, end)
    yield from _marked(reading, figure, start, end)
    dashed = list(_dashed(reading, figure, start, end))
    yield from dashed if likely else ()
    for mention in figure.sentence.between(start, end):
        if mention.categories & ENUMERATION and "namely" in mention.entry.senses["enumerations"]:
            yield Region(figure.sentence, mention.end, end)
    if likely:
        yield from _behind_verb(reading, figure, end)
    row = _row_of_places(reading, figure, start, end) if named and not dashed else None
    if row is not None:
        yield Region(figure.sentence, *row)
    if likely:
        yield from _before(reading, figure)
        yield from _of_the_next_sentence(reading, figure)


def _marked(reading: Reading, figure: Figure, start: int, end: int) -> Iterator[Region]:
    """Behind a colon, or in brackets."""
    colon = first_colon(reading.clean, start, end)
    if colon >= 0:
        yield Region(figure.sentence, colon + 1, end, opened=True)
    noun_end = _noun_end(figure, start)
    opened = opening_bracket(reading.clean, noun_end, min(end, noun_end + _TO_THE_MARK))
    bracket = _BRACKET.match(reading.clean, opened, end) if opened >= 0 else None
    if bracket is not None:
        yield Region(figure.sentence, bracket.start("inner"), bracket.end("inner"), opened=True, closed=True)


def _dashed(reading: Reading, figure: Figure, start: int, end: int) -> Iterator[Region]:
    """Between dashes, or behind one."""
    noun_end = _noun_end(figure, start)
    last = min(end, noun_end + _TO_THE_MARK)
    if not any(reading.clean.find(dash, noun_end, last) >= 0 for dash in _DASH_LETTERS):
        return
    if _OPENING_DASH.search(reading.clean, noun_end, last) is not None:
        dashes = _DASHES.search(reading.clean, noun_end, end)
        if dashes is not None:
            yield Region(figure.sentence, dashes.start("inner"), dashes.end("inner"), told=True, closed=True)


def _noun_end(figure: Figure, start: int) -> int:
    return max(start, figure.noun.end) if figure.noun is not None else start


def _behind_verb(reading: Reading, figure: Figure, end: int) -> Iterator[Region]:
    """Behind an "are" that follows what is counted, up to the one that closes a sentence."""
    verb = _verb(reading, figure) if _may_hold(reading, figure, figure.number_end, end) else None
    last = _without_verb(reading, figure.sentence) if verb is not None else None
    if verb is not None and last is not None and verb < min(end, last):
        yield Region(figure.sentence, verb, min(end, last), told=True, closed=end == figure.sentence.end)


def _verb(reading: Reading, figure: Figure) -> int | None:
    """Where the names begin behind an "are" that follows what is counted: the seven cities ARE Pohang, ..."""
    engine, folded = reading.engine, reading.folded
    if not engine.beside["enumerations.are"]:
        return figure.noun.end if figure.noun is not None and engine.beside["enumerations.are_after"] else None
    for at in _word_ends(reading, figure):
        after = engine.word_after(folded, at, "enumerations.are")
        if after is not None:
            return after
    return None


def _word_ends(reading: Reading, figure: Figure) -> Iterator[int]:
    """The ends of the words behind a count, up to a mark; where words don't stand apart, that of its noun."""
    start = max(figure.number_end, figure.noun.end if figure.noun is not None else 0)
    if reading.engine.lexicon.spaced != "both":
        yield start
        return
    for count, word in enumerate(re.finditer(r"[^\s,;:.()]+", reading.clean[start : figure.right])):
        if count == _TO_THE_VERB:
            return
        yield start + word.start()


def _text_end(reading: Reading, sentence: Sentence) -> int:
    """Where the words of a sentence end."""
    end = sentence.end
    while end > sentence.start and reading.clean[end - 1] in _STOPS:
        end -= 1
    return end


def _may_hold(reading: Reading, figure: Figure, start: int, end: int) -> bool:
    """Whether there are commas for about as many names as stated; a space may part them where words don't stand apart.

    Asked before anything is looked for, since most sentences hold no list.
    """
    if reading.engine.lexicon.spaced == "none":
        return True
    commas = sum(reading.clean.count(mark, start, end) for mark in _COMMAS)
    return figure.amount - _SPARE <= commas <= figure.amount * 2


def _without_verb(reading: Reading, sentence: Sentence) -> int | None:
    """Where a sentence ends before the "are" that closes it; None where its language has such a verb, and it hasn't."""
    end = _text_end(reading, sentence)
    words = reading.engine.beside["enumerations.are_after"]
    if not words:
        return end
    spaced = reading.engine.lexicon.spaced == "both"
    for word in words:
        if reading.folded.endswith(f" {word}" if spaced else word, sentence.start, end):
            return end - len(word) - spaced
    return None


def _row_of_places(reading: Reading, figure: Figure, start: int, end: int) -> tuple[int, int] | None:
    places = [m for m in figure.sentence.between(start, end) if m.categories & PLACE]
    for place, following in pairwise(places):
        gap = reading.clean[place.end : following.start]
        joined = separator(reading).search(gap) or _and_between(figure, place.end, following.start)
        if joined and len(gap.strip()) <= _APART:
            return place.start, end
    return None


def _and_between(figure: Figure, start: int, end: int) -> bool:
    return any("and" in m.entry.senses.get("enumerations", ()) for m in figure.sentence.between(start, end))


def _before_connector(figure: Figure, end: int) -> int:
    """Takes an "and" off the end: "... Vinh Phuc and 10 members"."""
    for mention in reversed(figure.sentence.between(end - _CONNECTED, end)):
        if mention.categories & ENUMERATION and "and" in mention.entry.senses["enumerations"]:
            return mention.start if end - mention.end <= 4 else end
    return end


def _before(reading: Reading, figure: Figure) -> Iterator[Region]:
    """Directly before the count: A、B和C三省; "A, B and C are the three provinces"."""
    words = reading.engine.beside["enumerations.up_to"]
    if not words:
        return
    clean, folded, spaced = reading.clean, reading.folded, reading.engine.lexicon.spaced == "both"
    end = figure.number_start
    while end > figure.left and clean[end - 1] == " ":
        end -= 1
    closing = next((word for word in words if folded.endswith(f" {word}" if spaced else word, figure.left, end)), None)
    if closing is not None:
        end -= len(closing) + spaced
    elif spaced:
        return
    while end > figure.left and clean[end - 1] in _DASHED:
        end -= 1
    start = _clause(reading, figure.left, end)
    if start < end:
        yield Region(
            figure.sentence, start, end, told=True, before=True, closed=spaced and start == figure.sentence.start
        )


def _clause(reading: Reading, start: int, end: int) -> int:
    """Where the clause begins that ends there; a comma ends one where lists have a comma of their own."""
    clean, at = reading.clean, start
    for mark in _CLAUSE.finditer(clean, start, end):
        if mark.group() not in ",\uff0c" or _LIST_COMMA in clean[start:end]:
            at = mark.end()
    ends = reading.engine.beside["enumerations.clause_ends"]
    for cut in separator(reading).finditer(clean, at, end) if ends else ():
        if reading.folded.endswith(ends, start, cut.start()):
            at = cut.end()
    return at


def _of_the_next_sentence(reading: Reading, figure: Figure) -> Iterator[Region]:
    """The whole next sentence, without the "they are" that may lead to the names or the one behind them."""
    following = figure.sentence.no + 1
    if figure.right < figure.sentence.end or following >= len(reading.sentences):
        return
    sentence = reading.sentences[following]
    if sentence.frame or sentence.numbers or not _may_hold(reading, figure, sentence.start, sentence.end):
        return
    engine, folded = reading.engine, reading.folded
    start, end = sentence.start, _without_verb(reading, sentence)
    they = engine.word_after(folded, start, "enumerations.they")
    if they is not None:
        start = they
        for word in re.finditer(r"\S+", reading.clean[they : they + _TO_THE_MARK]):
            verb = engine.word_after(folded, they + word.start(), "enumerations.are")
            if verb is not None:
                start = verb
                break
    if end is None:
        if they is not None:
            return
        end = _text_end(reading, sentence)
    if start < end:
        yield Region(sentence, start, end, told=True, closed=True)
