"""The fetching process: `python -m sources.crawl` reads a job from its standard input and reports on its output.

It ends when its standard input closes, so it never outlives the process that started it.
"""

from __future__ import annotations

import os
import sys
import threading
from typing import Any

from scrapy.crawler import CrawlerProcess

from sources.manners import LIMITS
from sources.spider import NewsSpider
from sources.wire import Done, Job, Message, receive_job, send

_MANNERS = "sources.manners."
_SCRAPY = "scrapy.downloadermiddlewares."


def main() -> int:
    """Do the job; the exit status is 0 when everything was reported."""
    # Nothing but messages may reach the pipe, whatever a library prints.
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    job = receive_job(sys.stdin.buffer)
    threading.Thread(target=_end_with, args=(sys.stdin.fileno(),), daemon=True).start()

    def report(message: Message) -> None:
        try:
            send(out, message)
        except BrokenPipeError:
            os._exit(3)

    def leave() -> None:
        report(Done())
        os._exit(0)

    process = CrawlerProcess(settings(job))
    process.crawl(NewsSpider, job=job, report=report, leave=leave)
    process.start()
    report(Done())
    return 0


def settings(job: Job) -> dict[str, Any]:
    """Scrapy's settings for a job: polite, bounded, without cookies, caches, consoles or proxies."""
    limits = job.limits
    return {
        "USER_AGENT": job.user_agent,
        "ROBOTSTXT_OBEY": False,
        "DOWNLOADER_MIDDLEWARES": {
            _MANNERS + "GuardMiddleware": 10,
            _MANNERS + "RobotsMiddleware": 20,
            _MANNERS + "BackoffMiddleware": 550,
            _SCRAPY + "offsite.OffsiteMiddleware": None,
            # Ours refuses a host whose robots.txt can't be read; Scrapy's lets it pass.
            _SCRAPY + "robotstxt.RobotsTxtMiddleware": None,
            _SCRAPY + "httpauth.HttpAuthMiddleware": None,
            _SCRAPY + "retry.RetryMiddleware": None,
            _SCRAPY + "redirect.MetaRefreshMiddleware": None,
            # Bodies are archived as they came and decoded by sources.encodings, within limits.
            _SCRAPY + "httpcompression.HttpCompressionMiddleware": None,
            _SCRAPY + "cookies.CookiesMiddleware": None,
            _SCRAPY + "httpproxy.HttpProxyMiddleware": None,
            _SCRAPY + "httpcache.HttpCacheMiddleware": None,
        },
        "EXTENSIONS": {
            "scrapy.extensions.throttle.AutoThrottle": None,
            _MANNERS + "Throttle": 0,
            "scrapy.extensions.telnet.TelnetConsole": None,
            "scrapy.extensions.remote_control.RemoteControl": None,
            "scrapy.extensions.memusage.MemoryUsage": None,
            "scrapy.extensions.feedexport.FeedExporter": None,
            "scrapy.extensions.logstats.LogStats": None,
        },
        "REFERRER_POLICY": "no-referrer",
        "DOWNLOAD_HANDLERS": {
            "http": "sources.guard.BoundedHandler",
            "https": "sources.guard.BoundedHandler",
            **dict.fromkeys(("data", "file", "s3", "ftp")),
        },
        "TWISTED_DNS_RESOLVER": "sources.guard.GuardedResolver",
        "NEWSLEDGER_ALLOW_PRIVATE": job.allow_private,
        "NEWSLEDGER_HEAD_BYTES": limits.head_bytes,
        LIMITS: limits,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "COOKIES_ENABLED": False,
        "HTTPERROR_ALLOW_ALL": True,
        "REDIRECT_MAX_TIMES": limits.redirects,
        "DOWNLOAD_TIMEOUT": limits.request_seconds,
        "DOWNLOAD_MAXSIZE": limits.page_bytes,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_DELAY": limits.delay_seconds,
        "DOWNLOAD_DELAY_JITTER": 0.0,
        "AUTOTHROTTLE_ENABLED": True,
        "AUTOTHROTTLE_START_DELAY": limits.delay_seconds,
        "AUTOTHROTTLE_MAX_DELAY": 60.0,
        "CONCURRENT_REQUESTS": limits.hosts,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "LOG_LEVEL": "WARNING",
    }


def _end_with(pipe: int) -> None:
    """End this process at once when the other one is gone."""
    os.read(pipe, 1)
    os._exit(3)


if __name__ == "__main__":
    sys.exit(main())
