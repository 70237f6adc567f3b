"""The DAG executed from end to end, by the command that people use."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import warehouse
from tests.dags.books import EN, Ended, Ledger

FACTS = ("dim_story", "dim_article", "fact_quantity", "fact_indicator", "fact_membership", "fact_check", "audit_result")


class Story:
    """What happened to one home, run after run; each step is done once, and in this order."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.first = ledger.newsledger("run")
        self.published = warehouse.open_release(ledger.home).id
        self.files = self.bytes_of(self.published)
        self.second = ledger.newsledger("run")
        self.after_second = warehouse.open_release(ledger.home).id
        ledger.write("four", EN.format(divisions=3, cases=40))
        self.wrong = ledger.newsledger("run")
        self.messages_after_wrong = ledger.messages()
        self.after_wrong = warehouse.open_release(ledger.home).id
        self.next = ledger.newsledger("run")
        self.messages_after_next = ledger.messages()

    def bytes_of(self, release: str) -> dict[str, bytes]:
        folder = self.ledger.home / "warehouse" / "releases" / release
        return {
            str(path.relative_to(folder)): path.read_bytes()
            for table in FACTS
            for path in sorted((folder / table).rglob("*.parquet"))
        }


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    return Story(Ledger(tmp_path_factory.mktemp("ledger")).set_up())


def ok(ended: Ended, status: int) -> None:
    assert ended.status == status, ended.out


def test_a_first_run_publishes_and_ends_with_0(story: Story) -> None:
    ok(story.first, 0)
    values = {
        (row["indicator"], row["value"])
        for row in warehouse.read("fact_indicator", story.published, story.ledger.home).to_pylist()
    }
    assert {("members_total", 5.0), ("consular_cases", 40.0), ("delegations_incoming", 200.0)} <= values


def test_the_run_prints_the_facts_the_arithmetic_and_where_the_parquet_is(story: Story) -> None:
    assert "almost 200" in story.first.out
    assert "3 + 2 = 5" in story.first.out
    assert str(story.ledger.home / "warehouse" / "current") in story.first.out


def test_airflow_writes_to_the_log_of_the_run_and_not_to_the_terminal(story: Story) -> None:
    assert "airflow.sdk" not in story.first.out
    assert "DagRun Finished" in (story.ledger.runs()[0] / "run.log").read_text(encoding="utf-8")


def test_a_run_with_nothing_new_is_green_and_makes_no_release(story: Story) -> None:
    ok(story.second, 0)
    assert story.after_second == story.published
    assert "no new release" in story.second.out


def test_a_story_that_stops_balancing_ends_the_run_with_1_and_tells_once(story: Story) -> None:
    ok(story.wrong, 1)
    (message,) = story.messages_after_wrong
    text = message.read_text(encoding="utf-8")
    assert "parts_sum_to_total" in text
    assert "3 divisions" in text


def test_what_balanced_last_stays_published_byte_for_byte(story: Story) -> None:
    assert story.after_wrong != story.published
    assert story.bytes_of(story.after_wrong) == story.files


def test_the_quarantine_holds_the_rows_that_wait(story: Story) -> None:
    release = warehouse.open_release(story.ledger.home)
    rules = {row["rule"] for row in release.read("quarantine").to_pylist()}
    assert "parts_sum_to_total" in rules
    assert 3.0 in release.held("fact_quantity").column("value").to_pylist()


def test_the_next_run_is_green_says_what_is_still_held_and_tells_nobody(story: Story) -> None:
    ok(story.next, 0)
    assert "1 story still held" in story.next.out
    assert story.messages_after_next == story.messages_after_wrong


def test_every_run_says_when_it_began_and_how_it_ended(story: Story) -> None:
    ends = []
    for folder in story.ledger.runs():
        started = json.loads((folder / "started.json").read_text(encoding="utf-8"))
        assert {"run_id", "pid", "host", "started_at"} <= started.keys()
        ends.append(json.loads((folder / "finished.json").read_text(encoding="utf-8"))["green"])
    assert ends == [True, True, False, True]


def test_an_editor_publishes_a_held_story_by_waiving_its_rules(story: Story) -> None:
    home = story.ledger.home
    rows = warehouse.open_release(home).read("quarantine").to_pylist()
    for held, rule in sorted({(row["story_id"], row["rule"]) for row in rows}):
        ok(story.ledger.newsledger("waive", held, rule, "--reason", "the source says so"), 0)
    ok(story.ledger.newsledger("run"), 0)
    verdicts = {row["verdict"] for row in warehouse.read("dim_story", home=home).to_pylist()}
    assert verdicts == {"pass", "waived"}
    waived = [row for row in warehouse.read("fact_indicator", home=home).to_pylist() if row["waived"]]
    assert ("members_divisions", 3.0) in {(row["indicator"], row["value"]) for row in waived}
    assert len(story.ledger.messages()) == 2  # the recovery is told


def test_a_release_is_sound_and_the_archive_makes_it_again(story: Story) -> None:
    ended = story.ledger.newsledger("verify", "--rederive")
    ok(ended, 0)


def test_a_bad_catalogue_is_refused_with_2_and_nothing_is_touched(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path).set_up()
    ledger.catalogue.write_text("sources:\n  - id: desk\n    kind: foldr\n    path: articles\n", encoding="utf-8")
    ended = ledger.newsledger("run")
    ok(ended, 2)
    assert "catalogue.yaml:3" in ended.out
    assert not ledger.home.exists()
