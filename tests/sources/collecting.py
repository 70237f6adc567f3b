"""Collects once, as a process of its own that can be killed: `collecting.py HOME CATALOGUE DAY`."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from sources import Settings, collect, load_catalogue
from sources.wire import Limits


def main() -> None:
    """Collect with hasty limits."""
    home, catalogue, day = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    limits = Limits(request_seconds=5, crawl_seconds=120, delay_seconds=0, backoff_seconds=0.05)
    now = datetime(2026, 1, 1 + day % 28, 6, day // 28, tzinfo=UTC)
    settings = Settings(home=home, catalogue=catalogue)
    collection = collect(settings, load_catalogue(catalogue), None, home / f"runs/{day}", now, limits=limits)
    sys.stdout.write(f"{collection.collection_no}\n")


if __name__ == "__main__":
    main()
