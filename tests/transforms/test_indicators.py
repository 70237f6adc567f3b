"""What a figure measures: the noun that it counts, the words beside it, the entry of the catalogue."""

from __future__ import annotations

import pytest

from tests.transforms.short_texts import figure, parsed
from transforms.catalogue import catalogue
from warehouse.schema import TABLES


@pytest.mark.parametrize(
    ("language", "text", "number", "indicator", "unit"),
    [
        ("en", "They looked after 310 outgoing delegations.", "310", "delegations_outgoing", "delegation"),
        ("de", "Sie betreuten 310 ausreisende Delegationen.", "310", "delegations_outgoing", "delegation"),
        ("vi", "Tỉnh đã tổ chức 310 đoàn ra.", "310", "delegations_outgoing", "delegation"),
        ("hi", "उन्होंने 310 बाहर जाने वाले प्रतिनिधिमंडलों की व्यवस्था की।", "310", "delegations_outgoing", "delegation"),
        ("en", "They looked after 310 incoming delegations.", "310", "delegations_incoming", "delegation"),
        ("de", "Sie betreuten 310 einreisende Delegationen.", "310", "delegations_incoming", "delegation"),
        ("vi", "Tỉnh đã tiếp 310 đoàn vào.", "310", "delegations_incoming", "delegation"),
        ("hi", "उन्होंने 310 आने वाले प्रतिनिधिमंडलों की व्यवस्था की।", "310", "delegations_incoming", "delegation"),
        ("en", "The cluster signed 9 agreements.", "9", "agreements_signed", "agreement"),
        ("de", "Das Cluster schloss 9 Abkommen.", "9", "agreements_signed", "agreement"),
        ("vi", "Cụm ký kết 9 thỏa thuận.", "9", "agreements_signed", "agreement"),
        ("hi", "क्लस्टर ने 9 समझौते किए।", "9", "agreements_signed", "agreement"),
        ("en", "The offices handled 128 consular cases.", "128", "consular_cases", "case"),
        ("de", "Sie bearbeiteten 128 konsularische Fälle.", "128", "consular_cases", "case"),
        ("vi", "Sở xử lý 128 vụ việc lãnh sự.", "128", "consular_cases", "case"),
        ("hi", "कार्यालयों ने 128 कांसुलर मामले निपटाए।", "128", "consular_cases", "case"),
        ("en", "They handled 46 citizen protection cases.", "46", "citizen_protection_cases", "case"),
        ("en", "They handled 23 applications for ABTC cards.", "23", "abtc_applications", "application"),
        ("de", "Sie bearbeiteten 23 Anträge auf ABTC-Karten.", "23", "abtc_applications", "application"),
        ("vi", "Sở giải quyết 23 hồ sơ xin cấp thẻ ABTC.", "23", "abtc_applications", "application"),
        ("en", "Foreign NGOs brought 64 projects.", "64", "ngo_projects", "project"),
        ("en", "The NGOs committed 7 million dollars.", "7 million", "ngo_commitments", "USD"),
        ("en", "Exports reached 1.2 billion dollars.", "1.2 billion", "exports_value", "USD"),
        ("en", "The province attracted 5 FDI projects.", "5", "fdi_projects", "project"),
        ("en", "FDI capital came to 86 million dollars.", "86 million", "fdi_capital", "USD"),
        ("en", "The growth rate of the GRDP was 8 percent.", "8", "grdp_growth", "percent"),
        ("en", "The GRDP grew by 8 percent.", "8", "grdp_growth", "percent"),
        ("en", "Three localities lead the country in GRDP.", "Three", "localities_leading_grdp", "locality"),
        ("en", "Five localities had above-average growth.", "Five", "localities_above_average_growth", "locality"),
        ("en", "The city set up 15 emulation clusters.", "15", "clusters_total", "cluster"),
        ("en", "The city set up 20 emulation blocks.", "20", "blocks_total", "block"),
        ("en", "The province has 114 communes.", "114", "communes_total", "commune"),
        ("en", "They gave 30 scholarships.", "30", "scholarships_total", "scholarship"),
        ("en", "More than 500 delegates came.", "500", "delegates_total", "person"),
        ("en", "The beaches drew 9,000 tourists.", "9,000", "visitors_total", "visitor"),
        ("en", "Clean water reached 3,200 households.", "3,200", "households_total", "household"),
        ("ar", "أودى الحريق بحياة 7 عمال في المصنع.", "7", "deaths_total", "person"),
        ("ar", "تبرع النادي بمبلغ 40 مليون دونغ.", "40 مليون", "aid_value", "VND"),
        ("bn", "কৃষি মেলায় ২৬টি দেশে পাঠানো হয়।", "২৬", "countries_total", "country"),
        ("bn", "খালটি থেকে ৭০০ জন উপকৃত হয়েছেন।", "৭০০", "beneficiaries_total", "person"),
        ("hi", "बांध से 700 लोगों को फायदा होगा।", "700", "beneficiaries_total", "person"),
        ("hi", "मई में 14 सदस्यीय शिष्टमंडल पहुंचा।", "14", "delegates_total", "person"),
        ("ur", "آگ لگنے سے 7 مزدور جاں بحق ہوئے۔", "7", "deaths_total", "person"),
        ("ur", "کارخانے میں 900 افراد کام کرتے ہیں۔", "900", "workers_total", "person"),
    ],
)
def test_a_figure_is_booked_under_what_it_measures(
    language: str, text: str, number: str, indicator: str, unit: str
) -> None:
    found = figure(text, number, language)

    assert (found.indicator, found.unit, found.status) == (indicator, unit, "fact")


