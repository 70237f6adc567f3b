"""Whoever is killed while collecting loses no page and leaves an archive that can be read."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator

from sources import Archive
from tests.sources.news_site import NewsSite
from tests.sources.portal import articles, portal

COMMAND = [sys.executable, "-m", "tests.sources.collecting"]


def kill_after(arguments: list[str], site: NewsSite, requests: int) -> None:
    """Start collecting, kill it when the site was asked that often more, and see that what it started ends as well."""
    before, end = len(site.paths), time.monotonic() + 60
    process = subprocess.Popen([*COMMAND, *arguments])
    while len(site.paths) < before + requests and process.poll() is None:
        assert time.monotonic() < end, "the site was never asked"
        time.sleep(0.01)
    started = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii").split()
    process.kill()
    process.wait()
    assert started
    while any(Path(f"/proc/{child}/task").exists() and not is_over(child) for child in started):
        assert time.monotonic() < end, "the fetching process outlives the one that started it"
        time.sleep(0.01)


def is_over(process: str) -> bool:
    """Whether a process has ended, though nobody has asked for its status yet."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def n_records(home: Path, *, whole: bool) -> int:
    """How many records another tool finds; `whole`: and all their digests are right."""
    count = 0
    for path in (home / "archive").glob("*.warc.gz"):
        with path.open("rb") as file:
            count += sum(1 for _ in ArchiveIterator(file, check_digests="raise" if whole else False))
    return count


def test_a_killed_collection_loses_no_page_and_leaves_nothing_running(tmp_path: Path) -> None:
    home, catalogue = tmp_path / "home", tmp_path / "catalogue.yaml"
    with portal(6) as site:
        url = f"{site.base}/sitemap.xml"
        text = f"sources:\n  - {{id: site, kind: sitemap, allow_private: true, url: '{url}'}}\n"
        catalogue.write_text(text, encoding="utf-8")
        for day, requests in enumerate((8, 16, 30)):
            kill_after([str(home), str(catalogue), str(day)], site, requests)
            n_records(home, whole=False)  # raises where a reader would stumble
        last = [*COMMAND, str(home), str(catalogue), "9"]
        done = subprocess.run(last, capture_output=True, text=True, check=True, timeout=120)
        assert done.stdout.strip() == "1"
        with Archive(home) as archive:
            kept = {version.url.removeprefix(site.base): archive.read(version) for version in archive.current()}
        assert kept == articles(site)
        assert n_records(home, whole=True) > 3 * len(kept)
