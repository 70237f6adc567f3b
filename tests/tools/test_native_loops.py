"""Loops written out for the compiler go over what they went over."""

from __future__ import annotations

from typing import Any

import pytest

from tools.compile_engine import ROOT, reading_modules
from tools.native_loops import with_native_loops

LOOPS = """from itertools import pairwise

class Row:
    def __init__(self, items): self.items = items

def beside(one, two):
    return [(a, b) for a, b in zip(one, two, strict=False)]

def led(items):
    found = []
    for last, item in zip([None, *items], items, strict=False):
        found.append((last, item))
    return found

def pairs(items):
    return [(a, b) for a, b in pairwise(items)], {b: a for a, b in pairwise(Row(items).items)}

def pairs_of_row(row):
    größer = ["é"]; return [b for a, b in pairwise(row.items) if größer and a]
"""


def made(source: str) -> dict[str, Any]:
    space: dict[str, Any] = {"__name__": __name__}
    exec(compile(source, "made", "exec"), space)  # noqa: S102  (the test's own text)
    return space


def test_loops_are_written_as_the_compiler_knows_them() -> None:
    written = with_native_loops(LOOPS)
    assert "for a, b in zip(one, two)]" in written
    assert "in zip([None, *items], items):" in written
    assert "for a, b in zip(items, items[1:])]" in written
    assert "for a, b in zip(row.items, row.items[1:]) if größer and a]" in written
    assert len(written.split("\n")) == len(LOOPS.split("\n"))


@pytest.mark.parametrize("items", [[], [1], [1, 2], [3, 1, 2, 5]])
def test_they_go_over_the_same(items: list[int]) -> None:
    plain, written = made(LOOPS), made(with_native_loops(LOOPS))
    for name in ("led", "pairs"):
        assert written[name](items) == plain[name](items)
    assert written["beside"](items, items[:2]) == plain["beside"](items, items[:2])
    assert written["pairs_of_row"](written["Row"](items)) == plain["pairs_of_row"](plain["Row"](items))


@pytest.mark.parametrize(
    "source",
    [
        "found = [a for a, b in zip(one, two, strict=True)]",
        "found = dict(zip(one, two, strict=False))",
        "found = [pair for pair in pairwise(items)]",
        "found = [a for a, b in pairwise(made())]",
        "found = [a for a, b in pairwise(made().items)]",
        "found = [a for a, b in pairwise(\n    items)]",
    ],
)
def test_what_they_are_not_is_left_as_it_is(source: str) -> None:
    assert with_native_loops(source) == source


def test_every_module_that_is_compiled_can_be_written_so() -> None:
    for module in reading_modules():
        path = ROOT.joinpath(*module.split(".")).with_suffix(".py")
        compile(with_native_loops(path.read_text(encoding="utf-8")), module, "exec")
