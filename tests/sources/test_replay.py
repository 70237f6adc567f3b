"""Articles come back from WARC files, of other tools and of other installations; and sources can be tried out."""

from __future__ import annotations

import gzip
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from sources import Archive, ArchiveError, Settings, article_id, load_catalogue, withdraw
from sources.check import check
from sources.records import Terms, Validators
from sources.transfer import export_archive, import_archive
from sources.writer import ArchiveWriter
from tests.sources.conftest import QUICK, Installation, pages_catalogue
from tests.sources.news_site import NewsSite, page
from tests.sources.test_archive import LATER, NOW, incoming, state, write

CATALOGUE = "sources:\n  - {id: old, kind: warc, path: old}\n"


def response(writer: WARCWriter, url: str, body: bytes, status: str = "200 OK", **headers: str) -> None:
    lines = [(name.replace("_", "-"), value) for name, value in {"Content_Type": "text/html", **headers}.items()]
    http = StatusAndHeaders(status, lines, protocol="HTTP/1.1")
    writer.write_record(
        writer.create_warc_record(url, "response", payload=BytesIO(body), length=len(body), http_headers=http)
    )


@pytest.fixture
def old(installation: Installation) -> Path:
    folder = installation.home.parent / "old"
    folder.mkdir()
    with (folder / "a.warc.gz").open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        writer.write_record(writer.create_warcinfo_record("a.warc.gz", {"software": "another"}))
        response(writer, "http://example.org/a", page("A", "plain"))
        response(writer, "http://example.org/b", gzip.compress(page("B", "folded")), Content_Encoding="gzip")
        chunks = b"5\r\n<p>C<\r\n3\r\n/p>\r\n0\r\n\r\n"
        response(writer, "http://example.org/c", chunks, Transfer_Encoding="chunked")
        response(writer, "http://example.org/d", b"gone", status="404 Not Found")
        response(writer, "http://example.org/e.jpg", b"\xff\xd8", Content_Type="image/jpeg")
        response(writer, "http://example.org/bomb", gzip.compress(b"\0" * 50_000_000), Content_Encoding="gzip")
    return folder


def test_the_pages_of_another_tools_archive_are_taken_in(installation: Installation, old: Path) -> None:
    collection = installation.collect(CATALOGUE)
    (health,) = collection.health
    assert [(failure.where, failure.reason) for failure in health.failures] == [
        ("http://example.org/bomb", "too_large")
    ]
    with installation.archive() as archive:
        found = {version.url[-1]: archive.read(version) for version in archive.current()}
    assert found == {"a": page("A", "plain"), "b": page("B", "folded"), "c": b"<p>C</p>"}
    assert installation.collect().collection_no is None


def test_a_torn_warc_file_gives_what_is_whole_in_it(installation: Installation, old: Path) -> None:
    path = old / "a.warc.gz"
    path.write_bytes(path.read_bytes()[:1200])
    (health,) = installation.collect(CATALOGUE).health
    assert health.new >= 1


def test_rubbish_under_the_name_of_a_warc_file_is_told(installation: Installation, old: Path) -> None:
    (old / "b.warc").write_bytes(b"rubbish")
    (health,) = installation.collect(CATALOGUE).health
    assert [(f.where, f.reason) for f in health.failures if f.where == "b.warc"] == [("b.warc", "broken")]


