"""The arithmetic that a text implies: sums, lists, parts of a whole, changes, conversions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import Final

from transforms.bounds import Interval, overlap
from transforms.figure import Figure
from transforms.judging import number_text
from transforms.likely_sums import likely_sums
from transforms.memberships import Listing
from transforms.rates import DOLLAR, DONG, band
from transforms.reading import Reading
from transforms.roles import direction, names_another
from transforms.rows import Check
from transforms.terms import CHANGE

_CONVERSION_GAP: Final = 60
_BETWEEN: Final = re.compile(r"[.!?。;\uff1b]\s")
_LEEWAY: Final = 1.15  # a figure that is open on one side is seldom off by more
NEARBY: Final = 12  # figures before a part among which its whole is looked for
_MOVE_GAP: Final = 40
_ADJACENT: Final = 3
_ROUNDING: Final = 0.006
_SCALES: Final = (1e3, 1e6, 1e9, 1e12)


def checks_of(
    reading: Reading, figures: Sequence[Figure], listings: Sequence[Listing], years: dict[int, int | None]
) -> list[Check]:
    """Every check of an article, rule by rule. `years`: the year of a figure by `id(figure)`."""
    declared = [*_lists(listings), *_parts(figures), *_breakdowns(reading, figures)]
    moved = list(_changes(reading, figures))
    sure = [frozenset(check.quantities) for check in (*declared, *moved)]
    return [
        *declared,
        *_subsets(reading, figures),
        *moved,
        *(one for one in likely_sums(reading, figures) if not any(_told_by(keys, one) for keys in sure)),
        *_conversions(reading, figures, years),
        *_bounds_per_unit(figures),
    ]


def _told_by(sure: frozenset[str], likely: Check) -> bool:
    """Whether a declared check has all figures of another one, or all but the one that states the same whole again."""
    apart = len({*likely.quantities} - sure)
    return apart == 0 or (apart == 1 and len(likely.quantities) > 2)


def _interval(figure: Figure) -> Interval:
    return figure.low, figure.high


def _exact(figure: Figure) -> bool:
    return figure.qualifier == "exact" and figure.value is not None


# -- lists ------------------------------------------------------------------------------------------------------------


def _lists(listings: Sequence[Listing]) -> Iterator[Check]:
    for listing in listings:
        count, stated = len(listing.names), listing.figure.value
        if stated is None:
            continue
        holds: bool | None = count == stated
        if listing.open or not _exact(listing.figure):
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


# -- parts and wholes -------------------------------------------------------------------------------------------------

_TOTALS: Final = {"members_total": ("members_departments", "members_divisions")}


def _parts(figures: Sequence[Figure]) -> Iterator[Check]:
    """The kinds of members make the total that the article states, wherever it does."""
    for total_name, part_names in _TOTALS.items():
        parts = [_only(figures, name) for name in part_names]
        known = [part for part in parts if part is not None]
        if len(known) < len(parts):
            continue
        totals = {
            f.value: f for f in figures if f.indicator == total_name and f.aspect == "level" and f.value is not None
        }
        for total in totals.values():
            if total.concept == "member":
                yield _sum(known, total)


def _only(figures: Sequence[Figure], indicator: str) -> Figure | None:
    found = [f for f in figures if f.indicator == indicator and f.value is not None and f.status == "fact"]
    return found[0] if found and len({f.value for f in found}) == 1 else None


def _sum(parts: Sequence[Figure], total: Figure) -> Check:
    computed = sum(part.amount for part in parts if part.value is not None)
    exact = all(_exact(figure) for figure in (*parts, total))
    low = sum(part.low for part in parts if part.low is not None) if all(p.low is not None for p in parts) else None
    high = sum(part.high for part in parts if part.high is not None) if all(p.high is not None for p in parts) else None
    holds = computed == total.amount if exact else overlap((low, high), _interval(total))
    text = " + ".join(number_text(part.amount) for part in parts if part.value is not None)
    sign = "=" if holds else "≠"
    return Check(
        "parts_sum_to_total", f"{text} {sign} {number_text(total.amount)}", total.amount, computed,
        total.amount - computed, holds, tuple(figure.key for figure in (*parts, total)),
    )  # fmt: skip


# Things that may be parts of one another's total: members that are departments, delegates that are women.
_FAMILIES: Final = (
    frozenset({"member", "department", "division", "unit", "agency", "organisation", "ngo", "enterprise"}),
    frozenset(
        {"person", "delegate", "participant", "visitor", "tourist", "woman", "child", "student", "worker", "official"}
        | {"leader", "expert", "victim", "death", "injured", "missing", "patient", "beneficiary", "volunteer"}
    ),
    frozenset({"project", "programme", "grant"}),
    frozenset({"province", "city", "district", "commune", "locality"}),
    frozenset({"case", "application", "document"}),
)
_BREAKDOWN_GAP: Final = 40


def _breakdowns(reading: Reading, figures: Sequence[Figure]) -> Iterator[Check]:
    """17 delegates: 10 men and 7 women. Decided where a colon or "namely" opens the parts and "and" closes them."""
    counts = [f for f in figures if f.kind == "count" and f.status != "context" and f.value is not None and f.value > 1]
    for at, whole in enumerate(counts):
        parts = []
        for part in islice(counts, at + 1, at + 1 + NEARBY):
            if part.sentence is not whole.sentence or not _of_one_sort(part, whole):
                break
            parts.append(part)
        if len(parts) < 2 or {p.indicator for p in parts} & set(_TOTALS["members_total"]):
            continue
        if not _opens(reading, whole, parts[0]):
            continue
        check = _sum(parts, whole)
        if check.holds or _closes(reading, parts):
            yield check


def _of_one_sort(part: Figure, whole: Figure) -> bool:
    if part.concept == whole.concept or part.concept is None:
        return True
    return any(part.concept in family and whole.concept in family for family in _FAMILIES)


def _opens(reading: Reading, whole: Figure, first: Figure) -> bool:
    gap = reading.clean[whole.end : first.start]
    if len(gap) > _BREAKDOWN_GAP:
        return False
    between = whole.sentence.between(whole.number_end, first.start)
    return ":" in gap or "\uff1a" in gap or any("namely" in m.entry.senses.get("enumerations", ()) for m in between)


def _closes(reading: Reading, parts: Sequence[Figure]) -> bool:
    """Whether "and" stands before the last part and nothing says that there are others."""
    last = parts[-1]
    before = last.sentence.between(parts[-2].number_end, last.start)
    after = last.sentence.between(last.number_end, last.sentence.end)
    joined = any("and" in m.entry.senses.get("enumerations", ()) for m in before)
    others = any("open" in m.entry.senses.get("enumerations", ()) for m in (*before, *after))
    return joined and not others and all(_exact(part) for part in parts)


def _subsets(reading: Reading, figures: Sequence[Figure]) -> Iterator[Check]:
    """A part is at most its whole: "77 NGOs, of which 53", 10 of the 17 localities."""
    for at, part in enumerate(figures):
        if part.aspect == "subset" and part.value is not None:
            whole = whole_of(figures[max(0, at - NEARBY) : at], part)
            if whole is not None:
                yield _within(part, whole)
    members = _only(figures, "members_total")
    for part in figures:
        if part.indicator in ("localities_above_average_growth", "localities_leading_grdp") and members is not None:
            yield _within(part, members)


def whole_of(before: Sequence[Figure], part: Figure) -> Figure | None:
    """The figure that a part was taken out of: the last one before it, of the same kind of thing."""
    for figure in reversed(before):
        if figure.sentence.no < part.sentence.no - 1:
            return None
        if figure.status == "context" or figure.value is None or figure.kind != part.kind:
            continue
        if figure.aspect in ("subset", "change"):
            continue
        if part.kind == "count" and part.concept is not None and figure.concept != part.concept:
            continue
        if figure.unit == part.unit or part.concept is None:
            return figure
    return None


def _within(part: Figure, whole: Figure) -> Check:
    least = part.low if part.low is not None else 0.0
    holds = whole.high is None or least <= whole.high
    return Check(
        "subset_within_whole",
        f"{number_text(part.amount)} {'≤' if holds else '>'} {number_text(whole.amount)}",
        whole.amount,
        part.amount,
        whole.amount - part.amount,
        holds,
        (part.key, whole.key),
    )


# -- changes ----------------------------------------------------------------------------------------------------------


def _changes(reading: Reading, figures: Sequence[Figure]) -> Iterator[Check]:
    """From A to B, up D (or up P percent): A + D = B."""
    by_sentence: dict[int, list[Figure]] = {}
    for figure in figures:
        if figure.status != "context" and figure.value is not None and figure.sentence.categories & CHANGE:
            by_sentence.setdefault(figure.sentence.no, []).append(figure)
    for group in by_sentence.values():
        yield from _change(group)


def _change(group: Sequence[Figure]) -> Iterator[Check]:
    for at, (one, two) in enumerate(pairwise(group)):
        units = {one.unit, two.unit} - {None}
        if len(units) > 1 or one.aspect == "change" or two.aspect == "change" or "percent" in (one.kind, two.kind):
            continue
        if not _to_between(one, two):
            continue
        change = next((f for f in _beside(group, at) if f.aspect == "change" and _of_the_move(f, one, two)), None)
        if change is None:
            continue
        if change.kind != "percent" and change.unit not in (*units, None):
            continue
        computed = _changed(one.amount, change)
        amount = computed - one.amount
        slack = (
            max(abs(two.amount), abs(one.amount)) * _ROUNDING if change.kind == "percent" else 1e-6 * abs(two.amount)
        )
        if one.unit_end <= one.number_end and any(
            abs(two.amount - _changed(one.amount * scale, change)) <= slack for scale in _SCALES
        ):
            continue  # "from 17 to 26 million": the scale word is said once for both
        exact = all(_exact(figure) for figure in (one, two, change))
        near = abs(two.amount - computed) <= slack
        holds = near if exact else (True if abs(two.amount - computed) <= abs(two.amount) * (_LEEWAY - 1) else None)
        shown = f"{number_text(one.amount)} {'+' if amount >= 0 else '-'} {number_text(abs(amount))}"
        yield Check(
            "parts_sum_to_total", f"{shown} {'=' if holds is not False else '≠'} {number_text(two.amount)}", two.amount,
            computed, two.amount - computed, holds, (one.key, two.key, change.key),
        )  # fmt: skip


def _changed(amount: float, change: Figure) -> float:
    return amount + (amount * change.amount / 100 if change.kind == "percent" else change.amount)


def _beside(group: Sequence[Figure], at: int) -> Sequence[Figure]:
    """The figure behind the two that begin there, and the one before them."""
    return (*group[at + 2 : at + 3], *group[max(0, at - 1) : at])


def _of_the_move(change: Figure, one: Figure, two: Figure) -> bool:
    """Whether a change is said of the two amounts beside it, and not of something else that rose or fell.

    "Imports grew 4 %, exports rose from 17 to 26": a change before the two is theirs where no other word for rising
    stands between; one behind them where nothing else is named between.
    """
    if change.number_start < one.number_start:
        between = one.sentence.between(change.unit_end, one.number_start)
        return not any(direction(mention) for mention in between)
    return not names_another(two, change)


def _to_between(one: Figure, two: Figure) -> bool:
    """Whether something went from the one to the other: the word for "to" stands directly before the second."""
    if two.start - one.unit_end > _MOVE_GAP:
        return False
    for mention in one.sentence.between(one.number_end, two.number_start):
        senses = mention.entry.senses
        to = "to" in senses.get("changes", ()) or "to" in senses.get("ranges", ())
        if to and "enumerations" not in senses and min(two.start, two.number_start) - mention.end <= _ADJACENT:
            return True
    return False


# -- conversions ------------------------------------------------------------------------------------------------------


def _conversions(reading: Reading, figures: Sequence[Figure], years: dict[int, int | None]) -> Iterator[Check]:
    money = [f for f in figures if f.kind == "money" and f.value]
    for one, two in pairwise(money):
        if one.sentence is not two.sentence or {one.unit, two.unit} != {DONG, DOLLAR}:
            continue
        gap = reading.clean[one.unit_end : two.start]
        linked = any("equivalent" in m.entry.senses for m in one.sentence.between(one.number_end, two.number_end))
        bracket = "(" in gap or "\uff08" in gap
        if len(gap) > _CONVERSION_GAP or _BETWEEN.search(gap) or not (linked or bracket):
            continue
        dong, dollar = (one, two) if one.unit == DONG else (two, one)
        yield _conversion(dong, dollar, years.get(id(one)))


def _conversion(dong: Figure, dollar: Figure, year: int | None) -> Check:
    low, high = band(year)
    rate = dong.amount / dollar.amount
    exact = _exact(dong) and _exact(dollar)
    leeway = 1.0 if exact else _LEEWAY
    holds = low / leeway <= rate <= high * leeway
    middle = (low * high) ** 0.5
    computed = dollar.amount if holds else dong.amount / middle
    amounts = f"{number_text(dong.amount)} VND / {number_text(dollar.amount)} USD"
    return Check(
        "conversion_is_plausible", f"{amounts} = {number_text(round(rate, 2))} VND per USD",
        dollar.amount, computed, dollar.amount - computed, holds, (dong.key, dollar.key),
        f"between {number_text(low)} and {number_text(high)} VND per USD are plausible",
    )  # fmt: skip


# -- so many each -----------------------------------------------------------------------------------------------------


def _bounds_per_unit(figures: Sequence[Figure]) -> Iterator[Check]:
    """15 clusters of 6 to 9 units hold 90 to 135: decided where the text says how many units there are in all."""
    ranges = [f for f in figures if f.qualifier == "range" and f.kind == "count" and f.low and f.high]
    for spread in ranges:
        group = _grouping_noun(spread)
        count = next(
            (f for f in figures if f.concept == group and f.value and f.aspect == "level" and f.low == f.high), None
        )
        if group is None or count is None or count.value is None or spread.low is None or spread.high is None:
            continue
        low, high = count.value * spread.low, count.value * spread.high
        factors = f"{number_text(count.value)} × {number_text(spread.low)} to {number_text(spread.high)}"
        yield Check(
            "subset_within_whole", f"{factors} = {number_text(low)} to {number_text(high)}",
            None, None, None, None, (count.key, spread.key), "the whole is not tied to it by the text",
        )  # fmt: skip


def _grouping_noun(spread: Figure) -> str | None:
    """The cluster or block that the sentence says holds so many."""
    for mention in reversed(spread.sentence.mentions):
        if mention.end <= spread.start:
            for key in mention.entry.senses.get("nouns", ()):
                if key in ("cluster", "block"):
                    return key
    return None
