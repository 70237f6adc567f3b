"""What the commands say of the sources: what each would bring, and how each fared."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from plugins import pages
from sources import Settings, collect, load_catalogue
from tests.cli.test_commands import newsledger
from warehouse import booking

MORNING = datetime(2026, 3, 1, 6, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text("The cluster has 5 members.", encoding="utf-8")
    (tmp_path / "articles" / "b.txt").write_text("", encoding="utf-8")
    catalogue = tmp_path / "catalogue.yaml"
    catalogue.write_text(
        "sources:\n  - {id: desk, kind: folder, path: articles}\n"
        "  - {id: resting, kind: folder, path: articles, enabled: false}\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("NEWSLEDGER_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("NEWSLEDGER_SOURCES", str(catalogue))
    return Settings(home=tmp_path / "home", catalogue=catalogue)


def collected(settings: Settings) -> Path:
    run_dir = booking.run_folder(settings.home, "run-1")
    booking.begin(run_dir, "run-1", MORNING)
    collect(settings, load_catalogue(settings.catalogue), None, run_dir, MORNING)
    return run_dir


def test_before_any_run_a_source_has_no_health(settings: Settings) -> None:
    assert newsledger("sources", "health") == (0, "no run has asked desk, resting yet\n")


def test_health_shows_counts_failures_by_reason_and_the_last_new_article(settings: Settings) -> None:
    run_dir = collected(settings)
    status, output = newsledger("sources", "health")
    (row,) = [line.split() for line in output.splitlines() if line.startswith("desk")]
    assert status == 0
    assert row[1:8] == ["2", "1", "1", "0", "0", "0", "0"]  # found, fetched, new, changed, unchanged, skipped, parsed
    assert " ".join(row[8:]) == "empty 1 2026-03-01 06:00 UTC"
    assert "no run has asked resting yet" in output
    for batch in booking.plan(settings, run_dir).batches:
        booking.parse_batch(settings, run_dir, batch)
    booking.report_sources(settings, run_dir)
    (row,) = [line.split() for line in newsledger("sources", "health")[1].splitlines() if line.startswith("desk")]
    assert row[7] == "1"
    again = booking.run_folder(settings.home, "reprocess")
    for batch in booking.plan(settings, again, "everything").batches:
        booking.parse_batch(settings, again, batch)
    booking.report_sources(settings, again)  # asks nobody, so it says nothing of how the source fared
    assert [row] == [x.split() for x in newsledger("sources", "health")[1].splitlines() if x.startswith("desk")]


def test_trying_a_source_shows_how_it_fared_too(settings: Settings) -> None:
    collected(settings)
    status, output = newsledger("sources", "check")
    assert status == 1
    assert "would take 1" in output
    assert "empty 1" in output


def test_the_pages_of_the_web_ui_show_health_and_changes(settings: Settings) -> None:
    assert b"No run has asked" in pages.sources().body
    assert b"no release before" in pages.changes().body
    collected(settings)
    page = bytes(pages.sources().body).decode()
    assert "<td>desk</td><td>run-1</td>" in page
    assert "empty 1" in page