def test_an_exported_archive_comes_over_with_its_times_and_versions(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    write(here, incoming("a", b"one"), incoming("gone", b"secret"))
    write(here, incoming("a", b"two"), now=LATER)
    withdraw(here, article_id("desk", "gone"), reason="asked to", by="desk", at=LATER)
    assert export_archive(here, tmp_path / "x.warc.gz", at=LATER) == 2
    done = import_archive(there, tmp_path / "x.warc.gz", at=LATER)
    assert (done.added, done.known, done.older) == (2, 0, 0)
    (mine, payload), (theirs, _) = *state(there), *state(here)
    assert payload == b"two"
    assert (mine.article_id, mine.fetched_at, mine.content_sha256) == (
        theirs.article_id,
        theirs.fetched_at,
        theirs.content_sha256,
    )
    again = import_archive(there, tmp_path / "x.warc.gz", at=LATER)
    assert (again.added, again.collection) == (0, None)
    assert b"secret" not in gzip.decompress((tmp_path / "x.warc.gz").read_bytes())


def test_an_import_never_puts_an_old_version_over_a_newer_one(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    write(here, incoming("a", b"old"))
    write(there, incoming("a", b"new"), now=LATER)
    export_archive(here, tmp_path / "x.warc.gz", at=LATER)
    assert import_archive(there, tmp_path / "x.warc.gz", at=LATER).older == 1
    assert [payload for _, payload in state(there)] == [b"new"]


def test_a_file_without_articles_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.warc.gz").write_bytes(b"")
    with pytest.raises(ArchiveError, match="no article in it"):
        import_archive(tmp_path / "home", tmp_path / "x.warc.gz", at=NOW)
    assert not list((tmp_path / "home/archive").glob("*.warc.gz"))


def test_superseded_versions_can_be_forgotten_but_not_those_behind_published_facts(tmp_path: Path) -> None:
    write(tmp_path, incoming("a", b"1"), incoming("b", b"1"))
    write(tmp_path, incoming("a", b"2"), incoming("b", b"2"), now=LATER)
    keep = frozenset({(article_id("desk", "b"), incoming("b", b"1").content_sha256)})
    with ArchiveWriter(tmp_path, LATER) as writer:
        assert writer.forget_superseded(datetime(2026, 1, 2, tzinfo=UTC), keep) == 1
        assert writer.forget_superseded(datetime(2026, 1, 2, tzinfo=UTC), keep) == 0
    assert sorted(payload for _, payload in state(tmp_path)) == [b"2", b"2"]


def test_what_is_forgotten_leaves_its_date_and_what_the_server_gave_last(tmp_path: Path) -> None:
    article = article_id("desk", "a")
    write(tmp_path, replace(incoming("a", b"1"), validators=Validators('"1"')))
    write(tmp_path, replace(incoming("a", b"2"), validators=Validators('"2"')), now=LATER)
    with ArchiveWriter(tmp_path, LATER) as writer:
        assert writer.forget_superseded(LATER, frozenset()) == 1
        held = writer.known(article, Terms("Desk", None, True))
        assert held is not None
        assert held.etag == '"2"'
    for rebuilt in (False, True):
        with Archive(tmp_path) as archive:
            assert [archive.read(version) for version in archive.history(article)] == [b"2"]
            assert archive.first_archived(article) == NOW
        if not rebuilt:
            (tmp_path / "archive/index.sqlite").unlink()
    with Archive(tmp_path) as archive:
        assert archive.first_archived("a0") is None


def test_versions_of_a_source_are_sampled_evenly_and_the_latest_by_number(tmp_path: Path) -> None:
    for day in range(20):
        write(tmp_path, incoming(f"a{day}", b"x"), now=NOW + timedelta(days=day))
    with Archive(tmp_path) as archive:
        sampled = [version.collection_no for version in archive.sample("desk", 4, before=17)]
        assert sampled[0] == 1
        assert sampled[-1] >= 12
        assert 3 <= len(sampled) <= 5
        assert [version.collection_no for version in archive.sample("desk", 9, before=4)] == [1, 2, 3]
        assert [version.collection_no for version in archive.latest_versions("desk", 2)] == [19, 20]
        assert archive.sample("elsewhere", 4, before=17) == []


def test_trying_sources_out_says_what_would_be_fetched_and_archives_nothing(
    installation: Installation, news_site: NewsSite
) -> None:
    (installation.home.parent / "texts").mkdir()
    (installation.home.parent / "texts/a.txt").write_text("x", encoding="utf-8")
    (installation.home.parent / "texts/b.txt").write_text("", encoding="utf-8")
    news_site.pages["/a"] = page("A", "x")
    items = "".join(f"<item><link>{news_site.base}/{n}</link></item>" for n in range(3))
    news_site.pages["/feed.rss"] = f"<rss><channel>{items}</channel></rss>".encode()
    text = pages_catalogue(f"{news_site.base}/a", f"{news_site.base}/missing") + (
        "  - {id: texts, kind: folder, path: texts, enabled: false}\n"
        f"  - {{id: feed, kind: feed, allow_private: true, url: '{news_site.base}/feed.rss', limit: 2}}\n"
    )
    path = installation.write_catalogue(text)
    site, texts, feed = check(Settings(home=installation.home, catalogue=path), load_catalogue(path), limits=QUICK)
    assert (site.would_fetch, [f.reason for f in site.failures]) == ((f"{news_site.base}/a",), ["http_404"])
    assert (texts.would_fetch, [f.reason for f in texts.failures]) == (("a.txt",), ["empty"])
    assert feed.would_fetch == (f"{news_site.base}/0", f"{news_site.base}/1")
    assert feed.skipped == 1
    assert not (installation.home / "archive").exists()
