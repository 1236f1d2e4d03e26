"""The server is killed at the worst moments: nothing half done, nothing lost that was acknowledged."""

import socket
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from fund.audit.models import Event
from fund.files.models import StoredFile
from fund.notifications.models import Letter
from grants.applications.drafts import load_draft
from grants.applications.models import Application, Submission
from tests.browsing import session_of
from tests.factories import make_draft, make_round
from tests.resilience.pausing import BEFORE_THE_ANSWER, HEADER
from tests.serving import Server, serving

pytestmark = pytest.mark.django_db(transaction=True)
LIMIT, CSRF = 20, "b" * 32
FORM = "application/x-www-form-urlencoded"
MID_SEND = 'INSERT INTO "notifications_letter"'
MID_SAVE = 'INSERT INTO "audit_event"'
MID_AUTOSAVE = 'UPDATE "applications_application"'
MID_UPLOAD = 'INSERT INTO "grants_forms_answerfile"'


@pytest.fixture(scope="module")
def running(folder: Path, server_env: dict[str, str]) -> Iterator[Server]:
    # Loaded once in the process that starts the workers, so that a new worker is there at once.
    with serving(server_env, workers=1, preload=True) as server:
        yield server


@pytest.fixture
def server(running: Server, folder: Path) -> Server:
    """The server as after a start: what it remembers of the tests before is gone with its worker."""
    running.kill_workers()
    (folder / "stopped").unlink(missing_ok=True)
    return running


class Sender:
    """The browser of the draft's lead, as far as these tests need one."""

    def __init__(self, server: Server, row: Application) -> None:
        self.server = server
        self.at = f"/my/applications/{row.reference}/"
        self.cookies = f"sessionid={session_of(row.started_by)}; csrftoken={CSRF}"

    def headers(self, **more: str) -> dict[str, str]:
        return {"Cookie": self.cookies, "Content-Type": FORM, **more}

    def post(self, path: str, data: dict[str, str]) -> tuple[int, str, str]:
        """Status, where to, and the page."""
        return self._ask("POST", path, urlencode({"csrfmiddlewaretoken": CSRF, **data}), self.headers())

    def upload(self, name: str, content: bytes) -> int:
        body, kind = many_parts(name, content)
        return self._ask("POST", "section/your-idea/", body, self.headers(**{"Content-Type": kind}))[0]

    def _ask(self, method: str, path: str, body: Any, headers: dict[str, str]) -> tuple[int, str, str]:
        line = HTTPConnection("127.0.0.1", self.server.port, timeout=LIMIT)
        line.request(method, self.at + path, body, headers)
        answer = line.getresponse()
        found = answer.status, answer.headers.get("Location", ""), answer.read().decode()
        line.close()
        return found

    def post_and_lose(self, where: str, path: str, body: bytes, folder: Path, kind: str = FORM) -> None:
        """Post, wait until the server stands still at `where`, and kill it: no answer ever comes."""
        line = self._send(path, body, {HEADER: where, "Content-Type": kind})
        wait_for(folder / "stopped")
        self.server.kill_workers()
        assert line.recv(100) == b""
        line.close()

    def _send(self, path: str, body: bytes, headers: dict[str, str], length: int = 0) -> socket.socket:
        line = socket.create_connection(("127.0.0.1", self.server.port), timeout=LIMIT)
        head = {
            **self.headers(), "Host": "127.0.0.1", "Content-Length": str(length or len(body)), **headers
        }  # fmt: skip
        lines = [f"POST {self.at}{path} HTTP/1.1", *(f"{name}: {value}" for name, value in head.items())]
        line.sendall("\r\n".join([*lines, "", ""]).encode() + body)
        return line


def form(**data: str) -> bytes:
    return urlencode({"csrfmiddlewaretoken": CSRF, **data}).encode()


def many_parts(name: str, content: bytes) -> tuple[bytes, str]:
    mark = "-----loss"
    fields = {"csrfmiddlewaretoken": CSRF, "upload": "1"}
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'
        for field, value in fields.items()
    ]
    head = f'--{mark}\r\nContent-Disposition: form-data; name="your-accounts"; filename="{name}"\r\n'
    body = "".join(parts) + head + "Content-Type: text/plain\r\n\r\n"
    return body.encode() + content + f"\r\n--{mark}--\r\n".encode(), f"multipart/form-data; boundary={mark}"


