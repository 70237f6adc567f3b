"""When an article says that it was published."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

_PARTIAL: Final = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")
_DAY_FIRST: Final = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_YEAR_FIRST: Final = re.compile(r"(?<!\d)(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?!\d)")


def as_date(published: datetime | date | str | None) -> date | None:
    """The day of publication; the last of the month or year where only that is known; None where it is no date."""
    if isinstance(published, datetime):
        return published.date()
    if isinstance(published, date) or published is None:
        return published
    match = _PARTIAL.match(published.strip())
    if match is None:
        return None
    month, day = (int(group) if group else None for group in match.groups()[1:])
    return _last_day(int(match[1]), month, day)


def date_in(lines: Iterable[str]) -> date | None:
    """The date of a page's date line, day before month."""
    for line in lines:
        match = _YEAR_FIRST.search(line)
        if match is not None:
            return _last_day(int(match[1]), int(match[2]), int(match[3]))
        match = _DAY_FIRST.search(line)
        if match is not None:
            return _last_day(int(match[3]), int(match[2]), int(match[1]))
    return None


def _last_day(year: int, month: int | None, day: int | None) -> date | None:
    month = month or 12
    for candidate in (day,) if day else (31, 30, 29, 28):
        try:
            return date(year, month, candidate)
        except ValueError:
            continue
    return None
