"""How a stage tells what the system refused it: no space, no inodes, a read-only or a failing disk."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from sources import Settings
from warehouse.refusals import refusals_told

Given = ParamSpec("Given")
Answer = TypeVar("Answer")
Stage = Callable[Concatenate[Settings, Path, Given], Answer]


def tells_refusals(what: str) -> Callable[[Stage[Given, Answer]], Stage[Given, Answer]]:
    """A stage that raises WarehouseError, with what is safe and what to do, where the system refuses something."""

    def told(stage: Stage[Given, Answer]) -> Stage[Given, Answer]:
        @wraps(stage)
        def telling(settings: Settings, run_dir: Path, /, *given: Given.args, **named: Given.kwargs) -> Answer:
            with refusals_told(settings.home, what, run_dir):
                return stage(settings, run_dir, *given, **named)

        return telling

    return told
