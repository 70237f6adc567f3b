"""Clusters and blocks in all their spellings: keyed by branch and number."""

from __future__ import annotations

import pytest

from tests.transforms.short_texts import figure, parsed


def keys(text: str, language: str = "en") -> list[str]:
    """The ids of the clusters and blocks of a text."""
    found = parsed(text, language).organisations
    return [organisation.organisation_id for organisation in found if organisation.kind in ("cluster", "block")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Emulation Cluster No. 2 of the Ministry of Foreign Affairs met in Hanoi."),
        ("en", "Emulation Cluster number 2 of the Ministry of Foreign Affairs met in Hanoi."),
        ("en", "Emulation Cluster II of the Ministry of Foreign Affairs met in Hanoi."),
        ("en", "Emulation Cluster No. II of the Ministry of Foreign Affairs met in Hanoi."),
        ("de", "Das Emulationscluster Nr. 2 des Außenministeriums tagte in Hanoi."),
        ("de", "Das Emulationscluster Nr. II des Außenministeriums tagte in Hanoi."),
        ("de", "Das Emulationscluster Nummer 2 des Außenministeriums tagte in Hanoi."),
        ("de", "Das Emulation Cluster Nr.2 des Außenministeriums tagte in Hanoi."),
        ("vi", "Cụm thi đua số 2 Bộ Ngoại giao họp tại Hà Nội."),
        ("vi", "Cụm thi đua số II Bộ Ngoại giao họp tại Hà Nội."),
        ("hi", "विदेश मंत्रालय के अनुकरण क्लस्टर नंबर 2 की बैठक हनोई में हुई।"),
        ("hi", "विदेश मंत्रालय के अनुकरण क्लस्टर नंबर २ की बैठक हनोई में हुई।"),
        ("fr", "Le groupement d'émulation n° 2 du ministère des Affaires étrangères s'est réuni à Hanoï."),
    ],
)
def test_a_cluster_is_one_organisation_however_its_number_is_written(language: str, text: str) -> None:
    assert keys(text, language) == ["cluster-foreign_affairs-2"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Emulation Cluster No. 2 of foreign affairs met. The cluster has 12 members."),
        ("de", "Das Emulationscluster Nr. 2 des Außenministeriums tagte. Das Cluster hat 12 Mitglieder."),
        ("vi", "Cụm thi đua số 2 Bộ Ngoại giao họp. Cụm có 12 thành viên."),
        ("hi", "विदेश मंत्रालय के अनुकरण क्लस्टर नंबर 2 की बैठक हुई। क्लस्टर में 12 सदस्य हैं।"),
    ],
)
def test_a_cluster_without_a_number_is_the_only_numbered_one(language: str, text: str) -> None:
    assert figure(text, "12", language).organisation_id == "cluster-foreign_affairs-2"


def test_a_cluster_whose_article_gives_no_number_has_none_in_its_id() -> None:
    assert keys("The emulation cluster of the Ministry of Foreign Affairs met in Hanoi.") == ["cluster-foreign_affairs"]


def test_clusters_of_two_branches_with_one_number_are_two() -> None:
    foreign = keys("Emulation Cluster No. 2 of the Ministry of Foreign Affairs met in Hanoi.")
    veterans = keys("Emulation Cluster No. 2 of the Veterans' Association met in Hanoi.")

    assert (foreign, veterans) == (["cluster-foreign_affairs-2"], ["cluster-veterans-2"])


def test_a_block_is_no_cluster() -> None:
    assert keys("Emulation Block No. 2 of the Veterans' Association met in Hanoi.") == ["block-veterans-2"]


def test_the_number_of_a_block_may_stand_without_a_word() -> None:
    assert keys("Emulation Block II of the Veterans' Association met in Hanoi.") == ["block-veterans-2"]


def test_two_numbered_clusters_are_two_organisations() -> None:
    text = "Emulation Cluster No. 2 of foreign affairs met Emulation Cluster No. 3 in Hanoi."

    assert keys(text) == ["cluster-foreign_affairs-2", "cluster-foreign_affairs-3"]


def test_a_figure_belongs_to_the_cluster_of_its_sentence() -> None:
    text = (
        "Emulation Cluster No. 2 of foreign affairs has 12 members. "
        "Emulation Cluster No. 3 of foreign affairs has 14 members."
    )

    assert figure(text, "14").organisation_id == "cluster-foreign_affairs-3"


@pytest.mark.parametrize(
    "text",
    [
        "In Can Tho the cluster of 5 cities directly under the Central Government looked back.",
        "The emulation cluster 5 cities belong to met in Can Tho.",
    ],
)
def test_the_number_of_what_a_cluster_holds_is_not_the_clusters(text: str) -> None:
    assert [organisation.number for organisation in parsed(text).organisations] == [None]


def test_clusters_that_are_only_counted_are_no_organisation() -> None:
    assert keys("The city set up 15 emulation clusters and 20 emulation blocks.") == []


def test_the_number_of_a_cluster_is_an_identifier() -> None:
    assert figure("Emulation Cluster No. 2 met.", "2").kind == "identifier"


def test_a_mention_tells_where_the_word_for_a_number_stands_without_one() -> None:
    text = "Das Emulationscluster Nr. 2 des Außenministeriums tagte. Das Emulationscluster Nr. dankte."

    assert [mention.number_as_written for mention in parsed(text, "de").mentions] == ["2", ""]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "外交部第五竞赛集群召开会议。"),
        ("zh", "外交部第5号竞赛集群召开会议。"),
        ("ja", "外務省第5競争クラスターの会議が開かれた。"),
        ("ko", "외교부 제5경쟁클러스터는 회의를 열었다."),
        ("bn", "পররাষ্ট্র মন্ত্রণালয়ের ৫ নম্বর অনুকরণ গুচ্ছের সভা হয়।"),
        ("en", "The 5th emulation cluster of the Ministry of Foreign Affairs met."),
        ("de", "Das 5. Emulationscluster des Außenministeriums tagte."),
        ("ru", "5-й соревновательный кластер Министерства иностранных дел провёл совещание."),
        ("fr", "Le 5e groupement d'émulation du ministère des Affaires étrangères s'est réuni."),
    ],
)
def test_the_number_of_a_cluster_may_stand_before_it(language: str, text: str) -> None:
    assert keys(text, language) == ["cluster-foreign_affairs-5"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("vi", "Khối FDI chiếm 98 % kim ngạch xuất khẩu."),
        ("en", "The trading bloc imported 40,000 tonnes."),
        ("de", "Der Block der Industriestaaten kaufte 40.000 Tonnen."),
        ("id", "Blok perdagangan itu mengimpor 40.000 ton."),
    ],
)
def test_a_bloc_of_another_sort_is_no_emulation_block(language: str, text: str) -> None:
    assert keys(text, language) == []


def test_a_count_with_a_measure_word_written_on_is_no_clusters_number() -> None:
    assert figure("এ বছর অনুকরণ গুচ্ছ ১৪টি প্রতিনিধিদল পাঠিয়েছে।", "১৪", "bn").unit == "delegation"
