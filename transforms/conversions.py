"""Amounts that a text gives in two currencies: the rate between them must be one of the year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final

from transforms.figure import Figure
from transforms.judging import LEEWAY, number_text
from transforms.rates import DOLLAR, DONG, band
from transforms.reading import Reading
from transforms.roles import ADJACENT, OF_AMOUNTS
from transforms.rows import Check
from transforms.terms import NOUN, Mention

_CONVERSION_GAP: Final = 60
_RATED_GAP: Final = 120  # where the rate stands between them
_ROUNDED: Final = 0.03  # as much of an amount may be rounded away
_DEAREST: Final = 100_000  # dong; no dollar has cost so many
_LONG: Final = 5  # years in which the rate moves far
_RATE: Final = 12  # characters between them
_MARK: Final = re.compile("[,;\u060c\u061b\uff0c\u3001\uff1b]")
_BETWEEN: Final = re.compile(r"[.!?\u3002;\uff1b]\s")


def conversions(reading: Reading, figures: list[Figure], years: dict[int, int | None]) -> Iterator[Check]:
    """Pairs of dong and dollars that the text sets equal. `years`: the year of a figure by `id(figure)`."""
    rates = [f for f in figures if f.kind == "money" and _is_rate(reading, f)]
    money = [f for f in figures if f.kind == "money" and f.value and f not in rates]
    latest = max((year for year in years.values() if year is not None), default=None)
    converted: Figure | None = None
    for one, two in pairwise(money):
        if one is converted:
            continue  # 4.1 million dollars (about 97 billion dong), of which 2.4 million dollars
        if one.sentence is not two.sentence or {one.unit, two.unit} != {DONG, DOLLAR}:
            continue
        gap = reading.clean[one.unit_end : two.start]
        rate = next((f for f in rates if one.number_start < f.number_start < two.number_start), None)
        if rate is not None and len(gap) <= _RATED_GAP:
            converted = two
            yield _at_the_rate(one, two, rate)
            continue
        linked = any(_leads(reading, m, two) for m in one.sentence.between(one.number_end, two.number_end))
        linked = linked or any(_is_equal(m) for m in two.behind if m.start - max(two.end, two.unit_end) <= ADJACENT)
        bracket = "(" in gap or "\uff08" in gap
        if len(gap) > _CONVERSION_GAP or _BETWEEN.search(gap) or not (linked or bracket):
            continue
        dong, dollar = (one, two) if one.unit == DONG else (two, one)
        converted = two
        check = _conversion(dong, dollar, _year_of(one, years, latest))
        yield _undecided(check) if check.holds is False and _fits_other_years(one, dong, dollar) else check


def _year_of(figure: Figure, years: dict[int, int | None], latest: int | None) -> int | None:
    """The year of an amount; none where it is long before the last of the article and the sentence doesn't name it."""
    year = years.get(id(figure))
    if year is None or latest is None or latest - year < _LONG:
        return year
    return year if any(label.part == "year" for label in figure.sentence.labels.values()) else None


def _is_rate(reading: Reading, figure: Figure) -> bool:
    """Whether an amount of dong is what one dollar costs: at 25,000 dong/USD."""
    if figure.unit != DONG or figure.value is None or figure.value > _DEAREST:
        return False
    end = max(figure.end, figure.unit_end)
    behind = [m for m in figure.behind if m.start - end <= _RATE]
    return any(DOLLAR in m.entry.senses.get("currencies", ()) for m in behind) and "/" in reading.clean[end : end + 2]


def _fits_other_years(one: Figure, dong: Figure, dollar: Figure) -> bool:
    """Whether the only year that a sentence names stands behind two amounts: the highest since 1999."""
    labels = one.sentence.labels
    years = sorted(start for start, label in labels.items() if label.part == "year")
    low, high = band(None)
    return bool(years) and years[0] > one.number_end and low <= dong.amount / dollar.amount <= high


def _undecided(check: Check) -> Check:
    return replace(check, holds=None, detail="the year that is named may not be that of the amounts")


def _leads(reading: Reading, mention: Mention, two: Figure) -> bool:
    """Whether "equal to" leads to an amount without a mark or another thing between: that is, 900 billion."""
    if not _is_equal(mention) or _MARK.search(reading.clean[mention.end : two.start].lstrip(", ")):
        return False
    named = (m for m in two.sentence.between(mention.end, two.start) if m.categories & NOUN)
    return all(set(m.entry.senses["nouns"]) <= OF_AMOUNTS for m in named)


def _is_equal(mention: Mention) -> bool:
    return "equivalent" in mention.entry.senses


def _at_the_rate(one: Figure, two: Figure, rate: Figure) -> Check:
    """Whether two amounts are what the rate between them makes of each other, as far as a text rounds."""
    dong, dollar = (one, two) if one.unit == DONG else (two, one)
    computed = dollar.amount * rate.amount
    slack = _ROUNDED if dong.exact and dollar.exact and rate.exact else LEEWAY - 1
    holds = abs(dong.amount - computed) <= slack * computed
    amounts = f"{number_text(dollar.amount)} USD × {number_text(rate.amount)} {'=' if holds else '≠'}"
    return Check(
        "conversion_is_plausible", f"{amounts} {number_text(dong.amount)} VND", dong.amount, computed,
        dong.amount - computed, holds, (dollar.key, rate.key, dong.key),
    )  # fmt: skip


def _conversion(dong: Figure, dollar: Figure, year: int | None) -> Check:
    low, high = band(year)
    rate = dong.amount / dollar.amount
    exact = dong.exact and dollar.exact
    leeway = 1.0 if exact else LEEWAY
    holds = low / leeway <= rate <= high * leeway
    middle = (low * high) ** 0.5
    computed = dollar.amount if holds else dong.amount / middle
    amounts = f"{number_text(dong.amount)} VND / {number_text(dollar.amount)} USD"
    return Check(
        "conversion_is_plausible", f"{amounts} = {number_text(round(rate, 2))} VND per USD",
        dollar.amount, computed, dollar.amount - computed, holds, (dong.key, dollar.key),
        f"between {number_text(low)} and {number_text(high)} VND per USD are plausible",
    )  # fmt: skip
