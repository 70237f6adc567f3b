"""What counts as found, right, extra and accused when the parser is held against annotated articles."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from benchmarks.accuracy import main
from benchmarks.annotated import AnnotatedArticle, UnreadableError, read_articles
from benchmarks.meaning import MeaningScore, meaning
from benchmarks.scoring import Miss, Score, score
from transforms.rows import Check, ParsedArticle, Person, Quantity

TEXT = "The province gave more than 40 houses and 12 million VND, says To Lan."


def figure(
    quote: str, value: float | list[float], qualifier: str = "exact", unit: str = "house", **more: object
) -> Any:
    start = TEXT.index(quote)
    return {
        "quote": quote, "value": value, "qualifier": qualifier, "unit": unit,
        "start": start, "end": start + len(quote), **more,
    }  # fmt: skip


def booked(quote: str, value: float | None, **more: Any) -> Quantity:
    start = TEXT.index(quote)
    one = Quantity(
        sentence_no=0, sentence=TEXT, start=start, end=start + len(quote), quote=quote, number_start=start,
        number_end=start + len(quote), value=value, value_low=value, value_high=value, qualifier="exact", kind="count",
        unit="house", indicator="houses_built", aspect="level", organisation_id=None, place_id=None, period_start=None,
        period_end=None, subject=None, status="fact",
    )  # fmt: skip
    return replace(one, **more)


def parsed(*quantities: Quantity, checks: tuple[Check, ...] = (), persons: tuple[Person, ...] = ()) -> ParsedArticle:
    return ParsedArticle("en", TEXT, None, None, None, None, quantities, (), persons, (), (), checks)


def annotated(folder: Path, **gold: object) -> AnnotatedArticle:
    (folder / "one.txt").write_text(TEXT, encoding="utf-8")
    (folder / "one.gold.json").write_text(json.dumps({"lang": "en", "facts": [], **gold}), encoding="utf-8")
    return read_articles(folder)[0]


def judged(folder: Path, article: ParsedArticle, **gold: object) -> tuple[Score, list[Miss]]:
    return score(annotated(folder, **gold), article)


def test_a_figure_is_found_by_its_value_and_right_by_its_qualifier(tmp_path: Path) -> None:
    gold = [figure("more than 40 houses", 40, "over")]
    counted, misses = judged(tmp_path, parsed(booked("40 houses", 40.0)), facts=gold)
    assert (counted.found, counted.right, counted.extra) == (1, 0, 0)
    assert [(miss.what, miss.expected) for miss in misses] == [("meaning", "40 house, over")]


def test_another_value_at_the_same_place_is_no_find_and_no_extra(tmp_path: Path) -> None:
    counted, misses = judged(tmp_path, parsed(booked("40 houses", 4.0)), facts=[figure("40 houses", 40)])
    assert (counted.found, counted.extra) == (0, 0)
    assert "4 house" in misses[0].got


def test_a_range_is_found_by_both_its_bounds(tmp_path: Path) -> None:
    spread = booked("40 houses", None, value_low=40.0, value_high=50.0, qualifier="range")
    gold = figure("40 houses", [40, 50], "range")
    assert judged(tmp_path, parsed(spread), facts=[gold])[0].right == 1
    assert judged(tmp_path, parsed(replace(spread, value_high=51.0)), facts=[gold])[0].found == 0


@pytest.mark.parametrize(
    ("unit", "more", "right"),
    [("VND", {}, 0), ("VND per month", {}, 0), ("VND", {"truncated": True}, 1), ("house", {}, 1)],
)
def test_a_currency_must_be_right_unless_it_was_cut_off(
    tmp_path: Path, unit: str, more: dict[str, Any], right: int
) -> None:
    money = booked("12 million VND", 12e6, unit="USD", kind="money")
    gold = figure("12 million VND", 12e6, unit=unit, **more)
    assert judged(tmp_path, parsed(money), facts=[gold])[0].right == right


@pytest.mark.parametrize(("status", "extra"), [("fact", 1), ("unmapped", 1), ("context", 0), ("frame", 0)])
def test_what_the_annotation_has_not_is_extra_where_it_is_taken_for_a_figure(
    tmp_path: Path, status: str, extra: int
) -> None:
    assert judged(tmp_path, parsed(booked("40 houses", 40.0, status=status)))[0].extra == extra


FAILING = Check("parts_sum_to_total", "1 + 1 ≠ 3", 3.0, 2.0, 1.0, False, ())


def arithmetic(kind: str, *, holds: object) -> dict[str, object]:
    return {"type": kind, "expression": "1+1=3", "holds": holds}


@pytest.mark.parametrize(
    ("entries", "checks", "contradictions", "found", "accused"),
    [
        ([arithmetic("sum", holds=False)], (FAILING,), 1, 1, 0),
        ([arithmetic("sum", holds=False)], (), 1, 0, 0),
        ([arithmetic("sum", holds=True)], (FAILING,), 0, 0, 1),
        ([arithmetic("sum", holds="plausible")], (), 0, 0, 0),
        ([arithmetic("sanity", holds=False)], (), 0, 0, 0),
        ([], (FAILING,), 0, 0, 1),
    ],
)
def test_contradictions_are_found_and_consistent_articles_left_alone(
    tmp_path: Path, entries: list[object], checks: tuple[Check, ...], contradictions: int, found: int, accused: int
) -> None:
    counted, _ = judged(tmp_path, parsed(checks=checks), arithmetic=entries)
    assert (counted.contradictions, counted.contradictions_found, counted.accused) == (contradictions, found, accused)


def test_a_person_is_found_where_a_spelling_overlaps_the_name(tmp_path: Path) -> None:
    at = TEXT.index("To Lan")
    people = [{"name": "To Lan", "start": at, "end": at + 6}]
    lan = Person("p-lan", "Lan", "lan", ("Lan",))
    assert judged(tmp_path, parsed(persons=(lan,)), people=people)[0].people_found == 1
    assert judged(tmp_path, parsed(), people=people)[0].people_found == 0


def test_only_what_is_a_province_is_looked_for_among_the_provinces(tmp_path: Path) -> None:
    home = booked("40 houses", 40.0, place_id="VN-27")
    counted, _ = judged(tmp_path, parsed(home), places=["Quang Nam", "Paris"])
    assert (counted.provinces, counted.provinces_found) == (1, 1)


def test_a_folder_without_annotations_ends_with_2_and_says_what_was_expected(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "nowhere")]) == 2
    assert main([str(tmp_path)]) == 2
    assert "NAME.gold.json" in capsys.readouterr().err


def test_an_annotation_that_does_not_fit_is_named(tmp_path: Path) -> None:
    (tmp_path / "one.gold.json").write_text('{"facts": []}', encoding="utf-8")
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(UnreadableError, match=r"one\.gold\.json.*lang"):
        read_articles(tmp_path)


MEANT: dict[str, Any] = {
    "indicators": ["houses_built"],
    "thing": "house",
    "owner": "VN-05",
    "period": ["2024-01-01", "2024-06-30"],
}


def meant(folder: Path, quantity: Quantity, **told: Any) -> tuple[MeaningScore, list[str]]:
    """The score of one quantity against what is told of it, and what is wrong."""
    gold = [figure("more than 40 houses", 40, "over", **{**MEANT, **told})]
    counted, misses = meaning(annotated(folder, facts=gold), parsed(quantity))
    return counted, [miss.what for miss in misses]


def test_a_meaning_that_the_reader_shares_is_right(tmp_path: Path) -> None:
    half_year = {"period_start": date(2024, 1, 1), "period_end": date(2024, 6, 30)}
    counted, wrong = meant(tmp_path, booked("40 houses", 40.0, place_id="VN-05", **half_year))

    assert (counted.said, counted.rightly, counted.told) == (1, 1, 1)
    assert (counted.units, counted.owners, counted.periods) == (1, 1, 1)
    assert wrong == []


def test_each_part_of_a_meaning_is_wrong_by_itself(tmp_path: Path) -> None:
    quantity = booked("40 houses", 40.0, organisation_id="cluster-women-1", unit="household", indicator="gifts_total")
    counted, wrong = meant(tmp_path, quantity)

    assert (counted.said, counted.rightly, counted.told) == (1, 0, 1)
    assert wrong == ["indicator", "unit", "owner", "period"]


def test_an_indicator_where_none_fits_is_wrong_and_none_is_right(tmp_path: Path) -> None:
    said, wrong = meant(tmp_path, booked("40 houses", 40.0), indicators=[], owner=None, period=None)
    unsaid, nothing = meant(
        tmp_path,
        booked("40 houses", 40.0, indicator=None, status="unmapped"),
        indicators=[],
        owner=None,
        period=None,
    )

    assert (said.said, said.rightly, wrong) == (1, 0, ["indicator"])
    assert (unsaid.said, unsaid.told, nothing) == (0, 0, [])


def test_a_figure_whose_meaning_is_not_annotated_or_that_is_not_found_is_not_counted(tmp_path: Path) -> None:
    gold = [figure("more than 40 houses", 40, "over"), figure("12 million VND", 12e6, unit="VND", **MEANT)]
    counted, _ = meaning(annotated(tmp_path, facts=gold), parsed(booked("40 houses", 40.0)))

    assert counted == MeaningScore()
