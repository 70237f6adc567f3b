import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from alerts import Finding, Ledger, channels_from, deliver, unsettled

WORKER = Path(__file__).with_name("dying_worker.py")
ROOT = Path(__file__).parents[2]


class Receiver:
    """What these tests need of the webhook fixture."""

    before_answer: Callable[[], None]

    def url(self, path: str = "/hook") -> str:
        raise NotImplementedError

    def ids(self, path: str = "/hook") -> list[str]:
        raise NotImplementedError

    def kinds(self, path: str = "/hook") -> list[str]:
        raise NotImplementedError


class Mails:
    """What these tests need of the mail server fixture."""

    port: int
    mails: list[EmailMessage]


def check_kills(folder: Path, webhook: Receiver, mail_server: Mails, kills: int) -> None:
    mail_url = f"mailto://127.0.0.1:{mail_server.port}/?from=newsledger@example.org&to=desk{{n}}@example.org"
    worker = subprocess.run(
        [sys.executable, str(WORKER), str(folder), str(kills), webhook.url("/hook/{n}"), mail_url],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=600,
    )
    report = json.loads(worker.stdout)
    assert report["signals"] == [signal.SIGKILL] * kills
    assert report["lines"] > kills
    for n in range(kills):
        assert set(webhook.kinds(f"/hook/{n}")) == {"opened", "closed"}, f"lost at kill {n}"
        posted = webhook.ids(f"/hook/{n}")
        mailed = [str(m["X-Newsledger-Id"]) for m in mail_server.mails if f"desk{n}@" in str(m["To"])]
        assert set(posted) == set(mailed), f"kill {n}: the mails are not the posts"
        assert len(set(posted)) == 2, f"kill {n} made one message two"
        assert len(posted) + len(mailed) <= 5, f"kill {n}: more than one came twice"
        assert unsettled(folder / str(n)) == ()


def test_no_message_is_lost_and_none_changes_its_id_when_the_process_is_killed(
    tmp_path: Path, webhook: Receiver, mail_server: Mails
) -> None:
    check_kills(tmp_path, webhook, mail_server, kills=12)


@pytest.mark.slow
def test_no_message_is_lost_over_two_hundred_kills(tmp_path: Path, webhook: Receiver, mail_server: Mails) -> None:
    check_kills(tmp_path, webhook, mail_server, kills=200)


def test_a_kill_between_delivery_and_its_record_sends_the_same_id_twice(
    tmp_path: Path, webhook: Receiver, monday: datetime, unbalanced: Callable[..., Finding]
) -> None:
    Ledger(tmp_path).observe("r1", monday, [unbalanced()], scope="news_ledger")
    program = (
        "import sys; from datetime import datetime; from pathlib import Path; import alerts\n"
        "alerts.deliver(Path(sys.argv[1]), alerts.channels_from([sys.argv[2]]), datetime.fromisoformat(sys.argv[3]))\n"
    )
    arguments = [sys.executable, "-c", program, str(tmp_path), webhook.url(), monday.isoformat()]
    sender = subprocess.Popen(arguments, cwd=ROOT)
    webhook.before_answer = sender.kill
    assert sender.wait(timeout=60) == -signal.SIGKILL
    webhook.before_answer = lambda: None
    assert deliver(tmp_path, channels_from([webhook.url()]), monday).sent == 1
    first, second = webhook.ids()
    assert first == second
