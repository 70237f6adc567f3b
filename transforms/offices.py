"""The offices that an article names: a province's departments, divisions and committees, and ministries, by branch."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import Final

from transforms.compiling import scanner
from transforms.figure import Figure
from transforms.gazetteer import places
from transforms.normal import fold_term
from transforms.persons import Spotted
from transforms.province_mentions import NamedProvince
from transforms.reading import Reading
from transforms.rows import Organisation
from transforms.terms import ENUMERATION, ORGANISATION, Mention

_start: Final = attrgetter("start")
# The narrower first: what may be either is a province's where a province stands beside it.
_LOCAL: Final = {"organisations.division": "division", "organisations.department": "department"}
_MINISTRY: Final = "organisations.ministry"
_COMMITTEES: Final = {"organisations.committee": "people", "organisations.party_committee": "party"}
_OFFICES: Final = frozenset({*_LOCAL, _MINISTRY, *_COMMITTEES})
_NEVER: Final = r"(?!)"
_LABELS: Final = {"division": "Division", "department": "Department", "ministry": "Ministry"}
_COMMITTEE_LABELS: Final = {"people": "People's Committee", "party": "Party Committee"}
_BRANCH_REACH: Final = 4  # characters between an office and its branch: Department of Health
_GAP: Final = 1
_PLACE_BEHIND: Final = 24  # characters between an office and the province that it is of
_PLACE_BEFORE: Final = 6
_SMALL: Final = 2  # letters of a word between an office and its province
_BESIDE_A_NAME: Final = 160  # characters between a person and the end of the role
_TITLE_REACH: Final = 40
_BREAK: Final = re.compile(r"[,;:.!?()\n\u3001\u3002\u060c\u061b\u0964\uff0c]")


@dataclass(frozen=True, slots=True)
class Office:
    """An office where the normal text names it."""

    start: int
    end: int
    organisation: Organisation


def offices_of(reading: Reading, figures: list[Figure], named: list[NamedProvince], theme: str | None) -> list[Office]:
    """The offices of an article whose branch it tells, in the order of the text.

    A department of which no province stands beside is the one of `theme`, the province that the article is about;
    where that is not known it is none in particular, and left out. So are those that are only counted.
    """
    found: list[Office] = []
    for mention in reading.terms.of(ORGANISATION):
        if _OFFICES.isdisjoint(mention.entry.senses) or reading.frame.holds(mention.start, mention.end):
            continue
        organisation = _office(reading, mention, named, theme)
        if organisation is not None:
            found.append(Office(mention.start, mention.end, organisation))
    counted = {(f.noun.start, f.noun.end) for f in figures if f.noun is not None} if found else ()
    return [office for office in found if (office.start, office.end) not in counted]


def offices_of_persons(
    reading: Reading,
    offices: list[Office],
    persons: list[Spotted],
    named: list[NamedProvince],
    theme: str | None,
) -> dict[int, Organisation]:
    """The organisation of each person, by where the name starts.

    It is named in the role, or right before title and name, or the title itself tells it: Giám đốc Sở.
    """
    found: dict[int, Organisation] = {}
    for person in persons:
        first = bisect_left(offices, person.start - 2 * _BESIDE_A_NAME, key=_start)
        for office in offices[first : bisect_left(offices, person.end + _BESIDE_A_NAME, lo=first, key=_start)]:
            if _in_role(reading, office, person) or _leads_to(reading, office, person):
                found[person.start] = office.organisation
                break
        else:
            told = _told_by_title(reading, person, named, theme)
            if told is not None:
                found[person.start] = told
    return found


def _told_by_title(
    reading: Reading, person: Spotted, named: list[NamedProvince], theme: str | None
) -> Organisation | None:
    if person.role is None:
        return None
    engine = reading.engine
    role = fold_term(person.role, engine.fold)
    words, kinds = _office_words(engine.lexicon.language)
    word = words.search(role)
    if word is None:
        return None
    kind = kinds[word.group()]
    first = bisect_left(named, person.start - _BESIDE_A_NAME, key=_start)
    near = named[first : bisect_left(named, person.start + _BESIDE_A_NAME, lo=first, key=_start)]
    if kind in _COMMITTEE_LABELS:
        place = _province_in(reading, role, word, person, named, theme)
        return _organisation("committee", kind, place) if place is not None else None
    branch = _branch_in(engine.lexicon.language, role)
    if branch is None:
        return None
    if kind == "ministry":
        return _organisation(kind, branch, None)
    place = next((one.place_id for one in near if reading.clean[one.start : one.end] in person.role), theme)
    return _organisation(kind, branch, place) if place is not None else None


def _province_in(
    reading: Reading, role: str, word: re.Match[str], person: Spotted, named: list[NamedProvince], theme: str | None
) -> str | None:
    """The province beside the word for a committee in a role; `theme` where the role says but "of the province"."""
    at = reading.folded.find(role, max(0, person.start - _BESIDE_A_NAME), person.end + _BESIDE_A_NAME)
    place = _province_beside(reading, at + word.start(), at + word.end(), named) if at >= 0 else None
    rest = role[word.end() :].strip()
    return theme if place is None and rest and _only(rest, _leading_words(reading.engine.lexicon.language)) else place


def _only(gap: str, words: frozenset[str]) -> bool:
    return gap.strip() in words or all(word in words or len(word) <= _SMALL for word in gap.split())


def _is_town(reading: Reading, one: NamedProvince) -> bool:
    mention = reading.terms.starts.get(one.start)
    return mention is not None and "places.town" in mention.entry.senses


def _in_role(reading: Reading, office: Office, person: Spotted) -> bool:
    return person.role is not None and reading.clean[office.start : office.end] in person.role


def _leads_to(reading: Reading, office: Office, person: Spotted) -> bool:
    """खान होआ विदेश विभाग की निदेशक फाम थी न्गोक लान: nothing but the title stands between."""
    between = reading.clean[office.end : person.start]
    return person.title is not None and 0 < len(between) <= _TITLE_REACH and not _BREAK.search(between)


def _office(reading: Reading, mention: Mention, named: list[NamedProvince], theme: str | None) -> Organisation | None:
    senses = mention.entry.senses
    committee = next((branch for sense, branch in _COMMITTEES.items() if sense in senses), None)
    if committee is not None:
        place = _province_beside(reading, mention.start, mention.end, named)
        return _organisation("committee", committee, place) if place is not None else None
    local = next((kind for sense, kind in _LOCAL.items() if sense in senses), None)
    branch = _branch(reading, mention)
    if branch is None:
        return None
    place = _place_beside(mention, named)
    if local is not None and place is None and _MINISTRY not in senses:
        place = theme
    if local is not None and place is not None:
        return _organisation(local, branch, place)
    return _organisation("ministry", branch, None) if _MINISTRY in senses else None


def _branch(reading: Reading, mention: Mention) -> str | None:
    """What an office is for: in its own name, or right behind or before it."""
    own = mention.entry.senses.get("organisations.branches")
    if own:
        return own[0]
    inside = _branch_in(reading.engine.lexicon.language, reading.folded[mention.start : mention.end])
    if inside is not None:
        return inside
    starts, ends = reading.terms.starts, reading.terms.ends
    behind = (starts.get(at) for at in range(mention.end, mention.end + _BRANCH_REACH + 1))
    before = (ends.get(mention.start - gap) for gap in range(_GAP + 1))
    for one in (*behind, *before):
        branches = one.entry.senses.get("organisations.branches") if one is not None else None
        if branches:
            return branches[0]
        if one is not None and one.categories & ENUMERATION:
            return None  # the department and the union of friendship
    return None


@lru_cache(maxsize=128)
def _office_words(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """The words for offices of a language, folded, the longer first, and the kind of each."""
    engine = scanner(language)
    senses = {**_LOCAL, _MINISTRY: "ministry", **_COMMITTEES}
    kinds = {sense.partition(".")[2]: kind for sense, kind in senses.items()}
    found = {
        fold_term(term.text.strip("*"), engine.fold): kinds[term.section[1]]
        for term in engine.lexicon.terms
        if term.section[0] == "organisations" and term.section[1] in kinds
    }
    longest_first = sorted(found, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)) or _NEVER), found


@lru_cache(maxsize=4096)
def _branch_in(language: str, name: str) -> str | None:
    """The branch whose word is part of an office's name: the provincial Department of Foreign Affairs."""
    found = [(word, branch) for word, branch in _branch_words(language) if word in name]
    return max(found, key=lambda pair: len(pair[0]))[1] if found else None


