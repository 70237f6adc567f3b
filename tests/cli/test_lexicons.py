"""`newsledger lexicon`: what who keeps a language is shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.app import app


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cli.lexicons.out.width", 200)


def newsledger(*arguments: str) -> tuple[int, str]:
    ended = CliRunner().invoke(app, list(arguments))
    return ended.exit_code, ended.output


def test_check_names_what_a_lexicon_lacks_with_words_of_another_one() -> None:
    status, told = newsledger("lexicon", "check", "cs")
    assert status == 0
    assert "made from CLDR's data" in told
    assert any(line.split()[:2] == ["delegation", "delegation,"] for line in told.splitlines())


def test_check_of_a_language_without_a_lexicon_says_which_there_are() -> None:
    status, told = newsledger("lexicon", "check", "tlh")
    assert status == 2
    assert "transforms/lexicons/tlh.yaml" in told


def test_try_shows_what_every_number_was_taken_for(tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("The province signed almost 40 agreements. It received 3 million dollars.", encoding="utf-8")
    status, told = newsledger("lexicon", "try", "en", str(text))
    assert status == 0
    assert any({"40", "almost", "agreement"} <= set(line.split()) for line in told.splitlines())
    assert any({"3,000,000", "USD"} <= set(line.split()) for line in told.splitlines())
    assert "2 numbers" in told


def test_try_of_a_language_without_a_lexicon_reads_digits_and_says_so(tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("vaj 40 legh.", encoding="utf-8")
    status, told = newsledger("lexicon", "try", "tlh", str(text))
    assert status == 0
    assert "no lexicon" in told
    assert "1 numbers" in told


def test_try_of_a_file_that_is_no_text_says_so(tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_bytes(b"\xff\xfe\x00")
    status, told = newsledger("lexicon", "try", "en", str(text))
    assert status == 2
    assert "not UTF-8" in told