def test_both_members_of_a_pair_have_their_own_direction() -> None:
    text = "They looked after almost 400 outgoing and almost 360 incoming delegations."

    assert [(q.value, q.indicator) for q in parsed(text).quantities] == [
        (400, "delegations_outgoing"),
        (360, "delegations_incoming"),
    ]


def test_the_kinds_of_members_are_told_apart() -> None:
    text = (
        "The cluster has 12 members: eight departments of foreign affairs and four divisions of foreign affairs in the "
        "offices of the People's Committees."
    )

    assert [(q.value, q.indicator) for q in parsed(text).quantities] == [
        (12, "members_total"),
        (8, "members_departments"),
        (4, "members_divisions"),
    ]


def test_a_figure_that_no_indicator_takes_is_unmapped() -> None:
    found = figure("The band played 14 songs.", "14")

    assert (found.status, found.indicator) == ("unmapped", None)


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("ar", "دمر الإعصار 85 منزلا.", "85"),
        ("bn", "বন্যায় ৮৫টি ঘর বিধ্বস্ত হয়েছে।", "৮৫"),
        ("hi", "आंधी में 85 मकान ढह गए।", "85"),
        ("ur", "زلزلے سے 85 مکان منہدم ہوئے۔", "85"),
        ("en", "The storm destroyed 85 houses.", "85"),
    ],
)
def test_damaged_houses_are_none_that_were_built_wherever_the_damage_is_told(
    language: str, text: str, number: str
) -> None:
    found = figure(text, number, language)

    assert (found.unit, found.indicator) == ("house", None)


def test_the_hurt_named_behind_the_dead_are_not_dead() -> None:
    text = "لقي 6 أشخاص مصرعهم وأصيب 21 آخرون."

    assert [(q.value, q.indicator) for q in parsed(text, "ar").quantities] == [
        (6, "deaths_total"),
        (21, "injured_total"),
    ]


def test_an_unmapped_figure_keeps_its_value_and_bounds() -> None:
    found = figure("The band played more than 14 songs.", "14")

    assert (found.value, found.value_low, found.value_high) == (14, 14, None)


def test_a_row_names_the_entries_that_made_it_what_it_is() -> None:
    found = figure("They gave almost 3 million dollars to NGO projects.", "3 million")

    assert {"qualifiers.almost", "currencies.USD"} <= set(found.matched_by)


