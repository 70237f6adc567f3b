"""Which code reads and judges: a digest of its files, so that a change of any of them is noticed."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

from warehouse.manifest import schema_digest

_LENGTH: Final = 12


def parser_version() -> str:
    """The version of parser and lexicons: a digest of every file of the room `transforms`."""
    import transforms

    return _digest(Path(str(transforms.__file__)).parent)


def code_versions() -> dict[str, str]:
    """What a release depends on beside archive and waivers: when one differs, everything is booked anew."""
    import expectations

    return {
        "parser": parser_version(),
        "rules": _digest(Path(str(expectations.__file__)).parent),
        "booking": _digest(Path(__file__).parent),
        "schema": schema_digest()[:_LENGTH],
    }


@cache
def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts and path.suffix not in {".pyc", ".part"}:
            content = path.read_bytes()
            digest.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:_LENGTH]
