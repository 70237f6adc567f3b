"""Province names in any language, spelling and state of repair."""

import json
import random
import unicodedata
from datetime import date
from importlib import resources
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.name_slips import letters_of, with_slips
from transforms.parse import parse_article
from transforms.places import PLACES, normalise_name, place_on, resolve_places, spotter

LANGUAGES = ["vi", "en", "de", "fr", "es", "pt", "it", "ru", "zh", "ja", "ko", "th", "id", "ar", "hi", "ur", "bn"]
VARIANTS = yaml.safe_load((Path(__file__).parent / "data" / "place_variants.yaml").read_text(encoding="utf-8"))
# Two characters to a name: one that is wrong or gone often leaves what several provinces share.
LEAST_WITH_SLIPS = {"zh": 0.90, "ko": 0.90}


def full_list(language: str) -> dict[str, str]:
    """Place -> its CLDR name."""
    data = json.loads(resources.files("transforms").joinpath("data/provinces.json").read_text(encoding="utf-8"))
    provinces = data["provinces"].items()
    return {place: entry["names"][language] for place, entry in provinces if language in entry["names"]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_province_of_a_full_list_is_resolved(language: str) -> None:
    names = full_list(language)
    assert len(names) >= 60
    assert resolve_places(list(names.values()), language) == list(names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_full_lists_survive_typing_errors_in_every_name(language: str) -> None:
    names = full_list(language)
    letters = letters_of(list(names.values()))
    right = 0
    for seed in (11, 12):
        rng = random.Random(seed)
        order = list(names)
        rng.shuffle(order)
        found = resolve_places([with_slips(names[place], letters, rng) for place in order], language)
        right += sum(one == other for one, other in zip(found, order, strict=True))
    assert right >= LEAST_WITH_SLIPS.get(language, 0.97) * 2 * len(names)


def bare_list(language: str) -> dict[str, str]:
    """Place -> its name without the word for province or city, where that stands at its end."""
    ends = ("省", "市", "성", "시")
    return {
        place: name[:-1] if name.endswith(ends) and len(name) > 2 else name
        for place, name in full_list(language).items()
    }


@pytest.mark.parametrize("language", ["zh", "ko"])
def test_every_province_of_a_full_list_is_resolved_without_the_word_for_province(language: str) -> None:
    names = bare_list(language)

    assert resolve_places(list(names.values()), language) == list(names)


@pytest.mark.parametrize(("language", "right", "wrong"), [("zh", 0.72, 0.08), ("ko", 0.88, 0.08)])
def test_where_an_error_in_a_bare_name_leaves_no_evidence_none_is_given_rather_than_another(
    language: str, right: float, wrong: float
) -> None:
    names = bare_list(language)
    letters = letters_of(list(names.values()))
    pairs: list[tuple[str | None, str]] = []
    for seed in (11, 12):
        rng = random.Random(seed)
        found = resolve_places([with_slips(name, letters, rng) for name in names.values()], language)
        pairs += zip(found, names, strict=True)

    assert sum(one == other for one, other in pairs) >= right * len(pairs)
    assert sum(one not in (other, None) for one, other in pairs) <= wrong * len(pairs)


@pytest.mark.parametrize(
    ("language", "place", "spelling"),
    [
        (language, place, spelling)
        for language, places in VARIANTS.items()
        for place, spellings in places.items()
        for spelling in spellings
    ],
)
def test_other_translators_spellings_are_understood_alone(language: str, place: str, spelling: str) -> None:
    assert resolve_places([spelling], language) == [place]


@pytest.mark.parametrize("language", ["vi", "fr", "hi", "ko", "th", "ru"])
def test_composed_and_decomposed_letters_are_the_same_name(language: str) -> None:
    names = full_list(language)
    assert resolve_places([unicodedata.normalize("NFD", name) for name in names.values()], language) == list(names)


def test_invisible_signs_in_a_name_do_not_matter() -> None:
    assert resolve_places(["Hà\u200b Nội", "\ufeffQuảng Nam", "क्वां\u200dग नाम"], "hi") == ["VN-HN", "VN-27", "VN-27"]


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("vi", ["Sê Kông", "Chămpasak", "Lào", "Tam Kỳ", "Hà Lan", "Hải Nam", "Vân Nam", "Quảng Tây", "Điện Biên Phủ"]),
        ("vi", ["Nhật Bản", "thành phố", "tỉnh", "tháng Tám", "Đà Lạt", "Thái Bình Dương", "Hà Tây"]),
        ("en", ["Laos", "Champasak", "Guangxi", "Hainan", "Hungary", "Kachin", "January", "the", "Singapore", "Tokyo"]),
        ("de", ["Deutschland", "Vatikan", "Januar", "Bayern", "Hanau", "Hanover", "Kanton", "Provinz"]),
        ("ru", ["Китай", "Канада", "Хунань", "Тайбэй", "января", "Дакка", "провинция"]),
        ("hi", ["लाओस", "सेकोंग", "दा लात", "जनवरी", "जुलाई", "चीन", "बंगाल", "प्रांत"]),
        ("zh", ["广西", "海南", "云南", "湖南", "老挝", "北京", "省"]),
        ("ja", ["ラオス", "カナダ", "ハバナ", "バチカン", "ロンドン", "ナイジェリア"]),
        ("ko", ["라오스", "중국", "하바나", "두바이", "바티칸"]),
        ("th", ["ลาว", "จีน", "ฮาวานา", "มกราคม"]),
        ("ar", ["لاوس", "الصين", "فيينا", "هانوفر", "كندا"]),
        ("bn", ["লাওস", "চীন", "জুলাই", "ঢাকা"]),
    ],
)
def test_what_is_no_province_of_viet_nam_is_none(language: str, names: list[str]) -> None:
    assert resolve_places(names, language) == [None] * len(names)


