"""Examples of every rule that pass, fail and can't be decided: the docs and the tests use them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import pyarrow as pa

from expectations.examples import story, structure, translations, warnings
from expectations.examples.drafts import Came, sound

OUTCOMES: Final[tuple[Came, ...]] = ("pass", "fail", "undecided")


@dataclass(frozen=True, slots=True)
class Example:
    """Staged tables (and tables of an earlier release) for which the rule came out like that; `what` says why."""

    rule: str
    came: Came
    what: str
    tables: Mapping[str, pa.Table]
    history: Mapping[str, pa.Table]


def examples() -> Iterator[Example]:
    """Every example, in the order of the rules."""
    for rule, came, what, change in (*structure.CASES, *story.CASES, *translations.CASES, *warnings.CASES):
        draft = sound()
        earlier = change(draft)
        history = earlier.tables() if earlier is not None else {}
        yield Example(rule, came, what, draft.tables(), history)
