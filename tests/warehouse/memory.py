"""A second implementation of Storage: a dict. It is quick, and it shows that nothing goes around the interface."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext

import pyarrow as pa


class MemoryStorage:
    """Bytes by path. `before` is called with the name and path of every change before it is made, and may raise."""

    def __init__(self, before: Callable[[str, str], None] | None = None) -> None:
        self.kept: dict[str, bytes] = {}
        self._before = before or (lambda _step, _path: None)

    def put(self, path: str, content: bytes) -> bool:
        self._before("put", path)
        return self.kept.setdefault(path, content) is content

    def link(self, target: str, path: str) -> bool:
        self._before("link", path)
        there = path in self.kept
        self.kept.setdefault(path, self.kept[target])
        return not there

    def read(self, path: str) -> bytes:
        if path not in self.kept:
            raise FileNotFoundError(path)
        return self.kept[path]

    def open(self, path: str) -> pa.NativeFile:
        return pa.PythonFile(io.BytesIO(self.read(path)), mode="r")

    def size(self, path: str) -> int | None:
        return len(self.kept[path]) if path in self.kept else None

    def list(self, prefix: str) -> Iterator[str]:
        return iter(sorted(path for path in self.kept if path.startswith(f"{prefix}/")))

    def folders(self, prefix: str) -> tuple[str, ...]:
        below = [path.removeprefix(f"{prefix}/") for path in self.list(prefix)]
        return tuple(sorted({path.split("/")[0] for path in below if "/" in path}))

    def swap(self, path: str, content: bytes) -> None:
        self._before("swap", path)
        self.kept[path] = content

    def point(self, path: str, target: str) -> None:
        self._before("point", path)

    def append(self, path: str, line: bytes) -> None:
        self._before("append", path)
        self.kept[path] = self.kept.get(path, b"") + line + b"\n"

    def remove(self, path: str) -> None:
        self._before("remove", path)
        self.kept.pop(path, None)

    def clear(self, prefix: str) -> None:
        for path in self.list(prefix):
            self.remove(path)

    def settle(self) -> None:
        """Nothing is ever unsettled here."""

    def sweep(self) -> None:
        """Nothing is ever half-written here."""

    def lock(self, who: str, wait: float) -> AbstractContextManager[None]:
        return nullcontext()
