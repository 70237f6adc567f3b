"""What a message says, as plain text that reads well in a mail. Pure: incidents in, text out."""

import hashlib
import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain
from typing import Literal
from urllib.parse import quote

from alerts.findings import Finding, What
from alerts.incidents import Incident

Kind = Literal["opened", "reminder", "closed"]

IN_FULL = 10  # incidents told with figures and sentences; the others get a line each
IN_LINES = 200
QUOTES = 8  # sentences of one finding
FINDINGS = 5  # findings of one incident
SENTENCE = 400  # characters of a quoted sentence
SUBJECT = 150
WIDTH = 100
LABEL = 10


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it waits in the outbox. `id` is its idempotency key: the same text, however often it is sent."""

    id: str
    kind: Kind
    run_id: str
    created_at: datetime
    subject: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """What all messages of one observation share. `run_id` is empty where no run is behind it; a watchdog is none."""

    run_id: str
    now: datetime
    base_url: str | None = None
    dag_id: str = "news_ledger"

    @property
    def link(self) -> str | None:
        """The page of the run in the Airflow UI."""
        return self.address(page_of(self.dag_id, self.run_id)) if self.run_id else None

    @property
    def report(self) -> str | None:
        """The page with the figures and sentences of what the current release holds."""
        return self.address("/newsledger/report")

    def address(self, page: str) -> str | None:
        """The address of a page of the web UI; None where nobody said where that is."""
        return f"{self.base_url.rstrip('/')}{page}" if self.base_url else None


def page_of(dag_id: str, run_id: str) -> str:
    """The path of a run's page in the Airflow UI."""
    return f"/dags/{quote(dag_id)}/runs/{quote(run_id, safe='')}"


def opened(incidents: Sequence[Incident], letterhead: Letterhead) -> Message:
    """One message for all incidents that opened together, at least one."""
    return _message("opened", _headline(incidents, "opened"), incidents, letterhead)


def reminder(incidents: Sequence[Incident], letterhead: Letterhead) -> Message:
    """One message for all incidents that have been open for long, at least one."""
    return _message("reminder", f"Still open: {_headline(incidents, 'opened')}", incidents, letterhead)


def closed(incidents: Sequence[Incident], letterhead: Letterhead) -> Message:
    """One message for all incidents that closed together, at least one."""
    return _message("closed", f"Recovered: {_headline(incidents, 'closed')}", incidents, letterhead)


def _message(kind: Kind, headline: str, incidents: Sequence[Incident], letterhead: Letterhead) -> Message:
    identity = chain(
        (kind, letterhead.run_id),
        *((i.id, i.opened_at.isoformat(), i.told_at.isoformat()) for i in incidents),
    )
    message_id = hashlib.sha256("\0".join(identity).encode(errors="backslashreplace")).hexdigest()[:24]
    sections = [
        _introduction(kind, incidents),
        *(_in_full(kind, number, incident, letterhead) for number, incident in enumerate(incidents[:IN_FULL], start=1)),
        _in_lines(incidents),
        _advice(kind, incidents),
        _footer(message_id, letterhead, of_stories=any(one.what == "story" for one in incidents)),
    ]
    return Message(
        id=message_id,
        kind=kind,
        run_id=letterhead.run_id,
        created_at=letterhead.now,
        subject=_shortened(_line(f"[Newsledger] {headline}"), SUBJECT),
        body=_clean("\n\n".join(filter(None, sections))) + "\n",
    )


def _headline(incidents: Sequence[Incident], kind: Kind) -> str:
    """What happened, in the words of a subject: "2 stories held: parts_sum_to_total"."""
    kinds = {incident.what for incident in incidents}
    rules = ", ".join(dict.fromkeys(finding.rule for incident in incidents for finding in incident.findings))
    if kinds == {"story"}:
        stories = _counted(len({i.finding.story_id or i.finding.subject for i in incidents}), "story", "stories")
        return f"{stories} no longer held by {rules}" if kind == "closed" else f"{stories} held: {rules}"
    if kinds == {"structure"}:
        return f"structure sound again: {rules}" if kind == "closed" else f"nothing published: {rules}"
    first = incidents[0].title
    return first if len(incidents) == 1 else f"{first}, and {len(incidents) - 1} more"


OPENING: dict[What, tuple[str, str]] = {
    "story": (
        "This story does not balance. It is held in quarantine; what was published of it before stays.",
        "These stories do not balance. They are held in quarantine; what was published of them before stays.",
    ),
    "structure": (
        "The tables are not sound as a whole, so nothing was published. The last good release stays current.",
        "The tables are not sound as a whole, so nothing was published. The last good release stays current.",
    ),
}


def _introduction(kind: Kind, incidents: Sequence[Incident]) -> str:
    kinds = {incident.what for incident in incidents}
    many = len({i.finding.story_id or i.finding.key for i in incidents}) > 1
    if kind == "closed":
        if kinds == {"story"}:
            return (
                "These stories no longer fail the rules below: they balance again, or an editor waived what was found."
                if many
                else "This story no longer fails the rule below: it balances again, or an editor waived what was found."
            )
        return "What was reported below is no longer found."
    still = "This was told before and is still so.\n\n" if kind == "reminder" else ""
    if len(kinds) == 1 and incidents[0].what in OPENING:
        return _wrapped(still + OPENING[incidents[0].what][many])
    return _wrapped(still + "This needs somebody's attention.")


