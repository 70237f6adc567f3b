"""The web UI for real: a held story, the question about it, the answer as the UI gives it, and who may look."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest

import warehouse
from cli.airflow_home import passwords
from sources import Settings
from tests.dags.books import PATIENCE, Ledger
from tests.servers import find_server

UNBALANCED = Path(__file__).parents[2] / "samples-that-do-not-balance"
Found = TypeVar("Found")
PAGES = ("report", "quarantine", "changes", "sources")
PICTURES = os.environ.get("PICTURES")  # a folder to leave the screenshots in


@dataclass(frozen=True)
class Answer:
    """What the server answered."""

    status: int
    body: str

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class WebUI:
    """`newsledger up` over a home, and its REST API and pages as a user sees them."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        command = [sys.executable, "-c", "from cli import main; main()", "up", "--port", str(self.port)]
        self.log = ledger.folder / "up.log"
        with self.log.open("wb") as log:
            environment = ledger.environment() | {"AIRFLOW__CORE__ALLOWED_DESERIALIZATION_CLASSES": "airflow.*"}
            self.process = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
        self.until(lambda: "logs in" in self.log.read_text(encoding="utf-8"), "the web UI comes up")
        given = passwords(Settings(home=ledger.home, catalogue=ledger.catalogue))
        self.tokens = {user: self.token(user, given[user]) for user in ("admin", "viewer")}
        self.passwords = given

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def token(self, user: str, password: str) -> str:
        answer = self.ask("POST", "/auth/token", body={"username": user, "password": password})
        token: str = answer.json["access_token"]
        return token

    def ask(self, method: str, path: str, user: str | None = None, body: Any = None) -> Answer:
        request = urllib.request.Request(self.url + path, method=method)
        if user:
            request.add_header("Authorization", f"Bearer {self.tokens[user]}")
        data = None
        if body is not None:
            request.add_header("Content-Type", "application/json")
            data = json.dumps(body).encode()
        try:
            with urllib.request.urlopen(request, data, timeout=60) as answer:
                return Answer(answer.status, answer.read().decode())
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.read().decode())

    def until(self, found: Callable[[], Found], what: str) -> Found:
        """What `found` answers once it is true; fails where that takes too long or the server has died."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            answer = found()
            if answer:
                return answer
            if self.process.poll() is not None:
                break
            time.sleep(0.3)
        pytest.fail(f"waited in vain until {what}\n{self.log.read_text(encoding='utf-8')[-2000:]}")

    def run(self, dag: str) -> str:
        """Start a run and wait for its end; its state."""
        started = self.ask("POST", f"/api/v2/dags/{dag}/dagRuns", "admin", {"logical_date": None, "conf": {}})
        assert started.status == 200, started.body
        run_id = started.json["dag_run_id"]
        return self.until(lambda: self.state(dag, run_id), f"{dag} ends")

    def state(self, dag: str, run_id: str) -> str:
        """How a run ended; empty while it goes on."""
        state = str(self.ask("GET", f"/api/v2/dags/{dag}/dagRuns/{run_id}", "admin").json["state"])
        return state if state in {"success", "failed"} else ""

    def questions(self) -> list[dict[str, Any]]:
        """The questions that wait for an answer."""
        path = "/api/v2/dags/review_quarantine/dagRuns/~/hitlDetails?response_received=false"
        answer = self.ask("GET", path, "admin")
        assert answer.status == 200, answer.body
        found: list[dict[str, Any]] = answer.json["hitl_details"]
        return found

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(60)
        finally:
            self.process.kill()


QUESTION = "/api/v2/dags/review_quarantine/dagRuns/{dag_run_id}/taskInstances/{task_id}/{map_index}/hitlDetails"
ANSWER = {"chosen_options": ["Publish as it is"], "params_input": {"reason": "the source says so"}}


class Review:
    """A story is held, asked about, looked at by a viewer, let through by an editor; each step once, in this order."""

    def __init__(self, ui: WebUI, pictures: Path) -> None:
        self.ui = ui
        ui.run("news_ledger")
        runs = ui.ask("GET", "/api/v2/dags/news_ledger/dagRuns?order_by=start_date", "admin").json["dag_runs"]
        self.states = [run["state"] for run in runs]  # the scheduler may have been first
        self.held = warehouse.open_release(ui.ledger.home)
        (self.question,) = ui.until(ui.questions, "somebody is asked about the held story")
        path = QUESTION.format(**self.question["task_instance"])
        self.pages = {(page, user): ui.ask("GET", f"/newsledger/{page}", user) for page in PAGES for user in USERS}
        self.seen_by_viewer = ui.ask("GET", path, "viewer")
        self.picture = pictures / "review-question.png"
        self.on_screen = self.photographed(path)
        self.answer_of_viewer = ui.ask("PATCH", path, "viewer", ANSWER)
        self.answer_of_nobody = ui.ask("PATCH", path, None, ANSWER)
        self.still_asked = len(ui.questions())
        self.answer = ui.ask("PATCH", path, "admin", ANSWER)
        self.second_answer = ui.ask("PATCH", path, "admin", ANSWER)
        ui.until(lambda: warehouse.open_release(ui.ledger.home).id != self.held.id, "the answer is published")
        self.published = warehouse.open_release(ui.ledger.home)

    def photographed(self, path: str) -> str:
        """The text of the question's page in a browser, and its picture; empty where there is no browser."""
        browser = find_server("chromium")
        if browser is None:
            return ""
        from playwright.sync_api import sync_playwright

        instance = self.question["task_instance"]
        page_url = "{ui}/dags/{dag_id}/runs/{dag_run_id}/tasks/{task_id}/mapped/{map_index}/required_actions"
        with sync_playwright() as play:
            chromium = play.chromium.launch(executable_path=str(browser), args=["--no-sandbox"])
            page = chromium.new_page(viewport={"width": 1280, "height": 1000}, color_scheme="light")
            page.context.add_cookies([{"name": "_token", "value": self.ui.tokens["admin"], "url": self.ui.url}])
            page.goto(page_url.format(ui=self.ui.url, **instance))
            page.get_by_text("Published meanwhile").wait_for(timeout=60_000)
            page.screenshot(path=str(self.picture))
            text = page.inner_text("body")
            chromium.close()
        return text


