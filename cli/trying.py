"""The sources: what each would bring and what stands in the way, and how each fared when it was last asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich.markup import escape

import sources
from cli.console import out
from cli.source_table import show_sources
from sources import Settings, SourceCheck
from warehouse.booking import latest_source_reports

_SHOWN: Final = 10  # of what a source would fetch


def try_sources(settings: Settings, ids: Sequence[str] | None) -> bool:
    """Try the sources of these ids (None: the enabled ones) and print what they would bring; whether nothing failed.

    Nothing is archived. CatalogueError where the catalogue does not fit, UnknownSourceError for an id that it has not.
    """
    catalogue = sources.load_catalogue(settings.catalogue)
    wanted = list(ids) if ids else [source.id for source in catalogue.enabled]
    settings.home.mkdir(parents=True, exist_ok=True)
    (settings.home / "runs").mkdir(exist_ok=True)
    checks = sources.check(settings, catalogue, wanted)
    for check in checks:
        _show(check)
    show_health(settings, [check.source_id for check in checks])
    out.print(f"{settings.catalogue}: {len(catalogue.sources)} sources, the catalogue fits", style="dim", markup=False)
    return not any(check.failures for check in checks)


def show_health(settings: Settings, ids: Sequence[str]) -> None:
    """Print how these sources fared in the last run that asked each."""
    latest = latest_source_reports(settings.home)
    asked = [latest[one] for one in ids if one in latest]
    if asked:
        out.print("\n[bold]When they were last asked[/]")
        show_sources(out, [report for _, report in asked])
    if never := [one for one in ids if one not in latest]:
        out.print(f"no run has asked {', '.join(never)} yet", style="dim", markup=False)


def _show(check: SourceCheck) -> None:
    off = "" if check.enabled else ", off"
    left = f", {check.skipped} left out by since and limit" if check.skipped else ""
    out.print(f"[bold]{escape(check.source_id)}[/] ({check.kind}{off}): would take {len(check.would_fetch)}{left}")
    for where in check.would_fetch[:_SHOWN]:
        out.print(f"  {where}", markup=False)
    if len(check.would_fetch) > _SHOWN:
        out.print(f"  and {len(check.would_fetch) - _SHOWN} more", style="dim")
    for failure in check.failures:
        out.print(f"  {failure.where}: {failure.reason}: {failure.detail}", style="red", markup=False)
