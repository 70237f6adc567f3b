"""The states of stories that balance: of a held story the newest is published, and all of them say since when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import pyarrow as pa

from expectations import Audit, Failure
from transforms.reconcile import Story, tables
from transforms.rows import ParsedArticle
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
        self._decided = {waiver.story_id for waiver in judge.waivers}
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
        lines = {
            story: _Line(
                states.before(self._stories[story]),
                states.newest(self._stories[story]),
                None if story in held else newest[story],
                may_be_waived=story in self._decided,
            )
            for story in chunk
        }
        tried, without = self._set_aside(held, states)
        for story in tried:
            lines[story].begin_anew()
        tried |= _next(lines, [story for story in chunk if story not in tried])
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
            booked = booked_states(rows, outcome.waived)
            for story in made:
                lines[story].judged(booked.get(story))
            instead = [story for story in good if story in held and story not in self.found]
            for story in instead:
                self.found[story] = Instead(made[story][1], tuple(sorted(without.get(story, ()))))
            self._keep(instead, rows, outcome, writer)
            without = {}
            tried = _next(lines, list(made))
        for story, line in lines.items():
            if len(line.balanced) > 1:
                followed = timeline(line.balanced[::-1])
                self.asserted += followed.asserted
                self.history += [(row, self._stories[story].month) for row in followed.history]
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


class _Line:
    """One story's states on the way back: those that balance in `balanced`, newest first.

    A state whose articles say what they say in the state after it is judged as that one was: pages change every day in
    what is not theirs to say.
    """

    def __init__(
        self,
        earlier: Iterator[list[ReadArticle]],
        newest: Sequence[ReadArticle],
        booked: BookedState | None,
        *,
        may_be_waived: bool,
    ) -> None:
        self._earlier = earlier
        self._said: Mapping[str, ParsedArticle] | None = _said(newest)
        # A decision is bound to exact content, so what says the same may be decided otherwise.
        self._may_be_waived = may_be_waived
        self._last = booked
        self.balanced = [booked] if booked else []

    def begin_anew(self) -> None:
        """The state judged next has nothing to do with the one before."""
        self._said = None

    def judged(self, booked: BookedState | None) -> None:
        """What became of the state that `next` gave; None where it does not balance."""
        self._last = booked
        if booked:
            self.balanced.append(booked)

    def next(self) -> list[ReadArticle] | None:
        """The next state that has to be judged; None where there is none."""
        for articles in self._earlier:
            said = _said(articles)
            if said != self._said or self._may_be_waived:
                self._said = said
                return articles
            if self._last:
                self._last = _earlier(self._last, articles)
                self.balanced.append(self._last)
        return None


def _said(articles: Sequence[ReadArticle]) -> dict[str, ParsedArticle]:
    return {one.version.article_id: one.parsed for one in articles}


def _earlier(state: BookedState, articles: Sequence[ReadArticle]) -> BookedState:
    """The same state, of versions that came before."""
    versions = [one.version for one in articles if one.version.article_id in state.archived]
    archived = {one.article_id: (f"{one.archive_file}:{one.archive_offset}", one.fetched_at) for one in versions}
    return replace(state, archived=archived, moment=max(one.fetched_at for one in versions))


def _next(lines: Mapping[str, _Line], stories: Sequence[str]) -> dict[str, list[ReadArticle]]:
    found = {story: lines[story].next() for story in stories}
    return {story: articles for story, articles in found.items() if articles}
