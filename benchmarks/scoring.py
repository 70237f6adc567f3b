"""What the parser books of an annotated article, held against what a reader booked."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from anyascii import anyascii

from benchmarks.annotated import AnnotatedArticle, AnnotatedFigure
from transforms.rows import Check, ParsedArticle, Quantity

_TOLERANCE: Final = 1e-6  # a third is 33.333333 percent
_COUNTED: Final = ("fact", "unmapped")


@dataclass(frozen=True, slots=True)
class Miss:
    """Something that the article says and the parser does not, or the other way round."""

    article: str
    what: str
    quote: str
    expected: str
    got: str


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one article or of several together; shares are the reader's to make."""

    articles: int = 0
    figures: int = 0
    found: int = 0
    right: int = 0  # found, with qualifier and currency
    extra: int = 0
    language: int = 0
    contradictions: int = 0
    contradictions_found: int = 0
    consistent: int = 0
    accused: int = 0
    people: int = 0
    people_found: int = 0
    provinces: int = 0
    provinces_found: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(*(getattr(self, name) + getattr(other, name) for name in Score.__slots__))


def score(article: AnnotatedArticle, parsed: ParsedArticle) -> tuple[Score, list[Miss]]:
    """The counts of one article, and its misses in the order of the text."""
    misses: list[Miss] = []
    found = right = 0
    for figure in article.figures:
        overlapping = [q for q in parsed.quantities if q.start < figure.end and q.end > figure.start]
        same = [q for q in overlapping if same_value(figure, q)]
        found += bool(same)
        right += any(_same_meaning(figure, q) for q in same)
        if not same:
            misses.append(_miss(article, "not found", figure, overlapping))
        elif not any(_same_meaning(figure, q) for q in same):
            misses.append(_miss(article, "meaning", figure, same))
    extra = [q for q in parsed.quantities if q.status in _COUNTED and not _annotated(q, article.figures)]
    misses.extend(Miss(article.name, "extra", q.sentence[:60], "nothing", _booked([q])) for q in extra)
    if parsed.language != article.language:
        misses.append(Miss(article.name, "language", "", article.language, parsed.language))

    broken = [entry for entry in article.arithmetic if entry.contradicts and entry.decidable]
    failing = [check for check in parsed.checks if check.holds is False]
    if len(failing) < len(broken):
        got = "; ".join(_checked(parsed.checks)) or "no check"
        misses.extend(Miss(article.name, "contradiction", e.kind, e.expression, got) for e in broken[len(failing) :])
    if failing and not broken:
        misses.append(Miss(article.name, "accused", "", "consistent", "; ".join(_checked(failing))))

    spans = _person_spans(article.text, parsed)
    named = [p for p in article.people if any(a < end and b > start for start, end in spans for a, b in p.spans)]
    misses.extend(Miss(article.name, "person", p.name, "a person", "none") for p in article.people if p not in named)
    provinces = {iso for place in article.places if (iso := _iso(place))}
    booked = {
        *(row.place_id for row in parsed.quantities),
        *(row.place_id for row in parsed.memberships),
        *(row.place_id for row in parsed.organisations),
    }
    return Score(
        articles=1,
        figures=len(article.figures),
        found=found,
        right=right,
        extra=len(extra),
        language=parsed.language == article.language,
        contradictions=len(broken),
        contradictions_found=min(len(broken), len(failing)),
        consistent=not broken,
        accused=bool(failing) and not broken,
        people=len(article.people),
        people_found=len(named),
        provinces=len(provinces),
        provinces_found=len(provinces & booked),
    ), misses


def same_value(figure: AnnotatedFigure, quantity: Quantity) -> bool:
    """Whether a quantity has the value, or the two bounds, of an annotated figure."""
    if figure.value is not None:
        return _close(figure.value, quantity.value)
    return _close(figure.low, quantity.value_low) and _close(figure.high, quantity.value_high)


def _close(a: float | None, b: float | None) -> bool:
    return a is not None and b is not None and math.isclose(a, b, rel_tol=_TOLERANCE)


def _same_meaning(figure: AnnotatedFigure, quantity: Quantity) -> bool:
    return figure.qualifier == quantity.qualifier and figure.currency in (None, quantity.unit)


def _annotated(quantity: Quantity, figures: Iterable[AnnotatedFigure]) -> bool:
    return any(quantity.start < figure.end and quantity.end > figure.start for figure in figures)


def _miss(article: AnnotatedArticle, what: str, figure: AnnotatedFigure, booked: Sequence[Quantity]) -> Miss:
    return Miss(article.name, what, figure.quote, figure.expected(), _booked(booked))


def _booked(quantities: Sequence[Quantity]) -> str:
    return "; ".join(f"“{q.quote}” {_value(q)} {q.unit}, {q.qualifier}, {q.status}" for q in quantities) or "nothing"


def _value(quantity: Quantity) -> str:
    if quantity.value is not None:
        return f"{quantity.value:,.15g}"
    return f"[{quantity.value_low}, {quantity.value_high}]"


def _checked(checks: Iterable[Check]) -> list[str]:
    return [f"{check.rule}: {check.expression} ({check.holds})" for check in checks]


def _person_spans(text: str, parsed: ParsedArticle) -> list[tuple[int, int]]:
    """Where the text has a name that was booked as a person's, in one of its spellings."""
    spans = []
    for spelling in {spelling for person in parsed.persons for spelling in person.spellings if spelling}:
        at = text.find(spelling)
        while at >= 0:
            spans.append((at, at + len(spelling)))
            at = text.find(spelling, at + 1)
    return spans


def _iso(place: str) -> str | None:
    """The province of that name in any language, old or new; None for what is no province."""
    return _provinces().get(_letters(place))


@cache
def _provinces() -> dict[str, str]:
    """The names as they are published, not the parser's own reading of them."""
    data = json.loads((resources.files("transforms") / "data" / "provinces.json").read_text(encoding="utf-8"))
    return {
        _letters(name): iso
        for iso, province in data["provinces"].items()
        for name in (province["vi"], province["en"], *province["names"].values())
    }


def _letters(name: str) -> str:
    return "".join(letter for letter in anyascii(name).lower() if letter.isalpha())
