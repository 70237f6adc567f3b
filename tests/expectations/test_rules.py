"""Every rule holds, fails and stays undecided where its examples say so, and the docs show exactly these."""

import subprocess
import sys
from collections import Counter

import pytest

from expectations import RULES, SUITES, Rule
from expectations.rulebook import Outcome, page
from tests.expectations.conftest import ROOT
from warehouse.schema import SEVERITIES

# What is always known: a schema, a key, the length of a quote.
ALWAYS_DECIDED = {rule.id for rule in RULES.values() if rule.suite == "structure"} | {"figures_point_at_their_words"}
CRITICAL = {
    "parts_sum_to_total",
    "listed_names_match_stated_count",
    "members_are_distinct",
    "members_are_known_places",
    "translations_agree_on_value",
    "subset_within_whole",
    "every_number_is_accounted_for",
}
WARNINGS = {
    "translations_agree_on_qualifier",
    "translations_agree_on_names",
    "conversion_is_plausible",
    "unmapped_share_is_low",
    "period_is_stated",
    "volume_is_usual",
    "sources_are_fresh",
}


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_comes_out_as_each_of_its_examples_says(rule: str, example_outcomes: tuple[Outcome, ...]) -> None:
    own = [outcome for outcome in example_outcomes if outcome.example.rule == rule]
    assert [(case.example.what, case.came) for case in own] == [(case.example.what, case.example.came) for case in own]


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_has_an_example_of_every_way_to_come_out(rule: str, example_outcomes: tuple[Outcome, ...]) -> None:
    ways = Counter(outcome.example.came for outcome in example_outcomes if outcome.example.rule == rule)
    assert set(ways) == {"pass", "fail"} | (set() if rule in ALWAYS_DECIDED else {"undecided"})


def test_every_rule_of_the_contract_is_there_with_its_severity() -> None:
    assert {rule: RULES[rule].severity for rule in CRITICAL | WARNINGS} == (
        dict.fromkeys(CRITICAL, "critical") | dict.fromkeys(WARNINGS, "warning")
    )


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_a_rule_says_what_it_means_whose_it_is_and_where_it_looks(rule: Rule) -> None:
    assert rule.description.endswith(".")
    assert rule.description.count(". ") == 0
    assert rule.owner
    assert rule.tables
    assert rule.suite in SUITES
    assert rule.severity in SEVERITIES


def test_the_page_of_rules_is_what_the_rules_say(example_outcomes: tuple[Outcome, ...]) -> None:
    written = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert written == page(example_outcomes), "run: python -m expectations.rulebook > docs/rules.md"


def test_the_room_is_cheap_to_enter() -> None:
    code = "import sys, expectations; print({'great_expectations', 'pandas', 'jinja2'} & set(sys.modules))"
    entered = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert entered.stdout.strip() == "set()"
