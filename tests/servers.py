"""The programs of the system that some tests start for themselves, and where Debian keeps them."""

import shutil
from pathlib import Path

NAMES = {
    "redis-server": ("redis-server",),
    "postgres": ("postgres",),
    "cc": ("cc", "gcc", "clang"),
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
}


def find_server(name: str) -> Path | None:
    """Where a program of NAMES stands, or None; Debian keeps PostgreSQL's servers out of the path."""
    for candidate in NAMES[name]:
        if found := shutil.which(candidate):
            return Path(found)
    off_path = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return off_path[-1] if off_path else None