def test_what_an_unknown_noun_is_of_is_not_what_is_counted() -> None:
    row = figure("The conference heard ten speeches of agencies.", "ten")

    assert (row.unit, row.status) == (None, "unmapped")


def test_what_one_number_counts_is_not_what_the_next_one_behind_an_and_does() -> None:
    row = figure("外国非政府组织记录了63个项目和484个信箱。", "484", "zh")

    assert row.quote == "484"


@pytest.mark.parametrize(("name", "unit"), [("Ngo Minh Chau", None), ("NGO Minh Chau", "organisation")])
def test_a_surname_is_no_abbreviation(name: str, unit: str | None) -> None:
    assert figure(f"For the year 9 {name} came.", "9").unit == unit


def test_the_subject_is_what_the_figure_is_about() -> None:
    assert "consular cases" in (
        figure("The offices handled 128 consular cases, all of them slowly.", "128").subject or ""
    )


@pytest.mark.parametrize(
    ("sentence", "number", "language", "subject"),
    [
        ("The number of incoming delegations rose from 50 to 58.", "50", "en", "incoming delegations"),
        ("In June they received 36 incoming delegations with 402 visitors.", "36", "en", "incoming delegations"),
        ("The plan grew, and exports of 12 million USD were counted.", "12 million", "en", "exports"),
        ("By May, the committed value came to 6.2 million USD.", "6.2 million", "en", "committed value"),
        ("Im Mai betrugen die Exporte etwa 12 Millionen USD.", "12 Millionen", "de", "Exporte"),
        ("They planted 40 zebra crossings there.", "40", "en", "zebra crossings there"),
    ],
)
def test_a_subject_ends_with_a_word_that_tells_something(
    sentence: str, number: str, language: str, subject: str
) -> None:
    assert (figure(sentence, number, language).subject or "").endswith(subject)


def test_every_indicator_of_the_first_two_articles_is_in_the_catalogue() -> None:
    asked = {
        "members_total", "members_departments", "members_divisions", "delegations_outgoing", "delegations_incoming",
        "agreements_signed", "ngo_projects", "ngo_commitments", "consular_cases", "citizen_protection_cases",
        "abtc_applications", "localities_above_average_growth", "localities_leading_grdp",
    }  # fmt: skip

    assert asked <= {entry.name for entry in catalogue()}


def test_every_entry_of_the_catalogue_has_a_name_of_its_own_and_a_label() -> None:
    names = [entry.name for entry in catalogue()]

    assert len(set(names)) == len(names)
    assert all(entry.label and entry.description for entry in catalogue())


def test_the_catalogue_fills_the_table_of_indicators() -> None:
    from transforms import dimensions

    table = dimensions()["dim_indicator"]

    assert table.schema.names == TABLES["dim_indicator"].arrow.names
    assert table.num_rows == len(catalogue())


@pytest.mark.parametrize(
    ("language", "text", "indicator"),
    [
        ("en", "The fund rebuilt nine schools in the valley.", "houses_built"),
        ("en", "Lessons were held at nine schools in the valley.", None),
        ("es", "La fundación restauró nueve escuelas del valle.", "houses_built"),
        ("es", "El museo recibió libros de nueve escuelas del valle.", None),
        ("fr", "Neuf écoles restent à reconstruire.", "houses_built"),
        ("de", "Neun Schulen im Tal bekamen Bücher.", None),
        ("ru", "Отремонтировано девять школ.", "houses_built"),
        ("ru", "Девять школ перешли на новые учебники.", None),
        ("id", "Sembilan sekolah direnovasi.", "houses_built"),
        ("it", "Nove scuole hanno ricevuto libri.", None),
    ],
)
def test_schools_are_built_only_where_building_is_spoken_of(language: str, text: str, indicator: str | None) -> None:
    (quantity,) = parsed(text, language).quantities
    assert quantity.indicator == indicator
