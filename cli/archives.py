"""`newsledger archive export` and `import`: the archive as a folder of WARC files, to keep, to begin from or to add."""

from __future__ import annotations

import hashlib
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import sources
from cli.console import out, refuse
from sources import Archive, ArchiveError, Settings

_SUMS: Final = "SHA256SUMS"


def export_archive(settings: Settings, folder: Path) -> None:
    """Copy the WARC files, with the list of their digests that `sha256sum -c` reads."""
    if folder.exists() and any(folder.iterdir()):
        refuse(f"{folder} is there already and not empty; name another one")
    with Archive(settings.home) as archive:
        if damage := archive.damage():
            refuse(*damage, "The archive is damaged; nothing was exported.")
        files = sorted(archive.folder.glob("*.warc.gz"))
        if not files:
            refuse(f"{archive.folder} is empty; there is nothing to export")
        folder.mkdir(parents=True, exist_ok=True)
        for file in files:
            shutil.copyfile(file, folder / file.name)
    lines = [f"{_digest(folder / file.name)}  {file.name}\n" for file in files]
    (folder / _SUMS).write_text("".join(lines), encoding="utf-8")
    out.print(f"{folder}: {len(files)} files", markup=False)


def import_archive(settings: Settings, folder: Path) -> None:
    """Take WARC files over; refused where their digests are not those of the list.

    An empty home gets the very files, and so the same releases; one that has an archive gets what it lacks, as one
    collection more.
    """
    home = settings.home / "archive"
    files = sorted(folder.glob("*.warc.gz"))
    if not files:
        refuse(f"{folder} holds no .warc.gz file")
    if (folder / _SUMS).exists():
        said = dict(line.split("  ", 1)[::-1] for line in (folder / _SUMS).read_text(encoding="utf-8").splitlines())
        wrong = [file.name for file in files if said.get(file.name) != _digest(file)]
        missing = sorted(said.keys() - {file.name for file in files})
        if wrong or missing:
            refuse(f"not as exported: {', '.join([*wrong, *missing])}; nothing was imported")
    if any(home.glob("*.warc.gz")):
        try:
            done = sources.import_archive(settings.home, *files, at=datetime.now(UTC))
        except ArchiveError as error:
            refuse(str(error))
        out.print(f"{done.added} versions added, {done.known} known already, {done.older} older than what is held")
        return
    home.mkdir(parents=True, exist_ok=True)
    for file in files:
        shutil.copyfile(file, home / f"{file.name}.part")
    for file in files:
        (home / f"{file.name}.part").replace(home / file.name)
    with Archive(settings.home) as archive:
        out.print(f"{len(archive.current())} articles of {len(archive.collections())} collections are in the archive")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
