"""What an audit says of a story, and of all of them: who is held, why, and with which words."""

from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
import pytest

from expectations import Audit, Waiver
from expectations.examples import examples
from expectations.examples.drafts import ENGLISH, STORY, VIETNAMESE, Draft, sound
from expectations.rulebook import merged
from expectations.rules import RULES
from tests.expectations.conftest import Judge
from warehouse.schema import TABLES


def wrong_sum(draft: Draft) -> Draft:
    draft.only("fact_check").update(expression="7 + 11 = 17", computed=18.0, difference=-1.0, holds=False)
    return draft


def waive(audited: Audit, decision: str = "publish") -> Waiver:
    failure = audited.failures[0]
    assert failure.story_id is not None
    return Waiver(
        failure.story_id,
        failure.rule,
        failure.content_key,
        "editor",
        datetime(2024, 8, 1, tzinfo=UTC),
        "so it says",
        decision,
    )


def shuffled(tables: dict[str, pa.Table], seed: int) -> dict[str, pa.Table]:
    order = np.random.default_rng(seed)
    return {name: table.take(pa.array(order.permutation(table.num_rows))) for name, table in tables.items()}


def test_a_sound_story_is_not_held_and_fails_nothing(judge: Judge, story: Draft) -> None:
    audited = judge(story)
    assert (audited.held, audited.waived, audited.failures, audited.structural) == (frozenset(), frozenset(), (), ())


def test_a_wrong_sum_holds_the_story_and_tells_the_figures(judge: Judge, story: Draft) -> None:
    audited = judge(wrong_sum(story))
    (failure,) = audited.failures
    assert audited.held == {STORY}
    assert (failure.rule, failure.severity, failure.story_id, failure.article_id) == (
        "parts_sum_to_total",
        "critical",
        STORY,
        ENGLISH,
    )
    assert failure.reason == "17 stated, 7 + 11 = 18 computed"
    assert (failure.stated, failure.computed, failure.expression) == (17.0, 18.0, "7 + 11 = 17")


def test_a_failure_quotes_the_sentences_of_its_figures(judge: Judge, story: Draft) -> None:
    (failure,) = judge(wrong_sum(story)).failures
    assert [quote.quantity_id for quote in failure.quotes] == list(failure.evidence)
    assert [quote.quote for quote in failure.quotes] == ["17 members", "7 departments", "10 divisions"]
    assert all(quote.sentence[quote.start : quote.end] == quote.quote for quote in failure.quotes)
    assert {quote.language for quote in failure.quotes} == {"en"}


def test_a_quote_is_marked_where_it_stands_though_the_sentence_has_it_twice(judge: Judge, story: Draft) -> None:
    text = "Of 7 offices 7 offices failed."
    story.article("article-twice", "en", text)
    first = story.figure("article-twice", "7 offices", 7.0)
    story.rows["fact_quantity"][-1].update(start=13, end=22, number_start=13, number_end=14)
    second = story.figure("article-twice", "7 offices", 7.0)
    story.rows["fact_quantity"][-2]["quantity_id"] = first + "b"
    story.check("parts_sum_to_total", "7 = 8", 8.0, 7.0, [first + "b"], article_id="article-twice")
    (failure,) = judge(story).failures
    assert second != failure.evidence[0]
    assert (failure.quotes[0].start, failure.quotes[0].end) == (13, 22)


def test_an_undecided_rule_holds_nothing(judge: Judge, story: Draft) -> None:
    story.only("fact_check").update(holds=None, computed=None, difference=None)
    audited = judge(story)
    rows = [row for row in audited.results.to_pylist() if row["rule"] == "parts_sum_to_total"]
    assert audited.held == frozenset()
    assert [(row["success"], row["observed"]) for row in rows] == [(None, "1 undecided")]


def test_a_failing_warning_holds_nothing(judge: Judge, story: Draft) -> None:
    story.divergence("cluster", "entity_number", "warning", {"en": "Cluster No. 2", "vi": "Cụm"})
    audited = judge(story)
    assert [failure.rule for failure in audited.failures] == ["translations_agree_on_names"]
    assert audited.held == frozenset()


