"""Annotated articles: NAME.txt, what a careful reader finds in it (NAME.gold.json), and its source (NAME.meta.json)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from babel.numbers import list_currencies

_CODE: Final = re.compile(r"[A-Z]{3}\b")


class UnreadableError(ValueError):
    """A folder or a file that holds no annotated articles; the message says which, and what was expected."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a figure says.

    `indicators`: those that are right; none where no one of the catalogue is. `owner`: a province's code,
    "organisation", or nobody's. `period`: (first, last) in ISO 8601.
    """

    indicators: tuple[str, ...]
    unit: str | None
    owner: str | None
    period: tuple[str | None, str | None] | None


@dataclass(frozen=True, slots=True)
class AnnotatedFigure:
    """One figure as a reader booked it; `value` is null and the bounds are set where it is a range.

    `currency` is ISO 4217; null where the figure is no money, or where its currency was cut off with the excerpt.
    `meaning` is null where it was not annotated.
    """

    quote: str
    start: int
    end: int
    value: float | None
    low: float | None
    high: float | None
    qualifier: str
    unit: str
    currency: str | None
    meaning: Meaning | None

    def expected(self) -> str:
        """The figure in a word, for the list of misses."""
        value = f"[{self.low:,.15g}, {self.high:,.15g}]" if self.value is None else f"{self.value:,.15g}"
        return f"{value} {self.unit}, {self.qualifier}"


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """A sum, list, difference or conversion that the text implies; `contradicts` where the text breaks it.

    What needs knowledge from outside the text can't be `decidable`.
    """

    kind: str
    expression: str
    contradicts: bool
    decidable: bool


@dataclass(frozen=True, slots=True)
class AnnotatedPerson:
    """A person and the spans of the text where the name stands."""

    name: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """An article, what is known of it beforehand, and what a reader finds in it."""

    name: str
    text: str
    language: str
    url: str | None
    published: str | None
    figures: tuple[AnnotatedFigure, ...]
    people: tuple[AnnotatedPerson, ...]
    places: tuple[str, ...]
    arithmetic: tuple[Arithmetic, ...]


def read_articles(folder: Path) -> list[AnnotatedArticle]:
    """The annotated articles of a folder, by name; UnreadableError where there are none, or where one does not fit."""
    if not folder.is_dir():
        raise UnreadableError(f"{folder}: no such folder; expected one with NAME.txt and NAME.gold.json")
    found = [_article(path) for path in sorted(folder.glob("*.gold.json"))]
    if not found:
        raise UnreadableError(f"{folder}: no annotated articles; expected NAME.txt with NAME.gold.json beside it")
    return found


def _article(path: Path) -> AnnotatedArticle:
    name = path.name.removesuffix(".gold.json")
    gold = _json(path)
    meta_path = path.with_name(f"{name}.meta.json")
    meta = _json(meta_path) if meta_path.exists() else {}
    try:
        # A position counts from the first character of the file: no newline may be translated away.
        text = path.with_name(f"{name}.txt").read_bytes().decode("utf-8")
        return AnnotatedArticle(
            name=name,
            text=text,
            language=gold["lang"],
            url=meta.get("url"),
            published=meta.get("published"),
            figures=tuple(_figure(fact) for fact in gold["facts"]),
            people=tuple(_people(gold.get("people", ()))),
            places=tuple(p if isinstance(p, str) else p["name_vi"] for p in gold.get("places", ())),
            arithmetic=tuple(
                Arithmetic(entry["type"], entry["expression"], entry["holds"] is False, entry["type"] != "sanity")
                for entry in gold.get("arithmetic", ())
            ),
        )
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableError(f"{path.with_name(f'{name}.txt')}: can't be read as UTF-8 text: {error}") from error
    except (KeyError, TypeError, ValueError) as error:
        raise UnreadableError(f"{path}: does not fit the format of annotations: {error!r}") from error


def _json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UnreadableError(f"{path}: can't be read as JSON: {error}") from error
    if not isinstance(found, dict):
        raise UnreadableError(f"{path}: holds a {type(found).__name__}, expected an object")
    return found


def _figure(fact: dict[str, Any]) -> AnnotatedFigure:
    value = fact["value"]
    low, high = (float(value[0]), float(value[1])) if isinstance(value, list) else (None, None)
    unit = str(fact["unit"])
    code = _CODE.match(unit)
    money = code is not None and code.group() in list_currencies() and not fact.get("truncated")
    return AnnotatedFigure(
        quote=fact["quote"],
        start=fact["start"],
        end=fact["end"],
        value=None if isinstance(value, list) else float(value),
        low=low,
        high=high,
        qualifier=fact["qualifier"],
        unit=unit,
        currency=code.group() if code and money else None,
        meaning=_meaning(fact) if "indicators" in fact else None,
    )


def _meaning(fact: dict[str, Any]) -> Meaning:
    first, last = fact["period"] or (None, None)
    return Meaning(
        indicators=tuple(fact["indicators"]),
        unit=fact["thing"],
        owner=fact["owner"],
        period=(first, last) if first or last else None,
    )


def _people(people: list[dict[str, Any]]) -> Iterator[AnnotatedPerson]:
    """Annotated with one place of the name, or with every spelling and all its places."""
    for person in people:
        if "spellings" in person:
            spans = tuple((at, at + len(s["quote"])) for s in person["spellings"] for at in s["starts"])
            yield AnnotatedPerson(person["name_vi"], spans)
        elif person.get("start") is not None:
            yield AnnotatedPerson(person["name"], ((person["start"], person["end"]),))
