import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from alerts import Finding, Ledger, Promises, Run, State, judge, patrol, read_state, watch
from warehouse.booking import at_work, tasks_at_work

Later = Callable[..., datetime]
GIB = 1 << 30
ROOMY = Promises(disk_free_share=0.0, disk_free_bytes=0)


def state(**facts: object) -> State:
    return State(**({"disk_free": 500 * GIB, "disk_total": 1000 * GIB} | facts))  # type: ignore[arg-type]


def rules(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.rule, finding.subject) for finding in findings]


def start(home: Path, run_id: str, at: datetime, **facts: object) -> Path:
    folder = home / "runs" / run_id
    folder.mkdir(parents=True)
    (folder / "started.json").write_text(json.dumps({"run_id": run_id, "started_at": at.isoformat()} | facts))
    return folder


@pytest.fixture
def dead_pid() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_all_well_finds_nothing(monday: datetime, later: Later) -> None:
    well = state(
        runs=(Run(run_id="r1", started_at=monday, finished=True),),
        last_seen={"feed": monday},
        current_release_at=monday,
    )
    assert judge(well, later(hours=1), Promises(release_age=timedelta(days=1))) == []


def test_an_empty_home_finds_nothing(tmp_path: Path, monday: datetime) -> None:
    assert watch(tmp_path / "not there yet", monday, ROOMY) == []


WORKING = """
import sys
from pathlib import Path
from warehouse.booking.at_work import at_work
with at_work(Path(sys.argv[1]), "parse-2"):
    print("at work", flush=True)
    sys.stdin.read()
"""


def test_a_task_that_is_killed_is_told_at_once_and_is_over_when_it_is_tried_again(
    tmp_path: Path, monday: datetime, later: Later
) -> None:
    folder = start(tmp_path, "r1", monday)
    command = [sys.executable, "-c", WORKING, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as task:
        assert task.stdout is not None
        assert task.stdout.readline() == "at work\n"
        assert watch(tmp_path, later(hours=1), ROOMY) == []
        task.kill()
    (finding,) = watch(tmp_path, later(hours=1), ROOMY)
    assert finding.title == "Run r1 was killed in parse-2 before it finished"
    assert finding.page == "/dags/news_ledger/runs/r1"
    with at_work(folder, "parse-2"):
        assert watch(tmp_path, later(hours=1), ROOMY) == []
    assert tasks_at_work(folder) == {}


def test_a_run_that_nothing_works_on_stands_still(tmp_path: Path, monday: datetime, later: Later) -> None:
    folder = start(tmp_path, "r1", monday)
    for path in (folder / "started.json", folder):
        os.utime(path, (monday.timestamp(), monday.timestamp()))
    assert watch(tmp_path, later(minutes=14), ROOMY) == []
    (finding,) = watch(tmp_path, later(minutes=16), ROOMY)
    assert finding.title.startswith("Run r1 has stood still since ")
    os.utime(folder / "started.json", (later(minutes=5).timestamp(),) * 2)
    assert watch(tmp_path, later(minutes=16), ROOMY) == []
    with at_work(folder, "audit"):
        assert watch(tmp_path, later(hours=2), ROOMY) == []


def test_a_run_whose_process_is_gone_was_killed(tmp_path: Path, monday: datetime, later: Later, dead_pid: int) -> None:
    start(tmp_path, "r1", monday, pid=dead_pid, host=socket.gethostname())
    (finding,) = watch(tmp_path, later(minutes=1), ROOMY)
    assert (finding.rule, finding.subject) == ("runs_finish", "r1")
    assert finding.title == "Run r1 was killed before it finished"
    assert finding.where == str(tmp_path / "runs" / "r1")


def test_a_run_at_work_is_left_alone_until_it_takes_too_long(tmp_path: Path, monday: datetime, later: Later) -> None:
    start(tmp_path, "r1", monday, pid=os.getpid())
    assert watch(tmp_path, later(hours=1), ROOMY) == []
    assert watch(tmp_path, later(hours=7), ROOMY)[0].title == "Run r1 has not finished after 6 hours"


def test_a_process_of_another_machine_is_judged_by_its_age_alone(
    tmp_path: Path, monday: datetime, later: Later, dead_pid: int
) -> None:
    start(tmp_path, "r1", monday, pid=dead_pid, host="elsewhere")
    assert watch(tmp_path, later(hours=1), ROOMY) == []
    assert rules(watch(tmp_path, later(hours=7), ROOMY)) == [("runs_finish", "r1")]


def test_a_finished_run_is_not_asked_after(tmp_path: Path, monday: datetime, dead_pid: int) -> None:
    folder = start(tmp_path, "r1", monday, pid=dead_pid)
    (folder / "finished.json").write_text("{}")
    assert watch(tmp_path, monday, ROOMY) == []


def test_a_killed_run_is_repaired_by_a_later_one_that_finishes(monday: datetime, later: Later) -> None:
    killed = Run(run_id="r1", started_at=monday, finished=False, alive=False)
    after = Run(run_id="r2", started_at=later(hours=1), finished=True)
    before = Run(run_id="r0", started_at=later(hours=-1), finished=True)
    assert judge(state(runs=(killed, after)), later(hours=2), ROOMY) == []
    assert rules(judge(state(runs=(before, killed)), later(hours=2), ROOMY)) == [("runs_finish", "r1")]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"pid": "x"}', '{"pid": -1, "started_at": "soon"}', '{"pid": 1e99}'])
