"""Sums, changes and products whose numbers stand sentences apart; and headlines against their articles."""

from __future__ import annotations

import pytest

from tests.transforms.short_texts import parsed


def told(text: str, language: str = "en") -> list[tuple[str, bool | None]]:
    """The arithmetic of a text: (expression, whether it holds)."""
    rules = ("arithmetic_adds_up", "parts_sum_to_total", "subset_within_whole")
    return [(check.expression, check.holds) for check in parsed(text, language).checks if check.rule in rules]


def failing(text: str, language: str = "en") -> list[str]:
    """What a text contradicts itself in."""
    return [expression for expression, holds in told(text, language) if holds is False]


# -- sums that a rest closes ------------------------------------------------------------------------------------------

_RESTS = {
    "en": "The province runs 47 projects. 19 clear mines, 14 serve health and 8 schools, the remaining {} farms.",
    "de": "Die Provinz hat 47 Projekte. 19 räumen Minen, 14 gelten der Gesundheit, 8 Schulen, die übrigen {} Äckern.",
    "fr": "La province mène 47 projets. 19 déminent, 14 servent la santé, 8 les écoles et les {} restants les champs.",
    "es": "La provincia tiene 47 proyectos. 19 son de minas, 14 de salud, 8 de escuelas y los {} restantes de riego.",
    "pt": "A província tem 47 projetos. 19 são de desminagem, 14 de saúde, 8 de ensino e os restantes {} de rega.",
    "it": "La provincia ha 47 progetti. 19 riguardano le mine, 14 la salute, 8 le scuole e i restanti {} i campi.",
    "ru": "В провинции 47 проектов. 19 из них по минам, 14 по здоровью, 8 по школам, остальные {} по полям.",
    "vi": "Tỉnh có 47 dự án. Trong đó 19 dự án bom mìn, 14 dự án y tế, 8 dự án giáo dục, còn lại {} dự án khác.",
    "zh": "全省有47个项目。排雷19个，卫生14个，教育8个，其余{}个为农业。",
    "ja": "同省には47件の事業がある。地雷除去が19件、保健が14件、教育が8件、残り{}件が農業だ。",
    "ko": "이 성에는 47개 사업이 있다. 지뢰 제거 19개, 보건 14개, 교육 8개, 나머지 {}개는 농업이다.",
    "id": "Provinsi itu punya 47 proyek. 19 proyek ranjau, 14 kesehatan, 8 sekolah, sisanya {} proyek tani.",
    "hi": "प्रांत में 47 परियोजनाएँ हैं। 19 सुरंगों की, 14 स्वास्थ्य की, 8 शिक्षा की और शेष {} खेती की हैं।",
    "pl": "Prowincja ma 47 projektów. 19 dotyczy min, 14 zdrowia, 8 szkół, a pozostałych {} upraw.",
    "uk": "Провінція має 47 проєктів. 19 стосуються мін, 14 здоров'я, 8 шкіл, решта {} полів.",
    "nl": "De provincie heeft 47 projecten. 19 over mijnen, 14 over zorg, 8 over scholen, de overige {} over akkers.",
}


@pytest.mark.parametrize("language", _RESTS)
def test_parts_and_their_rest_make_the_whole_of_a_sentence_before(language: str) -> None:
    assert ("19 + 14 + 8 + 6 = 47", True) in told(_RESTS[language].format(6), language)
    assert failing(_RESTS[language].format(6), language) == []
    assert "19 + 14 + 8 + 9 ≠ 47" in failing(_RESTS[language].format(9), language)


@pytest.mark.parametrize(
    "text",
    [
        # the whole stands further back than another amount of its kind
        "In all 240 signed. 192 of them are women. 130 go to Hue, the remaining 110 to Da Nang.",
        # a scale word is said once
        "It sold for 48 million dollars. 21, 15 and the remaining 12 million went to three buyers.",
        # no whole is told
        "19 clear mines, the remaining 9 serve health.",
        # a part is rough
        "The province runs 47 projects. Some 19 clear mines, 14 serve health; the remaining 9 farming.",
    ],
)
def test_a_rest_accuses_nobody_where_the_whole_may_be_another(text: str) -> None:
    assert failing(text) == []


# -- changes ----------------------------------------------------------------------------------------------------------

_CHANGES = {
    "en": "In 2024 the province received 84 delegations. The year before it was 67, so that {} more came.",
    "vi": "Năm 2023 tỉnh đón 84 đoàn. Năm trước đó tỉnh đón 67 đoàn, như vậy số đoàn tăng {} đoàn.",
    "ja": "省は今年84団を迎えた。前年の67団から{}団増えた。",
    "pl": "W tym roku przyjechało 84 studentów. To o {} osób więcej niż przed rokiem, kiedy przyjechało ich 67.",
    "de": "In diesem Jahr kamen 84 Delegationen. Im Vorjahr waren es 67, also {} weniger.",
}


