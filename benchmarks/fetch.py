"""How fast pages are fetched, archived and read, and what kills do: 2,000 pages in six languages on loopback.

    python -m benchmarks.fetch [stories [kills]]

Prints a table: the first run (every body), the second (no body), extraction of every page, and then that many
collections into a fresh home, each killed after a random number of requests (seeded), with what the last, unkilled one
finds. The site is served from this process, so on two cores fetching and archiving have one core at best.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from warcio.archiveiterator import ArchiveIterator

from sources import Archive, Settings, collect, load_catalogue
from sources.wire import Limits
from tests.sources.news_site import NewsSite
from tests.sources.portal import portal
from transforms.html import extract_article

STORIES: Final = 334
KILLS: Final = 50
_LIMITS: Final = Limits(delay_seconds=0)


def main() -> None:
    """Measure and print."""
    stories = int(sys.argv[1]) if len(sys.argv) > 1 else STORIES
    kills = int(sys.argv[2]) if len(sys.argv) > 2 else KILLS
    with tempfile.TemporaryDirectory() as folder, portal(stories) as site:
        catalogue = Path(folder) / "catalogue.yaml"
        catalogue.write_text(
            f"sources:\n  - {{id: portal, kind: sitemap, allow_private: true, url: '{site.base}/sitemap.xml'}}\n",
            encoding="utf-8",
        )
        _say(f"{'what':<28}{'pages':>8}{'seconds':>10}{'pages/s':>10}")
        home = Path(folder) / "home"
        _run("first run, every body", home, catalogue, 1)
        _run("second run, no body", home, catalogue, 2)
        with Archive(home) as archive:
            start = time.process_time()
            pages = archive.current()
            for version in pages:
                extract_article(archive.read(version), version.url, version.charset)
            _row("read and extracted, CPU", len(pages), time.process_time() - start)
        if kills:
            _kill(Path(folder) / "killed", catalogue, site, kills)


def _run(what: str, home: Path, catalogue: Path, day: int) -> None:
    start = time.perf_counter()
    now = datetime(2026, 1, day, tzinfo=UTC)
    settings = Settings(home=home, catalogue=catalogue)
    (health,) = collect(settings, load_catalogue(catalogue), None, home / f"{day}", now, limits=_LIMITS).health
    _row(what, health.new + health.unchanged, time.perf_counter() - start)


def _kill(home: Path, catalogue: Path, site: NewsSite, kills: int) -> None:
    dice = random.Random(5)
    command = [sys.executable, "-m", "tests.sources.collecting", str(home), str(catalogue)]
    unreadable = 0
    for number in range(kills):
        asked = len(site.paths) + dice.randrange(1, 80)
        process = subprocess.Popen([*command, str(number)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while len(site.paths) < asked and process.poll() is None:
            time.sleep(dice.random() / 100)
        process.kill()
        process.wait()
        unreadable += not _readable(home, whole=False)
    subprocess.run([*command, str(kills)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with Archive(home) as archive:
        kept = {version.url.removeprefix(site.base): archive.read(version) for version in archive.current()}
    lost = sum(kept.get(path) != body for path, body in site.pages.items() if not path.endswith((".xml", ".rss")))
    whole = "every record whole" if _readable(home, whole=True) else "UNREADABLE"
    _say(
        f"{kills} kills: {lost} pages lost of {len(kept) + lost}, {unreadable} archives unreadable; at the end {whole}"
    )


def _readable(home: Path, *, whole: bool) -> bool:
    try:
        for path in (home / "archive").glob("*.warc.gz"):
            with path.open("rb") as file:
                for _ in ArchiveIterator(file, check_digests="raise" if whole else False):
                    pass
    except Exception as error:  # noqa: BLE001 (whatever a reader trips over is the finding)
        _say(f"{type(error).__name__}: {error}")
        return False
    return True


def _row(what: str, pages: int, seconds: float) -> None:
    _say(f"{what:<28}{pages:>8,}{seconds:>10.1f}{pages / seconds:>10.1f}")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
