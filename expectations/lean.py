"""Great Expectations without what it imports for others: statistics, charts and clouds cost a third of its start."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any, Final

# What only expectations about distributions and their charts use; it is there for whoever asks.
_LATER: Final = ("altair", "scipy.stats")
# What Great Expectations can do without: then it can't read from S3.
_WITHOUT: Final = ("boto3", "botocore")


class _Later(ModuleType):
    """Stands for a module until something of it is wanted."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the module has
        if name.startswith("__"):
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


@contextmanager
def lean_imports() -> Iterator[None]:
    """While Great Expectations is imported: modules that nobody has imported yet are left for later, or left out."""
    modules: dict[str, Any] = sys.modules  # a module that is None there can't be imported
    placed: dict[str, _Later | None] = {name: _Later(name) for name in _LATER} | dict.fromkeys(_WITHOUT)
    placed = {name: module for name, module in placed.items() if name not in modules}
    modules.update(placed)
    try:
        yield
    finally:
        for name, module in placed.items():
            if name in modules and modules[name] is module:
                del modules[name]
