"""Projects and cases of which the sentence, or the count before, tells whose or what sort they are."""

from __future__ import annotations

import pytest

from tests.transforms.short_texts import figure


@pytest.mark.parametrize(
    ("language", "text", "number", "indicator"),
    [
        ("en", "Foreign direct investment reached 3 billion dollars, with 62 new projects.", "62", "fdi_projects"),
        ("de", "Ausländische Direktinvestitionen wuchsen; 62 neue Projekte kamen hinzu.", "62", "fdi_projects"),
        ("en", "Foreign NGOs were active in the province, and 39 projects were completed.", "39", "ngo_projects"),
        ("en", "The province approved 39 projects.", "39", "projects_total"),
    ],
)
def test_projects_are_what_the_one_source_in_their_sentence_makes_them(
    language: str, text: str, number: str, indicator: str
) -> None:
    assert figure(text, number, language).indicator == indicator


def test_parts_are_projects_of_the_same_sort_as_the_whole() -> None:
    text = "Foreign NGOs run 55 projects. The province counts 29 projects in mine clearance and 26 projects in health."

    assert [figure(text, number).indicator for number in ("29", "26")] == ["ngo_projects"] * 2


def test_more_projects_than_the_whole_are_no_part_of_it() -> None:
    text = "Foreign NGOs run 55 projects. The province counts 290 projects in all."

    assert figure(text, "290").indicator == "projects_total"


def test_a_count_told_again_is_of_the_same_sort() -> None:
    text = "Foreign NGOs run 55 projects. Costs fell. All were praised. The province counts fifty-five projects."

    assert figure(text, "fifty-five").indicator == "ngo_projects"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "FDI reached 3 billion dollars. The province licensed 26 new projects."),
        (
            "de",
            "Die ausländischen Direktinvestitionen erreichten 3 Milliarden Dollar. Genehmigt wurden 26 neue Projekte.",
        ),
        ("ru", "Прямые иностранные инвестиции достигли 3 млрд долларов. Зарегистрировано 26 новых проектов."),
        ("vi", "Vốn FDI đạt 3 tỷ USD. Tỉnh cấp mới 26 dự án."),
    ],
)
def test_projects_are_those_that_the_sums_just_before_are_spent_on(language: str, text: str) -> None:
    assert figure(text, "26", language).indicator == "fdi_projects"
