"""The pipeline on one screen. What happens in a task stands in the room that it calls."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from airflow.sdk import Asset, Connection, Param, TriggerRule, dag, get_current_context, task
from airflow.sdk.definitions.retry_policy import ExceptionRetryPolicy, RetryAction, RetryRule
from airflow.sdk.exceptions import AirflowFailException, AirflowNotFoundException, AirflowSkipException

import alerts.announcing
from sources import ArchiveError, Settings, load_catalogue
from warehouse import StagedRowsError, WarehouseError, booking

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
RELEASES = Asset("newsledger/releases")
QUARANTINE = Asset("newsledger/quarantine")
ALERT_CONNECTION = "newsledger_alerts"

# Another process at work, a full disk, a killed worker: worth another try. Anything else fails the same way again.
PATIENT: Mapping[str, Any] = {
    "retries": 2,
    "retry_delay": timedelta(seconds=20),
    "retry_policy": ExceptionRetryPolicy(
        rules=[
            RetryRule(
                exception=[StagedRowsError, booking.ParserBrokenError, booking.StructureError], action=RetryAction.FAIL
            ),
            RetryRule(exception=[OSError, ArchiveError, WarehouseError]),
        ],
        default=RetryAction.FAIL,
    ),
}


def trigger_form(settings: Settings) -> dict[str, Param]:
    """The questions that the web UI asks before a run, and the defaults of a scheduled one."""
    enabled = load_catalogue(settings.catalogue).enabled
    ids = [source.id for source in enabled]
    return {
        "sources": Param(
            ids,
            type="array",
            items={"type": "string", "enum": ids},
            examples=ids,
            values_display={source.id: f"{source.id} ({source.kind})" for source in enabled},
            minItems=1,
            uniqueItems=True,
            title="Sources",
            description="Which sources of the catalogue to read.",
        ),
        "parse": Param(
            "new",
            type="string",
            enum=["new", "everything"],
            values_display={"new": "only what is new", "everything": "everything in the archive, anew"},
            title="Parse",
            description="A changed parser, lexicon or rule has everything parsed anew without being asked.",
        ),
        "dry_run": Param(
            False,
            type="boolean",
            title="Dry run",
            description="Archive, parse and audit, but publish nothing and tell nobody.",
        ),
        "on_critical": Param(
            "hold",
            type="string",
            enum=["hold", "publish nothing"],
            values_display={"hold": "hold that story, publish the rest", "publish nothing": "publish nothing at all"},
            title="When a story does not balance",
        ),
    }


@dataclass(frozen=True, slots=True)
class ThisRun:
    """The run that a task belongs to: its settings, its folder, its id, and the answers to the trigger form."""

    settings: Settings
    folder: Path
    id: str
    params: Mapping[str, Any]


def this_run() -> ThisRun:
    """The run of the task that asks."""
    context = get_current_context()
    settings = Settings.from_environment(os.environ)
    run_id = str(context["run_id"])
    return ThisRun(settings, booking.run_folder(settings.home, run_id), run_id, context["params"])


def alert_connections() -> list[str]:
    """The connection that alerts also go to, where there is one of that name."""
    try:
        return [Connection.get(ALERT_CONNECTION).get_uri()]
    except AirflowNotFoundException:
        return []


@dag(
    schedule="0 6 * * *",
    start_date=datetime(2026, 1, 1, tzinfo=HANOI),
    catchup=False,
    max_active_runs=1,
    params=trigger_form(Settings.from_environment(os.environ)),
    tags=["newsledger"],
    doc_md=__doc__,
)
def news_ledger() -> None:
    """Fetch the news, book it, balance the books, publish what balances."""

    @task(multiple_outputs=False, **PATIENT)
    def collect() -> list[str]:
        run, now = this_run(), datetime.now(UTC)
        booking.begin(run.folder, run.id, now)
        booking.collect(run.settings, run.folder, run.params["sources"], now)
        return list(booking.plan(run.settings, run.folder, run.params["parse"]).batches)

    @task(multiple_outputs=False, map_index_template="{{ batch_label }}", **PATIENT)
    def parse(batch: str) -> dict[str, int]:
        run = this_run()
        counts = booking.parse_batch(run.settings, run.folder, batch)
        get_current_context()["batch_label"] = f"{batch}: {counts['articles']} articles"  # type: ignore[typeddict-unknown-key]
        return counts

    @task(multiple_outputs=False, trigger_rule=TriggerRule.NONE_FAILED, **PATIENT)
    def reconcile(parsed: object) -> dict[str, int]:
        run = this_run()
        return booking.reconcile(run.settings, run.folder)

    @task(multiple_outputs=False, **PATIENT)
    def audit(stories: object) -> dict[str, int]:
        run = this_run()
        return booking.audit(run.settings, run.folder)

    @task(outlets=[RELEASES, QUARANTINE], **PATIENT)
    def publish(verdicts: object) -> str:
        run = this_run()
        published = booking.publish(
            run.settings, run.folder, dry_run=run.params["dry_run"], on_critical=run.params["on_critical"]
        )
        if published.release is None or not published.new:
            raise AirflowSkipException(f"no new release: {published.why_not or 'nothing changed'}")
        events = get_current_context()["outlet_events"]
        events[RELEASES].extra = {"release": published.release, "previous": published.previous, **published.rows}
        events[QUARANTINE].extra = {"release": published.release, "stories_held": published.held}
        return published.release

    @task(trigger_rule=TriggerRule.ALL_DONE)
    def announce(release: object) -> str:
        run = this_run()
        connections, quiet = alert_connections(), run.params["dry_run"]
        told = alerts.announcing.announce(
            run.settings, run.folder, run.id, datetime.now(UTC), connection_uris=connections, dry_run=quiet
        )
        if not told.green:
            raise AirflowFailException(told.said)
        return told.said

    batches = collect()
    parsed = parse.expand(batch=batches)
    stories = reconcile(parsed)
    verdicts = audit(stories)
    release = publish(verdicts)
    announce(release)


LEDGER = news_ledger()
