"""All that fails at present, in the words of an alert: of the stories judged now, and of those held from before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyarrow.parquet as pq

from expectations import RULES, Failure, waivers
from sources import Settings
from warehouse.booking.auditing import Verdicts, read_verdicts
from warehouse.booking.held_cases import heading_of
from warehouse.booking.planning import read_plan, waivers_file
from warehouse.booking.reconciling import read_stories
from warehouse.booking.story_states import StagedStory
from warehouse.errors import NoReleaseError
from warehouse.reading import open_release

STAGES: Final = ("collect", "parse", "reconcile", "audit", "publish")
_MOST_QUOTES: Final = 6


@dataclass(frozen=True, slots=True)
class Failing:
    """One critical failure that nobody waived. `story_id` is None for one of the tables as a whole.

    `judged` is False for a story that this run did not touch: then only rule and reason are known. `quotes` are
    (language, sentence) pairs.
    """

    story_id: str | None
    rule: str
    description: str
    reason: str
    title: str = ""
    original_url: str = ""
    expression: str = ""
    stated: float | None = None
    computed: float | None = None
    quotes: tuple[tuple[str, str], ...] = ()
    judged: bool = True


def failing(settings: Settings, run_dir: Path) -> tuple[Failing, ...]:
    """What fails now, by story and rule; nothing is left out because it failed before."""
    judged = _judged(run_dir)
    verdicts = read_verdicts(run_dir) if judged is not None else None
    touched = judged or {}
    found = []
    if verdicts is not None:
        found += list(_structural(verdicts))
        if verdicts.structural:
            touched = {}  # what fails as a whole says nothing of any story
        else:
            found += list(_now(settings, run_dir, touched, verdicts))
    return tuple(found + list(_before(settings.home, touched)))


def unfinished_stage(run_dir: Path) -> str | None:
    """The first stage that a run did not get through; None where it got through all of them."""
    marks = {
        "collect": run_dir / "plan.json",
        "reconcile": run_dir / "stories.msgpack",
        "audit": run_dir / "audit" / "verdicts.msgpack",
        "publish": run_dir / "release.json",
    }
    for stage in STAGES:
        if stage == "parse":
            names = read_plan(run_dir).batches
            done = all((run_dir / "parsed" / f"{name}.index.msgpack").exists() for name in names)
        else:
            done = marks[stage].exists()
        if not done:
            return stage
    return None


def is_judged(run_dir: Path) -> bool:
    """Whether the run got through the audit."""
    return (run_dir / "audit" / "verdicts.msgpack").exists()


def _judged(run_dir: Path) -> dict[str, StagedStory] | None:
    """The stories that the run got through the audit; None where it did not come to that."""
    if not is_judged(run_dir):
        return None
    staged = read_stories(run_dir)
    return {story.story_id: story for story in staged.stories}


def _structural(verdicts: Verdicts) -> Iterator[Failing]:
    for one in verdicts.structural:
        yield Failing(None, one.rule, RULES[one.rule].description, one.reason)


def _now(settings: Settings, run_dir: Path, stories: dict[str, StagedStory], verdicts: Verdicts) -> Iterator[Failing]:
    decisions = waivers.read(waivers_file(settings.home))[: read_plan(run_dir).target.waivers]
    standing = waivers.standing(decisions)
    titles = _titles(run_dir) if verdicts.held else {}
    for failure in verdicts.failures:
        if failure.severity != "critical" or failure.story_id not in verdicts.held:
            continue
        decision = standing.get((failure.story_id, failure.rule, failure.content_key))
        if decision is not None and decision.decision == waivers.PUBLISH:
            continue
        yield Failing(
            story_id=failure.story_id,
            rule=failure.rule,
            description=RULES[failure.rule].description,
            reason=failure.reason,
            title=titles.get(failure.story_id, ""),
            original_url=stories[failure.story_id].original_url or "",
            expression=failure.expression or "",
            stated=failure.stated,
            computed=failure.computed,
            quotes=_quotes(failure),
        )


def _quotes(failure: Failure) -> tuple[tuple[str, str], ...]:
    pairs = dict.fromkeys((quote.language or "", quote.sentence) for quote in failure.quotes)
    return tuple(pairs)[:_MOST_QUOTES]


def _before(home: Path, judged: dict[str, StagedStory]) -> Iterator[Failing]:
    """What the current release holds of stories that the run did not judge."""
    try:
        release = open_release(home)
    except NoReleaseError:
        return
    columns = ["story_id", "rule", "severity", "reason", "waived_by"]
    for row in release.read("quarantine", columns=columns).to_pylist():
        if row["severity"] == "critical" and row["waived_by"] is None and row["story_id"] not in judged:
            yield Failing(row["story_id"], row["rule"], RULES[row["rule"]].description, row["reason"], judged=False)


def _titles(run_dir: Path) -> dict[str, str]:
    """What to call each story: the title of an article, or how the text of one begins that has none."""
    names = ["story_id", "article_id", "title", "url"]
    rows = pq.read_table(run_dir / "staged" / "dim_article.parquet", columns=names).to_pylist()
    texts = pq.read_table(run_dir / "staged" / "staged_text.parquet", columns=["article_id", "text"]).to_pylist()
    text_of = {row["article_id"]: row["text"] for row in texts}
    titles: dict[str, str] = {}
    for row in sorted(rows, key=lambda row: (not row["title"], str(row["article_id"]))):
        titles.setdefault(row["story_id"], heading_of(row["title"], text_of.get(row["article_id"]), row["url"]))
    return titles
