import base64
from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from alerts import ChannelRefusedError, Finding, Ledger, channels_from, deliver, unsettled
from alerts.connections import apprise_urls

Later = Callable[..., datetime]
Make = Callable[..., Finding]


class Mailbox:
    """What these tests need of the mail server fixture."""

    mails: list[EmailMessage]
    refusals: int
    url: str
    port: int


class Receiver:
    """What these tests need of the webhook fixture."""

    received: list[tuple[str, dict[str, Any], dict[str, str]]]
    port: int

    def url(self, path: str = "/hook") -> str:
        raise NotImplementedError


def test_opening_and_closing_arrive_as_plain_mails_with_their_id(
    tmp_path: Path, monday: datetime, later: Later, unbalanced: Make, mail_server: Mailbox
) -> None:
    ledger = Ledger(tmp_path)
    channels = channels_from([mail_server.url])
    ledger.observe("r1", monday, [unbalanced(title="Cụm thi đua số 2")], scope="x")
    (message,) = unsettled(tmp_path)
    deliver(tmp_path, channels, monday)
    ledger.observe("r2", later(days=1), [], scope="x")
    deliver(tmp_path, channels, later(days=1))
    opening, closing = mail_server.mails
    assert opening["Subject"] == "[Newsledger] 1 story held: parts_sum_to_total"
    assert opening["To"] == "desk@example.org"
    assert opening["X-Newsledger-Id"] == message.id
    assert opening.get_content_type() == "text/plain"
    assert opening.get_content().replace("\r\n", "\n").strip() == message.body.strip()
    assert closing["Subject"] == "[Newsledger] Recovered: 1 story no longer held by parts_sum_to_total"
    assert closing["X-Newsledger-Id"] != message.id


def test_a_mail_that_the_server_refuses_for_now_comes_later(
    tmp_path: Path, monday: datetime, later: Later, unbalanced: Make, mail_server: Mailbox
) -> None:
    mail_server.refusals = 1
    Ledger(tmp_path).observe("r1", monday, [unbalanced()], scope="x")
    channels = channels_from([mail_server.url])
    assert deliver(tmp_path, channels, monday).waiting == 1
    assert deliver(tmp_path, channels, later(minutes=1)).waiting == 0
    assert len(mail_server.mails) == 1


def test_a_webhook_gets_id_kind_subject_and_text(
    tmp_path: Path, monday: datetime, unbalanced: Make, webhook: Receiver
) -> None:
    Ledger(tmp_path).observe("r1", monday, [unbalanced()], scope="x")
    (message,) = unsettled(tmp_path)
    deliver(tmp_path, channels_from([webhook.url("/a/hook") + "?:team=desk"]), monday)
    ((path, payload, headers),) = webhook.received
    assert path == "/a/hook"
    assert (payload["id"], payload["kind"], payload["team"]) == (message.id, "opened", "desk")
    assert (payload["title"], payload["message"].strip()) == (message.subject, message.body.strip())
    assert headers["X-Newsledger-Id"] == message.id


def test_a_text_too_long_for_a_service_keeps_its_beginning_and_its_id(
    tmp_path: Path, monday: datetime, unbalanced: Make, webhook: Receiver
) -> None:
    long = [unbalanced(f"s{n}", quotes=(("en", "word " * 200),) * 8) for n in range(200)]
    Ledger(tmp_path).observe("r1", monday, long, scope="x")
    (message,) = unsettled(tmp_path)
    deliver(tmp_path, channels_from([webhook.url()]), monday)
    text = webhook.received[0][1]["message"]
    assert len(message.body) > len(text)
    assert len(text) <= 32_768
    assert text.strip().endswith(f"Message  {message.id}")


@pytest.mark.parametrize("url", ["not a url", "carrier-pigeon://example.org", "mailto://", "slack://only-one-part"])
def test_a_url_that_makes_no_channel_is_refused(url: str) -> None:
    with pytest.raises(ChannelRefusedError, match="expected an Apprise URL"):
        channels_from([url])


