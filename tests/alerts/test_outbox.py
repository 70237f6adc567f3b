import fcntl
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

import pytest

from alerts import ChannelError, Delivery, Finding, Ledger, Message, channels_from, deliver, unsettled
from alerts.outbox import LONGEST_PAUSE, pause_after

Later = Callable[..., datetime]
Make = Callable[..., Finding]


class Receiver(Protocol):
    """What these tests need of the webhook fixture."""

    answers: list[int]
    received: list[tuple[str, dict[str, str], dict[str, str]]]

    def url(self, path: str = "/hook") -> str: ...
    def ids(self, path: str = "/hook") -> list[str]: ...
    def kinds(self, path: str = "/hook") -> list[str]: ...


@dataclass
class Postman:
    """A channel that refuses the messages in `refuses`, or every one while `down`."""

    key: str = "postman"
    down: bool = False
    refuses: set[str] = field(default_factory=set)
    got: list[str] = field(default_factory=list)
    tries: int = 0

    def send(self, message: Message) -> None:
        self.tries += 1
        if self.down or message.id in self.refuses:
            raise ChannelError("no")
        self.got.append(message.id)


@pytest.fixture
def post(tmp_path: Path, monday: datetime, unbalanced: Make) -> Callable[..., str]:
    """Writes one message into the outbox and answers its id."""
    ledger = Ledger(tmp_path)

    def write(name: str = "a", at: datetime = monday) -> str:
        ledger.observe(f"run-{name}", at, [unbalanced(name)], scope=name)
        return unsettled(tmp_path)[-1].id

    return write


def test_without_any_channel_a_message_is_logged_and_filed(
    tmp_path: Path, monday: datetime, post: Callable[..., str], caplog: pytest.LogCaptureFixture
) -> None:
    message_id = post()
    with caplog.at_level(logging.WARNING, "alerts"):
        assert deliver(tmp_path, (), monday) == Delivery(sent=1, failed=0, waiting=0)
    filed = (tmp_path / "alerts" / "messages" / f"{message_id}.txt").read_text()
    assert filed.startswith("Subject: [Newsledger] 1 story held: parts_sum_to_total\n")
    assert "7 + 11 = 18, stated 17" in filed
    assert "1 story held" in caplog.text


def test_what_was_sent_is_not_sent_again(
    tmp_path: Path, monday: datetime, later: Later, post: Callable[..., str]
) -> None:
    postman = Postman()
    message_id = post()
    deliver(tmp_path, (postman,), monday)
    assert deliver(tmp_path, (postman,), later(days=1)) == Delivery(sent=0, failed=0, waiting=0)
    assert postman.got == [message_id]


def test_one_channel_that_fails_does_not_make_the_other_send_twice(
    tmp_path: Path, monday: datetime, later: Later, post: Callable[..., str]
) -> None:
    well, ill = Postman("well"), Postman("ill", down=True)
    message_id = post()
    assert deliver(tmp_path, (ill, well), monday) == Delivery(sent=0, failed=1, waiting=1)
    ill.down = False
    assert deliver(tmp_path, (ill, well), later(minutes=1)) == Delivery(sent=1, failed=0, waiting=0)
    assert (well.got, ill.got) == ([message_id], [message_id])


def test_a_failing_channel_rests_longer_and_longer(
    tmp_path: Path, monday: datetime, later: Later, post: Callable[..., str]
) -> None:
    postman = Postman(down=True)
    post()
    for seconds in range(0, 600, 10):
        deliver(tmp_path, (postman,), later(seconds=seconds))
    # at 0, 30, 90, 210 and 450 seconds
    assert postman.tries == 5


def test_the_rest_of_a_channel_is_an_hour_at_most() -> None:
    assert pause_after(1) == timedelta(seconds=30)
    assert pause_after(10_000) == LONGEST_PAUSE


def test_a_dead_channel_is_tried_twice_a_call_however_much_waits(
    tmp_path: Path, monday: datetime, post: Callable[..., str]
) -> None:
    for name in "abcdef":
        post(name)
    postman = Postman(down=True)
    assert deliver(tmp_path, (postman,), monday) == Delivery(sent=0, failed=2, waiting=6)
    assert postman.tries == 2


def test_messages_that_a_channel_refuses_do_not_stop_the_others_for_ever(
    tmp_path: Path, monday: datetime, later: Later, post: Callable[..., str]
) -> None:
    ids = [post(name) for name in "abcd"]
    postman = Postman(refuses=set(ids[:2]))
    for hour in range(6):
        deliver(tmp_path, (postman,), later(hours=hour))
    assert postman.got == ids[2:]


def test_after_an_outage_the_incident_is_told_before_its_recovery(
    tmp_path: Path, monday: datetime, later: Later, unbalanced: Make
) -> None:
    ledger = Ledger(tmp_path)
    postman = Postman(down=True)
    ledger.observe("r1", monday, [unbalanced()], scope="x")
    deliver(tmp_path, (postman,), monday)
    postman.down = False
    ledger.observe("r2", later(seconds=1), [], scope="x")
    expected = [message.id for message in unsettled(tmp_path)]
    deliver(tmp_path, (postman,), later(seconds=1))
    assert postman.got == expected


def test_a_channel_that_is_added_later_gets_no_old_messages(
    tmp_path: Path, monday: datetime, later: Later, post: Callable[..., str]
) -> None:
    post("old")
    deliver(tmp_path, (), monday)
    new = post("new")
    postman = Postman()
    deliver(tmp_path, (postman,), later(days=1))
    assert postman.got == [new]


def test_two_deliverers_do_not_send_the_same_at_once(
    tmp_path: Path, monday: datetime, post: Callable[..., str]
) -> None:
    post()
    postman = Postman()
    with (tmp_path / "alerts" / "deliver.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert deliver(tmp_path, (postman,), monday) == Delivery(sent=0, failed=0, waiting=1, busy=True)
    assert postman.got == []
    assert deliver(tmp_path, (postman,), monday).sent == 1


def test_what_is_posted_during_a_delivery_goes_out_with_it(
    tmp_path: Path, monday: datetime, post: Callable[..., str]
) -> None:
    class Busy(Postman):
        def send(self, message: Message) -> None:
            if not self.got:
                post("second")
            super().send(message)

    post("first")
    postman = Busy()
    assert deliver(tmp_path, (postman,), monday).sent == 2
    assert len(postman.got) == 2


def test_a_receiver_that_is_down_for_three_tries_gets_opening_and_closing_once(
    tmp_path: Path, monday: datetime, later: Later, unbalanced: Make, webhook: Receiver
) -> None:
    ledger = Ledger(tmp_path)
    channels = channels_from([webhook.url()])
    webhook.answers = [503, 503, 503]
    ledger.observe("r1", monday, [unbalanced()], scope="x")
    deliveries = [deliver(tmp_path, channels, later(minutes=5 * n)) for n in range(4)]
    ledger.observe("r2", later(days=1), [], scope="x")
    deliver(tmp_path, channels, later(days=1))
    assert [d.failed for d in deliveries] == [1, 1, 1, 0]
    assert webhook.kinds() == ["opened", "closed"]


def test_nobody_at_the_other_end_is_a_failure_and_not_an_error(
    tmp_path: Path, monday: datetime, post: Callable[..., str], webhook: Receiver
) -> None:
    post()
    nobody = channels_from(["json://127.0.0.1:9/hook", "mailto://127.0.0.1:9/?from=a@example.org&to=b@example.org"])
    assert deliver(tmp_path, (*nobody, *channels_from([webhook.url()])), monday) == Delivery(0, 2, 1)
    assert len(webhook.ids()) == 1
