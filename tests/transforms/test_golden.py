"""Whole articles: what the parser books of each sample, row by row, as it was reviewed.

`.venv/bin/python tests/transforms/test_golden.py` writes the files anew; their diff is the behaviour that changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import pytest

from transforms import ParsedArticle, parse_article

_SAMPLES: Final = Path(__file__).resolve().parents[2] / "samples"
_GOLDEN: Final = Path(__file__).resolve().parent / "golden"
_LEFT_OUT: Final = {"sentence", "skeleton", "matched_by", "group", "sentence_no", "number_start", "number_end"}


@pytest.mark.parametrize("path", sorted(_GOLDEN.glob("*.json")), ids=lambda path: path.stem)
def test_a_sample_is_booked_as_it_was_reviewed(path: Path) -> None:
    assert written(parsed(path.stem)) == path.read_text(encoding="utf-8")


def parsed(name: str) -> ParsedArticle:
    """The sample of that name, parsed with what its metadata say but for the language."""
    text = (_SAMPLES / f"{name}.txt").read_bytes().decode("utf-8")
    meta = json.loads((_SAMPLES / f"{name}.meta.json").read_text(encoding="utf-8"))
    return parse_article(text, url=meta["url"], published=meta["published"])


def written(article: ParsedArticle) -> str:
    """The rows of an article as JSON with one row a line, so that a diff shows rows."""
    lines = [f'"language": {_line(article.language)}', f'"original_url": {_line(article.original_url)}']
    for table in ("quantities", "memberships", "persons", "attendances", "statements", "checks", "organisations"):
        rows = ",\n".join(f"  {_line(row)}" for row in _rows(article, table))
        lines.append(f'"{table}": [\n{rows}\n]' if rows else f'"{table}": []')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _rows(article: ParsedArticle, table: str) -> Iterator[dict[str, Any]]:
    """The rows without what is empty, what repeats the text at length, and what is only bookkeeping."""
    for row in getattr(article, table):
        yield {
            name: value for name, value in asdict(row).items() if name not in _LEFT_OUT and value not in (None, "", ())
        }


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


if __name__ == "__main__":
    _GOLDEN.mkdir(exist_ok=True)
    for sample in sorted(_SAMPLES.glob("*.txt")):
        (_GOLDEN / f"{sample.stem}.json").write_text(written(parsed(sample.stem)), encoding="utf-8")
