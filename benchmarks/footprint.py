"""What a language takes to load, in seconds and memory, measured in a process of its own."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Footprint:
    """Seconds of CPU time until a language is ready, by language; megabytes of memory at each point."""

    load: dict[str, float]
    imported: float
    loaded: float
    parsed: float


def footprint(languages: Sequence[str]) -> Footprint:
    """Imports the parser, loads the lexicons one after the other, parses twenty articles of each, all in a new process.

    What all languages share (the provinces, the model that tells languages) is read beforehand and stands apart as "".
    """
    command = [sys.executable, "-m", "benchmarks.footprint", *languages]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return Footprint(**json.loads(told.splitlines()[-1]))


def _megabytes() -> float:
    """The most memory that this process has had; the kernel's other count goes on from the parent's."""
    status = Path("/proc/self/status")
    if status.exists():
        peak = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
        return int(peak.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _measure(languages: Sequence[str]) -> Footprint:
    from benchmarks.material import articles
    from transforms.compiling import scanner
    from transforms.parse import parse_article

    imported = _megabytes()
    load = {}
    began = time.process_time()
    parse_article("1", language="und")
    load[""] = time.process_time() - began
    for language in languages:
        began = time.process_time()
        scanner(language)
        load[language] = time.process_time() - began
    loaded = _megabytes()
    for language in languages:
        for article in articles(language, 20):
            parse_article(article)
    return Footprint(load, imported, loaded, _megabytes())


if __name__ == "__main__":
    measured = _measure(sys.argv[1:])
    print(json.dumps({name: getattr(measured, name) for name in Footprint.__slots__}))
