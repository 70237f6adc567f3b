"""Words that are a factor by themselves."""

from __future__ import annotations

import pytest

from tests.transforms.short_texts import parsed


@pytest.mark.parametrize(
    ("language", "text", "value", "qualifier"),
    [
        ("en", "Exports more than doubled.", 2.0, "over"),
        ("en", "The yield is twice the average.", 2.0, "exact"),
        ("de", "Nahezu doppelt so viele kamen.", 2.0, "almost"),
        ("fr", "Les ventes ont plus que triplé.", 3.0, "over"),
        ("es", "Es casi el doble.", 2.0, "almost"),
        ("pt", "Foi mais do que o dobro.", 2.0, "over"),
        ("it", "È il triplo.", 3.0, "exact"),
        ("ru", "Это более чем вдвое больше.", 2.0, "over"),
        ("vi", "Kim ngạch tăng gần gấp đôi.", 2.0, "almost"),
        ("zh", "产值翻一番以上。", 2.0, "at_least"),
        ("ja", "生産は倍増した。", 2.0, "exact"),
        ("th", "เพิ่มขึ้นกว่าเท่าตัว", 2.0, "over"),
        ("bn", "রপ্তানি দ্বিগুণেরও বেশি হয়েছে।", 2.0, "over"),
        ("ur", "برآمدات دگنی سے زائد ہو گئیں۔", 2.0, "over"),
        ("ar", "ارتفعت إلى أكثر من الضعف.", 2.0, "over"),
    ],
)
def test_a_factor_is_context_with_its_value_and_qualifier(
    language: str, text: str, value: float, qualifier: str
) -> None:
    (found,) = parsed(text, language).quantities

    assert (found.value, found.qualifier, found.status) == (value, qualifier, "context")


def test_a_factor_begins_no_range_and_shares_no_scale() -> None:
    found = parsed("Visitor numbers doubled to 2.4 million.", "en").quantities

    assert [q.value for q in found if q.status != "context"] == [2.4e6]
