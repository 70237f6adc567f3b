"""A medium that refuses, step by step: `python -m tests.warehouse.refusing [--every N | --sample] [STAGE ...]`.

Each stage is run while its n-th step fails, for every n (or every N-th), with each kind of refusal: no space, no
inodes, read-only, an I/O error. It has to say what happened, where, and what to do; the last release has to be whole;
and the next run on a sound medium has to make the release that it would have made. Prints JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.warehouse.file_steps import FAULTS, Fault
from tests.warehouse.trials import STAGES, Bench, Outcome, forked, seen


def misses(outcome: Outcome, fault: Fault) -> list[str]:
    """What the error lacks that an operator needs."""
    if outcome.error is None:
        return []
    name, message = outcome.error
    if not outcome.told:
        return [f"an error of its own kind was expected, not {name}: {message}"]
    words = {os.strerror(fault.number)} | {"database or disk is full", "disk I/O error", "readonly database"}
    needed = {
        "what": any(word in message for word in words),
        "which stage": message.startswith("could not "),
        "that the release is intact": "is the current release, intact" in message,
        "what to do": "and run again" in message and "Mend that" not in message,
        "where": " at " in message,
    }
    return [f"the error does not say {each}: {message}" for each, there in needed.items() if not there]


def try_stage(bench: Bench, stage: str, fault: Fault, every: int, first: int, most: int) -> dict[str, Any]:
    """Steps of a stage with one fault: how many trials, how many of them were refused, and what was wrong."""
    step, trials, refused, wrong = first, 0, 0, list[str]()
    while trials < most:
        bench.reset(stage)
        outcome = bench.fail(stage, step, fault)
        if outcome.error is None and outcome.steps < step:
            break
        trials += 1
        refused += outcome.error is not None
        found = misses(outcome, fault)
        if problem := forked(lambda: seen(bench.home)):
            found.append(f"after the refusal: {problem}")
        bench.heal(stage)
        found += bench.wrong(stage)
        wrong += [f"{stage}, {fault.name}, step {step}: {each}" for each in found]
        step += every
    return {"trials": trials, "refused": refused, "wrong": wrong}


def main(arguments: list[str]) -> int:
    """Try the stages; 1 where anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="try every N-th step only")
    parser.add_argument("--sample", action="store_true", help="one step of each stage, with one refusal")
    parser.add_argument("stages", nargs="*", default=list(STAGES), metavar="STAGE")
    given = parser.parse_args(arguments)
    folder = Path(tempfile.mkdtemp(prefix="newsledger-refusals-"))
    told: dict[str, dict[str, Any]] = {}
    try:
        bench = Bench(folder)
        bench.prepare()
        for number, stage in enumerate(given.stages):
            for turn, fault in enumerate(FAULTS):
                if given.sample and turn != number % len(FAULTS):
                    continue
                first = 3 if given.sample else 1 + turn * given.every // len(FAULTS)
                most = 1 if given.sample else sys.maxsize
                told[f"{stage}, {fault.name}"] = try_stage(bench, stage, fault, given.every, first, most)
                print(stage, fault.name, told[f"{stage}, {fault.name}"], file=sys.stderr, flush=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(json.dumps(told, indent=1))
    return int(any(each["wrong"] for each in told.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
