"""What a run came to, for whoever started it on a terminal."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from rich.console import Console

from alerts.announcing import Announcement
from cli.facts import by_story, checks_table, facts_table, held_table, is_held
from cli.running import LOG_FILE
from cli.source_table import show_sources
from sources import Settings, read_collection
from warehouse import NoReleaseError, open_release
from warehouse.booking import parsed_contents, read_json, read_source_reports, read_stories

_SHOWN: Final = 40
GREEN, OPENED = 0, 1


def show_verdict(out: Console, settings: Settings, run_dir: Path, told: Announcement | None) -> int:
    """Print verdict, facts, checks, what is held and where the Parquet is; the exit status."""
    if told is not None:
        show_sources(out, read_source_reports(run_dir))
        _show_unread(out, run_dir)
        _show_books(out, settings, run_dir)
    return show_outcome(out, run_dir, told)


def show_outcome(out: Console, run_dir: Path, told: Announcement | None) -> int:
    """Print in a sentence what a run came to; the exit status."""
    if told is None:
        out.print(f"[bold red]The run broke off.[/] {run_dir / LOG_FILE} says why.")
        return OPENED
    mark = "[bold green]green[/]" if told.green else "[bold red]red[/]"
    out.print(f"\n{mark}: ", end="")
    out.print(told.said, markup=False)
    out.print(f"run:     {run_dir}", style="dim", markup=False)
    return GREEN if told.green else OPENED


def show_changes(out: Console, run_dir: Path) -> None:
    """Print what differs from the release before."""
    changes = read_json(run_dir / "changes.json")
    lines = changes.get("lines", ())
    for line in lines[:_SHOWN]:
        out.print(line, markup=False)
    n_facts = sum(changes.get("counts", {}).values())
    if n_facts > len(lines[:_SHOWN]):
        out.print(f"and {n_facts - len(lines[:_SHOWN])} more: newsledger diff {changes['previous']}", style="dim")
    counted = ", ".join(f"{count} {change}" for change, count in changes.get("counts", {}).items())
    out.print(f"{n_facts} facts differ from the release before{f': {counted}' if counted else ''}")


def _show_unread(out: Console, run_dir: Path) -> None:
    """The articles that could not be collected or read."""
    lines = []
    if (run_dir / "collection.json").exists():
        for health in read_collection(run_dir).health:
            lines += [f"{health.source_id}: {one.where}: {one.detail}" for one in health.failures]
    if (run_dir / "parsed").exists():
        lines += [f"{one.source_id}: {one.url}: {one.reason}" for one in parsed_contents(run_dir / "parsed").unreadable]
    if lines:
        out.print(f"\n[bold]{len(lines)} not read[/]")
        for line in lines[:_SHOWN]:
            out.print(f"  {line}", markup=False)
        if len(lines) > _SHOWN:
            out.print(f"  and {len(lines) - _SHOWN} more", style="dim")


def _show_books(out: Console, settings: Settings, run_dir: Path) -> None:
    try:
        release = open_release(settings.home)
    except NoReleaseError:
        out.print("\nThere is no release yet.")
        return
    touched = _touched(run_dir)
    facts = by_story(release.read("fact_indicator", stories=touched).to_pylist())
    if facts:
        out.print(f"\n[bold]{len(facts)} facts[/]")
        out.print(facts_table(release, facts[:_SHOWN], brief=True))
        if len(facts) > _SHOWN:
            out.print(f"and {len(facts) - _SHOWN} more: newsledger facts", style="dim")
    checks = release.read("fact_check", stories=touched).to_pylist()
    if checks:
        out.print("\n[bold]The arithmetic[/]")
        out.print(checks_table(checks[:_SHOWN]))
    held = [row for row in release.read("quarantine").to_pylist() if is_held(row)]
    if held:
        out.print(f"\n[bold red]{len({row['story_id'] for row in held})} held[/]")
        out.print(held_table(held[:_SHOWN]))
        out.print("newsledger why-held STORY shows the figures and the sentences", style="dim")
    out.print(f"\nrelease: {release.id}", markup=False)
    out.print(f"parquet: {settings.home / 'warehouse' / 'current'}", markup=False)


def _touched(run_dir: Path) -> list[str] | None:
    """The stories that the run booked; None for all, where it had nothing to book."""
    if not (run_dir / "stories.msgpack").exists():
        return None
    return [story.story_id for story in read_stories(run_dir).stories] or None
