"""Pages are fetched politely, archived as they came, and asked for again without their body."""

from __future__ import annotations

import os
import signal
import threading
from itertools import pairwise
from pathlib import Path

import msgspec

from sources import Collection, decode
from sources.articles import Document
from tests.sources.conftest import QUICK, Installation, pages_catalogue
from tests.sources.news_site import Exchange, NewsSite, certificate, page, serve


def reasons(collection: Collection) -> dict[str, str]:
    return {f.where.rsplit("/", 1)[-1]: f.reason for h in collection.health for f in h.failures}


def test_pages_come_into_the_archive_as_they_were_sent(installation: Installation, news_site: NewsSite) -> None:
    news_site.pages["/en/a"] = page("Guests", "The province received 12 delegations.")
    collection = installation.collect(pages_catalogue(f"{news_site.base}/en/a"))
    assert [health.sentence() for health in collection.health] == ["site: 1 found, 1 new, 0 changed, 0 unchanged"]
    (version,) = collection.new
    with installation.archive() as archive:
        document = decode(version, archive.read(version))
    assert isinstance(document, Document)
    assert document.html == news_site.pages["/en/a"]
    assert version.url == f"{news_site.base}/en/a"
    assert version.media_type == "text/html"
    assert version.charset == "utf-8"


def test_a_second_run_fetches_no_body(installation: Installation, news_site: NewsSite) -> None:
    news_site.pages["/a"] = page("Guests", "One.")
    installation.collect(pages_catalogue(f"{news_site.base}/a"))
    second = installation.collect()
    assert second.collection_no is None
    assert second.health[0].unchanged == 1
    assert second.health[0].fetched == 0
    assert news_site.bodies["/a"] == 1


def test_a_changed_page_is_a_new_version_of_its_article(installation: Installation, news_site: NewsSite) -> None:
    news_site.pages["/a"] = page("Guests", "There are 10 members.")
    first = installation.collect(pages_catalogue(f"{news_site.base}/a"))
    news_site.pages["/a"] = page("Guests", "There are 11 members.")
    second = installation.collect()
    assert second.health[0].changed == 1
    assert second.new[0].article_id == first.new[0].article_id
    with installation.archive() as archive:
        history = archive.history(first.new[0].article_id)
        assert [b"11" in archive.read(version) for version in history] == [False, True]


def test_the_user_agent_is_honest_and_no_cookie_is_kept(installation: Installation, news_site: NewsSite) -> None:
    news_site.pages["/a"] = lambda exchange: exchange.reply(page("A", "x"), Set_Cookie="id=1")
    news_site.pages["/b"] = page("B", "x")
    installation.collect(pages_catalogue(f"{news_site.base}/a", f"{news_site.base}/b"))
    for _, headers, _ in news_site.requests:
        assert headers["User-Agent"].startswith("Newsledger/")
        assert "desk@example.org" in headers["User-Agent"]
        assert "Cookie" not in headers


def test_robots_txt_is_obeyed(installation: Installation, news_site: NewsSite) -> None:
    news_site.robots = b"User-agent: *\nDisallow: /private/\n"
    news_site.pages |= {"/private/a": page("A", "x"), "/b": page("B", "x")}
    collection = installation.collect(pages_catalogue(f"{news_site.base}/private/a", f"{news_site.base}/b"))
    assert reasons(collection) == {"a": "robots"}
    assert news_site.paths == ["/b"]


def test_a_rule_for_this_robot_goes_before_the_rule_for_all(installation: Installation, news_site: NewsSite) -> None:
    news_site.robots = b"User-agent: *\nAllow: /\n\nUser-agent: newsledger\nDisallow: /\n"
    news_site.pages["/a"] = page("A", "x")
    assert reasons(installation.collect(pages_catalogue(f"{news_site.base}/a"))) == {"a": "robots"}


def test_a_host_whose_robots_txt_cannot_be_read_is_not_asked(installation: Installation, news_site: NewsSite) -> None:
    news_site.robots = lambda exchange: exchange.reply(b"", 503)
    news_site.pages["/a"] = page("A", "x")
    assert reasons(installation.collect(pages_catalogue(f"{news_site.base}/a"))) == {"a": "robots"}
    assert news_site.paths == []


def test_one_host_that_fails_does_not_hold_up_another(
    installation: Installation, news_site: NewsSite, other_site: NewsSite
) -> None:
    news_site.pages["/a"] = page("A", "x")
    other_site.pages["/b"] = lambda exchange: exchange.reply(b"", 500)
    catalogue = pages_catalogue(f"{other_site.base}/b", f"{news_site.base}/a", "http://127.0.0.3:9/c")
    collection = installation.collect(catalogue)
    assert collection.health[0].new == 1
    assert reasons(collection) == {"b": "http_500", "c": "connection"}


def test_redirects_are_followed_and_the_article_keeps_its_address(
    installation: Installation, news_site: NewsSite, other_site: NewsSite
) -> None:
    news_site.pages["/old"] = lambda exchange: exchange.reply(b"", 301, Location=f"{other_site.base}/new")
    other_site.pages["/new"] = page("A", "moved")
    collection = installation.collect(pages_catalogue(f"{news_site.base}/old"))
    assert [version.url for version in collection.new] == [f"{news_site.base}/old"]
    assert "/robots.txt" in [path for path, _, _ in other_site.requests]


