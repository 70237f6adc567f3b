"""What no indicator took, as the keepers of the lexicons need it: by language, the most frequent words first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from rich.markup import escape
from rich.table import Table

Row = Mapping[str, Any]

_WORDS: Final = 2  # of what stands beside a number without a unit
_LETTERS: Final = 14  # the same, where no spaces stand between words
_MARKS: Final = " .,;:!?()[]«»“”\"'、。，؛،।"


@dataclass(frozen=True, slots=True)
class Wanting:
    """Numbers of one language with the same words beside them; `what` is their unit, or those words.

    `rows` are quantities, in the order given.
    """

    language: str
    what: str
    kind: str
    known: bool
    rows: tuple[Row, ...]


def work_list(quantities: Iterable[Row], language_of: Mapping[str, str]) -> list[Wanting]:
    """The unmapped among the quantities; the language with the most of them first, then by frequency and word.

    `language_of`: the language of each article.
    """
    groups: dict[tuple[str, str, str, bool], list[Row]] = defaultdict(list)
    totals: dict[str, int] = defaultdict(int)
    for row in quantities:
        if row["status"] == "unmapped":
            language = language_of[row["article_id"]]
            groups[language, row["unit"] or _beside(row["subject"]), row["kind"], row["unit"] is not None].append(row)
            totals[language] += 1
    found = [Wanting(*key, tuple(rows)) for key, rows in groups.items()]
    return sorted(found, key=lambda w: (-totals[w.language], w.language, -len(w.rows), w.what, w.kind))


def _beside(subject: str | None) -> str:
    """The first words of what a number is about, in small letters."""
    words = " ".join((subject or "").casefold().split()[:_WORDS])
    return (words if words.isascii() or " " in words else words[:_LETTERS]).strip(_MARKS)


def wanting_table(found: Sequence[Wanting], marked: Mapping[str, str]) -> Table:
    """The work list as a table; `marked`: by quantity, its sentence with the number marked."""
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("language")
    table.add_column("numbers", justify="right")
    for name in ("what", "kind", "for example", "quantity"):
        table.add_column(name, overflow="fold")
    for one in found:
        what = escape(one.what) if one.known else f"[italic]{escape(one.what) or '–'}[/]"
        key = one.rows[0]["quantity_id"]
        table.add_row(one.language, str(len(one.rows)), what, one.kind, marked[key], key)
    return table