def wait_for(file: Path) -> None:
    end = time.monotonic() + LIMIT
    while not file.exists():
        assert time.monotonic() < end, "The server never came to that moment."
        time.sleep(0.01)


def title_of(row: Application) -> tuple[Any, str]:
    """The answer, and its copy beside the application: they say the same, or something is half done."""
    return row.response.answers.get(question="title").value, Application.objects.get(pk=row.pk).title


def letters() -> int:
    return Letter.objects.filter(kind="applications/receipt").count()


@pytest.mark.parametrize(
    ("where", "path"), [(MID_AUTOSAVE, "section/your-idea/save/"), (MID_SAVE, "section/your-idea/")]
)
def test_killed_mid_save_keeps_what_stood_and_saves_when_pressed_again(
    server: Server, folder: Path, where: str, path: str
) -> None:
    row = make_draft()
    sender, token = Sender(server, row), load_draft(row).token("title")
    sender.post_and_lose(where, path, form(title="New words", seen_title=token), folder)
    assert title_of(row) == ("Growing together", "Growing together")
    assert sender.post(path, {"title": "New words", "seen_title": token})[0] in (200, 302)
    assert title_of(row) == ("New words", "New words")


def test_saved_but_never_told_so_is_no_clash_with_oneself(server: Server, folder: Path) -> None:
    row = make_draft()
    sender, token = Sender(server, row), load_draft(row).token("title")
    body = form(title="New words", seen_title=token)
    sender.post_and_lose(BEFORE_THE_ANSWER, "section/your-idea/save/", body, folder)
    assert title_of(row) == ("New words", "New words")
    answer = sender.post("section/your-idea/save/", {"title": "New words", "seen_title": token})[2]
    assert '"conflict": ""' in answer


def test_what_was_acknowledged_outlives_the_whole_server(server: Server) -> None:
    row = make_draft()
    sender, token = Sender(server, row), load_draft(row).token("title")
    data = {"title": "Said to be saved", "seen_title": token}
    assert sender.post("section/your-idea/save/", data)[0] == 200
    server.kill()
    server.start_again()
    assert title_of(row) == ("Said to be saved", "Said to be saved")


@pytest.mark.parametrize("where", [MID_SEND, BEFORE_THE_ANSWER])
def test_killed_mid_send_is_sent_once_with_one_receipt(server: Server, folder: Path, where: str) -> None:
    row = make_draft()
    sender, told = Sender(server, row), int(where == BEFORE_THE_ANSWER)
    sender.post_and_lose(where, "check/", form(agreed="on"), folder)
    assert Application.objects.get(pk=row.pk).state == ("submitted" if told else "draft")
    events = Event.objects.filter(verb="application_submitted")
    assert (Submission.objects.count(), letters(), events.count()) == (told, told, told)
    for _twice in range(2):
        status, where_to, _page = sender.post("check/", {"agreed": "on"})
        assert (status, where_to) == (302, f"{sender.at}receipt/")
    assert (Submission.objects.count(), letters(), events.count()) == (1, 1, 1)


def draft_with_file_question() -> Application:
    round_ = make_round()
    question = {"label": "Your accounts", "hint": "", "required": True, "most": 2}
    round_.form.questions[0].value["questions"].append(("file", question))
    round_.form.save()
    return make_draft(round_)


def test_killed_mid_upload_leaves_no_half_file(server: Server, folder: Path) -> None:
    row = draft_with_file_question()
    sender, content = Sender(server, row), b"Plain words about money. " * 40_000
    body, kind = many_parts("accounts.txt", content)
    half = sender._send("section/your-idea/", body[: len(body) // 2], {"Content-Type": kind}, len(body))
    server.kill_workers()
    half.close()
    sender.post_and_lose(MID_UPLOAD, "section/your-idea/", body, folder, kind)
    assert not StoredFile.objects.exists()
    assert not row.response.files.exists()
    assert sender.upload("accounts.txt", content) == 200
    stored = row.response.files.get().file
    assert (folder / "private" / stored.content.name).read_bytes() == content