def _in_full(kind: Kind, number: int, incident: Incident, letterhead: Letterhead) -> str:
    """One incident with all its facts: the headline, then a labelled line or more for each."""
    lines = [f"{number}. {_line(incident.title)}"]
    story = incident.finding
    if story.original_url and story.original_url != incident.title:
        lines.append(f"   {_line(story.original_url)}")
    if story.story_id:
        lines.append(_labelled("Story", story.story_id))
    if kind != "opened":
        lines.append(_labelled("Since", _when(incident.opened_at)))
    lines += [_labelled("Rule", story.rule), _labelled("", story.description)]
    findings = _alike(incident.findings)
    for finding in findings[:FINDINGS]:
        lines.extend(_facts(finding, brief=kind == "closed"))
    if len(findings) > FINDINGS:
        lines.append(_labelled("", f"and {len(findings) - FINDINGS} more findings under the same rule"))
    if story.page and (address := letterhead.address(story.page)):
        lines.append(f"   {'Page':<{LABEL}}{address}")
    # Not wrapped: a path that is broken over two lines can be neither clicked nor copied.
    places = dict.fromkeys(_line(finding.where) for finding in incident.findings if finding.where)
    lines += [f"   {'Evidence':<{LABEL}}{place}" for place in places]
    return "\n".join(lines)


def _alike(findings: Sequence[Finding]) -> list[Finding]:
    """The findings, those of several articles with the same figures as one with the sentences of all."""
    merged: dict[tuple[str, float | None, float | None], Finding] = {}
    for finding in findings:
        key = (finding.expression, finding.stated, finding.computed)
        known = merged.get(key)
        quotes = dict.fromkeys((*(known.quotes if known else ()), *finding.quotes))
        merged[key] = replace(known or finding, quotes=tuple(quotes))
    return list(merged.values())


def _facts(finding: Finding, *, brief: bool) -> list[str]:
    lines = []
    if finding.expression:
        lines.append(_labelled("Figures", finding.expression))
    if finding.stated is not None:
        lines.append(_labelled("Stated", figure(finding.stated)))
    if finding.computed is not None:
        lines.append(_labelled("Computed", figure(finding.computed)))
    if not brief:
        lines += [
            _labelled(language, f"“{_shortened(_line(text), SENTENCE)}”") for language, text in finding.quotes[:QUOTES]
        ]
        if len(finding.quotes) > QUOTES:
            lines.append(_labelled("", f"and {len(finding.quotes) - QUOTES} more sentences in the evidence"))
    return lines


def _in_lines(incidents: Sequence[Incident]) -> str:
    rest = incidents[IN_FULL:]
    lines = [
        f"- {_shortened(_line(i.title), 80)} ({i.finding.story_id or i.finding.subject}): {i.finding.rule}"
        for i in rest[:IN_LINES]
    ]
    if len(rest) > IN_LINES:
        lines.append(f"- and {len(rest) - IN_LINES} more")
    return "\n".join(lines)


def _advice(kind: Kind, incidents: Sequence[Incident]) -> str:
    stories = [i for i in incidents if i.what == "story"]
    if kind == "closed" or not stories:
        return ""
    finding = stories[0].finding
    story = finding.story_id or finding.subject
    return "\n".join(
        (
            "What to do",
            f"  newsledger why-held {story}",
            "      shows the figures, the sentences and where they stand.",
            f'  newsledger waive {story} {finding.rule} --reason "..."',
            "      publishes it as it is, marked, when the source itself is wrong.",
            "  A corrected article, or a corrected lexicon, releases it by itself.",
        )
    )


def _footer(message_id: str, letterhead: Letterhead, *, of_stories: bool) -> str:
    lines = ["--"]
    if letterhead.run_id:
        lines.append(f"Run      {_line(letterhead.run_id)}")
    if letterhead.link:
        lines.append(f"Link     {letterhead.link}")
    if of_stories and letterhead.report:
        lines.append(f"Report   {letterhead.report}")
    lines += [f"Written  {_when(letterhead.now)}", f"Message  {message_id}"]
    return "\n".join(lines)


def figure(value: float) -> str:
    """A figure as a person writes it: 17, 0.5, 1,250,000."""
    return f"{value:,.0f}" if value.is_integer() else f"{value:,.10g}"


def _labelled(label: str, text: str) -> str:
    """A labelled paragraph, wrapped, its lines aligned behind the label."""
    indent = " " * (3 + LABEL)
    return textwrap.fill(
        _line(text),
        WIDTH,
        initial_indent=f"   {label:<{LABEL}}",
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _wrapped(text: str) -> str:
    return "\n\n".join(textwrap.fill(paragraph, WIDTH) for paragraph in text.split("\n\n"))


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _shortened(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def _line(text: str) -> str:
    """The text on one line: no header and no line of our own can be forged by what an article says."""
    return " ".join(_clean(text).split())


def _clean(text: str) -> str:
    """Without control characters (but line ends), without direction overrides, and without what UTF-8 can't carry."""
    visible = re.sub(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", " ", text)
    return visible.encode(errors="replace").decode()


def _when(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
