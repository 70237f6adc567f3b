from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts import Finding, Ledger, unsettled
from sources import Settings

Later = Callable[..., datetime]
Make = Callable[..., Finding]
SCOPE = "news_ledger"


def kinds(home: Path) -> list[str]:
    return [message.kind for message in unsettled(home)]


def test_a_failure_opens_one_incident_and_tells_it_once(
    tmp_path: Path, monday: datetime, later: Later, unbalanced: Make
) -> None:
    ledger = Ledger(tmp_path)
    first = ledger.observe("r1", monday, [unbalanced()], scope=SCOPE)
    second = ledger.observe("r2", later(days=1), [unbalanced()], scope=SCOPE)
    assert [i.key for i in (o.finding for o in first.opened)] == ["s1:parts_sum_to_total"]
    assert (second.opened, second.closed) == ((), ())
    assert [i.id for i in second.still_open] == [first.opened[0].id]
    assert kinds(tmp_path) == ["opened"]


def test_a_failure_that_is_gone_closes_its_incident_with_one_message(
    tmp_path: Path, monday: datetime, later: Later, unbalanced: Make
) -> None:
    ledger = Ledger(tmp_path)
    ledger.observe("r1", monday, [unbalanced("a"), unbalanced("b")], scope=SCOPE)
    closing = ledger.observe("r2", later(days=1), [], scope=SCOPE)
    assert {i.finding.story_id for i in closing.closed} == {"a", "b"}
    assert {i.closed_by for i in closing.closed} == {"r2"}
    assert kinds(tmp_path) == ["opened", "closed"]
    assert ledger.open_incidents() == ()


def test_a_hundred_failures_make_one_message(tmp_path: Path, monday: datetime, unbalanced: Make) -> None:
    seen = Ledger(tmp_path).observe("r1", monday, [unbalanced(f"s{n}") for n in range(100)], scope=SCOPE)
    (message,) = unsettled(tmp_path)
    assert len(seen.opened) == 100
    assert message.subject == "[Newsledger] 100 stories held: parts_sum_to_total"
    assert all(f"(s{n})" in message.body for n in range(10, 100))


def test_nothing_new_writes_nothing(tmp_path: Path, monday: datetime, later: Later) -> None:
    ledger = Ledger(tmp_path)
    ledger.observe("r1", monday, [], scope=SCOPE)
    ledger.observe("r2", later(days=100), [], scope=SCOPE)
    assert kinds(tmp_path) == []


def test_the_same_run_asked_again_answers_the_same_and_tells_nothing(
    tmp_path: Path, monday: datetime, later: Later, unbalanced: Make
) -> None:
    ledger = Ledger(tmp_path)
    ledger.observe("r0", monday, [unbalanced("gone"), unbalanced("stays")], scope=SCOPE)
    now = later(days=1)
    findings = [unbalanced("stays"), unbalanced("new")]
    first = ledger.observe("r1", now, findings, scope=SCOPE)
    again = ledger.observe("r1", now + timedelta(minutes=5), findings, scope=SCOPE)
    assert again == first
    assert kinds(tmp_path) == ["opened", "opened", "closed"]


def test_changed_figures_stay_the_same_incident_and_are_collected(
    tmp_path: Path, monday: datetime, later: Later, unbalanced: Make
) -> None:
    ledger = Ledger(tmp_path)
    ledger.observe("r1", monday, [unbalanced(computed=18.0)], scope=SCOPE)
    seen = ledger.observe("r2", later(days=1), [unbalanced(computed=19.0), unbalanced(computed=20.0)], scope=SCOPE)
    assert [f.computed for f in seen.still_open[0].findings] == [19.0, 20.0]
    assert kinds(tmp_path) == ["opened"]


def test_what_comes_back_after_its_recovery_is_told_again_under_a_new_message(
    tmp_path: Path, monday: datetime, later: Later, unbalanced: Make
) -> None:
    ledger = Ledger(tmp_path)
    first = ledger.observe("r1", monday, [unbalanced()], scope=SCOPE).opened[0]
    ledger.observe("r2", later(days=1), [], scope=SCOPE)
    second = ledger.observe("r3", later(days=2), [unbalanced()], scope=SCOPE).opened[0]
    assert second.id == first.id
    assert kinds(tmp_path) == ["opened", "closed", "opened"]
    assert len({message.id for message in unsettled(tmp_path)}) == 3