def test_foreign_names_stay_foreign_in_a_list_of_provinces() -> None:
    names = [
        "Quảng Nam",
        "Đà Nẵng",
        "Sê Kông",
        "Chămpasak",
        "Kon Tum",
        "Gia Lai",
        "Quảng Trị",
        "Huế",
        "Quảng Ngãi",
        "Lào",
    ]
    found = resolve_places(names, "vi")
    assert [name for name, place in zip(names, found, strict=True) if place is None] == ["Sê Kông", "Chămpasak", "Lào"]


def test_a_name_that_stands_twice_has_its_code_twice() -> None:
    assert resolve_places(["Hà Nội", "Hà Nam", "Hanoi", "Hà  Nội"], "vi") == ["VN-HN", "VN-63", "VN-HN", "VN-HN"]


def test_a_doubled_name_shows_although_it_is_misspelled_once() -> None:
    assert resolve_places(["Thái Nguyên", "Bắc Ninh", "Thái Nguyen", "Thái Ngueyn"], "vi") == [
        "VN-69",
        "VN-56",
        "VN-69",
        "VN-69",
    ]


def test_a_name_between_two_provinces_is_the_one_that_the_list_lacks() -> None:
    assert resolve_places(["Hà Nam", "Hà Tĩnh", "Hà Giang", "Hà Nộ", "Hà Nội"], "vi")[:3] == ["VN-63", "VN-23", "VN-03"]
    assert resolve_places(["Bình Phước", "Bình Thuận", "Bình Đương", "Bình Định"], "vi")[2] == "VN-57"


def test_a_name_that_fits_two_free_provinces_equally_is_none() -> None:
    assert resolve_places(["河省"], "zh") == [None]


def test_brackets_beside_a_name_are_passed_by_and_names_within_are_read() -> None:
    assert resolve_places(["Bình Định (Trưởng cụm)", "하이퐁(Hải Phòng)", "Trưởng cụm (Cà Mau)"], "ko") == [
        "VN-31",
        "VN-HP",
        "VN-59",
    ]


def test_a_language_without_data_is_read_by_its_script() -> None:
    assert resolve_places(["हनोई", "क्वांग नाम"], "mr") == ["VN-HN", "VN-27"]
    assert resolve_places(["Quang Nam", "Hanoi"], "sw") == ["VN-27", "VN-HN"]
    assert resolve_places(["Ханой", "Куангнам"], "uk") == ["VN-HN", "VN-27"]


def test_63_provinces_became_34_in_july_2025() -> None:
    assert len(PLACES) == len({place.place_id for place in PLACES}) == 63
    today = {place.place_id for place in PLACES if place.valid_to is None}
    assert len(today) == 34
    for place in PLACES:
        if place.valid_to is not None:
            assert place.valid_to == date(2025, 6, 30)
            assert place.successor_id in today
        else:
            assert place.successor_id is None


