"""Who said what: reports, assessments, commitments, directives, and mottos."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, cast

from transforms.periods import Period
from transforms.persons import Persons, Spotted
from transforms.reading import Reading, Sentence
from transforms.rows import Attendance, Statement, StatementKind
from transforms.scan import PERSON, SPEECH, Mention

_QUOTES: Final = (
    re.compile(r"„([^“”\"\n]{15,400})[“”\"]"),
    re.compile(r"“([^“”\n]{15,400})”"),
    re.compile(r"\"([^\"\n]{15,400})\""),
    re.compile(r"«\s?([^«»\n]{15,400})\s?»"),
    re.compile(r"「([^「」\n]{6,200})」"),
)
_KINDS: Final = ("directive", "commitment", "assessment", "report")
_MOTTO_REACH: Final = 40


@dataclass(slots=True)
class _Speakers:
    """Who held which title, and who spoke last."""

    by_title: dict[str, str]
    last: str | None = None
    last_line: int = -2  # where the line before its own ended


def statements_of(reading: Reading, persons: Persons, periods: Mapping[int, Sequence[Period]]) -> list[Statement]:
    """The statements of an article in order, in normal positions; a title alone stands for who bore it before."""
    named: dict[int, list[tuple[Spotted, str]]] = {}
    for spotted, key in persons.spotted:
        named.setdefault(spotted.sentence.no, []).append((spotted, key))
    speakers = _Speakers({})
    found: list[Statement] = []
    for sentence in reading.sentences:
        here = named.get(sentence.no, [])
        for spotted, key in here:
            if spotted.title is not None:
                speakers.by_title[spotted.title] = key
        if sentence.frame or not sentence.categories & (SPEECH | PERSON):
            continue
        period = next((p for p in periods.get(sentence.no, ()) if not p.point), None)
        if not sentence.categories & SPEECH:
            continue
        spoken = [m for m in sentence.mentions if m.categories & SPEECH]
        found.extend(_mottos(reading, sentence, spoken, period))
        statement = _statement(reading, sentence, spoken, here, speakers, period)
        if statement is not None:
            found.append(statement)
    return found


def _mottos(
    reading: Reading, sentence: Sentence, spoken: Sequence[Mention], period: Period | None
) -> Iterator[Statement]:
    mentions = [m for m in spoken if "motto" in m.entry.senses.get("speech", ())]
    if not mentions:
        return
    for pattern in _QUOTES:
        for match in pattern.finditer(reading.clean, sentence.start, sentence.end):
            near = [m for m in mentions if m.end <= match.start() and match.start() - m.end <= _MOTTO_REACH]
            near += [m for m in mentions if m.start >= match.end() and m.start - match.end() <= _MOTTO_REACH]
            if near:
                start, end = match.span(1)
                yield Statement(None, _text(reading, near[0].start, near[0].end), start, end, match[1], "motto",
                                period.first if period else None, period.last if period else None)  # fmt: skip
                return


def _statement(
    reading: Reading,
    sentence: Sentence,
    spoken: Sequence[Mention],
    here: Sequence[tuple[Spotted, str]],
    speakers: _Speakers,
    period: Period | None,
) -> Statement | None:
    verbs = [(m, kind) for m in spoken for kind in m.entry.senses.get("speech", ()) if kind in _KINDS]
    if not verbs:
        return None
    line = reading.clean.rfind("\n", 0, sentence.start)
    speaker = _speaker(sentence, here, speakers)
    if speaker is None and line == speakers.last_line and not here:
        speaker = speakers.last  # the same paragraph goes on: "He affirmed ..."
        verbs = [(m, kind) for m, kind in verbs if kind != "report"]
    if speaker is None or not verbs:
        return None
    speakers.last, speakers.last_line = speaker, line
    verb, kind = min(verbs, key=lambda pair: (_KINDS.index(pair[1]), pair[0].start))
    return Statement(
        speaker, _text(reading, verb.start, verb.end), sentence.start, sentence.end,
        reading.clean[sentence.start : sentence.end], cast("StatementKind", kind),
        period.first if period else None, period.last if period else None,
    )  # fmt: skip


def _speaker(sentence: Sentence, here: Sequence[tuple[Spotted, str]], speakers: _Speakers) -> str | None:
    if here:
        return here[0][1]
    for mention in sentence.mentions if sentence.categories & PERSON else ():
        for title in mention.entry.senses.get("persons.titles", ()):
            if title in speakers.by_title:
                return speakers.by_title[title]
    return None


def _text(reading: Reading, start: int, end: int) -> str:
    return reading.clean[start:end]


def attendances_of(reading: Reading, persons: Persons) -> list[Attendance]:
    """Persons named where the text speaks of an event, each once, with the role given there."""
    event = _event(reading)
    found: dict[str, Attendance] = {}
    for spotted, key in persons.spotted:
        senses = [m.entry.senses.get("speech", ()) for m in spotted.sentence.mentions if m.categories & SPEECH]
        present = any("attended" in keys or "event" in keys for keys in senses)
        known = found.get(key)
        if not present or (known is not None and (known.role or not spotted.role)):
            continue
        found[key] = Attendance(event, key, spotted.role, None, spotted.name, spotted.start, spotted.end)
    return sorted(found.values(), key=lambda row: row.start)


def _event(reading: Reading) -> str:
    """The event in the article's words; "event" where it has none."""
    for sentence in reading.sentences:
        for mention in sentence.mentions if sentence.categories & SPEECH else ():
            if "event" in mention.entry.senses.get("speech", ()):
                return reading.clean[mention.start : mention.end]
    return "event"
