"""Names told by what stands before them: a title with its complement, a word for "led by", a verb of speech.

A name may be anyone's: no list of surnames is asked. So the words must look like one, and none may be a known term.
"""

from __future__ import annotations

import re
from typing import Final

from transforms.reading import Reading, Sentence
from transforms.terms import MARKER, NUMBER, ORGANISATION, PERSON, PLACE, SPEECH, Mention

_WORD: Final = re.compile(r"[^\W\d_](?:[^\W\d_]+|[\u0300-\u036f'’-]+)*+")
_UNCASED: Final = re.compile(r"[^\W\d_](?:[\u0300-\u036f\u0900-\u0dff\u0e00-\u0eff]+|[^\W\d_]+)*+")
_REACH: Final = 64  # characters of a title's complement
_LONGEST_COMPLEMENT: Final = 9  # words of it
_CLOSED: Final = frozenset(",.;:)»”\"'’!?—–")
_APART: Final = frozenset(",)—–")
_NAMES: Final = (2, 4)  # words of a name
_LINKING: Final = 3  # letters of a word that leads on: of the Toyota Motor
_SOLID: Final = ("\u0e00", "\u0eff")  # a script without spaces between words
_LONGEST_PART: Final = 20

_STOPS: Final = SPEECH | PERSON | NUMBER  # what no complement of a title holds

Span = tuple[int, int]


def introduced(reading: Reading, sentence: Sentence, mention: Mention) -> Span | None:
    """The name that a title, a word for "led by" or a verb of speech leads to; None where none follows."""
    clean, at = reading.clean, mention.end
    senses = mention.entry.senses
    if "persons.honorifics" in senses and reading.engine.lexicon.spaced == "none":
        apart = not mention.start or not _is_solid(clean[mention.start - 1])
        return _written_on(clean, sentence, at) if apart and not sentence.beginning(at, at) else None
    if clean[at : at + 1] == " ":
        direct = _name(reading, sentence, at + 1)
        if direct is not None:
            return direct
        if not _cased_at(clean, at + 1) and mention.categories & PERSON:
            agent = _before_particle(reading, sentence, mention, at + 1)
            if agent is not None:
                return agent
    if "persons.titles" not in senses:
        return None
    return _behind_complement(reading, sentence, at)


def _is_solid(char: str) -> bool:
    return _SOLID[0] <= char <= _SOLID[1]


def _cased_at(clean: str, at: int) -> bool:
    char = clean[at : at + 1]
    return char.isupper() or char.islower()


def _name(reading: Reading, sentence: Sentence, start: int, *, apart: bool = False) -> Span | None:
    """Two to four capitalised words from a place on, none of them a known term; `apart`: a mark must close them."""
    clean = reading.clean
    if start >= sentence.end or not clean[start].isupper():
        return None
    blocked = _known(sentence, start)
    words: list[Span] = []
    at = start
    while True:
        match = _WORD.match(clean, at, sentence.end)
        if match is None or not match.group()[0].isupper():
            break
        if at in blocked or (len(match.group()) > 1 and match.group().isupper()):
            return None
        words.append(match.span())
        at = match.end()
        if clean[at : at + 1] != " ":
            break
        at += 1
    if not _NAMES[0] <= len(words) <= _NAMES[1]:
        return None
    end = words[-1][1]
    after = clean[end : end + 1]
    if apart and end < sentence.end and after not in _APART and not after.isspace():
        return None
    if apart and after == " ":
        return None
    if not (end >= sentence.end or after in _CLOSED or after in " \n"):
        return None
    return words[0][0], end


def _known(sentence: Sentence, start: int) -> set[int]:
    """Where known terms begin that are no surnames: a name holds none, and no honorific."""
    found = sentence.beginning(start, start + _REACH)
    return {m.start for m in found if m.categories & ~MARKER and "persons.surnames" not in m.entry.senses}


def _behind_complement(reading: Reading, sentence: Sentence, at: int) -> Span | None:
    """A name behind what a title is of, or behind a comma: директор департамента внешних связей Глеб Сотников."""
    clean = reading.clean
    if _nouns_are_capitals(reading) and clean.find(", ", at, at + _REACH + 2) < 0:
        return None  # any capital may be a noun's: only a comma leads to a name
    known = sentence.beginning(at, min(at + _REACH, sentence.end))
    covered = [(m.start, m.end) for m in known if m.categories & (ORGANISATION | PLACE) or m.entry.noun is not None]
    stop = next((m.start for m in known if m.categories & _STOPS and not _is_small(clean, m)), sentence.end)
    small = next((m.start for m in known if _is_small(clean, m)), sentence.end)
    limit = min(at + _REACH, stop, sentence.end)
    lower = True  # whether what stands before is a word that a name may follow at once
    for _ in range(_LONGEST_COMPLEMENT):
        if clean.startswith(", ", at):
            return _name(reading, sentence, at + 2, apart=True)
        if clean[at : at + 1] != " " or at + 1 >= limit:
            return None
        match = _WORD.match(clean, at + 1, sentence.end)
        if match is None:
            return None
        inside = next((end for start, end in covered if start <= match.start() < end), None)
        if inside is not None:
            at, lower = max(inside, match.end()), True
            continue
        if match.group()[0].isupper() and not _nouns_are_capitals(reading):
            # Behind "of the" a capital may go on with the body's name: de la Cámara de Comercio Hispano Vietnamita.
            direct = lower and match.start() < small
            name = _name(reading, sentence, match.start()) if direct else None
            if name is not None or not clean.startswith(", ", match.end()):
                return name
            at, lower = match.end(), True  # the coordinator of the group of Curitiba, Luciana Prates
            continue
        lower = len(match.group()) > _LINKING
        at = match.end()
    return None


def _is_small(clean: str, mention: Mention) -> bool:
    """Whether a word is a surname only where it has a capital: a coordenadora DO grupo."""
    return "persons.surnames" in mention.entry.senses and clean[mention.start].islower()


def _nouns_are_capitals(reading: Reading) -> bool:
    return reading.engine.lexicon.flag("persons", "nouns_are_capitals")


def _before_particle(reading: Reading, sentence: Sentence, mention: Mention, start: int) -> Span | None:
    """صدر عمران رشید بٹ نے: two or three words between a title and the particle of who does something."""
    clean = reading.clean
    agents = reading.engine.beside["persons.agents"]
    if not any(reading.folded.find(agent, start, start + _REACH) >= 0 for agent in agents):
        return None
    blocked = _known(sentence, start)
    at = start
    words: list[Span] = []
    for _ in range(_NAMES[1]):
        match = _UNCASED.match(clean, at, sentence.end)
        if match is None or at in blocked:
            return None
        words.append(match.span())
        at = match.end()
        if reading.engine.word_after(reading.folded, at, "persons.agents") is not None:
            return (words[0][0], at) if len(words) >= _NAMES[0] else None
        if clean[at : at + 1] != " ":
            return None
        at += 1
    return None


def _written_on(clean: str, sentence: Sentence, start: int) -> Span | None:
    """นายวิรัช ทองประเสริฐ: a name and a surname, each written as one, behind an honorific that is written on."""
    end = start
    for part in range(_NAMES[0]):
        first = end
        while end < sentence.end and _is_solid(clean[end]) and end - first <= _LONGEST_PART:
            end += 1
        if not 1 < end - first <= _LONGEST_PART:
            return None
        if part == 0:
            if clean[end : end + 1] != " ":
                return None
            end += 1
    return (start, end) if clean[end : end + 1] in ("", " ", "\n", ",", ")") else None
