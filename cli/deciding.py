"""Commands of an editor: to publish a held story all the same, or to take an article out for good."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from datetime import UTC, datetime

from cli.books import opened
from cli.console import out, refuse
from expectations import Waiver, waivers
from sources import Archive, ArchiveError, Settings
from sources import withdraw as take_out
from warehouse.booking import waivers_file

_NEXT = "The next run books it: newsledger run, or the trigger button of the web UI."


def waive_rule(
    settings: Settings,
    story: str,
    rule: str,
    reason: str,
    by: str | None,
    *,
    set_aside: str | None = None,
    hold: bool = False,
) -> None:
    """Write down a decision about what is in quarantine now."""
    release = opened(settings, "current")
    rows = [row for row in release.read("quarantine").to_pylist() if row["severity"] == "critical"]
    found = [row for row in rows if str(row["story_id"]).startswith(story) and row["rule"] == rule]
    stories = sorted({str(row["story_id"]) for row in found})
    if len(stories) != 1:
        held = sorted({f"{row['story_id']} {row['rule']}" for row in rows})
        what = f"{len(stories)} stories begin with {story}" if stories else f"{story} is not held by {rule}"
        refuse(what, "In quarantine: " + (", ".join(held) or "nothing"))
    if not reason.strip():
        refuse("a decision needs a reason: --reason")
    if set_aside is not None:
        articles = release.held("dim_article", stories=stories).column("article_id").to_pylist()
        if set_aside not in articles:
            refuse(f"{set_aside} is no article of {stories[0]} (it has: {', '.join(sorted(articles))})")
    decision = waivers.HOLD if hold else f"{waivers.SET_ASIDE}{set_aside}" if set_aside else waivers.PUBLISH
    author = by or getpass.getuser()
    for key in sorted({str(row["content_key"]) for row in found}):
        waiver = Waiver(stories[0], rule, key, author, datetime.now(UTC), reason, decision)
        waivers.append(waivers_file(settings.home), waiver)
    out.print(f"{stories[0]}: {rule}: {decision}, decided by {author}", markup=False)
    out.print(_NEXT, style="dim")


def withdraw_articles(settings: Settings, articles: Sequence[str], reason: str, by: str | None) -> None:
    """Take articles out of the archive."""
    with Archive(settings.home) as archive:
        unknown = [article for article in articles if not archive.history(article)]
    if unknown:
        refuse(f"the archive has no article {', '.join(unknown)}; nothing was withdrawn")
    for article in articles:
        try:
            take_out(settings.home, article, reason=reason, by=by or getpass.getuser(), at=datetime.now(UTC))
        except ArchiveError as error:
            refuse(str(error))
        out.print(f"{article} is out of the archive", markup=False)
    out.print(_NEXT, style="dim")
    out.print("Earlier releases still hold it: newsledger prune --keep 1 takes them away a day later.", style="dim")
