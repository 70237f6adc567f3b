"""How to behave towards other people's servers: their robots.txt, their pace, their wish to be left alone awhile."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.core.downloader import Slot
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from sources.addresses import AddressError, check_url
from sources.wire import ROBOT, Limits

LIMITS: Final = "NEWSLEDGER_LIMITS"
_AGAIN: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_NO_ROBOTS: Final = frozenset({404, 410})


class Refused(IgnoreRequest):
    """A request that must not or need not be sent: a stable reason, and the words for an operator."""

    def __init__(self, reason: str, words: str) -> None:
        super().__init__(words)
        self.reason = reason


class GuardMiddleware:
    """Looks at every URL before it is asked, also the ones that redirects lead to."""

    def __init__(self, crawler: Crawler) -> None:
        self._allow_private = crawler.settings.getbool("NEWSLEDGER_ALLOW_PRIVATE")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> GuardMiddleware:
        """Scrapy's way to make one."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Refuse what must not be asked."""
        # Scrapy would queue a redirect under the host that it came from.
        request.meta.pop("download_slot", None)
        try:
            check_url(request.url, ports=request.meta["ports"], allow_private=self._allow_private)
        except AddressError as error:
            via = " (a redirect led there)" if request.meta.get("redirect_urls") else ""
            raise Refused(error.reason, f"{request.url}: {error}{via}") from error


class RobotsMiddleware:
    """Obeys robots.txt. A host whose robots.txt can't be read is asked for nothing else; none at all (404) is a yes."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._limits: Limits = crawler.settings[LIMITS]
        self._rules: dict[str, asyncio.Future[Protego | Refused]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RobotsMiddleware:
        """Scrapy's way to make one."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Refuse what the host forbids, and take on its pace."""
        if request.meta.get("is_robots"):
            return
        parts = urlsplit(request.url)
        host = f"{parts.scheme}://{parts.netloc}"
        if host not in self._rules:
            self._rules[host] = asyncio.get_running_loop().create_future()
            self._rules[host].set_result(await self._read(host, request))
        rules = await self._rules[host]
        if isinstance(rules, Refused):
            raise Refused(rules.reason, str(rules))
        if not rules.can_fetch(request.url, ROBOT):
            raise Refused("robots", f"{host}/robots.txt forbids it")

    async def _read(self, host: str, request: Request) -> Protego | Refused:
        meta = {"is_robots": True, "ports": request.meta["ports"], "download_maxsize": self._limits.robots_bytes}
        ask = Request(f"{host}/robots.txt", meta=meta, callback=NO_CALLBACK, dont_filter=True)
        try:
            answer = await self._crawler.engine.download_async(ask)
        except Refused as refused:
            return Refused(refused.reason, f"{host}/robots.txt can't be read: {refused}")
        except Exception as error:  # noqa: BLE001 (whatever it was: the host must not be asked further)
            reason, words = why(error, ask)
            return Refused(reason, f"{host}/robots.txt can't be read: {words}")
        if answer.status in _NO_ROBOTS:
            rules = Protego.parse("")
        elif 200 <= answer.status < 300:
            rules = Protego.parse(answer.body.decode("utf-8", "replace"))
        else:
            return Refused("robots", f"{host}/robots.txt answers with status {answer.status}; expected it, or 404")
        delay = max(float(rules.crawl_delay(ROBOT) or 0), _request_rate(rules))
        if delay:
            downloader = self._crawler.engine.downloader
            name = urlsplit(host).hostname or ""
            floor = max(delay, float(downloader.per_slot_settings.get(name, {}).get("delay", 0)))
            downloader.per_slot_settings[name] = {"delay": floor, "jitter": 0.0}
            if name in downloader.slots:
                downloader.slots[name].delay = max(floor, downloader.slots[name].delay)
                downloader.slots[name].jitter = 0.0
        return rules


def _request_rate(rules: Protego) -> float:
    rate = rules.request_rate(ROBOT)
    return rate.seconds / rate.requests if rate is not None and rate.requests else 0.0


class BackoffMiddleware:
    """Tries again later what a server can't give now: as late as it says (Retry-After), else later every time."""

    def __init__(self, crawler: Crawler) -> None:
        self._limits: Limits = crawler.settings[LIMITS]
        self._not_before: dict[str, float] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> BackoffMiddleware:
        """Scrapy's way to make one."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Wait until the host wants to be asked again."""
        pause = self._not_before.get(urlsplit(request.url).netloc, 0) - time.monotonic()
        if pause > 0:
            await asyncio.sleep(pause)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Ask again after a while, or pass the answer on when that has been done often enough."""
        tries = request.meta.get("tries", 0)
        if response.status not in _AGAIN or tries >= self._limits.retries:
            return response
        asked = retry_after((response.headers.get("Retry-After") or b"").decode("latin-1"), datetime.now(UTC))
        pause = asked if asked is not None else self._limits.backoff_seconds * 2**tries
        if pause > self._limits.wait_seconds:
            raise Refused("busy", f"status {response.status}: the server asks to come back in {pause:,.0f} s")
        return self._again(request, pause)

    def process_exception(self, request: Request, exception: Exception) -> Request | None:
        """Ask once more where a connection broke or took too long."""
        if isinstance(exception, IgnoreRequest) or request.meta.get("tries", 0) >= min(1, self._limits.retries):
            return None
        if why(exception, request)[0] not in {"connection", "timeout"}:
            return None
        return self._again(request, self._limits.backoff_seconds)

    def _again(self, request: Request, pause: float) -> Request:
        host = urlsplit(request.url).netloc
        self._not_before[host] = max(self._not_before.get(host, 0), time.monotonic() + pause)
        again = request.replace(dont_filter=True)
        again.meta["tries"] = request.meta.get("tries", 0) + 1
        return again


class Throttle(AutoThrottle):
    """Scrapy's AutoThrottle, never quicker than a host's robots.txt asks."""

    def _adjust_delay(self, slot: Slot, latency: float, response: Response) -> None:
        super()._adjust_delay(slot, latency, response)
        downloader = self.crawler.engine.downloader
        floor = downloader.per_slot_settings.get(urlsplit(response.url).hostname or "", {}).get("delay", 0.0)
        slot.delay = max(slot.delay, floor)


def retry_after(value: str, now: datetime) -> float | None:
    """The seconds that a Retry-After header asks for, as a number or a date; None where it says nothing."""
    text = value.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        when = parsedate_to_datetime(text)
    except ValueError:
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (when - now).total_seconds())


def why(error: BaseException, request: Request) -> tuple[str, str]:
    """A stable reason and the words for what went wrong with a request."""
    if isinstance(error, Refused):
        return error.reason, str(error)
    name = type(error).__name__
    if name == "CannotResolveHostError" or "DNS" in name:
        from twisted.internet import reactor

        host = urlsplit(request.url).hostname or ""
        private = getattr(getattr(reactor, "nameResolver", None), "refused", {}).get(host)
        if private:
            return "private", private
        return "dns", f'the name "{host}" can\'t be resolved'
    words = " ".join(str(error).split())[:300] or name
    if "max redirections" in words:
        return "redirects", "redirected too often"
    if isinstance(error, IgnoreRequest):
        return "refused", words
    if "Timeout" in name:
        return "timeout", "took too long"
    if "Cancelled" in name:
        return "too_large", "the answer is larger than allowed"
    if "ssl" in words.lower() or "certificate" in words.lower() or "SSL" in name:
        return "tls", f"no trusted connection: {words}"
    return "connection", words
