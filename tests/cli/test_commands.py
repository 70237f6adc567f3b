"""The commands as people type them; what they print and how they end."""

from __future__ import annotations

import errno
import os
import socket
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import main
from cli.airflow_home import AirflowHomeBusyError, environment, passwords, sole_use
from cli.app import app
from cli.facts import figure, period, stated
from sources import Settings
from tests.warehouse.books import Made, update_of
from warehouse import publish


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "articles").mkdir()
    catalogue = tmp_path / "catalogue.yaml"
    catalogue.write_text("sources:\n  - id: desk\n    kind: folder\n    path: articles\n", encoding="utf-8")
    monkeypatch.setenv("NEWSLEDGER_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("NEWSLEDGER_SOURCES", str(catalogue))
    return tmp_path / "home"


def newsledger(*arguments: str) -> tuple[int, str]:
    ended = CliRunner().invoke(app, list(arguments))
    return ended.exit_code, ended.output


@pytest.mark.parametrize(
    "command", [("facts",), ("why-held",), ("unmapped",), ("verify",), ("trace", "f1"), ("diff", "x")]
)
def test_without_a_release_a_command_says_so_and_ends_with_2(home: Path, command: tuple[str, ...]) -> None:
    status, output = newsledger(*command)
    assert status == 2
    assert "there is no release" in output


def test_a_setting_that_does_not_fit_ends_with_2(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSLEDGER_BASE_URL", "nonsense")
    status, output = newsledger("facts")
    assert status == 2
    assert "NEWSLEDGER_BASE_URL" in output


def test_an_alert_url_that_makes_no_channel_is_refused_before_anything_runs(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSLEDGER_ALERT_URLS", "nothing://secret@example.org")
    status, output = newsledger("run")
    assert status == 2
    assert "secret" not in output
    assert not home.exists()


def test_a_source_that_is_not_in_the_catalogue_is_refused_by_name(home: Path) -> None:
    status, output = newsledger("run", "--source", "elsewhere")
    assert status == 2
    assert "elsewhere" in output
    assert not home.exists()


def test_a_catalogue_is_checked_by_file_and_line(home: Path) -> None:
    assert newsledger("sources", "check")[0] == 0
    (home.parent / "catalogue.yaml").write_text("sources:\n  - id: desk\n    kind: foldr\n", encoding="utf-8")
    status, output = newsledger("sources", "check")
    assert status == 2
    assert "catalogue.yaml:3" in output.replace("\n", "")


def test_a_fact_is_traced_to_its_sentence(home: Path) -> None:
    publish(home, update_of([Made("s1", figures=(7.0,))]))
    status, output = newsledger("facts")
    assert status == 0
    fact = output.split("\n")[1].split()[-1]
    status, output = newsledger("trace", fact)
    assert status == 0
    assert "Cluster two has 7 members." in " ".join(output.split())


def test_an_id_that_nothing_has_is_refused(home: Path) -> None:
    publish(home, update_of([Made("s1")]))
    assert newsledger("trace", "nothing-of-the-kind")[0] == 2


def test_a_release_can_be_rolled_back_and_compared(home: Path) -> None:
    first = publish(home, update_of([Made("s1", figures=(7.0,))])).release
    second = publish(home, update_of([Made("s1", figures=(8.0,))])).release
    status, output = newsledger("diff", first, second)
    assert (status, "7" in output and "8" in output) == (0, True)
    assert newsledger("rollback")[0] == 0
    assert (home / "warehouse" / "CURRENT").read_text(encoding="utf-8").strip() == first
    status, output = newsledger("releases")
    assert first in output
    assert second in output


def test_a_table_goes_into_a_spreadsheet(home: Path, tmp_path: Path) -> None:
    publish(home, update_of([Made("s1")]))
    assert newsledger("export", "fact_indicator", str(tmp_path / "facts.csv"))[0] == 0
    assert "fact_id" in (tmp_path / "facts.csv").read_text(encoding="utf-8-sig")
    assert newsledger("export", "fact_indicator", str(tmp_path / "facts.pdf"))[0] == 2
    assert newsledger("export", "no_table", str(tmp_path / "facts.csv"))[0] == 2


def test_a_decision_about_a_story_that_is_not_held_is_refused(home: Path) -> None:
    publish(home, update_of([Made("s1"), Made("s2", held=True)]))
    status, output = newsledger("waive", "s1", "parts_sum_to_total", "--reason", "so")
    assert status == 2
    assert "s2 parts_sum_to_total" in output
    assert newsledger("waive", "s2", "parts_sum_to_total", "--reason", " ")[0] == 2
    assert newsledger("waive", "s2", "parts_sum_to_total", "--reason", "the source is wrong", "--by", "ed")[0] == 0
    assert '"by": "ed"' in (home / "waivers.jsonl").read_text(encoding="utf-8")


def test_an_article_that_the_archive_does_not_have_cannot_be_withdrawn(home: Path) -> None:
    assert newsledger("withdraw", "a1", "--reason", "asked for")[0] == 2


def test_the_watchdog_finds_nothing_wrong_in_an_empty_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home.mkdir()
    status, output = newsledger("watchdog")
    assert (status, "0 things wrong" in output) == (0, True)
    monkeypatch.setenv("NEWSLEDGER_RUN_EVERY_HOURS", "often")
    assert newsledger("watchdog")[0] == 2


def test_an_archive_is_exported_and_imported_whole(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sources import collect, load_catalogue

    (tmp_path / "articles" / "a.txt").write_text("A cluster has 5 members.", encoding="utf-8")
    given = Settings(home=home, catalogue=tmp_path / "catalogue.yaml")
    collect(given, load_catalogue(given.catalogue), None, home / "runs" / "r", datetime(2026, 1, 1, tzinfo=UTC))
    assert newsledger("archive", "export", str(tmp_path / "out"))[0] == 0
    assert newsledger("archive", "export", str(tmp_path / "out"))[0] == 2
    monkeypatch.setenv("NEWSLEDGER_HOME", str(tmp_path / "other"))
    status, output = newsledger("archive", "import", str(tmp_path / "out"))
    assert (status, "1 articles of 1 collections" in output) == (0, True)
    status, output = newsledger("archive", "import", str(tmp_path / "out"))
    assert (status, "0 versions added, 1 known already" in output) == (0, True)


def test_a_tampered_archive_is_not_imported(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "a.warc.gz").write_bytes(b"something")
    (folder / "SHA256SUMS").write_text(f"{'0' * 64}  a.warc.gz\n", encoding="utf-8")
    assert newsledger("archive", "import", str(folder))[0] == 2
    assert not (home / "archive").exists()


def test_a_busy_port_is_told_and_ends_with_2(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        status, output = newsledger("up", "--port", str(port))
    assert status == 2
    assert str(port) in output
    assert not home.exists()


def test_an_airflow_has_one_user_at_a_time_who_is_named(home: Path) -> None:
    given = Settings(home=home, catalogue=home / "c.yaml")
    holder = (
        "import sys; from pathlib import Path; from sources import Settings; from cli.airflow_home import sole_use\n"
    )
    holder += f"with sole_use(Settings(home=Path({str(home)!r}), catalogue=Path('c')), 'newsledger up'):\n"
    holder += "    print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", holder], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with (
            pytest.raises(AirflowHomeBusyError, match=f"newsledger up.*{other.pid}"),
            sole_use(given, "newsledger run"),
        ):
            pass
        other.kill()
    with sole_use(given, "newsledger run"):
        assert "newsledger run" in (home / "airflow" / "in_use").read_text(encoding="utf-8")


def test_passwords_and_secrets_are_made_once_and_only_their_owner_reads_them(home: Path) -> None:
    given = Settings(home=home, catalogue=home / "c.yaml")
    first = (passwords(given), environment(given))
    assert (passwords(given), environment(given)) == first
    for name in ("passwords.json", "secrets.json"):
        assert (home / "airflow" / name).stat().st_mode & 0o777 == 0o600
    assert len(set(first[0].values())) == 2


def test_no_descendant_is_left_behind_however_it_hides(tmp_path: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("only Linux lets a process adopt its orphans")
    grandchild = "import os, sys, time; os.setsid(); print(os.getpid(), flush=True); time.sleep(600)"
    program = (
        "import subprocess, sys; from cli.families import adopt_orphans, end_descendants\n"
        "adopt_orphans()\n"
        "child = 'import subprocess, sys; subprocess.Popen([sys.executable, \"-c\", sys.argv[1]])'\n"
        f"done = subprocess.run([sys.executable, '-c', child, {grandchild!r}], stdout=subprocess.PIPE)\n"
    )
    # The grandchild keeps the pipe open: its parent's end is read by line, not to the end.
    program = (
        program.replace("done = subprocess.run(", "done = subprocess.Popen(")
        + "print(done.stdout.readline().decode().strip(), flush=True); done.wait(); end_descendants()"
    )
    ended = subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, timeout=60, check=True)
    with pytest.raises(ProcessLookupError):
        os.kill(int(ended.stdout.strip()), 0)


def test_figures_and_periods_read_as_people_write_them() -> None:
    assert figure(1_000_000.0) == "1,000,000"
    assert figure(None) == "–"
    row = {"qualifier": "almost", "value": 400.0, "value_low": 360.0, "value_high": 400.0}
    assert stated(row) == "almost 400"
    assert stated({**row, "qualifier": "range", "value": None}) == "360 to 400"
    assert period(date(2024, 1, 1), date(2024, 12, 31)) == "2024"
    assert period(date(2024, 1, 1), date(2024, 6, 30)) == "2024-01 to 2024-06"
    assert period(date(2024, 5, 3), None) == "2024-05-03 to …"
    assert period(None, None) == ""


def test_a_pinned_release_is_shown_with_its_reason_and_pruning_spares_it(home: Path) -> None:
    long_ago = datetime(2026, 1, 1, tzinfo=UTC)
    first = publish(home, update_of([Made("s1")]), now=long_ago).release
    publish(home, update_of([Made("s2")]), now=long_ago)
    assert newsledger("pin", first[:8], "--reason", "cited in a paper")[0] == 0
    assert "pinned: cited in a paper" in newsledger("releases")[1]
    assert "0 releases" in newsledger("prune", "--keep", "1")[1]
    assert newsledger("unpin", first)[0] == 0
    assert "pinned" not in newsledger("releases")[1]
    assert "1 releases" in newsledger("prune", "--keep", "1")[1]
    status, output = newsledger("pin", first)
    assert (status, "no release" in output) == (2, True)


def test_what_the_system_refuses_is_told_in_a_sentence_and_ends_with_1(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    release = publish(home, update_of([Made("s1")])).release

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "some/file")

    monkeypatch.setattr("cli.keeping.list_releases", full)
    monkeypatch.setattr("sys.argv", ["newsledger", "releases"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    told = capsys.readouterr().err
    for part in ("`newsledger releases`", "No space left on device at some/file", f"{release} is the current", "Free"):
        assert part in told
    assert "Traceback" not in told


def test_verify_says_exactly_what_is_off_and_ends_with_1(home: Path) -> None:
    publish(home, update_of([Made("s1")]))
    assert newsledger("verify", "--quick")[0] == 0
    status, output = newsledger("verify")
    assert status == 1  # the archive of this home is empty, so nothing of it can be derived again
    assert "rows that the archive doesn't make: s1/0, s1/1" in output.replace("\n", " ")
    page = home / "warehouse/current/views.sql"
    page.chmod(0o644)
    page.write_bytes(page.read_bytes() + b" ")
    status, output = newsledger("verify", "--quick")
    assert status == 1
    assert "views.sql has the digest" in output.replace("\n", " ")
