"""How good the checks are: errors planted in good articles, and which of them the books notice.

    python -m benchmarks.planted DIR [DIR ...] [--each N]

Errors are planted where the parser books a figure or a member; what it does not book, `make accuracy` counts.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import pyarrow as pa
from rich.console import Console
from rich.table import Table
from rich.text import Text

from benchmarks.annotated import UnreadableError, read_articles
from benchmarks.good_stories import GoodStory, read_stories
from benchmarks.planting import KINDS, Planted, ReadSum, plant, read_sum
from expectations import RULES, Audit, audit
from transforms import Story, dimensions, tables
from warehouse.layout import MERGED
from warehouse.schema import TABLES

_TODAY: Final = date(2026, 1, 2)
_CAUGHT, _HELD = 99.0, 1.0  # what the project promises, in percent


class StructureError(RuntimeError):
    """The tables of the stories have faults of structure: no story can be judged."""


@dataclass(frozen=True, slots=True)
class Found:
    """An error and what the books made of it: the rules that failed anew, and whether anything was kept back."""

    planted: Planted
    rules: frozenset[str]
    kept_back: bool

    @property
    def caught(self) -> bool:
        """Whether a rule that should notice it did."""
        return bool(self.rules & self.planted.rules)


@dataclass(frozen=True, slots=True)
class Trial:
    """The whole of it: the stories as they are, those held or short of an article, and the errors.

    `broken` are stories that a reader found to contradict themselves: to hold them is right.
    """

    stories: tuple[GoodStory, ...]
    broken: frozenset[str]
    held: Mapping[str, tuple[str, ...]]
    set_aside: Mapping[str, tuple[str, ...]]
    errors: tuple[Found, ...]


def main(arguments: Sequence[str] | None = None) -> int:
    """Reads the arguments, plants, audits and prints; the exit status."""
    reader = argparse.ArgumentParser(prog="benchmarks.planted", description="How good the checks are.")
    reader.add_argument("dir", type=Path, nargs="+", help="folders of NAME.txt with NAME.meta.json")
    reader.add_argument("--each", type=int, default=3, help="errors of a kind in an article (3)")
    chosen = reader.parse_args(arguments)
    try:
        trial = try_out(chosen.dir, chosen.each)
    except (UnreadableError, StructureError) as error:
        print(f"planted: {error}", file=sys.stderr)
        return 2
    console = Console(width=None if sys.stdout.isatty() else 160)
    for table in report(trial):
        console.print(table)
        console.print()
    return 0


def try_out(folders: Sequence[Path], each: int) -> Trial:
    """Plants errors in the stories of some folders that balance, and audits them all at once."""
    stories = [story for folder in folders for story in read_stories(folder)]
    before = _audit([story.booked for story in stories])
    good = [story for story in stories if story.story_id not in before.held and not story.booked.set_aside]
    read = _read_sums(folders)
    planted = [error for story in good for error in plant(story, [s for s in good if s is not story], each, read)]
    booked = [error.story.with_text(error.article, error.text, f"p{no}") for no, error in enumerate(planted)]
    after = _audit(booked)
    usual, unusual = _failures(before), _failures(after)
    errors = []
    for error, story in zip(planted, booked, strict=True):
        new = unusual[story.story_id] - usual[error.story.story_id]
        rules = {*new, *(lost.rule for lost in story.set_aside)}
        errors.append(Found(error, frozenset(rules), story.story_id in after.held or bool(story.set_aside)))
    return Trial(
        tuple(stories),
        _broken(stories, folders),
        {
            story: tuple(
                f"{f.rule}: {f.reason}" for f in before.failures if f.story_id == story and f.severity == "critical"
            )
            for story in sorted(before.held)
        },
        {
            s.story_id: tuple(f"{one.rule}: {one.reason}" for one in s.booked.set_aside)
            for s in stories
            if s.booked.set_aside
        },
        tuple(errors),
    )


def _read_sums(folders: Iterable[Path]) -> dict[str, list[ReadSum]]:
    """What a reader says to come out, by article."""
    annotated = [one for folder in folders if any(folder.glob("*.gold.json")) for one in read_articles(folder)]
    return {
        one.name: [
            found
            for entry in one.arithmetic
            if entry.decidable and not entry.contradicts and (found := read_sum(entry.expression))
        ]
        for one in annotated
    }


def _broken(stories: Iterable[GoodStory], folders: Iterable[Path]) -> frozenset[str]:
    annotated = [one for folder in folders if any(folder.glob("*.gold.json")) for one in read_articles(folder)]
    names = {one.name for one in annotated if any(entry.contradicts and entry.decidable for entry in one.arithmetic)}
    return frozenset(story.story_id for story in stories if any(a.article_id in names for a in story.articles))


def _audit(stories: Sequence[Story]) -> Audit:
    made = {name: _distinct(name, table) if name in MERGED else table for name, table in tables(stories).items()}
    audited = audit({**made, **dimensions()}, history={}, waivers=(), today=_TODAY)
    if audited.structural:
        raise StructureError(f"the tables do not fit the schema: {audited.structural[0].reason}")
    return audited


def _distinct(name: str, table: pa.Table) -> pa.Table:
    """One row for each key, of those that several stories brought."""
    keys = table.select(list(TABLES[name].key)).to_pylist()
    first = {tuple(key.values()): no for no, key in reversed(list(enumerate(keys)))}
    return table.take(pa.array(sorted(first.values()), pa.int64()))


def _failures(audited: Audit) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for failure in audited.failures:
        if failure.story_id:
            found[failure.story_id][failure.rule] += 1
    return found


# -- tables -----------------------------------------------------------------------------------------------------------


def report(trial: Trial) -> list[Table]:
    """The outcome as tables: by kind of error, by rule, by language, against the targets, and what was missed."""
    return [
        _by("Planted errors by kind", "kind", trial.errors, lambda found: found.planted.kind),
        _by("by language", "language", trial.errors, lambda found: found.planted.article.parsed.language),
        _by_rule(trial.errors),
        _targets(trial),
        *([_untouched(trial)] if trial.held or trial.set_aside else []),
        _missed(trial.errors),
    ]


def _by(title: str, heading: str, errors: Sequence[Found], key: Callable[[Found], str]) -> Table:
    table = Table(
        title=title,
        title_justify="left",
        caption="caught: by a rule that should notice it; kept back: the story is held, or the article set aside",
        caption_justify="left",
    )
    table.add_column(heading)
    for name in ("contradict the story", "caught", "kept back", "contradict nothing", "noticed all the same"):
        table.add_column(name, justify="right")
    groups: dict[str, list[Found]] = defaultdict(list)
    for error in errors:
        groups[key(error)].append(error)
    for name in sorted(groups, key=lambda name: (list(KINDS).index(name) if name in KINDS else 0, name)):
        table.add_row(name, *_cells(groups[name]))
    table.add_section()
    table.add_row("all", *_cells(errors), style="bold")
    return table


def _cells(errors: Sequence[Found]) -> list[str]:
    against = [e for e in errors if e.planted.contradicts]
    alone = [e for e in errors if not e.planted.contradicts]
    return [
        str(len(against)),
        _part(sum(e.caught for e in against), len(against)),
        _part(sum(e.kept_back for e in against), len(against)),
        str(len(alone)),
        _part(sum(bool(e.rules) for e in alone), len(alone)),
    ]


def _part(count: int, whole: int) -> str:
    return f"{count}  {_percent(count, whole):5.1f} %" if whole else "–"


def _percent(count: int, whole: int) -> float:
    return 100.0 * count / whole if whole else 0.0


def _by_rule(errors: Sequence[Found]) -> Table:
    table = Table(title="by rule", title_justify="left")
    table.add_column("rule")
    table.add_column("severity")
    for name in ("should notice", "noticed of these", "noticed others"):
        table.add_column(name, justify="right")
    should = Counter(rule for e in errors if e.planted.contradicts for rule in e.planted.rules)
    did = Counter(rule for e in errors for rule in e.rules & e.planted.rules)
    other = Counter(rule for e in errors for rule in e.rules - e.planted.rules)
    for rule in RULES:
        if should[rule] or other[rule]:
            noticed = _part(did[rule], should[rule])
            table.add_row(rule, RULES[rule].severity, str(should[rule]), noticed, str(other[rule]))
    return table


def _targets(trial: Trial) -> Table:
    against = [e for e in trial.errors if e.planted.contradicts]
    caught = _percent(sum(e.caught for e in against), len(against))
    sound = [story.story_id for story in trial.stories if story.story_id not in trial.broken]
    held = _percent(sum(story in trial.held for story in sound), len(sound))
    table = Table(title="Against the targets", title_justify="left")
    for heading in ("what", "is", "should be", ""):
        table.add_column(heading)
    for what, measured, target, reached in (
        ("errors that contradict the story, caught", f"{caught:.1f} %", f"at least {_CAUGHT:g} %", caught >= _CAUGHT),
        ("untouched sound stories held", f"{held:.1f} %", f"under {_HELD:g} %", held < _HELD),
    ):
        table.add_row(what, measured, target, Text("reached", "green") if reached else Text("missed", "red"))
    return table


def _untouched(trial: Trial) -> Table:
    table = Table(title=f"Untouched stories that do not balance, of {len(trial.stories)}", title_justify="left")
    table.add_column("articles", overflow="fold")
    table.add_column("what")
    table.add_column("why", overflow="fold")
    for story in trial.stories:
        names = ", ".join(article.article_id for article in story.articles)
        right = ", rightly" if story.story_id in trial.broken else ""
        for what, reasons in ((f"held{right}", trial.held), (f"article set aside{right}", trial.set_aside)):
            for reason in reasons.get(story.story_id, ()):
                table.add_row(names, what, Text(reason))
    return table


def _missed(errors: Sequence[Found]) -> Table:
    missed = [e for e in errors if e.planted.contradicts and not e.caught]
    table = Table(title=f"The {len(missed)} errors that contradict the story and were not caught", title_justify="left")
    for heading in ("article", "kind", "change", "should be noticed by", "noticed by"):
        table.add_column(heading, overflow="fold")
    for error in missed:
        planted = error.planted
        rules = (", ".join(sorted(names)) or "nothing" for names in (planted.rules, error.rules))
        table.add_row(planted.article.article_id, planted.kind, Text(planted.change), *rules)
    return table


if __name__ == "__main__":
    raise SystemExit(main())
