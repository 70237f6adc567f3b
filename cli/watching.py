"""`newsledger watchdog`: one round, for cron or a systemd timer."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from alerts import ChannelRefusedError, Ledger, channels_from, patrol
from alerts.announcing import catch_up
from alerts.promises import PromiseError, last_seen, promises_from
from cli.console import out, refuse
from sources import CatalogueError, Settings, load_catalogue
from warehouse import list_releases


def watch_once(settings: Settings) -> int:
    """One round of the watchdog; 1 where something is wrong."""
    try:
        catalogue = load_catalogue(settings.catalogue)
        promises = promises_from(os.environ)
        channels = channels_from(settings.alert_urls)
    except CatalogueError as error:
        refuse(*error.problems)
    except (PromiseError, ChannelRefusedError) as error:
        refuse(str(error))
    caught_up = catch_up(settings, datetime.now(UTC))
    current = next((one for one in list_releases(settings.home) if one.current), None)
    round_ = patrol(
        Ledger.of(settings),
        channels,
        datetime.now(UTC),
        promises,
        last_seen=last_seen(settings.home, catalogue),
        current_release_at=current.since if current else None,
    )
    found_by_run = [one.finding for one in caught_up.opened] if caught_up else []
    wrong = [*found_by_run, *round_.findings]
    for finding in wrong:
        out.print(f"{finding.rule}: {finding.title}", markup=False)
    delivery = round_.delivery
    out.print(f"{len(wrong)} things wrong; {delivery.sent} messages sent, {delivery.waiting} waiting", style="dim")
    return 1 if wrong else 0
