"""Commands that look into a release: facts, traces, what is held, what is unmapped, and the catalogue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.markup import escape
from rich.padding import Padding

from cli.console import out, refuse
from cli.facts import by_story, checks_table, facts_table, figure, held_table, in_languages, of_story, stated
from cli.work_list import wanting_table, work_list
from expectations import RULES
from sources import Settings
from warehouse import NoReleaseError, Release, open_release
from warehouse.booking.held_cases import held_cases

Row = Mapping[str, Any]


def opened(settings: Settings, release: str) -> Release:
    """The release; refused where there is none of that name."""
    try:
        return open_release(settings.home, release)
    except NoReleaseError as error:
        refuse(str(error))


def show_facts(
    settings: Settings, release: str, story: str | None, indicator: str | None, languages: Sequence[str]
) -> None:
    """Print the facts of a release."""
    books = opened(settings, release)
    rows = in_languages(of_story(by_story(books.read("fact_indicator").to_pylist()), story), languages)
    rows = [row for row in rows if indicator is None or row["indicator"] == indicator]
    out.print(facts_table(books, rows) if rows else "No such facts.")
    out.print(f"{len(rows)} facts of release {books.id}", style="dim")


def show_trace(settings: Settings, release: str, key: str) -> None:
    """Print the sentences behind a fact, a check or a quantity."""
    books = opened(settings, release)
    row, quantity_ids = _found(books, key)
    if "expression" in row:
        out.print(checks_table([row]))
    elif "fact_id" in row:
        out.print(facts_table(books, [row]))
    quantities = [each for each in books.read("fact_quantity").to_pylist() if each["quantity_id"] in quantity_ids]
    ids = {each["article_id"] for each in quantities}
    articles = {a["article_id"]: a for a in books.read("dim_article").to_pylist() if a["article_id"] in ids}
    for each in sorted(quantities, key=lambda q: (articles[q["article_id"]]["language"], q["number_start"])):
        article = articles[each["article_id"]]
        out.print(f"\n[bold]{article['language']}[/] [cyan]{escape(stated(each))}[/]  {_marked(each)}")
        out.print(f"   {article['url']}", style="dim", markup=False)
        out.print(
            f"   characters {each['number_start']} to {each['number_end']}; {article['archive_file']} at byte "
            f"{article['archive_offset']}; read with {', '.join(each['matched_by']) or 'no lexicon entry'}",
            style="dim",
            markup=False,
        )


def show_held(settings: Settings, release: str, story: str | None) -> None:
    """Print what is in quarantine: each story once, with its rules, and the sentences that they are about."""
    books = opened(settings, release)
    rows = of_story(books.read("quarantine").to_pylist(), story)
    if not rows:
        out.print("Nothing is in quarantine." if story is None else f"Nothing of {story} is in quarantine.")
        return
    out.print(held_table(rows))
    for case in held_cases(books, [row["story_id"] for row in rows]):
        out.print(f"\n[bold]{case.story_id}[/] {escape(case.heading)}")
        for complaint in case.complaints:
            out.print(f"  {complaint.rule}: {RULES[complaint.rule].description}", markup=False)
            for reason in complaint.reasons:
                out.print(f"    {reason}", markup=False, style="red")
            for said in complaint.said:
                out.print(Padding(f"[bold]{said.language}[/] {_with_spans(said.sentence, said.spans)}", (0, 0, 0, 4)))
            command = f'newsledger waive {case.story_id} {complaint.rule} --reason "..."'
            out.print(f"    {command}", style="dim", markup=False)


def _with_spans(sentence: str, spans: Sequence[tuple[int, int]]) -> str:
    text, at = "", 0
    for start, end in spans:
        if start >= at:
            text += f"{escape(sentence[at:start])}[reverse bold]{escape(sentence[start:end])}[/]"
            at = end
    return text + escape(sentence[at:])


def show_unmapped(settings: Settings, release: str, languages: Sequence[str], limit: int) -> None:
    """Print what no indicator took: by language, the most frequent words first."""
    books = opened(settings, release)
    language_of = {row["article_id"]: row["language"] for row in books.read("dim_article").to_pylist()}
    rows = [row for row in books.read("fact_quantity").to_pylist() if row["status"] == "unmapped"]
    rows = [row for row in rows if not languages or language_of[row["article_id"]] in languages]
    found = work_list(rows, language_of)
    if not found:
        out.print("Every fact-like number has an indicator.")
    else:
        out.print(wanting_table(found[:limit], {row["quantity_id"]: _marked(row) for row in rows}))
    left = f"; {len(found) - limit} more groups with --limit" if len(found) > limit else ""
    out.print(f"{len(rows)} unmapped in release {books.id}{left}", style="dim")


def _found(books: Release, key: str) -> tuple[Row, frozenset[str]]:
    """The row of that id, and the quantities behind it."""
    found: list[Row] = []
    for table, column in (("fact_indicator", "fact_id"), ("fact_check", "check_id"), ("fact_quantity", "quantity_id")):
        rows = [row for row in books.read(table).to_pylist() if row[column].startswith(key)]
        found = [row for row in rows if row[column] == key] or rows
        if len(found) == 1:
            return found[0], frozenset(found[0].get("quantity_ids") or [key])
        if found:
            some = ", ".join(row[column] for row in found[:5])
            refuse(f"{len(found)} ids in {column} begin with {key}: {some}")
    return refuse(f"no fact, check or quantity has the id {key} in release {books.id}; see `newsledger facts`")


def _marked(quantity: Row) -> str:
    """The sentence, its number marked, where its quote first stands."""
    sentence, quote = quantity["sentence"], quantity["quote"]
    at = sentence.find(quote)
    if at < 0:
        return f"{escape(sentence)} [reverse]{escape(figure(quantity['value']))}[/]"
    start = at + quantity["number_start"] - quantity["start"]
    end = start + quantity["number_end"] - quantity["number_start"]
    return f"{escape(sentence[:start])}[reverse bold]{escape(sentence[start:end])}[/]{escape(sentence[end:])}"