def test_a_circle_of_redirects_ends(installation: Installation, news_site: NewsSite) -> None:
    news_site.pages["/a"] = lambda exchange: exchange.reply(b"", 302, Location="/a")
    assert reasons(installation.collect(pages_catalogue(f"{news_site.base}/a"))) == {"a": "redirects"}
    assert len(news_site.paths) == QUICK.redirects + 1


def test_a_server_that_asks_to_wait_is_asked_again_after_that(installation: Installation, news_site: NewsSite) -> None:
    def busy(exchange: Exchange) -> None:
        if len(news_site.paths) < 3:
            exchange.reply(b"", 429, Retry_After="1")
        else:
            exchange.reply(page("A", "at last"))

    news_site.pages["/a"] = busy
    collection = installation.collect(pages_catalogue(f"{news_site.base}/a"))
    assert collection.health[0].new == 1
    times = [at for path, _, at in news_site.requests if path == "/a"]
    assert all(later - earlier >= 0.9 for earlier, later in pairwise(times))


def test_a_server_that_asks_to_wait_too_long_is_left_alone(installation: Installation, news_site: NewsSite) -> None:
    news_site.pages["/a"] = lambda exchange: exchange.reply(b"", 503, Retry_After="3600")
    assert reasons(installation.collect(pages_catalogue(f"{news_site.base}/a"))) == {"a": "busy"}
    assert len(news_site.paths) == 1


def test_what_is_no_page_is_told_with_its_reason(installation: Installation, news_site: NewsSite) -> None:
    news_site.pages |= {
        "/pdf": lambda exchange: exchange.reply(b"%PDF", Content_Type="application/pdf"),
        "/empty": lambda exchange: exchange.reply(b""),
        "/broken": lambda exchange: exchange.reply(b"no gzip", Content_Encoding="gzip"),
        "/gone": lambda exchange: exchange.reply(b"gone", 410),
    }
    urls = [f"{news_site.base}{path}" for path in (*news_site.pages, "/missing")]
    assert reasons(installation.collect(pages_catalogue(*urls))) == {
        "pdf": "media_type",
        "empty": "empty",
        "broken": "encoding",
        "gone": "http_410",
        "missing": "http_404",
    }


def test_a_crawl_delay_is_kept(installation: Installation, news_site: NewsSite) -> None:
    news_site.robots = b"User-agent: *\nCrawl-delay: 0.5\n"
    news_site.pages |= {f"/{n}": page("A", "x") for n in range(3)}
    installation.collect(pages_catalogue(*(f"{news_site.base}/{n}" for n in range(3))))
    times = [at for _, _, at in news_site.requests]
    assert len(times) == 4
    assert all(later - earlier >= 0.4 for earlier, later in pairwise(times))


def test_a_certificate_that_nobody_vouches_for_is_refused(
    installation: Installation, news_site: NewsSite, tmp_path: Path
) -> None:
    news_site.pages["/a"] = page("A", "x")
    with serve(NewsSite(pages=dict(news_site.pages)), certificate(tmp_path)) as secure:
        assert secure.base.startswith("https://")
        assert reasons(installation.collect(pages_catalogue(f"{secure.base}/a"))) == {"a": "tls"}
    assert secure.requests == []


def test_what_the_time_is_too_short_for_is_told(installation: Installation, news_site: NewsSite) -> None:
    news_site.robots = b"User-agent: *\nCrawl-delay: 30\n"
    news_site.pages |= {f"/{n}": page("A", "x") for n in range(3)}
    limits = msgspec.structs.replace(QUICK, crawl_seconds=2)
    collection = installation.collect(pages_catalogue(*(f"{news_site.base}/{n}" for n in range(3))), limits)
    assert reasons(collection) == {"0": "time", "1": "time", "2": "time"}


def test_a_fetching_process_that_dies_is_told_and_keeps_what_came(
    installation: Installation, news_site: NewsSite
) -> None:
    def kill(exchange: Exchange) -> None:
        children = Path(f"/proc/{os.getpid()}/task/{threading.main_thread().native_id}/children")
        for child in children.read_text(encoding="ascii").split():
            if b"sources.crawl" in Path(f"/proc/{child}/cmdline").read_bytes():
                os.kill(int(child), signal.SIGKILL)

    news_site.pages |= {"/a": page("A", "x"), "/b": kill, "/c": page("C", "x")}
    collection = installation.collect(pages_catalogue(*(f"{news_site.base}/{name}" for name in "abc")))
    assert collection.health[0].new == 1
    assert reasons(collection) == {"b": "crashed", "c": "crashed"}


def test_compressed_pages_are_archived_as_sent_and_read_as_meant(
    installation: Installation, news_site: NewsSite
) -> None:
    news_site.compress = True
    news_site.pages["/a"] = page("A", "folded")
    (version,) = installation.collect(pages_catalogue(f"{news_site.base}/a")).new
    with installation.archive() as archive:
        assert archive.read(version) == news_site.pages["/a"]
