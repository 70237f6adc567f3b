"""Counting what a source brings, while it brings it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sources.collection import Failure, SourceHealth
from sources.writer import Outcome


@dataclass(slots=True)
class Tally:
    """The counts of one source so far; see SourceHealth for what each means."""

    source_id: str
    fetched: int = 0
    skipped: int = 0
    outcomes: dict[Outcome, int] = field(default_factory=lambda: dict.fromkeys(Outcome, 0))
    failures: list[Failure] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def came(self, outcome: Outcome) -> None:
        """Count an article whose body was read."""
        self.fetched += 1
        self.outcomes[outcome] += 1

    def health(self, last_new_at: datetime | None) -> SourceHealth:
        """The counts as they stand."""
        new, changed, unchanged = (self.outcomes[o] for o in (Outcome.NEW, Outcome.CHANGED, Outcome.UNCHANGED))
        skipped = self.skipped + self.outcomes[Outcome.WITHDRAWN]
        return SourceHealth(
            source_id=self.source_id,
            found=new + changed + unchanged + skipped + len(self.failures),
            fetched=self.fetched,
            new=new,
            changed=changed,
            unchanged=unchanged,
            skipped=skipped,
            failures=tuple(sorted(self.failures, key=lambda failure: (failure.where, failure.reason))),
            last_new_at=last_new_at,
            notes=tuple(self.notes),
        )
