"""How each source fared is said after every run; a site that changes its layout is told, once, until it is over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import warehouse
from alerts import Ledger
from alerts.announcing import Announcement, announce
from sources import Archive, Settings
from transforms.html import extract_article
from warehouse import booking
from warehouse.booking import SourceReport, reading_articles

MORNING = datetime(2026, 3, 1, 6, tzinfo=UTC)
SITE = "sources:\n  - id: site\n    kind: folder\n    path: pages\n  - id: desk\n    kind: folder\n    path: desk\n"


def page(number: int, *, whole: bool = True, day: int = 0) -> str:
    text = "".join(
        f"<p>In 2025 the province number {number} received {n + 20} delegations and signed {n + 3} agreements.</p>"
        for n in range(12)
    )
    body = text if whole else f"<p>Read more about province {number} in our app.</p>"
    return f'<html lang="en"><body><article><h1>Guests {number}, day {day}</h1>{body}</article></body></html>'


class Installation:
    """A site and a desk whose folders are read once a day, as the DAG does it, up to the announcement."""

    def __init__(self, folder: Path) -> None:
        for name in ("pages", "desk"):
            (folder / name).mkdir()
        (folder / "catalogue.yaml").write_text(SITE, encoding="utf-8")
        self.folder = folder
        self.settings = Settings(home=folder / "home", catalogue=folder / "catalogue.yaml")
        self.days = 0
        self.write("desk/note.txt", "The desk counted 12 delegations in 2025.")

    def write(self, path: str, text: str) -> None:
        (self.folder / path).write_text(text, encoding="utf-8")

    def pages(self, *numbers: int, whole: bool = True) -> None:
        for number in numbers:
            self.write(f"pages/{number}.html", page(number, whole=whole, day=self.days))

    def run(self, scope: booking.Scope = "new") -> Announcement:
        run_id = f"run-{self.days}"
        run_dir, now = booking.run_folder(self.settings.home, run_id), MORNING + timedelta(days=self.days)
        self.days += 1
        booking.begin(run_dir, run_id, now)
        booking.collect(self.settings, run_dir, None, now)
        for batch in booking.plan(self.settings, run_dir, scope).batches:
            booking.parse_batch(self.settings, run_dir, batch)
        booking.report_sources(self.settings, run_dir)
        booking.reconcile(self.settings, run_dir)
        booking.audit(self.settings, run_dir)
        booking.publish(self.settings, run_dir)
        return announce(self.settings, run_dir, run_id, now)

    def report(self, source: str) -> SourceReport:
        run_dir = booking.run_folder(self.settings.home, f"run-{self.days - 1}")
        return next(one for one in booking.read_source_reports(run_dir) if one.source_id == source)

    def messages(self) -> list[str]:
        folder = self.settings.home / "alerts" / "messages"
        return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    return Installation(tmp_path)


def test_a_run_says_of_each_source_what_came_what_failed_and_what_was_read(installation: Installation) -> None:
    installation.pages(1, 2)
    installation.write("pages/3.html", "")
    installation.write("pages/4.html", "<html><body><script>nothing</script></body></html>")
    installation.run()
    site = installation.report("site")
    assert (site.found, site.fetched, site.new, site.failed) == (4, 3, 3, {"empty": 1})
    assert (site.parsed, site.unreadable, site.last_new_at) == (2, 1, MORNING)
    installation.run()
    site = installation.report("site")
    assert (site.unchanged, site.new, site.parsed, site.last_new_at) == (3, 0, 0, MORNING)


def test_what_does_not_fit_together_in_a_page_is_noted_of_its_source(installation: Installation) -> None:
    installation.write("pages/1.html", page(1).replace('lang="en"', 'lang="de"'))
    installation.run()
    assert installation.report("site").notes == ("languages differ: text says en, markup says de (1 articles)",)


@pytest.mark.parametrize(
    "changed", [lambda site: site.pages(7, 8, 9, whole=False), lambda site: site.pages(1, 2, whole=False)]
)
def test_a_site_that_changes_its_layout_is_told_once_and_again_when_it_is_over(
    installation: Installation, changed: Callable[[Installation], None]
) -> None:
    installation.pages(*range(1, 7))
    assert installation.run().warned == ()
    changed(installation)
    told = installation.run()
    assert (told.warned, told.green) == (("site",), True)
    assert "read differently" in told.said
    assert "has the site changed its layout?" in (installation.report("site").layout or "")
    (message,) = installation.messages()
    assert "layout_is_kept" in message
    assert "shrank to" in message
    for _ in range(2):  # nothing new came since, and then something else did: nobody is told again
        assert installation.run().warned == ()
        installation.write("desk/other.txt", "The desk counted 13 delegations in 2025.")
    assert len(installation.messages()) == 1
    assert [one.finding.subject for one in Ledger(installation.settings.home).open_incidents()] == ["site"]
    installation.pages(*range(1, 13))
    installation.run()
    assert Ledger(installation.settings.home).open_incidents() == ()
    assert len(installation.messages()) == 2


def test_a_layout_that_yields_no_text_at_all_is_told(installation: Installation) -> None:
    installation.pages(*range(1, 7))
    installation.run()
    for number in range(1, 7):
        installation.write(f"pages/{number}.html", "<html><body><script>app()</script></body></html>")
    assert installation.run().warned == ("site",)
    assert "shrank to 0" in (installation.report("site").layout or "")


def test_a_source_that_left_the_catalogue_is_no_incident_any_more(installation: Installation) -> None:
    installation.pages(*range(1, 7))
    installation.run()
    installation.pages(*range(1, 7), whole=False)
    installation.run()
    installation.write("catalogue.yaml", "sources:\n  - id: desk\n    kind: folder\n    path: desk\n")
    installation.run()
    assert Ledger(installation.settings.home).open_incidents() == ()


def test_a_parser_that_reads_less_is_no_new_layout(installation: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    installation.pages(*range(1, 7))
    installation.run()
    extract = extract_article
    monkeypatch.setattr(
        reading_articles,
        "extract_article",
        lambda *given: replace(extract(*given), text=extract(*given).text[:100]),
    )
    installation.pages(7, 8, 9)
    assert installation.run("everything").warned == ()


def test_retention_takes_superseded_versions_and_changes_nothing_that_is_published(installation: Installation) -> None:
    installation.pages(1)
    installation.run()
    booked = warehouse.read("dim_story", home=installation.settings.home).to_pylist()
    installation.write("pages/1.html", page(1).replace("Guests", "More guests"))
    installation.run()
    installation.settings = replace(installation.settings, retention_days=10)
    warehouse.prune(installation.settings.home, 1, hold=timedelta(0))
    installation.days = 30
    installation.run()
    with Archive(installation.settings.home) as archive:
        assert [len(archive.history(version.article_id)) for version in archive.current()] == [1, 1]
    facts = warehouse.read("fact_indicator", home=installation.settings.home).to_pylist()
    installation.run("everything")
    assert warehouse.read("dim_story", home=installation.settings.home).to_pylist() == booked
    again = warehouse.read("fact_indicator", home=installation.settings.home).to_pylist()
    assert [row["value"] for row in again] == [row["value"] for row in facts]


def test_retention_spares_what_a_release_that_is_still_there_was_made_of(installation: Installation) -> None:
    installation.pages(1)
    installation.run()
    installation.write("pages/1.html", page(1).replace("Guests", "More guests"))
    installation.settings = replace(installation.settings, retention_days=10)
    installation.days = 30
    installation.run()
    assert booking.forget(installation.settings, MORNING + timedelta(days=60)) == 0
    warehouse.prune(installation.settings.home, 1, hold=timedelta(0))
    assert booking.forget(installation.settings, MORNING + timedelta(days=60)) == 1


def test_without_the_setting_nothing_is_forgotten(installation: Installation) -> None:
    installation.pages(1)
    installation.run()
    installation.write("pages/1.html", page(1).replace("Guests", "More guests"))
    installation.run()
    warehouse.prune(installation.settings.home, 1, hold=timedelta(0))
    assert booking.forget(installation.settings, MORNING + timedelta(days=9_000)) == 0


def test_a_run_that_books_everything_anew_gives_way_to_a_release_made_meanwhile(installation: Installation) -> None:
    installation.run()
    run_dir = booking.run_folder(installation.settings.home, "reprocess")
    booking.begin(run_dir, "reprocess", MORNING)
    booking.plan(installation.settings, run_dir, "everything")
    booking.check_base(installation.settings, run_dir)
    later = booking.run_folder(installation.settings.home, "reprocess-2")
    booking.begin(later, "reprocess-2", MORNING)
    booking.plan(installation.settings, later, "everything")
    installation.pages(1)
    installation.run()
    with pytest.raises(booking.OtherReleaseError, match="run again"):
        booking.check_base(installation.settings, later)
    booking.check_base(installation.settings, run_dir)  # asked for the second time: what was published may be its own