def test_booked_arithmetic_is_worked_out_again(judge: Judge, story: Draft) -> None:
    story.only("fact_check").update(computed=16.0, difference=1.0, holds=True)
    (failure,) = judge(story).failures
    assert failure.reason.endswith("(booked as holding, and does not)")


def test_a_difference_that_is_not_the_difference_fails(judge: Judge, story: Draft) -> None:
    story.only("fact_check").update(difference=3.0, holds=True)
    assert judge(story).held == {STORY}


def test_a_part_above_its_whole_fails_although_booked_as_holding(judge: Judge, story: Draft) -> None:
    story.article("article-parts", "en", "They met 64 of the 60 delegations.")
    part = story.figure("article-parts", "64 of", 64.0, aspect="subset")
    whole = story.figure("article-parts", "60 delegations", 60.0)
    story.check("subset_within_whole", "64 <= 60", 64.0, 60.0, [part, whole], holds=True, article_id="article-parts")
    assert judge(story).held == {STORY}


def test_an_approximate_total_is_checked_as_an_interval(judge: Judge, story: Draft) -> None:
    story.only("fact_quantity").update(value_low=16.15, value_high=17.85, qualifier="approx")
    story.only("fact_indicator").update(value_low=16.15, value_high=17.85, qualifier="approx")
    story.only("fact_check").update(stated=17.0, computed=17.5, difference=-0.5, holds=True)
    assert judge(story).failures == ()


def test_one_difference_between_translations_is_told_once(judge: Judge, story: Draft) -> None:
    story.only("fact_indicator")["agreement"] = "conflict"
    story.divergence("members_total", "value", "critical", {"en": "17", "vi": "18"})
    (failure,) = judge(story).failures
    assert failure.reason == "members_total differs (value): en: 17; vi: 18"
    assert [(quote.language, quote.sentence) for quote in failure.quotes] == [("en", "17"), ("vi", "18")]


def test_a_conflict_without_a_divergence_is_told_from_its_quotes(judge: Judge, story: Draft) -> None:
    story.only("fact_indicator")["agreement"] = "conflict"
    (failure,) = judge(story).failures
    assert failure.reason == "members_total is stated with different values: en: “17 members”; vi: “17 thành viên”"


def test_a_numeral_that_nothing_was_booked_from_is_shown_in_its_line(judge: Judge, story: Draft) -> None:
    story.rows["staged_text"][0]["text"] += "\nIt met 1,234 times."
    (failure,) = judge(story).failures
    assert failure.reason == "1 of the text's numerals stand in no booked quantity: “1,234”"
    assert failure.quotes[0].sentence == "It met 1,234 times."
    assert failure.quotes[0].sentence[failure.quotes[0].start : failure.quotes[0].end] == "1,234"


@pytest.mark.parametrize("table", ["fact_quantity", "dim_article", "dim_place"])
def test_without_a_table_only_the_structure_is_judged(judge: Judge, story: Draft, table: str) -> None:
    tables = story.tables()
    del tables[table]
    audited = judge(tables)
    assert {failure.rule for failure in audited.structural} == {"columns_are_as_in_schema"}
    assert audited.structural[0].reason.startswith(f"{table}.")
    assert (audited.failures, audited.held) == ((), frozenset())


def test_a_column_of_another_type_is_a_failure_of_structure(judge: Judge, story: Draft) -> None:
    tables = story.tables()
    at = tables["fact_check"].schema.get_field_index("stated")
    tables["fact_check"] = tables["fact_check"].set_column(
        at, "stated", tables["fact_check"]["stated"].cast(pa.string())
    )
    (failure,) = judge(tables).structural
    assert failure.reason == "fact_check.stated: found string, expected double"


def test_more_columns_than_the_schema_has_are_welcome(judge: Judge, story: Draft) -> None:
    tables = {
        name: table.append_column("booked", pa.array(["2024-07"] * table.num_rows, pa.string()))
        for name, table in story.tables().items()
    }
    assert judge(tables).structural == ()


def test_what_stories_share_is_unique_within_each_story(judge: Judge, story: Draft) -> None:
    tables = story.tables()
    rows = tables["dim_organisation"]
    tables["dim_organisation"] = pa.concat_tables([rows, rows]).append_column("story_id", pa.array([STORY, "story-2"]))
    assert judge(tables).structural == ()
    tables["dim_organisation"] = pa.concat_tables([rows, rows]).append_column("story_id", pa.array([STORY, STORY]))
    assert [failure.rule for failure in judge(tables).structural] == ["keys_are_unique"]