USERS = ("admin", "viewer", None)


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Review]:
    ledger = Ledger(tmp_path_factory.mktemp("ui")).set_up()
    for path in UNBALANCED.iterdir():
        if path.suffix != ".yaml":
            shutil.copy(path, ledger.articles)
    ui = WebUI(ledger)
    try:
        yield Review(ui, Path(PICTURES) if PICTURES else ledger.folder)
    finally:
        ui.stop()


def test_the_run_that_holds_a_story_is_red_and_publishes_the_others(review: Review) -> None:
    assert review.states[0] == "failed"
    assert review.held.read("dim_story").num_rows == 2


def test_an_editor_is_asked_with_rule_figures_and_sentences(review: Review) -> None:
    body = review.question["body"]
    assert "parts_sum_to_total" in body
    assert "12 stated, 6 \\+ 5 = 11 computed" in body
    assert "| de | en |" in body
    assert "**fünf** Referate" in body
    assert "**five** divisions of foreign affairs" in body
    options = [option.split(" ")[0] for option in review.question["options"]]
    assert options == ["Publish", "Go", "Set", "Set"]


def test_a_viewer_may_look_and_not_decide(review: Review) -> None:
    assert review.seen_by_viewer.status == 200
    assert review.answer_of_viewer.status == 403
    assert review.answer_of_nobody.status == 401
    assert review.still_asked == 1


def test_the_answer_of_an_editor_is_taken_once(review: Review) -> None:
    assert review.answer.status == 200, review.answer.body
    assert review.second_answer.status == 409


def test_the_release_after_it_has_the_story_marked_with_who_and_why(review: Review) -> None:
    verdicts = sorted(review.published.read("dim_story").column("verdict").to_pylist())
    assert verdicts == ["pass", "pass", "waived"]
    decided = review.published.read("quarantine").to_pylist()
    assert {row["waived_by"] for row in decided if row["severity"] == "critical"} == {"admin"}
    assert "the source says so" in (review.ui.ledger.home / "waivers.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_pages_of_the_plugin_are_for_those_who_may_read_the_dag(review: Review, page: str) -> None:
    assert {user: review.pages[page, user].status for user in USERS} == {"admin": 200, "viewer": 200, None: 401}


def test_the_page_of_the_quarantine_says_what_is_held_and_why(review: Review) -> None:
    body = review.pages["quarantine", "viewer"].body
    assert "parts_sum_to_total" in body
    assert "12 stated, 6 + 5 = 11 computed" in body


def test_the_page_of_the_books_shows_what_is_held_and_the_warnings(review: Review) -> None:
    body = review.pages["report", "viewer"].body
    assert "12 stated, 6 + 5 = 11 computed" in body
    assert "<span>warnings</span>" in body


@pytest.mark.servers("chromium")
def test_the_question_stands_on_the_screen(review: Review) -> None:
    assert "parts_sum_to_total" in review.on_screen
    assert "Publish as it is" in review.on_screen
    assert review.picture.stat().st_size > 10_000
