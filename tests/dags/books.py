"""Small stories for runs of the DAG, and the `newsledger` command as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 280

EN = (
    "Emulation Cluster No. 4 has 5 members. The cluster consists of 3 departments of foreign affairs "
    "(Hanoi, Hai Phong, Phu Tho) and {divisions} divisions of foreign affairs (Bac Ninh, Nam Dinh).\n"
    "In the first six months of 2025 the cluster handled {cases} consular cases.\n"
    "\nSource: https://news.example.org/cluster-four\n"
)
OTHER = (
    "Emulation Cluster No. 6 received almost 200 incoming delegations in the first six months of 2025.\n"
    "\nSource: https://news.example.org/cluster-six\n"
)


@dataclass(frozen=True)
class Ended:
    """How a command ended: its status and all that it printed."""

    status: int
    out: str


@dataclass(frozen=True)
class Ledger:
    """A home and a folder of articles, and the command that books them."""

    folder: Path

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def articles(self) -> Path:
        return self.folder / "articles"

    @property
    def catalogue(self) -> Path:
        return self.folder / "catalogue.yaml"

    def set_up(self) -> Ledger:
        """The folder of articles with two stories that balance, and the catalogue that names it."""
        self.articles.mkdir(parents=True)
        self.write("four", EN.format(divisions=2, cases=40))
        self.write("six", OTHER)
        self.catalogue.write_text(
            "sources:\n  - id: desk\n    kind: folder\n    path: articles\n    publisher: The desk\n"
            "    licence: CC0-1.0\n    publish_text: true\n",
            encoding="utf-8",
        )
        return self

    def write(self, name: str, text: str) -> None:
        (self.articles / f"{name}.txt").write_text(text, encoding="utf-8")

    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("AIRFLOW", "NEWSLEDGER"))}
        return kept | {"NEWSLEDGER_HOME": str(self.home), "NEWSLEDGER_SOURCES": str(self.catalogue), "COLUMNS": "200"}

    def newsledger(self, *arguments: str) -> Ended:
        """Run the command to its end."""
        done = subprocess.run(
            [sys.executable, "-c", "from cli import main; main()", *arguments],
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        return Ended(done.returncode, done.stdout)

    def messages(self) -> list[Path]:
        """The alerts that were sent so far."""
        return sorted((self.home / "alerts" / "messages").glob("*.txt"))

    def runs(self) -> list[Path]:
        """The folders of the runs so far, the oldest first."""
        return sorted(path for path in (self.home / "runs").iterdir() if path.is_dir())
