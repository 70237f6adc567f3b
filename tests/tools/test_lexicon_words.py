"""Words beside numbers, kept by hand for the lexicons that are made of CLDR's data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import yaml

from tools.make_lexicons import TARGET, WORDS

LANGUAGES = sorted(path.stem for path in WORDS.glob("*.yaml"))


def entries(content: Any, *path: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each word of a page with the section it stands in."""
    if isinstance(content, Mapping):
        for key, inner in content.items():
            yield from entries(inner, *path, str(key))
    elif isinstance(content, list):
        for word in content:
            yield path, str(word)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_word_stands_in_the_lexicon_that_was_made(language: str) -> None:
    written = set(entries(yaml.safe_load((WORDS / f"{language}.yaml").read_text(encoding="utf-8"))))
    page = yaml.safe_load((TARGET / f"{language}.yaml").read_text(encoding="utf-8"))
    assert page.get("generated"), "a lexicon that a person has taken over holds its words itself"
    assert written <= set(entries(page)), f"python -m tools.make_lexicons FOLDER {language} puts them there"
