"""The page report/index.html of a release: what is in it, and what is held."""

from __future__ import annotations

from html import escape
from typing import Final

from warehouse.reading import Release
from warehouse.schema import TABLES

_STYLE: Final = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse}td,th{border:1px solid #ccc;padding:.2rem .6rem;text-align:left}"
)


def report_page(release: Release) -> bytes:
    """The page of a release about to be published: self-contained, and a function of the books alone."""
    tables = "".join(f"<tr><td>{name}</td><td>{release.manifest.rows(name)}</td></tr>" for name in TABLES)
    held = release.read("quarantine", columns=["story_id", "rule", "severity", "reason", "waived_by"]).to_pylist()
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(str(value or ''))}</td>" for value in row.values()) + "</tr>" for row in held
    )
    quarantine = (
        f"<table><tr><th>story</th><th>rule</th><th>severity</th><th>reason</th><th>waived by</th></tr>{rows}</table>"
        if held
        else "<p>Nothing is held.</p>"
    )
    return (
        f"<!doctype html><html lang=en><meta charset=utf-8><title>Newsledger</title><style>{_STYLE}</style>"
        f"<h1>The books</h1><table><tr><th>table</th><th>rows</th></tr>{tables}</table>"
        f"<h2>Quarantine</h2>{quarantine}</html>"
    ).encode()
