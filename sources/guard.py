"""The last word on where a connection may go: every name is resolved here, and every response's head counted."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from typing import Final, Protocol, cast

from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
)
from scrapy.crawler import Crawler
from twisted.internet.base import ReactorBase
from twisted.internet.interfaces import IAddress, IHostnameResolver, IResolutionReceiver
from twisted.web._newclient import HEADER, STATUS
from zope.interface import implementer  # type: ignore[import-untyped]

from sources.addresses import AddressError, check_address

ALLOW_PRIVATE: Final = "NEWSLEDGER_ALLOW_PRIVATE"
HEAD_BYTES: Final = "NEWSLEDGER_HEAD_BYTES"


class Receiver(Protocol):
    """What Twisted tells the outcome of a resolution to (IResolutionReceiver, as types can say it)."""

    def resolutionBegan(self, resolution: object) -> None:  # noqa: N802 (Twisted's names)
        """The question was asked."""

    def addressResolved(self, address: IAddress) -> None:  # noqa: N802
        """One address of the answer."""

    def resolutionComplete(self) -> None:  # noqa: N802
        """There are no more."""


class Resolver(Protocol):
    """What resolves names (IHostnameResolver, as types can say it)."""

    def resolveHostName(  # noqa: N802
        self,
        resolutionReceiver: Receiver,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type[IAddress]] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> object:
        """Ask for a name's addresses."""


@implementer(IResolutionReceiver)
class _Filter:
    """Passes addresses on if all of an answer's are public, and none of them otherwise."""

    def __init__(self, receiver: Receiver, host: str, refused: dict[str, str]) -> None:
        self._receiver = receiver
        self._host = host
        self._refused = refused
        self._addresses: list[IAddress] = []

    def resolutionBegan(self, resolution: object) -> None:  # noqa: N802
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: IAddress) -> None:  # noqa: N802
        self._addresses.append(address)

    def resolutionComplete(self) -> None:  # noqa: N802
        try:
            for address in self._addresses:
                check_address(ipaddress.ip_address(address.host), self._host)
        except (AddressError, ValueError) as error:
            self._refused[self._host] = str(error)
        else:
            for address in self._addresses:
                self._receiver.addressResolved(address)
        self._receiver.resolutionComplete()


@implementer(IHostnameResolver)
class GuardedResolver:
    """Resolves names with the system's resolver and lets no private address through, unless the job allows them.

    A connection goes to an address that was passed on here and nowhere else, so a name that resolves differently the
    second time is judged by the answer that is used. `refused` holds why, by host.
    """

    refused: dict[str, str]

    def __init__(self, inner: Resolver, *, allow_private: bool) -> None:
        self._inner = inner
        self._allow_private = allow_private
        self.refused = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> GuardedResolver:
        """Scrapy's way to make one."""
        return cls(cast("Resolver", reactor.nameResolver), allow_private=crawler.settings.getbool(ALLOW_PRIVATE))

    def install_on_reactor(self) -> None:
        """Scrapy's way to put it in place."""
        from twisted.internet import reactor

        reactor.installNameResolver(self)

    def resolveHostName(  # noqa: N802
        self,
        resolutionReceiver: Receiver,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type[IAddress]] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> object:
        """Twisted's question for a name's addresses."""
        if not self._allow_private:
            resolutionReceiver = _Filter(resolutionReceiver, hostName, self.refused)  # noqa: N806
        return self._inner.resolveHostName(resolutionReceiver, hostName, portNumber, addressTypes, transportSemantics)


class BoundedProtocol(_LenientHTTP11ClientProtocol):
    """HTTP/1.1 that gives up on a response whose status line and headers go on and on."""

    limit = 65_536
    _head = 0

    def dataReceived(self, bytes: bytes) -> None:  # noqa: A002, N802 (Twisted's names)
        """Twisted's hand-over of what came."""
        parser = self._parser
        if parser is not None and parser.state in {STATUS, HEADER}:
            self._head += len(bytes)
            # A first packet may hold most of a small body too: judged only when the head isn't over by then.
            super().dataReceived(bytes)  # type: ignore[no-untyped-call]
            if self._parser is parser and parser.state in {STATUS, HEADER}:
                if self._head > self.limit and self.transport is not None:
                    self.transport.abortConnection()
            else:
                self._head = 0
            return
        super().dataReceived(bytes)  # type: ignore[no-untyped-call]


class BoundedHandler(HTTP11DownloadHandler):
    """Scrapy's handler for http and https, with heads bounded."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        limit = crawler.settings.getint(HEAD_BYTES)

        class OurProtocol(BoundedProtocol):
            pass

        class BoundedFactory(_LenientHTTP11ClientFactory):
            def buildProtocol(self, addr: IAddress | None) -> BoundedProtocol:  # noqa: N802
                return OurProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]

        OurProtocol.limit = limit
        self._pool._factory = BoundedFactory
