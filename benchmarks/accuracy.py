"""How right the parser is on annotated articles, and how good the checks: `python -m benchmarks.accuracy DIR`.

The language is never told. Ends with 0 whatever the score; with 2 where DIR holds no annotated articles.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from benchmarks.annotated import AnnotatedArticle, UnreadableError, read_articles
from benchmarks.meaning import MeaningScore, meaning
from benchmarks.scoring import Miss, Score, score
from transforms import parse_article

_FOUND, _RIGHT, _EXTRA = 97.0, 93.0, 5.0  # what the project promises, in percent


def main(arguments: Sequence[str] | None = None) -> int:
    """Reads the arguments, measures and prints; the exit status."""
    parser = argparse.ArgumentParser(
        prog="benchmarks.accuracy", description="How right the parser is on annotated articles."
    )
    parser.add_argument("dir", type=Path, help="a folder with NAME.txt, NAME.gold.json and, if any, NAME.meta.json")
    parser.add_argument("--meaning", action="store_true", help="list where indicator, unit, owner or period are wrong")
    parser.add_argument("--figures-only", action="store_true", help="leave out the errors planted to try the checks")
    chosen = parser.parse_args(arguments)
    try:
        articles = read_articles(chosen.dir)
    except UnreadableError as error:
        print(f"accuracy: {error}", file=sys.stderr)
        return 2
    console = Console(width=None if sys.stdout.isatty() else 180)
    by_language, meanings, misses, misread = measure(articles)
    total = sum(by_language.values(), Score())
    console.print(_languages(by_language, total))
    if meanings:
        console.print(_meanings(meanings))
    console.print(_targets(total))
    console.print(_misses(misses) if misses else "No misses.")
    if chosen.meaning and misread:
        console.print(_misses(misread))
    if not chosen.figures_only:
        console.print()
        _try_the_checks(console, chosen.dir)
    return 0


def _try_the_checks(console: Console, folder: Path) -> None:
    """Plants errors in the same articles, and prints which of them the books notice."""
    from benchmarks.planted import StructureError, report, try_out  # loads Great Expectations

    try:
        trial = try_out([folder], each=3)
    except StructureError as error:
        console.print(f"The checks can't be tried: {error}", markup=False)
        return
    for table in report(trial):
        console.print(table)


def measure(
    articles: Sequence[AnnotatedArticle],
) -> tuple[dict[str, Score], dict[str, MeaningScore], list[Miss], list[Miss]]:
    """The scores by language (the annotation's, not the parser's) of figures and of meaning, and the misses of each."""
    scores: dict[str, Score] = defaultdict(Score)
    meanings: dict[str, MeaningScore] = defaultdict(MeaningScore)
    misses: list[Miss] = []
    misread: list[Miss] = []
    for article in articles:
        parsed = parse_article(article.text, url=article.url, published=article.published)
        own, missed = score(article, parsed)
        scores[article.language] += own
        misses.extend(missed)
        meant, wrong = meaning(article, parsed)
        if meant.figures:
            meanings[article.language] += meant
            misread.extend(wrong)
    return dict(sorted(scores.items())), dict(sorted(meanings.items())), misses, misread


def _meanings(scores: dict[str, MeaningScore]) -> Table:
    table = Table(title="What the figures mean", title_justify="left", caption_justify="left", caption=(
        "of the figures found whose meaning is annotated. precision: of the indicators said, those that are right; "
        "recall: of the figures that have one, those that are given a right one"
    ))  # fmt: skip
    table.add_column("language")
    for heading in ("figures", "indicator: precision", "recall", "unit", "owner", "period"):
        table.add_column(heading, justify="right")
    for language, one in scores.items():
        table.add_row(language, *_meaning_cells(one))
    table.add_section()
    table.add_row("all", *_meaning_cells(sum(scores.values(), MeaningScore())), style="bold")
    return table


def _meaning_cells(one: MeaningScore) -> list[str]:
    return [
        str(one.figures),
        _part(one.rightly, one.said),
        _part(one.rightly, one.told),
        *(_part(count, one.figures) for count in (one.units, one.owners, one.periods)),
    ]


def _languages(scores: dict[str, Score], total: Score) -> Table:
    table = Table(title="Accuracy by language", title_justify="left", caption=(
        "found: a booked quantity overlaps the quote and has its value; right: with qualifier and currency; "
        "extra: facts and unmapped figures that the annotation has not"
    ), caption_justify="left")  # fmt: skip
    table.add_column("language")
    for heading in ("articles", "figures", "found", "right", "extra", "language told", "contradictions", "accused",
                    "people", "provinces"):  # fmt: skip
        table.add_column(heading, justify="right")
    for language, one in scores.items():
        table.add_row(language, *_cells(one))
    table.add_section()
    table.add_row("all", *_cells(total), style="bold")
    return table


def _cells(one: Score) -> list[str]:
    return [
        str(one.articles),
        str(one.figures),
        _part(one.found, one.figures),
        _part(one.right, one.figures),
        _part(one.extra, one.figures),
        f"{one.language}/{one.articles}",
        f"{one.contradictions_found}/{one.contradictions}",
        f"{one.accused}/{one.consistent}",
        f"{one.people_found}/{one.people}",
        f"{one.provinces_found}/{one.provinces}",
    ]


def _part(count: int, whole: int) -> str:
    return f"{count}  {_percent(count, whole):5.1f} %" if whole else "–"


def _percent(count: int, whole: int) -> float:
    return 100.0 * count / whole if whole else 0.0


def _targets(total: Score) -> Table:
    found, right, extra = (_percent(n, total.figures) for n in (total.found, total.right, total.extra))
    table = Table(title="Against the targets", title_justify="left")
    for heading in ("what", "is", "should be", ""):
        table.add_column(heading)
    rows: Final = (
        ("figures found", f"{found:.1f} %", f"at least {_FOUND:g} %", found >= _FOUND),
        ("with qualifier and currency", f"{right:.1f} %", f"at least {_RIGHT:g} %", right >= _RIGHT),
        ("extra", f"{extra:.1f} %", f"at most {_EXTRA:g} %", extra <= _EXTRA),
        (
            "contradictions found",
            f"{total.contradictions_found} of {total.contradictions}",
            "all",
            total.contradictions_found == total.contradictions,
        ),
        ("consistent articles accused", str(total.accused), "none", total.accused == 0),
    )
    for what, measured, target, reached in rows:
        table.add_row(what, measured, target, Text("reached", "green") if reached else Text("missed", "red"))
    return table


def _misses(misses: Sequence[Miss]) -> Table:
    table = Table(title=f"The {len(misses)} misses", title_justify="left", show_lines=False)
    table.add_column("article", overflow="fold")
    table.add_column("what")
    for heading in ("quote", "expected", "got"):
        table.add_column(heading, overflow="fold")
    for miss in misses:
        table.add_row(miss.article, miss.what, *(Text(part) for part in (miss.quote, miss.expected, miss.got)))
    return table


if __name__ == "__main__":
    raise SystemExit(main())
