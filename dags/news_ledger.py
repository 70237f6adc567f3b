"""The pipeline on one screen. What happens in a task stands in the room that it calls."""

from __future__ import annotations

import os
from collections.abc import Mapping
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
PATIENT = {
    "retries": 2,
    "retry_delay": timedelta(seconds=20),
    "retry_policy": ExceptionRetryPolicy(
        rules=[
            RetryRule(exception=[StagedRowsError, booking.StructureError], action=RetryAction.FAIL),
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
            section="What to read",
        ),
        "parse": Param(
            "new",
            type="string",
            enum=["new", "everything"],
            values_display={"new": "only what is new", "everything": "everything in the archive, anew"},
            title="Parse",
            description="A changed parser, lexicon or rule has everything parsed anew without being asked.",
            section="What to read",
        ),
        "dry_run": Param(
            False,
            type="boolean",
            title="Dry run",
            description="Archive, parse and audit, but publish nothing and tell nobody.",
            section="What to publish",
        ),
        "on_critical": Param(
            "hold",
            type="string",
            enum=["hold", "publish nothing"],
            values_display={"hold": "hold that story, publish the rest", "publish nothing": "publish nothing at all"},
            title="When a story does not balance",
            section="What to publish",
        ),
    }


def here(run_id: str) -> tuple[Settings, Path]:
    """The settings of this process, and the folder of the run."""
    settings = Settings.from_environment(os.environ)
    return settings, booking.run_folder(settings.home, run_id)


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

    @task(**PATIENT)
    def collect(*, params: Mapping[str, Any], run_id: str) -> list[str]:
        settings, run_dir = here(run_id)
        now = datetime.now(UTC)
        booking.begin(run_dir, run_id, now)
        booking.collect(settings, run_dir, params["sources"], now)
        return list(booking.plan(settings, run_dir, params["parse"]).batches)

    @task(map_index_template="{{ batch_label }}", **PATIENT)
    def parse(batch: str, *, run_id: str) -> dict[str, int]:
        settings, run_dir = here(run_id)
        counts = booking.parse_batch(settings, run_dir, batch)
        get_current_context()["batch_label"] = f"{batch}: {counts['articles']} articles"  # type: ignore[typeddict-unknown-key]
        return counts

    @task(trigger_rule=TriggerRule.NONE_FAILED, **PATIENT)
    def reconcile(parsed: object, *, run_id: str) -> dict[str, int]:
        return booking.reconcile(*here(run_id))

    @task(**PATIENT)
    def audit(stories: object, *, run_id: str) -> dict[str, int]:
        return booking.audit(*here(run_id))

    @task(outlets=[RELEASES, QUARANTINE], **PATIENT)
    def publish(verdicts: object, *, params: Mapping[str, Any], run_id: str, outlet_events: Any) -> str | None:  # noqa: ANN401
        published = booking.publish(*here(run_id), dry_run=params["dry_run"], on_critical=params["on_critical"])
        if not published.new:
            raise AirflowSkipException(f"no new release: {published.why_not or 'nothing changed'}")
        outlet_events[RELEASES].extra = {"release": published.release, "previous": published.previous} | published.rows
        outlet_events[QUARANTINE].extra = {"release": published.release, "stories_held": published.held}
        return published.release

    @task(trigger_rule=TriggerRule.ALL_DONE)
    def announce(release: object, *, params: Mapping[str, Any], run_id: str) -> str:
        settings, run_dir = here(run_id)
        told = alerts.announcing.announce(
            settings,
            run_dir,
            run_id,
            datetime.now(UTC),
            connection_uris=alert_connections(),
            dry_run=params["dry_run"],
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
