"""The pages as a web application; whoever may not read the DAG is turned away before anything is looked up."""

from __future__ import annotations

import os
from html import escape
from typing import Final

from fastapi import Depends, FastAPI
from fastapi.responses import HTMLResponse

from sources import Settings
from warehouse import NoReleaseError, booking, open_release
from warehouse.layout import release_path

PREFIX: Final = "/newsledger"
DAG_ID: Final = "news_ledger"
# What the articles say must not run in the session of whoever reads it.
_HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_STYLE: Final = (
    ":root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;margin:2rem}"
    "table{border-collapse:collapse}th,td{border-bottom:1px solid #8886;padding:.4rem .8rem .4rem 0;text-align:left;"
    "vertical-align:top}code{font-size:.9em}"
)


def make_app() -> FastAPI:
    """The application to mount; every route asks for the right to read the DAG."""
    from airflow.api_fastapi.core_api.security import requires_access_dag

    reader = Depends(requires_access_dag(method="GET", param_dag_id=DAG_ID))
    app = FastAPI(title="Newsledger", docs_url=None, redoc_url=None, openapi_url=None, dependencies=[reader])
    app.get("/report", response_class=HTMLResponse)(report)
    app.get("/quarantine", response_class=HTMLResponse)(quarantine)
    app.get("/changes", response_class=HTMLResponse)(changes)
    app.get("/sources", response_class=HTMLResponse)(sources)
    return app


def report() -> HTMLResponse:
    """The report of the current release."""
    try:
        release = open_release(Settings.from_environment(os.environ).home)
    except NoReleaseError as error:
        return _page("The books", f"<p>{escape(str(error))}</p>")
    content = release.storage.read(release_path(release.id, "report/index.html"))
    return HTMLResponse(content, headers=_HEADERS)


def quarantine() -> HTMLResponse:
    """What is held, why, and what an editor can do about it."""
    try:
        release = open_release(Settings.from_environment(os.environ).home)
    except NoReleaseError as error:
        return _page("Quarantine", f"<p>{escape(str(error))}</p>")
    rows = release.read("quarantine").to_pylist()
    if not rows:
        return _page("Quarantine", "<p>Every story balances; nothing is held.</p>")
    cells = "".join(
        "<tr>"
        f"<td><code>{escape(row['story_id'])}</code></td><td>{escape(row['rule'])}</td><td>{escape(row['reason'])}</td>"
        f"<td>{'its last balanced version' if row['published_version'] else 'nothing'}</td>"
        f"<td>{escape(row['waived_by'] or '')}</td></tr>"
        for row in rows
    )
    head = "<tr><th>story</th><th>rule</th><th>reason</th><th>published meanwhile</th><th>waived by</th></tr>"
    hint = "<p><code>newsledger why-held STORY</code> shows the figures and sentences.</p>"
    return _page("Quarantine", f"<table>{head}{cells}</table>{hint}")


def changes() -> HTMLResponse:
    """What the current release says otherwise than the one before."""
    found = booking.changes_of_current(Settings.from_environment(os.environ))
    if found.release is None or found.previous is None:
        return _page("Changes", "<p>There is no release before the current one.</p>")
    counted = ", ".join(f"{count} {kind}" for kind, count in found.counts.items()) or "none"
    lines = "".join(f"<li>{escape(line)}</li>" for line in found.lines)
    told = f"Facts that differ between {found.previous} and {found.release}: {counted}."
    return _page("Changes", f"<p>{escape(told)}</p><ul>{lines}</ul>")


def sources() -> HTMLResponse:
    """How each source fared when a run last asked it."""
    latest = booking.latest_source_reports(Settings.from_environment(os.environ).home)
    names = ("found", "fetched", "new", "changed", "unchanged", "skipped", "parsed", "unreadable")
    head = "".join(f"<th>{name}</th>" for name in ("source", "run", *names, "failed", "last new article", "notes"))
    rows = ""
    for run, one in latest.values():
        failed = ", ".join(f"{reason} {count}" for reason, count in one.failed.items())
        last = f"{one.last_new_at:%Y-%m-%d %H:%M} UTC" if one.last_new_at else "never"
        notes = "; ".join(([one.layout] if one.layout else []) + list(one.notes))
        cells = (one.source_id, run, *(str(getattr(one, name)) for name in names), failed, last, notes)
        rows += "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
    if not rows:
        return _page("Sources", "<p>No run has asked a source yet.</p>")
    return _page("Sources", f"<table><tr>{head}</tr>{rows}</table>")


def _page(title: str, body: str) -> HTMLResponse:
    content = (
        f"<!doctype html><html lang=en><meta charset=utf-8><title>{escape(title)}</title>"
        f"<style>{_STYLE}</style><h1>{escape(title)}</h1>{body}</html>"
    )
    return HTMLResponse(content, headers=_HEADERS)
