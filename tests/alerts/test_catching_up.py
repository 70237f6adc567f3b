"""A run that is killed after it has found something, before it announces: the next watchdog tells what it found."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

import pytest

from alerts import Ledger
from alerts.announcing import announce, catch_up
from alerts.outbox import REMEMBERED, deliver, enrol
from sources import Settings
from tests.alerts.test_outbox import Postman
from warehouse import booking

ROOT = Path(__file__).parents[2]
MORNING = datetime.now(UTC) - timedelta(hours=1)  # the watchdog asks whether runs come in time
ARTICLE = (
    "Emulation Cluster No. 4 has 5 members. The cluster consists of 3 departments of foreign affairs "
    "(Hanoi, Hai Phong, Phu Tho) and {divisions} divisions of foreign affairs (Bac Ninh, Nam Dinh).\n"
)
# A run as the DAG's tasks make it, that dies as soon as it has published what it could, or before that.
DYING_RUN = """
import os, signal, sys
from datetime import datetime
from pathlib import Path
from sources import Settings
from warehouse import booking
home, catalogue, run_id, now = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], datetime.fromisoformat(sys.argv[4])
settings, run_dir = Settings(home=home, catalogue=catalogue), booking.run_folder(home, run_id)
booking.begin(run_dir, run_id, now)
booking.collect(settings, run_dir, None, now)
for batch in booking.plan(settings, run_dir, "new").batches:
    booking.parse_batch(settings, run_dir, batch)
booking.reconcile(settings, run_dir)
booking.audit(settings, run_dir)
if sys.argv[5] == "audited":
    os.kill(os.getpid(), signal.SIGKILL)
with booking.at_work(run_dir, "publish"):
    if sys.argv[5] == "publishing":
        os.kill(os.getpid(), signal.SIGKILL)
    booking.publish(settings, run_dir)
os.kill(os.getpid(), signal.SIGKILL)
"""


class Receiver(Protocol):
    """What these tests need of the webhook fixture."""

    def url(self, path: str = "/hook") -> str: ...
    def ids(self, path: str = "/hook") -> list[str]: ...
    def kinds(self, path: str = "/hook") -> list[str]: ...


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A home whose only article does not balance."""
    folder = tmp_path / "killed"
    folder.mkdir()
    (folder / "articles").mkdir()
    (folder / "articles" / "four.txt").write_text(ARTICLE.format(divisions=3), encoding="utf-8")
    catalogue = folder / "catalogue.yaml"
    catalogue.write_text("sources:\n  - id: desk\n    kind: folder\n    path: articles\n", encoding="utf-8")
    return Settings(home=folder / "home", catalogue=catalogue)


def killed(settings: Settings, run_id: str, now: datetime, *, when: str = "published") -> None:
    """Let a run die when it has `audited` or published, or while it is `publishing`."""
    paths = [str(settings.home), str(settings.catalogue)]
    command = [sys.executable, "-c", DYING_RUN, *paths, run_id, now.isoformat(), when]
    died = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=280, check=False)
    assert died.returncode == -signal.SIGKILL, died.stderr.decode()


