"""How fast pages are fetched, archived and read, and what kills do: 2,000 pages in six languages on loopback.

    python -m benchmarks.fetch [stories [kills]]

Each measurement runs in a process of its own that has one core for itself and the fetching process it starts; the site
is served from this process, on the other cores where there are any. Seconds are CPU time of both processes, user and
system, and beside it time on the wall. Printed are the first run (every body into the archive, then every page's text
out of it), the second (no body), and then that many collections into a fresh home, each killed after a random number
of requests (seeded), with what the last, unkilled one finds.
"""

from __future__ import annotations

import os
import random
import resource
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
from tests.sources.portal import articles, portal
from transforms.html import extract_article

STORIES: Final = 334
KILLS: Final = 50
_LIMITS: Final = Limits(delay_seconds=0)


def main() -> None:
    """Measure and print; with `collect` or `extract` as the first argument, be the process that is measured."""
    if sys.argv[1:2] == ["collect"]:
        _collect(Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
        return
    if sys.argv[1:2] == ["extract"]:
        _extract(Path(sys.argv[2]))
        return
    stories = int(sys.argv[1]) if len(sys.argv) > 1 else STORIES
    kills = int(sys.argv[2]) if len(sys.argv) > 2 else KILLS
    with tempfile.TemporaryDirectory() as folder, portal(stories) as site:
        catalogue = Path(folder) / "catalogue.yaml"
        catalogue.write_text(
            f"sources:\n  - {{id: portal, kind: sitemap, allow_private: true, url: '{site.base}/sitemap.xml'}}\n",
            encoding="utf-8",
        )
        pages = articles(site)
        size = sum(map(len, pages.values())) / len(pages) / 1000
        _say(f"{len(pages):,} pages of {size:.1f} kB, one core for fetching, archiving and reading")
        _say(f"{'what':<36}{'CPU s':>8}{'wall s':>8}{'pages/CPU s':>13}{'pages/wall s':>14}")
        home = Path(folder) / "home"
        fetched = _measured("collect", str(home), str(catalogue), "1")
        read = _measured("extract", str(home))
        _row("fetched and archived", len(pages), fetched)
        _row("text, title, date, language", len(pages), read)
        _row("all of it", len(pages), (fetched[0] + read[0], fetched[1] + read[1]))
        _row("second run, no body", len(pages), _measured("collect", str(home), str(catalogue), "2"))
        if kills:
            _kill(Path(folder) / "killed", catalogue, site, kills)


def _collect(home: Path, catalogue: Path, day: int) -> None:
    now = datetime(2026, 1, day, tzinfo=UTC)
    collect(
        Settings(home=home, catalogue=catalogue), load_catalogue(catalogue), None, home / f"{day}", now, limits=_LIMITS
    )


def _extract(home: Path) -> None:
    with Archive(home) as archive:
        for version in archive.current():
            extract_article(archive.read(version), version.url, version.charset)


def _measured(*arguments: str) -> tuple[float, float]:
    """Seconds of CPU time and on the wall of one such process with those that it starts, on one core."""
    cores = sorted(os.sched_getaffinity(0))
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "benchmarks.fetch", *arguments])
    os.sched_setaffinity(process.pid, {cores[-1]})
    if process.wait() != 0:
        raise RuntimeError(f"{arguments[0]} failed")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, time.perf_counter() - start


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
    lost = sum(kept.get(path) != body for path, body in articles(site).items())
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


def _row(what: str, pages: int, seconds: tuple[float, float]) -> None:
    cpu, wall = seconds
    _say(f"{what:<36}{cpu:>8.1f}{wall:>8.1f}{pages / cpu:>13.1f}{pages / wall:>14.1f}")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
