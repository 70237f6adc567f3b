"""What fetching costs in memory."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def peak_of_children() -> Iterator[list[int]]:
    """The most memory, in kB, that one child process of ours held while the block ran; other tests' do not count."""
    peak, over = [0], threading.Event()

    def look() -> None:
        while not over.wait(0.02):
            for child in Path("/proc/self/task").glob("*/children"):
                for pid in child.read_text().split():
                    with suppress(OSError):
                        status = Path(f"/proc/{pid}/status").read_text()
                        found = re.search(r"VmHWM:\s+(\d+)", status)
                        command = Path(f"/proc/{pid}/cmdline").read_bytes()
                        if found is not None and b"sources.crawl" in command:
                            peak[0] = max(peak[0], int(found[1]))

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield peak
    finally:
        over.set()
        watcher.join()
