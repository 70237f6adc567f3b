"""Every rule that the books are held to, as data: what an editor reads, what a failure means and whose it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

Severity = Literal["critical", "warning", "info"]
Suite = Literal["structure", "story", "translations", "warnings"]

SUITES: Final[Mapping[Suite, str]] = {
    "structure": "The tables as a whole: where one of these fails, nothing is published.",
    "story": "What the figures of a story owe each other: where one of these fails, the story is held.",
    "translations": "What the articles of one story owe each other, in whatever language.",
    "warnings": "What is worth a look, and holds nothing back.",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    `id` is stable; `description` is one sentence for an editor; `expected` the same in a few words, for a cell of a
    table; `tables` are the tables it looks at, in the order in which results name them. Rules `of_release` judge
    the tables or the sources as a whole, and no single story.
    """

    id: str
    suite: Suite
    severity: Severity
    owner: str
    description: str
    expected: str
    tables: tuple[str, ...]
    of_release: bool = False


_RULES: Final = (
    Rule(
        "columns_are_as_in_schema",
        "structure",
        "critical",
        "engineering",
        "Every table is there, with every column of the schema in its type.",
        "the schema's columns and types",
        ("every table",),
        of_release=True,
    ),
    Rule(
        "keys_are_unique",
        "structure",
        "critical",
        "engineering",
        "No two rows of a table have the same key.",
        "as many keys as rows",
        ("every table",),
        of_release=True,
    ),
    Rule(
        "references_resolve",
        "structure",
        "critical",
        "engineering",
        "Every story, article, place, organisation, person, indicator and quantity that a row names is there.",
        "no reference into the void",
        ("every table",),
        of_release=True,
    ),
    Rule(
        "required_values_are_there",
        "structure",
        "critical",
        "engineering",
        "No column that must have a value is without one.",
        "no missing value",
        ("every table",),
        of_release=True,
    ),
    Rule(
        "values_are_in_their_sets",
        "structure",
        "critical",
        "engineering",
        "Columns with a closed set of values hold no other value.",
        "only values of the set",
        ("every table",),
        of_release=True,
    ),
    Rule(
        "parts_sum_to_total",
        "story",
        "critical",
        "editors",
        "What a text declares comes out: 7 departments and 10 divisions are 17 members, 450 gifts of 2 are 900.",
        "parts make the total",
        ("fact_check",),
    ),
    Rule(
        "listed_names_match_stated_count",
        "story",
        "critical",
        "editors",
        "A list holds as many names as the sentence before it announces.",
        "as many names as announced",
        ("fact_check",),
    ),
    Rule(
        "members_are_distinct",
        "story",
        "critical",
        "editors",
        "No province is listed twice as a member of the same organisation in the same period.",
        "each province once",
        ("fact_membership",),
    ),
    Rule(
        "members_are_known_places",
        "story",
        "critical",
        "editors",
        "Every member that is an office of a province belongs to a province that we know.",
        "a known province",
        ("fact_membership",),
    ),
    Rule(
        "subset_within_whole",
        "story",
        "critical",
        "editors",
        "What is counted out of a whole is at most the whole.",
        "part at most the whole",
        ("fact_check",),
    ),
    Rule(
        "share_is_at_most_the_whole",
        "story",
        "critical",
        "editors",
        "A share of something is at most 100 percent of it.",
        "at most 100 percent",
        ("fact_quantity",),
    ),
    Rule(
        "every_number_is_accounted_for",
        "story",
        "critical",
        "engineering",
        "Every numeral of an article's text, in whatever digits, lies inside a booked quantity.",
        "every numeral booked",
        ("fact_quantity",),
    ),
    Rule(
        "figures_point_at_their_words",
        "story",
        "critical",
        "engineering",
        "The span of a figure is as long as its quote, and its number lies inside it.",
        "span and quote agree",
        ("fact_quantity",),
    ),
    Rule(
        "bounds_enclose_the_value",
        "story",
        "critical",
        "engineering",
        "The value of a figure lies between the lowest and the highest value that its words allow.",
        "lowest, value, highest in order",
        ("fact_quantity", "fact_indicator"),
    ),
    Rule(
        "translations_agree_on_value",
        "translations",
        "critical",
        "editors",
        "The articles of a story state the same figures and lists, whatever their language.",
        "the same value everywhere",
        ("fact_indicator", "fact_divergence"),
    ),
    Rule(
        "translations_agree_on_qualifier",
        "translations",
        "warning",
        "editors",
        "The articles of a story are equally exact: none widens an almost to an about.",
        "the same qualifier everywhere",
        ("fact_indicator", "fact_divergence"),
    ),
    Rule(
        "translations_agree_on_names",
        "translations",
        "warning",
        "editors",
        "The articles of a story call persons and organisations by the same names and numbers.",
        "the same names everywhere",
        ("fact_divergence",),
    ),
    Rule(
        "translations_keep_the_order",
        "translations",
        "warning",
        "editors",
        "The articles of a story list figures of one sort in the same order; where one does not, it may exchange them.",
        "the same order everywhere",
        ("fact_divergence",),
    ),
    Rule(
        "arithmetic_adds_up",
        "warnings",
        "warning",
        "editors",
        "What reads like a sum, a share, a change or a product comes out, in one sentence or over several, and misses "
        "by no slip of the hand; a headline says what its article does.",
        "no slip in the arithmetic",
        ("fact_check",),
    ),
    Rule(
        "conversion_is_plausible",
        "warnings",
        "warning",
        "editors",
        "Two amounts in different currencies for the same thing are worth about the same.",
        "both amounts agree",
        ("fact_check",),
    ),
    Rule(
        "exchange_rate_is_in_its_band",
        "warnings",
        "warning",
        "editors",
        "The rate of exchange between two amounts for the same thing is one that its year knew.",
        "a rate of its year",
        ("fact_check",),
    ),
    Rule(
        "percentages_reach_100",
        "warnings",
        "warning",
        "editors",
        "The percentages of one breakdown reach 100 within rounding.",
        "100 within rounding",
        ("fact_quantity",),
    ),
    Rule(
        "period_lies_before_article",
        "warnings",
        "warning",
        "editors",
        "What an article reports as done begins before the article appeared.",
        "begins before the article",
        ("fact_quantity",),
    ),
    Rule(
        "neighbouring_periods_are_close",
        "warnings",
        "warning",
        "editors",
        "The same indicator of the same entity does not jump a thousandfold from one period to the next.",
        "less than a thousandfold",
        ("fact_indicator",),
    ),
    Rule(
        "unmapped_share_is_low",
        "warnings",
        "warning",
        "engineering",
        "Most fact-like figures of a story have found an indicator.",
        "at most a third unmapped",
        ("fact_quantity",),
    ),
    Rule(
        "period_is_stated",
        "warnings",
        "warning",
        "editors",
        "A change, a target and a figure that adds up over time say over which period.",
        "a period",
        ("fact_indicator",),
    ),
    Rule(
        "languages_are_kept",
        "warnings",
        "warning",
        "operators",
        "A story keeps the languages that it had in the last release.",
        "every language that was there",
        ("dim_story",),
    ),
    Rule(
        "volume_is_usual",
        "warnings",
        "warning",
        "operators",
        "A source brings about as many new articles as on its other days.",
        "about as many as usual",
        ("dim_article",),
        of_release=True,
    ),
    Rule(
        "sources_are_fresh",
        "warnings",
        "warning",
        "operators",
        "A source that used to publish has not fallen silent.",
        "no longer silent than usual",
        ("dim_article",),
        of_release=True,
    ),
)

RULES: Final[Mapping[str, Rule]] = {rule.id: rule for rule in _RULES}
