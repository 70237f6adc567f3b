"""Parts and their wholes: sums that the text declares, parts that are at most the whole, so many each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from transforms.bounds import overlap
from transforms.figure import Figure
from transforms.judging import number_text
from transforms.part_lists import is_of_each
from transforms.reading import Reading
from transforms.rows import Check
from transforms.terms import Mention

NEARBY: Final = 12  # figures before a part among which its whole is looked for
_TOTALS: Final = {"members_total": ("members_departments", "members_divisions")}


def kinds_of_members(figures: list[Figure]) -> Iterator[Check]:
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


def _only(figures: list[Figure], indicator: str) -> Figure | None:
    found = [f for f in figures if f.indicator == indicator and f.value is not None and f.status == "fact"]
    return found[0] if found and len({f.value for f in found}) == 1 else None


def _sum(parts: list[Figure], total: Figure) -> Check:
    computed = sum(part.amount for part in parts if part.value is not None)
    exact = all(figure.exact for figure in (*parts, total))
    low = sum(part.low for part in parts if part.low is not None) if all(p.low is not None for p in parts) else None
    high = sum(part.high for part in parts if part.high is not None) if all(p.high is not None for p in parts) else None
    holds = computed == total.amount if exact else overlap((low, high), total.interval)
    text = " + ".join(number_text(part.amount) for part in parts if part.value is not None)
    sign = "=" if holds else "≠"
    return Check(
        "parts_sum_to_total", f"{text} {sign} {number_text(total.amount)}", total.amount, computed,
        total.amount - computed, holds, tuple(figure.key for figure in (*parts, total)),
    )  # fmt: skip


# Things that may be parts of one another's total: members that are departments, delegates that are women.
_PEOPLE: Final = frozenset(
    {"person", "delegate", "participant", "visitor", "tourist", "woman", "child", "student", "worker", "official"}
    | {"leader", "expert", "victim", "death", "injured", "missing", "patient", "beneficiary", "volunteer"}
    | {"farmer", "artist", "journalist", "veteran"}
)
_ANYONE: Final = frozenset({"woman", "child"})  # who is among any people
_FAMILIES: Final = (
    frozenset({"member", "department", "division", "unit", "agency", "organisation", "ngo", "enterprise"}),
    _PEOPLE,
    frozenset({"project", "programme", "grant"}),
    frozenset({"province", "city", "district", "commune", "locality"}),
    frozenset({"case", "application", "document"}),
)
_PLACES: Final = frozenset({"province", "city", "district", "commune", "locality", "country", "school", "hospital"})
_PERSON: Final = "person"
_FAR: Final = 3  # sentences before a part in which a larger whole may stand
_MISTAKEN: Final = 2  # times as much as its whole is a part that is told wrongly; more is a part of something else
_EACH: Final = frozenset({"average", "per"})
_BREAKDOWN_GAP: Final = 40
_OTHERS: Final = 300  # characters behind the last part in which "and others" may stand


def breakdowns(reading: Reading, figures: list[Figure]) -> Iterator[Check]:
    """17 delegates: 10 men and 7 women. Decided where a colon or "namely" opens the parts and "and" closes them."""
    counts = [f for f in figures if f.kind == "count" and f.status != "context" and f.value is not None and f.value > 1]
    for at, whole in enumerate(counts):
        parts = []
        for part in counts[at + 1 : at + 1 + NEARBY]:
            if part.sentence is not whole.sentence or not _of_one_sort(part, whole):
                break
            parts.append(part)
        if len(parts) < 2 or {p.indicator for p in parts} & set(_TOTALS["members_total"]):
            continue
        if not _opens(reading, whole, parts[0]):
            continue
        check = _sum(parts, whole)
        fits = check.holds and all(part.amount <= whole.amount for part in parts)  # over 240 hold no 21,000
        if fits or (_closes(reading, parts) and not any(is_of_each(reading, part) for part in parts)):
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


def _closes(reading: Reading, parts: list[Figure]) -> bool:
    """Whether "and" stands before the last part and nothing says that there are others."""
    last = parts[-1]
    before = last.sentence.between(parts[-2].number_end, last.start)
    after = last.sentence.between(last.number_end, last.number_end + _OTHERS)
    joined = any("and" in m.entry.senses.get("enumerations", ()) for m in before)
    others = any("open" in m.entry.senses.get("enumerations", ()) for m in (*before, *after))
    return joined and not others and all(part.exact for part in parts)


def subsets(reading: Reading, figures: list[Figure]) -> Iterator[Check]:
    """A part is at most its whole: "77 NGOs, of which 53", 10 of the 17 localities; four fifths are of another."""
    for at, part in enumerate(figures):
        # Of 45 % there may be 60 % who are women: a share of a share is none of the same whole.
        if part.aspect == "subset" and part.value is not None and part.kind != "percent" and not part.number.fraction:
            before = figures[max(0, at - NEARBY) : at]
            whole = whole_of(before, part)
            if whole is None or whole.value is None:
                continue
            if not _fits(part, whole):
                whole = _larger(before, part) or (whole if _surely(reading, part, whole) else None)
            if whole is not None:
                yield _within(part, whole)
    members = _only(figures, "members_total")
    if members is None or members.value is None:
        return
    for part in figures:
        local = part.indicator in ("localities_above_average_growth", "localities_leading_grdp")
        if local and part.value is not None:
            yield _within(part, members)


def whole_of(before: list[Figure], part: Figure) -> Figure | None:
    """The figure that a part was taken out of: the last one before it, of the same kind of thing."""
    for figure in reversed(before):
        if figure.sentence.no < part.sentence.no - 1:
            return None
        if figure.status == "context" or figure.value is None or figure.kind != part.kind:
            continue
        if figure.aspect in ("subset", "change"):
            continue
        if part.concept in _ANYONE and figure.kind == "count":
            if figure.concept in _PEOPLE:
                return figure
            if figure.sentence is part.sentence and figure.concept in _PLACES:
                continue  # 5,340 patients in eleven villages, among them 620 children
            return None  # the count beside them is theirs, or none is
        if part.kind == "count" and part.concept is not None and not is_part_of(part, figure):
            continue
        if part.kind == "money" and None not in (figure.unit, part.unit) and figure.unit != part.unit:
            continue  # 4.1 million dollars (about 97 billion dong), of which 2.4 million
        if figure.unit == part.unit or part.concept in (None, _PERSON):
            return figure
    return None


def is_part_of(part: Figure, whole: Figure) -> bool:
    """Whether a part counts what its whole does; people may be a part of any: 2.7 million visitors, 800,000 people."""
    return part.concept == whole.concept or (part.concept == _PERSON and _of_one_sort(part, whole))


def counts_alike(part: Figure, whole: Figure) -> bool:
    """Whether what a part counts is, or may be, among what its whole does: 20 women of 80 participants."""
    return is_part_of(part, whole) or (part.concept in _ANYONE and whole.concept in _PEOPLE)


def units_of(*figures: Figure) -> set[str]:
    """The units of figures that have one; where people are of one kind, plain persons are: 40 visitors, 55人."""
    units = {figure.unit for figure in figures if figure.unit is not None}
    if len(units) > 1 and _PERSON in units and all(f.concept is None or f.concept in _PEOPLE for f in figures):
        units.discard(_PERSON)
    return units


def _fits(part: Figure, whole: Figure) -> bool:
    return whole.high is None or (part.low if part.low is not None else 0.0) <= whole.high


def _larger(before: Sequence[Figure], part: Figure) -> Figure | None:
    """Another amount before a part that may be its whole: 320 came, 200 the year before; 256 of them passed."""
    for figure in reversed(before):
        if figure.sentence.no < part.sentence.no - (_FAR if part.kind == "count" else 1):
            return None
        alike = figure.kind == part.kind and len(units_of(figure, part)) <= 1
        told = figure.status != "context" and figure.value is not None and figure.aspect != "change"
        counts = part.concept is None or counts_alike(part, figure)
        if alike and told and counts and _fits(part, figure):
            return figure
    return None


def _surely(reading: Reading, part: Figure, whole: Figure) -> bool:
    """Whether a part is one of the very things that its whole counts; so many each, or on average, are no whole."""
    each = any(not _EACH.isdisjoint(_tells(mention)) for mention in (*whole.before, *whole.behind))
    if each or whole.value == 1:
        return False
    if part.kind != "count":
        return part.unit == whole.unit
    if part.concept is None:
        # Where the lexicon has no nouns, what is counted may be something else.
        return "generated" not in reading.engine.lexicon.settings or part.amount <= whole.amount * _MISTAKEN
    return part.concept in _ANYONE or counts_alike(part, whole)


def _tells(mention: Mention) -> set[str]:
    senses = mention.entry.senses
    return {*senses, *senses.get("periods", ())}


def _within(part: Figure, whole: Figure) -> Check:
    holds = _fits(part, whole)
    return Check(
        "subset_within_whole",
        f"{number_text(part.amount)} {'≤' if holds else '>'} {number_text(whole.amount)}",
        whole.amount,
        part.amount,
        whole.amount - part.amount,
        holds,
        (part.key, whole.key),
    )


def bounds_per_unit(figures: list[Figure]) -> Iterator[Check]:
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