def watchdog(settings: Settings, *urls: str) -> None:
    """`newsledger watchdog` as cron starts it."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NEWSLEDGER")}
    environment |= {"NEWSLEDGER_HOME": str(settings.home), "NEWSLEDGER_SOURCES": str(settings.catalogue)}
    environment |= {"NEWSLEDGER_ALERT_URLS": " ".join(urls)}
    command = [sys.executable, "-c", "from cli import main; main()", "watchdog"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode in (0, 1), done.stdout + done.stderr


def test_the_next_watchdog_tells_the_held_story_and_its_recovery_once(settings: Settings, webhook: Receiver) -> None:
    killed(settings, "run-1", MORNING)
    watchdog(settings, webhook.url())
    watchdog(settings, webhook.url())
    assert webhook.kinds() == ["opened"]
    (incident,) = Ledger(settings.home).open_incidents()[:1]
    assert (incident.finding.rule, incident.opened_by) == ("listed_names_match_stated_count", "run-1")

    told = announce(settings, settings.home / "runs" / "run-1", "run-1", MORNING + timedelta(minutes=5))
    assert not told.green  # the run that found it is red, whoever wrote it down first
    assert webhook.kinds() == ["opened"]

    (settings.catalogue.parent / "articles" / "four.txt").write_text(ARTICLE.format(divisions=2), encoding="utf-8")
    killed(settings, "run-2", MORNING + timedelta(minutes=30))
    watchdog(settings, webhook.url())
    assert webhook.kinds() == ["opened", "closed"]


def test_a_run_killed_before_it_published_is_told_with_what_its_audit_found(
    settings: Settings, webhook: Receiver
) -> None:
    killed(settings, "run-1", datetime.now(UTC), when="publishing")
    watchdog(settings, webhook.url())
    rules = {incident.finding.rule for incident in Ledger(settings.home).open_incidents()}
    assert {"listed_names_match_stated_count", "runs_finish"} <= rules
    watchdog(settings, webhook.url())
    told = len(webhook.ids())
    assert set(webhook.kinds()) == {"opened"}

    (settings.catalogue.parent / "articles" / "four.txt").write_text(ARTICLE.format(divisions=2), encoding="utf-8")
    killed(settings, "run-2", datetime.now(UTC) + timedelta(seconds=1))
    announce(settings, settings.home / "runs" / "run-2", "run-2", datetime.now(UTC) + timedelta(seconds=2))
    watchdog(settings, webhook.url())
    assert set(webhook.kinds()[told:]) == {"closed"}
    assert not Ledger(settings.home).open_incidents()


def test_what_an_audit_found_is_told_though_every_process_died_right_after_it(
    settings: Settings, webhook: Receiver
) -> None:
    killed(settings, "run-1", datetime.now(UTC), when="audited")
    watchdog(settings, webhook.url())
    watchdog(settings, webhook.url())
    assert webhook.kinds() == ["opened"]
    assert "listed_names_match_stated_count" in {one.finding.rule for one in Ledger(settings.home).open_incidents()}


def test_a_dry_run_tells_nobody_through_the_watchdog_either(settings: Settings, webhook: Receiver) -> None:
    run_dir = settings.home / "runs" / "run-1"
    booking.begin(run_dir, "run-1", datetime.now(UTC), dry_run=True)
    killed(settings, "run-1", datetime.now(UTC), when="audited")
    watchdog(settings, webhook.url())
    assert webhook.kinds() == []


def test_a_finished_run_has_nothing_to_catch_up_with(tmp_path: Path) -> None:
    run_dir = tmp_path / "home" / "runs" / "r1"
    run_dir.mkdir(parents=True)
    settings = Settings(home=tmp_path / "home", catalogue=tmp_path / "catalogue.yaml")
    assert catch_up(settings, MORNING) is None
    (run_dir / "started.json").write_text(json.dumps({"run_id": "r1"}), encoding="utf-8")
    assert catch_up(settings, MORNING) is None  # it has not published
    (run_dir / "finished.json").write_text("{}", encoding="utf-8")
    assert catch_up(settings, MORNING) is None


def test_a_message_waits_for_a_channel_that_the_deliverer_does_not_know(
    tmp_path: Path, monday: datetime, unbalanced: Callable[..., object]
) -> None:
    connection = Postman("an Airflow connection")
    enrol(tmp_path, [connection], monday)
    Ledger(tmp_path).observe("r1", monday, [unbalanced()], scope="news_ledger")  # type: ignore[list-item]
    assert deliver(tmp_path, [], monday).waiting == 1  # a watchdog outside of Airflow
    assert deliver(tmp_path, [connection], monday).waiting == 0
    assert len(connection.got) == 1


def test_a_channel_that_nobody_has_any_more_is_forgotten(
    tmp_path: Path, monday: datetime, unbalanced: Callable[..., object]
) -> None:
    enrol(tmp_path, [Postman("taken out of service")], monday)
    Ledger(tmp_path).observe("r1", monday, [unbalanced()], scope="news_ledger")  # type: ignore[list-item]
    assert deliver(tmp_path, [], monday).waiting == 1
    assert deliver(tmp_path, [], monday + REMEMBERED).waiting == 0
