"""What an editor is asked about each held story, and what becomes of the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from expectations import RULES, Waiver, waivers
from sources import Settings
from warehouse.booking.planning import waivers_file
from warehouse.errors import NoReleaseError
from warehouse.reading import open_release


@dataclass(frozen=True, slots=True)
class Question:
    """One held story: what fails, as (rule, content key) pairs, and the case as Markdown."""

    story_id: str
    fails: tuple[tuple[str, str], ...]
    text: str


def questions(settings: Settings) -> tuple[Question, ...]:
    """A question for each story that the current release holds."""
    try:
        rows = open_release(settings.home).read("quarantine").to_pylist()
    except NoReleaseError:
        return ()
    held = [row for row in rows if row["severity"] == "critical" and row["waived_by"] is None]
    found = []
    for story in dict.fromkeys(row["story_id"] for row in held):
        own = [row for row in held if row["story_id"] == story]
        lines = [f"- **{row['rule']}**: {_plain(row['reason'])}  \n  {RULES[row['rule']].description}" for row in own]
        stays = "its last balanced version" if own[0]["published_version"] else "nothing of it"
        lines.append(f"\nPublished meanwhile: {stays}. `newsledger why-held {story}` shows the sentences.")
        fails = tuple(dict.fromkeys((row["rule"], row["content_key"]) for row in own))
        found.append(Question(story, fails, "\n".join(lines)))
    return tuple(found)


def decide(
    settings: Settings, story_id: str, fails: Sequence[tuple[str, str]], by: str, at: datetime, reason: str
) -> None:
    """Write down that the story is published as it is, for exactly that content."""
    for rule, content_key in fails:
        waiver = Waiver(story_id, rule, content_key, by, at, reason, waivers.PUBLISH)
        waivers.append(waivers_file(settings.home), waiver)


def _plain(text: str) -> str:
    """The text without what Markdown or HTML would make of it: it quotes articles."""
    return "".join(f"\\{letter}" if letter in r"\`*_{}[]()#+!|<>" else letter for letter in text)
