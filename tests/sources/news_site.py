"""A news site on loopback: real HTTP, pages written here, and every misbehaviour that a test asks for."""

from __future__ import annotations

import gzip
import hashlib
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Handler = Callable[["Exchange"], None]


class Exchange(BaseHTTPRequestHandler):
    """One request; `reply` answers it whole, anything else can be written by hand."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: NewsServer

    def reply(self, body: bytes = b"", status: int = 200, **headers: str) -> None:
        """Answer with these headers (underscores become dashes) and a length."""
        self.send_response(status)
        for name, value in {"Content_Type": "text/html; charset=utf-8", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        """Look the path up in the site."""
        site = self.server.site
        with site.lock:
            site.requests.append((self.path, dict(self.headers), time.monotonic()))
        try:
            site.answer(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Be quiet."""


class NewsServer(ThreadingHTTPServer):
    """The server of one site."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 64
    site: NewsSite

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is no news."""


@dataclass
class NewsSite:
    """What a site has, by path: bytes (a page with ETag), or a function that answers; and what it was asked."""

    pages: dict[str, bytes | Handler] = field(default_factory=dict)
    robots: bytes | Handler | None = None
    address: str = "127.0.0.1"
    compress: bool = False
    base: str = ""
    requests: list[tuple[str, dict[str, str], float]] = field(default_factory=list)
    bodies: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, exchange: Exchange) -> None:
        """Answer one request as the site has it."""
        found = self.robots if exchange.path == "/robots.txt" else self.pages.get(exchange.path)
        if found is None:
            exchange.reply(b"nothing here", 404)
        elif callable(found):
            found(exchange)
        else:
            self._page(exchange, found)

    def _page(self, exchange: Exchange, body: bytes) -> None:
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if exchange.headers.get("If-None-Match") == etag:
            exchange.reply(b"", 304, ETag=etag)
            return
        with self.lock:
            self.bodies[exchange.path] += 1
        media_type = "text/html; charset=utf-8"
        if exchange.path.endswith((".xml", ".rss")):
            media_type = "application/xml"
        if exchange.path.endswith(".txt"):
            media_type = "text/plain"
        if self.compress and "gzip" in exchange.headers.get("Accept-Encoding", ""):
            exchange.reply(gzip.compress(body), ETag=etag, Content_Encoding="gzip", Content_Type=media_type)
        else:
            exchange.reply(body, ETag=etag, Content_Type=media_type)

    @property
    def paths(self) -> list[str]:
        """What was asked for, in order, robots.txt left out."""
        with self.lock:
            return [path for path, _, _ in self.requests if path != "/robots.txt"]


@contextmanager
def serve(site: NewsSite) -> Iterator[NewsSite]:
    """Have a site answer on a free port of its address; `site.base` is where."""
    server = NewsServer((site.address, 0), Exchange)
    server.site = site
    site.base = f"http://{site.address}:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)


def page(title: str, *paragraphs: str, head: str = "", language: str = "en") -> bytes:
    """A small article."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body><article><h1>{title}</h1>{text}</article></body></html>"
    ).encode()
