"""Which URLs and which addresses may be asked: the rules that keep a fetcher out of other people's networks."""

from __future__ import annotations

import ipaddress
import re
import socket
from typing import Final
from urllib.parse import SplitResult, urlsplit

SCHEMES: Final = ("http", "https")
URL_LIMIT: Final = 2000
_LOCAL_NAMES: Final = ("localhost", "local", "localdomain", "internal", "intranet", "lan", "home.arpa", "onion", "test")
_NUMERIC_PART: Final = re.compile(r"0x[0-9a-f]*|[0-9]+", re.IGNORECASE)
# Global unicast (RFC 4291), and what a network without IPv4 makes of a public IPv4 address (RFC 6052).
_UNICAST: Final = ipaddress.ip_network("2000::/3")
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")


class AddressError(ValueError):
    """A URL or an address that must not be asked, and why. `reason` is stable: url, scheme, port, userinfo, private."""

    def __init__(self, reason: str, words: str) -> None:
        super().__init__(words)
        self.reason = reason


def check_url(url: str, *, ports: tuple[int, ...], allow_private: bool) -> SplitResult:
    """The parts of a URL that may be asked, as far as it says itself; what its name resolves to is checked later.

    AddressError for other schemes than http and https, ports that are not among `ports` (() for any), user names, hosts
    that can't be meant, and addresses in any notation that are private, unless `allow_private`.
    """
    if len(url) > URL_LIMIT:
        raise AddressError("url", f"has {len(url)} characters; expected at most {URL_LIMIT}")
    if any(character.isspace() or not character.isprintable() for character in url) or "\\" in url:
        raise AddressError("url", "has a space, a backslash or a control character; expected them %-encoded")
    try:
        parts = urlsplit(url)
        port = parts.port
        host = parts.hostname
    except ValueError as error:
        raise AddressError("url", f"can't be read ({error}); expected such as https://example.org/page") from error
    if parts.scheme not in SCHEMES:
        raise AddressError("scheme", f'scheme "{parts.scheme}" is not fetched; expected http or https')
    if not host:
        raise AddressError("url", "names no host; expected such as https://example.org/page")
    if parts.username is not None or parts.password is not None or "@" in parts.netloc:
        raise AddressError("userinfo", "carries a user name; expected a URL without one")
    if "%" in host:
        raise AddressError("url", f'host "{host}" has a %; expected a plain name')
    asked = port if port is not None else {"http": 80, "https": 443}[parts.scheme]
    if ports and asked not in ports:
        raise AddressError("port", f"port {asked} is not allowed (allowed: {', '.join(map(str, ports))}); see ports")
    check_host(host, allow_private=allow_private)
    return parts


def check_host(host: str, *, allow_private: bool) -> None:
    """AddressError where a host's name alone shows that it is private, or where it is an address in an odd notation."""
    name = host.lower().rstrip(".")
    if not name or ".." in name:
        raise AddressError("url", f'host "{host}" is no name')
    try:
        # What a resolver would make of it: full-width digits and other look-alikes become plain ones.
        name = name if ":" in name else name.encode("idna").decode("ascii").lower().rstrip(".")
    except UnicodeError as error:
        raise AddressError("url", f'host "{host}" is no name ({error})') from error
    address = literal(name)
    if address is not None:
        if not allow_private:
            check_address(address, host)
        return
    if allow_private:
        return
    if name.rpartition(".")[2] in _LOCAL_NAMES or name.endswith(".home.arpa"):
        raise AddressError("private", f'host "{host}" is a local name; set allow_private: true to ask it')
    if "." not in name:
        raise AddressError("private", f'host "{host}" has no domain; set allow_private: true to ask a local name')


def literal(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The address that a host's name is, in any notation that resolvers take (octal, hexadecimal, short), or None."""
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        pass
    if not _NUMERIC_PART.fullmatch(name.rpartition(".")[2]):
        return None
    try:
        return ipaddress.IPv4Address(socket.inet_aton(name))
    except (OSError, ValueError):
        # It ends like an address and is none: nobody's name either, for top-level domains have letters.
        return ipaddress.IPv4Address(0)


def check_address(address: ipaddress.IPv4Address | ipaddress.IPv6Address, host: str) -> None:
    """AddressError for an address that isn't public: private, loopback, link-local, shared, reserved, multicast."""
    if not _public(address):
        shown = f"{host} is a" if str(address) == host.strip("[]") else f"{host} is {address}, a"
        raise AddressError("private", f"{shown} private or reserved address; set allow_private: true to ask it")


def _public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        if address in _NAT64:
            return _public(ipaddress.IPv4Address(address.packed[12:]))
        if address not in _UNICAST or address.scope_id:
            return False
        if not all(_public(inner) for inner in (address.sixtofour, *(address.teredo or ())) if inner is not None):
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)
