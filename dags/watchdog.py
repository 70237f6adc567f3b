"""Every quarter of an hour: what nobody inside a run can report, and what still waits in the outbox."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

from airflow.sdk import dag, task

from alerts import Ledger, channels_from, patrol
from alerts.announcing import catch_up
from alerts.promises import last_seen, promises_from
from ledger_tasks import alert_connections
from sources import Settings, load_catalogue
from warehouse import list_releases


@dag(
    schedule="*/15 * * * *",
    start_date=datetime(2026, 1, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=1,
    tags=["newsledger"],
    doc_md=__doc__,
)
def watchdog() -> None:
    """Look for killed runs, missed schedules, silent sources and full disks, and deliver what waits."""

    @task(retries=1, retry_delay=timedelta(seconds=30))
    def look() -> str:
        settings = Settings.from_environment(os.environ)
        catch_up(settings, datetime.now(UTC))
        current = next((one for one in list_releases(settings.home) if one.current), None)
        found = patrol(
            Ledger.of(settings),
            channels_from(settings.alert_urls, alert_connections()),
            datetime.now(UTC),
            promises_from(os.environ),
            last_seen=last_seen(settings.home, load_catalogue(settings.catalogue)),
            current_release_at=current.since if current else None,
        )
        return f"{len(found.findings)} things wrong, {found.delivery.sent} messages sent"

    look()


WATCHDOG = watchdog()
