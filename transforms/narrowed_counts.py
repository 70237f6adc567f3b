"""Counts of projects and cases that say too little by themselves: the sentence or the count before tells the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from transforms.catalogue import Indicator, named
from transforms.figure import Figure
from transforms.terms import MODIFIER, NOUN

_TELLING: Final = NOUN | MODIFIER
_NOTHING: Final[frozenset[str]] = frozenset()
_PEOPLE: Final = "people_total"
_KINDS_OF_PEOPLE: Final = frozenset(
    {"visitors_total", "students_total", "workers_total", "beneficiaries_total", "delegates_total"}
)
_SENTENCES: Final = 1  # back to which a count is gone on with
_REMEMBERED: Final = 60  # figures beside one that it may go on about
_FAR: Final = 600  # characters of a sentence that still tell of a figure in it


def narrow_counts(figures: Sequence[Figure], earlier: Sequence[Figure]) -> None:
    """Gives the figures of a sentence the more special indicator where only one of the catalogue's can be meant.

    `earlier`: the figures of the sentences before, in order.
    """
    remembered = earlier[-_REMEMBERED:]
    for at, figure in enumerate(figures):
        if figure.kind != "count" or figure.status != "fact" or figure.indicator is None:
            continue
        before = figures[max(0, at - _REMEMBERED) : at]
        if figure.indicator == _PEOPLE and figure.aspect == "subset":
            _take_kind((*remembered, *before), figure)
        general = named(figure.indicator)
        if not general.narrower:
            continue
        special = _in_sentence(figure, general) or _gone_on_with((*remembered, *before), figure, general)
        near = figures[max(0, at - _REMEMBERED) : at + _REMEMBERED]
        special = special or _paid_for((*remembered, *near), figure, general)
        if special is not None:
            figure.indicator = special.name
            figure.matched.append(f"indicators.{special.name}")


def _take_kind(before: Sequence[Figure], figure: Figure) -> None:
    """Gives people who are told as part of others those others' indicator: 観光客9万人, うち外国人は2万人."""
    for other in reversed(before):
        if other.kind != "count" or other.indicator is None or other.status != "fact":
            continue
        if other.sentence.no < figure.sentence.no - _SENTENCES or other.value is None or figure.value is None:
            return
        if other.indicator in _KINDS_OF_PEOPLE and other.value >= figure.value:
            figure.indicator, figure.unit = other.indicator, other.unit
            figure.matched.append(f"indicators.{other.indicator}")
        return


def _in_sentence(figure: Figure, general: Indicator) -> Indicator | None:
    """The one special indicator that words anywhere in the sentence speak of."""
    mentions = figure.sentence.between(figure.start - _FAR, figure.end + _FAR)
    told = _NOTHING.union(*[m.entry.concepts for m in mentions if m.categories & _TELLING])
    found = [name for name in general.narrower if any(way.allows(told) for way in named(name).ways)]
    return named(found[0]) if len(found) == 1 else None


def _gone_on_with(before: Sequence[Figure], figure: Figure, general: Indicator) -> Indicator | None:
    """The indicator of the whole that a count is a part of, or of the same count told before.

    22 projects of NGOs, 12 projects of them in health: the whole stands in the same sentence or the one before.
    """
    same = [other for other in before if other.concept == figure.concept and other.kind == "count"]
    for other in same:
        if other.value == figure.value is not None and other.indicator in general.narrower:
            return named(other.indicator)
    last = same[-1] if same and same[-1].sentence.no >= figure.sentence.no - _SENTENCES else None
    if last is None or last.indicator not in general.narrower:
        return None
    if last.value is None or figure.value is None or last.value < figure.value:
        return None
    return named(last.indicator)


def _paid_for(near: Sequence[Figure], figure: Figure, general: Indicator) -> Indicator | None:
    """The special indicator that the sums and counts of this sentence and the one before all speak of.

    FDI reached 2 billion dollars. 41 new projects were licensed.
    """
    told = {
        named(other.indicator).sums
        for other in near
        if other.indicator is not None
        and other.concept != figure.concept
        and figure.sentence.no - other.sentence.no in (0, _SENTENCES)
    } - {None}
    found = [name for name in general.narrower if named(name).sums in told]
    return named(found[0]) if len(found) == 1 else None
