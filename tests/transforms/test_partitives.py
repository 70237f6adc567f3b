"""A part that follows the whole it is taken of."""

from __future__ import annotations

import pytest

from tests.transforms.short_texts import parsed

PARTS = [
    ("en", "Of the 46 projects, 38 are in mountain communes."),
    ("en", "Out of 46 projects under way, 38 are in the mountains."),
    ("de", "Von den 46 Projekten liegen 38 in Berggemeinden."),
    ("de", "Von 46 Projekten wurden 38 abgeschlossen."),
    ("fr", "Sur les 46 projets en cours, 38 se trouvent à la montagne."),
    ("fr", "Parmi les 46 projets, 38 sont achevés."),
    ("es", "De los 46 proyectos en marcha, 38 se desarrollan en la montaña."),
    ("pt", "Dos 46 projetos em curso, 38 ficam na montanha."),
    ("it", "Su 46 progetti, 38 sono conclusi."),
    ("ru", "Из 46 проектов 38 реализуются в горных общинах."),
    ("vi", "Trong số 46 dự án, 38 dự án ở các xã miền núi."),
    ("zh", "46个项目中，38个在山区。"),
    ("ja", "46件のプロジェクトのうち、38件は山間部にある。"),
    ("ko", "46개 사업 중 38개는 산간 지역에 있다."),
    ("hi", "46 परियोजनाओं में से 38 पहाड़ी कम्यूनों में हैं।"),
    ("th", "ในจำนวน 46 โครงการ มี 38 โครงการอยู่ในพื้นที่ภูเขา"),
    ("id", "Dari 46 proyek, 38 berada di komune pegunungan."),
    ("ar", "من بين 46 مشروعا، يقع 38 مشروعا في البلديات الجبلية."),
    ("bn", "৪৬টি প্রকল্পের মধ্যে ৩৮টি পাহাড়ি কমিউনে।"),
    ("ur", "46 منصوبوں میں سے 38 پہاڑی کمیونوں میں ہیں۔"),
]


@pytest.mark.parametrize(("language", "text"), PARTS)
def test_a_part_is_no_second_total(language: str, text: str) -> None:
    article = parsed(text, language)
    assert [(q.value, q.unit, q.aspect) for q in article.quantities] == [
        (46.0, "project", "level"),
        (38.0, "project", "subset"),
    ]
    assert [(check.rule, check.holds) for check in article.checks] == [("subset_within_whole", True)]


def test_a_further_part_is_one_too() -> None:
    article = parsed("Of the 46 projects, 24 are in the mountains and 19 on the coast.", "en")
    assert [quantity.aspect for quantity in article.quantities] == ["level", "subset", "subset"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Of the 46 projects under way, 58 are in mountain communes."),
        ("es", "De los 46 proyectos en marcha, 58 se desarrollan en la montaña."),
        ("ja", "46件のプロジェクトのうち、58件は山間部にある。"),
    ],
)
def test_a_part_larger_than_its_whole_contradicts_it(language: str, text: str) -> None:
    assert [check.holds for check in parsed(text, language).checks] == [False]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Of the 46 projects, 2,000 people benefited."),
        ("en", "Of the 46 projects, the province built 38 schools."),
        ("en", "From 46 projects in 2022 the number fell to 38 projects in 2023."),
        ("de", "Von 46 auf 38 Projekte sank die Zahl."),
        ("de", "Aus 46 Ländern kamen 38 Delegationen."),
        ("es", "De 46 a 38 proyectos en un año."),
        ("id", "Dari 46 proyek menjadi 38 proyek."),
        ("ru", "Из 34 стран приехало 60 человек."),
        ("vi", "Trong 46 xã có 38 dự án."),
        ("ja", "46件から38件に減った。"),
        ("ko", "회의 중 46개 사업을 논의하고 38개 협정을 체결했다."),
    ],
)
def test_what_only_stands_behind_is_no_part(language: str, text: str) -> None:
    assert "subset" not in [quantity.aspect for quantity in parsed(text, language).quantities]
