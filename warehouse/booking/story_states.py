"""Which articles make a story: now, and after each closed collection before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from sources import Archive, ArticleVersion
from transforms.reconcile import SetAside, Story, reconcile_story
from warehouse.booking.code_versions import parser_version
from warehouse.booking.reading_articles import ReadArticle, read_version

Where = tuple[str, int]


@dataclass(frozen=True, slots=True)
class StagedStory:
    """A story as staged: its articles by id with the place of their version in the archive, and what was outvoted.

    `first_booked` is when the first version of any of its articles was archived, the same in every state of the story.
    """

    story_id: str
    original_url: str | None
    first_booked: datetime
    articles: Mapping[str, Where]
    contents: tuple[str, ...]
    set_aside: tuple[SetAside, ...] = ()

    @property
    def month(self) -> str:
        """The partition that it is booked in."""
        return f"{self.first_booked.astimezone(UTC):%Y-%m}"

    @property
    def version(self) -> str:
        """Tells one state of the story from another: a digest of the contents of its articles."""
        return sha256("\n".join(sorted(self.contents)).encode()).hexdigest()[:16]


def first_booked(archive: Archive, article_ids: Sequence[str]) -> datetime:
    """When the first version of any of these articles was archived."""
    return min(first for article in article_ids if (first := archive.first_archived(article)) is not None)


def reconciled(story_id: str, articles: Sequence[ReadArticle], since: datetime) -> tuple[Story, StagedStory]:
    """The story that these articles make, `since` being when it was first booked."""
    ordered = sorted(articles, key=lambda one: one.version.article_id)
    original = next((one.original_url for one in ordered if one.original_url), None)
    story = reconcile_story(story_id, original, [one.witness(parser_version()) for one in ordered], since)
    places = {one.version.article_id: (one.version.archive_file, one.version.archive_offset) for one in ordered}
    contents = tuple(one.version.content_sha256 for one in ordered)
    return story, StagedStory(story_id, original, since, places, contents, tuple(story.set_aside))


class StoryStates:
    """The states of stories up to a collection, newest first, read from the archive.

    `parsed` gives an article that this run has read already, by its id; the archive is asked for all others.
    """

    def __init__(
        self, archive: Archive, up_to: int, parsed: Callable[[str], ReadArticle | None] = lambda _article: None
    ) -> None:
        self._archive = archive
        self._up_to = up_to
        self._parsed = parsed
        self._read: dict[Where, ReadArticle | None] = {}

    def has_past(self, story: StagedStory) -> bool:
        """Whether there may be a state before the staged one."""
        return len({version.collection_no for each in self._histories(story).values() for version in each}) > 1

    def newest(self, story: StagedStory, without: frozenset[str] = frozenset()) -> list[ReadArticle]:
        """The articles of the story as staged, without those."""
        found = []
        for article_id, where in story.articles.items():
            for version in self._archive.history(article_id):
                if (version.archive_file, version.archive_offset) == where and article_id not in without:
                    read = self._reading(version)
                    found += [read] if read else []
        return found

    def before(self, story: StagedStory) -> Iterator[list[ReadArticle]]:
        """The states of the story before the staged one, newest first; each differs from the one before it.

        An article counts by its newest version of the time that can be read, where that belonged to the story.
        """
        histories = self._histories(story)
        numbers = sorted({version.collection_no for each in histories.values() for version in each}, reverse=True)
        seen = {frozenset(story.articles.values())}
        # As of the last of them the story is the staged one.
        for number in numbers[1:]:
            members = []
            for versions in histories.values():
                readable = (
                    read
                    for version in reversed(versions)
                    if version.collection_no <= number and (read := self._reading(version)) is not None
                )
                newest = next(readable, None)
                if newest is not None and newest.story_id == story.story_id:
                    members.append(newest)
            state = frozenset((one.version.archive_file, one.version.archive_offset) for one in members)
            if members and state not in seen:
                seen.add(state)
                yield members

    def forget(self) -> None:
        """Let go of the articles read so far."""
        self._read.clear()

    def _histories(self, story: StagedStory) -> dict[str, list[ArticleVersion]]:
        return {
            article: [one for one in self._archive.history(article) if one.collection_no <= self._up_to]
            for article in story.articles
        }

    def _reading(self, version: ArticleVersion) -> ReadArticle | None:
        where = (version.archive_file, version.archive_offset)
        if where not in self._read:
            parsed = self._parsed(version.article_id)
            if parsed is None or (parsed.version.archive_file, parsed.version.archive_offset) != where:
                read = read_version(self._archive, version)
                parsed = read if isinstance(read, ReadArticle) else None
            self._read[where] = parsed
        return self._read[where]
