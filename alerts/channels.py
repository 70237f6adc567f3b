"""The ways a message goes out: the log, a file, and any service that has an Apprise URL."""

import hashlib
import logging
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote

from alerts import store
from alerts.connections import apprise_urls
from alerts.messages import Message

if TYPE_CHECKING:
    from apprise import NotifyBase

logger = logging.getLogger(__name__)

MAIL = ("mailto", "mailtos")
WEBHOOKS = ("json", "jsons", "xml", "xmls", "form", "forms")


class ChannelError(RuntimeError):
    """The channel did not take the message; it is tried again later."""


class ChannelRefusedError(ValueError):
    """A URL or a connection that no channel can be made of. Says which, without its secrets."""


class Channel(Protocol):
    """A way out. `key` tells it from the others for as long as it is configured the same, and holds no secret."""

    @property
    def key(self) -> str:
        """Its name in the books."""

    def send(self, message: Message) -> None:
        """Deliver, or raise `ChannelError`. Returns or raises within its time-outs."""


@dataclass(frozen=True, slots=True)
class Log:
    """The log of whichever process delivers."""

    key: str = "log"

    def send(self, message: Message) -> None:
        """Write subject and text as one warning, a recovery as information."""
        level = logging.INFO if message.kind == "closed" else logging.WARNING
        logger.log(level, "%s\n%s", message.subject, message.body)


@dataclass(frozen=True, slots=True)
class Files:
    """`$NEWSLEDGER_HOME/alerts/messages/<id>.txt`."""

    home: Path
    key: str = "file"

    def send(self, message: Message) -> None:
        """Write the file whole, or not at all."""
        folder = store.folder(self.home) / "messages"
        part = folder / f"{message.id}.part"
        try:
            folder.mkdir(exist_ok=True)
            with part.open("w", encoding="utf-8") as file:
                file.write(f"Subject: {message.subject}\nDate: {message.created_at.isoformat()}\n\n{message.body}")
                file.flush()
                os.fsync(file.fileno())
            part.replace(folder / f"{message.id}.txt")
        except OSError as error:
            raise ChannelError(str(error)) from error


@dataclass(frozen=True, slots=True)
class Service:
    """A service behind an Apprise URL. The id of the message goes along as the service allows.

    Mail and webhooks carry it as the header `X-Newsledger-Id`, webhooks also as `id` beside title and message (with
    `kind`: opened, reminder or closed), and every text ends with it. Apprise writes a Message-ID of its own into a
    mail, a new one each time.
    """

    url: str

    @property
    def key(self) -> str:
        """The scheme and a digest; another password is another channel."""
        return f"{_scheme(self.url)}:{hashlib.sha256(self.url.encode()).hexdigest()[:12]}"

    def send(self, message: Message) -> None:
        """Hand the message to Apprise and wait for its answer, within Apprise's time-outs (`cto`, `rto` in the URL)."""
        from apprise import Apprise, NotifyFormat, NotifyType

        service = _plugin(_with_id(self.url, message))
        carrier = Apprise()
        carrier.add(service)
        result = carrier.notify(
            title=message.subject,
            body=_fitted(message.body, int(service.body_maxlen) - len(message.subject)),
            body_format=NotifyFormat.TEXT,
            notify_type=NotifyType.SUCCESS if message.kind == "closed" else NotifyType.FAILURE,
        )
        if not result:
            raise ChannelError("; ".join(str(entry.message) for entry in result.logs())[:300] or "no reason given")


def channels_from(urls: Sequence[str], connection_uris: Sequence[str] = ()) -> tuple[Channel, ...]:
    """The channels of the settings: Apprise URLs, and Airflow connections as `Connection.get_uri()` writes them.

    Each is tried for sense, none is contacted. Doubled ones count once. Raises `ChannelRefusedError` for the first that
    makes none.
    """
    every = [url.strip() for url in urls if url.strip()]
    for uri in connection_uris:
        try:
            every += apprise_urls(uri)
        except ValueError as error:
            raise ChannelRefusedError(str(error)) from error
    for url in every:
        _plugin(url)
    return tuple(Service(url) for url in dict.fromkeys(every))


def _plugin(url: str) -> "NotifyBase":
    # Imported here, for Apprise takes half a second and most commands send nothing.
    from apprise import Apprise, AppriseAsset

    asset = AppriseAsset(app_id="Newsledger", app_desc="Newsledger", async_mode=False)
    log = logging.getLogger("apprise")
    quiet, log.disabled = log.disabled, True  # Apprise logs a URL that it refuses with its secrets
    try:
        plugin = Apprise.instantiate(url, asset=asset)
    finally:
        log.disabled = quiet
    if plugin is None:
        raise ChannelRefusedError(
            f'alert URL "{_scheme(url)}://…" is not understood: expected an Apprise URL with all its parts, such as '
            "mailto://user:password@example.org?to=desk@example.org, json://example.org/hook or slack://…; "
            "see docs/alerts.md"
        )
    return plugin


def _with_id(url: str, message: Message) -> str:
    scheme = _scheme(url)
    parameters = {}
    if scheme in MAIL + WEBHOOKS:
        parameters["+X-Newsledger-Id"] = message.id
    if scheme in WEBHOOKS:
        parameters |= {":id": message.id, ":kind": message.kind}
    added = "&".join(f"{name}={quote(value, safe='')}" for name, value in parameters.items())
    return f"{url}{'&' if '?' in url else '?'}{added}" if added else url


def _scheme(url: str) -> str:
    match = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", url)
    return match[1].lower() if match else "?"


def _fitted(body: str, room: int) -> str:
    """The text, or, where the service takes less, its beginning and its last line, which is the message's id."""
    if len(body) <= room:
        return body
    end = f"\n… the whole text: alerts/messages in the home of Newsledger\n{body.rstrip().rpartition(chr(10))[2]}\n"
    return body[: max(0, room - len(end))].rpartition("\n")[0] + end
