"""Frozen dataclasses that are made as quickly as others.

Each field of a frozen dataclass is set through `object.__setattr__`, which takes four times as long as an assignment.
Here what is being made belongs, until its fields are set, to a twin of its class: of the same layout, and not frozen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, fields
from typing import Any, TypeVar

_Row = TypeVar("_Row")


def quick_init(row: type[_Row]) -> type[_Row]:
    """The same frozen dataclass with slots; one without bases, whose defaults, if any, are values."""
    made: Any = row
    twin = type(row.__name__, (), {"__slots__": made.__slots__, "__module__": row.__module__})
    quick = _init(fields(made), row, twin)
    quick.__qualname__, quick.__annotations__ = made.__init__.__qualname__, made.__init__.__annotations__
    made.__init__ = quick
    return row


def _init(parameters: tuple[Field[Any], ...], row: type, twin: type) -> Callable[..., None]:
    """An `__init__` with these parameters, made of its source, as `dataclass` makes its own."""
    defaults = {f"default_{each.name}": each.default for each in parameters if each.default is not MISSING}
    heads = (each.name + (f"=default_{each.name}" if each.default is not MISSING else "") for each in parameters)
    lines = [f"def __init__(self, {', '.join(heads)}):", "    become(self, '__class__', twin)"]
    lines += [f"    self.{each.name} = {each.name}" for each in parameters]
    lines.append("    self.__class__ = row")
    known: dict[str, Any] = {"become": object.__setattr__, "row": row, "twin": twin, **defaults}
    exec("\n".join(lines), known)  # noqa: S102 - the names of fields and nothing else
    init: Callable[..., None] = known["__init__"]
    return init
