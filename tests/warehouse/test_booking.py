"""The stages of a run, called one after the other as the DAG does."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

import transforms
import warehouse
from expectations import Waiver, waivers
from sources import Archive, Settings, withdraw
from warehouse import booking
from warehouse.booking import reading_articles
from warehouse.schema import TABLES

MORNING = datetime(2026, 3, 1, 6, tzinfo=UTC)
CLUSTER = (
    "Emulation Cluster No. {number} has 5 members. The cluster consists of 3 departments of foreign affairs "
    "(Hanoi, Hai Phong, Phu Tho) and {divisions} divisions of foreign affairs (Bac Ninh, Nam Dinh).\n"
    "In the first six months of 2025 the cluster handled {cases} consular cases.\n"
    "\nSource: https://news.example.org/{story}\n"
)


def cluster(story: str = "four", number: int = 4, divisions: int = 2, cases: int = 40) -> str:
    return CLUSTER.format(story=story, number=number, divisions=divisions, cases=cases)


@dataclass(frozen=True)
class Desk:
    """A home whose only source is a folder; every run comes a day after the last."""

    settings: Settings
    folder: Path

    def write(self, name: str, text: str | bytes) -> None:
        path = self.folder / (name if "." in name else f"{name}.txt")
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def run(
        self,
        scope: booking.Scope = "new",
        *,
        dry_run: bool = False,
        on_critical: booking.OnCritical = "hold",
    ) -> booking.Published:
        number = len(list((self.settings.home / "runs").glob("*"))) if (self.settings.home / "runs").exists() else 0
        run_dir = booking.run_folder(self.settings.home, f"run-{number}")
        run_dir.mkdir(parents=True)
        booking.collect(self.settings, run_dir, None, MORNING + timedelta(days=number))
        for batch in booking.plan(self.settings, run_dir, scope).batches:
            booking.parse_batch(self.settings, run_dir, batch)
        booking.reconcile(self.settings, run_dir)
        booking.audit(self.settings, run_dir)
        return booking.publish(self.settings, run_dir, dry_run=dry_run, on_critical=on_critical)

    @property
    def last_run(self) -> Path:
        runs = self.settings.home / "runs"
        return runs / f"run-{len(list(runs.glob('*'))) - 1}"

    def values(self, indicator: str) -> list[float]:
        rows = warehouse.read("fact_indicator", home=self.settings.home).to_pylist()
        return sorted(row["value"] for row in rows if row["indicator"] == indicator)

    def quarantine(self) -> list[dict[str, object]]:
        rows: list[dict[str, object]] = warehouse.read("quarantine", home=self.settings.home).to_pylist()
        return rows

    def articles(self) -> dict[str, str]:
        """The id of each article, by the name of its file."""
        with Archive(self.settings.home) as archive:
            return {Path(version.url).stem: version.article_id for version in archive.current()}

    def decide(self, decision: str) -> None:
        for row in self.quarantine():
            waiver = Waiver(
                str(row["story_id"]), str(row["rule"]), str(row["content_key"]), "ed", MORNING, "because", decision
            )
            waivers.append(booking.waivers_file(self.settings.home), waiver)

    def again_from_the_archive(self, tmp_path: Path) -> str:
        """The release that a new home with the same archive and decisions makes."""
        home = tmp_path / "again"
        (home / "archive").mkdir(parents=True)
        for file in (self.settings.home / "archive").glob("*.warc.gz"):
            shutil.copy(file, home / "archive")
        if booking.waivers_file(self.settings.home).exists():
            shutil.copy(booking.waivers_file(self.settings.home), home)
        return str(Desk(replace(self.settings, home=home), self.folder).run().release)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    folder = tmp_path / "articles"
    folder.mkdir()
    catalogue = tmp_path / "catalogue.yaml"
    catalogue.write_text("sources:\n  - id: desk\n    kind: folder\n    path: articles\n", encoding="utf-8")
    return Desk(Settings(home=tmp_path / "home", catalogue=catalogue), folder)


def test_a_release_made_day_by_day_is_the_one_that_the_whole_archive_makes(desk: Desk, tmp_path: Path) -> None:
    desk.write("a", cluster())
    desk.run()
    desk.write("b", cluster("six", number=6, cases=12))
    desk.run()
    desk.write("c", cluster())
    desk.write("b", cluster("six", number=6, cases=13))
    desk.run()
    desk.write("a", cluster(divisions=3))
    desk.write("d", cluster("six", number=6, divisions=4, cases=13))
    published = desk.run()
    assert published.held == 2
    assert desk.again_from_the_archive(tmp_path) == published.release


def test_a_run_with_nothing_new_makes_no_release_and_reads_nothing(desk: Desk) -> None:
    desk.write("a", cluster())
    first = desk.run()
    second = desk.run()
    assert (second.release, second.new) == (first.release, False)
    assert booking.read_plan(desk.last_run).nothing_to_do


def test_an_article_that_comes_later_joins_the_story_of_the_earlier_one(desk: Desk) -> None:
    desk.write("a", cluster())
    desk.run()
    desk.write("b", cluster())
    desk.run()
    (story,) = warehouse.read("dim_story", home=desk.settings.home).to_pylist()
    assert story["n_articles"] == 2


def test_an_article_that_changes_its_source_line_leaves_its_old_story(desk: Desk) -> None:
    desk.write("a", cluster())
    desk.write("b", cluster())
    desk.run()
    desk.write("b", cluster("six", number=6))
    desk.run()
    stories = warehouse.read("dim_story", home=desk.settings.home).to_pylist()
    assert [story["n_articles"] for story in stories] == [1, 1]


def test_of_a_held_story_the_newest_state_that_balances_is_published(desk: Desk) -> None:
    desk.write("a", cluster(cases=40))
    desk.run()
    desk.write("a", cluster(cases=41))
    desk.run()
    desk.write("a", cluster(cases=42, divisions=3))
    desk.run()
    desk.write("a", cluster(cases=43, divisions=3))
    published = desk.run()
    assert published.held == 1
    assert desk.values("consular_cases") == [41.0]
    assert all(row["published_version"] for row in desk.quarantine())


def test_a_story_that_never_balanced_has_nothing_published(desk: Desk) -> None:
    desk.write("a", cluster(divisions=3))
    desk.run()
    home = desk.settings.home
    assert warehouse.read("dim_story", home=home).num_rows == 0
    assert warehouse.read("fact_quantity", home=home).num_rows == 0
    assert {row["published_version"] for row in desk.quarantine()} == {None}
    assert warehouse.open_release(home).held("fact_quantity").num_rows > 0


def test_a_story_that_balances_again_leaves_the_quarantine(desk: Desk) -> None:
    desk.write("a", cluster(divisions=3))
    desk.run()
    desk.write("a", cluster(cases=44))
    assert desk.run().held == 0
    assert desk.quarantine() == []
    assert desk.values("consular_cases") == [44.0]


def test_a_waived_story_is_published_and_marked(desk: Desk, tmp_path: Path) -> None:
    desk.write("a", cluster(divisions=3))
    desk.run()
    desk.decide("publish")
    published = desk.run()
    assert published.held == 0
    (story,) = warehouse.read("dim_story", home=desk.settings.home).to_pylist()
    assert story["verdict"] == "waived"
    assert {row["waived"] for row in warehouse.read("fact_indicator", home=desk.settings.home).to_pylist()} == {True}
    assert {row["waived_by"] for row in desk.quarantine()} == {"ed"}
    assert desk.again_from_the_archive(tmp_path) == published.release


def test_every_table_view_and_report_marks_what_is_waived(desk: Desk) -> None:
    desk.write("a", cluster(divisions=3))
    desk.write("b", cluster("six", 6))
    desk.run()
    desk.decide("publish")
    desk.run()
    release = (desk.settings.home / "warehouse/current").resolve()
    books = duckdb.connect()
    books.execute(f"SET file_search_path = '{release}'")
    books.execute((release / "views.sql").read_text())
    marked = {name for name, table in TABLES.items() if "waived" in table.arrow.names}
    told = {"dim_article", "fact_quantity", "fact_indicator", "fact_membership", "fact_check"}
    told |= {"facts", "fact_sentences", "members_by_province", "indicators_wide"}
    told |= {"facts_as_of(now())", "members_as_of(now())"}
    for name in (*sorted(told | marked), "disagreements", "corrections"):
        verdicts = set(books.sql(f"SELECT waived FROM {name}").fetchall())
        assert verdicts == {(False,), (True,)} or name not in told, name
    assert set(books.sql("SELECT verdict FROM dim_story").fetchall()) == {("pass",), ("waived",)}
    assert "<b>1</b><span>waived by an editor</span>" in (release / "report/index.html").read_text()


def test_a_decision_holds_for_no_other_content(desk: Desk) -> None:
    desk.write("a", cluster(divisions=3))
    desk.run()
    desk.decide("publish")
    desk.run()
    desk.write("a", cluster(divisions=4))
    assert desk.run().held == 1
    assert desk.values("members_divisions") == [3.0]


def test_a_story_is_published_without_the_article_that_an_editor_set_aside(desk: Desk, tmp_path: Path) -> None:
    desk.write("a", cluster())
    desk.write("b", cluster(divisions=3))
    assert desk.run().held == 1
    desk.decide(f"set_aside:{desk.articles()['b']}")
    published = desk.run()
    assert published.held == 0
    articles = warehouse.read("dim_article", home=desk.settings.home).column("article_id").to_pylist()
    assert articles == [desk.articles()["a"]]
    assert {row["waived_by"] for row in desk.quarantine()} == {"ed"}
    assert desk.again_from_the_archive(tmp_path) == published.release


def test_with_three_witnesses_an_outvoted_article_is_set_aside_and_the_story_stays(desk: Desk) -> None:
    for name, cases in (("a", 40), ("b", 40), ("c", 47)):
        desk.write(name, cluster(cases=cases))
    assert desk.run().held == 0
    (row,) = desk.quarantine()
    assert (row["article_id"], row["severity"]) == (desk.articles()["c"], "warning")
    assert desk.values("consular_cases") == [40.0]


def test_a_withdrawn_article_leaves_the_books_and_its_story_with_it(desk: Desk) -> None:
    desk.write("a", cluster())
    desk.write("b", cluster("six", number=6))
    desk.run()
    withdraw(desk.settings.home, desk.articles()["b"], reason="asked for", by="ed", at=MORNING)
    assert desk.run().new
    assert warehouse.read("dim_story", home=desk.settings.home).num_rows == 1
    assert warehouse.read("dim_article", home=desk.settings.home).num_rows == 1


def test_an_article_that_vanishes_from_its_source_stays(desk: Desk) -> None:
    desk.write("a", cluster())
    first = desk.run()
    (desk.folder / "a.txt").unlink()
    assert desk.run().release == first.release


def test_a_lost_index_costs_time_and_changes_nothing(desk: Desk) -> None:
    desk.write("a", cluster())
    desk.write("b", cluster())
    first = desk.run()
    for file in (desk.settings.home / "archive").glob("index.sqlite*"):
        file.unlink()
    desk.write("c", cluster("six", number=6))
    desk.run()
    assert booking.read_plan(desk.last_run).everything
    stories = warehouse.read("dim_story", home=desk.settings.home).to_pylist()
    assert sorted(story["n_articles"] for story in stories) == [1, 2]
    assert first.release is not None


def test_everything_can_be_asked_for_and_comes_out_the_same(desk: Desk) -> None:
    desk.write("a", cluster())
    first = desk.run()
    again = desk.run("everything")
    assert (again.release, again.new) == (first.release, False)


def test_after_a_rollback_the_next_run_books_what_the_newer_release_had(desk: Desk) -> None:
    desk.write("a", cluster())
    desk.run()
    desk.write("b", cluster("six", number=6, cases=12))
    second = desk.run()
    warehouse.rollback(desk.settings.home)
    desk.write("c", cluster("eight", number=8, cases=8))
    desk.run()
    assert desk.values("consular_cases") == [8.0, 12.0, 40.0]
    warehouse.rollback(desk.settings.home, second.release)
    assert desk.run().new
    assert desk.values("consular_cases") == [8.0, 12.0, 40.0]


def test_a_run_killed_before_it_wrote_down_what_it_booked_does_not_cost_the_whole_archive(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    desk.write("a", cluster())
    desk.run()
    desk.write("b", cluster("six", number=6, cases=12))
    with monkeypatch.context() as dying:
        dying.setattr("warehouse.booking.publishing.write_booked", killed)
        with pytest.raises(KeyboardInterrupt):
            desk.run()
    assert not desk.run().new
    assert not booking.read_plan(desk.last_run).everything
    assert booking.read_plan(desk.last_run).articles == 1
    assert desk.values("consular_cases") == [12.0, 40.0]


def test_a_dry_run_publishes_nothing_and_the_next_run_books_it(desk: Desk) -> None:
    desk.write("a", cluster())
    assert desk.run(dry_run=True).release is None
    assert desk.run().new
    assert desk.values("consular_cases") == [40.0]


def test_nothing_is_published_where_that_was_asked_for_and_a_story_fails(desk: Desk) -> None:
    desk.write("a", cluster())
    first = desk.run()
    desk.write("b", cluster("six", number=6, divisions=3))
    desk.write("c", cluster("eight", number=8))
    second = desk.run(on_critical="publish nothing")
    assert (second.release, second.new, second.held) == (first.release, False, 1)
    assert desk.run().held == 1
    assert warehouse.read("dim_story", home=desk.settings.home).num_rows == 2


def test_a_page_that_becomes_empty_is_told_and_stands_by_what_it_said_before(desk: Desk) -> None:
    page = "<html><body><article><h1>Cluster</h1><p>{}</p></article></body></html>"
    desk.write("a.html", page.format(cluster().replace("\n", "</p><p>")))
    first = desk.run()
    desk.write("a.html", "<html><body></body></html>")
    second = desk.run()
    assert second.release == first.release
    (unreadable,) = booking.parsed_contents(desk.last_run / "parsed").unreadable
    assert unreadable.url == "a.html"


def test_a_parser_that_fails_on_most_articles_stops_the_run_and_the_books_stay(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> object:
        raise KeyError("no such lexicon")

    desk.write("a", cluster())
    desk.run()
    monkeypatch.setattr("warehouse.booking.reading_articles.parse_article", broken)
    with pytest.raises(booking.ParserBrokenError, match="no such lexicon"):
        desk.run("everything")
    assert desk.values("consular_cases") == [40.0]


def test_one_article_that_trips_the_parser_does_not_stop_the_others(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write("a", cluster())
    desk.run()
    parse = transforms.parse_article

    def fussy(text: str, **given: Any) -> object:
        if "No. 6" in text:
            raise KeyError("six")
        return parse(text, **given)

    monkeypatch.setattr(reading_articles, "parse_article", fussy)
    desk.write("b", cluster("six", number=6))
    desk.write("c", cluster("eight", number=8, cases=8))
    assert desk.run().new
    assert desk.values("consular_cases") == [8.0, 40.0]


def test_a_run_names_the_stage_that_it_did_not_get_through(desk: Desk) -> None:
    desk.write("a", cluster())
    desk.run()
    assert booking.unfinished_stage(desk.last_run) is None
    (desk.last_run / "release.json").unlink()
    assert booking.unfinished_stage(desk.last_run) == "publish"
    (desk.last_run / "parsed" / "0001.index.msgpack").unlink()
    assert booking.unfinished_stage(desk.last_run) == "parse"


def test_what_fails_now_is_told_also_by_a_run_that_did_not_look_at_it(desk: Desk) -> None:
    desk.write("a", cluster(divisions=3))
    desk.run()
    looked = booking.failing(desk.settings, desk.last_run)
    desk.run()
    remembered = booking.failing(desk.settings, desk.last_run)
    assert {(one.story_id, one.rule) for one in looked} == {(one.story_id, one.rule) for one in remembered}
    assert {one.judged for one in looked} == {True}
    assert {one.judged for one in remembered} == {False}


@pytest.mark.parametrize("run_id", ["..", ".", "a/../../b", "manual__2026-01-01T00:00:00+00:00"])
def test_the_folder_of_a_run_lies_below_runs_whatever_the_run_is_called(tmp_path: Path, run_id: str) -> None:
    folder = booking.run_folder(tmp_path, run_id)
    assert folder.resolve().parent == tmp_path / "runs"


def test_a_run_begins_once(tmp_path: Path) -> None:
    booking.begin(tmp_path, "r", MORNING, pid=7)
    booking.begin(tmp_path, "r", MORNING + timedelta(hours=1))
    started = json.loads((tmp_path / "started.json").read_text(encoding="utf-8"))
    assert (started["pid"], started["started_at"]) == (7, MORNING.isoformat())
