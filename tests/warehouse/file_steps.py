"""A layer between a process and its file system: counts what is asked of it below a folder, and fails or dies there.

It wraps what Python, Arrow and SQLite offer for touching files, so that a step is one call of the system that a stage
makes: opening, writing (also by halves), syncing, linking, renaming, removing, making folders. For a forked process
that ends afterwards: nothing is ever put back.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
import signal
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Literal

import pyarrow.parquet as pq

READ: Final = frozenset({"read"})
CREATE: Final = frozenset({"create", "mkdir", "symlink"})
CHANGE: Final = CREATE | {"reopen", "write", "link", "rename", "remove", "truncate", "database"}
ALL: Final = CHANGE | READ | {"sync"}


@dataclass(frozen=True)
class Fault:
    """What the medium refuses: which kinds of steps, with which error; `lasting`: all of them from then on."""

    name: str
    number: int
    kinds: frozenset[str]
    lasting: bool


FAULTS: Final = (
    Fault("no space", errno.ENOSPC, CREATE | {"write", "link", "database"}, lasting=True),
    Fault("no inodes", errno.ENOSPC, CREATE, lasting=True),
    Fault("read-only", errno.EROFS, CHANGE, lasting=True),
    Fault("I/O error", errno.EIO, ALL, lasting=False),
)
_SQLITE: Final = {
    errno.ENOSPC: (sqlite3.SQLITE_FULL, "database or disk is full"),
    errno.EIO: (sqlite3.SQLITE_IOERR, "disk I/O error"),
    errno.EROFS: (sqlite3.SQLITE_READONLY, "attempt to write a readonly database"),
}


class FileSteps:
    """Watches this process; `act(kind, path)` is called before each step, and may raise or kill."""

    def __init__(self, root: Path, act: Callable[[str, str], None], *, halves: bool = False) -> None:
        self._root = os.path.realpath(root)
        self._act = act
        self._halves = halves

    def install(self) -> None:
        """From now on every step below the root is told."""
        for name, kind in (
            ("mkdir", "mkdir"),
            ("rmdir", "remove"),
            ("unlink", "remove"),
            ("remove", "remove"),
            ("truncate", "truncate"),
        ):
            setattr(os, name, self._of_path(getattr(os, name), kind))
        for name, kind in (("link", "link"), ("rename", "rename"), ("replace", "rename"), ("symlink", "symlink")):
            setattr(os, name, self._of_two(getattr(os, name), kind))
        for name, kind in (("fsync", "sync"), ("fdatasync", "sync"), ("ftruncate", "truncate")):
            setattr(os, name, self._of_descriptor(getattr(os, name), kind))
        for name in ("write", "pwrite"):
            setattr(os, name, self._writing(getattr(os, name)))
        os.open = self._opening(os.open)
        io.open = builtins.open = self._files(io.open)
        self._watch_arrow()
        self._watch_sqlite()

    def step(self, kind: str, path: object) -> None:
        """Tell of a step on that path, if it is below the root."""
        if isinstance(path, bytes):
            path = os.fsdecode(path)
        if isinstance(path, str | os.PathLike):
            whole = os.path.abspath(os.fspath(path))  # noqa: PTH100 - links must not be followed
            if whole == self._root or whole.startswith(self._root + os.sep):
                self._act(kind, whole)

    def written(self, path: str, write: Callable[[Any], int], content: Any) -> int:
        """Write, with a step before and, where that is asked for, one after the first half."""
        self.step("write", path)
        view = memoryview(content).cast("B")
        if not self._halves or len(view) < 2:
            return write(content)
        done = write(view[: len(view) // 2])
        self.step("write", path)
        return done + write(view[done:])

    def _of_path(self, real: Callable[..., Any], kind: str) -> Callable[..., Any]:
        def told(path: Any, *given: Any, **named: Any) -> Any:
            self.step(kind, _whole(path, named.get("dir_fd")))
            return real(path, *given, **named)

        return told

    def _of_two(self, real: Callable[..., Any], kind: str) -> Callable[..., Any]:
        def told(source: Any, target: Any, *given: Any, **named: Any) -> Any:
            self.step(kind, target)
            return real(source, target, *given, **named)

        return told

    def _of_descriptor(self, real: Callable[..., Any], kind: str) -> Callable[..., Any]:
        def told(descriptor: Any, *given: Any) -> Any:
            self.step(kind, _path_of(descriptor))
            return real(descriptor, *given)

        return told

    def _writing(self, real: Callable[..., int]) -> Callable[..., int]:
        def told(descriptor: int, content: Any, *given: Any) -> int:
            self.step("write", _path_of(descriptor))
            return real(descriptor, content, *given)

        return told

    def _opening(self, real: Callable[..., int]) -> Callable[..., int]:
        def told(path: Any, flags: int, *given: Any, **named: Any) -> int:
            where = _whole(path, named.get("dir_fd"))
            fresh = flags & os.O_CREAT and not Path(where).exists()
            self.step("create" if fresh else "reopen" if flags & (os.O_WRONLY | os.O_RDWR) else "read", where)
            return real(path, flags, *given, **named)

        return told

    def _files(self, real: Callable[..., Any]) -> Callable[..., Any]:
        steps = self

        class Watched(io.FileIO):
            def __init__(self, file: Any, mode: str, closefd: bool, where: str) -> None:
                super().__init__(file, mode, closefd)
                self._where = where

            def write(self, content: Any) -> int:
                return steps.written(self._where, super().write, content)

            def truncate(self, size: int | None = None) -> int:
                steps.step("truncate", self._where)
                return super().truncate(size)

        def told(
            file: Any,
            mode: str = "r",
            buffering: int = -1,
            encoding: str | None = None,
            errors: str | None = None,
            newline: str | None = None,
            closefd: bool = True,
            opener: Any = None,
        ) -> Any:
            where = _path_of(file) if isinstance(file, int) else os.path.abspath(os.fsdecode(file))  # noqa: PTH100
            if opener is not None or not where.startswith(self._root + os.sep):
                return real(file, mode, buffering, encoding, errors, newline, closefd, opener)
            changes = any(letter in mode for letter in "wax+")
            if not isinstance(file, int):
                fresh = any(letter in mode for letter in "wax") and not Path(where).exists()
                self.step("create" if fresh else "reopen" if changes else "read", where)
            if not changes:
                return real(file, mode, buffering, encoding, errors, newline, closefd)
            raw = Watched(file, mode.replace("b", "").replace("t", ""), closefd, where)
            if buffering == 0:
                return raw
            buffered = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
            return buffered if "b" in mode else io.TextIOWrapper(buffered, encoding, errors, newline)

        return told

    def _watch_arrow(self) -> None:
        begin, write, close = pq.ParquetWriter.__init__, pq.ParquetWriter.write_table, pq.ParquetWriter.close

        def told_begin(writer: Any, where: Any, *given: Any, **named: Any) -> None:
            writer.watched = where
            self.step("create", where)
            begin(writer, where, *given, **named)

        def told_write(writer: Any, *given: Any, **named: Any) -> None:
            self.step("write", writer.watched)
            write(writer, *given, **named)

        def told_close(writer: Any) -> None:
            if writer.is_open:
                self.step("write", writer.watched)
            close(writer)

        pq.ParquetWriter.__init__ = told_begin
        pq.ParquetWriter.write_table = told_write
        pq.ParquetWriter.close = told_close

    def _watch_sqlite(self) -> None:
        real = sqlite3.connect
        steps = self

        class Watched(sqlite3.Connection):
            watched = ""

            def execute(self, sql: str, *given: Any) -> sqlite3.Cursor:
                if not sql.lstrip().upper().startswith(("SELECT", "PRAGMA")):
                    steps.database(self.watched)
                return super().execute(sql, *given)

            def executemany(self, sql: str, *given: Any) -> sqlite3.Cursor:
                steps.database(self.watched)
                return super().executemany(sql, *given)

            def executescript(self, sql: str) -> sqlite3.Cursor:
                steps.database(self.watched)
                return super().executescript(sql)

            def __exit__(
                self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
            ) -> Literal[False]:
                if kind is None and self.in_transaction:
                    steps.database(self.watched)
                return super().__exit__(kind, error, at)

        def told(database: Any, *given: Any, **named: Any) -> sqlite3.Connection:
            made: sqlite3.Connection = real(database, *given, **{"factory": Watched, **named})
            if isinstance(made, Watched):
                made.watched = os.fspath(database)
            return made

        sqlite3.connect = told  # type: ignore[assignment]

    def database(self, path: str) -> None:
        """A step of SQLite, which has errors of its own."""
        try:
            self.step("database", path)
        except OSError as error:
            code, words = _SQLITE[error.errno or 0]
            refused = sqlite3.OperationalError(words)
            refused.sqlite_errorcode = code
            raise refused from error


def fail_at(root: Path, number: int, fault: Fault) -> Callable[[], int]:
    """Let the n-th step (from 1) that the fault can hit fail; the answer tells how many such steps there were."""
    count = 0

    def act(kind: str, path: str) -> None:
        nonlocal count
        if kind in fault.kinds:
            count += 1
            if count == number or (fault.lasting and count > number):
                raise OSError(fault.number, os.strerror(fault.number), path)

    FileSteps(root, act).install()
    return lambda: count


def kill_at(root: Path, number: int) -> Callable[[], int]:
    """SIGKILL just before the n-th step (from 1) that changes anything, halves of writes among them."""
    count = 0

    def act(kind: str, _path: str) -> None:
        nonlocal count
        if kind in CHANGE or kind == "sync":
            count += 1
            if count == number:
                os.kill(os.getpid(), signal.SIGKILL)

    FileSteps(root, act, halves=True).install()
    return lambda: count


def _path_of(descriptor: int) -> str:
    try:
        return os.readlink(f"/proc/self/fd/{descriptor}")  # noqa: PTH115 - of a descriptor
    except OSError:
        return ""


def _whole(path: Any, folder: int | None) -> str:
    text = os.fsdecode(path) if not isinstance(path, int) else _path_of(path)
    return os.path.join(_path_of(folder), text) if folder is not None else text  # noqa: PTH118 - of a descriptor
