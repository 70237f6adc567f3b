"""The notebook of the documentation, run afresh: what it shows is what comes out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.warehouse.notebook import book_samples, executed, outputs, stored


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder: Path = tmp_path_factory.mktemp("notebook")
    book_samples(folder / "var")
    return executed(folder)


def test_every_output_of_the_notebook_is_what_comes_out_today(fresh: Any) -> None:
    # After a change that is meant: python -m tests.warehouse.notebook, and read the difference.
    assert outputs(fresh) == outputs(stored())


def test_every_question_of_the_notebook_has_an_answer() -> None:
    for source, printed in outputs(stored()):
        assert printed.strip(), source


def test_the_notebook_asks_with_every_tool_and_answers_what_cluster_2_did() -> None:
    cells = outputs(stored())
    for tool in ("duckdb", "polars", "pandas", "read_excel"):
        assert any(tool in source for source, _ in cells), tool
    (answer,) = [printed for source, printed in cells if "fact_sentences" in source]
    assert "Outgoing delegations: almost 120 delegation" in answer
    assert "  vi: Trong sáu tháng đầu năm 2024" in answer


def test_nothing_of_a_machine_is_in_the_notebook() -> None:
    notebook = stored()
    assert notebook.metadata.keys() == {"kernelspec"}
    assert all(not cell.metadata for cell in notebook.cells)
    assert not any(part in json.dumps(notebook) for part in ("/tmp/", "/home/", "/root/", "/work/"))  # noqa: S108
