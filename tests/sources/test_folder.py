"""Articles in a folder: what is taken, what is left, and why."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from sources import Meta, article_id
from tests.sources.conftest import Installation

CATALOGUE = "sources:\n  - {id: texts, kind: folder, path: texts, publisher: Desk, licence: CC0-1.0}\n"


@pytest.fixture
def texts(installation: Installation) -> Path:
    folder = installation.home.parent / "texts"
    folder.mkdir()
    return folder


def test_texts_and_pages_come_with_what_their_meta_files_say(installation: Installation, texts: Path) -> None:
    (texts / "a.txt").write_text("Elf Mitglieder.", encoding="utf-8")
    meta = {"url": "https://example.org/a", "language": "de-AT", "published": "2024-07", "story": "eleven", "more": 1}
    (texts / "a.meta.json").write_text(json.dumps(meta), encoding="utf-8")
    (texts / "b.html").write_text("<p>b</p>", encoding="utf-8")
    (texts / "notes.md").write_text("ignored", encoding="utf-8")
    (texts / "c.gold.json").write_text("{}", encoding="utf-8")
    a, b = sorted(installation.collect(CATALOGUE).new, key=lambda version: version.url, reverse=True)
    assert (a.url, a.meta) == ("https://example.org/a", Meta("de", "2024-07", "eleven"))
    assert a.article_id == article_id("texts", "a.txt")
    assert (b.url, b.media_type, b.meta) == ("b.html", "text/html", Meta())
    assert (a.publisher, a.licence, a.publish_text) == ("Desk", "CC0-1.0", False)


@pytest.mark.parametrize(
    ("name", "content", "reason", "words"),
    [
        ("a.txt", b"", "empty", "empty"),
        ("a.txt", b"\xef\xbb\xbf \r\n", "empty", "empty"),
        ("a.txt", b"PK\x03\x04\0\0", "binary", "a NUL at byte 4"),
        ("a.txt", "zwölf".encode("latin-1"), "encoding", "not UTF-8 at byte 2 (0xf6)"),
        ("a.html", b"<p>\0</p>", "binary", "a NUL at byte 3"),
    ],
)
def test_what_cannot_be_read_is_told_and_the_others_go_on(
    installation: Installation, texts: Path, name: str, content: bytes, reason: str, words: str
) -> None:
    (texts / name).write_bytes(content)
    (texts / "good.txt").write_text("Zwölf.", encoding="utf-8")
    (health,) = installation.collect(CATALOGUE).health
    (failure,) = health.failures
    assert (failure.where, failure.reason) == (name, reason)
    assert words in failure.detail
    assert (health.found, health.new, health.failed) == (2, 1, 1)


@pytest.mark.parametrize(
    "meta",
    [
        b"{",
        b"[]",
        b"\xff",
        b'{"url": 3}',
        b'{"language": "German language"}',
        b'{"published": "last week"}',
        b"[",
    ],
)
def test_a_meta_file_that_does_not_fit_keeps_its_article_out(
    installation: Installation, texts: Path, meta: bytes
) -> None:
    (texts / "a.txt").write_text("x", encoding="utf-8")
    (texts / "a.meta.json").write_bytes(meta)
    (health,) = installation.collect(CATALOGUE).health
    assert [failure.reason for failure in health.failures] == ["meta"]
    assert "a.meta.json" in health.failures[0].detail


def test_a_text_of_50_megabytes_is_too_large(installation: Installation, texts: Path) -> None:
    with (texts / "a.txt").open("wb") as file:
        file.write(b"x")
        file.truncate(50_000_000)
    (failure,) = installation.collect(CATALOGUE).health[0].failures
    assert failure.detail == "a.txt has 50,000,000 bytes; expected at most 5,000,000"


def test_a_link_out_of_the_folder_is_not_followed(installation: Installation, texts: Path) -> None:
    secret = texts.parent / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    (texts / "a.txt").symlink_to(secret)
    (texts / "b.txt").write_text("b", encoding="utf-8")
    (texts / "c.txt").symlink_to("b.txt")
    (health,) = installation.collect(CATALOGUE).health
    assert [(failure.where, failure.reason) for failure in health.failures] == [("a.txt", "link")]
    assert health.new == 2


def test_a_pipe_is_no_article(installation: Installation, texts: Path) -> None:
    os.mkfifo(texts / "a.txt")
    (health,) = installation.collect(CATALOGUE).health
    assert [failure.reason for failure in health.failures] == ["unreadable"]


def test_a_name_that_is_no_text_is_told(installation: Installation, texts: Path) -> None:
    Path(os.fsdecode(bytes(texts) + b"/\xff.txt")).write_text("x", encoding="utf-8")
    (health,) = installation.collect(CATALOGUE).health
    assert [(failure.where, failure.reason) for failure in health.failures] == [("\\udcff.txt", "name")]


def test_nothing_new_closes_no_collection(installation: Installation, texts: Path) -> None:
    (texts / "a.txt").write_text("x", encoding="utf-8")
    assert installation.collect(CATALOGUE).collection_no == 1
    again = installation.collect()
    assert again.collection_no is None
    assert again.new == ()
    assert again.health[0].unchanged == 1


def test_a_changed_meta_file_alone_makes_a_new_version(installation: Installation, texts: Path) -> None:
    (texts / "a.txt").write_text("x", encoding="utf-8")
    first = installation.collect(CATALOGUE).new[0]
    (texts / "a.meta.json").write_text('{"published": "2024"}', encoding="utf-8")
    second = installation.collect().new[0]
    assert second.article_id == first.article_id
    assert second.content_sha256 != first.content_sha256


def test_changed_terms_make_a_new_version(installation: Installation, texts: Path) -> None:
    (texts / "a.txt").write_text("x", encoding="utf-8")
    installation.collect(CATALOGUE)
    collection = installation.collect(CATALOGUE.replace("CC0-1.0", "all rights reserved"))
    assert [version.licence for version in collection.new] == ["all rights reserved"]


def test_what_vanished_stays_in_the_archive(installation: Installation, texts: Path) -> None:
    (texts / "a.txt").write_text("x", encoding="utf-8")
    installation.collect(CATALOGUE)
    (texts / "a.txt").unlink()
    installation.collect()
    with installation.archive() as archive:
        assert [version.url for version in archive.current()] == ["a.txt"]


def test_a_limit_takes_the_first_by_name(installation: Installation, texts: Path) -> None:
    for name in "cab":
        (texts / f"{name}.txt").write_text(name, encoding="utf-8")
    collection = installation.collect(CATALOGUE.replace("}", ", limit: 2}"))
    assert sorted(version.url for version in collection.new) == ["a.txt", "b.txt"]
