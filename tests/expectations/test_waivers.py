"""Decisions are kept as lines, each the whole decision, and the last one counts."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expectations import Failure, Waiver, WaiverError
from expectations.waivers import append, articles_set_aside, dumps, loads, read, standing

TIME = datetime(2024, 8, 1, 9, 30, tzinfo=UTC)
TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def waiver(decision: str = "publish", **values: str) -> Waiver:
    fields = {
        "story_id": "s",
        "rule": "r",
        "content_key": "k",
        "by": "editor",
        "reason": "the source is wrong",
    } | values
    return Waiver(at=TIME, decision=decision, **fields)


def failure(rule: str = "r") -> Failure:
    return Failure(rule, "critical", "s", None, reason="", evidence=(), content_key="k")


@given(TEXT, TEXT, st.datetimes(timezones=st.just(UTC)))
def test_what_is_written_is_read_again(by: str, reason: str, at: datetime) -> None:
    written = Waiver("s", "r", "k", by, at, reason, "publish")
    line = dumps(written)
    assert line.count("\n") == 1
    assert loads(line * 2) == (written, written)


def test_a_line_that_was_cut_short_is_left_out() -> None:
    assert loads(dumps(waiver()) + dumps(waiver())[:20]) == (waiver(),)


def test_a_broken_line_is_named() -> None:
    with pytest.raises(WaiverError, match=r"^waivers\.jsonl:2: not a waiver"):
        loads(dumps(waiver()) + '{"story_id": "s"}\n')


@pytest.mark.parametrize("decision", ["", "publsh", "set_aside:", "set_aside"])
def test_an_unknown_decision_is_refused(decision: str) -> None:
    with pytest.raises(WaiverError, match="expected publish, hold or set_aside"):
        waiver(decision)


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(WaiverError, match="no time zone"):
        Waiver("s", "r", "k", "editor", TIME.replace(tzinfo=None), "", "publish")


def test_no_file_holds_no_waivers(tmp_path: Path) -> None:
    assert read(tmp_path / "waivers.jsonl") == ()


def test_waivers_are_appended(tmp_path: Path) -> None:
    path = tmp_path / "home" / "waivers.jsonl"
    append(path, waiver())
    append(path, waiver("hold"))
    assert read(path) == (waiver(), waiver("hold"))


def test_a_waiver_behind_a_line_that_was_cut_short_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "waivers.jsonl"
    path.write_text(dumps(waiver())[:20], encoding="utf-8")
    append(path, waiver())
    with pytest.raises(WaiverError, match=r"waivers\.jsonl:1: "):
        read(path)
    assert path.read_text(encoding="utf-8").endswith("\n" + dumps(waiver()))


def test_a_later_decision_overrules_an_earlier_one() -> None:
    assert standing([waiver(), waiver("hold")]) == {("s", "r", "k"): waiver("hold")}


def test_articles_are_set_aside_for_exactly_the_failing_content() -> None:
    decided = [waiver("set_aside:a"), waiver("set_aside:b", content_key="other"), waiver("set_aside:c", rule="q")]
    failures = [failure(), failure(rule="q")]
    assert articles_set_aside(decided, failures) == {"s": frozenset({"a", "c"})}
    assert articles_set_aside([*decided, waiver("hold")], failures) == {"s": frozenset({"c"})}