def test_a_province_is_its_successor_from_the_day_of_the_merger() -> None:
    assert place_on("VN-27", date(2025, 6, 30)) == "VN-27"
    assert place_on("VN-27", date(2025, 7, 1)) == "VN-DN"
    assert place_on("VN-27", None) == "VN-27"
    assert place_on("VN-HN", date(2026, 1, 1)) == "VN-HN"


def test_centrally_run_cities_are_told_from_provinces() -> None:
    assert {place.name_vi for place in PLACES if place.kind == "city"} == {
        "Hà Nội", "Hải Phòng", "Huế", "Đà Nẵng", "Hồ Chí Minh", "Cần Thơ",
    }  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_spelling_to_look_for_means_its_place(language: str) -> None:
    forms = spotter(language)
    assert {form.place_id for form in forms if form.place_id} == {place.place_id for place in PLACES}
    named = [form for form in forms if form.place_id]
    for form in named:
        assert resolve_places([form.text], language) == [form.place_id], form
    assert [len(form.text) for form in forms] == sorted((len(form.text) for form in forms), reverse=True)


@pytest.mark.parametrize(
    ("language", "text", "place", "needs_affix"),
    [
        ("ru", "Ханое", "VN-HN", False),
        ("ru", "Куангнама", "VN-27", False),
        ("hi", "क्वांग नाम", "VN-27", False),
        ("de", "Quang Nam", "VN-27", False),
        ("vi", "Quảng Nam", "VN-27", False),
        ("vi", "Hồ Chí Minh", "VN-SG", True),
        ("en", "Ho Chi Minh City", "VN-SG", False),
        ("zh", "和平", "VN-14", True),
        ("zh", "胡志明市", "VN-SG", False),
        ("ko", "후에", "VN-26", True),
        ("ja", "クアンナム", "VN-27", False),
        ("vi", "Điện Biên Phủ", None, False),
        ("vi", "Thái Bình Dương", None, False),
        ("zh", "广西", None, False),
    ],
)
def test_spellings_that_are_common_words_need_company_and_lookalikes_have_no_place(
    language: str, text: str, place: str | None, needs_affix: bool
) -> None:
    form = next(form for form in spotter(language) if form.text == text)
    assert (form.place_id, form.needs_affix) == (place, needs_affix)


@given(st.lists(st.text(max_size=40), max_size=8), st.sampled_from(["vi", "zh", "hi", "ar", "th", "", "xx-YY"]))
def test_any_list_has_as_many_answers_as_names(names: list[str], language: str) -> None:
    assert len(resolve_places(names, language)) == len(names)


@given(st.permutations(["Hà Nộii", "Hà Nam", "Bắc Nin", "Hai Duong", "Quảg Nam", "Tam Kỳ", "Hưng Yêm"]))
def test_the_order_of_a_list_changes_nothing(names: list[str]) -> None:
    found = dict(zip(names, resolve_places(names, "vi"), strict=True))
    assert found == {
        "Hà Nộii": "VN-HN", "Hà Nam": "VN-63", "Bắc Nin": "VN-56", "Hai Duong": "VN-61", "Quảg Nam": "VN-27",
        "Tam Kỳ": None, "Hưng Yêm": "VN-66",
    }  # fmt: skip


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(name: str) -> None:
    once = normalise_name(name)
    assert normalise_name(once) == once


@pytest.mark.parametrize(
    ("text", "language", "place"),
    [
        ("Hà Giangissa on 5 hanketta.", "fi", "VN-03"),
        ("Hà Giangban 5 projekt indult.", "hu", "VN-03"),
        ("Quang Ninhda 5 loyiha bor.", "uz", "VN-13"),
        ("Quang Ninhdə 5 layihə var.", "az", "VN-13"),
        ("Delegace z Quảng Ninhu má 5 projektů.", "cs", "VN-13"),
    ],
)
def test_a_vietnamese_name_takes_the_endings_of_the_language(text: str, language: str, place: str) -> None:
    article = parse_article(text, language=language)
    assert [q.place_id for q in article.quantities] == [place]
    assert not article.persons
