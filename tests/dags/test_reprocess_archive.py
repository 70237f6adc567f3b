"""The whole archive booked anew by its DAG: with today's parser, without the network, and with what differs told."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import warehouse
from tests.dags.books import PATIENCE, Ended, Ledger
from tests.dags.unplugged import unplugged
from tests.sources.news_site import NewsSite, page, serve

# Yesterday's parser took one number for another; its version was another too.
YESTERDAY = """
import sys
from warehouse.booking import reading_articles
parse = reading_articles.parse_article
reading_articles.parse_article = lambda text, **about: parse(text.replace("40 consular", "41 consular"), **about)
sys.modules["warehouse.booking.code_versions"]._digest = lambda folder: "yesterday"
from cli import main
main()
"""
TRY = "socket.create_connection(('127.0.0.1', 9))"


def run_as(ledger: Ledger, script: str, *arguments: str) -> Ended:
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        env=ledger.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    return Ended(done.returncode, done.stdout)


class Story:
    """A first run with yesterday's parser, then the archive booked anew; each once, and in this order."""

    def __init__(self, ledger: Ledger, site: NewsSite, witness: Path) -> None:
        self.ledger = ledger
        site.pages["/guests"] = page("Guests", *["In 2025 the province received 31 incoming delegations."] * 9)
        with ledger.catalogue.open("a", encoding="utf-8") as catalogue:
            catalogue.write(
                f"  - {{id: site, kind: pages, allow_private: true, url: '{site.base}/guests'}}\n"
                "  - {id: away, kind: pages, allow_private: true, url: 'http://127.0.0.3:9/never'}\n"
                "  - {id: resting, kind: folder, path: resting, enabled: false}\n"
            )
        (ledger.folder / "resting").mkdir()
        (ledger.folder / "resting" / "note.txt").write_text("The desk counted 12 delegations.", encoding="utf-8")
        self.first = run_as(ledger, YESTERDAY, "run")
        self.before = warehouse.open_release(ledger.home).id
        self.asked = len(site.requests)
        self.again, self.witnessed = unplugged(ledger.environment(), witness, "reprocess")
        self.asked_again = len(site.requests)
        self.after = warehouse.open_release(ledger.home).id
        self.third = ledger.newsledger("run", "--source", "resting")

    def cases(self, release: str) -> list[float]:
        rows = warehouse.read("fact_indicator", release, self.ledger.home).to_pylist()
        return [row["value"] for row in rows if row["indicator"] == "consular_cases"]

    def run_files(self, number: int, name: str) -> Any:
        return json.loads((self.ledger.runs()[number] / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    with serve(NewsSite()) as site:
        yield Story(Ledger(tmp_path_factory.mktemp("ledger")).set_up(), site, tmp_path_factory.mktemp("w") / "asked")


def test_a_source_that_cannot_be_reached_is_told_and_the_others_are_published(story: Story) -> None:
    assert story.first.status == 0, story.first.out
    (line,) = [line for line in story.first.out.splitlines() if line.startswith("away")]
    assert "connection 1" in line
    assert "never" in line
    sources = {row["source_id"] for row in warehouse.read("dim_article", story.before, story.ledger.home).to_pylist()}
    assert sources == {"desk", "site"}


def test_the_archive_is_read_anew_with_todays_parser(story: Story) -> None:
    assert story.again.status == 0, story.again.out
    assert (story.cases(story.before), story.cases(story.after)) == ([41.0], [40.0])
    assert story.run_files(1, "plan.json")["everything"]


def test_nobody_was_asked_for_anything(story: Story) -> None:
    assert story.asked > 0
    assert story.asked_again == story.asked
    assert story.witnessed == ""
    assert not (story.ledger.runs()[1] / "collection.json").exists()


def test_who_would_ask_is_caught(tmp_path: Path) -> None:
    ended, witnessed = unplugged(os.environ, tmp_path / "asked", program=TRY)
    assert "unplugged" in ended.out
    assert "127.0.0.1" in witnessed


def test_a_run_over_the_samples_needs_no_network(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    samples = Path(__file__).resolve().parents[2] / "samples" / "catalogue.yaml"
    environment = ledger.environment() | {"NEWSLEDGER_SOURCES": str(samples)}
    ended, witnessed = unplugged(environment, tmp_path / "asked", "run")
    assert (ended.status, witnessed) == (0, ""), ended.out
    assert "green" in ended.out


def test_what_differs_is_printed_logged_and_told_of_the_asset(story: Story) -> None:
    changed = "41 case → 40 case"
    assert changed in story.again.out
    assert "new parser" in story.again.out
    assert changed in (story.ledger.runs()[1] / "run.log").read_text(encoding="utf-8")
    changes = story.run_files(1, "changes.json")
    assert (changes["previous"], changes["release"]) == (story.before, story.after)
    assert changes["counts"]["corrected"] == 1
    with sqlite3.connect(story.ledger.home / "airflow" / "airflow.db") as db:
        extras = [json.loads(extra) for (extra,) in db.execute("SELECT extra FROM asset_event")]
    (told,) = [extra for extra in extras if "examples" in extra]
    assert told["corrected"] == 1
    assert any(changed in line for line in told["examples"])


def test_a_source_that_is_off_is_read_when_it_is_chosen(story: Story) -> None:
    assert story.third.status == 0, story.third.out
    assert [one["source_id"] for one in story.run_files(2, "sources.json") if one["asked"]] == ["resting"]
    assert "resting" not in story.first.out