def test_a_refusal_keeps_the_secrets(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(ChannelRefusedError) as refused:
        channels_from(["slack://sesame/open"])
    assert "sesame" not in str(refused.value)
    assert "sesame" not in caplog.text


def test_channels_are_told_apart_without_their_secrets() -> None:
    channels = channels_from(["json://u:sesame@example.org/a", "json://u:sesame@example.org/b", "", " "])
    assert len({channel.key for channel in channels}) == 2
    assert not any("sesame" in channel.key for channel in channels)


def test_the_same_url_twice_is_one_channel() -> None:
    assert len(channels_from(["json://example.org/a", "json://example.org/a "], ["json://example.org/a"])) == 1


@pytest.mark.parametrize(
    ("uri", "urls"),
    [
        (
            "apprise://?config=%7B%22path%22%3A+%22json%3A%2F%2Fexample.org%2Fa%22%7D",
            ("json://example.org/a",),
        ),
        (
            (
                "apprise:///?__extra__=%7B%22config%22%3A+%5B%7B%22path%22%3A+%22json%3A%2F%2Fa.example%22%7D%2C+"
                "%7B%22path%22%3A+%22json%3A%2F%2Fb.example%22%2C+%22tag%22%3A+%22x%22%7D%5D%7D"
            ),
            ("json://a.example", "json://b.example"),
        ),
        (
            "smtp://bot:p%40ss@mail.example.org:587/?from_email=bot%40example.org&to=desk%40example.org&disable_ssl=true",
            (
                (
                    "mailtos://bot:p%40ss@mail.example.org:587/?smtp=mail.example.org&mode=starttls"
                    "&from=bot%40example.org&to=desk%40example.org"
                ),
            ),
        ),
        ("slackwebhook://:T1JJ3T3L2%2FA1BRTD4JD%2FTIiajkdnlazk@/", ("slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazk",)),
        ("http://https%3A%2F%2Fexample.org%2Fhook", ("jsons://example.org/hook",)),
        (
            "http://user:pass@example.org:8000/hook?X-Team=desk",
            ("json://user:pass@example.org:8000/hook?+X-Team=desk",),
        ),
        ("json://example.org/hook", ("json://example.org/hook",)),
    ],
)
def test_an_airflow_connection_stands_for_apprise_urls(uri: str, urls: tuple[str, ...]) -> None:
    assert apprise_urls(uri) == urls
    channels_from([], [uri])


@pytest.mark.parametrize(
    ("uri", "expected"),
    [
        ("smtp://mail.example.org", "from_email"),
        ("slackwebhook://:half@/", "token"),
        ("apprise://?config=%7B%7D", "Apprise URL"),
        ("http:///", "host"),
    ],
)
def test_a_connection_that_lacks_something_says_what(uri: str, expected: str) -> None:
    with pytest.raises(ChannelRefusedError, match=expected):
        channels_from([], [uri])


def test_connections_as_airflow_writes_them_are_understood(
    tmp_path: Path, monday: datetime, unbalanced: Make, webhook: Receiver, mail_server: Mailbox
) -> None:
    Ledger(tmp_path).observe("r1", monday, [unbalanced()], scope="x")
    uris = [
        f"http://user:secret@127.0.0.1:{webhook.port}/?X-Team=desk",
        (
            f"smtp://127.0.0.1:{mail_server.port}/?from_email=bot%40example.org&to=a%40example.org%2Cb%40example.org"
            "&disable_ssl=true&disable_tls=true"
        ),
    ]
    assert deliver(tmp_path, channels_from([], uris), monday).failed == 0
    headers = webhook.received[0][2]
    assert headers["X-Team"] == "desk"
    assert headers["Authorization"] == "Basic " + base64.b64encode(b"user:secret").decode()
    assert [mail["To"] for mail in mail_server.mails] == ["a@example.org", "b@example.org"]
