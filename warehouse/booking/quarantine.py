"""Table quarantine: what is held and why, what an editor let through, which article was outvoted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import pyarrow as pa

from expectations import Failure, Waiver, waivers
from expectations.verdict import content_key
from warehouse.booking.auditing import Verdicts
from warehouse.booking.story_states import StagedStory
from warehouse.schema import PARTITION_COLUMN, STRING, TABLES

_SCHEMA: Final = TABLES["quarantine"].arrow.append(pa.field(PARTITION_COLUMN, STRING))

Row = Mapping[str, Any]


def quarantine(stories: Mapping[str, StagedStory], verdicts: Verdicts, decisions: Sequence[Waiver]) -> pa.Table:
    """The rows of the touched stories. A critical row that nobody waived means that the story is held."""
    standing = waivers.standing(decisions)
    rows: dict[tuple[Any, ...], Row] = {}
    for row in (*_failed(stories, verdicts, standing), *_outvoted(stories, verdicts)):
        rows.setdefault(tuple(row[name] for name in TABLES["quarantine"].key), row)
    return pa.Table.from_pylist(list(rows.values()), schema=_SCHEMA)


def _failed(
    stories: Mapping[str, StagedStory], verdicts: Verdicts, standing: Mapping[tuple[str, str, str], Waiver]
) -> Iterator[Row]:
    decided = {story: waiver for (story, _, _), waiver in standing.items()}
    for failure in verdicts.failures:
        story = failure.story_id
        if story is None or failure.severity != "critical":
            continue
        waiver = standing.get((story, failure.rule, failure.content_key))
        if waiver is not None and waiver.decision == waivers.HOLD:
            waiver = None
        if story in verdicts.settled:
            waiver = waiver or decided.get(story)
        stays = verdicts.instead.get(story)
        yield {
            **_common(stories[story], failure),
            "published_version": stays.story.version if stays else None,
            "waived_by": waiver.by if waiver else None,
            "waived_at": waiver.at if waiver else None,
        }


def _common(story: StagedStory, failure: Failure) -> dict[str, Any]:
    return {
        "story_id": story.story_id,
        "article_id": failure.article_id,
        "rule": failure.rule,
        "severity": failure.severity,
        "reason": failure.reason,
        "evidence": list(failure.evidence),
        "content_key": failure.content_key,
        PARTITION_COLUMN: story.month,
    }


def _outvoted(stories: Mapping[str, StagedStory], verdicts: Verdicts) -> Iterator[Row]:
    """Articles that three or more witnesses contradict: the story stays, so no row of theirs is critical."""
    for story_id, newest in stories.items():
        stays = verdicts.instead.get(story_id)
        published = stays.story if stays else newest
        for one in published.set_aside:
            yield {
                "story_id": story_id,
                "article_id": one.article_id,
                "rule": one.rule,
                "severity": "warning",
                "reason": one.reason,
                "evidence": list(one.evidence),
                "content_key": content_key(one.rule, [one.article_id, one.reason], published.contents),
                "published_version": published.version,
                "waived_by": None,
                "waived_at": None,
                PARTITION_COLUMN: newest.month,
            }
