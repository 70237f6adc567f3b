"""The archive keeps every article, survives whoever writes to it being killed, and can be read by other tools."""

from __future__ import annotations

import gzip
import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from sources import Archive, ArchiveError, article_id, withdraw
from sources.articles import ArticleVersion
from sources.records import Exchange, Incoming, Terms, scrubbed
from sources.writer import ArchiveWriter, Outcome

NOW = datetime(2026, 1, 1, 6, tzinfo=UTC)
LATER = datetime(2026, 1, 2, 6, tzinfo=UTC)


def incoming(key: str, payload: bytes, exchange: Exchange | None = None, terms: Terms | None = None) -> Incoming:
    digest = hashlib.sha256(payload).hexdigest()
    return Incoming(
        "desk", key, key, terms or Terms("Desk", None, True), payload, digest, "text/plain", exchange=exchange
    )


def exchange(url: str, body: bytes, **headers: str) -> Exchange:
    lines = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Exchange(url, "GET /a HTTP/1.1", (("Host", "example.org"),), "HTTP/1.1 200 OK", lines, body)


def write(home: Path, *articles: Incoming, now: datetime = NOW, rotate_at: int = 1 << 28) -> None:
    with ArchiveWriter(home, now, rotate_at=rotate_at) as writer:
        for article in articles:
            writer.add(article)
        writer.close_collection()


def files(home: Path) -> list[Path]:
    return sorted((home / "archive").glob("*.warc.gz"))


def state(home: Path) -> list[tuple[ArticleVersion, bytes]]:
    with Archive(home) as archive:
        return [(version, archive.read(version)) for version in archive.current()]


