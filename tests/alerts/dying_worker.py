"""Runs "observe, deliver" for one home after another, each in a child killed with SIGKILL, then once more unharmed.

    python dying_worker.py FOLDER KILLS URL...

A child is killed before the n-th line that it would execute in the room `alerts`; the n are spread evenly over all
lines. The children are forked from one process, so that Apprise is imported once and not once a kill. `{n}` in a URL
is the child's number. Prints JSON: the number of lines, and by which signal each child died (0: it finished).
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import FrameType
from typing import Any

import alerts
from alerts import Finding, Ledger, channels_from, deliver

ROOM = str(Path(alerts.__file__).parent)
FAILURE = datetime(2026, 6, 1, 6, 0, tzinfo=UTC)


def work(home: Path, urls: list[str], now: datetime) -> None:
    """A day with a failure, and the next, when it is gone. Called again it goes on where it was killed."""
    ledger = Ledger(home)
    channels = channels_from(urls)
    if any(incident.closed_at for incident in ledger.history()):
        deliver(home, channels, now + timedelta(days=1))
        return
    failing = [Finding(story_id="s1", rule="parts_sum_to_total", description="", title="A story")]
    for run_id, day, findings in (("r1", 0, failing), ("r2", 1, [])):
        ledger.observe(run_id, now + timedelta(days=day), findings, scope="news_ledger")
        deliver(home, channels, now + timedelta(days=day))


def after(lines: int) -> Callable[[FrameType, str, Any], Any]:
    """A trace function that kills this process at the given line of the room."""
    left = lines

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal left
        if not frame.f_code.co_filename.startswith(ROOM):
            return None
        if event == "line":
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    return trace


def count_lines(home: Path, urls: list[str]) -> int:
    lines = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal lines
        if not frame.f_code.co_filename.startswith(ROOM):
            return None
        lines += event == "line"
        return trace

    sys.settrace(trace)
    work(home, urls, FAILURE)
    sys.settrace(None)
    return lines


def in_child(task: Callable[[], None]) -> int:
    """The signal that the child died of, 0 for none."""
    child = os.fork()
    if child == 0:
        task()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def main(folder: Path, kills: int, urls: list[str]) -> None:
    def numbered(n: object) -> list[str]:
        return [url.format(n=n) for url in urls]

    channels_from(numbered("none"))  # makes Apprise load its services here, before the forks
    reader, writer = os.pipe()

    def counting() -> None:
        os.write(writer, str(count_lines(folder / "count", numbered("count"))).encode())

    in_child(counting)
    lines = int(os.read(reader, 20))
    signals = []
    for n in range(kills):
        home, targets = folder / str(n), numbered(n)
        line = 1 + n * lines // kills

        def dying(line: int = line, home: Path = home, targets: list[str] = targets) -> None:
            sys.settrace(after(line))
            work(home, targets, FAILURE)

        signals.append(in_child(dying))
        # Whoever comes next: the task's retry, the next run or the watchdog, within a minute.
        in_child(lambda home=home, targets=targets: work(home, targets, FAILURE + timedelta(minutes=1)))  # type: ignore[misc]
    print(json.dumps({"lines": lines, "signals": signals}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
