"""Settings are read once, from a mapping that is handed in."""

from __future__ import annotations

from pathlib import Path

import pytest

from sources import Settings, SettingsError
from sources.settings import DEFAULT_CATALOGUE


def test_an_empty_environment_gives_the_defaults() -> None:
    settings = Settings.from_environment({})
    assert settings.home == Path.cwd() / "var"
    assert settings.catalogue == DEFAULT_CATALOGUE
    assert settings.alert_urls == ()
    assert settings.base_url == "http://127.0.0.1:8080"
    assert (settings.retention_days, settings.remind_days) == (None, 7)


def test_days_are_whole_numbers() -> None:
    settings = Settings.from_environment({"NEWSLEDGER_RETENTION_DAYS": "365", "NEWSLEDGER_REMIND_DAYS": "2"})
    assert (settings.retention_days, settings.remind_days) == (365, 2)


def test_an_empty_variable_counts_as_unset() -> None:
    assert Settings.from_environment({"NEWSLEDGER_HOME": " "}) == Settings.from_environment({})


def test_paths_become_absolute() -> None:
    assert Settings.from_environment({"NEWSLEDGER_HOME": "a/../b"}).home == Path.cwd() / "b"


def test_alert_urls_are_parted_by_spaces_or_commas_and_keep_their_own_commas() -> None:
    urls = "mailto://desk@example.org?to=a@example.org,b@example.org, json://127.0.0.1:9/x slack://a/b/c"
    assert Settings.from_environment({"NEWSLEDGER_ALERT_URLS": urls}).alert_urls == (
        "mailto://desk@example.org?to=a@example.org,b@example.org",
        "json://127.0.0.1:9/x",
        "slack://a/b/c",
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("NEWSLEDGER_HOME", "a\0b"),
        ("NEWSLEDGER_BASE_URL", "localhost:8080"),
        ("NEWSLEDGER_CONTACT", "desk@example.org\r\nX: y"),
        ("NEWSLEDGER_CONTACT", "böse@example.org"),
        ("NEWSLEDGER_RETENTION_DAYS", "0"),
        ("NEWSLEDGER_RETENTION_DAYS", "a year"),
        ("NEWSLEDGER_REMIND_DAYS", "never"),
    ],
)
def test_an_unfit_setting_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        Settings.from_environment({name: value})
