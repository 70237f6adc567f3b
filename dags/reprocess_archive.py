"""Everything in the archive read again with today's parser, without the network; published, and what differs told.

The same stages as news_ledger, but that nobody is asked for anything. What differs from the release before stands in
the log of the task *compare*, in its return value, and in the extra of the asset newsledger/changes.
"""

from __future__ import annotations

from datetime import UTC, datetime

from airflow.sdk import Param, dag

from ledger_tasks import announce, audit, compare, parse, publish, reconcile, take_from_archive

FORM = {
    "dry_run": Param(
        False, type="boolean", title="Dry run", description="Parse and audit, but publish nothing and tell nobody."
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
    schedule=None,
    start_date=datetime(2026, 1, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=1,
    params=FORM,
    tags=["newsledger"],
    doc_md=__doc__,
)
def reprocess_archive() -> None:
    """Book the whole archive anew, and say what differs."""
    batches = take_from_archive()
    parsed = parse.expand(batch=batches)
    stories = reconcile(parsed)
    verdicts = audit(stories)
    release = publish(verdicts)
    compare(release)
    announce(release)


REPROCESS = reprocess_archive()
