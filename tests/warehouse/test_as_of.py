"""Since when the books say what they say, what they said before, and what took its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import warehouse
from expectations import Audit
from tests.warehouse.test_booking import MORNING, Desk, cluster, desk
from warehouse import booking
from warehouse.booking.assertions import BookedState, timeline
from warehouse.booking.judging import Judge

__all__ = ["desk"]  # a fixture

DAY = timedelta(days=1)
Stated = dict[tuple[str, int], list[int]]


def cases(desk: Desk) -> dict[str, Any]:
    (row,) = [row for row in rows(desk, "fact_indicator") if row["indicator"] == "consular_cases"]
    return row


def rows(desk: Desk, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = warehouse.read(table, home=desk.settings.home).to_pylist()
    return found


def history(desk: Desk, indicator: str = "consular_cases") -> list[dict[str, Any]]:
    return [row for row in rows(desk, "fact_history") if row["indicator"] == indicator]


def test_a_fact_says_since_when_it_stands_and_when_it_was_last_said(desk: Desk) -> None:
    desk.write("a", cluster())
    desk.run()
    assert (cases(desk)["first_asserted"], cases(desk)["last_asserted"]) == (MORNING, MORNING)
    desk.write("b", cluster())
    desk.run()
    assert (cases(desk)["first_asserted"], cases(desk)["last_asserted"]) == (MORNING, MORNING + DAY)
    assert cases(desk)["corrects"] is None
    assert rows(desk, "fact_history") == []


def test_a_correction_links_to_what_it_replaces_with_the_sentence_that_said_so(desk: Desk) -> None:
    desk.write("a", cluster(cases=40))
    desk.run()
    desk.write("a", cluster(cases=41))
    desk.run()
    (before,) = history(desk)
    assert cases(desk)["corrects"] == before["history_id"]
    assert (cases(desk)["value"], cases(desk)["first_asserted"]) == (41, MORNING + DAY)
    assert (before["value"], before["first_asserted"], before["superseded_at"]) == (40, MORNING, MORNING + DAY)
    assert before["fact_id"] == cases(desk)["fact_id"]
    assert before["sentences"] == ["In the first six months of 2025 the cluster handled 40 consular cases."]
    assert before["archived"] != rows(desk, "dim_article")[0]["archive_offset"]
    assert len(history(desk)) == len(rows(desk, "fact_history"))


def test_what_is_said_again_after_a_correction_stands_since_then(desk: Desk) -> None:
    for number in (40, 41, 40):
        desk.write("a", cluster(cases=number))
        desk.run()
    first, second = history(desk)
    assert (first["value"], second["value"], cases(desk)["value"]) == (40, 41, 40)
    assert (second["corrects"], cases(desk)["corrects"]) == (first["history_id"], second["history_id"])
    assert cases(desk)["first_asserted"] == MORNING + 2 * DAY


def test_a_corrected_period_is_a_correction_too(desk: Desk) -> None:
    desk.write("a", cluster())
    desk.run()
    desk.write("a", cluster().replace("six months", "nine months"))
    desk.run()
    (before,) = history(desk)
    assert cases(desk)["corrects"] == before["history_id"]
    assert (before["period_end"].month, cases(desk)["period_end"].month) == (6, 9)
    assert before["fact_id"] != cases(desk)["fact_id"]


def test_a_member_that_is_replaced_is_remembered(desk: Desk) -> None:
    desk.write("a", cluster())
    desk.run()
    desk.write("a", cluster().replace("Bac Ninh", "Bac Giang"))
    desk.run()
    (before,) = [row for row in rows(desk, "fact_history") if row["table"] == "fact_membership"]
    assert before["sentences"] == ["Bac Ninh"]
    now = [row for row in rows(desk, "fact_membership") if row["corrects"]]
    assert [(row["name_as_listed"], row["corrects"]) for row in now] == [(["Bac Giang"], before["history_id"])]
    assert {row["first_asserted"] for row in rows(desk, "fact_membership")} == {MORNING, MORNING + DAY}


def test_what_never_balanced_was_never_said(desk: Desk) -> None:
    desk.write("a", cluster(cases=40))
    desk.run()
    desk.write("a", cluster(cases=41, divisions=3))
    desk.run()
    assert (cases(desk)["value"], history(desk)) == (40, [])
    desk.write("a", cluster(cases=42))
    desk.run()
    (before,) = history(desk)
    assert (before["value"], before["superseded_at"]) == (40, MORNING + 2 * DAY)


def test_the_history_is_the_same_when_it_is_made_of_the_archive_alone(desk: Desk, tmp_path: Path) -> None:
    for day, number in enumerate((40, 41, 42)):
        desk.write("a", cluster(cases=number, divisions=3 if number == 41 else 2))
        desk.write(f"b{day}", cluster("six", number=6, cases=10 + day // 2))
        desk.run()
    assert len(history(desk)) == 1
    assert desk.again_from_the_archive(tmp_path) == warehouse.open_release(desk.settings.home).id
    assert warehouse.verify(desk.settings.home) == ()


def test_the_books_answer_what_they_said_on_a_day(desk: Desk) -> None:
    for number in (40, 41):
        desk.write("a", cluster(cases=number))
        desk.run()
    desk.write("a", cluster(cases=41).replace("Bac Ninh", "Bac Giang"))
    desk.run()
    folder = (desk.settings.home / "warehouse/current").resolve()
    books = duckdb.connect()
    books.execute(f"SET file_search_path = '{folder}'")
    books.execute((folder / "views.sql").read_text())

    def said(moment: datetime) -> tuple[list[Any], list[Any]]:
        figures = books.execute(
            "SELECT value FROM facts_as_of(?) WHERE indicator = 'consular_cases'", [moment]
        ).fetchall()
        members = books.execute(
            "SELECT name_as_listed[1] FROM members_as_of(?) WHERE office_kind = 'division' ORDER BY 1", [moment]
        ).fetchall()
        return [value for (value,) in figures], [name for (name,) in members]

    assert said(MORNING - DAY) == ([], [])
    assert said(MORNING) == ([40.0], ["Bac Ninh", "Nam Dinh"])
    assert said(MORNING + 1.5 * DAY) == ([41.0], ["Bac Ninh", "Nam Dinh"])
    assert said(datetime.now(UTC)) == ([41.0], ["Bac Giang", "Nam Dinh"])
    found = books.execute("SELECT value_before, value FROM corrections WHERE indicator = 'consular_cases'").fetchall()
    assert found == [(40.0, 41.0)]


def test_held_rows_have_never_been_said(desk: Desk) -> None:
    desk.write("a", cluster(divisions=3))
    desk.run()
    held = warehouse.open_release(desk.settings.home).held("fact_indicator").to_pylist()
    assert {row["first_asserted"] for row in held} == {None}


def test_a_withdrawn_article_leaves_no_history(desk: Desk) -> None:
    from sources import withdraw

    desk.write("b", cluster())
    for number in (40, 41):
        desk.write("a", cluster(cases=number))
        desk.run()
    withdraw(desk.settings.home, desk.articles()["a"], reason="asked for", by="ed", at=MORNING)
    desk.run()
    assert rows(desk, "fact_history") == []
    assert booking.read_plan(desk.last_run).stories


def test_what_retention_takes_away_leaves_the_history_as_well(desk: Desk, tmp_path: Path) -> None:
    brief = Desk(replace(desk.settings, retention_days=2), desk.folder)
    for number in (40, 41, 42):
        desk.write("a", cluster(cases=number))
        desk.run()
    assert [row["value"] for row in history(desk)] == [40, 41]
    newest = warehouse.open_release(desk.settings.home).id
    assert warehouse.prune(desk.settings.home, 1, now=datetime(2100, 1, 1, tzinfo=UTC)).releases
    forgotten = brief.run()
    assert forgotten.release != newest
    assert [row["value"] for row in history(desk)] == [41]
    assert desk.again_from_the_archive(tmp_path) == forgotten.release


def test_versions_that_say_the_same_are_judged_once(desk: Desk, tmp_path: Path) -> None:
    page = "<html><body><article><h1>Cluster</h1><p>{}</p></article><!-- {} --></body></html>"
    for day in range(5):
        text = cluster(cases=40 if day < 4 else 41).replace("\n", "</p><p>")
        desk.write("a.html", page.format(text, day))
        desk.run()
    audits = 0
    with pytest.MonkeyPatch.context() as counting:
        real = Judge.audit

        def counted(judge: Judge, staged: Mapping[str, pa.Table]) -> Audit:
            nonlocal audits
            audits += 1
            return real(judge, staged)

        counting.setattr(Judge, "audit", counted)
        again = desk.again_from_the_archive(tmp_path)
    assert again == warehouse.open_release(desk.settings.home).id
    assert audits == 2
    (before,) = history(desk)
    assert (before["first_asserted"], before["last_asserted"]) == (MORNING, MORNING + 3 * DAY)


STATES = st.lists(
    st.dictionaries(
        st.tuples(st.sampled_from(["exports", "visitors"]), st.sampled_from([2024, 2025])),
        st.lists(st.integers(0, 3), min_size=1, max_size=2, unique=True),
        max_size=3,
    ),
    min_size=1,
    max_size=6,
)


def state(number: int, stated: Stated) -> BookedState:
    moment = MORNING + number * DAY
    facts = [
        {
            "fact_id": f"{indicator} {year} {position}",
            "story_id": "s",
            "indicator": indicator,
            "aspect": "level",
            "unit": None,
            "organisation_id": None,
            "place_id": None,
            "period_start": year,
            "period_end": year,
            "value": value,
            "value_low": value,
            "value_high": value,
            "qualifier": "exact",
            "languages": ["en"],
            "article_ids": ["a"],
            "quantity_ids": ["q"],
        }
        for (indicator, year), values in stated.items()
        for position, value in enumerate(values)
    ]
    return BookedState(moment, {"fact_indicator": facts, "fact_membership": []}, {"q": "Said."}, {"a": ("w:1", moment)})


@given(STATES)
def test_every_state_can_be_told_from_the_last_one_and_the_history(
    stated: list[dict[tuple[str, int], list[int]]],
) -> None:
    states = [state(number, each) for number, each in enumerate(stated)]
    line = timeline(states)
    since = {one.key: one for one in line.asserted}
    assert since.keys() == {row["fact_id"] for row in states[-1].rows["fact_indicator"]}
    for each in states:
        now = [row for row in states[-1].rows["fact_indicator"] if since[row["fact_id"]].first <= each.moment]
        then = [row for row in line.history if row["first_asserted"] <= each.moment < row["superseded_at"]]
        told = sorted((row["indicator"], row["period_start"], row["value"]) for row in (*now, *then))
        said = sorted((row["indicator"], row["period_start"], row["value"]) for row in each.rows["fact_indicator"])
        assert told == said
    ids = [row["history_id"] for row in line.history]
    assert len(set(ids)) == len(ids)
    links = [one.corrects for one in line.asserted if one.corrects] + [
        row["corrects"] for row in line.history if row["corrects"]
    ]
    assert set(links) <= set(ids)
    assert len(set(links)) == len(links)
    ends = {row["history_id"]: row["superseded_at"] for row in line.history}
    begins = {row["corrects"]: row["first_asserted"] for row in line.history if row["corrects"]}
    assert all(ends[link] == begins[link] for link in begins)


def test_the_order_of_rows_does_not_decide_what_corrects_what() -> None:
    states = [state(0, {("exports", 2024): [1, 2]}), state(1, {("exports", 2024): [2, 3]})]
    mixed = [
        BookedState(
            each.moment,
            {**each.rows, "fact_indicator": each.rows["fact_indicator"][::-1]},
            each.sentences,
            each.archived,
        )
        for each in states
    ]
    assert timeline(states) == timeline(mixed)
    (gone,) = timeline(states).history
    assert gone["value"] == 1
    assert all(early.moment < late.moment for early, late in pairwise(states))
