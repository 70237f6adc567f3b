"""An incident: something wrong, opened once, told once, closed when it is gone."""

from dataclasses import dataclass
from datetime import datetime

from alerts.findings import Finding, Severity, What


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Something wrong, from the run that first saw it to the run that no longer did.

    `findings` are the facts as last observed, at least one; those of a closed incident as they were before it closed.
    `told_at` is when the last message about it, opening or reminder, was written.
    """

    id: str
    what: What
    scope: str
    opened_at: datetime
    opened_by: str
    told_at: datetime
    findings: tuple[Finding, ...]
    closed_at: datetime | None = None
    closed_by: str | None = None

    @property
    def finding(self) -> Finding:
        """The fact that stands for the incident."""
        return self.findings[0]

    @property
    def title(self) -> str:
        """The headline of the story, or the sentence that says what is wrong."""
        return self.finding.title or self.finding.original_url or self.finding.key

    @property
    def severity(self) -> Severity:
        """Critical as soon as one of its findings is."""
        return "critical" if any(finding.severity == "critical" for finding in self.findings) else "warning"


@dataclass(frozen=True, slots=True)
class Observation:
    """What one run changed in a scope: incidents that it opened, found open already, and closed.

    The same when the run looks again, so a task that is repeated after its death still knows what it opened.
    """

    opened: tuple[Incident, ...]
    still_open: tuple[Incident, ...]
    closed: tuple[Incident, ...]
