"""Every example of docs/analysts.md runs, and finds something."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.warehouse.books import Made, arrow, update_of
from warehouse import publish

PAGE = (Path(__file__).parents[2] / "docs/analysts.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"### ([^\n]*)|## (Releases)|```python\n(.*?)```", PAGE, flags=re.DOTALL)
CODE = [
    (EXAMPLES[number - 1][0] or EXAMPLES[number - 1][1], code) for number, (_, _, code) in enumerate(EXAMPLES) if code
]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("analyst") / "var"
    update = update_of([Made("s1", month="2024-07")])
    divergence = {
        "story_id": "s1",
        "what": "members",
        "kind": "qualifier",
        "article_ids": ["a-s1", "a-s2"],
        "languages": ["de", "hi"],
        "readings": ["almost 7", "about 7"],
        "severity": "warning",
        "waived": False,
    }
    seen = {"first_asserted": datetime(2024, 7, 3, tzinfo=UTC), "last_asserted": datetime(2024, 7, 3, tzinfo=UTC)}
    facts = [{**row, **seen, "qualifier": "almost"} for row in update.tables["fact_indicator"].to_pylist()]
    tables = {
        **update.tables,
        "fact_divergence": arrow("fact_divergence", [divergence], {"s1": "2024-07"}),
        "fact_indicator": arrow("fact_indicator", facts, {"s1": "2024-07"}),
    }
    publish(home, replace(update, tables=tables))
    return home


def test_the_page_has_an_example_for_every_question() -> None:
    assert len(CODE) == 6


@pytest.mark.parametrize(("question", "code"), CODE, ids=[question for question, _ in CODE])
def test_the_example_answers_its_question(
    question: str, code: str, home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "var").symlink_to(home)
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    exec(code, names)  # noqa: S102 - the page's own examples
    assert len(names["answer"]) > 0, question
