"""Kills stages at a given step, beside a reader: `python -m tests.warehouse.killing [--kills N] [STAGE ...]`.

A stage gets SIGKILL just before its n-th step (see `file_steps`; between the halves of a write counts, too), for N
steps spread evenly over all of them. Then comes the next run. Prints JSON: how many kills hit, how many reads the
readers made, what they saw that they should never see, and what was wrong when all was healed.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.warehouse.trials import STAGES, Bench, stop_reader


def kill_stage(bench: Bench, stage: str, kills: int) -> dict[str, Any]:
    """Kill a stage so many times, each time at another step where there are that many."""
    steps = bench.steps(stage)
    hits, reads, seen, wrong = 0, 0, set[str](), list[str]()
    for number in range(kills):
        step = 1 + (2 * number + 1) * steps // (2 * kills)
        bench.reset(stage)
        reader = bench.start_reader()
        hits += bench.kill(stage, step)
        bench.heal(stage)
        more, strange = stop_reader(reader)
        reads += more
        seen.update(f"{stage}, step {step}: {each}" for each in strange)
        wrong += [f"{stage}, step {step}: {each}" for each in bench.wrong(stage)]
    return {"steps": steps, "kills": kills, "hits": hits, "reads": reads, "seen": sorted(seen), "wrong": wrong}


def main(arguments: list[str]) -> int:
    """Kill the stages; 1 where a reader saw something wrong, or anything was left wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=170, help="how often to kill each stage")
    parser.add_argument("stages", nargs="*", default=list(STAGES), metavar="STAGE")
    given = parser.parse_args(arguments)
    folder = Path(tempfile.mkdtemp(prefix="newsledger-kills-"))
    told: dict[str, dict[str, Any]] = {}
    try:
        bench = Bench(folder)
        bench.prepare()
        for stage in given.stages:
            told[stage] = kill_stage(bench, stage, given.kills)
            print(stage, told[stage], file=sys.stderr, flush=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(json.dumps(told, indent=1))
    return int(any(each["seen"] or each["wrong"] for each in told.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
