"""No URL, redirect or DNS answer leads to a private address, however it is written."""

from __future__ import annotations

import ipaddress
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from twisted.internet.address import IPv4Address, IPv6Address

from sources import Catalogue, Settings, Source, collect
from sources.addresses import AddressError, check_address, check_url
from sources.guard import GuardedResolver, Receiver
from tests.sources.conftest import QUICK, Installation, pages_catalogue
from tests.sources.memory import peak_of_children
from tests.sources.news_site import NewsSite, page

PRIVATE_HOSTS = [
    "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0x7F.1", "0177.0.0.1",
    "017700000001", "127.0.0.1.", "127.255.255.254", "0", "0.0.0.0", "0x0", "00", "localhost", "LOCALHOST",
    "localhost.", "a.localhost", "localhost.localdomain", "printer.local", "db.internal", "wiki.intranet",
    "router.lan", "nas.home.arpa", "intranet", "10.0.0.1", "10.255.255.255", "012.0.0.1", "0xa.0.0.1",
    "167772161", "172.16.0.1", "172.31.255.255", "192.168.0.1", "192.168.1", "0xC0A80001", "3232235521",
    "169.254.169.254", "0xA9FEA9FE", "2852039166", "169.254.43518", "100.64.0.1", "100.127.255.255",
    "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.250",
    "240.0.0.1", "255.255.255.255", "1.2.3.4.5", "256.1.1.1", "0x100.1.1.1", "4294967296",
    "127.0.0.1.nip.local", "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
    "[::ffff:10.0.0.1]", "[::127.0.0.1]", "[::ffff:169.254.169.254]", "[64:ff9b::127.0.0.1]",
    "[64:ff9b::a9fe:a9fe]", "[64:ff9b:1::1]", "[2002:7f00:1::]", "[2002:a00:1::]", "[2001:0:7f00:1::]",
    "[fe80::1]", "[febf::1]", "[fc00::1]", "[fd12:3456::1]", "[fec0::1]", "[ff02::1]", "[2001:db8::1]",
    "[100::1]", "[::ffff:0:127.0.0.1]", "１２７.０.０.１", "⑫⑦.⓪.⓪.①", "127。0。0。1", "ⓛocalhost",
    "loc\u00adalhost",
]  # fmt: skip

UNFIT_URLS = [
    "file:///etc/passwd", "ftp://example.org/a", "gopher://example.org/_x", "data:text/html,x",
    "javascript:alert(1)", "dict://example.org:11211/", "ldap://example.org/", "jar:http://example.org!/",
    "//example.org/a", "/a", "", "http:", "http://", "http:///a", "https://?x", "http://user@example.org/",
    "http://user:secret@example.org/", "http://@example.org/", "http://example.org@127.0.0.1/",
    "http://127.0.0.1\\@example.org/", "http://example.org\\.evil.example/", "http://a b/",
    "http://example.org/\r\nHost: x", "http://example.org/\0", "http://exa\tmple.org/",
    "http://example.org:22/", "http://example.org:8080/", "https://example.org:25/", "http://example.org:0/",
    "http://example.org:99999/", "http://example.org:-1/", "http://example.org:http/", "http://[::1/",
    "http://[zz]/", "http://[fe80::1%25eth0]/", "http://exa%6dple.org/", "http://127.0.0.1%00.example.org/",
    "http://.example.org/", "http://a..b/", "http://.../", "http://" + "a" * 70 + ".org/",
    "http://example.org/" + "a" * 3000, "HTTP://127.0.0.1/", "http:\\\\127.0.0.1\\",
    "http://127.0.0.1#@example.org/", "http://127.0.0.1?@example.org/",
]  # fmt: skip

PUBLIC_URLS = [
    "https://thongtin.vietnam.vn/de/a", "http://example.org", "http://example.org:80/a?b#c", "https://1.1.1.1/",
    "https://[2606:4700::1111]/", "http://bücher.example.com/", "https://xn--bcher-kva.example.com/",
    "http://10.example.com/", "https://localhost.example.com/", "https://example.org/a/%0d%0a",
]  # fmt: skip


def test_the_corpus_is_large() -> None:
    assert len(set(PRIVATE_HOSTS)) + len(set(UNFIT_URLS)) >= 100


@pytest.mark.parametrize("host", PRIVATE_HOSTS)
def test_private_hosts_are_refused_in_any_notation(host: str) -> None:
    with pytest.raises(AddressError):
        check_url(f"http://{host}/", ports=(80, 443), allow_private=False)


@pytest.mark.parametrize("url", UNFIT_URLS, ids=range(len(UNFIT_URLS)))
def test_unfit_urls_are_refused(url: str) -> None:
    with pytest.raises(AddressError):
        check_url(url, ports=(80, 443), allow_private=False)


@pytest.mark.parametrize("url", PUBLIC_URLS)
def test_public_urls_pass(url: str) -> None:
    check_url(url, ports=(80, 443), allow_private=False)


