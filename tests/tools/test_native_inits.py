"""Dataclasses written out for the compiler do what they did."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from tools.compile_engine import ROOT, reading_modules
from tools.native_inits import with_native_inits

HEAD = "from __future__ import annotations\nfrom dataclasses import dataclass, field\n\n\n"
POINT = (
    HEAD
    + '''@dataclass(frozen=True, slots=True)
class Point:
    """A place."""

    x: int
    y: float = 1.5  # up
    tags: list[str] = field(default_factory=list, hash=False)

    def moved(self, by: int) -> Point:
        """Farther to the right."""
        return Point(self.x + by, self.y, self.tags)


after = 1
'''
)


def made(source: str) -> dict[str, Any]:
    space: dict[str, Any] = {"__name__": __name__}
    exec(compile(with_native_inits(source), "made", "exec"), space)  # noqa: S102  (the test's own text)
    return space


def test_a_dataclass_gets_an_init_that_is_its_own() -> None:
    written = with_native_inits(POINT)
    assert "@dataclass(frozen=True, slots=True, init=False)" in written
    assert "def __init__(self, x: int, y: float = 1.5, tags: list[str] | None = None) -> None:" in written


def test_lines_keep_their_numbers() -> None:
    before, after = POINT.split("\n"), with_native_inits(POINT).split("\n")
    assert len(before) == len(after)
    assert before.index("after = 1") == after.index("after = 1")


def test_what_is_made_is_the_same() -> None:
    # Plain Python would refuse to set what is frozen; compiled code sets it directly.
    point = made(POINT.replace("frozen=True", "unsafe_hash=True"))["Point"]
    one, two = point(1), point(1, tags=["far"])
    assert (one.x, one.y, one.tags) == (1, 1.5, [])
    assert one.tags is not point(1).tags
    assert one.moved(2) == dataclasses.replace(one, x=3)
    assert hash(one) == hash(two)
    assert one != two
    assert repr(two) == "Point(x=1, y=1.5, tags=['far'])"


@pytest.mark.parametrize(
    "body",
    [
        "    x: int\n\n    def __post_init__(self) -> None:\n        pass\n",
        "    x: int\n\n    def __init__(self) -> None:\n        self.x = 1\n",
        "    x: int = field(init=False)\n",
        "    x: ClassVar[int] = 1\n",
    ],
)
def test_what_is_not_plain_is_left_as_it_is(body: str) -> None:
    source = f"{HEAD}@dataclass\nclass Other:\n{body}"
    assert with_native_inits(source) == source


def test_a_class_with_a_base_is_left_as_it_is() -> None:
    source = f"{HEAD}@dataclass\nclass Other(Base):\n    x: int\n"
    assert with_native_inits(source) == source


def test_a_bare_decorator_is_known_too() -> None:
    assert "@dataclass(init=False)\nclass Bare:" in with_native_inits(f"{HEAD}@dataclass\nclass Bare:\n    x: int\n")


def test_every_module_that_is_compiled_can_be_written_out() -> None:
    for module in reading_modules():
        source = ROOT.joinpath(*module.split(".")).with_suffix(".py").read_text(encoding="utf-8")
        compile(with_native_inits(source), module, "exec")
