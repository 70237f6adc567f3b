"""The interpreter of CLDR's spell-out rules."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tools.spell_out import RuleBook, UnspelledError, read_rules

UNITS = ("nil", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
RULES = {
    "%spellout-cardinal": [
        ["-x", "less →→;"],
        ["x.x", "←← dot →→;"],
        *(
            [str(n), f"{word};"]
            for n, word in enumerate(
                ["nil", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
            )
        ),
        ["11", "=%%small=;"],
        ["20", "twenty[-→→];"],
        ["30", "thir\u00adty[-→→];"],
        ["100", "←← hundred[ and →→];"],
        ["1000", "←%%count← $(cardinal,one{thousand}other{thousands})$[ →→];"],
        ["1100>", "←← hundreds[ →→];"],
        ["2000", "←%%count← $(cardinal,one{thousand}other{thousands})$[ →→];"],
        ["1000000", "=#,##0=;"],
    ],
    "%%small": [["0", "'small ;"], ["12", "a dozen;"]],
    "%%count": [["0", "=%spellout-cardinal=;"], ["1", "a;"], ["2", "=%spellout-cardinal=;"]],
    "%spellout-ordinal": [["0", "=%spellout-cardinal=th;"]],
}


@pytest.fixture
def book(tmp_path: Path) -> RuleBook:
    (tmp_path / "rbnf").mkdir()
    page = {"rbnf": {"rbnf": {"SpelloutRules": RULES}}}
    (tmp_path / "rbnf" / "en.json").write_text(json.dumps(page), encoding="utf-8")
    found = read_rules(tmp_path, "en")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nil"),
        (12, "a dozen"),
        (20, "twenty"),
        (21, "twenty-one"),
        (35, "thirty-five"),
        (300, "three hundred"),
        (305, "three hundred and five"),
        (1000, "a thousand"),
        (1200, "a dozen hundreds"),
        (2001, "two thousands one"),
        (21_000, "twenty-one thousands"),
    ],
)
def test_a_number_is_spelled_as_the_rules_say(book: RuleBook, number: int, words: str) -> None:
    assert book.spell(number, "%spellout-cardinal") == words


def test_a_number_that_the_rules_write_with_digits_has_no_words(book: RuleBook) -> None:
    with pytest.raises(UnspelledError):
        book.spell(1_000_000, "%spellout-cardinal")


def test_the_words_of_minus_and_of_the_decimal_mark_are_known(book: RuleBook) -> None:
    assert (book.words["-x"], book.words["x.x"]) == (("less",), ("dot",))


def test_rule_sets_of_cardinals_and_ordinals_are_told_apart(book: RuleBook) -> None:
    assert book.cardinals() == ("%spellout-cardinal",)
    assert book.ordinals() == ("%spellout-ordinal",)


def test_a_locale_without_rules_has_no_book(tmp_path: Path) -> None:
    assert read_rules(tmp_path, "tlh") is None
