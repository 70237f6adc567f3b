"""The facts of a story: each figure once, with who says so and whether they agree."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Final, Literal

from transforms.bounds import interval, narrower
from transforms.gazetteer import INTERNATIONAL
from transforms.rows import Qualifier, Quantity
from transforms.story import Row, digest
from transforms.witnesses import Figure, Testimony

Agreement = Literal["single", "agree", "qualifier_differs", "conflict"]
Period = tuple[date | None, date | None]

_NOWHERE: Final[Period] = (None, None)


def quantity_id(article_id: str, quantity: Quantity) -> str:
    """The key of a quantity: its article and the span of its number."""
    return f"{article_id}:{quantity.key}"


def fact_rows(story_id: str, figures: Sequence[Figure], owner: Callable[[str | None], str | None]) -> list[Row]:
    """One row per figure that an indicator took; what an article states twice in the same words is one fact.

    `owner` gives an organisation's key in the story for its key in an article.
    """
    groups: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        indicator = _indicator(figure)
        if indicator is not None:
            groups[(*_place(figure, owner), indicator, _aspect(figure), _unit(figure), *_period(figure))].append(figure)
    rows = []
    for key, members in groups.items():
        for number, same in enumerate(_by_reading(members)):
            rows.append(_row(story_id, key, number, same))
    return rows


def _by_reading(figures: Iterable[Figure]) -> list[list[Testimony]]:
    """Figures of one meaning: those with a reading in common are one fact, the others facts of their own."""
    merged: list[tuple[set[object], list[Testimony]]] = []
    for figure in figures:
        readings: set[object] = set(figure.readings)
        known = next((entry for entry in merged if entry[0] & readings), None)
        if known is None:
            merged.append((readings, list(figure.testimonies)))
        else:
            known[0].update(readings)
            known[1].extend(figure.testimonies)
    return [testimonies for _, testimonies in merged]


def _row(story_id: str, key: tuple[object, ...], number: int, testimonies: Sequence[Testimony]) -> Row:
    organisation, place, indicator, aspect, unit, first, last = key
    ordered = sorted(testimonies, key=lambda t: (t.article_id, t.quantity.number_start))
    value, low, high, qualifier = _value(ordered)
    articles = list(dict.fromkeys(t.article_id for t in ordered))
    parts = (story_id, organisation, place, indicator, aspect, unit, first, last, number)
    return {
        "fact_id": digest("f", *parts),
        "story_id": story_id,
        "organisation_id": organisation,
        "place_id": place,
        "indicator": indicator,
        "aspect": aspect,
        "unit": unit,
        "period_start": first,
        "period_end": last,
        "value": value,
        "value_low": low,
        "value_high": high,
        "qualifier": qualifier,
        "subject": _subject(ordered),
        "n_articles": len(articles),
        "article_ids": articles,
        "languages": sorted({t.language for t in ordered}),
        "agreement": agreement(ordered),
        "quantity_ids": [quantity_id(t.article_id, t.quantity) for t in ordered],
        "waived": False,
    }


def _subject(testimonies: Sequence[Testimony]) -> str | None:
    """What the figure is about: in the words of the language that labels have, or of the first article that says it."""
    said = sorted((t for t in testimonies if t.quantity.subject), key=lambda t: t.language != INTERNATIONAL)
    return said[0].quantity.subject if said else None


def _value(testimonies: Sequence[Testimony]) -> tuple[float | None, float | None, float | None, str]:
    """(value, low, high, qualifier): of what most say; of a draw nothing but the bounds of all."""
    readings = Counter(t.reading for t in testimonies).most_common()
    if len(readings) > 1 and readings[0][1] == readings[1][1]:
        lows = [t.quantity.value_low for t in testimonies]
        highs = [t.quantity.value_high for t in testimonies]
        low = None if None in lows else min(v for v in lows if v is not None)
        high = None if None in highs else max(v for v in highs if v is not None)
        return None, low, high, "range"
    chosen = [t.quantity for t in testimonies if t.reading == readings[0][0]]
    if chosen[0].qualifier == "range" or chosen[0].value is None:
        return None, chosen[0].value_low, chosen[0].value_high, "range"
    qualifier: Qualifier = chosen[0].qualifier
    for quantity in chosen[1:]:
        qualifier = narrower(qualifier, quantity.qualifier)
    low, high = interval(chosen[0].value, qualifier)
    return chosen[0].value, low, high, qualifier


def agreement(testimonies: Sequence[Testimony]) -> Agreement:
    """How the articles stand to each other on one figure."""
    if len({t.reading for t in testimonies}) > 1:
        return "conflict"
    if len({t.article_id for t in testimonies}) == 1:
        return "single"
    if len({t.quantity.qualifier for t in testimonies}) > 1:
        return "qualifier_differs"
    return "agree"


# -- what most say ----------------------------------------------------------------------------------------------------


def _most(values: Iterable[object]) -> object:
    """The value met most often, the first of equals; None only where there is nothing else."""
    counts = Counter(value for value in values if value is not None)
    return counts.most_common(1)[0][0] if counts else None


def _indicator(figure: Figure) -> str | None:
    found = _most(t.quantity.indicator for t in figure.testimonies)
    return found if isinstance(found, str) else None


def _aspect(figure: Figure) -> object:
    return _most(t.quantity.aspect for t in figure.testimonies) or "level"


def _unit(figure: Figure) -> object:
    """The unit that goes with the indicator chosen."""
    chosen = _indicator(figure)
    return _most(t.quantity.unit for t in figure.testimonies if t.quantity.indicator == chosen)


def _place(figure: Figure, owner: Callable[[str | None], str | None]) -> tuple[object, object]:
    organisation = _most(owner(t.quantity.organisation_id) for t in figure.testimonies)
    return organisation, None if organisation else _most(t.quantity.place_id for t in figure.testimonies)


def _period(figure: Figure) -> Period:
    """The period that most name; of equals the shorter, which says more."""
    counts = Counter((t.quantity.period_start, t.quantity.period_end) for t in figure.testimonies)
    counts.pop(_NOWHERE, None)
    if not counts:
        return _NOWHERE
    return max(counts, key=lambda p: (counts[p], p[0] is not None and p[1] is not None, -_days(p), str(p)))


def _days(period: Period) -> int:
    start, end = period
    return (end - start).days if start and end else 10**6