def test_tables_without_a_row_are_sound(judge: Judge) -> None:
    audited = judge({name: table.arrow.empty_table() for name, table in TABLES.items()})
    assert (audited.structural, audited.failures) == ((), ())


def test_results_are_rows_of_the_published_table(judge: Judge, story: Draft) -> None:
    results = judge(wrong_sum(story)).results
    assert results.schema.equals(TABLES["audit_result"].arrow)
    keys = results.select(TABLES["audit_result"].key).to_pylist()
    assert len({tuple(key.values()) for key in keys}) == results.num_rows
    assert set(results["rule"].to_pylist()) <= set(RULES)
    failed = [row for row in results.to_pylist() if row["success"] is False]
    assert [(row["rule"], row["observed"], len(row["evidence"])) for row in failed] == [
        ("parts_sum_to_total", "17 stated, 7 + 11 = 18 computed", 3)
    ]


def test_the_order_of_rows_makes_no_difference(judge: Judge) -> None:
    tables, history = merged([case for case in examples() if not RULES[case.rule].of_release])
    first = judge(tables, history=history)
    again = judge(shuffled(tables, 7), history=shuffled(history, 8))
    assert first.failures
    assert (first.failures, first.held) == (again.failures, again.held)
    assert first.results.equals(again.results)


def test_a_waiver_lets_exactly_this_content_through(judge: Judge, story: Draft) -> None:
    waiver = waive(judge(wrong_sum(story)))
    audited = judge(story, waivers=[waiver])
    assert not audited.held
    assert audited.waived == {STORY}
    assert [failure.rule for failure in audited.failures] == ["parts_sum_to_total"]


@pytest.mark.parametrize("change", ["figure", "article"])
def test_changed_content_asks_again(judge: Judge, story: Draft, change: str) -> None:
    waiver = waive(judge(wrong_sum(story)))
    if change == "figure":
        story.only("fact_check").update(expression="7 + 12 = 17", computed=19.0, difference=-2.0)
    else:
        story.rows["dim_article"][1]["content_sha256"] = "another version of the other article"
    assert judge(story, waivers=[waiver]).held == {STORY}


def test_a_waiver_of_one_rule_does_not_let_another_through(judge: Judge, story: Draft) -> None:
    waiver = waive(judge(wrong_sum(story)))
    story.member("VN-HN", "Hanoi", office_kind="division")
    audited = judge(story, waivers=[waiver])
    assert audited.held == {STORY}
    assert not audited.waived


@pytest.mark.parametrize("decision", ["hold", f"set_aside:{VIETNAMESE}"])
def test_the_last_decision_counts(judge: Judge, decision: str) -> None:
    story = wrong_sum(sound())
    audited = judge(story)
    assert judge(story, waivers=[waive(audited), waive(audited, decision)]).held == {STORY}


def test_a_story_that_fails_does_not_hold_its_neighbours(judge: Judge) -> None:
    cases = [case for case in examples() if not RULES[case.rule].of_release]
    audited = judge(*merged(cases)[:1], history=merged(cases)[1])
    expected = {
        f"{number:03d}~{STORY}"
        for number, case in enumerate(cases)
        if case.came == "fail" and RULES[case.rule].severity == "critical"
    }
    assert audited.held == expected


@pytest.mark.parametrize(("stated", "held"), [(112.0, False), (112.4, False), (130.0, True)])
def test_a_change_in_percent_is_rounded(judge: Judge, story: Draft, stated: float, held: bool) -> None:
    text = f"From 100 visitors to {stated:g} visitors, 12 percent more."
    story.article("article-change", "en", text)
    evidence = [
        story.figure("article-change", "100 visitors", 100.0),
        story.figure("article-change", f"{stated:g} visitors", stated),
        story.figure("article-change", "12 percent", 12.0, aspect="change", kind="percent", unit="percent"),
    ]
    story.check(
        "parts_sum_to_total", f"100 + 12 = {stated:g}", stated, 112.0, evidence, holds=True, article_id="article-change"
    )
    assert bool(judge(story).held) == held
