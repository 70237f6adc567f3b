"""A question for each held story, answered in the web UI: publish it, go on holding it, or set one article aside.

Asked whenever a release is published that holds stories; who answered "go on holding" is not asked again
until the story changes. The run of news_ledger that is started here follows the answers.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from airflow.providers.standard.operators.hitl import HITLOperator
from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.sdk import Asset, Param, dag, task
from airflow.sdk.exceptions import AirflowSkipException

from expectations import waivers
from sources import Settings
from warehouse.booking.decisions import HOLD, decide, questions


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
        return [msgspec.to_builtins(one) for one in questions(Settings.from_environment(os.environ))]

    @task
    def as_form(question: Mapping[str, Any]) -> dict[str, Any]:
        subject = f"{question['heading']} does not balance"
        return {"subject": subject, "body": question["text"], "options": list(question["decisions"])}

    @task
    def book(asked: Any, answers: Any) -> int:  # noqa: ANN401 - what the tasks before return
        settings, now = Settings.from_environment(os.environ), datetime.now(UTC)
        decided = 0
        for question, answer in zip(asked, answers, strict=True):
            user = answer.get("responded_by_user")
            if user is None:
                continue  # nobody answered in time: it stays as it was, and undecided
            decision = question["decisions"][answer["chosen_options"][0]]
            reason = (answer.get("params_input") or {}).get("reason") or "decided in the web UI"
            fails = [tuple(pair) for pair in question["fails"]]
            decide(settings, question["story_id"], fails, user.get("name") or "an editor", now, reason, decision)
            decided += decision != waivers.HOLD
        if not decided:
            raise AirflowSkipException("no story was let through")
        return decided

    asked = ask()
    answered = HITLOperator.partial(
        task_id="answer",
        defaults=HOLD,
        params={"reason": Param("", type="string", title="Why")},
        response_timeout=timedelta(days=6),
    ).expand_kwargs(as_form.expand(question=asked))
    booked = book(asked, answered.output)
    follow = TriggerDagRunOperator(task_id="follow", trigger_dag_id="news_ledger", reset_dag_run=False)
    booked >> follow


REVIEW = review_quarantine()
