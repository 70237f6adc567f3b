"""The members that the articles of a story list, put together name by name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from transforms.romanise import same_name
from transforms.rows import Membership
from transforms.story import Row, StoryArticle

_ALIKE: Final = 0.55

Group = tuple[str, str | None]
Members = Mapping[Group, Mapping[str, Sequence[Membership]]]


@dataclass(frozen=True, slots=True)
class Memberships:
    """Rows of fact_membership without the story, and each article's list by (organisation, office kind)."""

    rows: tuple[Row, ...]
    lists: Members
    languages: Mapping[str, str]


@dataclass(slots=True)
class _Seat:
    """One member with the names that the articles give it."""

    position: int
    place_id: str | None
    names: list[tuple[str, Membership]]


def merge(articles: Sequence[StoryArticle], owner: Callable[[str | None], str | None]) -> Memberships:
    """One row per member; what one article names twice stays twice, for the rule that forbids it."""
    languages = {article.article_id: article.parsed.language for article in articles}
    lists = _lists(articles, owner)
    rows: list[Row] = []
    for (organisation, office), by_article in lists.items():
        seats: list[_Seat] = []
        for article_id in sorted(by_article, key=lambda key: (-len(by_article[key]), key)):
            _seat(seats, article_id, by_article[article_id], languages)
        for position, seat in enumerate(sorted(seats, key=lambda s: s.position), 1):
            rows.append(_row(organisation, office, position, seat, languages))
    return Memberships(tuple(rows), lists, languages)


def _lists(articles: Sequence[StoryArticle], owner: Callable[[str | None], str | None]) -> Members:
    found: dict[Group, dict[str, list[Membership]]] = defaultdict(lambda: defaultdict(list))
    for article in articles:
        seen: set[Group] = set()
        last: tuple[Group, str | None] | None = None
        for row in article.parsed.memberships:
            group = (owner(row.organisation_id) or row.organisation_id, row.office_kind)
            if row.position == 1 and group in seen and (group, row.quantity) != last:
                # The article lists the same members again, elsewhere: the first list stands.
                last = None
                continue
            if row.position == 1:
                seen.add(group)
                last = (group, row.quantity)
            if last == (group, row.quantity):
                found[group][article.article_id].append(row)
    return found


def _seat(seats: list[_Seat], article_id: str, rows: Sequence[Membership], languages: Mapping[str, str]) -> None:
    free = list(range(len(seats)))
    waiting: list[Membership] = []
    for row in rows:
        at = next((i for i in free if row.place_id is not None and seats[i].place_id == row.place_id), None)
        if at is None:
            waiting.append(row)
        else:
            seats[at].names.append((article_id, row))
            free.remove(at)
    for row in waiting:
        at = next((i for i in free if _alike(row, seats[i], article_id, languages)), None)
        if at is None:
            seats.append(_Seat(row.position, row.place_id, [(article_id, row)]))
        else:
            seats[at].names.append((article_id, row))
            seats[at].place_id = seats[at].place_id or row.place_id
            free.remove(at)


def _alike(row: Membership, seat: _Seat, article_id: str, languages: Mapping[str, str]) -> bool:
    """Whether a name that is no known province is the seat's, misspelled: same place in the list, and a like name."""
    if row.place_id is not None and seat.place_id is not None:
        return False
    other_article, other = seat.names[0]
    if row.position != other.position:
        return False
    one, two = languages[article_id], languages[other_article]
    return same_name(row.name_as_listed, one, other.name_as_listed, two) >= _ALIKE


def _row(organisation: str, office: str | None, position: int, seat: _Seat, languages: Mapping[str, str]) -> Row:
    ordered = sorted(seat.names, key=lambda pair: pair[0])
    start, end = _period(membership for _, membership in ordered)
    return {
        "organisation_id": organisation,
        "office_kind": office,
        "place_id": seat.place_id,
        "position": position,
        "period_start": start,
        "period_end": end,
        "name_as_listed": list(dict.fromkeys(membership.name_as_listed for _, membership in ordered)),
        "languages": sorted({languages[article_id] for article_id, _ in ordered}),
        "article_ids": list(dict.fromkeys(article_id for article_id, _ in ordered)),
    }


def _period(rows: Iterable[Membership]) -> tuple[date | None, date | None]:
    counts = Counter((row.period_start, row.period_end) for row in rows)
    known = {period: count for period, count in counts.items() if period != (None, None)}
    return max(known, key=lambda p: (known[p], str(p))) if known else (None, None)


def places(rows: Sequence[Membership]) -> frozenset[str]:
    """The provinces of a list."""
    return frozenset(row.place_id for row in rows if row.place_id is not None)


def contradict(one: Sequence[Membership], two: Sequence[Membership]) -> bool:
    """Whether two lists name different provinces; one that only leaves a name unread does not contradict the other."""
    if len(one) != len(two):
        return True
    unread_one = sum(row.place_id is None for row in one)
    unread_two = sum(row.place_id is None for row in two)
    return len(places(two) - places(one)) > unread_one or len(places(one) - places(two)) > unread_two


def outvoted(
    articles: Sequence[StoryArticle], owner: Callable[[str | None], str | None], blamed: Mapping[str, int]
) -> dict[str, int]:
    """Articles whose list contradicts the one that two at least, and most, give; added to those already blamed."""
    found = dict(blamed)
    for by_article in _lists(articles, owner).values():
        votes = Counter(places(rows) for rows in by_article.values())
        ranking = votes.most_common()
        if len(by_article) < 3 or len(ranking) < 2 or ranking[0][1] < 2 or ranking[0][1] * 2 <= len(by_article):
            continue
        model = next(rows for rows in by_article.values() if places(rows) == ranking[0][0])
        for article_id, rows in by_article.items():
            if contradict(model, rows):
                found[article_id] = found.get(article_id, 0) + 1
    return found