@lru_cache(maxsize=128)
def _branch_words(language: str) -> tuple[tuple[str, str], ...]:
    engine = scanner(language)
    return tuple(
        (fold_term(term.text.strip("*"), engine.fold), term.section[2])
        for term in engine.lexicon.terms
        if term.section[:2] == ("organisations", "branches")
    )


def _place_beside(mention: Mention, named: list[NamedProvince]) -> str | None:
    """The province named close behind an office, or right before it: 义安省外事厅."""
    at = bisect_left(named, mention.start, key=_start)
    if at < len(named) and named[at].start - mention.end <= _PLACE_BEHIND:
        return named[at].place_id
    if at and mention.start - named[at - 1].end <= _PLACE_BEFORE:
        return named[at - 1].place_id
    return None


def _province_beside(reading: Reading, start: int, end: int, named: list[NamedProvince]) -> str | None:
    """The province whose committee it is: nothing but words that lead to a name stands between, so no district's.

    Name and office may share the word for a province: 广南省人民委员会.
    """
    at = bisect_left(named, start, key=_start)
    behind = at < len(named) and _leads_on(reading, end, named[at].start)
    before = at > 0 and _leads_on(reading, named[at - 1].end, start)
    one = named[at] if behind else named[at - 1] if before else None
    return one.place_id if one is not None and not _is_town(reading, one) else None


def _leads_on(reading: Reading, start: int, end: int) -> bool:
    if not -_PLACE_BEHIND <= end - start <= _PLACE_BEHIND:
        return False
    if _BREAK.search(reading.clean, start, max(start, end)):
        return False
    return _only(reading.folded[start:end], _leading_words(reading.engine.lexicon.language))


@lru_cache(maxsize=128)
def _leading_words(language: str) -> frozenset[str]:
    """The small words of a language, and those for a province or a city, each alone and together."""
    engine = scanner(language)
    kinds = (*engine.beside["places.before"], *engine.beside["places.after"])
    small = engine.small
    return frozenset(
        {*small.of, *small.links, *small.others, *kinds, *(word for kind in kinds for word in kind.split())}
    )


@lru_cache(maxsize=4096)
def _organisation(kind: str, branch: str, place: str | None) -> Organisation:
    key = "-".join(part for part in (kind, branch, place) if part)
    label = _COMMITTEE_LABELS[branch] if kind == "committee" else f"{_LABELS[kind]} ({branch.replace('_', ' ')})"
    if place is not None:
        label += ", " + next(one.name_vi for one in places() if one.place_id == place)
    return Organisation(key, label, kind, branch, None, place)