def test_an_empty_archive_has_nothing(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        assert archive.current() == []
        assert archive.latest_collection() is None


def test_versions_are_kept_in_order_and_the_newest_is_current(tmp_path: Path) -> None:
    write(tmp_path, incoming("a", b"one"), incoming("b", b"b"))
    write(tmp_path, incoming("a", b"two"), now=LATER)
    with Archive(tmp_path) as archive:
        article = article_id("desk", "a")
        assert [archive.read(version) for version in archive.history(article)] == [b"one", b"two"]
        assert [(v.url, archive.read(v), v.collection_no) for v in archive.current()] == [
            ("a", b"two", 2),
            ("b", b"b", 1),
        ]
        assert [archive.read(version) for version in archive.current(at=1)] == [b"one", b"b"]
        assert [(c.collection_no, c.at, c.n_versions) for c in archive.collections()] == [(1, NOW, 2), (2, LATER, 1)]


def test_a_collection_is_seen_when_it_is_closed(tmp_path: Path) -> None:
    with ArchiveWriter(tmp_path, NOW) as writer, Archive(tmp_path) as archive:
        writer.add(incoming("a", b"one"))
        archive.refresh()
        assert archive.current() == []
        writer.close_collection()
        archive.refresh()
        assert len(archive.current()) == 1


def test_what_is_the_same_is_not_written_again(tmp_path: Path) -> None:
    write(tmp_path, incoming("a", b"one"))
    before = files(tmp_path)[0].read_bytes()
    with ArchiveWriter(tmp_path, LATER) as writer:
        assert writer.add(incoming("a", b"one")) is Outcome.UNCHANGED
        assert writer.close_collection() is None
    assert files(tmp_path)[0].read_bytes() == before


def test_the_same_articles_make_the_same_bytes(tmp_path: Path) -> None:
    articles = [incoming("a", b"one"), incoming("b", b"two", exchange("http://example.org/b", b"two"))]
    write(tmp_path / "x", *articles)
    write(tmp_path / "y", *articles)
    assert files(tmp_path / "x")[0].read_bytes() == files(tmp_path / "y")[0].read_bytes()


def test_other_warc_tools_read_every_record_and_its_digests(tmp_path: Path) -> None:
    body = gzip.compress(b"<p>folded</p>")
    page = exchange("http://example.org/a", body, Content_Type="text/html", Content_Encoding="gzip")
    write(tmp_path, incoming("a", b"<p>folded</p>", page), incoming("b ü.txt", b"plain"))
    with files(tmp_path)[0].open("rb") as file:
        records = [
            (record.rec_type, record.rec_headers.get_header("WARC-Target-URI"), record.content_stream().read())
            for record in ArchiveIterator(file, check_digests="raise")
        ]
    assert [kind for kind, _, _ in records] == [
        "warcinfo", "request", "response", "metadata", "resource", "metadata", "metadata",
    ]  # fmt: skip
    assert records[2][1:] == ("http://example.org/a", b"<p>folded</p>")
    assert records[4][1:] == ("urn:newsledger:desk:b%20%C3%BC.txt", b"plain")


def test_a_lost_index_is_made_again_from_the_files(tmp_path: Path) -> None:
    write(tmp_path, incoming("a", b"one"), incoming("b", b"two"))
    write(tmp_path, incoming("a", b"three"), now=LATER)
    withdraw(tmp_path, article_id("desk", "b"), reason="asked to", by="desk", at=LATER)
    before = state(tmp_path)
    for path in (tmp_path / "archive").glob("index*"):
        path.unlink()
    assert state(tmp_path) == before
    with Archive(tmp_path) as archive:
        assert [withdrawal.by for withdrawal in archive.withdrawals()] == ["desk"]


@pytest.mark.parametrize("rubbish", [b"", b"not a database", b"SQLite format 3\0" + b"x" * 5000])
def test_a_broken_index_is_made_again(tmp_path: Path, rubbish: bytes) -> None:
    write(tmp_path, incoming("a", b"one"))
    before = state(tmp_path)
    (tmp_path / "archive/index.sqlite").write_bytes(rubbish)
    for leftover in (tmp_path / "archive").glob("index.sqlite-*"):
        leftover.unlink()
    assert state(tmp_path) == before


def test_files_are_rotated_and_read_as_one(tmp_path: Path) -> None:
    articles = [incoming(str(number), bytes([65 + number]) * 10) for number in range(8)]
    write(tmp_path, *articles, rotate_at=2_000)
    assert len(files(tmp_path)) > 2
    assert sorted(payload for _, payload in state(tmp_path)) == sorted(article.payload for article in articles)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_an_archive_cut_off_anywhere_keeps_every_whole_version(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    home = tmp_path_factory.mktemp("torn")
    write(home, incoming("a", b"one"), incoming("b", b"two"))
    closed = files(home)[0].stat().st_size
    with ArchiveWriter(home, LATER) as writer:
        writer.add(incoming("c", b"three"))
        writer.add(incoming("d", b"four"))
    whole = files(home)[0].read_bytes()
    cut = data.draw(st.integers(closed, len(whole)))
    files(home)[0].write_bytes(whole[:cut])
    write(home, incoming("e", b"five"), now=LATER)
    payloads = [payload for _, payload in state(home)]
    assert {b"one", b"two", b"five"} <= set(payloads)
    with files(home)[0].open("rb") as file:
        assert sum(1 for _ in ArchiveIterator(file, check_digests="raise")) >= 8


def test_versions_of_a_killed_collection_belong_to_the_next_that_closes(tmp_path: Path) -> None:
    with ArchiveWriter(tmp_path, NOW) as writer:
        writer.add(incoming("a", b"one"))
    with ArchiveWriter(tmp_path, LATER) as writer:
        assert writer.add(incoming("a", b"one")) is Outcome.UNCHANGED
        closed = writer.close_collection()
    assert closed is not None
    assert closed.n_versions == 1
    (version,) = (version for version, _ in state(tmp_path))
    assert version.fetched_at == NOW


def test_damage_in_the_middle_costs_only_what_it_hit(tmp_path: Path) -> None:
    write(tmp_path, incoming("a", b"one"), incoming("b", b"two"), incoming("c", b"three"))
    with Archive(tmp_path) as archive:
        hit = next(version for version in archive.current() if version.url == "b").archive_offset
    data = bytearray(files(tmp_path)[0].read_bytes())
    data[hit + 40 : hit + 60] = b"\0" * 20
    files(tmp_path)[0].write_bytes(data)
    for path in (tmp_path / "archive").glob("index*"):
        path.unlink()
    assert [payload for _, payload in state(tmp_path)] in ([b"one", b"three"], [b"three", b"one"])
    with Archive(tmp_path) as archive:
        assert len(archive.damage()) == 1


def test_only_one_may_write(tmp_path: Path) -> None:
    with ArchiveWriter(tmp_path, NOW), pytest.raises(ArchiveError, match="another process"):
        ArchiveWriter(tmp_path, NOW)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    write(tmp_path, incoming("a", b"one"))
    with Archive(tmp_path) as archive:
        (version,) = archive.current()
        files(tmp_path)[0].rename(tmp_path / "elsewhere")
        with pytest.raises(ArchiveError, match="restore"):
            archive.read(version)


def test_a_withdrawn_article_is_gone_and_no_other_record_moves(tmp_path: Path) -> None:
    write(tmp_path, incoming("a", b"a secret"), incoming("b", b"two", exchange("http://example.org/b", b"two")))
    write(tmp_path, incoming("a", b"another secret"), now=LATER)
    before = state(tmp_path)[1] if state(tmp_path)[1][0].url == "b" else state(tmp_path)[0]
    size = files(tmp_path)[0].stat().st_size
    done = withdraw(tmp_path, article_id("desk", "a"), reason="asked to", by="desk", at=LATER)
    assert state(tmp_path) == [before]
    assert files(tmp_path)[0].stat().st_size > size
    with files(tmp_path)[0].open("rb") as file:
        assert not any(b"secret" in record.content_stream().read() for record in ArchiveIterator(file))
    with Archive(tmp_path) as archive:
        assert archive.withdrawals() == [done]
        assert archive.history(article_id("desk", "a")) == []


def test_a_withdrawn_article_does_not_come_back(tmp_path: Path) -> None:
    write(tmp_path, incoming("a", b"one"))
    withdraw(tmp_path, article_id("desk", "a"), reason="asked to", by="desk", at=LATER)
    with ArchiveWriter(tmp_path, LATER) as writer:
        assert writer.add(incoming("a", b"two")) is Outcome.WITHDRAWN


def test_a_withdrawal_that_was_cut_short_is_finished_by_the_next_writer(tmp_path: Path) -> None:
    write(tmp_path, incoming("a", b"one"))
    copy = files(tmp_path)[0].read_bytes()
    withdraw(tmp_path, article_id("desk", "a"), reason="asked to", by="desk", at=LATER)
    after = files(tmp_path)[0].read_bytes()
    # The payload still stands, the withdrawal was said: as a process leaves it that is killed in between.
    files(tmp_path)[0].write_bytes(copy + after[len(copy) :])
    for path in (tmp_path / "archive").glob("index*"):
        path.unlink()
    assert state(tmp_path) == []
    with ArchiveWriter(tmp_path, LATER):
        pass
    assert files(tmp_path)[0].read_bytes() == after


def test_an_unknown_article_cannot_be_withdrawn(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        withdraw(tmp_path, "a0", reason="r", by="b", at=NOW)


@given(st.integers(400, 5_000_000))
@settings(max_examples=20, deadline=None)
def test_what_replaces_a_record_has_its_length(length: int) -> None:
    record = scrubbed("a0123456789abcdef", NOW, length)
    assert len(record) == length
    assert gzip.decompress(record).startswith(b"WARC/1.1")


def test_stories_are_remembered_until_the_index_is_lost(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        archive.assign_stories({"a1": "s1", "a2": "s1", "a3": "s2"})
        archive.assign_stories({"a3": "s1"})
        assert archive.story_of("a3") == "s1"
        assert archive.story_of("a9") is None
        assert archive.articles_of(["s1", "s2"]) == {"s1": ("a1", "a2", "a3"), "s2": ()}
