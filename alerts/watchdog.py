"""What nobody inside a run can report: that it was killed, that it never began, that a source or the disk gave out.

`judge` is pure; `read_state` looks at the disk and the processes; `patrol` is the whole round, for a DAG, cron or a
systemd timer.
"""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from alerts.channels import Channel
from alerts.findings import Finding
from alerts.incidents import Observation
from alerts.ledger import Ledger
from alerts.messages import page_of
from alerts.outbox import Delivery, deliver
from alerts.runs import Run, runs_of

SCOPE = "watchdog"
_TASKS_NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Promises:
    """What the operator promises, and the watchdog holds them to. None promises nothing of the kind.

    `run_every` is the schedule, `run_grace` how late a run may be; `run_limit` is how long one may take, `run_pause`
    how long nothing may be at work on it. A source is silent when nothing was seen of it for `source_silence`. The disk
    is nearly full under either of the two.
    """

    run_every: timedelta | None = timedelta(days=1)
    run_grace: timedelta = timedelta(hours=3)
    run_limit: timedelta = timedelta(hours=6)
    run_pause: timedelta = timedelta(minutes=15)
    source_silence: timedelta | None = timedelta(days=3)
    release_age: timedelta | None = None
    disk_free_share: float = 0.05
    disk_free_bytes: int = 1 << 30


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """All that the watchdog judges by. `last_seen` has the sources of which something is expected."""

    disk_free: int
    disk_total: int
    runs: tuple[Run, ...] = ()
    last_seen: Mapping[str, datetime] = field(default_factory=dict)
    current_release_at: datetime | None = None
    home: str = ""


@dataclass(frozen=True, slots=True)
class Patrol:
    """What one round of the watchdog found, what of it was new, and what it carried to the channels."""

    findings: tuple[Finding, ...]
    observation: Observation
    delivery: Delivery


def watch(
    home: Path,
    now: datetime,
    promises: Promises,
    *,
    last_seen: Mapping[str, datetime] | None = None,
    current_release_at: datetime | None = None,
) -> list[Finding]:
    """What is wrong under `home` at `now`; tells nobody and changes nothing."""
    return judge(read_state(home, last_seen=last_seen or {}, current_release_at=current_release_at), now, promises)


def patrol(
    ledger: Ledger,
    channels: Sequence[Channel],
    now: datetime,
    promises: Promises,
    *,
    last_seen: Mapping[str, datetime] | None = None,
    current_release_at: datetime | None = None,
) -> Patrol:
    """One round: look, book what is new, remind of what stays open, and empty the outbox of whoever filled it."""
    findings = watch(ledger.home, now, promises, last_seen=last_seen, current_release_at=current_release_at)
    observation = ledger.observe(
        f"{SCOPE}__{now.astimezone(UTC).isoformat()}", now, findings, scope=SCOPE, by_run=False
    )
    ledger.remind(now)
    return Patrol(tuple(findings), observation, deliver(ledger.home, channels, now))


def judge(state: State, now: datetime, promises: Promises) -> list[Finding]:
    """Where `state` breaks the promises at `now`."""
    return [
        *_dead_runs(state, now, promises),
        *_missed_schedule(state, now, promises),
        *_silent_sources(state, now, promises),
        *_full_disk(state, promises),
        *_old_release(state, now, promises),
    ]


def _dead_runs(state: State, now: datetime, promises: Promises) -> list[Finding]:
    """Unfinished runs that are dead, idle or too old, until a later run has finished: then the damage is repaired."""
    repaired = max((run.started_at for run in state.runs if run.finished), default=None)
    findings = []
    for run in state.runs:
        if run.finished or (repaired is not None and run.started_at < repaired):
            continue
        what = _how_it_broke(run, now, promises)
        if what is None:
            continue
        findings.append(
            Finding(
                what="run",
                subject=run.run_id,
                rule="runs_finish",
                title=f"Run {run.run_id} {what}",
                description=f"Started {_when(run.started_at)}; every run that starts also finishes, red or green.",
                where=str(Path(state.home) / "runs" / run.run_id),
                page=page_of(run.dag_id, run.run_id),
            )
        )
    return findings


def _how_it_broke(run: Run, now: datetime, promises: Promises) -> str | None:
    """What an unfinished run does that none should, as its name goes on; None where it is all right."""
    if run.died_in:
        return f"was killed in {', '.join(run.died_in[:_TASKS_NAMED])} before it finished"
    if run.alive is False:
        return "was killed before it finished"
    if run.started_at + promises.run_limit < now:
        return f"has not finished after {_span(promises.run_limit)}"
    if run.idle_since is not None and run.idle_since + promises.run_pause < now:
        return f"has stood still since {_when(run.idle_since)}: no task is at work on it"
    return None


def _missed_schedule(state: State, now: datetime, promises: Promises) -> list[Finding]:
    """Nothing before the first run: where none ever started, no schedule has begun."""
    last = max((run.started_at for run in state.runs), default=None)
    if promises.run_every is None or last is None or last + promises.run_every + promises.run_grace >= now:
        return []
    return [
        Finding(
            what="schedule",
            subject="runs",
            rule="schedule_is_kept",
            title=f"No run has started since {_when(last)}",
            description=f"A run starts every {_span(promises.run_every)}, at most {_span(promises.run_grace)} late. "
            "Is the scheduler alive, and the DAG not paused?",
        )
    ]


def _silent_sources(state: State, now: datetime, promises: Promises) -> list[Finding]:
    if promises.source_silence is None:
        return []
    return [
        Finding(
            what="source",
            subject=source,
            rule="source_is_heard",
            severity="warning",
            title=f"Source {source} has been silent since {_when(seen)}",
            description=f"Every source gives something within {_span(promises.source_silence)}.",
        )
        for source, seen in sorted(state.last_seen.items())
        if seen + promises.source_silence < now
    ]


def _full_disk(state: State, promises: Promises) -> list[Finding]:
    floor = max(promises.disk_free_bytes, promises.disk_free_share * state.disk_total)
    if state.disk_free >= floor:
        return []
    return [
        Finding(
            what="disk",
            subject="home",
            rule="disk_has_room",
            title=f"The disk under {state.home or 'the home of Newsledger'} is nearly full",
            description="Archive and releases need room; a run that finds none publishes nothing.",
            expression=f"{_gigabytes(state.disk_free)} free of {_gigabytes(state.disk_total)}, "
            f"promised {_gigabytes(floor)}",
        )
    ]


def _old_release(state: State, now: datetime, promises: Promises) -> list[Finding]:
    made = state.current_release_at
    if promises.release_age is None or made is None or made + promises.release_age >= now:
        return []
    return [
        Finding(
            what="release",
            subject="current",
            rule="release_is_fresh",
            title=f"The current release is of {_when(made)}",
            description=f"A release is promised to be no older than {_span(promises.release_age)}.",
        )
    ]


def read_state(
    home: Path, *, last_seen: Mapping[str, datetime] | None = None, current_release_at: datetime | None = None
) -> State:
    """The runs, their processes and the disk as they are."""
    usage = shutil.disk_usage(next(path for path in (home, *home.absolute().parents) if path.exists()))
    return State(
        runs=tuple(runs_of(home)),
        last_seen=dict(last_seen or {}),
        disk_free=usage.free,
        disk_total=usage.total,
        current_release_at=current_release_at,
        home=str(home),
    )


def _span(span: timedelta) -> str:
    hours = span / timedelta(hours=1)
    return f"{hours / 24:g} days" if hours >= 48 else f"{hours:g} hours"


def _gigabytes(size: float) -> str:
    return f"{size / (1 << 30):,.1f} GiB"


def _when(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
