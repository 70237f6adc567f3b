"""The articles of one story become one set of facts; where they differ, that is a row, too."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Final

from transforms import divergences, listing_merge, people_merge
from transforms.facts import fact_rows, quantity_id
from transforms.rows import Check, Organisation, Quantity
from transforms.story import Row, SetAside, Story, StoryArticle, digest, normalised_url, sound, story_of
from transforms.story_tables import dimensions, tables
from transforms.witnesses import Figure, align, outvoted

_LEAST_WITNESSES: Final = 3


def reconcile_story(
    story_id: str, original_url: str | None, articles: Sequence[StoryArticle], first_booked: datetime
) -> Story:
    """All rows of a story, from what its articles say; the order of the articles does not matter.

    With three witnesses or more an article that contradicts the others, or itself where the others do not, is set
    aside and named; the others make the story.
    """
    ordered = sorted(articles, key=lambda article: article.article_id)
    set_aside: list[SetAside] = []
    while len(ordered) >= _LEAST_WITNESSES:
        lost = _outvoted(ordered)
        if lost is None:
            break
        set_aside.append(lost)
        ordered = [article for article in ordered if article.article_id != lost.article_id]
    return _book(story_id, original_url, ordered, first_booked, tuple(set_aside))


def _book(
    story_id: str,
    original_url: str | None,
    articles: Sequence[StoryArticle],
    first_booked: datetime,
    set_aside: tuple[SetAside, ...],
) -> Story:
    organisations = _Organisations(articles)
    people = people_merge.merge(articles)
    figures = align([(a.article_id, a.parsed.language, a.parsed.quantities) for a in articles])
    memberships = listing_merge.merge(articles, organisations.key)
    rows: dict[str, Sequence[Row]] = {
        "dim_article": [_article_row(article, story_id) for article in articles],
        "dim_story": [_story_row(story_id, original_url, articles, first_booked)],
        "dim_organisation": organisations.rows(),
        "dim_person": people.rows,
        "fact_quantity": [
            _quantity_row(article, quantity, story_id, organisations.key)
            for article in articles
            for quantity in article.parsed.quantities
        ],
        "fact_indicator": fact_rows(story_id, figures, organisations.key),
        "fact_membership": [{**row, "story_id": story_id, "waived": False} for row in memberships.rows],
        "fact_check": [_check_row(article, check, story_id) for article in articles for check in article.parsed.checks],
        "fact_attendance": _attendance_rows(articles, story_id, people.key),
        "fact_statement": _statement_rows(articles, story_id, people.key),
        "fact_divergence": [
            {**row, "story_id": story_id, "waived": False}
            for row in divergences.rows(articles, figures, memberships, people, organisations.key)
        ],
    }
    return Story(
        story_id,
        original_url,
        first_booked,
        {name: tuple(entries) for name, entries in rows.items()},
        set_aside,
        tuple((article.article_id, article.parsed.text) for article in articles),
    )


# -- votes ------------------------------------------------------------------------------------------------------------


def _outvoted(articles: Sequence[StoryArticle]) -> SetAside | None:
    """The article that most figures or checks speak against, if any."""
    figures = align([(a.article_id, a.parsed.language, a.parsed.quantities) for a in articles])
    against = outvoted(figures, len(articles))
    failing = {a.article_id: _failing(a) for a in articles}
    blamed: dict[str, int] = {key: len(found) for key, found in against.items()}
    sound = [key for key, checks in failing.items() if not checks]
    for key, checks in failing.items():
        if checks and len(sound) >= 2 and len(sound) > len(articles) - len(sound):
            blamed[key] = blamed.get(key, 0) + len(checks)
    blamed.update(listing_merge.outvoted(articles, _Organisations(articles).key, blamed))
    if not blamed:
        return None
    worst = max(sorted(blamed), key=lambda key: blamed[key])
    return _set_aside(worst, against.get(worst, []), failing[worst])


def _failing(article: StoryArticle) -> list[Check]:
    return [check for check in article.parsed.checks if check.holds is False and check.rule in _CRITICAL]


_CRITICAL: Final = frozenset({"parts_sum_to_total", "listed_names_match_stated_count", "subset_within_whole"})


def _set_aside(article_id: str, figures: Sequence[Figure], checks: Sequence[Check]) -> SetAside:
    evidence: list[str] = []
    reasons: list[str] = []
    for figure in figures:
        own = next(t for t in figure.testimonies if t.article_id == article_id)
        most = figure.readings.most_common(1)[0]
        other = next(t for t in figure.testimonies if t.reading == most[0])
        evidence += [quantity_id(t.article_id, t.quantity) for t in figure.testimonies]
        reasons.append(f'"{own.quantity.quote}" here, "{other.quantity.quote}" in {most[1]} other articles')
    for check in checks:
        evidence += [f"{article_id}:{key}" for key in check.quantities]
        reasons.append(check.expression)
    rule = "translations_agree_on_value" if figures or not checks else checks[0].rule
    reason = "; ".join(reasons) or "its list of members is not the one of the others"
    return SetAside(article_id, rule, reason, tuple(dict.fromkeys(evidence)))


# -- organisations ----------------------------------------------------------------------------------------------------


_NUMBERED: Final = frozenset({"cluster", "block"})  # known by branch and number; offices are by branch and place


class _Organisations:
    """The organisations of a story: one where an article alone leaves out the number or the branch."""

    def __init__(self, articles: Sequence[StoryArticle]) -> None:
        self._keys: dict[str, Organisation] = {}
        every = [o for article in articles for o in article.parsed.organisations]
        self._keys.update((o.organisation_id, o) for o in every if o.kind not in _NUMBERED)
        found = [o for o in every if o.kind in _NUMBERED]
        branches = Counter(o.branch for o in found if o.branch)
        branch = branches.most_common(1)[0][0] if branches else None
        numbers: dict[str, Counter[int]] = defaultdict(Counter)
        for organisation in found:
            if organisation.number is not None:
                numbers[organisation.kind][organisation.number] += 1
        for organisation in found:
            known = numbers[organisation.kind]
            number = organisation.number
            if number is None and len(known) == 1:
                number = next(iter(known))
            own = branch if len(branches) > 1 or organisation.branch is None else organisation.branch
            self._keys[organisation.organisation_id] = _named(organisation, own, number, found)

    def key(self, organisation_id: str | None) -> str | None:
        """The key in the story for a key in an article."""
        if organisation_id is None:
            return None
        known = self._keys.get(organisation_id)
        return known.organisation_id if known else organisation_id

    def rows(self) -> list[Row]:
        """The rows of dim_organisation."""
        unique = {o.organisation_id: o for o in self._keys.values()}
        return [asdict(unique[key]) for key in sorted(unique)]


def _named(
    organisation: Organisation, branch: str | None, number: int | None, found: Sequence[Organisation]
) -> Organisation:
    for other in found:
        if (other.kind, other.branch, other.number) == (organisation.kind, branch, number):
            return other
    key = "-".join(str(p) for p in (organisation.kind, branch or "unknown", number) if p is not None)
    label = organisation.name.partition(" (")[0].partition(" No. ")[0]
    label += f" No. {number}" if number is not None else ""
    label += f" ({branch.replace('_', ' ')})" if branch else ""
    return Organisation(key, label, organisation.kind, branch, number, organisation.place_id)


# -- rows -------------------------------------------------------------------------------------------------------------


def _article_row(article: StoryArticle, story_id: str) -> Row:
    parsed = article.parsed
    return {
        "article_id": article.article_id,
        "story_id": story_id,
        "source_id": article.source_id,
        "url": article.url,
        "original_url": parsed.original_url,
        "publisher": article.publisher,
        "licence": article.licence,
        "language": parsed.language,
        "title": article.title or parsed.title,
        "published_at": parsed.published,
        "fetched_at": article.fetched_at,
        "content_sha256": article.content_sha256,
        "text": sound(parsed.text) if article.publish_text else None,
        "archive_file": article.archive_file,
        "archive_offset": article.archive_offset,
        "parser_version": article.parser_version,
        "n_numbers": len(parsed.quantities),
        "n_unmapped": sum(q.status == "unmapped" for q in parsed.quantities),
        "waived": False,
    }


def _story_row(
    story_id: str, original_url: str | None, articles: Sequence[StoryArticle], first_booked: datetime
) -> Row:
    return {
        "story_id": story_id,
        "original_url": original_url,
        "first_booked": first_booked,
        "n_articles": len(articles),
        "languages": sorted({article.parsed.language for article in articles}),
        "verdict": "pass",
    }


def _quantity_row(
    article: StoryArticle, quantity: Quantity, story_id: str, owner: Callable[[str | None], str | None]
) -> Row:
    row: Row = {
        name: getattr(quantity, name) for name in Quantity.__dataclass_fields__ if name not in ("group", "matched_by")
    }
    row.update(
        quantity_id=quantity_id(article.article_id, quantity),
        article_id=article.article_id,
        story_id=story_id,
        organisation_id=owner(quantity.organisation_id),
        matched_by=list(quantity.matched_by),
        waived=False,
    )
    return row


def _check_row(article: StoryArticle, check: Check, story_id: str) -> Row:
    return {
        "check_id": digest("c", article.article_id, check.rule, check.expression, *check.quantities),
        "story_id": story_id,
        "article_id": article.article_id,
        "rule": check.rule,
        "expression": check.expression,
        "stated": check.stated,
        "computed": check.computed,
        "difference": check.difference,
        "holds": check.holds,
        "quantity_ids": [f"{article.article_id}:{key}" for key in check.quantities],
        "waived": False,
    }


def _attendance_rows(
    articles: Sequence[StoryArticle], story_id: str, person: Mapping[tuple[str, str], str]
) -> list[Row]:
    return [
        {
            "story_id": story_id,
            "event": row.event,
            "person_id": person[article.article_id, row.person_id],
            "role": row.role,
            "organisation_id": row.organisation_id,
            "name_as_written": row.name_as_written,
            "article_id": article.article_id,
            "start": row.start,
            "end": row.end,
            "waived": False,
        }
        for article in articles
        for row in article.parsed.attendances
    ]


def _statement_rows(
    articles: Sequence[StoryArticle], story_id: str, person: Mapping[tuple[str, str], str]
) -> list[Row]:
    return [
        {
            "statement_id": digest("t", article.article_id, row.start, row.end, row.kind),
            "story_id": story_id,
            "article_id": article.article_id,
            "person_id": person[article.article_id, row.person_id] if row.person_id else None,
            "verb": row.verb,
            "start": row.start,
            "end": row.end,
            "quote": row.quote,
            "kind": row.kind,
            "period_start": row.period_start,
            "period_end": row.period_end,
            "waived": False,
        }
        for article in articles
        for row in article.parsed.statements
    ]


__all__ = [
    "SetAside",
    "Story",
    "StoryArticle",
    "dimensions",
    "normalised_url",
    "reconcile_story",
    "story_of",
    "tables",
]
