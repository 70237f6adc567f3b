"""The lexicon keepers' work list: what no indicator took, by language and frequency."""

from __future__ import annotations

from typing import Any

from cli.work_list import work_list

LANGUAGES = {"a1": "de", "a2": "cs"}


def quantity(key: str, article: str = "a1", **more: Any) -> dict[str, Any]:
    """An unmapped quantity, counted, without a unit."""
    row = {"quantity_id": key, "article_id": article, "status": "unmapped", "kind": "count", "unit": None}
    return {**row, "subject": None, **more}


def wanting(*quantities: dict[str, Any]) -> list[tuple[str, str, int]]:
    """Language, words and how many, in the order of the list."""
    return [(one.language, one.what, len(one.rows)) for one in work_list(quantities, LANGUAGES)]


def test_numbers_with_the_same_words_beside_them_are_one_entry() -> None:
    assert wanting(quantity("q1", subject="Brunnen im Dorf"), quantity("q2", subject="brunnen im Tal")) == [
        ("de", "brunnen im", 2)
    ]


def test_a_known_unit_says_what_is_wanting() -> None:
    (one,) = work_list([quantity("q1", unit="USD", kind="money", subject="für Brunnen")], LANGUAGES)

    assert (one.what, one.known) == ("USD", True)


def test_the_most_frequent_words_come_first() -> None:
    assert wanting(
        quantity("q1", subject="Ziegen"), quantity("q2", subject="Kühe"), quantity("q3", subject="Kühe")
    ) == [("de", "kühe", 2), ("de", "ziegen", 1)]


def test_the_language_that_wants_most_comes_first() -> None:
    assert wanting(
        quantity("q1", subject="Ziegen"),
        quantity("q2", "a2", subject="krav"),
        quantity("q3", "a2", subject="koz"),
    ) == [("cs", "koz", 1), ("cs", "krav", 1), ("de", "ziegen", 1)]


def test_facts_and_context_are_no_work() -> None:
    assert wanting(quantity("q1", status="fact", subject="Ziegen"), quantity("q2", status="context")) == []


def test_words_without_spaces_between_them_are_cut() -> None:
    ((_, what, _),) = wanting(quantity("q1", subject="山羊と牛を飼っている農家の人々"))

    assert "山羊と牛を飼っている農家の人々".startswith(what)
    assert len(what) < len("山羊と牛を飼っている農家の人々")
