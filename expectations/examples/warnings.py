"""What is usual in a story and its sources, and what is worth a look."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from expectations.examples.drafts import PUBLISHED, STORY, Case, Draft
from expectations.examples.structure import nothing

_MONEY: Final = "article-money"
_LAST_DAY: Final = PUBLISHED.date()


def _conversion(rate: float, holds: bool | None) -> Callable[[Draft], None]:
    def change(draft: Draft) -> None:
        dong = 2_000_000 * rate
        draft.article(_MONEY, "en", f"They gave {dong:.0f} dong (2000000 dollars).")
        evidence = [
            draft.figure(_MONEY, f"{dong:.0f} dong", dong, kind="money", unit="VND"),
            draft.figure(_MONEY, "2000000 dollars", 2e6, kind="money", unit="USD"),
        ]
        draft.check(
            "conversion_is_plausible", f"{dong:,.0f} VND = 2,000,000 USD", dong, 2e6 * 24_000, evidence, holds=holds,
            article_id=_MONEY,
        )  # fmt: skip

    return change


def _unknown_year(draft: Draft) -> None:
    _conversion(24_000.0, None)(draft)
    for article in draft.rows["dim_article"]:
        article["published_at"] = None


def _of_which(first: int, second: int, holds: bool | None) -> Callable[[Draft], None]:
    def change(draft: Draft) -> None:
        draft.article("article-parts", "en", f"Of 37 projects {first} are for schools and {second} for health.")
        quotes = (("37 projects", 37.0), (f"{first} are", float(first)), (f"{second} for", float(second)))
        evidence = [draft.figure("article-parts", quote, value, unit="project") for quote, value in quotes]
        total = float(first + second)
        sign = "=" if total == 37.0 else "≠"
        draft.check(
            "arithmetic_adds_up", f"{first} + {second} {sign} 37", 37.0, total, evidence, holds=holds,
            article_id="article-parts",
        )  # fmt: skip

    return change


def _breakdown(*shares: float) -> Callable[[Draft], None]:
    def change(draft: Draft) -> None:
        text = ", ".join(f"{share:g} percent went to group {chr(97 + at)}" for at, share in enumerate(shares)) + "."
        draft.article("article-shares", "en", text)
        for at, share in enumerate(shares):
            quote = f"{share:g} percent went to group {chr(97 + at)}"
            draft.figure("article-shares", quote, share, kind="percent", unit="percent", aspect="subset", sentence_no=1)

    return change


def _period(start: date | None, *, published: bool = True) -> Callable[[Draft], None]:
    def change(draft: Draft) -> None:
        draft.only("fact_quantity")["period_start"] = start
        if not published:
            for article in draft.rows["dim_article"]:
                article["published_at"] = None

    return change


def _neighbour(value: float | None) -> Callable[[Draft], Draft | None]:
    """The last half-year as the last release has it, in another story; None: nothing of it."""

    def change(draft: Draft) -> Draft | None:
        draft.only("fact_indicator").update(period_start=date(2024, 1, 1), period_end=date(2024, 6, 30))
        if value is None:
            return None
        earlier = Draft()
        earlier.fact(
            "members_total", value, [], story_id="story-0", period_start=date(2023, 7, 1), period_end=date(2023, 12, 31)
        )
        return earlier

    return change


def _unmapped(count: int) -> Callable[[Draft], None]:
    def change(draft: Draft) -> None:
        for row in draft.rows["fact_quantity"][-count:]:
            row.update(status="unmapped", indicator=None)

    return change


def _few_figures(draft: Draft) -> None:
    for row in draft.rows["fact_quantity"][1:]:
        row["status"] = "context"


def _growth(start: date | None) -> Callable[[Draft], None]:
    def change(draft: Draft) -> None:
        evidence = [draft.only("fact_quantity")["quantity_id"]]
        draft.fact("visitors", 17.0, evidence, aspect="change", period_start=start)

    return change


def _languages(*before: str) -> Callable[[Draft], Draft]:
    def change(_: Draft) -> Draft:
        earlier = Draft()
        earlier.add("dim_story", story_id=STORY, languages=list(before))
        return earlier

    return change


def _another_story(_: Draft) -> Draft:
    earlier = Draft()
    earlier.add("dim_story", story_id="story-0", languages=["en"])
    return earlier


def _days(count: int, articles: int, until: date = _LAST_DAY) -> Callable[[Draft], Draft]:
    """An earlier release with so many days of so many articles each, the last of them a day before `until`."""

    def change(_: Draft) -> Draft:
        earlier = Draft()
        for day in range(count):
            moment = PUBLISHED - (_LAST_DAY - until) - timedelta(days=day + 1)
            for number in range(articles):
                key = f"old-{day}-{number}"
                earlier.article(key, "en", "", content_sha256=key, fetched_at=moment, published_at=moment)
        return earlier

    return change


def _silent(draft: Draft) -> Draft:
    for article in draft.rows["dim_article"]:
        article["published_at"] = PUBLISHED - timedelta(days=60)
    return _days(6, 1, until=date(2024, 5, 21))(draft)


def _fresh(draft: Draft) -> Draft:
    for article in draft.rows["dim_article"]:
        article["published_at"] = article["fetched_at"] = PUBLISHED + timedelta(days=10)
    return _days(6, 1)(draft)


_YEAR_AHEAD: Final = date(2025, 1, 1)
_YEAR_BEFORE: Final = date(2023, 1, 1)

CASES: Final[tuple[Case, ...]] = (
    ("arithmetic_adds_up", "pass", "37 projects, of which 19 and 18", _of_which(19, 18, True)),
    ("arithmetic_adds_up", "fail", "37 projects, of which 19 and 28: 47, one digit off", _of_which(19, 28, False)),
    ("arithmetic_adds_up", "undecided", "37 projects, of which 19 and 4: there may be others", _of_which(19, 4, None)),
    ("conversion_is_plausible", "pass", "48 billion dong for 2 million dollars", _conversion(24_000.0, True)),
    ("conversion_is_plausible", "fail", "4.8 billion dong for 2 million dollars", _conversion(2_400.0, False)),
    ("conversion_is_plausible", "undecided", "two amounts of which the year isn't known", _unknown_year),
    ("exchange_rate_is_in_its_band", "pass", "24,000 dong for a dollar in 2024", _conversion(24_000.0, True)),
    ("exchange_rate_is_in_its_band", "fail", "2,400 dong for a dollar in 2024", _conversion(2_400.0, False)),
    ("exchange_rate_is_in_its_band", "undecided", "a rate of which the year isn't known", _unknown_year),
    ("percentages_reach_100", "pass", "33.3, 33.3 and 33.3 percent", _breakdown(33.3, 33.3, 33.3)),
    ("percentages_reach_100", "fail", "60 and 55 percent", _breakdown(60.0, 55.0)),
    ("percentages_reach_100", "undecided", "60 and 20 percent, and a rest that isn't told", _breakdown(60.0, 20.0)),
    ("period_lies_before_article", "pass", "results since the beginning of 2023", _period(_YEAR_BEFORE)),
    ("period_lies_before_article", "fail", "an article of July 2024 reports results of 2025", _period(_YEAR_AHEAD)),
    ("period_lies_before_article", "undecided", "undated article", _period(_YEAR_BEFORE, published=False)),
    ("neighbouring_periods_are_close", "pass", "17 members, 15 in the half-year before", _neighbour(15.0)),
    ("neighbouring_periods_are_close", "fail", "17 members, 20,000 in the half-year before", _neighbour(20_000.0)),
    ("neighbouring_periods_are_close", "undecided", "no other half-year on the books", _neighbour(None)),
    ("unmapped_share_is_low", "pass", "every figure has an indicator", nothing),
    ("unmapped_share_is_low", "fail", "4 of 6 figures have none", _unmapped(4)),
    ("unmapped_share_is_low", "undecided", "a single figure", _few_figures),
    ("period_is_stated", "pass", "17 more visitors since the beginning of 2023", _growth(_YEAR_BEFORE)),
    ("period_is_stated", "fail", "17 more visitors, and no word since when", _growth(None)),
    ("period_is_stated", "undecided", "only figures that need no period, like 17 members", nothing),
    ("languages_are_kept", "pass", "two languages before and now", _languages("en", "vi")),
    ("languages_are_kept", "fail", "a third language before, and no article in it now", _languages("de", "en", "vi")),
    ("languages_are_kept", "undecided", "a story that the last release didn't have", _another_story),
    ("volume_is_usual", "pass", "2 new articles, where a day brings 3", _days(6, 3)),
    ("volume_is_usual", "fail", "2 new articles, where a day brings 40", _days(6, 40)),
    ("volume_is_usual", "undecided", "a source with two days behind it", _days(2, 3)),
    ("sources_are_fresh", "pass", "an article two days ago", _fresh),
    ("sources_are_fresh", "fail", "an article a day, and none for 72 days", _silent),
    ("sources_are_fresh", "undecided", "a source with two days behind it", _days(2, 3)),
)