@given(st.ip_addresses())
def test_an_address_passes_only_if_it_is_global_unicast(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    try:
        check_address(address, str(address))
    except AddressError:
        return
    assert address.is_global
    assert not address.is_multicast


@given(st.ip_addresses(v=4))
def test_every_notation_of_an_address_is_judged_alike(address: ipaddress.IPv4Address) -> None:
    number = int(address)
    notations = [str(address), str(number), hex(number), f"0{number:o}", f"[::ffff:{address}]"]
    notations.append(".".join(hex(part) for part in address.packed))
    notations.append(".".join(f"0{part:o}" for part in address.packed))
    if not address.is_global:
        for notation in notations:
            with pytest.raises(AddressError):
                check_url(f"http://{notation}/", ports=(80,), allow_private=False)


class Recorder:
    """What comes through to a connection."""

    def __init__(self) -> None:
        self.addresses: list[str] = []
        self.complete = False

    def resolutionBegan(self, resolution: object) -> None:  # noqa: N802
        """Nothing to do."""

    def addressResolved(self, address: IPv4Address | IPv6Address) -> None:  # noqa: N802
        self.addresses.append(address.host)

    def resolutionComplete(self) -> None:  # noqa: N802
        self.complete = True


class Names:
    """A name server that gives the next of its answers every time."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self._answers = list(answers)

    def resolveHostName(  # noqa: N802
        self,
        resolutionReceiver: Receiver,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        *_: object,
    ) -> object:
        for host in self._answers.pop(0):
            kind = IPv6Address if ":" in host else IPv4Address
            resolutionReceiver.addressResolved(kind("TCP", host, portNumber))  # type: ignore[arg-type]
        resolutionReceiver.resolutionComplete()
        return object()


def resolved(resolver: GuardedResolver) -> list[str]:
    recorder = Recorder()
    resolver.resolveHostName(recorder, "news.example.org", 80)
    assert recorder.complete
    return recorder.addresses


@pytest.mark.parametrize(
    "answer",
    [["127.0.0.1"], ["10.0.0.7"], ["169.254.169.254"], ["::1"], ["fe80::1"], ["::ffff:127.0.0.1"], ["64:ff9b::7f00:1"],
     ["fd00::1"], ["0.0.0.0"], ["100.64.0.1"], ["1.1.1.1", "127.0.0.1"], ["127.0.0.1", "1.1.1.1"], ["2002:7f00:1::"]],
)  # fmt: skip
def test_a_dns_answer_with_a_private_address_reaches_no_connection(answer: list[str]) -> None:
    resolver = GuardedResolver(Names(answer), allow_private=False)
    assert resolved(resolver) == []
    assert "private or reserved" in resolver.refused["news.example.org"]


def test_a_name_that_resolves_differently_the_second_time_is_judged_by_the_answer_that_is_used() -> None:
    resolver = GuardedResolver(Names(["1.1.1.1"], ["127.0.0.1"], ["1.1.1.1"]), allow_private=False)
    assert [resolved(resolver) for _ in range(3)] == [["1.1.1.1"], [], ["1.1.1.1"]]


def test_an_intranet_may_be_asked_where_the_source_says_so() -> None:
    assert resolved(GuardedResolver(Names(["10.0.0.7"]), allow_private=True)) == ["10.0.0.7"]


CONNECT = """
import sys
from twisted.internet import reactor
from twisted.web.client import Agent
from sources.guard import GuardedResolver

GuardedResolver(reactor.nameResolver, allow_private=sys.argv[1] == "allowed").install_on_reactor()
asked = Agent(reactor).request(b"GET", sys.argv[2].encode())
asked.addCallbacks(lambda answer: print("status", answer.code), lambda failure: print(failure.type.__name__))
asked.addBoth(lambda _: reactor.stop())
reactor.run()
"""


@pytest.mark.parametrize(("rule", "said"), [("refused", "DNSLookupError"), ("allowed", "status 200")])
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_connection_goes_nowhere_but_through_the_guarded_resolver(
    news_site: NewsSite, rule: str, said: str, host: str
) -> None:
    news_site.pages["/a"] = page("A", "secret")
    url = news_site.base.replace("127.0.0.1", host) + "/a"
    command = [sys.executable, "-c", CONNECT, rule, url]
    assert subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout.strip() == said
    assert bool(news_site.requests) == (rule == "allowed")


def test_every_hostile_address_is_told_in_the_health_of_its_source(installation: Installation) -> None:
    """Past the catalogue, which would not have let them in: as a feed or a sitemap might name them."""
    urls = tuple(dict.fromkeys([*(f"http://{host}/" for host in PRIVATE_HOSTS), *UNFIT_URLS]))
    path = installation.write_catalogue("")
    source = Source("hostile", "pages", 1, urls=urls, ports=(80, 443))
    with peak_of_children() as peak:
        collection = collect(
            Settings(home=installation.home, catalogue=path),
            Catalogue(path, (source,)),
            None,
            installation.home / "runs" / "1",
            datetime(2026, 1, 1, tzinfo=UTC),
            limits=QUICK,
        )
    (health,) = collection.health
    assert (health.found, health.failed, collection.new) == (len(urls), len(urls), ())
    assert {failure.where for failure in health.failures} == set(urls)
    assert set(health.by_reason()) == {"private", "scheme", "port", "userinfo", "url"}
    assert 0 < peak[0] < 200_000, f"a fetching process took {peak[0]} kB"


REDIRECTS = [
    "http://169.254.169.254/latest/meta-data/", "file:///etc/passwd", "ftp://example.org/",
    "gopher://127.0.0.1:70/_", "http://user:secret@127.0.0.1/", "data:text/html,hello", "javascript:alert(1)",
    "http://[::1", "http://127.0.0.1:99999/", "//", "http://", "http:///", "\\\\127.0.0.1\\", "http://a b/",
]  # fmt: skip


def test_no_redirect_gets_round_the_rules(installation: Installation, news_site: NewsSite) -> None:
    for number, target in enumerate(REDIRECTS):
        news_site.pages[f"/{number}"] = lambda exchange, target=target: exchange.reply(b"", 302, Location=target)  # type: ignore[misc]
    port = int(news_site.base.rsplit(":", 1)[1])
    catalogue = pages_catalogue(*(f"{news_site.base}/{number}" for number in range(len(REDIRECTS))))
    (health,) = installation.collect(
        catalogue.replace("    allow_private: true\n", f"    allow_private: true\n    ports: [{port}]\n")
    ).health
    assert health.new == 0
    assert health.failed == len(REDIRECTS)
