"""One archive, booked by several Pythons: `python -m tests.warehouse.same_bytes [PYTHON ...]`.

The samples are archived once. Then each Python (this one twice; each with the locked packages) books the archive in
a home of its own, in another folder, with another hash seed, time zone, language and file mask. Every file of the
releases has to be the same. Prints JSON: the release and the digest of its files by Python.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from tests.warehouse.notebook import ROOT, book_samples

_BOOK: Final = "--book"
_PLACES: Final = ("UTC", "Asia/Ho_Chi_Minh", "America/Lima", "Pacific/Auckland")


def book(home: Path) -> dict[str, str]:
    """Book the archive that lies in the home: the release and the digest of all its files."""
    import warehouse
    from sources import Settings
    from warehouse import booking

    settings = Settings(home=home, catalogue=ROOT / "samples/catalogue.yaml")
    run_dir = booking.run_folder(home, "again")
    for batch in booking.plan(settings, run_dir).batches:
        booking.parse_batch(settings, run_dir, batch)
    booking.reconcile(settings, run_dir)
    booking.audit(settings, run_dir)
    booking.publish(settings, run_dir)
    release = warehouse.open_release(home).id
    digest = hashlib.sha256()
    folder = home / "warehouse/releases" / release
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return {"python": sys.version.split()[0], "release": release, "files": digest.hexdigest()}


def main(pythons: list[str]) -> int:
    """Book with each; 1 where they differ."""
    told = []
    with tempfile.TemporaryDirectory(prefix="newsledger-same-") as name:
        folder = Path(name)
        book_samples(folder / "first")
        for number, python in enumerate([sys.executable, sys.executable, *pythons]):
            home = folder / f"home-{number}" / ("deep/" * number)
            ignored = shutil.ignore_patterns("index*", "*.lock")
            shutil.copytree(folder / "first/archive", home / "archive", ignore=ignored)
            environment = {
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "PYTHONHASHSEED": str(number),
                "PYTHONWARNINGS": "ignore",
                "TZ": _PLACES[number % len(_PLACES)],
                "LC_ALL": ("C", "C.UTF-8")[number % 2],
            }
            run = subprocess.run(
                [python, "-m", "tests.warehouse.same_bytes", _BOOK, str(home)],
                cwd=ROOT,
                env=environment,
                stdout=subprocess.PIPE,
                umask=(0o022, 0o077)[number % 2],
                check=True,
            )
            told.append(json.loads(run.stdout.splitlines()[-1]))
    print(json.dumps(told, indent=1))
    return int(len({(each["release"], each["files"]) for each in told}) > 1)


if __name__ == "__main__":
    if sys.argv[1:2] == [_BOOK]:
        print(json.dumps(book(Path(sys.argv[2]))))
    else:
        sys.exit(main(sys.argv[1:]))
