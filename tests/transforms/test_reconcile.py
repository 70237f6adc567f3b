"""The articles of one story become one set of facts, whatever their order."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.short_texts import article, story
from transforms import StoryArticle, tables
from transforms.story import Row, Story
from warehouse.schema import TABLES

_EN = "Emulation Cluster No. 2 of the Ministry of Foreign Affairs met. In the first six months of 2024 it "
_DE = "Das Emulationscluster Nr. 2 des Außenministeriums tagte. In den ersten sechs Monaten 2024 "
_VI = "Cụm thi đua số 2 Bộ Ngoại giao họp. Trong 6 tháng đầu năm 2024, cụm "
_HI = "विदेश मंत्रालय के अनुकरण क्लस्टर नंबर 2 की बैठक हुई। 2024 के पहले छह महीनों में क्लस्टर ने "


def english(agreements: str = "9", article_id: str = "en") -> StoryArticle:
    return article(article_id, f"{_EN}signed {agreements} agreements.", "en")


def german(agreements: str = "9", article_id: str = "de") -> StoryArticle:
    return article(article_id, f"{_DE}schloss es {agreements} Abkommen.", "de")


def vietnamese(agreements: str = "9", article_id: str = "vi") -> StoryArticle:
    return article(article_id, f"{_VI}ký kết {agreements} thỏa thuận.", "vi")


def hindi(agreements: str = "9", article_id: str = "hi") -> StoryArticle:
    return article(article_id, f"{_HI}{agreements} समझौते किए।", "hi")


def facts(known: Story, indicator: str = "agreements_signed") -> list[Row]:
    """The facts of one indicator."""
    return [row for row in known.rows["fact_indicator"] if row["indicator"] == indicator]


# -- one fact ---------------------------------------------------------------------------------------------------------


def test_two_languages_make_one_fact_with_both() -> None:
    (fact,) = facts(story(german(), hindi()))

    assert (fact["value"], fact["languages"], fact["n_articles"], fact["agreement"]) == (9, ["de", "hi"], 2, "agree")


def test_a_fact_names_the_quantities_that_say_it() -> None:
    known = story(german(), hindi())
    (fact,) = facts(known)
    said = [r for r in known.rows["fact_quantity"] if r["indicator"] == "agreements_signed"]

    assert sorted(str(r["quantity_id"]) for r in said) == fact["quantity_ids"]


def test_a_fact_is_about_something_in_english_where_an_article_is() -> None:
    (alone,) = facts(story(german(), hindi()))
    (beside,) = facts(story(german(), hindi(), english(article_id="zz")))

    assert alone["subject"] == "Abkommen"
    assert beside["subject"] == "agreements"


def test_a_fact_has_its_organisation_and_period() -> None:
    (fact,) = facts(story(german(), vietnamese()))

    assert (fact["organisation_id"], str(fact["period_start"]), str(fact["period_end"])) == (
        "cluster-foreign_affairs-2", "2024-01-01", "2024-06-30",
    )  # fmt: skip


def test_what_one_article_alone_says_is_single() -> None:
    (fact,) = facts(story(german()))

    assert (fact["agreement"], fact["n_articles"]) == ("single", 1)


def test_what_an_article_says_twice_is_one_fact() -> None:
    known = story(article("en", f"{_EN}signed 9 agreements. The cluster signed 9 agreements, and no more.", "en"))

    assert [row["value"] for row in facts(known)] == [9]


def test_two_german_versions_are_two_witnesses() -> None:
    (fact,) = facts(story(german(article_id="de-1"), german(article_id="de-2")))

    assert (fact["n_articles"], fact["languages"], fact["agreement"]) == (2, ["de"], "agree")


@pytest.mark.parametrize(
    ("one", "other", "qualifier", "low", "high"),
    [
        ("fast 400", "लगभग 400", "almost", 360, 400),
        ("über 400", "लगभग 400", "over", 400, None),
        ("rund 400", "400", "approx", 380, 420),
    ],
)
def test_where_qualifiers_differ_the_narrower_is_kept(
    one: str, other: str, qualifier: str, low: float, high: float | None
) -> None:
    (fact,) = facts(story(german(one), hindi(other)))

    assert (fact["agreement"], fact["qualifier"], fact["value_low"], fact["value_high"]) == (
        "qualifier_differs", qualifier, low, high,
    )  # fmt: skip


def test_two_witnesses_that_contradict_each_other_leave_no_value() -> None:
    (fact,) = facts(story(german("9"), hindi("19")))

    assert (fact["agreement"], fact["value"], fact["value_low"], fact["value_high"]) == ("conflict", None, 9, 19)


def test_two_figures_of_one_indicator_are_two_facts() -> None:
    text = "{} 2024 it signed 9 agreements. In 2023 it signed 7 agreements."
    known = story(article("en", text.format("Emulation Cluster No. 2 of foreign affairs met. In"), "en"))

    assert sorted((str(r["period_start"]), r["value"]) for r in facts(known)) == [("2023-01-01", 7), ("2024-01-01", 9)]


def test_no_two_facts_share_an_id() -> None:
    known = story(
        article(
            "de", f"{_DE}betreute es 52 konsularische und 38 Fälle zum Schutz der Bürger und schloss 9 Abkommen.", "de"
        ),
        english(),
    )
    ids = [row["fact_id"] for row in known.rows["fact_indicator"]]

    assert len(set(ids)) == len(ids) == 3


# -- organisations, members, people -----------------------------------------------------------------------------------


def test_a_cluster_whose_number_one_article_drops_is_the_same_cluster() -> None:
    known = story(
        english(), article("de", "Das Emulationscluster Nr. des Außenministeriums tagte. Es schloss 9 Abkommen.", "de")
    )

    clusters = [row["organisation_id"] for row in known.rows["dim_organisation"] if row["kind"] == "cluster"]
    assert clusters == ["cluster-foreign_affairs-2"]


def test_a_member_that_both_articles_list_is_one_member() -> None:
    known = story(
        article("en", "Emulation Cluster No. 6 met. It has 3 members: Thanh Hoa, Nghe An and Ha Tinh.", "en"),
        article("hi", "अनुकरण क्लस्टर नंबर 6 की बैठक हुई। इसमें 3 सदस्य हैं: थान होआ, न्घे आन और हा तिन्ह।", "hi"),
    )

    assert [(r["place_id"], r["languages"], r["name_as_listed"]) for r in known.rows["fact_membership"]] == [
        ("VN-21", ["en", "hi"], ["Thanh Hoa", "थान होआ"]),
        ("VN-22", ["en", "hi"], ["Nghe An", "न्घे आन"]),
        ("VN-23", ["en", "hi"], ["Ha Tinh", "हा तिन्ह"]),
    ]


def test_a_list_in_another_order_has_the_same_members() -> None:
    known = story(
        article("en", "Emulation Cluster No. 6 met. It has 3 members: Thanh Hoa, Nghe An and Ha Tinh.", "en"),
        article("vi", "Cụm thi đua số 6 họp. Cụm có 3 thành viên: Hà Tĩnh, Thanh Hóa, Nghệ An.", "vi"),
    )

    assert len(known.rows["fact_membership"]) == 3


def test_a_member_that_one_article_names_twice_stays_twice() -> None:
    known = story(
        article("en", "Emulation Cluster No. 6 met. It has 3 members: Thanh Hoa, Nghe An and Thanh Hoa.", "en")
    )

    assert [row["place_id"] for row in known.rows["fact_membership"]] == ["VN-21", "VN-22", "VN-21"]


def test_a_person_is_one_across_scripts() -> None:
    known = story(
        article("vi", "Thứ trưởng Lê Thanh Vân biểu dương hoạt động của cụm.", "vi"),
        article("hi", "उप मंत्री ले थान वान ने क्लस्टर के काम की सराहना की।", "hi"),
        article("de", "Vizeministerin Le Thanh Van lobte die Arbeit.", "de"),
    )

    assert [(row["name"], row["spellings"]) for row in known.rows["dim_person"]] == [
        ("Lê Thanh Vân", ["Le Thanh Van", "Lê Thanh Vân", "ले थान वान"])
    ]


def test_a_name_that_is_transcribed_loosely_is_the_same_person() -> None:
    known = story(
        article("vi", "Bà Phạm Thị Ngọc Lan cho biết điều đó.", "vi"),
        article("hi", "सुश्री फ़ाम थी नोक लान ने यह बताया।", "hi"),
    )

    assert [row["name"] for row in known.rows["dim_person"]] == ["Phạm Thị Ngọc Lan"]


def test_statements_of_all_articles_have_the_storys_person() -> None:
    known = story(
        article("vi", "Thứ trưởng Lê Thanh Vân biểu dương hoạt động của cụm.", "vi"),
        article("hi", "उप मंत्री ले थान वान ने क्लस्टर के काम की सराहना की।", "hi"),
    )

    assert [row["person_id"] for row in known.rows["fact_statement"]] == ["p-le-thanh-van"] * 2


def test_two_persons_with_similar_names_stay_two_in_a_story() -> None:
    known = story(
        article("en", "Deputy Minister Le Thanh Van met Director Le Thanh Tung.", "en"),
        article("de", "Vizeministerin Le Thanh Van traf Direktor Le Thanh Tung.", "de"),
    )

    assert [row["person_id"] for row in known.rows["dim_person"]] == ["p-le-thanh-tung", "p-le-thanh-van"]


# -- three witnesses --------------------------------------------------------------------------------------------------


def test_the_outvoted_of_three_is_set_aside() -> None:
    known = story(english("9"), german("9"), hindi("19"))

    assert [(lost.article_id, lost.rule) for lost in known.set_aside] == [("hi", "translations_agree_on_value")]


def test_the_story_stays_without_the_one_set_aside() -> None:
    (fact,) = facts(story(english("9"), german("9"), hindi("19")))

    assert (fact["value"], fact["agreement"], fact["article_ids"]) == (9, "agree", ["de", "en"])


def test_the_reason_for_setting_aside_shows_both_readings() -> None:
    (lost,) = story(english("9"), german("9"), hindi("19")).set_aside

    assert '"19 समझौते" here' in lost.reason
    assert lost.evidence


def test_of_two_witnesses_none_is_set_aside() -> None:
    assert story(english("9"), hindi("19")).set_aside == ()


def test_three_that_all_differ_set_nobody_aside() -> None:
    assert story(english("9"), german("10"), hindi("19")).set_aside == ()


def test_a_wider_qualifier_alone_sets_nobody_aside() -> None:
    assert story(english("9"), german("9"), hindi("लगभग 9")).set_aside == ()


def test_an_article_whose_own_list_falls_short_is_set_aside_where_others_hold() -> None:
    known = story(
        article("en", "Emulation Cluster No. 6 met. It has 3 members: Thanh Hoa, Nghe An and Ha Tinh.", "en"),
        article("de", "Das Emulationscluster Nr. 6 tagte. Es hat 3 Mitglieder: Thanh Hoa, Nghe An und Ha Tinh.", "de"),
        article("vi", "Cụm thi đua số 6 họp. Cụm có 3 thành viên: Thanh Hóa, Hà Tĩnh.", "vi"),
    )

    assert [(lost.article_id, lost.rule) for lost in known.set_aside] == [("vi", "listed_names_match_stated_count")]


def test_an_article_that_lists_another_member_is_set_aside() -> None:
    known = story(
        article("en", "Emulation Cluster No. 6 met. It has 3 members: Thanh Hoa, Nghe An and Ha Tinh.", "en"),
        article("de", "Das Emulationscluster Nr. 6 tagte. Es hat 3 Mitglieder: Thanh Hoa, Nghe An und Ha Tinh.", "de"),
        article("vi", "Cụm thi đua số 6 họp. Cụm có 3 thành viên: Thanh Hóa, Nghệ An, Cà Mau.", "vi"),
    )

    assert [lost.article_id for lost in known.set_aside] == ["vi"]


# -- determinism ------------------------------------------------------------------------------------------------------

_ARTICLES = (
    english("9"),
    german("fast 9"),
    vietnamese("9"),
    hindi("19"),
    article("en-2", "Emulation Cluster No. 2 of foreign affairs has 3 members: Thanh Hoa, Nghe An and Ha Tinh.", "en"),
    article(
        "de-2", "Das Cluster tagte. Vizeministerin Le Thanh Van lobte 38 konsularische Fälle und 52 Abkommen.", "de"
    ),
    article("vi-2", "Thứ trưởng Lê Thanh Vân biểu dương. Cụm có 3 thành viên: Hà Tĩnh, Nghệ An, Thanh Hóa.", "vi"),
)


@settings(max_examples=25)
@given(st.permutations(_ARTICLES))
def test_the_order_of_the_articles_does_not_matter(order: Sequence[StoryArticle]) -> None:
    assert story(*order) == story(*_ARTICLES)


@settings(max_examples=25)
@given(st.sets(st.sampled_from(range(len(_ARTICLES))), min_size=1), st.randoms(use_true_random=False))
def test_the_order_of_any_of_them_does_not_matter(chosen: set[int], random: object) -> None:
    known = [_ARTICLES[at] for at in sorted(chosen)]

    assert story(*reversed(known)) == story(*known)


def test_the_same_articles_make_the_same_ids_again() -> None:
    keys = {"fact_indicator": "fact_id", "fact_check": "check_id", "fact_statement": "statement_id"}
    one, two = story(*_ARTICLES), story(*_ARTICLES)

    assert [[row[key] for row in one.rows[table]] for table, key in keys.items()] == [
        [row[key] for row in two.rows[table]] for table, key in keys.items()
    ]


def test_a_story_of_no_articles_has_no_facts() -> None:
    assert story().rows["fact_indicator"] == ()


# -- tables -----------------------------------------------------------------------------------------------------------


def test_the_tables_of_a_story_have_the_columns_of_the_schema() -> None:
    made = tables([story(*_ARTICLES)])

    for name in ("dim_article", "fact_quantity", "fact_indicator", "fact_membership", "fact_statement"):
        assert set(TABLES[name].arrow.names) <= set(made[name].schema.names)


def test_every_quantity_of_the_articles_is_a_row() -> None:
    articles = [english(), german()]
    expected = sum(len(known.parsed.quantities) for known in articles)

    assert tables([story(*articles)])["fact_quantity"].num_rows == expected


def test_a_text_with_a_lone_surrogate_fits_into_a_table() -> None:
    made = tables([story(article("en", "The cluster \ud800 signed 9 agreements.", "en"))])

    assert made["dim_article"]["text"].to_pylist() == ["The cluster \ufffd signed 9 agreements."]


def test_the_text_of_an_article_that_must_not_be_published_is_left_out() -> None:
    from dataclasses import replace

    made = tables([story(replace(english(), publish_text=False))])

    assert made["dim_article"]["text"].to_pylist() == [None]
