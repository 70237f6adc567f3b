"""The arithmetic that a text implies: sums, lists, parts of a whole, changes, conversions."""

from __future__ import annotations

import math
from collections.abc import Iterator

from transforms.conversions import conversions
from transforms.figure import Figure
from transforms.judging import number_text
from transforms.likely_sums import likely_sums
from transforms.memberships import Listing
from transforms.parts_of_wholes import bounds_per_unit, breakdowns, kinds_of_members, subsets
from transforms.reading import Reading
from transforms.rows import Check
from transforms.stated_changes import stated_changes
from transforms.stated_shares import stated_shares


def checks_of(
    reading: Reading, figures: list[Figure], listings: list[Listing], years: dict[int, int | None]
) -> list[Check]:
    """Every check of an article, rule by rule. `years`: the year of a figure by `id(figure)`."""
    declared = [*_lists(listings), *kinds_of_members(figures), *breakdowns(reading, figures)]
    moved = list(stated_changes(reading, figures))
    sure = [frozenset(check.quantities) for check in (*declared, *moved)]
    found = (
        *declared,
        *subsets(reading, figures),
        *moved,
        *(one for one in likely_sums(reading, figures) if not any(_told_by(keys, one) for keys in sure)),
        *stated_shares(reading, figures),
        *conversions(reading, figures, years),
        *bounds_per_unit(figures),
    )
    return [check for check in found if _can_be_counted(check)]


def _can_be_counted(check: Check) -> bool:
    """Whether no result is beyond what a number of the tables can hold: a text may state a number of 300 digits."""
    return all(math.isfinite(value) for value in (check.stated, check.computed, check.difference) if value is not None)


def _told_by(sure: frozenset[str], likely: Check) -> bool:
    """Whether a declared check has all figures of another one, or all but the one that states the same whole again."""
    apart = len({*likely.quantities} - sure)
    return apart == 0 or (apart == 1 and len(likely.quantities) > 2)


def _lists(listings: list[Listing]) -> Iterator[Check]:
    for listing in listings:
        count, stated = len(listing.names), listing.figure.value
        if stated is None:
            continue
        holds: bool | None = count == stated
        if listing.open or not listing.figure.exact:
            holds = False if listing.figure.high is not None and count > listing.figure.high else None
        names = ", ".join(name.text for name in listing.names)
        agreed, apart = f"names listed = {number_text(stated)}", f"{count} names listed, {number_text(stated)} stated"
        yield Check(
            "listed_names_match_stated_count",
            apart if holds is False else agreed,
            stated,
            float(count),
            stated - count,
            holds,
            (listing.figure.key,),
            names,
        )
