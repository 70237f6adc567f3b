"""How sources fared, as a table for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from warehouse.booking import SourceReport


def show_sources(out: Console, reports: Sequence[SourceReport]) -> None:
    """Print how each source fared, a line each, and below it what is odd about its pages.

    The last column says when its last new article came.
    """
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    counts = ("found", "fetched", "new", "changed", "unchanged", "skipped", "parsed")
    for name in ("source", *counts, "failed", "last new"):
        # Counts and the time are never cut; where a line is short, the reasons are folded.
        table.add_column(name, justify="right" if name in counts else "left", no_wrap=name != "failed", overflow="fold")
    for one in reports:
        failed = dict(one.failed) | ({"unreadable": one.unreadable} if one.unreadable else {})
        reasons = ", ".join(f"{reason} {count}" for reason, count in failed.items())
        last = f"{one.last_new_at:%Y-%m-%d %H:%M} UTC" if one.last_new_at else "never"
        table.add_row(one.source_id, *(str(getattr(one, name)) for name in counts), f"[red]{escape(reasons)}[/]", last)
    if table.row_count:
        out.print(table)
    for one in reports:
        for words in ([one.layout] if one.layout else []) + list(one.notes):
            out.print(f"{one.source_id}: {words}", style="yellow", markup=False)
