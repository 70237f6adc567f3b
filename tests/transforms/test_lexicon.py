"""The lexicons load, hold nothing that can't be found, and their errors say where they are."""

from __future__ import annotations

import pytest

from transforms import lexicon
from transforms.lexicon import LexiconError
from transforms.normal import fold_term

LANGUAGES = lexicon.languages()
HEAD = "language: xx\nname: Test\n"

each_language = pytest.mark.parametrize("language", LANGUAGES)


@each_language
def test_every_lexicon_loads_and_is_called_as_its_file_is(language: str) -> None:
    assert lexicon.load(language).language == language


@each_language
def test_no_term_folds_to_nothing(language: str) -> None:
    loaded = lexicon.load(language)
    fold = {variant: target for variant, target in loaded.fold.items() if len(variant) == len(target) == 1}
    marks = {"numerals", "fold"}
    empty = [
        f"{'.'.join(term.section)}: {term.text!r}"
        for term in loaded.terms
        if term.section[0] not in marks
        and not fold_term(term.text.strip("*"), fold)
        and term.section not in (("numbers", "ordinal_after"), ("enumerations", "separators"))  # marks
    ]
    assert empty == []


def test_the_words_of_a_section_come_in_the_order_of_the_file() -> None:
    loaded = lexicon.read(HEAD + "numbers:\n  words: {2: [two, pair]}\n", "xx.yaml")
    assert loaded.words("numbers", "words", "2") == ("two", "pair")
    assert loaded.words("numbers", "words") == ()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (HEAD + "nubmers: {}\n", 'xx.yaml:3: "nubmers" is unknown; expected one of: '),
        (HEAD + "numbers:\n  wrds: {}\n", 'xx.yaml:4: "numbers.wrds" is unknown'),
        (HEAD + "percent:\n  - {a: b}\n", 'xx.yaml:4: "percent" must hold words only'),
        (HEAD + "percent: {a: b}\n", 'xx.yaml:3: "percent" must be a list of words'),
        (HEAD + "percent: ['']\n", 'xx.yaml:3: "percent" holds an empty term'),
        (HEAD + "numbers:\n  words:\n    two: [two]\n", 'xx.yaml:5: "numbers.words.two" must be a number'),
        (HEAD + "numbers: {words: {1e999: [many]}}\n", 'xx.yaml:3: "numbers.words.1e999" must be a number'),
        (HEAD + "spaced: maybe\n", 'xx.yaml:3: "spaced" is "maybe"; expected one of: true, false, start'),
        (HEAD + "numbers: [a]\n", 'xx.yaml:3: "numbers" must be a mapping of: '),
        ("- a\n", "xx.yaml:1: a lexicon is a mapping"),
        ("name: Test\n", 'xx.yaml:1: the key "language" is missing'),
        ("a: [\n", "xx.yaml: not YAML: "),
    ],
)
def test_an_error_says_file_line_what_was_found_and_what_was_expected(text: str, problem: str) -> None:
    with pytest.raises(LexiconError) as caught:
        lexicon.read(text, "xx.yaml")
    assert caught.value.problems[0].startswith(problem)


def test_all_problems_of_a_lexicon_are_told_at_once() -> None:
    with pytest.raises(LexiconError) as caught:
        lexicon.read(HEAD + "one: 1\ntwo: 2\n", "xx.yaml")
    assert len(caught.value.problems) == 2


def test_a_language_without_a_lexicon_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        lexicon.load("tlh")
