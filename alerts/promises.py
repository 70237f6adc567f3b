"""What an operator promises, as the environment says it, and when each source was last heard of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import msgspec

from alerts.watchdog import Promises
from sources import Catalogue, read_collection

_HOURS: Final = {
    "NEWSLEDGER_RUN_EVERY_HOURS": "run_every",
    "NEWSLEDGER_RUN_GRACE_HOURS": "run_grace",
    "NEWSLEDGER_RUN_LIMIT_HOURS": "run_limit",
    "NEWSLEDGER_RUN_PAUSE_HOURS": "run_pause",
    "NEWSLEDGER_SOURCE_SILENCE_HOURS": "source_silence",
    "NEWSLEDGER_RELEASE_AGE_HOURS": "release_age",
}
_MAY_BE_NONE: Final = frozenset({"run_every", "source_silence", "release_age"})
_RUNS_LOOKED_AT: Final = 60


class PromiseError(ValueError):
    """A promise that can't be read: its name, what it holds and what it should hold."""


def promises_from(environ: Mapping[str, str]) -> Promises:
    """The promises of these variables, each a number of hours; "none" promises nothing. PromiseError."""
    promised: dict[str, Any] = {}
    for name, field in _HOURS.items():
        text = environ.get(name, "").strip().lower()
        if not text:
            continue
        if text == "none" and field in _MAY_BE_NONE:
            promised[field] = None
            continue
        try:
            hours = timedelta(hours=float(text))
        except (ValueError, OverflowError) as error:
            raise PromiseError(f'{name} is "{text}"; expected a number of hours') from error
        if hours <= timedelta(0):
            raise PromiseError(f'{name} is "{text}"; expected more than 0 hours')
        promised[field] = hours
    return Promises(**promised)


def last_seen(home: Path, catalogue: Catalogue) -> dict[str, datetime]:
    """When the enabled sources that the last run did not hear were last heard; one never heard is left out.

    A source that the newest run which asked it has heard is not silent, however long ago that run was: that no run
    came since is another matter. Looks at the last 60 runs.
    """
    enabled = {source.id for source in catalogue.enabled}
    asked: set[str] = set()
    silent: set[str] = set()
    seen: dict[str, datetime] = {}
    for run_dir in sorted(home.glob("runs/*/collection.json"), key=lambda path: path.stat().st_mtime, reverse=True)[
        :_RUNS_LOOKED_AT
    ]:
        try:
            collection = read_collection(run_dir.parent)
        except (OSError, msgspec.MsgspecError):
            continue
        for health in collection.health:
            heard = health.found > health.failed
            if health.source_id not in asked and not heard:
                silent.add(health.source_id)
            asked.add(health.source_id)
            if heard and health.source_id in silent & enabled:
                seen.setdefault(health.source_id, collection.at)
    return seen
