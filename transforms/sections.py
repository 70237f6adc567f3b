"""What the sections of a lexicon tell: which are searched for, and what a term of each may mean."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from transforms.lexicon import Term
from transforms.terms import (
    BLOCKED,
    CALENDAR,
    CHANGE,
    CLASSIFIER,
    COMPARISON,
    ENUMERATION,
    FRAME,
    IDENTIFIER,
    LINK,
    MARKER,
    MODIFIER,
    MONTH,
    NOUN,
    NUMBER,
    ORGANISATION,
    PERIOD,
    PERSON,
    PLACE,
    QUALIFIER,
    RANGE,
    SPEECH,
    TIME,
    UNIT,
    Entry,
)

_CATEGORY: Final[Mapping[str, int]] = {
    "numbers": NUMBER,
    "qualifiers": QUALIFIER,
    "percent": UNIT,
    "percent_points": UNIT,
    "currencies": UNIT,
    "measures": UNIT,
    "times": TIME,
    "months": MONTH,
    "periods": PERIOD,
    "nouns": NOUN,
    "modifiers": MODIFIER,
    "classifiers": CLASSIFIER,
    "changes": CHANGE,
    "comparisons": COMPARISON,
    "ranges": RANGE,
    "identifiers": IDENTIFIER,
    "enumerations": ENUMERATION,
    "organisations": ORGANISATION,
    "persons": PERSON,
    "speech": SPEECH,
    "frame": FRAME,
    "totals": MARKER,
    "of_which": MARKER,
    "number_of": MARKER,
    "average": MARKER,
    "origins": MARKER,
    "remaining": MARKER,
    "equivalent": MARKER,
    "ages": MARKER,
    "dates": MARKER,
    "places": PLACE,
}
# What a number is made of; the other sections of "numbers" say something about one beside them.
_NUMERIC: Final = frozenset(
    [
        "words",
        "between",
        "multipliers",
        "and",
        "one",
        "fixed",
        "half_after",
        "half_of",
        "add_before",
        "fractions",
        "numerator_first",
        "denominator_first",
        "minus",
        "decimal",
        "dual_nouns",
        "counted",
    ]
)

_CALENDAR: Final = frozenset(
    [
        "periods.first_half",
        "periods.second_half",
        "periods.year_start",
        "periods.this_year",
        "periods.last_year",
        "periods.next_year",
        "periods.same_year",
        "periods.year_before",
        "periods.past_year",
        "times.quarter",
        "times.half_year",
    ]
)
# Small words that count only directly beside a number or a name: looked up there, not searched for.
LOOKED_UP: Final = (
    ("numbers", "ordinal_dot_after"),
    ("numbers", "fraction_after"),
    ("numbers", "measured"),
    ("numbers", "count_ends"),
    ("numbers", "people"),
    ("numbers", "papers"),
    ("numbers", "this_many"),
    ("numbers", "genitives"),
    ("numbers", "matters"),
    ("numbers", "known_parts"),
    ("numbers", "behind"),
    ("numbers", "only"),
    ("numbers", "only_after"),
    ("numbers", "ratio"),
    ("numbers", "ratio_over"),
    ("numbers", "rank"),
    ("numbers", "ranked_of"),
    ("numbers", "rate"),
    ("numbers", "known"),
    ("numbers", "times"),
    ("dates", "each"),
    ("ranges", "or"),
    ("numbers", "of_each"),
    ("numbers", "each_before"),
    ("numbers", "single"),
    ("numbers", "each_after"),
    ("numbers", "whole_before"),
    ("numbers", "whole_from"),
    ("numbers", "whole_after"),
    ("numbers", "part_of"),
    ("numbers", "part_of_endings"),
    ("numbers", "more_endings"),
    ("numbers", "ranked_in"),
    ("numbers", "score"),
    ("numbers", "clock_before"),
    ("numbers", "ordinal_before"),
    ("numbers", "denominator_first"),
    ("numbers", "ordinals"),
    ("enumerations", "name_words"),
    ("enumerations", "further"),
    ("enumerations", "further_after"),
    ("enumerations", "of_it"),
    ("enumerations", "are"),
    ("enumerations", "are_after"),
    ("enumerations", "they"),
    ("enumerations", "up_to"),
    ("enumerations", "clause_ends"),
    ("persons", "particles"),
    ("persons", "agents"),
    ("persons", "no_name_ends"),
    ("persons", "families"),
    ("persons", "written_on"),
    ("dates", "year"),
    ("dates", "plural_ends"),
    ("dates", "ages_of"),
    ("dates", "clock"),
    ("dates", "past"),
    ("periods", "each"),
    ("qualifiers", "between"),
    ("organisations", "bare"),
)
_NOT_SEARCHED: Final = frozenset({"fold", "prefixes", "numerals", "frame", "small_words"})
_BESIDE: Final = frozenset(
    {
        *LOOKED_UP,
        ("numbers", "money_multipliers"),
        ("numbers", "definite"),
        ("numbers", "parts"),
        ("enumerations", "separators"),
    }
)


def is_searched(term: Term) -> bool:
    """Whether a term is looked for in a whole text; others are looked up beside a number or a name alone."""
    return term.section[0] not in _NOT_SEARCHED and (term.section[:2] not in _BESIDE or _is_numeric(term.section))


def entry_of(term: Term, *, spaced: bool) -> Entry:
    """What a term may mean; `spaced`: words stand apart in its language."""
    return _entry(term.section, spaced=spaced)


def _is_numeric(section: tuple[str, ...]) -> bool:
    return section[0] == "numbers" and section[1] in _NUMERIC


@lru_cache(maxsize=8192)  # the terms of a section mean the same, and share one entry
def _entry(section: tuple[str, ...], *, spaced: bool) -> Entry:
    name = ".".join(section)
    head, categories = section[0], _CATEGORY[section[0]]
    if head == "qualifiers":  # qualifiers.over.before
        senses: dict[str, tuple[str, ...]] = {f"qualifiers.{section[2]}": (section[1],)}
    elif head in ("numbers", "organisations", "persons"):  # numbers.words.7, organisations.cluster
        senses = {f"{head}.{section[1]}": (section[-1],)}
    elif head == "places":
        senses = {f"places.{section[2]}": (section[1],)}
    elif head == "dates":
        senses = {f"dates.{section[1]}": ("date",)}
    elif len(section) == 1:
        senses = {head: (head,)}
    else:
        senses = {head: (section[1],)}
    if section[:2] == ("numbers", "not_numbers"):
        categories = BLOCKED
    elif section[:2] == ("numbers", "rough"):
        categories = MARKER if spaced else BLOCKED  # where no space parts them, no number inside it counts
    elif head == "numbers" and section[1] not in _NUMERIC:
        categories = MARKER
    elif section[:2] == ("numbers", "and") and spaced:
        categories = LINK
    elif name in _CALENDAR:
        categories |= CALENDAR
    return Entry(categories, senses, (name,))