def test_a_start_that_was_cut_short_is_judged_by_the_age_of_its_file(
    tmp_path: Path, monday: datetime, later: Later, text: str
) -> None:
    started = start(tmp_path, "r1", monday) / "started.json"
    started.write_text(text)
    os.utime(started, (monday.timestamp(), monday.timestamp()))
    (run,) = read_state(tmp_path).runs
    assert (run.run_id, run.started_at, run.finished, run.alive) == ("r1", monday, False, None)
    assert rules(watch(tmp_path, later(hours=7), ROOMY)) == [("runs_finish", "r1")]


def test_a_schedule_is_missed_when_no_run_starts_in_time(monday: datetime, later: Later) -> None:
    runs = (Run(run_id="r1", started_at=monday, finished=True),)
    assert judge(state(runs=runs), later(hours=27), ROOMY) == []
    assert rules(judge(state(runs=runs), later(hours=28), ROOMY)) == [("schedule_is_kept", "runs")]
    assert judge(state(runs=runs), later(days=9), Promises(run_every=None)) == []


def test_a_silent_source_is_named_with_the_time_it_was_last_heard(monday: datetime, later: Later) -> None:
    (finding,) = judge(state(last_seen={"feed": monday, "page": later(days=4)}), later(days=4), ROOMY)
    assert finding.title == "Source feed has been silent since 2026-06-01 06:00 UTC"
    assert (finding.what, finding.severity) == ("source", "warning")


@pytest.mark.parametrize(("free", "found"), [(40 * GIB, True), (60 * GIB, False)])
def test_a_disk_is_nearly_full_below_the_promised_share(monday: datetime, free: int, found: bool) -> None:
    findings = judge(state(disk_free=free), monday, Promises(disk_free_share=0.05))
    assert [f.rule for f in findings] == ["disk_has_room"] * found


def test_a_full_disk_says_how_much_is_left(monday: datetime) -> None:
    (finding,) = judge(state(disk_free=GIB // 2, disk_total=4 * GIB), monday, Promises())
    assert finding.expression == "0.5 GiB free of 4.0 GiB, promised 1.0 GiB"


def test_a_release_older_than_promised_is_found_only_where_something_was_promised(
    monday: datetime, later: Later
) -> None:
    old = state(current_release_at=monday)
    assert rules(judge(old, later(days=8), Promises(release_age=timedelta(days=7)))) == [
        ("release_is_fresh", "current")
    ]
    assert judge(old, later(days=8), Promises(release_age=None)) == []


def test_a_patrol_tells_once_carries_what_others_left_and_closes(
    tmp_path: Path, monday: datetime, later: Later, unbalanced: Callable[..., Finding], dead_pid: int
) -> None:
    ledger = Ledger(tmp_path)
    folder = start(tmp_path, "r1", monday, pid=dead_pid)
    ledger.observe("r1", monday, [unbalanced()], scope="news_ledger")  # and then the run was killed
    first = patrol(ledger, (), later(minutes=1), ROOMY)
    second = patrol(ledger, (), later(minutes=2), ROOMY)
    (folder / "finished.json").write_text("{}")
    third = patrol(ledger, (), later(minutes=3), ROOMY)
    assert [len(p.observation.opened) for p in (first, second, third)] == [1, 0, 0]
    assert [len(p.observation.closed) for p in (first, second, third)] == [0, 0, 1]
    assert [p.delivery.sent for p in (first, second, third)] == [2, 0, 1]
    assert [i.what for i in ledger.open_incidents()] == ["story"]
