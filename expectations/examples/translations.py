"""Articles of one story that agree, and articles that don't."""

from __future__ import annotations

from typing import Final

from expectations.examples.drafts import VIETNAMESE, Case, Draft
from expectations.examples.structure import nothing


def _alone(draft: Draft) -> None:
    draft.drop(VIETNAMESE)
    english = draft.only("fact_quantity")["quantity_id"]
    draft.only("fact_indicator").update(agreement="single", quantity_ids=[english])
    draft.only("dim_story").update(n_articles=1, languages=["en"])


def _other_value(draft: Draft) -> None:
    draft.only("fact_indicator")["agreement"] = "conflict"
    draft.divergence("members_total", "value", "critical", {"en": "17", "vi": "18"})


def _other_qualifier(draft: Draft) -> None:
    draft.only("fact_indicator")["agreement"] = "qualifier_differs"
    draft.divergence("members_total", "qualifier", "warning", {"en": "almost 17", "vi": "about 17"})


def _other_name(draft: Draft) -> None:
    draft.divergence("cluster", "entity_number", "warning", {"en": "Cluster No. 2", "vi": "Cụm"})


def _other_order(draft: Draft) -> None:
    readings = {"en": "24 delegations, then 19 delegations", "vi": "19 đoàn, then 24 đoàn"}
    draft.divergence("delegations_incoming", "order", "warning", readings)


CASES: Final[tuple[Case, ...]] = (
    ("translations_agree_on_value", "pass", "17 members in both languages", nothing),
    ("translations_agree_on_value", "fail", "17 members in one language, 18 in the other", _other_value),
    ("translations_agree_on_value", "undecided", "only one article", _alone),
    ("translations_agree_on_qualifier", "pass", "17 in both languages", nothing),
    ("translations_agree_on_qualifier", "fail", "almost 17 in one language, about 17 in the other", _other_qualifier),
    ("translations_agree_on_qualifier", "undecided", "only one article", _alone),
    ("translations_agree_on_names", "pass", "the cluster by the same number in both languages", nothing),
    ("translations_agree_on_names", "fail", "the cluster without its number in one of them", _other_name),
    ("translations_agree_on_names", "undecided", "only one article", _alone),
    ("translations_keep_the_order", "pass", "7 departments, then 10 divisions in both languages", nothing),
    ("translations_keep_the_order", "fail", "24, then 19 delegations; in the other language 19, then 24", _other_order),
    ("translations_keep_the_order", "undecided", "only one article", _alone),
)
