"""Where the articles of one story differ, and how bad that is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from transforms.facts import agreement
from transforms.listing_merge import Memberships, contradict, places
from transforms.misstatements import out_of_order
from transforms.people_merge import People
from transforms.story import Row, StoryArticle
from transforms.witnesses import Figure


def rows(
    articles: Sequence[StoryArticle],
    figures: Sequence[Figure],
    memberships: Memberships,
    people: People,
    owner: Callable[[str | None], str | None],
) -> list[Row]:
    """All divergences of a story, without its key: figures, lists, names, numbers of organisations."""
    found: dict[tuple[str, str], Row] = {}
    for row in (
        *_figures(articles, figures),
        *_lists(memberships),
        *_persons(articles, people),
        *_organisations(articles, owner),
    ):
        what, kind = str(row["what"]), str(row["kind"])
        number = 2
        while (what, kind) in found:
            what = f"{row['what']} ({number})"
            number += 1
        found[what, kind] = {**row, "what": what}
    return list(found.values())


def _row(what: str, kind: str, severity: str, readings: Sequence[tuple[str, str, str]]) -> Row:
    ordered = sorted(readings)
    return {
        "what": what,
        "kind": kind,
        "article_ids": [article_id for article_id, _, _ in ordered],
        "languages": [language for _, language, _ in ordered],
        "readings": [reading for _, _, reading in ordered],
        "severity": severity,
    }


def _figures(articles: Sequence[StoryArticle], figures: Sequence[Figure]) -> Iterator[Row]:
    for figure in figures:
        some = figure.testimonies[0].quantity
        what = next((t.quantity.indicator for t in figure.testimonies if t.quantity.indicator), None)
        label = what or f"{some.kind} without an indicator"
        stated = [(t.article_id, t.language, t.quantity.quote) for t in figure.testimonies]
        state = agreement(figure.testimonies)
        if state == "conflict":
            yield _row(label, "value", "critical", stated)
        elif state == "qualifier_differs":
            yield _row(label, "qualifier", "warning", [(a, lang, q) for a, lang, q in stated])
        silent = [a for a in articles if a.article_id not in figure.articles]
        if silent and what is not None and len(articles) > 1:
            missing = [(a.article_id, a.parsed.language, "(not stated)") for a in silent]
            yield _row(label, "missing", "info", [*stated, *missing])
    for first, second in out_of_order(figures):
        yield from _order(first, second)


def _order(first: Figure, second: Figure) -> Iterator[Row]:
    """What two figures of one sort say in each article that has both, in the order of its text."""
    behind = {t.article_id: t for t in second.testimonies}
    pairs = [(t, behind[t.article_id]) for t in first.testimonies if t.article_id in behind]
    label = next((t.quantity.indicator for pair in pairs for t in pair if t.quantity.indicator), "figures")
    readings = []
    for pair in pairs:
        one, two = sorted(pair, key=lambda testimony: testimony.place_in)
        readings.append((one.article_id, one.language, f"{one.quantity.quote}, then {two.quantity.quote}"))
    yield _row(label, "order", "warning", readings)


def _lists(memberships: Memberships) -> Iterator[Row]:
    for (organisation, office), by_article in memberships.lists.items():
        if len(by_article) < 2:
            continue
        what = f"members of {organisation}" + (f" ({office}s)" if office else "")
        if len({places(rows) for rows in by_article.values()}) > 1:
            lists = list(by_article.values())
            apart = any(contradict(one, two) for at, one in enumerate(lists) for two in lists[at + 1 :])
            severity = "critical" if apart else "warning"
            names = {key: ", ".join(row.name_as_listed for row in rows) for key, rows in by_article.items()}
            yield _row(what, "list", severity, [(key, memberships.languages[key], names[key]) for key in names])


def _persons(articles: Sequence[StoryArticle], people: People) -> Iterator[Row]:
    """A person whom one article spells in more than one way."""
    languages = {article.article_id: article.parsed.language for article in articles}
    for key, by_article in people.spellings.items():
        if any(len(spellings) > 1 for spellings in by_article.values()):
            readings = [(a, languages[a], " / ".join(spellings)) for a, spellings in by_article.items()]
            yield _row(key, "name", "warning", readings)


def _organisations(articles: Sequence[StoryArticle], owner: Callable[[str | None], str | None]) -> Iterator[Row]:
    """An organisation whose number an article leaves out behind the word for it, or that goes by several names."""
    written: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    dropped: dict[str, set[str]] = defaultdict(set)
    for article in articles:
        for mention in article.parsed.mentions:
            key = owner(mention.organisation_id) or mention.organisation_id
            text = article.parsed.text[mention.start : mention.end]
            written[key][article.article_id].append(" ".join(text.split()))
            if mention.number_as_written == "":
                dropped[key].add(article.article_id)
    languages = {article.article_id: article.parsed.language for article in articles}
    for key, by_article in written.items():
        readings = [(a, languages[a], " / ".join(dict.fromkeys(names))) for a, names in by_article.items()]
        if dropped[key]:
            yield _row(key, "entity_number", "warning", readings)
        if len({frozenset(names) for names in by_article.values()}) > 1 or any(
            len(set(n)) > 1 for n in by_article.values()
        ):
            yield _row(key, "name", "info", readings)
