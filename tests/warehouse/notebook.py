"""Runs docs/analysts.ipynb on a release of the samples: `python -m tests.warehouse.notebook` writes what comes out.

Everything is made anew: the release, by the stages of a run, as of a fixed day; and every output of the notebook.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from sources import Settings
from warehouse import booking

ROOT: Final = Path(__file__).resolve().parents[2]
NOTEBOOK: Final = ROOT / "docs/analysts.ipynb"
DAY: Final = datetime(2026, 1, 2, 6, tzinfo=UTC)


def book_samples(home: Path) -> None:
    """Make a release of the samples, as if they had been fetched on that day."""
    settings = Settings(home=home, catalogue=ROOT / "samples/catalogue.yaml")
    run_dir = booking.run_folder(home, "samples")
    booking.collect(settings, run_dir, None, DAY)
    for batch in booking.plan(settings, run_dir).batches:
        booking.parse_batch(settings, run_dir, batch)
    booking.reconcile(settings, run_dir)
    booking.audit(settings, run_dir)
    booking.publish(settings, run_dir)


def stored() -> Any:
    """The notebook as it lies there."""
    import nbformat

    return nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]


def executed(folder: Path) -> Any:
    """The notebook as it comes out in that folder, where `var` is a home."""
    from nbclient import NotebookClient

    notebook = stored()
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
    ).execute()
    for cell in notebook.cells:
        cell.metadata = {}
    notebook.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return notebook


def outputs(notebook: Any) -> list[tuple[str, str]]:
    """Each code cell with what it printed."""
    return [
        (str(cell.source), "".join(each.get("text", "") for each in cell.outputs if each.get("name") == "stdout"))
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


def main() -> int:
    """Execute the notebook in place."""
    import nbformat

    with tempfile.TemporaryDirectory(prefix="newsledger-notebook-") as folder:
        book_samples(Path(folder) / "var")
        notebook = executed(Path(folder))
    nbformat.write(notebook, NOTEBOOK)  # type: ignore[no-untyped-call]
    return 0


if __name__ == "__main__":
    sys.exit(main())
