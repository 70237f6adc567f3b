"""The stage that brings the articles of each touched story together and stages the tables."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from sources import Archive, Settings
from transforms.reconcile import dimensions, tables
from warehouse.booking.parsed_files import Contents, Entry, ParsedFiles, parsed_contents
from warehouse.booking.planning import Plan, read_plan
from warehouse.booking.reading_articles import ReadArticle, read_article
from warehouse.booking.run_folder import write_bytes
from warehouse.booking.staged import StagedWriter
from warehouse.booking.story_states import StagedStory, first_booked, reconciled
from warehouse.booking.telling import tells_refusals
from warehouse.errors import NoReleaseError, WarehouseError
from warehouse.reading import open_release

_LOG: Final = logging.getLogger(__name__)
_ARTICLES_AT_ONCE: Final = 500
# So many of the new articles may trip the parser, even if they are all: one odd page must not stop the books.
_ODD_ARTICLES: Final = 3


class ParserBrokenError(WarehouseError):
    """The parser fails on most articles: nothing may be published."""


@dataclass(frozen=True, slots=True)
class Staged:
    """The stories that a run touches: those that have articles, and those that no longer have any.

    `assignments` are the stories of the articles that were read, {article_id: story_id}.
    """

    stories: tuple[StagedStory, ...]
    removed: tuple[str, ...]
    assignments: Mapping[str, str]


@tells_refusals("reconcile")
def reconcile(settings: Settings, run_dir: Path) -> dict[str, int]:
    """Stage the touched stories, each with all its current articles; how many stories, articles and rows there are."""
    plan = read_plan(run_dir)
    contents = parsed_contents(run_dir / "parsed") if plan.batches else Contents((), ())
    _check_parser(plan, contents)
    now = {entry.article_id: entry for entry in contents.entries}
    with Archive(settings.home) as archive:
        members = _everything(now) if plan.everything else _touched(archive, plan, now)
        files = ParsedFiles(run_dir / "parsed")
        staged: list[StagedStory] = []
        n_rows = 0
        with StagedWriter(run_dir / "staged") as writer:
            writer.write(dimensions())
            for chunk in _chunks(members):
                stories = []
                for story_id, articles in _load(archive, files, now, chunk):
                    if articles:
                        since = first_booked(archive, [one.version.article_id for one in articles])
                        story, about = reconciled(story_id, articles, since)
                        stories.append(story)
                        staged.append(about)
                made = tables(stories)
                writer.write(made)
                n_rows += sum(rows.num_rows for rows in made.values())
    there = {story.story_id for story in staged}
    known = _known(settings.home) if plan.everything else members.keys()
    removed = tuple(sorted(known - there))
    assignments = {entry.article_id: entry.story_id for entry in contents.entries}
    write_bytes(run_dir / "stories.msgpack", msgspec.msgpack.encode(Staged(tuple(staged), removed, assignments)))
    counts = {
        "stories": len(staged),
        "articles": sum(len(story.articles) for story in staged),
        "rows": n_rows,
        "set_aside": sum(len(story.set_aside) for story in staged),
        "removed": len(removed),
    }
    _LOG.info("%d stories of %d articles, %d rows staged, %d articles set aside, %d stories gone", *counts.values())
    return counts


def read_stories(run_dir: Path) -> Staged:
    """What a run staged."""
    return msgspec.msgpack.decode((run_dir / "stories.msgpack").read_bytes(), type=Staged)


def _check_parser(plan: Plan, contents: Contents) -> None:
    """A parser that fails on most articles is broken; booking what it left would empty the books."""
    crashed = [one for one in contents.unreadable if one.crashed]
    tolerated = 0 if plan.everything else _ODD_ARTICLES
    if len(crashed) > max(tolerated, plan.articles / 2):
        raise ParserBrokenError(
            f"{len(crashed)} of {plan.articles} articles trip the parser, the first {crashed[0].url}: "
            f"{crashed[0].reason}; nothing is published"
        )


def _everything(now: Mapping[str, Entry]) -> dict[str, tuple[str, ...]]:
    """The articles of every story, where all articles were read."""
    members: dict[str, list[str]] = {}
    for entry in now.values():
        members.setdefault(entry.story_id, []).append(entry.article_id)
    return {story: tuple(sorted(articles)) for story, articles in sorted(members.items())}


def _touched(archive: Archive, plan: Plan, now: Mapping[str, Entry]) -> dict[str, tuple[str, ...]]:
    """The articles of the stories that articles came to, left, or were withdrawn from, and of those decided upon."""
    before = {article: archive.story_of(article) for article in now}
    stories = {entry.story_id for entry in now.values()} | {story for story in before.values() if story}
    stories |= set(plan.stories)
    known = archive.articles_of(sorted(stories))
    members: dict[str, set[str]] = {
        story: {article for article in known[story] if article not in now} for story in sorted(stories)
    }
    for article, entry in now.items():
        members[entry.story_id].add(article)
    return {story: tuple(sorted(articles)) for story, articles in members.items()}


def _chunks(members: Mapping[str, tuple[str, ...]]) -> Iterator[dict[str, tuple[str, ...]]]:
    chunk: dict[str, tuple[str, ...]] = {}
    size = 0
    for story, articles in members.items():
        chunk[story] = articles
        size += len(articles)
        if size >= _ARTICLES_AT_ONCE:
            yield chunk
            chunk, size = {}, 0
    # At least one, also of nothing: every table has to be staged.
    yield chunk


def _load(
    archive: Archive, files: ParsedFiles, now: Mapping[str, Entry], chunk: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, list[ReadArticle]]]:
    """Each story with its articles: those of this run from its files, the others read again from the archive."""
    entries = [now[article] for articles in chunk.values() for article in articles if article in now]
    read = {one.version.article_id: one for one in files.load(entries)}
    for story, articles in chunk.items():
        yield (
            story,
            [*(read[a] for a in articles if a in read), *_again(archive, (a for a in articles if a not in read))],
        )


def _again(archive: Archive, articles: Iterable[str]) -> Iterator[ReadArticle]:
    for article in articles:
        history = archive.history(article)
        if history:
            read, _ = read_article(archive, history[-1])
            if read is not None:
                yield read


def _known(home: Path) -> set[str]:
    """Every story that the current release knows."""
    try:
        release = open_release(home)
    except NoReleaseError:
        return set()
    return {
        story
        for table in ("dim_story", "quarantine")
        for story in release.read(table, columns=["story_id"]).column("story_id").to_pylist()
    }
