"""Commands for whoever keeps a language's lexicon: what it lacks, and what the parser does with a text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.markup import escape
from rich.table import Table

from cli.console import out, refuse

lexicon_app = typer.Typer(no_args_is_help=True, help="The lexicons of the languages.")

_SHOWN = 4  # words of the example lexicon beside a gap

Language = Annotated[str, typer.Argument(metavar="LANG", help="ISO 639-1, as the file is named: cs, ta.")]


@lexicon_app.command("check")
def check(
    language: Language,
    like: Annotated[str, typer.Option(help="The lexicon whose words show what is meant.")] = "en",
) -> None:
    """What a lexicon lacks beside those that people have written. Exit status 2 where it does not fit its shape."""
    from transforms.coverage import coverage
    from transforms.lexicon import LexiconError

    try:
        found = coverage(language, example=like)
    except KeyError as error:
        refuse_unknown(str(error.args[0]))
    except LexiconError as error:
        refuse(*error.problems)
    made = ", made from CLDR's data" if found.generated else ""
    out.print(f"[bold]{escape(found.name)}[/]: {found.terms} terms{made}; measured against {found.full} full lexicons")
    for section, group in groupby(found.gaps, key=lambda gap: gap.path.partition(".")[0]):
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        for gap in group:
            words = ", ".join(gap.example[:_SHOWN]) + (" …" if len(gap.example) > _SHOWN else "")
            table.add_row("  " + escape(gap.path.partition(".")[2] or section), escape(words))
        out.print(f"\n[bold]{section}[/]")
        out.print(table)
    out.print(f"\n{len(found.gaps)} places without words" if found.gaps else "Nothing is missing.", style="dim")


@lexicon_app.command("try")
def attempt(
    language: Language,
    file: Annotated[Path, typer.Argument(help="A text in that language, UTF-8.", exists=True, dir_okay=False)],
) -> None:
    """What the parser does with a text: every number with what it was taken for, and the entries that made it so."""
    from transforms import parse_article
    from transforms.lexicon import LexiconError, load

    try:
        load(language)
    except KeyError:
        out.print(f"There is no lexicon of {language!r}: digits alone are read.", style="yellow", markup=False)
    except LexiconError as error:
        refuse(*error.problems)
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        refuse(f"{file} is not UTF-8: {error}")
    rows = parse_article(text, language=language).quantities
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for name in ("quote", "value", "qualifier", "unit", "indicator", "status", "matched by"):
        table.add_column(name, overflow="fold")
    for row in rows:
        cells: Sequence[str | None] = (
            " ".join(row.quote.split()),
            "" if row.value is None else f"{row.value:,.12g}",
            row.qualifier,
            row.unit,
            row.indicator,
            row.status,
            ", ".join(row.matched_by),
        )
        table.add_row(*(escape(cell or "") for cell in cells))
    out.print(table if rows else "No number in this text.")
    unmapped = sum(row.status == "unmapped" for row in rows)
    out.print(f"{len(rows)} numbers, {unmapped} of them without an indicator", style="dim")


def refuse_unknown(language: str) -> NoReturn:
    """Say which languages there are, and end with status 2."""
    from transforms.lexicon import languages

    refuse(f"there is no transforms/lexicons/{language}.yaml", f"there are: {', '.join(languages())}")
