"""Facts, checks and held stories as tables for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from operator import itemgetter
from typing import Any, Final

from rich.markup import escape
from rich.table import Table

from warehouse import Release

Row = Mapping[str, Any]
_SUBJECT: Final = 40  # letters
_WORDS: Final = {
    "exact": "",
    "approx": "about",
    "almost": "almost",
    "over": "over",
    "under": "under",
    "at_least": "at least",
    "up_to": "up to",
    "range": "",
}


def figure(value: float | None) -> str:
    """A number as people write it: 1,000,000 or 0.25; a dash where there is none."""
    return "–" if value is None else f"{value:,.12g}"


def stated(row: Row) -> str:
    """What a row states, with its qualifier: "almost 400", "3 to 5"."""
    if row["qualifier"] == "range":
        return f"{figure(row['value_low'])} to {figure(row['value_high'])}"
    return f"{_WORDS.get(row['qualifier'], row['qualifier'])} {figure(row['value'])}".strip()


def period(start: date | None, end: date | None) -> str:
    """A period, as short as it can be said."""
    if start is None and end is None:
        return ""
    if start is None or end is None or start.day != 1 or (end + timedelta(days=1)).day != 1:
        return f"{start}" if start == end else f"{start or '…'} to {end or '…'}"
    if (start.month, end.month) == (1, 12):
        return f"{start.year}" if start.year == end.year else f"{start.year} to {end.year}"
    return f"{start:%Y-%m}" if (start.year, start.month) == (end.year, end.month) else f"{start:%Y-%m} to {end:%Y-%m}"


def facts_table(release: Release, rows: Sequence[Row], *, brief: bool = False) -> Table:
    """Rows of fact_indicator, with their labels and the names that their ids stand for; `brief` without their ids.

    Where a story has several figures of one indicator, the words of the text tell them apart.
    """
    alike = Counter((row["story_id"], row["indicator"], row["aspect"]) for row in rows)
    labels = _names(release, "dim_indicator", "indicator", "label")
    about = _names(release, "dim_organisation", "organisation_id", "name")
    about |= _names(release, "dim_place", "place_id", "name_en")
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for name in ("indicator", "value", "unit", "about", "period", "said in"):
        table.add_column(name, justify="right" if name == "value" else "left", no_wrap=name in {"value", "period"})
    if not brief:
        table.add_column("fact", overflow="fold")
    for row in rows:
        named = about.get(row["organisation_id"] or "") or about.get(row["place_id"] or "") or ""
        agreement = "" if row["agreement"] in {"single", "agree"} else f" ({row['agreement'].replace('_', ' ')})"
        several = alike[row["story_id"], row["indicator"], row["aspect"]] > 1
        subject = _subject(row) if several else ""
        cells = (
            f"{labels.get(row['indicator'], row['indicator'])}{_aspect(row['aspect'])}{subject}",
            stated(row) + (" (waived)" if row["waived"] else ""),
            row["unit"] or "",
            named,
            period(row["period_start"], row["period_end"]),
            " ".join(row["languages"]) + agreement,
            *(() if brief else (row["fact_id"],)),
        )
        table.add_row(*map(escape, cells))
    return table


def by_story(rows: Iterable[Row]) -> list[Row]:
    """Rows of fact_indicator as people read them: what one story says together."""
    return sorted(rows, key=itemgetter("story_id", "indicator", "fact_id"))


def checks_table(rows: Iterable[Row]) -> Table:
    """Rows of fact_check, one line each expression."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    seen: dict[tuple[str, bool | None], int] = {}
    for row in rows:
        key = (row["expression"], row["holds"])
        seen[key] = seen.get(key, 0) + 1
    for (expression, holds), count in seen.items():
        mark = {True: "[green]✓[/]", False: "[red]✗[/]", None: "[yellow]?[/]"}[holds]
        table.add_row(mark, escape(expression), f"[dim]× {count}[/]" if count > 1 else "")
    return table


def held_table(rows: Iterable[Row]) -> Table:
    """Rows of quarantine, one line each reason, however many articles fail alike."""
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for name in ("story", "rule", "reason", "published meanwhile"):
        table.add_column(name, no_wrap=name in {"story", "rule"})
    lines: dict[tuple[str, str, str, str], set[str | None]] = {}
    for row in rows:
        meanwhile = "its last balanced version" if row["published_version"] else "nothing"
        if row["waived_by"]:
            meanwhile = f"as it is, by {row['waived_by']}"
        elif row["severity"] != "critical":
            meanwhile = f"without article {row['article_id']}"
        lines.setdefault((row["story_id"], row["rule"], row["reason"], meanwhile), set()).add(row["article_id"])
    for (story, rule, reason, meanwhile), articles in lines.items():
        many = f" (in {len(articles)} articles)" if len(articles) > 1 else ""
        table.add_row(*map(escape, (story, rule, reason + many, meanwhile)))
    return table


def _subject(row: Row) -> str:
    words = " ".join((row["subject"] or "").split()).strip(" .,;:–-()।。")
    return f": {words[:_SUBJECT]}" if any(letter.isalpha() for letter in words) else ""


def _aspect(aspect: str) -> str:
    return "" if aspect == "level" else f" ({aspect})"


def is_held(row: Row) -> bool:
    """Whether a row of quarantine keeps its story's newest version from being published."""
    return row["severity"] == "critical" and row["waived_by"] is None


def of_story(rows: Iterable[Row], story: str | None) -> list[Row]:
    """The rows of the stories whose id begins so; all rows for None."""
    return [row for row in rows if story is None or str(row["story_id"]).startswith(story)]


def in_languages(rows: Iterable[Row], languages: Collection[str]) -> list[Row]:
    """The rows that are said in one of these languages; all rows for none."""
    return [row for row in rows if not languages or set(languages) & set(row["languages"])]


def _names(release: Release, table: str, key: str, name: str) -> dict[str, str]:
    rows = release.read(table, columns=[key, name]).to_pylist()
    return {row[key]: row[name] for row in rows}
