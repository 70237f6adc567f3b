"""How fast the parser is, as tables: `python -m benchmarks [LANGUAGE ...]`."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Final

from rich.console import Console
from rich.table import Table

from benchmarks.footprint import footprint
from benchmarks.material import LENGTH, articles, languages, one_sentence
from benchmarks.rivals import RIVALS, Rival
from benchmarks.stages import costs_by_stage
from benchmarks.timing import Speed, speed
from transforms import parse_article
from transforms.engine import compiled_engine

_ARTICLES: Final = 200
_SECONDS: Final = 1.0  # of CPU time for one parser in one language
_SIZES: Final = (1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000)


def main(arguments: Sequence[str] | None = None) -> int:
    """Reads the arguments, measures and prints; the exit status."""
    known = languages()
    reader = argparse.ArgumentParser(prog="benchmarks", description="How fast the parser is, beside others.")
    reader.add_argument("language", nargs="*", help=f"ISO 639-1; all where none is named: {' '.join(known)}")
    chosen = reader.parse_args(arguments).language or known
    if unknown := sorted(set(chosen) - set(known)):
        print(f"bench: no text in {', '.join(unknown)}; there is some in {', '.join(known)}", file=sys.stderr)
        return 2
    console = Console(width=None if sys.stdout.isatty() else 160)
    for table in _tables(chosen):
        console.print(table)
        console.print()
    return 0


def _tables(chosen: Sequence[str]) -> Iterator[Table]:
    yield _speeds(chosen)
    yield _stages(chosen)
    yield _growth(chosen)
    yield _footprint(chosen)


def _speeds(chosen: Sequence[str]) -> Table:
    table = Table(
        title=f"Articles of {LENGTH:,} characters a second, on one core, by CPU time; the engine {_form()}",
        title_justify="left",
        caption="parse_article finds the language itself; the others are told it, and find numbers, dates or one price",
        caption_justify="left",
    )
    table.add_column("language")
    table.add_column("parse_article", justify="right", style="bold")
    table.add_column("MB/s", justify="right")
    table.add_column("numbers in each", justify="right")
    for rival in RIVALS:
        table.add_column(rival.name, justify="right")
    ours = []
    for language in chosen:
        texts = articles(language, _ARTICLES)
        numbers = sum(len(parse_article(text).quantities) for text in texts[:10]) / 10
        gc.collect()
        own = speed(parse_article, texts, 3 * _SECONDS)
        ours.append(own)
        others = (_rival(rival, language, texts) for rival in RIVALS)
        table.add_row(language, _rate(own.per_second), f"{own.megabytes_per_second:.1f}", f"{numbers:.0f}", *others)
    table.add_section()
    all_of_them = Speed(sum(o.articles for o in ours), sum(o.size for o in ours), sum(o.seconds for o in ours))
    table.add_row("all", _rate(all_of_them.per_second), f"{all_of_them.megabytes_per_second:.1f}")
    return table


def _form() -> str:
    return "compiled" if compiled_engine() else "as plain Python"


def _rival(rival: Rival, language: str, texts: Sequence[str]) -> str:
    read = rival.reader(language)
    if isinstance(read, str):
        return read
    try:
        read(texts[0][:1000])  # what it loads lazily is not counted
        return _rate(speed(read, texts, _SECONDS).per_second)
    except Exception as error:  # noqa: BLE001 - another's failure is a result, not ours
        return f"fails: {type(error).__name__}"


def _rate(per_second: float) -> str:
    return f"{per_second:,.0f}" if per_second >= 10 else f"{per_second:.2g}"


def _stages(chosen: Sequence[str]) -> Table:
    table = Table(title="Cost by stage, microseconds an article, as plain Python", title_justify="left")
    table.add_column("stage")
    costs = costs_by_stage(chosen, 50)
    for language in chosen:
        table.add_column(language, justify="right")
    table.add_column("share", justify="right")
    whole = sum(cost["all"] for cost in costs.values())
    sums = {stage: sum(c.get(stage, 0.0) for c in costs.values()) for cost in costs.values() for stage in cost}
    for stage, cost in sorted(sums.items(), key=lambda item: (item[0] == "all", -item[1])):
        if stage == "all":
            table.add_section()
        cells = (f"{costs[language].get(stage, 0.0):,.0f}" for language in chosen)
        table.add_row(stage, *cells, f"{100 * cost / whole:.0f} %" if whole else "")
    return table


def _growth(chosen: Sequence[str]) -> Table:
    table = Table(
        title="Milliseconds for a text of that many characters",
        title_justify="left",
        caption="growth: the time per character in the longest text against that in the one of 10,000",
        caption_justify="left",
    )
    table.add_column("language")
    for size in _SIZES:
        table.add_column(f"{size:,}", justify="right")
    table.add_column("growth", justify="right")
    for language, endless in product(chosen, (False, True)):
        taken = []
        for size in _SIZES:
            texts = articles(language, max(1, min(20, 30_000 // size)), size)
            gc.collect()
            own = speed(parse_article, list(map(one_sentence, texts)) if endless else texts, float("inf"))
            taken.append(1e3 * own.seconds / own.articles)
        growth = (taken[-1] / _SIZES[-1]) / (taken[2] / _SIZES[2])
        name = f"{language}, one sentence" if endless else language
        table.add_row(name, *(f"{ms:,.1f}" for ms in taken), f"× {growth:.2f}")
    return table


def _footprint(chosen: Sequence[str]) -> Table:
    measured = footprint(chosen)
    table = Table(title="Loading, in a new process", title_justify="left")
    table.add_column("what")
    table.add_column("CPU seconds", justify="right")
    table.add_column("memory, MB", justify="right")
    table.add_row("the parser imported", "", f"{measured.imported:.0f}")
    for language, seconds in measured.load.items():
        table.add_row(f"lexicon {language}" if language else "what all languages share", f"{seconds:.2f}", "")
    table.add_row("all of these loaded", f"{sum(measured.load.values()):.2f}", f"{measured.loaded:.0f}")
    table.add_row("20 articles of each parsed", "", f"{measured.parsed:.0f}")
    return table


if __name__ == "__main__":
    raise SystemExit(main())
