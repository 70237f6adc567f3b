"""Who said what: reports, assessments, commitments, directives, and mottos."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, cast

from transforms.persons import Persons, Spotted
from transforms.reading import Reading, Sentence
from transforms.rows import Attendance, Organisation, Statement, StatementKind, make_attendance, make_statement
from transforms.terms import PERSON, SPEECH, Mention
from transforms.timeline import Period

_QUOTES: Final = (
    re.compile(r"„([^“”\"\n]{15,400})[“”\"]"),
    re.compile(r"“([^“”\n]{15,400})”"),
    re.compile(r"\"([^\"\n]{15,400})\""),
    re.compile(r"«\s?([^«»\n]{15,400}?)\s?»"),
    re.compile(r"「([^「」\n]{6,200})」"),
)
_KINDS: Final = ("directive", "commitment", "assessment", "report")
_MOTTO_REACH: Final = 40


@dataclass(slots=True)
class _Speakers:
    """Who held which title so far, and who spoke last."""

    coming: Sequence[tuple[Spotted, str]]
    by_title: dict[str, str] = field(default_factory=dict)
    last: str | None = None
    last_line: int = -2  # where the line before its own ended
    introduced: int = 0

    def introduce(self, end: int) -> None:
        """Takes note of the titles of all persons named before a place."""
        while self.introduced < len(self.coming) and self.coming[self.introduced][0].start < end:
            spotted, key = self.coming[self.introduced]
            if spotted.title is not None:
                self.by_title[spotted.title] = key
            self.introduced += 1


def statements_of(reading: Reading, persons: Persons, periods: dict[int, list[Period]]) -> list[Statement]:
    """The statements of an article in order; a title alone stands for who bore it before."""
    named: dict[int, list[tuple[Spotted, str]]] = {}
    for spotted, key in persons.spotted:
        named.setdefault(spotted.sentence.no, []).append((spotted, key))
    speakers = _Speakers(persons.spotted)
    found: list[Statement] = []
    for sentence, mentions in reading.by_sentence(SPEECH):
        here = named.get(sentence.no, [])
        speakers.introduce(sentence.end)
        spoken = [(m, m.entry.senses["speech"]) for m in mentions]
        period = next((p for p in periods.get(sentence.no, ()) if not p.point), None)
        mottos = [m for m, kinds in spoken if "motto" in kinds]
        if mottos:
            found.extend(_mottos(reading, sentence, mottos, period))
        verbs = [(m, kind) for m, kinds in spoken for kind in kinds if kind in _KINDS]
        statement = _statement(reading, sentence, verbs, here, speakers, period) if verbs else None
        if statement is not None:
            found.append(statement)
    return found


def _mottos(
    reading: Reading, sentence: Sentence, mentions: list[Mention], period: Period | None
) -> Iterator[Statement]:
    for pattern in _QUOTES:
        for match in pattern.finditer(reading.clean, sentence.start, sentence.end):
            near = [m for m in mentions if m.end <= match.start() and match.start() - m.end <= _MOTTO_REACH]
            near += [m for m in mentions if m.start >= match.end() and m.start - match.end() <= _MOTTO_REACH]
            if near:
                yield _said(reading, None, near[0], match.span(1), "motto", period)
                return


def _statement(
    reading: Reading,
    sentence: Sentence,
    verbs: list[tuple[Mention, str]],
    here: list[tuple[Spotted, str]],
    speakers: _Speakers,
    period: Period | None,
) -> Statement | None:
    line = reading.clean.rfind("\n", 0, sentence.start)
    speaker = _speaker(sentence, here, speakers)
    if speaker is None and line == speakers.last_line and not here:
        speaker = speakers.last  # the same paragraph goes on: "He affirmed ..."
        verbs = [(m, kind) for m, kind in verbs if kind != "report"]
    if speaker is None or not verbs:
        return None
    speakers.last, speakers.last_line = speaker, line
    verb, kind = min(verbs, key=lambda pair: (_KINDS.index(pair[1]), pair[0].start))
    return _said(reading, speaker, verb, (sentence.start, sentence.end), cast("StatementKind", kind), period)


def _said(
    reading: Reading,
    speaker: str | None,
    verb: Mention,
    span: tuple[int, int],
    kind: StatementKind,
    period: Period | None,
) -> Statement:
    start, end = reading.normal.original(*span)
    return make_statement(
        speaker,
        reading.clean[verb.start : verb.end],
        start,
        end,
        reading.normal.source[start:end],
        kind,
        period.first if period else None,
        period.last if period else None,
    )


def _speaker(sentence: Sentence, here: list[tuple[Spotted, str]], speakers: _Speakers) -> str | None:
    if here:
        return here[0][1]
    for mention in sentence.of(PERSON):
        for title in mention.entry.senses.get("persons.titles", ()):
            if title in speakers.by_title:
                return speakers.by_title[title]
    return None


def attendances_of(reading: Reading, persons: Persons, offices: dict[int, Organisation]) -> list[Attendance]:
    """Persons named where the text speaks of an event, each once, with the role and the office given there.

    `offices`: the organisation of each person, by where the name starts in the normal text.
    """
    found: dict[str, tuple[Spotted, str]] = {}
    present: dict[int, bool] = {}
    for spotted, key in persons.spotted:
        sentence = spotted.sentence
        if sentence.no not in present:
            present[sentence.no] = any(
                "attended" in m.entry.senses["speech"] or "event" in m.entry.senses["speech"]
                for m in sentence.of(SPEECH)
            )
        known = found.get(key)
        if present[sentence.no] and (known is None or (not known[0].role and spotted.role)):
            found[key] = (spotted, key)
    if not found:
        return []
    event = _event(reading)
    rows: list[Attendance] = []
    for spotted, key in sorted(found.values(), key=lambda pair: pair[0].start):
        office = offices.get(spotted.start)
        start, end = reading.normal.original(spotted.start, spotted.end)
        organisation = office.organisation_id if office is not None else None
        rows.append(make_attendance(event, key, spotted.role, organisation, spotted.name, start, end))
    return rows


def _event(reading: Reading) -> str:
    """The event in the article's words; "event" where it has none."""
    for mention in reading.terms.of(SPEECH):
        if "event" in mention.entry.senses["speech"]:
            return reading.clean[mention.start : mention.end]
    return "event"
