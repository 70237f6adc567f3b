"""What each stage of the reading costs: the time between its call and its return, less that of the stages inside it."""

from __future__ import annotations

import functools
import inspect
import json
import os
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from types import FunctionType
from typing import Any, Final

import transforms.parse
import transforms.reading
from benchmarks.material import articles as articles_of
from transforms.engine import CHOICE, PLAIN_CHOICE
from transforms.scan import Scanner

_WHERE: Final = (transforms.parse, transforms.reading)  # the modules that call the stages one after the other
_SCANNING: Final = {"normalise": "normal", "terms": "scan"}  # methods that are stages, and the stage's name


def costs_by_stage(languages: Sequence[str], n_articles: int) -> dict[str, dict[str, float]]:
    """Microseconds of CPU time an article by stage, and of "all" together, in each language, as plain Python.

    Measured in a process of its own that reads by the sources, for nobody can step in between compiled stages.
    """
    command = [sys.executable, "-m", "benchmarks.stages", str(n_articles), *languages]
    plain = os.environ | {CHOICE: PLAIN_CHOICE}
    told = subprocess.run(command, check=True, capture_output=True, text=True, env=plain).stdout
    costs: dict[str, dict[str, float]] = json.loads(told.splitlines()[-1])
    return costs


def cost_by_stage(articles: Iterable[str]) -> tuple[dict[str, float], float]:
    """Seconds of CPU time by stage (the module that does it), the dearest first; and of all together.

    Whatever the two modules take from other modules of the room is a stage; what is left is theirs.
    """
    spent: defaultdict[str, float] = defaultdict(float)
    with _watched(spent):
        began = time.process_time()
        for article in articles:
            transforms.parse.parse_article(article)
        total = time.process_time() - began
    spent["the rest of parse"] = max(0.0, total - sum(spent.values()))
    return dict(sorted(spent.items(), key=lambda item: -item[1])), total


@contextmanager
def _watched(spent: defaultdict[str, float]) -> Iterator[None]:
    inside: list[float] = []
    replaced: list[tuple[Any, str, FunctionType]] = [(Scanner, name, vars(Scanner)[name]) for name in _SCANNING]
    for _, name, function in replaced:
        setattr(Scanner, name, _timed(function, _SCANNING[name], spent, inside))
    for module in _WHERE:
        for name, function in list(vars(module).items()):
            if not isinstance(function, FunctionType) or inspect.isgeneratorfunction(function):
                continue
            stage = function.__module__.removeprefix("transforms.")
            if stage == function.__module__ or function.__module__ in {m.__name__ for m in _WHERE}:
                continue
            replaced.append((module, name, function))
            setattr(module, name, _timed(function, stage, spent, inside))
    try:
        yield
    finally:
        for module, name, function in replaced:
            setattr(module, name, function)


def _timed(
    function: Callable[..., Any], stage: str, spent: defaultdict[str, float], inside: list[float]
) -> Callable[..., Any]:
    @functools.wraps(function)
    def timed(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever the stage takes and gives
        inside.append(0.0)
        began = time.process_time()
        try:
            return function(*given, **named)
        finally:
            whole = time.process_time() - began
            spent[stage] += whole - inside.pop()
            if inside:
                inside[-1] += whole

    return timed


def _measure(languages: Sequence[str], n_articles: int) -> dict[str, dict[str, float]]:
    costs = {}
    for language in languages:
        texts = articles_of(language, n_articles)
        transforms.parse.parse_article(texts[0])
        spent, total = cost_by_stage(texts)
        costs[language] = {stage: 1e6 * seconds / len(texts) for stage, seconds in (spent | {"all": total}).items()}
    return costs


if __name__ == "__main__":
    print(json.dumps(_measure(sys.argv[2:], int(sys.argv[1]))))
