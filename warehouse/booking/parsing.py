"""The stage that reads: a batch of archived versions becomes read articles."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Final

from sources import Archive, Settings
from warehouse.booking.parsed_files import write_parsed
from warehouse.booking.planning import read_batch
from warehouse.booking.reading_articles import read_article
from warehouse.booking.telling import tells_refusals

_LOG: Final = logging.getLogger(__name__)
_TOLD: Final = 20


@tells_refusals("parse")
def parse_batch(settings: Settings, run_dir: Path, name: str) -> dict[str, int]:
    """Read a batch of the plan into `run_dir/parsed/`; how many articles, numbers and unreadable ones there were.

    An article whose newest version can't be read is told, and stands by the newest one that can, if any.
    """
    articles, unreadable = [], []
    with Archive(settings.home) as archive:
        for version in read_batch(run_dir, name):
            article, failed = read_article(archive, version)
            if article is not None:
                articles.append(article)
            if failed is not None:
                unreadable.append(failed)
    write_parsed(run_dir / "parsed", name, articles, unreadable)
    for one in unreadable[:_TOLD]:
        _LOG.warning("%s: %s: %s", one.source_id, one.url, one.reason)
    counts = {
        "articles": len(articles),
        "numbers": sum(len(article.parsed.quantities) for article in articles),
        "unreadable": len(unreadable),
    }
    _LOG.info("batch %s: %d articles read, %d numbers in them, %d unreadable", name, *counts.values())
    return counts
