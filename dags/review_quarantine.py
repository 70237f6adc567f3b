"""A question for each held story, answered in the web UI: publish it as it is, or go on holding it.

Asked whenever a release is published that holds stories. The run of news_ledger that
is started here follows the answers.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from airflow.providers.standard.operators.hitl import HITLOperator
from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.sdk import Asset, Param, dag, task
from airflow.sdk.exceptions import AirflowSkipException

from sources import Settings
from warehouse.booking.decisions import decide, questions

PUBLISH, HOLD = "Publish as it is", "Go on holding"


@dag(
    schedule=[Asset("newsledger/quarantine")],
    start_date=datetime(2026, 1, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=1,
    tags=["newsledger"],
    doc_md=__doc__,
)
def review_quarantine() -> None:
    """Ask an editor about every held story, and book the answers."""

    @task(multiple_outputs=False)
    def ask() -> list[dict[str, Any]]:
        held = questions(Settings.from_environment(os.environ))
        return [{"story_id": one.story_id, "fails": one.fails, "text": one.text} for one in held]

    @task
    def as_form(question: Mapping[str, Any]) -> dict[str, str]:
        return {"subject": f"Story {question['story_id']} does not balance", "body": question["text"]}

    @task
    def book(asked: Any, answers: Any) -> int:  # noqa: ANN401 - what the tasks before return
        settings, now = Settings.from_environment(os.environ), datetime.now(UTC)
        published = 0
        for question, answer in zip(asked, answers, strict=True):
            if answer["chosen_options"] == [PUBLISH]:
                by = (answer.get("responded_by_user") or {}).get("name") or "an editor"
                reason = (answer.get("params_input") or {}).get("reason") or "decided in the web UI"
                decide(settings, question["story_id"], [tuple(pair) for pair in question["fails"]], by, now, reason)
                published += 1
        if not published:
            raise AirflowSkipException("no story was let through")
        return published

    asked = ask()
    answered = HITLOperator.partial(
        task_id="answer",
        options=[PUBLISH, HOLD],
        defaults=HOLD,
        params={"reason": Param("", type="string", title="Why")},
        response_timeout=timedelta(days=6),
    ).expand_kwargs(as_form.expand(question=asked))
    booked = book(asked, answered.output)
    follow = TriggerDagRunOperator(task_id="follow", trigger_dag_id="news_ledger", reset_dag_run=False)
    booked >> follow


REVIEW = review_quarantine()
