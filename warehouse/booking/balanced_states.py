"""The states of stories that balance: of a held story the newest is published, and all of them say since when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pyarrow as pa

from expectations import Audit, Failure
from transforms.reconcile import Story, tables
from warehouse.booking.assertions import Asserted, BookedState, Row, booked_states, timeline
from warehouse.booking.judging import Judge, marked_waived
from warehouse.booking.reading_articles import ReadArticle
from warehouse.booking.staged import STORY, StagedWriter, of_stories
from warehouse.booking.story_states import StagedStory, StoryStates, reconciled

_ARTICLES_AT_ONCE: Final = 2000


@dataclass(frozen=True, slots=True)
class Instead:
    """What stays published of a held story: the digest of its contents, and the articles an editor set aside in it."""

    story: StagedStory
    set_aside: tuple[str, ...] = ()


class BalancedStates:
    """Goes back through the states of stories, newest first, one step for all of them at a time.

    `run` leaves: `found`, what is published in place of held states, with its audit in `results`; `asserted`, since
    when rows stand; `history`, rows of fact_history with their partition; `structural`, where the tables of earlier
    states are wrong as a whole: then nothing may be published.
    """

    def __init__(self, judge: Judge, stories: Mapping[str, StagedStory], newest: Audit) -> None:
        self._judge = judge
        self._stories = stories
        self._newest = newest
        self.found: dict[str, Instead] = {}
        self.results: list[pa.Table] = []
        self.asserted: list[Asserted] = []
        self.history: list[tuple[Row, str]] = []
        self.structural: tuple[Failure, ...] = ()

    def run(self, states: StoryStates, staged: Mapping[str, pa.Table], writer: StagedWriter) -> None:
        """Go back as far as the archive does; what is published instead goes to `writer`."""
        # Tables that are no story's own are the same in every state.
        shared = {name: rows for name, rows in staged.items() if STORY not in rows.column_names}
        own = {name: rows for name, rows in staged.items() if STORY in rows.column_names}
        for chunk in self._chunks(states):
            newest = {name: of_stories(rows, chunk) for name, rows in own.items()}
            self._go_back(chunk, states, shared, booked_states(newest, self._newest.waived), writer)
            if self.structural:
                return

    def _chunks(self, states: StoryStates) -> Iterator[list[str]]:
        """The stories that have a past or need one, so many at a time as fit into memory with their articles."""
        chunk: list[str] = []
        size = 0
        for story_id, story in sorted(self._stories.items()):
            if story_id in self._newest.held or states.has_past(story):
                chunk.append(story_id)
                size += len(story.articles)
            if size >= _ARTICLES_AT_ONCE:
                yield chunk
                chunk, size = [], 0
        if chunk:
            yield chunk

    def _go_back(
        self,
        chunk: Sequence[str],
        states: StoryStates,
        shared: Mapping[str, pa.Table],
        newest: Mapping[str, BookedState],
        writer: StagedWriter,
    ) -> None:
        held = self._newest.held.intersection(chunk)
        earlier = {story: states.before(self._stories[story]) for story in chunk}
        chains = {story: [newest[story]] if story not in held else [] for story in chunk}
        tried, without = self._set_aside(held, states)
        tried |= _next(earlier, [story for story in chunk if story not in tried])
        while tried:
            made: dict[str, tuple[Story, StagedStory]] = {
                story: reconciled(story, articles, self._stories[story].first_booked)
                for story, articles in tried.items()
            }
            staged = {**shared, **tables([story for story, _ in made.values()])}
            outcome = self._judge.audit(staged)
            if outcome.structural:
                self.structural = outcome.structural
                return
            good = sorted(made.keys() - outcome.held)
            rows = {name: of_stories(each, good) for name, each in staged.items() if STORY in each.column_names}
            for story, state in booked_states(rows, outcome.waived).items():
                chains[story].append(state)
            instead = [story for story in good if story in held and story not in self.found]
            for story in instead:
                self.found[story] = Instead(made[story][1], tuple(sorted(without.get(story, ()))))
            self._keep(instead, rows, outcome, writer)
            without = {}
            tried = _next(earlier, list(made))
        for story, chain in chains.items():
            if len(chain) > 1:
                line = timeline(chain[::-1])
                self.asserted += line.asserted
                self.history += [(row, self._stories[story].month) for row in line.history]
        states.forget()

    def _set_aside(
        self, held: frozenset[str], states: StoryStates
    ) -> tuple[dict[str, list[ReadArticle]], dict[str, frozenset[str]]]:
        """The newest states without the articles that an editor set aside in them, and which those are."""
        aside = self._judge.set_aside([one for one in self._newest.failures if one.story_id in held])
        tried: dict[str, list[ReadArticle]] = {}
        without: dict[str, frozenset[str]] = {}
        for story, gone in aside.items():
            rest = [one for one in states.newest(self._stories[story]) if one.version.article_id not in gone]
            if rest:
                tried[story], without[story] = rest, gone
        return tried, without

    def _keep(self, stories: Sequence[str], rows: Mapping[str, pa.Table], outcome: Audit, writer: StagedWriter) -> None:
        if not stories:
            return
        own = {name: of_stories(each, stories) for name, each in rows.items()}
        writer.write({name: marked_waived(name, each, outcome.waived) for name, each in own.items()})
        self.results.append(of_stories(outcome.results, stories))


def _next(earlier: Mapping[str, Iterator[list[ReadArticle]]], stories: Sequence[str]) -> dict[str, list[ReadArticle]]:
    found = {story: next(earlier[story], None) for story in stories}
    return {story: articles for story, articles in found.items() if articles}