@pytest.mark.parametrize("language", _CHANGES)
def test_what_changed_since_stands_a_sentence_before(language: str) -> None:
    assert failing(_CHANGES[language].format(17), language) == []
    assert failing(_CHANGES[language].format(27), language) != []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In 2024 it sold 92 million flowers, against 80 million in 2023. That is growth of {} percent."),
        (
            "nl",
            "In 2024 gingen 92 miljoen bloemen weg, tegen 80 miljoen in 2023. Dat is een groei van {} procent.",
        ),
    ],
)
def test_a_growth_may_be_told_of_the_two_amounts_of_the_sentence_before(language: str, text: str) -> None:
    assert failing(text.format(15), language) == []
    assert failing(text.format(12), language) == ["80,000,000 + 12 % ≠ 92,000,000"]


@pytest.mark.parametrize(
    "text",
    [
        "In 2024 it sold 92 million flowers, against 80 million in 2023. Imports grew by 12 percent.",
        "It signed 4 agreements. The year before 95 groups came, 31 fewer than now.",
        "It received 84 delegations and 91 guests. The year before it was 67, so that 27 more came.",
    ],
)
def test_a_change_of_something_else_accuses_nobody(text: str) -> None:
    assert failing(text) == []


def test_what_rose_by_an_amount_to_another_did_not_rise_from_it() -> None:
    text = "Last year it was 12 million. This year the aid rose 3 million to 15 million, a rise of 25 percent."

    assert failing(text) == []


# -- products ---------------------------------------------------------------------------------------------------------

_PRODUCTS = {
    "en": "They built 45 houses. Each cost 85 million dong, so that the work came to {} million dong.",
    "es": "Entregaron 45 viviendas. Levantar cada casa costó 85 millones de dongs y la obra, {} millones de dongs.",
    "ko": "집 45채를 짓는다. 건축비는 채당 85억 동씩으로, 전체는 {}억 동이다.",
    "hi": "45 मकान बने। हर मकान पर 85 करोड़ डोंग लगे और कुल {} करोड़ डोंग खर्च हुए।",
}


@pytest.mark.parametrize("language", _PRODUCTS)
def test_how_many_there_are_may_stand_before_so_much_each(language: str) -> None:
    assert failing(_PRODUCTS[language].format(3825), language) == []
    assert len(failing(_PRODUCTS[language].format(3285), language)) == 1


def test_a_total_of_other_things_is_no_product() -> None:
    text = "They built 45 houses. Each cost 85 million dong. The fund holds 900 million dong."

    assert failing(text) == []


# -- headlines --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "{} scholarships for Hue\n\nHue gave 68 scholarships, 45 to girls and 23 to boys."),
        ("it", "Hue, {} borse di studio\n\nLe borse assegnate sono 68: 45 a ragazze e 23 a ragazzi."),
        ("tr", "Hue'de {} aileye destek\n\nHue kentinde dernek 68 aileye yardım etti."),
    ],
)
def test_a_headline_says_what_its_article_does(language: str, text: str) -> None:
    assert failing(text.format(68), language) == []
    assert failing(text.format(86), language) == ["86 in the headline ≠ 68"]


@pytest.mark.parametrize(
    "text",
    [
        "350 families got houses\n\nThe fund built houses for 352 families.",  # less exactly
        "90 projects in two provinces\n\nHue runs 60 projects. Nghe An runs 30 projects.",  # together
        "86 towns and a river\n\nHue gave 68 scholarships.",  # of something else
        "8 schools for Hue\n\nHue got 6 schools.",  # of so few anything is one slip away
        "Hue has 86 schools.\n\nHue built 68 schools since 2010.",  # no headline
    ],
)
def test_a_headline_may_say_it_in_its_own_way(text: str) -> None:
    assert failing(text) == []


# -- parts ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ko", "등록자본은 151억 달러다. 성이 유치한 외국인 투자 252억 달러 가운데 약 60%가 한국 자본이다."),
        ("cs", "Práci v nich má 1 050 lidí, v průměru 150 na podnik; největší z nich zaměstnává přes 400."),
        ("zh", "友好省市共有9个：韩国4个，中国和俄罗斯各2个，日本1个。"),
        ("zh", "全省签署合作文件19份，其中教育6份、卫生4份、旅游4份。"),
        ("ur", "سات رکنی وفد پہنچا: چار تاجر کراچی سے، دو لاہور سے اور ایک فیصل آباد سے۔"),
        ("ja", "苗木はA県に5万本、B県に3万5000本など、合わせて11万本を配布した。"),
    ],
)
def test_what_is_no_part_of_a_whole_is_not_held_against_it(language: str, text: str) -> None:
    assert failing(text, language) == []


