"""An installation in an empty folder, with a clock that stands still."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from sources import Archive, Collection, Settings, collect, load_catalogue
from sources.wire import Limits
from tests.sources.news_site import NewsSite, serve

QUICK = Limits(request_seconds=20, crawl_seconds=300, wait_seconds=3, delay_seconds=0, backoff_seconds=0.05)


@dataclass
class Installation:
    """A home, a catalogue beside it, and runs a day apart."""

    home: Path
    runs: Iterator[int]

    def write_catalogue(self, text: str) -> Path:
        """Put a catalogue down."""
        path = self.home.parent / "catalogue.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    def collect(self, catalogue: str | None = None, limits: Limits = QUICK, ids: list[str] | None = None) -> Collection:
        """Collect from that catalogue, or from the last one again."""
        path = self.write_catalogue(catalogue) if catalogue is not None else self.home.parent / "catalogue.yaml"
        run = next(self.runs)
        now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=run)
        settings = Settings(home=self.home, catalogue=path, contact="desk@example.org")
        return collect(settings, load_catalogue(path), ids, self.home / f"runs/{run}", now, limits=limits)

    def archive(self) -> Archive:
        """Its archive, opened."""
        return Archive(self.home)


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    """An installation without anything in it."""
    return Installation(tmp_path / "home", count(1))


@pytest.fixture
def news_site() -> Iterator[NewsSite]:
    """A site without a page."""
    with serve(NewsSite()) as site:
        yield site


@pytest.fixture
def other_site() -> Iterator[NewsSite]:
    """Another host."""
    with serve(NewsSite(address="127.0.0.2")) as site:
        yield site


def pages_catalogue(*urls: str, more: str = "") -> str:
    """A catalogue with one source, the pages of a loopback site."""
    lines = "".join(f"      - {url}\n" for url in urls)
    return f"sources:\n  - id: site\n    kind: pages\n    allow_private: true\n    urls:\n{lines}{more}"


CatalogueMaker = Callable[..., str]
