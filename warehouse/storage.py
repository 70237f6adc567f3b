"""All access to stored bytes goes through `Storage`; `LocalStorage` keeps them in a folder.

Paths are relative, with "/" between the parts. What is put never changes; only pointers do.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
import uuid
from collections.abc import Iterator
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import Final, Protocol

import pyarrow as pa

from warehouse.lock import writer_lock

TEMPORARY: Final = "tmp"
_MANY_FOLDERS: Final = 64
_LOCK: Final = ".lock"
# The file system can't make (another) hard link here: a copy serves as well, it only costs space.
_LINK_REFUSED: Final = frozenset({errno.EMLINK, errno.EXDEV, errno.EPERM, errno.ENOTSUP})


class Storage(Protocol):
    """What the warehouse needs of a place to keep bytes; an object store can give all of it.

    Every method raises OSError for what the medium refuses. `put`, `link`, `remove` may be undone by a power cut
    until `settle` returns; `swap` and `append` are durable when they return.
    """

    def put(self, path: str, content: bytes) -> bool:
        """Keep `content` at `path`, whole or not at all; False, and nothing done, where something is already there."""

    def link(self, target: str, path: str) -> bool:
        """Let `path` hold what `target` holds; False, and nothing done, where something is already there."""

    def read(self, path: str) -> bytes:
        """All bytes; FileNotFoundError where there is none."""

    def open(self, path: str) -> pa.NativeFile:
        """The same, for reading in parts."""

    def size(self, path: str) -> int | None:
        """How many bytes it holds; None where there is nothing."""

    def list(self, prefix: str) -> Iterator[str]:
        """Every path below the folder `prefix`, at any depth, in a fixed order; none where there is no such folder."""

    def folders(self, prefix: str) -> tuple[str, ...]:
        """The names directly below `prefix` that hold something themselves, sorted."""

    def swap(self, path: str, content: bytes) -> None:
        """Replace what a pointer holds: a reader sees the old content or the new, never neither."""

    def point(self, path: str, target: str) -> None:
        """Let people find the folder `target` (relative to `path`) under the name `path`; may do nothing."""

    def append(self, path: str, line: bytes) -> None:
        """Add one line (without its end) to a log; a line torn by a crash is closed first."""

    def remove(self, path: str) -> None:
        """Take it away; nothing happens where there is nothing."""

    def clear(self, prefix: str) -> None:
        """Take away the folder `prefix` with all that is in it; nothing happens where there is none."""

    def settle(self) -> None:
        """Return when everything put, linked and removed so far would survive a power cut."""

    def sweep(self) -> None:
        """Take away what a killed writer left half-written. For the holder of the lock."""

    def lock(self, who: str, wait: float) -> AbstractContextManager[None]:
        """The writer's lock; LockHeldError when someone else holds it for longer than `wait` seconds."""


