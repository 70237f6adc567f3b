"""What is compiled of the engine, and what is said where nothing can be."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import compile_engine
from transforms.engine import CHOICE, PLAIN_CHOICE, STAMP, sources_digest


def test_what_reads_articles_is_compiled_and_nothing_else() -> None:
    modules = compile_engine.reading_modules()
    assert {"transforms.parse", "transforms.numbers", "transforms.matching", "transforms.names.folding"} <= set(modules)
    assert not {"transforms.reconcile", "transforms.html"} & set(modules)  # they never see a running text
    assert not compile_engine.PLAIN & set(modules)


def test_a_compiler_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CC", "no-such-compiler -O2")
    with pytest.raises(compile_engine.CannotCompileError, match="no-such-compiler"):
        compile_engine.compiler()


def test_missing_headers_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CC", "sh")
    monkeypatch.setattr("sysconfig.get_paths", lambda: {"include": str(tmp_path)})
    with pytest.raises(compile_engine.CannotCompileError, match=r"Python\.h"):
        compile_engine.compiler()


def test_a_failing_compiler_is_quoted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    source = tmp_path / "broken.c"
    source.write_text("int one = ;\n")
    library = compile_engine.Library("broken", (source,))
    refusing = ["sh", "-c", "echo broken.c:1: expected expression >&2; exit 1"]
    with pytest.raises(compile_engine.CannotCompileError, match=r"broken\.c:1"):
        compile_engine.compile_libraries(refusing, [library], tmp_path, tmp_path / "made")


def test_without_a_compiler_the_set_up_goes_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["compile_engine"])
    monkeypatch.setattr(compile_engine, "built_folder", lambda: tmp_path / "newsledger" / "engine")
    monkeypatch.delenv(CHOICE, raising=False)
    monkeypatch.setenv("CC", "no-such-compiler")
    assert compile_engine.main() == 0
    told = capsys.readouterr().out
    assert "plain Python" in told
    assert "no-such-compiler" in told
    assert not (tmp_path / "newsledger" / "engine").exists()


def test_whoever_wants_python_waits_for_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["compile_engine"])
    monkeypatch.setattr(compile_engine, "built_folder", lambda: tmp_path / "engine")
    monkeypatch.setenv(CHOICE, PLAIN_CHOICE)
    assert compile_engine.main() == 0
    assert capsys.readouterr().out == ""


def test_an_engine_made_otherwise_is_not_fresh(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(compile_engine, "built_folder", lambda: tmp_path)
    (tmp_path / STAMP).write_text(sources_digest(), encoding="ascii")
    (tmp_path / "made-by.sha256").write_text("by older tools", encoding="ascii")
    assert not compile_engine.is_fresh()
