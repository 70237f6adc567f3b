"""Taking articles out of the archive for good: on a publisher's request, or because retention ends."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sources.articles import Withdrawal
from sources.writer import ArchiveWriter


def withdraw(home: Path, article_id: str, *, reason: str, by: str, at: datetime) -> Withdrawal:
    """Blot every version of an article out of the archive below a home, and record who asked for it and why.

    No other record moves. The article is not fetched again. KeyError where the archive has no such article.
    """
    withdrawal = Withdrawal(article_id, reason, by, at)
    with ArchiveWriter(home, at) as writer:
        writer.withdraw(withdrawal)
    return withdrawal


def forget_superseded(home: Path, before: datetime, keep: frozenset[tuple[str, str]], now: datetime) -> int:
    """Blot out the versions archived before an instant that newer ones have superseded; how many.

    `keep` are (article_id, content_sha256) that stay. When an article was first archived stays known.
    """
    with ArchiveWriter(home, now) as writer:
        return writer.forget_superseded(before, keep)
