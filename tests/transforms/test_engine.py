"""The compiled engine: taken where it is of these very sources, left where it isn't, and it reads what they read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from transforms.engine import CHOICE, PLAIN_CHOICE, STAMP, compiled_engine, sources_digest

_HERE = Path(__file__).resolve().parent
_ROOT = _HERE.parents[1]
_READ_ALL = """
import hashlib, json, sys
from pathlib import Path
from transforms.parse import parse_article
texts = [Path(path).read_text(encoding="utf-8") for path in sys.argv[1:]]
print(json.dumps([hashlib.sha256(repr(parse_article(text)).encode()).hexdigest() for text in texts]))
"""
_WHERE = "import transforms.numbers; print(transforms.numbers.__file__)"


def _python(script: str, *arguments: object, **environment: str) -> str:
    plainly = {name: value for name, value in os.environ.items() if name != CHOICE}
    command = [sys.executable, "-c", script, *(str(argument) for argument in arguments)]
    done = subprocess.run(command, cwd=_ROOT, env=plainly | environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def _copied_sources(folder: Path) -> Path:
    (folder / "names").mkdir(parents=True)
    (folder / "a.py").write_text("one = 1\n")
    (folder / "names" / "b.py").write_text("two = 2\n")
    (folder / "words.yaml").write_text("three: 3\n")
    return folder


def test_the_digest_tells_any_change_of_a_module(tmp_path: Path) -> None:
    sources = _copied_sources(tmp_path / "sources")
    seen = {sources_digest(sources)}
    (sources / "names" / "b.py").write_text("two = 3\n")
    seen.add(sources_digest(sources))
    (sources / "c.py").write_text("")
    seen.add(sources_digest(sources))
    (sources / "a.py").rename(sources / "d.py")
    seen.add(sources_digest(sources))
    assert len(seen) == 4


def test_the_digest_is_of_modules_alone(tmp_path: Path) -> None:
    sources = _copied_sources(tmp_path / "sources")
    before = sources_digest(sources)
    (sources / "words.yaml").write_text("three: 4\n")
    assert sources_digest(sources) == before


def test_whoever_asks_for_python_gets_the_sources() -> None:
    assert _python(_WHERE, **{CHOICE: PLAIN_CHOICE}) == str(_ROOT / "transforms" / "numbers.py")


def test_what_was_compiled_of_other_sources_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(CHOICE, raising=False)
    monkeypatch.setattr("transforms.engine.built_folder", lambda: tmp_path)
    found: list[Any] = [compiled_engine.__wrapped__()]
    (tmp_path / STAMP).write_text("of older sources", encoding="ascii")
    found.append(compiled_engine.__wrapped__())
    (tmp_path / STAMP).write_text(sources_digest(), encoding="ascii")
    found.append(compiled_engine.__wrapped__())
    assert found == [None, None, tmp_path]


@pytest.mark.servers("cc")
def test_both_forms_read_the_same() -> None:
    """Whole articles in all languages, row for row; the compiled engine must be there where a compiler is, in CI."""
    if compiled_engine() is None and not os.environ.get("NEWSLEDGER_CI"):
        pytest.skip("the engine is not compiled of these sources: make engine")
    where = Path(_python(_WHERE))
    assert where.suffix == ".so", where
    texts = sorted(_HERE.glob("articles/**/*.txt"))
    assert len(texts) > 200
    plain = json.loads(_python(_READ_ALL, *texts, **{CHOICE: PLAIN_CHOICE}))
    compiled = json.loads(_python(_READ_ALL, *texts))
    assert [text.name for text, one, other in zip(texts, plain, compiled, strict=True) if one != other] == []
