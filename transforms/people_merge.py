"""The persons of a story: one however the articles spell them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from transforms.persons import person_key
from transforms.romanise import romanise, same_name
from transforms.rows import Person
from transforms.story import Row, StoryArticle

_SAME: Final = 0.8


@dataclass(frozen=True, slots=True)
class People:
    """Rows of dim_person; the story's key for (article, the article's key); spellings by person and article."""

    rows: tuple[Row, ...]
    key: Mapping[tuple[str, str], str]
    spellings: Mapping[str, Mapping[str, tuple[str, ...]]]


def merge(articles: Sequence[StoryArticle]) -> People:
    """Puts the persons of all articles together, by name across scripts and spellings."""
    groups: list[list[tuple[StoryArticle, Person]]] = []
    for article in articles:
        taken: set[int] = set()
        for person in article.parsed.persons:
            at = _find(groups, article, person, taken)
            if at is None:
                groups.append([])
                at = len(groups) - 1
            groups[at].append((article, person))
            taken.add(at)
    rows: dict[str, Row] = {}
    members: dict[str, list[tuple[StoryArticle, Person]]] = {}
    keys: dict[tuple[str, str], str] = {}
    spellings: dict[str, dict[str, tuple[str, ...]]] = {}
    for group in groups:
        key = str(_row(group)["person_id"])
        members.setdefault(key, []).extend(group)
        rows[key] = _row(members[key])
        for article, person in group:
            keys[article.article_id, person.person_id] = key
            spellings.setdefault(key, {})[article.article_id] = person.spellings
    return People(tuple(rows[key] for key in sorted(rows)), keys, spellings)


def _find(
    groups: Sequence[Sequence[tuple[StoryArticle, Person]]], article: StoryArticle, person: Person, taken: set[int]
) -> int | None:
    """The group of the same person: the one with the likest name, one person of an article at most."""
    best: tuple[float, int] | None = None
    for at, group in enumerate(groups):
        if at in taken:
            continue
        likeness = max(
            1.0
            if other.person_id == person.person_id
            else same_name(person.spellings[0], article.parsed.language, other.spellings[0], known.parsed.language)
            for known, other in group
        )
        if likeness >= _SAME and (best is None or likeness > best[0]):
            best = (likeness, at)
    return best[1] if best else None


def _row(group: Sequence[tuple[StoryArticle, Person]]) -> Row:
    """Vietnamese spelling before plain Latin before romanised."""
    latin = sorted(
        {name for _, person in group for name in (person.name, *person.spellings) if _latin(name)},
        key=lambda name: (name.isascii(), name),
    )
    written = [name for name in latin if any(name in person.spellings for _, person in group)]
    first = group[0]
    name = (written or latin or [first[1].name])[0]
    skeleton = romanise(name, "vi") if _latin(name) else first[1].skeleton
    return {
        "person_id": person_key(skeleton),
        "name": name,
        "spellings": sorted({spelling for _, person in group for spelling in person.spellings}),
    }


def _latin(name: str) -> bool:
    return all(char < "\u0370" or "\u1e00" <= char < "\u1f00" for char in name)
