"""The audit as a page for people: what is held and why, what passed, and the rules, in one file without network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
from jinja2 import Environment, PackageLoader, StrictUndefined

from expectations.rules import RULES, SUITES, Rule
from expectations.verdict import Audit, Failure, Quote
from expectations.views import figure

# The page is read in a browser: beyond this many of a kind it says how many more there are.
_MOST_STORIES: Final = 200
_MOST_FAILURES: Final = 50
_MOST_QUOTES: Final = 12
_MOST_WARNINGS: Final = 300


# What compares with earlier releases stays out of a release: made again later it would say something else.
_BY_RUN: Final = frozenset(
    {"languages_are_kept", "neighbouring_periods_are_close", "sources_are_fresh", "volume_is_usual"}
)

# A sentence in pieces, each with whether it is marked.
_Marked = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class _Complaint:
    """One failure with its sentences by language; `more` quotes are left out."""

    failure: Failure
    rule: Rule
    columns: tuple[tuple[str, tuple[_Marked, ...]], ...]
    more: int


@dataclass(frozen=True, slots=True)
class _Story:
    """One held or waived story, its articles, and what fails in it."""

    story_id: str
    url: str | None
    articles: tuple[Mapping[str, Any], ...]
    complaints: tuple[_Complaint, ...]
    more: int


@dataclass(frozen=True, slots=True)
class _Score:
    """How a rule came out over all stories (or tables)."""

    rule: Rule
    held: int
    failed: int
    undecided: int

    @property
    def uncounted(self) -> str | None:
        """Why the results have no row of the rule; None where they have."""
        if self.held or self.failed or self.undecided:
            return None
        if self.rule.suite == "structure":
            return "has to hold before anything is published"
        return "judged in each run, against the release before" if self.rule.id in _BY_RUN else "no case of it"


def render(audited: Audit, tables: Mapping[str, pa.Table], meta: Mapping[str, str]) -> str:
    """See `expectations.report`."""
    environment = Environment(
        loader=PackageLoader("expectations"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["figure"] = figure
    articles = tables.get("dim_article")
    warnings = [failure for failure in audited.failures if failure.severity != "critical"]
    stories = _column(tables, "dim_story", "story_id")
    return environment.get_template("report.html.j2").render(
        meta=meta,
        structural=audited.structural,
        held=_stories(audited, tables, audited.held),
        n_held=len(audited.held),
        waived=_stories(audited, tables, audited.waived),
        n_waived=len(audited.waived),
        n_stories=len(stories),
        n_passed=0 if audited.structural else len(stories) - len(audited.held) - len(audited.waived),
        n_articles=articles.num_rows if articles is not None else 0,
        n_quantities=len(_column(tables, "fact_quantity", "quantity_id")),
        passed=_passed(audited, tables),
        warnings=warnings[:_MOST_WARNINGS],
        n_warnings=len(warnings),
        suites=[(suite, what, _scores(audited, suite)) for suite, what in SUITES.items()],
        sources=_sources(tables),
        statuses=sorted(Counter(_column(tables, "fact_quantity", "status")).items()),
    )


def _column(tables: Mapping[str, pa.Table], table: str, name: str) -> list[Any]:
    found = tables.get(table)
    values: list[Any] = [] if found is None or name not in found.column_names else found[name].to_pylist()
    return values


def _stories(audited: Audit, tables: Mapping[str, pa.Table], wanted: Iterable[str]) -> tuple[_Story, ...]:
    """The wanted stories by id, each with its critical failures."""
    shown = sorted(wanted)[:_MOST_STORIES]
    critical = [failure for failure in audited.failures if failure.severity == "critical"]
    by_story = {key: list(group) for key, group in groupby(critical, key=lambda failure: failure.story_id or "")}
    urls = _rows(tables, "dim_story", shown, ["original_url"])
    articles = _rows(tables, "dim_article", shown, ["article_id", "language", "publisher", "url", "title"])
    return tuple(
        _Story(
            story_id=story_id,
            url=next((row["original_url"] for row in urls.get(story_id, [])), None),
            articles=tuple(sorted(articles.get(story_id, []), key=lambda row: (row["language"], row["article_id"]))),
            complaints=tuple(_complaint(failure) for failure in by_story.get(story_id, [])[:_MOST_FAILURES]),
            more=max(0, len(by_story.get(story_id, [])) - _MOST_FAILURES),
        )
        for story_id in shown
    )


def _passed(audited: Audit, tables: Mapping[str, pa.Table]) -> list[tuple[str, str, int, tuple[str, ...]]]:
    """Of the first stories that balance: URL or id, languages, number of facts, and the arithmetic that holds."""
    if audited.structural:
        return []
    stood = sorted(set(_column(tables, "dim_story", "story_id")) - audited.held - audited.waived)[:_MOST_STORIES]
    stories = _rows(tables, "dim_story", stood, ["original_url", "languages"])
    facts = _rows(tables, "fact_indicator", stood, [])
    checks = _rows(tables, "fact_check", stood, ["expression", "holds"])
    return [
        (
            stories[story][0]["original_url"] or story,
            ", ".join(stories[story][0]["languages"]),
            len(facts.get(story, [])),
            tuple(sorted({row["expression"] for row in checks.get(story, []) if row["holds"]})),
        )
        for story in stood
    ]


def _rows(
    tables: Mapping[str, pa.Table], table: str, stories: Sequence[str], columns: list[str]
) -> dict[str, list[dict[str, Any]]]:
    """The rows of these stories, by story."""
    found = tables.get(table)
    if found is None:
        return {}
    chosen = found.select(["story_id", *columns]).filter(
        pc.is_in(found["story_id"], value_set=pa.array(stories, found["story_id"].type))
    )
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in chosen.to_pylist():
        rows.setdefault(row["story_id"], []).append(row)
    return rows


def _complaint(failure: Failure) -> _Complaint:
    quotes = (*failure.quotes[:_MOST_QUOTES], *failure.beside[:_MOST_QUOTES])
    by_language: dict[str, dict[tuple[str | None, str], list[Quote]]] = {}
    for quote in quotes:
        sentences = by_language.setdefault(quote.language or "—", {})
        sentences.setdefault((quote.article_id, quote.sentence), []).append(quote)
    columns = tuple(
        (language, tuple(_marked(sentence, own) for (_, sentence), own in sentences.items()))
        for language, sentences in by_language.items()
    )
    more = len(failure.quotes) + len(failure.beside) - len(quotes)
    return _Complaint(failure, RULES[failure.rule], columns, more)


def _marked(sentence: str, quotes: Sequence[Quote]) -> _Marked:
    """The sentence with every quote in it marked; overlapping ones are one."""
    marked = {at for quote in quotes for at in range(quote.start, quote.end)}
    pieces = groupby(range(len(sentence)), key=marked.__contains__)
    return tuple(("".join(sentence[at] for at in own), is_marked) for is_marked, own in pieces)


def _scores(audited: Audit, suite: str) -> list[_Score]:
    counted = audited.results.group_by(["rule", "success"]).aggregate([([], "count_all")]).to_pylist()
    counts = {(row["rule"], row["success"]): row["count_all"] for row in counted}
    return [
        _Score(rule, *(counts.get((rule.id, success), 0) for success in (True, False, None)))
        for rule in RULES.values()
        if rule.suite == suite
    ]


def _sources(tables: Mapping[str, pa.Table]) -> list[tuple[str, int, str, str]]:
    """Source, number of articles, languages and publishers, by source."""
    rows = zip(*(_column(tables, "dim_article", name) for name in ("source_id", "language", "publisher")), strict=True)
    by_source: dict[str, list[tuple[str, str]]] = {}
    for source, language, publisher in rows:
        by_source.setdefault(source or "", []).append((language or "", publisher or ""))
    return [
        (source, len(own), _joined(language for language, _ in own), _joined(publisher for _, publisher in own))
        for source, own in sorted(by_source.items())
    ]


def _joined(names: Iterable[str]) -> str:
    return ", ".join(sorted({name for name in names if name}))
