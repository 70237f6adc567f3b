"""Persons that an article names: surname first, with titles and roles, one person however spelled."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from transforms.introduced import introduced
from transforms.reading import Reading, Sentence
from transforms.romanise import romanise, same_name
from transforms.rows import Person
from transforms.terms import MARKER, PERSON, PLACE, SPEECH, Mention
from transforms.titled_names import named_before

_WORD: Final = re.compile(r"[^\W\d_](?:[\u0300-\u036f'’\u0900-\u0dff\u0e00-\u0eff]+|[^\W\d_]+)*+")
_MAX_WORDS: Final = 5
_LONGEST_NAME: Final = 120  # characters, by far
_HAN_WHOLE: Final = 3  # ideographs of a whole name
_SURELY: Final = 3  # words of a Vietnamese name that is nothing else
_TWO: Final = 2
_PLACES: Final = frozenset({"commune", "district", "city", "province", "locality"})
_PLACE_REACH: Final = 40
_BRACKETS: Final = frozenset(")\uff09")
_OF: Final = 4  # characters of what stands between "commune" and its name
_UNCASED_WORDS: Final = 3
_SAME: Final = 0.8
_ROLE_REACH: Final = 90
_ROLE_END: Final = re.compile(r"[,;:.()\uff08\uff09\n،、。\uff0c\uff1b]")
_KATAKANA: Final = re.compile(r"[\u30a1-\u30fa\u30fc]+(?:[・=＝･ ][\u30a1-\u30fa\u30fc]+){1,4}")
_LATIN_ASIDE: Final = re.compile(r"\s?[(\uff08](?P<name>[^()\uff08\uff09\d]{4,50})[)\uff09]")
_LEADING: Final = frozenset({"persons.titles", "persons.honorifics", "persons.introduced"})
_BEHIND: Final = frozenset({"persons.titles", "persons.honorifics"})
_HAN_NAME: Final = re.compile(r"[\u3400-\u9fff]{2,4}")


@dataclass(frozen=True, slots=True)
class Spotted:
    """A name where it stands, in normal positions, with the role beside it and the title's key."""

    start: int
    end: int
    name: str
    sentence: Sentence
    role: str | None
    title: str | None
    also: str | None = None  # the name in Latin letters that stands in brackets behind it


@dataclass(frozen=True, slots=True)
class Persons:
    """The persons of an article, and where each is named."""

    rows: tuple[Person, ...]
    spotted: tuple[tuple[Spotted, str], ...]  # with the person_id


def persons_of(reading: Reading, language: str) -> Persons:
    """All persons of an article; spellings of one name are one person."""
    spotted: list[Spotted] = []
    for sentence, mentions in reading.by_sentence(PERSON | SPEECH):
        spotted.extend(_in_sentence(reading, sentence, mentions))
    groups: list[list[Spotted]] = []
    by_name: dict[str, list[Spotted]] = {}
    for one in spotted:
        group = by_name.get(one.name) or next((g for g in groups if _same(one, g, language)), None)
        if group is None:
            group = []
            groups.append(group)
        group.append(one)
        by_name[one.name] = group
    rows: list[Person] = []
    placed: list[tuple[Spotted, str]] = []
    for group in groups:
        row = _person(group, language)
        rows.append(row)
        placed.extend((one, row.person_id) for one in group)
    placed.sort(key=lambda pair: pair[0].start)
    return Persons(tuple(rows), tuple(placed))


def _same(one: Spotted, group: list[Spotted], language: str) -> bool:
    return any(
        (one.also and one.also == other.also) or _likeness(one.name, other.name, language) >= _SAME for other in group
    )


@lru_cache(maxsize=16384)
def _likeness(one: str, other: str, language: str) -> float:
    return same_name(one, language, other, language)


def _person(group: list[Spotted], language: str) -> Person:
    spellings = sorted({one.name for one in group} | {one.also for one in group if one.also})
    latin = [name for name in spellings if _is_latin(name)]
    name = max(latin, key=lambda n: (not n.isascii(), n)) if latin else None
    skeleton = romanise(name or group[0].name, "vi" if latin else language)
    shown = name or (group[0].name if _is_read_otherwise(group[0].name, language) else skeleton.title())
    return Person(person_key(skeleton), shown, skeleton, tuple(spellings))


def _is_read_otherwise(name: str, language: str) -> bool:
    """Whether nothing here says how a name is spoken: ideographs of Japanese, which are romanised as Chinese ones."""
    return language == "ja" and any("\u3400" <= char <= "\u9fff" for char in name)


def person_key(skeleton: str) -> str:
    """The id of a person: the plain name, joined."""
    return "p-" + "-".join(skeleton.split())


