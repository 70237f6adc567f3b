"""Which errors are planted in a good story, and which of them anything in it contradicts."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.good_stories import GoodStory, read_stories
from benchmarks.planting import KINDS, Planted, ReadSum, plant, read_sum

ENGLISH = """Emulation Cluster No. 9 of the Ministry of Foreign Affairs met on 3 May 2024.
The cluster has 4 members: Hanoi, Hai Phong, Da Nang and Can Tho. In 2024, the cluster signed over 25 agreements.
"""
GERMAN = """Der Emulationscluster Nr. 9 des Außenministeriums traf sich am 3. Mai 2024.
Im Jahr 2024 schloss der Cluster über 25 Abkommen. Der Cluster erhielt 731 Projekte.
"""


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> GoodStory:
    folder = tmp_path_factory.mktemp("story")
    for language, text in (("en", ENGLISH), ("de", GERMAN)):
        (folder / f"{language}.txt").write_text(text, encoding="utf-8")
        meta = {"url": f"https://example.org/{language}", "published": "2024-12-31", "story": "nine"}
        (folder / f"{language}.meta.json").write_text(json.dumps(meta), encoding="utf-8")
    return read_stories(folder)[0]


@pytest.fixture(scope="module")
def planted(story: GoodStory) -> list[Planted]:
    return list(plant(story, (), each=100))


def of_kind(planted: list[Planted], kind: str, article: str) -> Iterator[Planted]:
    assert kind in KINDS
    return (error for error in planted if error.kind == kind and error.article.article_id == article)


def test_articles_of_one_original_are_one_story(story: GoodStory) -> None:
    assert [article.article_id for article in story.articles] == ["de", "en"]


def test_a_planted_error_changes_the_text_and_the_same_ones_are_planted_every_time(
    story: GoodStory, planted: list[Planted]
) -> None:
    assert planted == list(plant(story, (), each=100))
    assert all(error.text != error.article.parsed.text for error in planted)


def test_a_figure_that_another_article_states_too_is_contradicted_when_it_changes(planted: list[Planted]) -> None:
    found = {error.change.split(" ")[0]: error for error in of_kind(planted, "a digit changed", "de")}
    assert found["25"].contradicts
    assert "translations_agree_on_value" in found["25"].rules
    assert not found["731"].contradicts


def test_a_digit_of_a_figure_is_dropped(planted: list[Planted]) -> None:
    found = {error.change for error in of_kind(planted, "a digit dropped", "de")}
    assert found & {"731 → 31", "731 → 71", "731 → 73"}


def test_a_name_that_is_gone_contradicts_the_stated_count(planted: list[Planted]) -> None:
    removed = next(of_kind(planted, "a name removed", "en"))
    assert removed.contradicts
    assert removed.rules == {"listed_names_match_stated_count"}
    assert removed.text.count(",") < ENGLISH.count(",")


def test_a_name_that_stands_twice_is_not_distinct(planted: list[Planted]) -> None:
    doubled = next(of_kind(planted, "a name doubled", "en"))
    name = doubled.change.removesuffix(" twice")
    assert doubled.text.count(name) == ENGLISH.count(name) + 1
    assert "members_are_distinct" in doubled.rules


def test_a_qualifier_becomes_its_opposite(planted: list[Planted]) -> None:
    texts = [error.text for error in of_kind(planted, "qualifier inverted", "en")]
    assert texts
    assert all("over 25" not in text for text in texts)


# -- sums -------------------------------------------------------------------------------------------------------------

SUMS = """Emulation Cluster No. 9 met on 3 May 2024. It has 37 projects, of which 19 are for health and 18 for schools.
They cost 4.6 million dollars.
"""


@pytest.fixture(scope="module")
def sums(tmp_path_factory: pytest.TempPathFactory) -> GoodStory:
    folder = tmp_path_factory.mktemp("sums")
    (folder / "sums.txt").write_text(SUMS, encoding="utf-8")
    return read_stories(folder)[0]


def changes(story: GoodStory, kind: str, *read: ReadSum) -> dict[str, bool]:
    """What was done, and whether it contradicts the story."""
    errors = plant(story, (), each=100, read={"sums": read})
    return {error.change: error.contradicts for error in errors if error.kind == kind}


def test_parts_that_change_places_contradict_no_sum_and_a_part_and_its_whole_do(sums: GoodStory) -> None:
    assert changes(sums, "two figures exchanged") == {"37 ↔ 19": True, "19 ↔ 18": False}


def test_what_a_reader_adds_up_is_contradicted_whether_the_books_add_it_up_or_not(sums: GoodStory) -> None:
    alone = next(iter(changes(sums, "scale word lost").values()))
    read = read_sum("4.6=2.3+2.3") or read_sum("2*2.3e6=4.6e6")
    assert read is not None
    assert not alone
    assert not next(iter(changes(sums, "scale word lost", read).values()))  # its other numbers are not in the text


@pytest.mark.parametrize(
    ("expression", "values", "stated"),
    [
        ("46+38=84", [46, 38, 84, 5], {46, 38, 84}),
        ("17.9-15.2=2.7", [17.9e6, 15.2e6, 2.7e6], {17.9e6, 15.2e6, 2.7e6}),
        ("1500*2e6=3e9", [1500, 2e6, 3e9], {1500, 2e6, 3e9}),
        ("450*2=900", [450, 2e6, 900e6], {450, 2e6, 900e6}),
        ("27-18=9", [27, 18, 90e9], None),
        ("46+38=84", [46, 38], None),
    ],
)
def test_a_readers_sum_is_one_of_the_text_where_its_numbers_stand_there_in_one_unit(
    expression: str, values: list[float], stated: set[float] | None
) -> None:
    read = read_sum(expression)
    assert read is not None
    assert read.among(Counter(values)) == stated


@pytest.mark.parametrize("expression", ["names = 5", "80.5e9/3.5e6=23000", "from 40 to 50 is 25 %"])
def test_what_is_no_sum_of_plain_numbers_is_left_out(expression: str) -> None:
    assert read_sum(expression) is None


def test_half_a_word_at_the_end_of_a_text_is_not_written_elsewhere(tmp_path: Path) -> None:
    text = "The province has 37 projects. They cost 4.6 million dollars, of which it paid 1.2 million"
    (tmp_path / "cut.txt").write_text(text, encoding="utf-8")
    (tmp_path / "whole.txt").write_text(text + " dollars.", encoding="utf-8")
    cut, whole = read_stories(tmp_path)
    assert "4.6 million ↔ 1.2 million" in changes(whole, "two figures exchanged")
    assert "4.6 million ↔ 1.2 million" not in changes(cut, "two figures exchanged")


@pytest.mark.parametrize(("change", "contradicts"), [("up 20 percent", False), ("up 48 million dollars", True)])
def test_a_scale_word_of_two_figures_is_lost_to_both(tmp_path: Path, change: str, contradicts: bool) -> None:
    text = f"In 2024, exports of the province rose from 240 to 288 million dollars, {change}.\n"
    (tmp_path / "one.txt").write_text(text, encoding="utf-8")

    found = [p for p in plant(read_stories(tmp_path)[0], (), 9) if p.change == "288 million → 288"]

    assert [planted.contradicts for planted in found] == [contradicts]
