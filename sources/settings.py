"""The settings: read once at the edge, then handed on."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

DEFAULT_CATALOGUE: Final = Path(__file__).parent / "catalogue.yaml"
REMIND_DAYS: Final = 7
_NAMES: Final = (
    "NEWSLEDGER_SOURCES",
    "NEWSLEDGER_HOME",
    "NEWSLEDGER_ALERT_URLS",
    "NEWSLEDGER_BASE_URL",
    "NEWSLEDGER_CONTACT",
    "NEWSLEDGER_RETENTION_DAYS",
    "NEWSLEDGER_REMIND_DAYS",
)


class SettingsError(ValueError):
    """A setting that can't be used: its name, what it holds and what it should hold."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What an installation decides.

    `home` and `catalogue` are absolute. `base_url` is where people reach the web UI, without a trailing slash (alerts
    link there). `contact` is an address or URL of the operator, sent with every request. `retention_days`: superseded
    versions older than that may be dropped from the archive; None keeps everything. `remind_days`: after so many days
    people are reminded of what is still wrong.
    """

    home: Path
    catalogue: Path
    alert_urls: tuple[str, ...] = ()
    base_url: str = "http://127.0.0.1:8080"
    contact: str | None = None
    retention_days: int | None = None
    remind_days: int = REMIND_DAYS

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Settings:
        """The settings of these variables, or their defaults. SettingsError where one doesn't fit."""
        given = {name: environ.get(name, "").strip() for name in _NAMES}
        base_url = given["NEWSLEDGER_BASE_URL"].rstrip("/") or "http://127.0.0.1:8080"
        parts = urlsplit(base_url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise SettingsError(
                f'NEWSLEDGER_BASE_URL is "{base_url}"; expected the address of the web UI, such as http://127.0.0.1:8080'
            )
        return cls(
            home=_absolute("NEWSLEDGER_HOME", given["NEWSLEDGER_HOME"] or "var"),
            catalogue=_absolute("NEWSLEDGER_SOURCES", given["NEWSLEDGER_SOURCES"] or str(DEFAULT_CATALOGUE)),
            alert_urls=tuple(
                url for url in re.split(r"[\s,]+(?=[a-z][a-z0-9+.-]*://)|\s+", given["NEWSLEDGER_ALERT_URLS"]) if url
            ),
            base_url=base_url,
            contact=_contact(given["NEWSLEDGER_CONTACT"]),
            retention_days=_days(given, "NEWSLEDGER_RETENTION_DAYS"),
            remind_days=_days(given, "NEWSLEDGER_REMIND_DAYS") or REMIND_DAYS,
        )


def _absolute(name: str, text: str) -> Path:
    if "\0" in text:
        raise SettingsError(f"{name} holds a NUL character; expected a path")
    return Path(os.path.abspath(Path(text).expanduser()))  # noqa: PTH100 (resolve() would follow the user's links)


def _contact(text: str) -> str | None:
    if not text.isprintable() or not text.isascii():
        raise SettingsError(
            f"NEWSLEDGER_CONTACT is {text!r}; it travels in a header: expected an e-mail address or a URL, in ASCII"
        )
    return text or None


def _days(given: Mapping[str, str], name: str) -> int | None:
    text = given[name]
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:7]) <= 100_000):
        raise SettingsError(f'{name} is "{text}"; expected a whole number of days, at least 1')
    return int(text)
