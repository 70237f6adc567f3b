"""The page report/index.html of a release, and audit.html of a run: one page, of the books or of the audit."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from expectations import Audit, Failure, Quote, report
from warehouse.booking.run_folder import write_bytes
from warehouse.booking.staged import STORY, of_stories
from warehouse.reading import Release
from warehouse.schema import TABLES

_SHOWN: Final[Mapping[str, tuple[str, ...]]] = {
    "dim_story": ("story_id", "original_url", "languages"),
    "dim_article": ("story_id", "article_id", "source_id", "language", "publisher", "url", "title"),
    "fact_quantity": ("story_id", "quantity_id", "status"),
    "fact_indicator": ("story_id",),
    "fact_check": ("story_id", "expression", "holds"),
}
_QUOTED: Final = ("quantity_id", "article_id", "sentence", "quote")


def report_page(release: Release) -> bytes:
    """The page of a release about to be published: self-contained, and a function of the books alone.

    Of a held story it shows what is held, not what stays published.
    """
    rows = [row for row in release.read("quarantine").to_pylist() if row["severity"] == "critical"]
    held = frozenset(row["story_id"] for row in rows if row["waived_by"] is None)
    waived = frozenset(row["story_id"] for row in rows) - held
    tables = {name: _shown(release, name, columns, held) for name, columns in _SHOWN.items()}
    quotes = _quotes(release, rows)
    results = _shown(release, "audit_result", tuple(TABLES["audit_result"].arrow.names), held)
    failures = (*(_failure(row, quotes) for row in rows), *_warnings(results))
    audited = Audit(results=results, failures=failures, held=held, waived=waived, structural=())
    return report(audited, tables, {}).encode()


def write_audit_page(path: Path, audited: Audit, tables: Mapping[str, pa.Table], meta: Mapping[str, str]) -> None:
    """The page of a run's audit, with everything that the audit knows."""
    write_bytes(path, report(audited, tables, meta).encode())


def _shown(release: Release, name: str, columns: tuple[str, ...], held: frozenset[str]) -> pa.Table:
    rows = release.read(name, columns=columns)
    if not held:
        return rows
    waiting = release.held(name, stories=held).select(list(columns)).cast(rows.schema)
    return pa.concat_tables([of_stories(rows, held, others=True), waiting])


def _quotes(release: Release, rows: list[dict[str, Any]]) -> dict[str, Quote]:
    """The words of all quantities that the failures name."""
    wanted = pa.array(sorted({key for row in rows for key in row["evidence"]}), pa.string())
    stories = {row[STORY] for row in rows}
    if not stories:
        return {}
    found: dict[str, Quote] = {}
    for part in (release.read, release.held):
        quantities = part("fact_quantity", stories=stories).select(list(_QUOTED))
        quantities = quantities.filter(pc.is_in(quantities.column("quantity_id"), wanted))
        articles = part("dim_article", stories=stories).select(["article_id", "language"]).to_pylist()
        languages = {row["article_id"]: row["language"] for row in articles}
        for row in quantities.to_pylist():
            found[row["quantity_id"]] = _quote(row, languages.get(row["article_id"]))
    return found


def _quote(row: Mapping[str, Any], language: str | None) -> Quote:
    at = row["sentence"].find(row["quote"])
    start, end = (at, at + len(row["quote"])) if at >= 0 else (0, 0)
    return Quote(row["article_id"], language, row["sentence"], row["quote"], start, end, row["quantity_id"])


def _warnings(results: pa.Table) -> tuple[Failure, ...]:
    """What the audit only warns of: each rule and story once, with the finding that says most."""
    found: dict[tuple[str, str], Failure] = {}
    for row in results.to_pylist():
        if row["severity"] != "warning" or row["success"] is not False or row[STORY] is None:
            continue
        key = (row["rule"], row[STORY])
        reason = row["observed"] or row["expected"] or ""
        if key not in found or len(reason) > len(found[key].reason):
            found[key] = Failure(
                rule=row["rule"],
                severity="warning",
                story_id=row[STORY],
                article_id=None,
                reason=reason,
                evidence=tuple(row["evidence"]),
                content_key="",
            )
    return tuple(found[key] for key in sorted(found))


def _failure(row: Mapping[str, Any], quotes: Mapping[str, Quote]) -> Failure:
    return Failure(
        rule=row["rule"],
        severity=row["severity"],
        story_id=row["story_id"],
        article_id=row["article_id"],
        reason=row["reason"],
        evidence=tuple(row["evidence"]),
        content_key=row["content_key"],
        quotes=tuple(quotes[key] for key in row["evidence"] if key in quotes),
    )
