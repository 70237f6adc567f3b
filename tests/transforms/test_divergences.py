"""Where the articles of a story differ, and how bad that is."""

from __future__ import annotations

import pytest

from tests.transforms.short_texts import article, story
from transforms import StoryArticle
from transforms.story import Row

_LIST = "Emulation Cluster No. 6 met. It has 3 members: Thanh Hoa, Nghe An and {}."
_LISTE = "Das Emulationscluster Nr. 6 tagte. Es hat 3 Mitglieder: Thanh Hoa, Nghe An und {}."


def divergences(kind: str, *articles: StoryArticle) -> list[Row]:
    """The divergences of one kind."""
    return [row for row in story(*articles).rows["fact_divergence"] if row["kind"] == kind]


def english(text: str) -> StoryArticle:
    return article("en", text, "en")


def german(text: str) -> StoryArticle:
    return article("de", text, "de")


def test_articles_that_agree_have_no_divergence() -> None:
    assert (
        story(english("They signed 9 agreements."), german("Sie schlossen 9 Abkommen.")).rows["fact_divergence"] == ()
    )


def test_another_value_is_a_critical_divergence_with_both_readings() -> None:
    (row,) = divergences("value", english("They signed 9 agreements."), german("Sie schlossen 19 Abkommen."))

    assert (row["what"], row["severity"], row["readings"]) == (
        "agreements_signed", "critical", ["19 Abkommen", "9 agreements"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("They signed almost 90 agreements.", "Sie schlossen rund 90 Abkommen."),
        ("They signed almost 90 agreements.", "Sie schlossen 90 Abkommen."),
        ("They signed more than 90 agreements.", "Sie schlossen mindestens 90 Abkommen."),
    ],
)
def test_another_qualifier_is_a_warning(one: str, other: str) -> None:
    (row,) = divergences("qualifier", english(one), german(other))

    assert (row["what"], row["severity"]) == ("agreements_signed", "warning")


def test_another_qualifier_is_no_other_value() -> None:
    assert (
        divergences("value", english("They signed almost 90 agreements."), german("Sie schlossen rund 90 Abkommen."))
        == []
    )


def test_a_figure_that_one_article_leaves_out_is_missing() -> None:
    (row,) = divergences(
        "missing",
        english("They signed 9 agreements. They handled 128 consular cases."),
        german("Sie schlossen 9 Abkommen."),
    )

    assert (row["what"], row["article_ids"], row["readings"], row["severity"]) == (
        "consular_cases", ["de", "en"], ["(not stated)", "128 consular cases"], "info",
    )  # fmt: skip


def test_lists_with_different_members_are_a_critical_divergence() -> None:
    (row,) = divergences("list", english(_LIST.format("Ha Tinh")), german(_LISTE.format("Ca Mau")))

    assert (row["severity"], row["article_ids"]) == ("critical", ["de", "en"])


def test_a_list_that_leaves_one_out_is_a_critical_divergence() -> None:
    short = german("Das Emulationscluster Nr. 6 tagte. Es hat 3 Mitglieder: Thanh Hoa und Nghe An.")

    assert [row["severity"] for row in divergences("list", english(_LIST.format("Ha Tinh")), short)] == ["critical"]


def test_lists_in_another_order_do_not_diverge() -> None:
    other = german("Das Emulationscluster Nr. 6 tagte. Es hat 3 Mitglieder: Ha Tinh, Nghe An und Thanh Hoa.")

    assert divergences("list", english(_LIST.format("Ha Tinh")), other) == []


def test_a_cluster_whose_number_is_dropped_behind_its_word_diverges() -> None:
    found = divergences(
        "entity_number",
        english("Emulation Cluster No. 2 of the Ministry of Foreign Affairs met."),
        german("Das Emulationscluster Nr. des Außenministeriums tagte."),
    )

    assert [(row["what"], row["severity"]) for row in found] == [("cluster-foreign_affairs-2", "warning")]


def test_a_cluster_spoken_of_without_any_number_does_not_diverge_in_it() -> None:
    found = divergences(
        "entity_number",
        english("Emulation Cluster No. 2 of the Ministry of Foreign Affairs met. The cluster was content."),
        german("Das Emulationscluster Nr. 2 des Außenministeriums tagte. Das Cluster war zufrieden."),
    )

    assert found == []


def test_a_person_spelled_in_two_ways_by_one_article_is_a_warning() -> None:
    found = divergences("name", article("vi", "Bà Lê Thanh Vân đến. Thứ trưởng Le Thanh Van phát biểu.", "vi"))

    assert [(row["what"], row["readings"], row["severity"]) for row in found] == [
        ("p-le-thanh-van", ["Le Thanh Van / Lê Thanh Vân"], "warning")
    ]


def test_no_two_divergences_share_their_name_and_kind() -> None:
    found = story(
        english("They signed 9 agreements. In 2023 they signed 7 agreements."),
        german("Sie schlossen 19 Abkommen. Im Jahr 2023 schlossen sie 17 Abkommen."),
    ).rows["fact_divergence"]

    assert len({(row["what"], row["kind"]) for row in found}) == len(found)


def test_languages_stand_beside_their_readings() -> None:
    (row,) = divergences("value", english("They signed 9 agreements."), german("Sie schlossen 19 Abkommen."))

    assert (row["article_ids"], row["languages"]) == (["de", "en"], ["de", "en"])
