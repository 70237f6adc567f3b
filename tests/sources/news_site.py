"""A news site on loopback: real HTTP, pages written here, and every misbehaviour that a test asks for."""

from __future__ import annotations

import gzip
import hashlib
import ipaddress
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

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
    """What a site has, by path: bytes (a page with ETag), or a function that answers; and what it was asked.

    `compress` what begins so, or everything; `charsets` is what the site says of the pages that begin so, true or not;
    it takes `pause` seconds to think about each answer.
    """

    pages: dict[str, bytes | Handler] = field(default_factory=dict)
    robots: bytes | Handler | None = None
    address: str = "127.0.0.1"
    compress: bool | tuple[str, ...] = False
    charsets: dict[str, str] = field(default_factory=dict)
    pause: float = 0
    base: str = ""
    requests: list[tuple[str, dict[str, str], float]] = field(default_factory=list)
    bodies: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, exchange: Exchange) -> None:
        """Answer one request as the site has it."""
        threading.Event().wait(self.pause)
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
        charset = next((name for start, name in self.charsets.items() if exchange.path.startswith(start)), "utf-8")
        media_type = f"text/html; charset={charset}"
        if exchange.path.endswith((".xml", ".rss")):
            media_type = "application/xml"
        if exchange.path.endswith(".txt"):
            media_type = "text/plain"
        folded = exchange.path.startswith(self.compress) if isinstance(self.compress, tuple) else self.compress
        if folded and "gzip" in exchange.headers.get("Accept-Encoding", ""):
            exchange.reply(gzip.compress(body), ETag=etag, Content_Encoding="gzip", Content_Type=media_type)
        else:
            exchange.reply(body, ETag=etag, Content_Type=media_type)

    @property
    def paths(self) -> list[str]:
        """What was asked for, in order, robots.txt left out."""
        with self.lock:
            return [path for path, _, _ in self.requests if path != "/robots.txt"]


@contextmanager
def serve(site: NewsSite, tls: Path | None = None) -> Iterator[NewsSite]:
    """Have a site answer on a free port of its address; `site.base` is where. `tls`: with that key and certificate."""
    server = NewsServer((site.address, 0), Exchange)
    server.site = site
    if tls is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(tls)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    site.base = f"{'https' if tls else 'http'}://{site.address}:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)


def certificate(folder: Path) -> Path:
    """A key with a certificate for loopback that it signed itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = folder / "key-and-certificate.pem"
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(secret + made.public_bytes(Encoding.PEM))
    return path


def page(title: str, *paragraphs: str, head: str = "", language: str = "en") -> bytes:
    """A small article."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body><article><h1>{title}</h1>{text}</article></body></html>"
    ).encode()
