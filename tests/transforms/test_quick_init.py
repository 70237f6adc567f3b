"""Rows are dataclasses like any frozen ones, however they are made."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from typing import Any

import pytest

from transforms.quick_init import quick_init


@dataclasses.dataclass(frozen=True, slots=True)
class Usual:
    """What `dataclass` makes."""

    start: int
    end: int
    text: str | None = None
    notes: tuple[str, ...] = ()


@quick_init
@dataclasses.dataclass(frozen=True, slots=True)
class Row:
    """The same, made quickly."""

    start: int
    end: int
    text: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def length(self) -> int:
        return self.end - self.start


def test_a_row_is_what_a_frozen_dataclass_is() -> None:
    row, usual = Row(1, end=5, text="four"), Usual(1, end=5, text="four")
    assert type(row) is Row
    assert row.length == 4
    assert dataclasses.asdict(row) == dataclasses.asdict(usual)
    assert repr(row) == repr(usual).replace("Usual", "Row")
    assert hash(row) == hash(Row(1, 5, "four"))
    assert row == Row(1, 5, "four")
    assert row != Row(1, 5)
    assert inspect.signature(Row).parameters.keys() == inspect.signature(Usual).parameters.keys()
    assert Row.__init__.__annotations__ == Usual.__init__.__annotations__


@pytest.mark.parametrize("name", ["start", "notes", "new"])
def test_nothing_of_a_row_can_be_set_or_deleted(name: str) -> None:
    row: Any = Row(1, 5)
    with pytest.raises((dataclasses.FrozenInstanceError, TypeError)):
        setattr(row, name, 2)
    with pytest.raises((dataclasses.FrozenInstanceError, TypeError)):
        delattr(row, name)
    assert row == Row(1, 5)


def test_a_row_can_be_copied_replaced_and_sent_to_another_process() -> None:
    row = Row(1, 5, notes=("a",))
    again = pickle.loads(pickle.dumps(row))  # noqa: S301 - our own
    assert again == row == copy.deepcopy(row)
    assert type(again) is Row
    assert dataclasses.replace(row, end=6) == Row(1, 6, None, ("a",))


@pytest.mark.parametrize("arguments", [(), (1,), (1, 2, "x", (), 5)])
def test_arguments_that_do_not_fit_are_refused(arguments: tuple[Any, ...]) -> None:
    made: Any = Row
    with pytest.raises(TypeError):
        made(*arguments)
    with pytest.raises(TypeError):
        made(1, 2, other=3)
