"""The book of incidents: what is wrong goes in, what is news about it goes to the outbox."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self, cast

from alerts import messages, outbox, store
from alerts.findings import Finding, What, by_incident, from_json, to_json
from alerts.incidents import Incident, Observation
from sources import Settings
from sources.settings import REMIND_DAYS

REMIND_AFTER = timedelta(days=REMIND_DAYS)


class Ledger:
    """The book of incidents under `$NEWSLEDGER_HOME/alerts`; every call is one transaction, from any process.

    `base_url` is the address of the Airflow web UI, for links to the run of `dag_id`; without it messages carry none.
    """

    def __init__(
        self,
        home: Path,
        *,
        base_url: str | None = None,
        dag_id: str = "news_ledger",
        remind_after: timedelta = REMIND_AFTER,
    ) -> None:
        self.home = home
        self.remind_after = remind_after
        self._base_url = base_url
        self._dag_id = dag_id

    @classmethod
    def of(cls, settings: Settings, *, dag_id: str = "news_ledger") -> Self:
        """The book of an installation."""
        remind_after = timedelta(days=settings.remind_days)
        return cls(settings.home, base_url=settings.base_url, dag_id=dag_id, remind_after=remind_after)

    def observe(
        self, run_id: str, now: datetime, findings: Sequence[Finding], *, scope: str, by_run: bool = True
    ) -> Observation:
        """Book all that is wrong in `scope` at present, and put what is new about it into the outbox.

        `findings` are all of them, not the new ones: an open incident of this scope that is not among them closes. All
        opened make one message, all closed one, all whose reminder is due one. Called again for the same run it opens
        and tells nothing twice. `by_run`: `run_id` is a run of the DAG, that a message can lead to.
        """
        at = store.stamp(now)
        letterhead = self._letterhead(run_id if by_run else "", now)
        failing = by_incident(findings)
        with store.transaction(self.home) as db:
            known = {incident.id: incident for incident in _select(db, "closed_at IS NULL")}
            for incident_id, facts in failing.items():
                if incident_id in known:
                    _collect(db, incident_id, facts)
                else:
                    _open(db, incident_id, facts, scope, run_id, at)
            vanished = [i.id for i in known.values() if i.scope == scope and i.id not in failing]
            for incident_id in vanished:
                _close(db, incident_id, run_id, at)

            failing_now = {i.id: i for i in _select(db, "closed_at IS NULL") if i.id in failing}
            opened = [failing_now[i] for i in failing if i not in known]
            closed = [i for i in _select(db, "closed_at = ? AND closed_by = ?", at, run_id) if i.id in vanished]
            if opened:
                outbox.post(db, messages.opened(opened, letterhead))
            if closed:
                outbox.post(db, messages.closed(closed, letterhead))
            self._remind(db, [failing_now[i] for i in failing if i in known], letterhead)

            open_now = {i.id: i for i in _select(db, "closed_at IS NULL") if i.id in failing}
            return Observation(
                opened=tuple(open_now[i] for i in failing if open_now[i].opened_by == run_id),
                still_open=tuple(open_now[i] for i in failing if open_now[i].opened_by != run_id),
                closed=_select(db, "closed_by = ? AND scope = ?", run_id, scope),
            )

    def remind(self, now: datetime) -> tuple[Incident, ...]:
        """Put one reminder into the outbox for all open incidents of any scope told of `remind_after` ago."""
        with store.transaction(self.home) as db:
            return self._remind(db, _select(db, "closed_at IS NULL"), self._letterhead("", now))

    def open_incidents(self) -> tuple[Incident, ...]:
        """All open incidents, the oldest first."""
        with store.transaction(self.home) as db:
            return _select(db, "closed_at IS NULL")

    def history(self) -> tuple[Incident, ...]:
        """All incidents there ever were, open and closed, the oldest first."""
        with store.transaction(self.home) as db:
            return _select(db, "TRUE")

    def _letterhead(self, run_id: str, now: datetime) -> messages.Letterhead:
        return messages.Letterhead(run_id=run_id, now=now, base_url=self._base_url, dag_id=self._dag_id)

    def _remind(
        self, db: sqlite3.Connection, candidates: Sequence[Incident], letterhead: messages.Letterhead
    ) -> tuple[Incident, ...]:
        due = tuple(i for i in candidates if i.told_at + self.remind_after <= letterhead.now)
        if due:
            outbox.post(db, messages.reminder(due, letterhead))
        for incident in due:
            db.execute(
                "UPDATE incident SET told_at = ? WHERE id = ? AND closed_at IS NULL",
                (store.stamp(letterhead.now), incident.id),
            )
        return due


def _open(
    db: sqlite3.Connection, incident_id: str, facts: tuple[Finding, ...], scope: str, run_id: str, at: str
) -> None:
    db.execute(
        "INSERT INTO incident (id, what, scope, opened_at, opened_by, told_at, findings) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (incident_id, facts[0].what, scope, at, run_id, at, to_json(facts)),
    )


def _collect(db: sqlite3.Connection, incident_id: str, facts: tuple[Finding, ...]) -> None:
    db.execute("UPDATE incident SET findings = ? WHERE id = ? AND closed_at IS NULL", (to_json(facts), incident_id))


def _close(db: sqlite3.Connection, incident_id: str, run_id: str, at: str) -> None:
    db.execute(
        "UPDATE incident SET closed_at = ?, closed_by = ? WHERE id = ? AND closed_at IS NULL", (at, run_id, incident_id)
    )


def _select(db: sqlite3.Connection, condition: str, *parameters: str) -> tuple[Incident, ...]:
    """Incidents in the order they were opened. `condition` is always a constant of this module."""
    rows = db.execute(f"SELECT * FROM incident WHERE {condition} ORDER BY episode", parameters)  # noqa: S608
    return tuple(_incident(row) for row in rows)


def _incident(row: sqlite3.Row) -> Incident:
    return Incident(
        id=row["id"],
        what=cast("What", row["what"]),
        scope=row["scope"],
        opened_at=datetime.fromisoformat(row["opened_at"]),
        opened_by=row["opened_by"],
        told_at=datetime.fromisoformat(row["told_at"]),
        findings=from_json(row["findings"]),
        closed_at=store.moment(row["closed_at"]),
        closed_by=row["closed_by"],
    )