class LocalStorage:
    """A folder of the local file system, on one device."""

    def __init__(self, root: Path) -> None:
        self.root = root
        # Folders with entries that a power cut could still undo; as text, for a release has thousands.
        self._unsettled: dict[str, None] = {}

    def _at(self, path: str) -> Path:
        return Path(self._text(path))

    def _text(self, path: str) -> str:
        if not path or path.startswith("/") or ".." in path.split("/"):
            raise ValueError(f"not a path inside the warehouse: {path!r}")
        return f"{self.root}/{path}"

    def put(self, path: str, content: bytes) -> bool:
        """See Storage. The file is read-only: many releases may share it."""
        place = self._at(path)
        if place.exists():
            return False
        fresh = self._written(content, 0o444)
        try:
            self._make_folder(str(place.parent))
            fresh.replace(place)
        except OSError:
            fresh.unlink(missing_ok=True)
            raise
        return True

    def link(self, target: str, path: str) -> bool:
        """See Storage."""
        place = self._text(path)
        try:
            self._make_folder(place.rpartition("/")[0])
            os.link(self._text(target), place)
        except FileExistsError:
            return False
        except OSError as error:
            if error.errno not in _LINK_REFUSED:
                raise
            return self.put(path, self.read(target))
        return True

    def read(self, path: str) -> bytes:
        """See Storage."""
        return self._at(path).read_bytes()

    def open(self, path: str) -> pa.NativeFile:
        """See Storage."""
        return pa.OSFile(str(self._at(path)), "rb")

    def size(self, path: str) -> int | None:
        """See Storage."""
        try:
            return self._at(path).stat().st_size
        except (FileNotFoundError, NotADirectoryError):
            return None

    def list(self, prefix: str) -> Iterator[str]:
        """See Storage."""
        for folder, folders, files in os.walk(self._at(prefix)):
            folders.sort()
            below = Path(folder).relative_to(self.root).as_posix()
            yield from (f"{below}/{name}" for name in sorted(files))

    def folders(self, prefix: str) -> tuple[str, ...]:
        """See Storage."""
        try:
            return tuple(sorted(entry.name for entry in os.scandir(self._at(prefix)) if entry.is_dir()))
        except FileNotFoundError:
            return ()

    def swap(self, path: str, content: bytes) -> None:
        """See Storage."""
        place = self._at(path)
        self._make_folder(str(place.parent))
        self.settle()
        fresh = self._written(content, 0o644)
        fresh.replace(place)
        _sync_folder(place.parent)

    def point(self, path: str, target: str) -> None:
        """See Storage."""
        place = self._at(path)
        if place.is_symlink() and os.readlink(place) == target:  # noqa: PTH115 - the text of the link, as it was written
            return
        fresh = self._temporary()
        fresh.symlink_to(target)
        fresh.replace(place)
        _sync_folder(place.parent)

    def append(self, path: str, line: bytes) -> None:
        """See Storage."""
        place = self._at(path)
        self._make_folder(str(place.parent))
        descriptor = os.open(place, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o644)
        try:
            length = os.fstat(descriptor).st_size
            torn = length > 0 and os.pread(descriptor, 1, length - 1) != b"\n"
            os.write(descriptor, (b"\n" if torn else b"") + line + b"\n")
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        self.settle()

    def remove(self, path: str) -> None:
        """See Storage. A folder that holds nothing any more goes too."""
        place = self._at(path)
        place.unlink(missing_ok=True)
        for folder in place.parents:
            if folder == self.root:
                break
            try:
                folder.rmdir()
            except OSError:
                break
            self._unsettled.pop(str(folder), None)

    def clear(self, prefix: str) -> None:
        """See Storage."""
        place = self._at(prefix)
        with suppress(FileNotFoundError):
            shutil.rmtree(place)
        self._unsettled[str(place.parent)] = None

    def settle(self) -> None:
        """See Storage."""
        if len(self._unsettled) > _MANY_FOLDERS and sys.platform == "linux":
            # Linux returns from this when all is written; one by one, a thousand folders take seconds.
            os.sync()
        else:
            for folder in self._unsettled:
                with suppress(FileNotFoundError):
                    _sync_folder(folder)
        self._unsettled.clear()

    def sweep(self) -> None:
        """See Storage."""
        shutil.rmtree(self.root / TEMPORARY, ignore_errors=True)

    def lock(self, who: str, wait: float) -> AbstractContextManager[None]:
        """See Storage."""
        return writer_lock(self.root / _LOCK, who=who, wait=wait)

    def _temporary(self) -> Path:
        folder = self.root / TEMPORARY
        folder.mkdir(parents=True, exist_ok=True)
        return folder / uuid.uuid4().hex

    def _written(self, content: bytes, mode: int) -> Path:
        fresh = self._temporary()
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            fresh.unlink(missing_ok=True)
            raise
        return fresh

    def _make_folder(self, folder: str) -> None:
        self._unsettled[folder] = None
        above = folder.rpartition("/")[0]
        try:
            os.mkdir(folder)  # noqa: PTH102 - a path object for each of thousands costs more than the folder
        except FileExistsError:
            return
        except FileNotFoundError:
            self._make_folder(above)
            with suppress(FileExistsError):
                os.mkdir(folder)  # noqa: PTH102
        self._unsettled[above] = None


def _sync_folder(folder: Path | str) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def storage_of(home: Storage | Path) -> Storage:
    """The warehouse's storage under `home`, the folder of all state; a Storage is taken as it is."""
    return LocalStorage(home / "warehouse") if isinstance(home, Path) else home
