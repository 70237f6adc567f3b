import asyncio
import json
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from alerts import Finding


@dataclass
class Webhook:
    """An HTTP receiver. `answers` are the status codes of the next requests; after them it answers 200."""

    port: int
    received: list[tuple[str, dict[str, Any], dict[str, str]]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    before_answer: Callable[[], None] = lambda: None

    def url(self, path: str = "/hook") -> str:
        return f"json://127.0.0.1:{self.port}{path}"

    def ids(self, path: str = "/hook") -> list[str]:
        return [payload["id"] for where, payload, _ in self.received if where.split("?")[0] == path]

    def kinds(self, path: str = "/hook") -> list[str]:
        return [payload["kind"] for where, payload, _ in self.received if where.split("?")[0] == path]


@pytest.fixture
def webhook() -> Iterator[Webhook]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            payload = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            status = hook.answers.pop(0) if hook.answers else 200
            if status == 200:
                hook.received.append((self.path, payload, dict(self.headers)))
            hook.before_answer()
            try:
                self.send_response(status)
                self.end_headers()
            except ConnectionError:  # the sender was killed meanwhile
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    hook = Webhook(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield hook
    server.shutdown()
    server.server_close()
    thread.join()


@dataclass
class MailServer:
    """An SMTP server. It refuses the next `refusals` mails."""

    port: int
    mails: list[EmailMessage] = field(default_factory=list)
    refusals: int = 0

    @property
    def url(self) -> str:
        return f"mailto://127.0.0.1:{self.port}/?from=newsledger@example.org&to=desk@example.org"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        if self.refusals:
            self.refusals -= 1
            return "451 try again later"
        mail = message_from_bytes(envelope.content or b"", policy=policy.default)  # type: ignore[arg-type]
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        return "250 OK"


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    server = MailServer(free_port())
    controller = Controller(server, hostname="127.0.0.1", port=server.port, loop=asyncio.new_event_loop())
    controller.start()
    yield server
    controller.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def monday() -> datetime:
    return datetime(2026, 6, 1, 6, 0, tzinfo=UTC)


@pytest.fixture
def later(monday: datetime) -> Callable[..., datetime]:
    return lambda **span: monday + timedelta(**span)


@pytest.fixture
def unbalanced() -> Callable[..., Finding]:
    """A story whose parts do not make its total."""

    def make(story: str = "s1", **changes: Any) -> Finding:
        facts: dict[str, Any] = {
            "story_id": story,
            "title": f"The cluster of {story} reviews its half-year",
            "original_url": f"https://news.example.org/{story}",
            "rule": "parts_sum_to_total",
            "description": "Members counted by kind make the total that the story states.",
            "expression": "7 + 11 = 18, stated 17",
            "stated": 17.0,
            "computed": 18.0,
            "quotes": (
                ("en", "The cluster has 17 members: 7 departments and 11 divisions."),
                ("vi", "Cụm có 17 đơn vị."),
            ),
            "where": "runs/r1/report/index.html",
        }
        return Finding(**(facts | changes))

    return make