@lru_cache(maxsize=16384)
def _is_latin(name: str) -> bool:
    return all("LATIN" in unicodedata.name(c, "LATIN") for c in name if c.isalpha())


# -- one sentence -----------------------------------------------------------------------------------------------------


def _in_sentence(reading: Reading, sentence: Sentence, mentions: list[Mention]) -> Iterator[Spotted]:
    spans: list[tuple[int, int]] = []
    last_end = -1
    for mention in mentions:
        if mention.start < last_end:
            continue
        span = None
        if "persons.surnames" in mention.entry.senses:
            span = _by_surname(reading, sentence, mention)
        elif not _LEADING.isdisjoint(mention.entry.senses) or "report" in mention.entry.senses.get("speech", ()):
            span = introduced(reading, sentence, mention)
            if span is None and not _BEHIND.isdisjoint(mention.entry.senses):
                span = named_before(reading, sentence, mention, max(last_end, sentence.start))
        if span is not None and span[0] >= last_end:
            spans.append(span)
            last_end = span[1]
    titles = [m for m in mentions if "persons.titles" in m.entry.senses] if spans else []
    for at, (start, end) in enumerate(spans):
        left = spans[at - 1][1] if at else sentence.start
        right = spans[at + 1][0] if at + 1 < len(spans) else sentence.end
        role, title = _role(reading, titles, (start, end), left, right)
        aside = _LATIN_ASIDE.match(reading.clean, end)
        also = aside["name"].strip() if aside and _is_latin(aside["name"]) and aside["name"][0].isupper() else None
        name = unicodedata.normalize("NFC", reading.normal.source[slice(*reading.normal.original(start, end))])
        yield Spotted(start, end, name, sentence, role, title, also)


def _by_surname(reading: Reading, sentence: Sentence, mention: Mention) -> tuple[int, int] | None:
    clean = reading.clean
    first = clean[mention.start]
    if "\u30a0" <= first <= "\u30ff":
        match = _KATAKANA.match(clean, mention.start)
        return match.span() if match else None
    if first.isupper():
        words = list(_words(clean, mention.start, sentence.end, _MAX_WORDS, cased=True))
        capitals = [clean[a:b].isupper() for a, b in words if b - a > 1]
        if len(words) < _TWO or all(capitals) or any(capitals[1:]):
            return None  # Le VPR: an abbreviation behind an article
        if len(words) < _SURELY and _is_another_name(clean, sentence, mention.start, words[-1][1]):
            return None
        return words[0][0], words[-1][1]
    if first.islower():
        return None
    if "\u3400" <= first <= "\u9fff":
        return _by_han(reading, sentence, mention)
    spaced = reading.engine.lexicon.spaced
    if spaced == "none" and not _apart(clean, sentence, mention):
        return None
    if spaced == "start" and not _is_word(clean, mention):
        return None
    stops = {
        m.start
        for m in sentence.beginning(mention.start + 1, mention.start + _LONGEST_NAME)
        if m.categories & ~(PLACE | MARKER) and "persons.surnames" not in m.entry.senses
    }
    middle = mention.end + 1  # a middle name may be a word, too: 응우옌 반 웃
    known = middle in stops and mention.end - mention.start > 1
    words = list(_words(clean, mention.start, sentence.end, _UNCASED_WORDS + 1, cased=False, stops=stops - {middle}))
    if middle in stops and (not known or len(words) < _UNCASED_WORDS):
        return None
    for at, (_, end) in enumerate(words[:-1], 1):
        if reading.engine.word_after(reading.folded, end, "persons.particles") is not None:
            words = words[:at]
            break
    if len(words) > _UNCASED_WORDS and not _closed(reading, sentence, words[-1][1], stops):
        words = words[:_UNCASED_WORDS]
    return (words[0][0], words[-1][1]) if len(words) >= 2 and words[0][1] >= mention.end else None


def _is_another_name(clean: str, sentence: Sentence, start: int, end: int) -> bool:
    """Whether two words with capitals belong to a commune or the like, or to a longer name: Giving It Back To Kids."""
    near = sentence.beginning(start - _PLACE_REACH, start)
    if any(m.entry.noun in _PLACES and start - m.end <= _OF for m in near):
        return True
    if any(m.entry.noun in _PLACES for m in sentence.beginning(end + 1, end + 2)):
        return True  # Nam Tu Liem district
    before = clean[max(sentence.start, start - _PLACE_REACH) : start].split(" ")[-3:-1]
    begins = {m.start for m in near}
    at = start - 1 - len(" ".join(before))
    return len(before) == _TWO and all(word[:1].isupper() and word.isalpha() for word in before) and at not in begins


