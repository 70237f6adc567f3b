"""The pipeline on one screen. What happens in a task stands in the room that it calls."""

from __future__ import annotations

import os
from datetime import datetime
from zoneinfo import ZoneInfo

from airflow.sdk import Param, dag

from ledger_tasks import announce, audit, collect, parse, publish, reconcile
from sources import Settings, load_catalogue

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def trigger_form(settings: Settings) -> dict[str, Param]:
    """The questions that the web UI asks before a run, and the defaults of a scheduled one."""
    catalogue = load_catalogue(settings.catalogue)
    ids = [source.id for source in catalogue.sources]
    return {
        "sources": Param(
            [source.id for source in catalogue.enabled],
            type="array",
            items={"type": "string", "enum": ids},
            examples=ids,
            values_display={
                source.id: f"{source.id} ({source.kind}{'' if source.enabled else ', off'})"
                for source in catalogue.sources
            },
            minItems=1 if catalogue.enabled else 0,
            uniqueItems=True,
            title="Sources",
            description="Which sources of the catalogue to read; one that is off in the catalogue is read only when "
            "chosen here.",
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
    batches = collect()
    parsed = parse.expand(batch=batches)
    stories = reconcile(parsed)
    verdicts = audit(stories)
    release = publish(verdicts)
    announce(release)


LEDGER = news_ledger()