def test_a_scope_closes_only_its_own_incidents(
    tmp_path: Path, monday: datetime, later: Later, unbalanced: Make
) -> None:
    ledger = Ledger(tmp_path)
    silent = Finding(what="source", subject="feed-1", rule="source_is_heard", description="It gives news.")
    ledger.observe("r1", monday, [unbalanced()], scope=SCOPE)
    ledger.observe("r1", monday, [silent], scope="source:feed-1")
    ledger.observe("r2", later(days=1), [], scope=SCOPE)
    assert [i.finding.subject for i in ledger.open_incidents()] == ["feed-1"]


def test_an_open_incident_is_reminded_of_once_a_week(
    tmp_path: Path, monday: datetime, later: Later, unbalanced: Make
) -> None:
    ledger = Ledger(tmp_path)
    for day in range(16):
        ledger.observe(f"r{day}", later(days=day), [unbalanced()], scope=SCOPE)
    assert kinds(tmp_path) == ["opened", "reminder", "reminder"]
    assert unsettled(tmp_path)[1].created_at == later(days=7)


def test_an_installation_says_when_to_remind(tmp_path: Path) -> None:
    here = Settings.from_environment({"NEWSLEDGER_HOME": str(tmp_path), "NEWSLEDGER_REMIND_DAYS": "2"})
    assert Ledger.of(here).remind_after == timedelta(days=2)


def test_the_reminder_of_the_watchdog_and_that_of_the_run_are_one(
    tmp_path: Path, monday: datetime, later: Later, unbalanced: Make
) -> None:
    ledger = Ledger(tmp_path, remind_after=timedelta(hours=1))
    ledger.observe("r1", monday, [unbalanced()], scope=SCOPE)
    assert len(ledger.remind(later(hours=2))) == 1
    ledger.observe("r2", later(hours=2), [unbalanced()], scope=SCOPE)
    assert kinds(tmp_path) == ["opened", "reminder"]


def test_an_observation_that_fails_midway_leaves_neither_incident_nor_message(
    tmp_path: Path, monday: datetime, unbalanced: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the disk is gone")

    ledger = Ledger(tmp_path)
    monkeypatch.setattr("alerts.outbox.post", fail)
    with pytest.raises(RuntimeError):
        ledger.observe("r1", monday, [unbalanced()], scope=SCOPE)
    monkeypatch.undo()
    assert ledger.history() == ()
    assert kinds(tmp_path) == []


def test_a_time_without_zone_is_refused(tmp_path: Path, monday: datetime) -> None:
    with pytest.raises(ValueError, match="time zone"):
        Ledger(tmp_path).observe("r1", monday.replace(tzinfo=None), [], scope=SCOPE)


def test_text_that_no_file_can_hold_is_booked_all_the_same(tmp_path: Path, monday: datetime, unbalanced: Make) -> None:
    odd = unbalanced(title="half a pair \ud800 and a nul \x00", quotes=(("en", "\udfff"),))
    Ledger(tmp_path).observe("r1", monday, [odd], scope=SCOPE)
    assert Ledger(tmp_path).open_incidents()[0].findings == (odd,)


@settings(deadline=None, max_examples=25)
@given(st.lists(st.sets(st.sampled_from("abcd")), min_size=1, max_size=6))
def test_open_incidents_are_always_what_failed_last_and_every_change_is_told_once(
    tmp_path_factory: pytest.TempPathFactory, days: list[set[str]]
) -> None:
    home = tmp_path_factory.mktemp("home")
    ledger = Ledger(home)
    start = datetime.fromisoformat("2026-06-01T06:00:00+00:00")
    expected: list[str] = []
    before: set[str] = set()
    for number, stories in enumerate(days):
        findings = [Finding(story_id=story, rule="rule", description="") for story in sorted(stories)]
        seen = ledger.observe(f"r{number}", start + timedelta(hours=number), findings, scope=SCOPE)
        assert {i.finding.story_id for i in seen.opened} == stories - before
        assert {i.finding.story_id for i in seen.closed} == before - stories
        expected += ["opened"] * bool(stories - before) + ["closed"] * bool(before - stories)
        before = stories
    assert {i.finding.story_id for i in ledger.open_incidents()} == before
    assert kinds(home) == expected


def test_the_id_of_an_incident_depends_on_subject_and_rule_alone(unbalanced: Make) -> None:
    story = unbalanced()
    assert story.incident_id == replace(story, computed=1.0, title="other", quotes=()).incident_id
    assert story.incident_id != replace(story, rule="members_are_distinct").incident_id
    assert story.incident_id != replace(story, story_id="s2").incident_id
