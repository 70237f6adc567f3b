from __future__ import annotations

from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from tests.warehouse.books import Made, update_of
from tests.warehouse.memory import MemoryStorage
from warehouse import FactChange, ReleaseUpdate, diff, publish


def changes(before: list[Made], update: ReleaseUpdate) -> list[FactChange]:
    storage = MemoryStorage()
    first = publish(storage, update_of(before)).release
    publish(storage, update)
    return [change for change in diff(storage, first) if change.table == "fact_indicator"]


def with_column(update: ReleaseUpdate, table: str, column: str, value: object) -> ReleaseUpdate:
    rows = update.tables[table]
    number = rows.schema.get_field_index(column)
    filled = pa.array([value] * rows.num_rows, rows.schema.field(column).type)
    return replace(update, tables={**update.tables, table: rows.set_column(number, rows.schema.field(column), filled)})


def test_nothing_differs_between_a_release_and_itself() -> None:
    storage = MemoryStorage()
    first = publish(storage, update_of([Made("s1")])).release
    assert diff(storage, first, first) == ()


def test_facts_of_a_new_story_are_added() -> None:
    (change,) = changes([Made("s1")], update_of([Made("s2", figures=(5.0,))]))
    assert (change.change, change.key, change.reason) == ("added", ("s2/0",), "new story")
    assert change.before is None


def test_a_new_version_of_an_article_corrects_a_fact() -> None:
    (change,) = changes([Made("s1", figures=(7, 10))], update_of([Made("s1", figures=(7, 11))]))
    assert (change.change, change.reason) == ("corrected", "new version of an article")
    assert change.before is not None
    assert change.after is not None
    assert (change.before["value"], change.after["value"]) == (10, 11)
    assert change.columns == ("value", "value_low", "value_high")


def test_a_fact_that_more_articles_state_is_changed_and_not_corrected() -> None:
    update = with_column(update_of([Made("s1", figures=(7.0,))]), "fact_indicator", "n_articles", 2)
    (change,) = changes([Made("s1", figures=(7.0,))], update)
    assert (change.change, change.columns, change.reason) == ("changed", ("n_articles",), "reconciled anew")


def test_a_fact_that_a_new_article_states_as_well_says_so() -> None:
    update = update_of([Made("s1", figures=(7.0,))])
    (article,) = update.tables["dim_article"].to_pylist()
    second = pa.Table.from_pylist([{**article, "article_id": "b-s1"}], schema=update.tables["dim_article"].schema)
    both = pa.concat_tables([update.tables["dim_article"], second])
    update = with_column(
        replace(update, tables={**update.tables, "dim_article": both}), "fact_indicator", "n_articles", 2
    )
    (change,) = changes([Made("s1", figures=(7.0,))], update)
    assert (change.change, change.reason) == ("changed", "new article")


def test_a_new_parser_is_the_reason_when_the_article_is_the_same() -> None:
    update = with_column(update_of([Made("s1", figures=(7.0,))]), "dim_article", "parser_version", "2")
    (change,) = changes([Made("s1", figures=(7.0,))], with_column(update, "fact_indicator", "value", 8.0))
    assert (change.change, change.reason) == ("corrected", "new parser")


def test_a_waiver_is_a_reason() -> None:
    update = with_column(update_of([Made("s1", figures=(7.0,))]), "dim_story", "verdict", "waived")
    (change,) = changes([Made("s1", figures=(7.0,))], with_column(update, "fact_indicator", "waived", True))
    assert change.reason == "waiver"


@pytest.mark.parametrize(
    ("update", "reason"),
    [
        (update_of([], removed=["s1"]), "the story was withdrawn"),
        (update_of([Made("s1", held=True)]), "the story is held"),
    ],
)
def test_facts_of_a_story_that_went_are_withdrawn(update: ReleaseUpdate, reason: str) -> None:
    found = changes([Made("s1", figures=(7.0,)), Made("s2")], update)
    assert [(change.change, change.key, change.reason) for change in found] == [("withdrawn", ("s1/0",), reason)]


def test_a_member_that_joined_is_added() -> None:
    storage = MemoryStorage()
    first = publish(storage, update_of([Made("s1")])).release
    update = update_of([Made("s1")])
    rows = update.tables["fact_membership"]
    second = rows.set_column(
        rows.schema.get_field_index("position"),
        rows.schema.field("position"),
        pc.add(rows["position"], 1).cast("int32"),
    )
    publish(storage, replace(update, tables={**update.tables, "fact_membership": pa.concat_tables([rows, second])}))
    (change,) = diff(storage, first)
    assert (change.change, change.table, change.key[3]) == ("added", "fact_membership", 2)
