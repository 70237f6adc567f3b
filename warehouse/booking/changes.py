"""What a run's release says otherwise than the release before, for whoever started the run."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from sources import Settings
from warehouse.booking.publishing import read_published
from warehouse.booking.run_folder import write_json
from warehouse.differences import FactChange, diff
from warehouse.errors import NoReleaseError
from warehouse.history import list_releases, log
from warehouse.reading import open_release

_LOG: Final = logging.getLogger(__name__)
FILE_NAME: Final = "changes.json"
_MOST_LINES: Final = 500
_EXAMPLES: Final = 20


@dataclass(frozen=True, slots=True)
class Changes:
    """The facts that differ between two releases; `previous` is None where there was none before.

    `counts` by kind of change (added, corrected, changed, withdrawn); `lines` say the first 500 in words.
    """

    release: str | None
    previous: str | None
    counts: Mapping[str, int]
    lines: tuple[str, ...]

    def summary(self) -> dict[str, Any]:
        """All of it in a few lines, as JSON has it."""
        return {
            "release": self.release,
            "previous": self.previous,
            **self.counts,
            "examples": list(self.lines[:_EXAMPLES]),
        }


def tell_changes(settings: Settings, run_dir: Path) -> Changes:
    """Log what differs from the release before, fact by fact; also in `run_dir/changes.json`."""
    published = read_published(run_dir)
    release, previous = (published.release, published.previous) if published else (None, None)
    changes = _between(settings, previous if published and published.new else None, release)
    write_json(run_dir / FILE_NAME, asdict(changes))
    if published is None or not published.new:
        _LOG.info("nothing differs: no new release")
    elif previous is None:
        _LOG.info("release %s is the first; there is nothing to compare it with", release)
    else:
        said = ", ".join(f"{count} {change}" for change, count in changes.counts.items()) or "none"
        _LOG.info("facts that differ between %s and %s: %s", previous, release, said)
    for line in changes.lines:
        _LOG.info("%s", line)
    return changes


def changes_of_current(settings: Settings) -> Changes:
    """What the current release says otherwise than the one before it, as far as that one is still there."""
    try:
        release = open_release(settings.home).id
    except NoReleaseError:
        return _between(settings, None, None)
    others = {one.id for one in list_releases(settings.home)} - {release}
    before = [one.previous for one in log(settings.home) if one.release == release and one.previous in others]
    return _between(settings, before[-1] if before else None, release)


def _between(settings: Settings, previous: str | None, release: str | None) -> Changes:
    found = diff(settings.home, previous, release) if previous and release else ()
    counts: dict[str, int] = dict(sorted(Counter(one.change for one in found).items()))
    return Changes(release, previous, counts, tuple(told(one) for one in found[:_MOST_LINES]))


def told(change: FactChange) -> str:
    """One change in a line: what kind, of which story, which fact, before and after, and why."""
    row = change.after or change.before or {}
    name = row.get("indicator") or row.get("place_id") or change.table
    values = [_value(one) for one in (change.before, change.after) if one is not None]
    shown = " → ".join(dict.fromkeys(values))
    return f"{change.change}: {change.story_id} {name}: {shown} ({change.reason})"


def _value(row: Mapping[str, Any]) -> str:
    if "qualifier" not in row:
        return "; ".join(row.get("name_as_listed") or [])
    if row["qualifier"] == "range":
        said = f"{_figure(row['value_low'])} to {_figure(row['value_high'])}"
    else:
        qualifier = "" if row["qualifier"] == "exact" else f"{row['qualifier'].replace('_', ' ')} "
        said = f"{qualifier}{_figure(row['value'])}"
    return f"{said} {row['unit']}" if row.get("unit") else said


def _figure(value: float | None) -> str:
    return "?" if value is None else f"{value:,.12g}"
