"""What the parser says that figures mean (indicator, unit, owner, period), held against what a reader says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from benchmarks.annotated import AnnotatedArticle, AnnotatedFigure, Meaning
from benchmarks.scoring import Miss, same_value
from transforms.rows import ParsedArticle, Quantity

ORGANISATION: Final = "organisation"


@dataclass(frozen=True, slots=True)
class MeaningScore:
    """Counts of the figures of one language or of all whose meaning is annotated, and that were found."""

    figures: int = 0
    said: int = 0  # figures that the parser gives an indicator
    rightly: int = 0  # of these, those whose indicator is one that the reader accepts
    told: int = 0  # figures that the reader gives an indicator
    units: int = 0
    owners: int = 0
    periods: int = 0

    def __add__(self, other: MeaningScore) -> MeaningScore:
        return MeaningScore(*(getattr(self, name) + getattr(other, name) for name in MeaningScore.__slots__))


def meaning(article: AnnotatedArticle, parsed: ParsedArticle) -> tuple[MeaningScore, list[Miss]]:
    """The counts of one article, and what is wrong in it, in the order of the text.

    A figure that was not found says nothing here: it counts as missed where figures are counted.
    """
    total = MeaningScore()
    misses: list[Miss] = []
    for figure in article.figures:
        quantity = _booked(figure, parsed)
        if figure.meaning is not None and quantity is not None:
            total += _compared(figure.meaning, quantity)
            misses.extend(
                Miss(article.name, what, figure.quote, expected, got)
                for what, expected, got in _wrong(figure.meaning, quantity)
            )
    return total, misses


def _booked(figure: AnnotatedFigure, parsed: ParsedArticle) -> Quantity | None:
    overlapping = (q for q in parsed.quantities if q.start < figure.end and q.end > figure.start)
    return next((q for q in overlapping if same_value(figure, q)), None)


def _compared(meant: Meaning, quantity: Quantity) -> MeaningScore:
    said = _indicator(quantity)
    return MeaningScore(
        figures=1,
        said=said is not None,
        rightly=said in meant.indicators,
        told=bool(meant.indicators),
        units=quantity.unit == meant.unit,
        owners=_owner(quantity) == meant.owner,
        periods=_period(quantity) == meant.period,
    )


def _wrong(meant: Meaning, quantity: Quantity) -> Iterator[tuple[str, str, str]]:
    said = _indicator(quantity)
    if said not in (meant.indicators or (None,)):
        yield "indicator", " or ".join(meant.indicators) or "none", said or "none"
    for what, expected, got in (
        ("unit", meant.unit, quantity.unit),
        ("owner", meant.owner, _owner(quantity)),
        ("period", meant.period, _period(quantity)),
    ):
        if expected != got:
            yield what, str(expected), str(got)


def _indicator(quantity: Quantity) -> str | None:
    return quantity.indicator if quantity.status == "fact" else None


def _owner(quantity: Quantity) -> str | None:
    return ORGANISATION if quantity.organisation_id is not None else quantity.place_id


def _period(quantity: Quantity) -> tuple[str | None, str | None] | None:
    first, last = (day.isoformat() if day else None for day in (quantity.period_start, quantity.period_end))
    return (first, last) if first or last else None
