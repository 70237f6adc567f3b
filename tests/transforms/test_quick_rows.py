"""Rows that are made quickly are dataclasses like any frozen ones."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from typing import Any, Final

import pytest

from transforms.quick_rows import maker


@dataclasses.dataclass(frozen=True, slots=True)
class Row:
    """One as the engine's are."""

    start: int
    end: int
    text: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def length(self) -> int:
        return self.end - self.start


make: Final = maker(Row)


def test_a_row_is_what_its_class_makes() -> None:
    row = make(1, end=5, text="four")
    assert type(row) is Row
    assert row.length == 4
    assert row == Row(1, 5, "four")
    assert hash(row) == hash(Row(1, 5, "four"))
    assert row != make(1, 5)
    assert repr(row) == repr(Row(1, 5, "four"))
    assert dataclasses.asdict(make(1, 5)) == dataclasses.asdict(Row(1, 5))
    assert inspect.signature(make).parameters.keys() == inspect.signature(Row).parameters.keys()


@pytest.mark.parametrize("name", ["start", "notes", "new"])
def test_nothing_of_a_row_can_be_set_or_deleted(name: str) -> None:
    row: Any = make(1, 5)
    with pytest.raises((dataclasses.FrozenInstanceError, TypeError)):
        setattr(row, name, 2)
    with pytest.raises((dataclasses.FrozenInstanceError, TypeError)):
        delattr(row, name)
    assert row == Row(1, 5)


def test_a_row_can_be_copied_replaced_and_sent_to_another_process() -> None:
    row = make(1, 5, notes=("a",))
    again = pickle.loads(pickle.dumps(row))  # noqa: S301 - our own
    assert again == row == copy.deepcopy(row)
    assert type(again) is Row
    assert dataclasses.replace(row, end=6) == Row(1, 6, None, ("a",))


@pytest.mark.parametrize("arguments", [(), (1,), (1, 2, "x", (), 5)])
def test_arguments_that_do_not_fit_are_refused(arguments: tuple[Any, ...]) -> None:
    made: Any = make
    with pytest.raises(TypeError):
        made(*arguments)
    with pytest.raises(TypeError):
        made(1, 2, other=3)
