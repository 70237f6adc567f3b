"""Whose a figure is: the organisation or the province that it belongs to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from transforms.figure import Figure
from transforms.memberships import Listing
from transforms.organisations import Organisations
from transforms.province_mentions import NamedProvince

_start = attrgetter("start")


def organisations_of_figures(figures: Sequence[Figure], organisations: Organisations) -> list[str | None]:
    """The organisation of each figure: named in its sentence, else the last one named before it.

    Figures before the first naming belong to what the article is about, if it names that more than once.
    """
    owners: list[str | None] = []
    for figure in figures:
        if figure.status in ("context", "frame") or figure.concept in ("cluster", "block"):
            owners.append(None)
        else:
            owners.append(
                organisations.at(figure.sentence.start, figure.sentence.end)
                or organisations.at(0, figure.sentence.start)
                or organisations.theme
            )
    return owners


def provinces_of_figures(
    named: Sequence[NamedProvince],
    figures: Sequence[Figure],
    owners: Sequence[str | None],
    listings: Sequence[Listing],
) -> list[str | None]:
    """The province of each figure: the one named last before it, else the next one in its sentence.

    A figure that an organisation owns is no province's. `named`: in the order of the text; those that a list of
    members names are nobody's here.
    """
    listed = [(listing.names[0].start, listing.names[-1].end) for listing in listings]
    named = [one for one in named if not any(a <= one.start < b for a, b in listed)]
    chosen: list[str | None] = []
    for figure, owner in zip(figures, owners, strict=True):
        if not named or owner is not None or figure.status in ("context", "frame"):
            chosen.append(None)
            continue
        after = bisect_left(named, figure.start, key=_start)
        if after:  # in its sentence, or spoken of last before it
            place = named[after - 1]
        else:
            place = named[0]
            if place.start >= figure.sentence.end:
                chosen.append(None)
                continue
        chosen.append(place.place_id)
    return chosen