def test_a_part_with_its_own_noun_may_not_be_larger_than_its_whole() -> None:
    assert failing("Dari 146 kasus tersebut, 164 kasus menyangkut nelayan.", "id") == ["164 > 146"]
    assert failing("عالج الأطباء 5340 مريضا في 11 قرية، بينهم 6120 طفلا.", "ar") == ["6,120 > 5,340"]


# -- differences told in a clause of their own ------------------------------------------------------------------------

_THAN = {
    "en": "The office handled 386 cases, {} more than the year before, when there were 264.",
    "de": "Das Amt bearbeitete 386 Fälle, {} mehr als im Vorjahr, als es noch 264 waren.",
    "fr": "Le bureau a traité 386 dossiers, soit {} de plus que l'année précédente, où l'on en comptait 264.",
    "es": "La oficina atendió 386 casos, {} más que el año anterior, cuando fueron 264.",
    "pt": "O gabinete tratou de 386 casos, {} a mais do que no ano anterior, quando foram 264.",
    "ru": "Отдел рассмотрел 386 дел, на {} больше, чем годом ранее, когда их было 264.",
    "uk": "Відділ розглянув 386 справ, на {} більше, ніж роком раніше, коли їх було 264.",
    "cs": "Úřad vyřídil 386 žádostí, o {} více než předloni, kdy jich bylo 264.",
}


@pytest.mark.parametrize("language", _THAN)
def test_what_a_clause_behind_a_comparison_tells_is_compared(language: str) -> None:
    assert ("264 + 122 = 386", True) in told(_THAN[language].format(122), language)
    assert "264 + 142 ≠ 386" in failing(_THAN[language].format(142), language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # items are not compared with money
        ("vi", "So với năm 2023 (28 khoản, 6 triệu USD), số khoản tăng 8 nhưng giá trị giảm 10%."),
        # a balance of trade is no part of it
        ("zh", "进出口总额达52亿美元，其中出口21亿美元，进口31亿美元，逆差10亿美元。"),
        # nor is the total a part of the first that it adds up
        ("ru", "Из Дананга поедут 26 студентов, из Хюэ — 17, из Куангнама — 9, итого 52 стипендиата."),
        # "and" joins the last two of another list
        ("en", "Of the 84 grants, a quarter, or 21, went to Son La; Ha Giang and Dien Bien followed with 18 and 15."),
        # by so much more than
        (
            "ur",
            "حجم 90 کروڑ ڈالر رہا، جو 2023 کے 75 کروڑ ڈالر سے 15 کروڑ زیادہ ہے؛ گویا 20 فیصد کا اضافہ ہوا۔",
        ),
        # ponds are no organisations
        ("hi", "प्रांत में 11 विदेशी संगठन काम करते हैं। न्यास ने पिछले साल 22 तालाब खुदवाए, जो 2023 से सात ज़्यादा हैं।"),
        # of which two, and most likely another
        ("en", "So far 17 organisations have helped, of which six are Japanese and four are German."),
        # a share of a part is none of the part before it
        ("en", "It gave 42 grants. Half, or 21, went to Son La, and a third, 14, to Lao Cai."),
    ],
)
def test_what_is_not_alike_is_not_added(language: str, text: str) -> None:
    assert failing(text, language) == []


def test_organisations_that_work_in_places_are_not_named_after_them() -> None:
    text = "En la provincia operan 35 organizaciones: 14 tienen oficina y las 21 restantes trabajan desde Hue o Hanói."

    assert [check.rule for check in parsed(text, "es").checks if check.holds is False] == []


def test_a_product_of_so_much_each_is_told_behind_its_count() -> None:
    text = "Una fundación ayudó a 48 familias: cada una recibió 15 millones de dongs, lo que supone {} millones."

    assert ("48 × 15,000,000 = 720,000,000", True) in told(text.format(720), "es")
    assert failing(text.format(820), "es") == ["48 × 15,000,000 ≠ 820,000,000"]


def test_a_product_may_be_wrong_by_its_zeros() -> None:
    text = "They gave grants to 350 pupils. Each of them gets 1.2 million dong, in all {} million dong."

    assert failing(text.format(420)) == []
    assert failing(text.format("4,200")) == ["350 × 1,200,000 ≠ 4,200,000,000"]


def test_a_sentence_without_amounts_may_part_a_change_from_what_it_came_to() -> None:
    text = (
        "Die Provinz hat im vergangenen Jahr Möbel für 478,1 Millionen Dollar ausgeführt. Das geht aus der Bilanz 2024 "
        "hervor, die am 14. Januar 2025 vorlag. 2023 waren es 412 Millionen Dollar; der Zuwachs betrug {} Prozent."
    )

    assert failing(text.format(16), "de") == []
    assert failing(text.format(26), "de") == ["412,000,000 + 26 % ≠ 478,100,000"]
