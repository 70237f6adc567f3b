"""The tasks that the DAGs of the ledger are wired of. Each opens what it needs and calls one stage of its room."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from airflow.sdk import Asset, Connection, TriggerRule, get_current_context, task
from airflow.sdk.definitions.retry_policy import ExceptionRetryPolicy, RetryAction, RetryRule
from airflow.sdk.exceptions import AirflowFailException, AirflowNotFoundException, AirflowSkipException

import alerts.announcing
from sources import ArchiveError, Settings
from warehouse import StagedRowsError, WarehouseError, booking

RELEASES = Asset("newsledger/releases")
QUARANTINE = Asset("newsledger/quarantine")
CHANGES = Asset("newsledger/changes")
ALERT_CONNECTION = "newsledger_alerts"

# Another process at work, a full disk, a killed worker: worth another try. Anything else fails the same way again.
PATIENT: Mapping[str, Any] = {
    "retries": 2,
    "retry_delay": timedelta(seconds=20),
    "retry_policy": ExceptionRetryPolicy(
        rules=[
            RetryRule(
                exception=[
                    StagedRowsError,
                    booking.ParserBrokenError,
                    booking.StructureError,
                    booking.OtherReleaseError,
                ],
                action=RetryAction.FAIL,
            ),
            RetryRule(exception=[OSError, ArchiveError, WarehouseError]),
        ],
        default=RetryAction.FAIL,
    ),
}


@dataclass(frozen=True, slots=True)
class ThisRun:
    """The run that a task belongs to: its settings, its folder, its id and DAG, and the answers to the trigger form."""

    settings: Settings
    folder: Path
    id: str
    dag_id: str
    params: Mapping[str, Any]


@contextmanager
def this_run() -> Iterator[ThisRun]:
    """The run of the task that asks; a watchdog sees that the task is at work on it, and when it dies."""
    context = get_current_context()
    settings = Settings.from_environment(os.environ)
    run_id, params, instance = str(context["run_id"]), context["params"], context["ti"]
    folder = booking.run_folder(settings.home, run_id)
    dag_id = context["dag"].dag_id
    booking.begin(folder, run_id, datetime.now(UTC), dag_id=dag_id, dry_run=bool(params.get("dry_run")))
    index = -1 if instance.map_index is None else instance.map_index
    with booking.at_work(folder, instance.task_id if index < 0 else f"{instance.task_id}-{index}"):
        yield ThisRun(settings, folder, run_id, dag_id, params)


def alert_connections() -> list[str]:
    """The connection that alerts also go to, where there is one of that name."""
    try:
        return [Connection.get(ALERT_CONNECTION).get_uri()]
    except AirflowNotFoundException:
        return []


@task(multiple_outputs=False, **PATIENT)
def collect() -> list[str]:
    """Read the sources; the batches to parse."""
    with this_run() as run:
        booking.collect(run.settings, run.folder, run.params["sources"], datetime.now(UTC))
        return list(booking.plan(run.settings, run.folder, run.params["parse"]).batches)


@task(multiple_outputs=False, **PATIENT)
def take_from_archive() -> list[str]:
    """Ask nobody for anything; the batches to parse are all that the archive holds."""
    with this_run() as run:
        return list(booking.plan(run.settings, run.folder, "everything").batches)


@task(multiple_outputs=False, map_index_template="{{ batch_label }}", **PATIENT)
def parse(batch: str) -> dict[str, int]:
    """Read the articles of a batch."""
    with this_run() as run:
        counts = booking.parse_batch(run.settings, run.folder, batch)
    get_current_context()["batch_label"] = f"{batch}: {counts['articles']} articles"  # type: ignore[typeddict-unknown-key]
    return counts


@task(multiple_outputs=False, trigger_rule=TriggerRule.NONE_FAILED, **PATIENT)
def reconcile(parsed: object) -> dict[str, int]:
    """Say how the sources fared, and bring the articles of each story together."""
    with this_run() as run:
        booking.report_sources(run.settings, run.folder)
        return booking.reconcile(run.settings, run.folder)


@task(multiple_outputs=False, **PATIENT)
def audit(stories: object) -> dict[str, int]:
    """Judge every touched story."""
    with this_run() as run:
        return booking.audit(run.settings, run.folder)


@task(outlets=[RELEASES, QUARANTINE], **PATIENT)
def publish(verdicts: object) -> str:
    """Publish what balances; the release."""
    with this_run() as run:
        booking.check_base(run.settings, run.folder)
        published = booking.publish(
            run.settings, run.folder, dry_run=run.params["dry_run"], on_critical=run.params["on_critical"]
        )
    if published.release is None or not published.new:
        raise AirflowSkipException(f"no new release: {published.why_not or 'nothing changed'}")
    events = get_current_context()["outlet_events"]
    events[RELEASES].extra = {"release": published.release, "previous": published.previous, **published.rows}
    events[QUARANTINE].extra = {"release": published.release, "stories_held": published.held}
    return published.release


@task(outlets=[CHANGES], trigger_rule=TriggerRule.NONE_FAILED, **PATIENT)
def compare(release: object) -> list[str]:
    """Tell what differs from the release before; a line per fact."""
    with this_run() as run:
        changes = booking.tell_changes(run.settings, run.folder)
    get_current_context()["outlet_events"][CHANGES].extra = changes.summary()
    return list(changes.lines)


@task(trigger_rule=TriggerRule.ALL_DONE)
def announce(release: object) -> str:
    """Tell what is newly wrong, and what no longer is; red where there is something new."""
    with this_run() as run:
        told = alerts.announcing.announce(
            run.settings,
            run.folder,
            run.id,
            datetime.now(UTC),
            connection_uris=alert_connections(),
            dry_run=run.params["dry_run"],
            dag_id=run.dag_id,
        )
    if not told.green:
        raise AirflowFailException(told.said)
    return told.said
