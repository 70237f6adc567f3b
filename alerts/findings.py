"""What is wrong, as the facts that a message needs to say it."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Literal

import msgspec

What = Literal["story", "structure", "source", "run", "schedule", "disk", "release"]
Severity = Literal["critical", "warning"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong now.

    `rule` is the id of what failed and `description` its one sentence. `subject` names what it is about: a story's id
    for stories (`story_id` says the same and may be given instead), else a source, a run or a DAG. `quotes` are
    (language, sentence) pairs; `where` is the path or the URL of the evidence, `page` the path of its page in the web
    UI where it has one. `stated` and `computed` are null where no figures are compared.
    """

    rule: str
    description: str
    what: What = "story"
    subject: str = ""
    severity: Severity = "critical"
    story_id: str = ""
    title: str = ""
    original_url: str = ""
    expression: str = ""
    stated: float | None = None
    computed: float | None = None
    quotes: tuple[tuple[str, str], ...] = ()
    where: str = ""
    page: str = ""

    @property
    def key(self) -> str:
        """What makes this the same incident when it is found again: the subject and the rule, never the figures."""
        return f"{self.story_id or self.subject}:{self.rule}"

    @property
    def incident_id(self) -> str:
        """Sixteen hexadecimal digits, the same for the same thing in every run and on every machine."""
        identity = f"{self.what}\0{self.key}".encode(errors="backslashreplace")
        return hashlib.sha256(identity).hexdigest()[:16]


def by_incident(findings: Iterable[Finding]) -> Mapping[str, tuple[Finding, ...]]:
    """The findings by the incident they belong to, in the order given, each once."""
    grouped: dict[str, list[Finding]] = {}
    for finding in dict.fromkeys(findings):
        grouped.setdefault(finding.incident_id, []).append(finding)
    return {incident_id: tuple(members) for incident_id, members in grouped.items()}


def to_json(findings: Iterable[Finding]) -> str:
    """ASCII JSON that `from_json` reads back, also where a sentence holds a lone surrogate."""
    return json.dumps([asdict(finding) for finding in findings])


def from_json(text: str) -> tuple[Finding, ...]:
    """The findings that `to_json` wrote."""
    return msgspec.convert(json.loads(text), tuple[Finding, ...])
