"""The stage that collects: the sources asked once, what is new archived."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from sources import Settings, load_catalogue
from sources import collect as collect_sources

_LOG: Final = logging.getLogger(__name__)


def collect(settings: Settings, run_dir: Path, source_ids: Sequence[str] | None, now: datetime) -> dict[str, int]:
    """Read these sources of the catalogue (None: the enabled ones); how many articles were found, new, changed, failed.

    CatalogueError or UnknownSourceError before anything is touched; ArchiveError where another process collects.
    """
    catalogue = load_catalogue(settings.catalogue)
    collection = collect_sources(settings, catalogue, source_ids, run_dir, now)
    names = ("found", "new", "changed", "failed")
    counts = {name: sum(getattr(health, name) for health in collection.health) for name in names}
    _LOG.info("%d sources: %d articles found, %d new, %d changed, %d failed", len(collection.health), *counts.values())
    return counts
