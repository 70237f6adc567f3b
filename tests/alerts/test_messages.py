from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts import Finding, Incident, Ledger, Message, unsettled
from alerts.messages import Letterhead, closed, figure, opened, page_of, reminder

Make = Callable[..., Finding]
GOLDEN = Path(__file__).with_name("golden")
START = datetime.fromisoformat("2026-06-01T06:00:00+00:00")


def incident(*findings: Finding) -> Incident:
    return Incident(
        id=findings[0].incident_id,
        what=findings[0].what,
        scope="news_ledger",
        opened_at=START,
        opened_by="r1",
        told_at=START,
        findings=findings,
    )


@pytest.fixture
def letterhead(later: Callable[..., datetime]) -> Letterhead:
    return Letterhead(run_id="scheduled__2026-06-08", now=later(days=7), base_url="http://127.0.0.1:8080/")


@pytest.mark.parametrize(("write", "name"), [(opened, "opened"), (reminder, "reminder"), (closed, "closed")])
def test_the_message_reads_as_agreed(
    write: Callable[..., Message], name: str, letterhead: Letterhead, unbalanced: Make
) -> None:
    names = Finding(
        story_id="s2",
        title="Sechs Provinzen im Cluster",
        original_url="https://news.example.org/s2",
        rule="listed_names_match_stated_count",
        description="A list holds as many names as its sentence says.",
        expression="6 names, stated 7",
        stated=7.0,
        computed=6.0,
        quotes=(("de", "Sieben Provinzen gehören dazu."),),
    )
    message = write([incident(unbalanced()), incident(names)], letterhead)
    assert f"{message.subject}\n\n{message.body}" == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


def test_a_message_about_something_else_than_stories_says_what_it_is(letterhead: Letterhead) -> None:
    killed = Finding(
        what="run", subject="r7", rule="runs_finish", title="Run r7 was killed", description="They finish."
    )
    disk = Finding(what="disk", subject="home", rule="disk_has_room", title="The disk is nearly full", description="")
    assert opened([incident(killed)], letterhead).subject == "[Newsledger] Run r7 was killed"
    assert opened([incident(killed), incident(disk)], letterhead).subject == (
        "[Newsledger] Run r7 was killed, and 1 more"
    )
    assert closed([incident(killed)], letterhead).subject == "[Newsledger] Recovered: Run r7 was killed"
    assert "waive" not in opened([incident(killed)], letterhead).body


def test_a_structural_failure_says_that_nothing_was_published(letterhead: Letterhead) -> None:
    broken = Finding(what="structure", subject="fact_check", rule="keys_are_unique", description="No key stands twice.")
    message = opened([incident(broken)], letterhead)
    assert message.subject == "[Newsledger] nothing published: keys_are_unique"
    assert "The last good release stays current." in message.body


def test_no_line_of_an_article_can_pass_for_a_header_or_a_line_of_ours(
    letterhead: Letterhead, unbalanced: Make
) -> None:
    forged = unbalanced(
        rule="rule\r\nBcc: everyone@example.org",
        title="news\n--\nMessage  forged",
        quotes=(("en", "a\u202eb\x1b[2J\n--\nMessage  forged"),),
    )
    message = opened([incident(forged)], letterhead)
    assert "\n" not in message.subject
    assert "\r" not in message.subject
    assert message.body.splitlines()[-1] == f"Message  {message.id}"
    assert message.body.count("\n--\n") == 1
    assert not {"\u202e", "\x1b"} & set(message.body)


def test_one_story_with_two_rules_is_one_story(letterhead: Letterhead, unbalanced: Make) -> None:
    both = [incident(unbalanced()), incident(unbalanced(rule="members_are_distinct"))]
    assert opened(both, letterhead).subject == ("[Newsledger] 1 story held: parts_sum_to_total, members_are_distinct")


def test_articles_that_fail_alike_are_told_once_with_the_sentences_of_each(
    letterhead: Letterhead, unbalanced: Make
) -> None:
    german, english = (unbalanced(quotes=((language, f"in {language}"),)) for language in ("de", "en"))
    body = opened([incident(german, english)], letterhead).body
    assert body.count("parts_sum_to_total") == 2  # the rule, and the command that waives it
    assert body.count("Stated") == body.count("Evidence") == 1
    assert body.index("in de") < body.index("in en")


def test_no_link_without_an_address(unbalanced: Make) -> None:
    assert "Link" not in opened([incident(unbalanced())], Letterhead(run_id="r1", now=START)).body


def test_a_killed_run_is_led_to_and_not_the_watchdog_that_found_it(tmp_path: Path) -> None:
    finding = Finding(
        rule="runs_finish", description="Runs end.", what="run", subject="r 1", page=page_of("books", "r 1")
    )
    watchdog = Ledger(tmp_path, base_url="http://127.0.0.1:8080/")
    watchdog.observe("watchdog__1", START, [finding], scope="watchdog", by_run=False)
    (message,) = unsettled(tmp_path)
    assert "   Page      http://127.0.0.1:8080/dags/books/runs/r%201\n" in message.body
    assert "Link" not in message.body
    assert "watchdog__1" not in message.body


def test_a_message_stays_readable_with_thousands_of_stories_and_endless_sentences(
    letterhead: Letterhead, unbalanced: Make
) -> None:
    quotes = tuple(("en", f"{n} " + "word " * 10_000) for n in range(40))
    many = [incident(unbalanced(f"s{n}", quotes=quotes)) for n in range(3_000)]
    message = opened(many, letterhead)
    assert len(message.body) < 80_000
    assert "- and 2790 more" in message.body
    assert "and 32 more sentences in the evidence" in message.body


@given(st.text(), st.text(), st.floats())
def test_any_text_makes_a_message_that_a_file_can_hold(title: str, sentence: str, value: float) -> None:
    finding = Finding(story_id="s", rule="rule", description="", title=title, quotes=(("en", sentence),), stated=value)
    message = opened([incident(finding)], Letterhead(run_id="r1", now=START))
    assert (message.subject + message.body).encode()
    assert len(message.subject) <= 150


@pytest.mark.parametrize(
    ("value", "written"), [(17.0, "17"), (0.5, "0.5"), (1_250_000.0, "1,250,000"), (1234.25, "1,234.25")]
)
def test_figures_are_written_as_people_write_them(value: float, written: str) -> None:
    assert figure(value) == written
