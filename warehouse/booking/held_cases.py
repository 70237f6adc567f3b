"""What is held, as an editor looks at it: each story with its rules, and the sentences of each language behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from warehouse.reading import Release

_HEADING: Final = 90

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of an article with the places of the figures in it: `sentence[start:end]` for each span."""

    article_id: str
    language: str
    sentence: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Complaint:
    """One rule that a story fails. `reasons` are told once, however many articles fail alike."""

    rule: str
    content_key: str
    reasons: tuple[str, ...]
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class HeldCase:
    """A held story; `articles` are (id, language, URL), `published` says whether an earlier version is out."""

    story_id: str
    heading: str
    articles: tuple[tuple[str, str, str], ...]
    published: bool
    complaints: tuple[Complaint, ...]


def is_held(row: Row) -> bool:
    """Whether a row of quarantine keeps its story's newest version from being published."""
    return row["severity"] == "critical" and row["waived_by"] is None


def held_cases(release: Release, stories: Iterable[str] | None = None) -> tuple[HeldCase, ...]:
    """The stories that the release holds, or those of them that are named, by id."""
    wanted = None if stories is None else set(stories)
    rows = [row for row in release.read("quarantine").to_pylist() if is_held(row)]
    held = sorted({row["story_id"] for row in rows if wanted is None or row["story_id"] in wanted})
    if not held:
        return ()
    tables = {name: _by_story(release, name, held) for name in ("dim_article", "fact_quantity", "fact_divergence")}
    return tuple(
        _case(
            story, [row for row in rows if row["story_id"] == story], {n: t.get(story, []) for n, t in tables.items()}
        )
        for story in held
    )


def heading_of(title: str | None, text: str | None, url: str | None) -> str:
    """What to call an article: its title, the first line of a text that has none, or where it stands."""
    first = next((line for line in (text or "").splitlines() if line.strip()), "")
    name = " ".join((title or first or url or "").split())
    return name if len(name) <= _HEADING else name[: _HEADING - 1].rstrip() + "…"


def _by_story(release: Release, table: str, stories: Sequence[str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in release.held(table, stories=stories).to_pylist():
        found.setdefault(row["story_id"], []).append(row)
    return found


def _case(story: str, rows: Sequence[Row], tables: Mapping[str, Sequence[Row]]) -> HeldCase:
    articles = sorted(tables["dim_article"], key=lambda row: (row["language"] or "", row["article_id"]))
    titled = sorted(articles, key=lambda row: not row["title"])
    languages = {row["article_id"]: row["language"] or "" for row in articles}
    complaints = []
    for rule in dict.fromkeys(row["rule"] for row in rows):
        own = [row for row in rows if row["rule"] == rule]
        evidence = list(dict.fromkeys(key for row in own for key in row["evidence"]))
        said = tuple(_said(evidence, tables, languages))
        reasons = tuple(dict.fromkeys(row["reason"] for row in own))
        complaints.append(Complaint(rule, own[0]["content_key"], reasons, said))
    return HeldCase(
        story,
        next((heading_of(row["title"], row["text"], row["url"]) for row in titled), story),
        tuple((row["article_id"], row["language"] or "", row["url"]) for row in articles),
        rows[0]["published_version"] is not None,
        tuple(complaints),
    )


def _said(evidence: Sequence[str], tables: Mapping[str, Sequence[Row]], languages: Mapping[str, str]) -> Iterator[Said]:
    """The sentences of the evidence, with what the other articles say of the same; each once, by language."""
    chosen = [row for row in tables["fact_quantity"] if row["quantity_id"] in set(evidence)]
    measured = {(row["indicator"], row["aspect"]) for row in chosen if row["indicator"]}
    blamed = {row["article_id"] for row in chosen}
    chosen += [
        row
        for row in tables["fact_quantity"]
        if row["article_id"] not in blamed and (row["indicator"], row["aspect"]) in measured
    ]
    spans: dict[tuple[str, str, str], list[tuple[int, int]]] = {}
    for row in chosen:
        key = (languages.get(row["article_id"], ""), row["article_id"], row["sentence"])
        at = row["sentence"].find(row["quote"])
        start = at + row["number_start"] - row["start"]
        spans.setdefault(key, [])
        if at >= 0:
            spans[key].append((start, start + row["number_end"] - row["number_start"]))
    for row in tables["fact_divergence"]:
        # What differs as a whole has no figures of its own: a list of names, an order.
        if set(row["article_ids"]) == set(evidence) and row["severity"] == "critical":
            for article, language, reading in zip(row["article_ids"], row["languages"], row["readings"], strict=True):
                if not any(key[1] == article and reading in key[2] for key in spans):
                    spans.setdefault((language, article, reading), [])
    for (language, article, sentence), places in sorted(spans.items()):
        yield Said(
            article, language, " ".join(sentence.split()) if not places else sentence, tuple(sorted(set(places)))
        )
