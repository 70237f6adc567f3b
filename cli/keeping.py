"""Commands that look after releases: list, compare, roll back, prune, verify, export."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.markup import escape
from rich.table import Table

from cli.books import opened
from cli.console import out, refuse
from cli.facts import stated
from sources import Archive, ArchiveError, Settings
from warehouse import (
    FactChange,
    Release,
    ReleaseUpdate,
    WarehouseError,
    booking,
    diff,
    export,
    list_releases,
    pin,
    prune,
    unpin,
    verify,
)
from warehouse import rollback as make_current
from warehouse.schema import TABLES

_SHOWN = 200


def show_releases(settings: Settings) -> None:
    """Print every release, the newest last."""
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for name in ("release", "current since", "stories", "facts", ""):
        table.add_column(name, justify="right" if name in {"stories", "facts"} else "left")
    for one in list_releases(settings.home):
        manifest = opened(settings, one.id).manifest
        kept = f"pinned: {one.pinned_for}" if one.pinned_for else "pinned"
        marks = [escape(name) for name, holds in (("current", one.current), (kept, one.pinned)) if holds]
        since = f"{one.since:%Y-%m-%d %H:%M} UTC" if one.since else ""
        table.add_row(
            one.id, since, str(manifest.rows("dim_story")), str(manifest.rows("fact_indicator")), ", ".join(marks)
        )
    out.print(table if table.row_count else "There is no release yet; `newsledger run` makes the first.")


def show_diff(settings: Settings, before: str, after: str) -> None:
    """Print the facts that differ."""
    old, new = opened(settings, before), opened(settings, after)
    changes = diff(settings.home, old.id, new.id)
    for change in changes[:_SHOWN]:
        out.print(_line(change))
    if len(changes) > _SHOWN:
        out.print(f"and {len(changes) - _SHOWN} more", style="dim")
    out.print(f"{len(changes)} facts differ between {old.id} and {new.id}", style="dim")


def _line(change: FactChange) -> str:
    colour = {"added": "green", "withdrawn": "red"}.get(change.change, "yellow")
    row: Any = change.after or change.before
    name = row.get("indicator") or row.get("place_id") or change.table
    values = [_value(each) for each in (change.before, change.after) if each is not None]
    shown = escape(" → ".join(dict.fromkeys(values)))
    return f"[{colour}]{change.change:<9}[/] {change.story_id}  {name}  {shown}  [dim]{escape(change.reason)}[/]"


def _value(row: Any) -> str:  # noqa: ANN401 - a row of any fact table
    return stated(row) if "qualifier" in row else "; ".join(row.get("name_as_listed") or [])


def roll_back(settings: Settings, release: str | None) -> None:
    """Make an earlier release current."""
    try:
        entry = make_current(settings.home, release)
    except WarehouseError as error:
        refuse(str(error))
    out.print(f"{entry.release} is current (before: {entry.previous})", markup=False)


def pin_release(settings: Settings, release: str, reason: str) -> None:
    """Keep a release, whatever is pruned."""
    try:
        name = pin(settings.home, release, reason)
    except WarehouseError as error:
        refuse(str(error))
    out.print(f"{name} is pinned: prune keeps it", markup=False)


def unpin_release(settings: Settings, release: str) -> None:
    """Let a release be pruned again."""
    try:
        name = unpin(settings.home, release)
    except WarehouseError as error:
        refuse(str(error))
    out.print(f"{name} is no longer pinned", markup=False)


def prune_releases(settings: Settings, keep: int) -> None:
    """Take old releases away."""
    try:
        gone = prune(settings.home, keep)
    except WarehouseError as error:
        refuse(str(error))
    out.print(f"{len(gone.releases)} releases and {gone.files} files taken away, {gone.size:,} bytes free")
    try:
        n_versions = booking.forget(settings, datetime.now(UTC))
    except ArchiveError as error:
        refuse(str(error))
    if settings.retention_days is not None:
        out.print(f"{n_versions} superseded versions older than {settings.retention_days} days forgotten")


def verify_release(settings: Settings, release: str, *, rederive: bool | None) -> int:
    """Print everything that is off; 1 where anything is. Without a word on it the current release is derived again."""
    books = opened(settings, release)
    if rederive is None:
        rederive = books.id == opened(settings, "current").id
    _note_other_parser(books, rederive=rederive)
    with Archive(settings.home) as archive, tempfile.TemporaryDirectory(prefix="newsledger-verify-") as scratch:
        versions = {
            (v.archive_file, v.archive_offset): v for a in archive.current() for v in archive.history(a.article_id)
        }
        rows = books.read("dim_article", columns=["article_id", "archive_file", "archive_offset"]).to_pylist()
        places = {row["article_id"]: (row["archive_file"], row["archive_offset"]) for row in rows}

        def text_of(article_id: str) -> str | None:
            version = versions.get(places[article_id])
            read = booking.read_version(archive, version) if version is not None else None
            return read.parsed.text if isinstance(read, booking.ReadArticle) else None

        again = (lambda: _rederived(settings, Path(scratch))) if rederive else None
        problems = verify(settings.home, books.id, text_of=text_of, rederive=again)
        damage = archive.damage()
    for problem in problems:
        out.print(f"[red]✗[/] {escape(problem.where)} {escape(problem.what)}")
    for line in damage:
        out.print(f"[red]✗[/] archive: {escape(line)}")
    if not problems and not damage:
        more = ", and the archive makes the same rows again" if rederive else ""
        out.print(f"[green]✓[/] release {books.id} is sound: files, keys, references and quotes{more}")
    return 1 if problems or damage else 0


def _note_other_parser(books: Release, *, rederive: bool) -> None:
    made, now = books.manifest.versions.get("parser"), booking.parser_version()
    if rederive and made != now:
        out.print(
            f"made with parser {made}, derived again with {now}: what differs may be the parser's doing", style="dim"
        )


def _rederived(settings: Settings, run_dir: Path) -> ReleaseUpdate:
    """The whole archive booked anew, in a folder of its own; nothing is published."""
    for name in booking.plan(settings, run_dir, "everything").batches:
        booking.parse_batch(settings, run_dir, name)
    booking.reconcile(settings, run_dir)
    booking.audit(settings, run_dir)
    return booking.make_update(settings, run_dir)


def export_table(settings: Settings, table: str, path: Path, release: str) -> None:
    """Write a table for a spreadsheet."""
    if table not in TABLES:
        refuse(f"there is no table {table}: {', '.join(TABLES)}")
    books = opened(settings, release)
    try:
        export(books.read(table), path, path.suffix.removeprefix("."))
    except (ValueError, OSError, WarehouseError) as error:
        refuse(f"{path}: {error}")
    out.print(f"{path}: {books.manifest.rows(table)} rows of {table}, release {books.id}", markup=False)
