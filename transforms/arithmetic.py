"""The arithmetic that a text implies: sums, lists, parts of a whole, changes, conversions."""

from __future__ import annotations

import math
from collections.abc import Iterator

from transforms.conversions import conversions
from transforms.figure import Figure
from transforms.headlines import headline_checks
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
    told = _Told([*declared, *moved])
    found = (
        *declared,
        *subsets(reading, figures),
        *moved,
        *(one for one in likely_sums(reading, figures, years) if not told.holds(one)),
        *stated_shares(reading, figures),
        *headline_checks(reading, figures),
        *conversions(reading, figures, years),
        *bounds_per_unit(figures),
    )
    return [check for check in found if _can_be_counted(check)]


def _can_be_counted(check: Check) -> bool:
    """Whether no result is beyond what a number of the tables can hold: a text may state a number of 300 digits."""
    return all(math.isfinite(value) for value in (check.stated, check.computed, check.difference) if value is not None)


class _Told:
    """Checks that are declared: what only seems to be one may be among them."""

    def __init__(self, declared: list[Check]) -> None:
        self.by_quantity: dict[str, list[frozenset[str]]] = {}
        for check in declared:
            keys = frozenset(check.quantities)
            for key in keys:
                self.by_quantity.setdefault(key, []).append(keys)

    def holds(self, likely: Check) -> bool:
        """Whether one has all figures of another check, or all but the one that states the same whole again."""
        keys = frozenset(likely.quantities)
        least = len(keys) - 1 if len(likely.quantities) > 2 else len(keys)
        # One that has all of them, or all but one, has the first or the second.
        return any(
            len(keys & one) >= least
            for key in tuple(dict.fromkeys(likely.quantities))[:2]
            for one in self.by_quantity.get(key, ())
        )


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