def _apart(clean: str, sentence: Sentence, mention: Mention) -> bool:
    """Whether a surname of a script without spaces stands by itself: behind a space or a title, before a space."""
    before = clean[mention.start - 1 : mention.start]
    titled = any(m.end == mention.start and m.categories & PERSON for m in sentence.mentions)
    return clean[mention.end : mention.end + 1] == " " and (titled or not before.isalpha())


def _is_word(clean: str, mention: Mention) -> bool:
    """Whether nothing is written on to a surname: 부 반 안; not 부동산, nor the particle of 달러(…)로."""
    before = clean[mention.start - 1 : mention.start]
    return clean[mention.end : mention.end + 1] == " " and not before.isalnum() and before not in _BRACKETS


def _closed(reading: Reading, sentence: Sentence, end: int, stops: set[int]) -> bool:
    """Whether a name surely ends here: at a mark, a particle, a known word or a spelling in brackets."""
    clean = reading.clean
    after = clean[end : end + 1]
    if end >= sentence.end or after != " ":
        return True
    return (
        _LATIN_ASIDE.match(clean, end) is not None
        or end + 1 in stops
        or reading.engine.word_after(reading.folded, end, "persons.particles") is not None
    )


def _by_han(reading: Reading, sentence: Sentence, mention: Mention) -> tuple[int, int] | None:
    """An ideograph may be a surname only beside a title, or where one is called something and speaks: 村民王大明说."""
    before = [m.entry.senses for m in sentence.mentions if m.end == mention.start]
    titled = any("persons.titles" in senses or "persons.honorifics" in senses for senses in before)
    run = _HAN_NAME.match(reading.clean, mention.start)
    if run is None or not (titled or any("persons.introduced" in senses for senses in before)):
        return None
    inside = (m for m in sentence.mentions if mention.start < m.start < mention.start + _HAN_WHOLE)
    stops = [m.start for m in inside if "persons.surnames" not in m.entry.senses]
    end = min([run.end(), mention.start + _HAN_WHOLE, *(s for s in stops if s >= mention.start + 2)])
    if titled:
        return mention.start, end
    particles = reading.engine.beside["persons.particles"]
    whole = end - mention.start == _HAN_WHOLE and mention.start + 1 not in stops
    says = any(m.start == end and "speech" in m.entry.senses for m in sentence.mentions)
    return (mention.start, end) if whole and says and reading.clean[end - 1] not in particles else None


def _words(
    clean: str, start: int, end: int, most: int, *, cased: bool, stops: set[int] | None = None
) -> Iterator[tuple[int, int]]:
    at = start
    for _ in range(most):
        match = _WORD.match(clean, at, end)
        if match is None or (stops and at in stops and at > start):
            return
        if not cased and match.group()[0].isascii():
            return  # 따라 GCS는: no name goes on in another script
        if cased and not match.group()[0].isupper():
            return
        yield match.span()
        at = match.end()
        if clean[at : at + 1] != " ":
            return
        at += 1


# -- roles ------------------------------------------------------------------------------------------------------------


def _role(
    reading: Reading, titles: list[Mention], span: tuple[int, int], left: int, right: int
) -> tuple[str | None, str | None]:
    clean = reading.clean
    start, end = span
    after = [m for m in titles if m.start >= end and m.end <= right and m.start - end <= 6]
    before = [m for m in titles if m.end <= start and m.start >= left and start - m.end <= _ROLE_REACH]
    before = [m for m in before if not any(c in clean[m.end : start].rstrip(", ") for c in ";:.")]
    after = [m for m in after if ";" not in clean[end : m.start] and not (before and _leads_to_next(clean, m, right))]
    if before and (not after or start - before[-1].end <= 2):
        # "Vice Chairman of the People's Committee of Hanoi, Nguyen ...": the first title of the row opens the role.
        title = _specific([m for m in before if before[-1].start - m.end <= 3 or m is before[-1]])
        return clean[title.start : start].strip(" ,،、;") or None, title.entry.first("persons.titles")
    if after:
        title = after[0]
        stop = _ROLE_END.search(clean, title.end, min(right, title.start + _ROLE_REACH))
        role = clean[title.start : stop.start() if stop else min(right, title.start + _ROLE_REACH)]
        return role.strip(), title.entry.first("persons.titles")
    if before:
        title = before[-1]
        return clean[title.start : start].strip(" ,،、;") or None, title.entry.first("persons.titles")
    return None, None


def _leads_to_next(clean: str, title: Mention, name: int) -> bool:
    """Whether a title behind one name opens the role of the next one: ..., Giám đốc Sở Ngoại vụ Khánh Hòa Phạm ..."""
    role = clean[title.end : name]
    return 0 < len(role) <= _ROLE_REACH and clean[name : name + 1].isalpha() and not _ROLE_END.search(role)


def _specific(titles: list[Mention]) -> Mention:
    return max(titles, key=lambda m: m.end - m.start)
