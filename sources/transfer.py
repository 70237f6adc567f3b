"""Articles from one installation to another: an archive written out as one WARC file, and such a file taken in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sources.archive import Archive, ArchiveError
from sources.articles import ClosedCollection
from sources.index import Index
from sources.members import Damage, members
from sources.records import ARTICLE, warcinfo
from sources.writer import ArchiveWriter


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of taking a file in: versions added, known already, and left out because a newer one is held."""

    added: int
    known: int
    older: int
    collection: ClosedCollection | None


def export_archive(home: Path, target: Path, *, at: datetime) -> int:
    """Write every version of every article below a home, oldest first, into a new WARC file; how many there were.

    Withdrawn articles are left out. FileExistsError where the file is there already.
    """
    with Archive(home) as archive, target.open("xb") as out:
        index = Index(archive.folder)
        out.write(warcinfo(target.name, 0, at))
        places = index.all_places()
        index.close()
        for place in places:
            with (archive.folder / place.file).open("rb") as file:
                file.seek(place.start)
                out.write(file.read(place.end - place.start))
    return len(places)


def import_archive(home: Path, *files: Path, at: datetime) -> Imported:
    """Take the versions of such files into the archive below a home, with the times of their first fetching.

    A version is left out where the archive holds a newer one of its article: an archive is only added to at its end.
    ArchiveError where the files have none of our articles, or one is damaged.
    """
    added = known = older = total = 0
    with ArchiveWriter(home, at) as writer:
        for about, date, data in (group for file in files for group in _groups(file)):
            total += 1
            held = writer.import_group(about, date, data)
            added += held == "added"
            known += held == "known"
            older += held == "older"
        if not total:
            names = ", ".join(map(str, files))
            raise ArchiveError(f"{names}: no article in it; expected a file made by newsledger archive export")
        return Imported(added, known, older, writer.close_collection())


def _groups(path: Path) -> Iterator[tuple[dict[str, Any], str, bytes]]:
    """What is said of each version, its date, and the bytes of its records."""
    start: int | None = None
    payload = False
    with path.open("rb") as file:
        for found in members(path):
            if isinstance(found, Damage):
                raise ArchiveError(f"{path}: bytes {found.start} to {found.end} are no record; copy the file again")
            if found.kind in {"request", "response", "resource"}:
                start = found.start if start is None or found.kind == "request" else start
                payload = payload or found.kind != "request"
                continue
            if found.headers.get("content-type") == ARTICLE and start is not None and payload:
                file.seek(start)
                yield json.loads(found.block), found.headers["warc-date"], file.read(found.end - start)
            start, payload = None, False
