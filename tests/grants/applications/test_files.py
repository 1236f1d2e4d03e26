"""Files of a draft: begun by script, given, refused, taken away, put back, and reused from the group."""

import hashlib
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.datastructures import MultiValueDict

from fund.common.errors import Refused
from fund.files.models import FileState, StoredFile, Upload
from fund.files.scanning import scan
from fund.files.uploading import add_piece, note_arrival
from grants.applications.actions import (
    begin_file,
    put_back_file,
    remove_file,
    save_section,
    submit_application,
    take_document,
)
from grants.applications.drafts import load_draft
from grants.applications.models import Application
from grants.forms.actions import files as response_files
from grants.organisations.states import MemberRole
from tests.factories import (
    add_question,
    make_document,
    make_draft,
    make_organisation,
    make_round,
    make_user,
)
from tests.fund.files.test_scanning import scanner  # noqa: F401 - a fixture
from tests.visiting import client_of

pytestmark = pytest.mark.django_db
WORDS = b"What we plan."
# The harmless text that scanners agree to find, told apart here so that none finds this file.
EICAR = b"virus: X5O!P%@AP[4" + rb"\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
SECTION = "your-idea"


def draft(most: int = 3, *, required: bool = True) -> Application:
    round_ = make_round()
    add_question(round_, "file", {"label": "Our plans", "hint": "", "required": required, "most": most})
    return make_draft(round_)


def address(row: Application, question: str = "our-plans") -> str:
    return f"/my/applications/{row.reference}/files/for/{question}/"


def give(row: Application, *names: str) -> None:
    files = [SimpleUploadedFile(name, name.encode()) for name in names]
    save_section(row, SECTION, {}, MultiValueDict({"our-plans": files}), by=row.started_by)


def names(row: Application) -> list[str]:
    return [attachment.file.name for attachment in load_draft(row).files.get("our-plans", [])]


def begin(client: Client, row: Application, content: bytes = WORDS, **facts: Any) -> Any:
    facts = {"name": "plan.txt", "size": len(content), "sha256": hashlib.sha256(content).hexdigest(), **facts}
    return client.post(address(row), facts)


def send(client: Client, state: Any, content: bytes = WORDS) -> Any:
    headers: Any = {"Upload-Offset": "0"}
    return client.post(
        state["address"], content, content_type="application/octet-stream", headers=headers
    ).json()


def test_file_sent_by_script_answers_the_question() -> None:
    row = draft()
    client = client_of(row.started_by)
    state = send(client, begin(client, row).json())
    assert (state["taken"], names(row)) == (True, ["plan.txt"])
    html = client.get(address(row)).json()["html"]
    assert "plan.txt" in html
    submission = submit_application(row, by=row.started_by)
    assert submission.documents == [
        {
            "question": "our-plans",
            "token": str(row.response.files.get().file.token),
            "name": "plan.txt",
            "size": len(WORDS),
            "sha256": hashlib.sha256(WORDS).hexdigest(),
        }
    ]


def test_beginning_and_reading_the_list_keep_to_their_queries() -> None:
    row = draft()
    client = client_of(row.started_by)

    def count() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as beginning:
            begin(client, row, sha256="")
        with CaptureQueriesContext(connection) as reading:
            client.get(address(row))
        return len(beginning), len(reading)

    begin(client, row)
    first = count()
    give(row, "a.txt", "b.txt")
    make_document(row.organisation)
    assert first == count() == (15, 8)


def test_page_of_a_section_with_files_keeps_to_its_queries() -> None:
    row = draft()
    client = client_of(row.started_by)
    with CaptureQueriesContext(connection) as found:
        client.get(f"/my/applications/{row.reference}/section/{SECTION}/")
    assert len(found) <= 12


def test_viewers_read_the_list_and_give_nothing() -> None:
    row, viewer = draft(), make_user()
    row.organisation.memberships.create(user=viewer, role=MemberRole.VIEWER)
    give(row, "a.txt")
    client = client_of(viewer)
    html = client.get(address(row)).json()["html"]
    assert ("a.txt" in html, "<button" in html) == (True, False)
    assert begin(client, row).status_code == 403
    assert begin(client_of(make_user()), row).status_code == 404
    assert begin(Client(), row).status_code == 401


@pytest.mark.parametrize("question", ["title", "nothing", "what-will-you-do"])
def test_files_for_a_question_that_takes_none_are_refused(question: str) -> None:
    row = draft()
    client = client_of(row.started_by)
    answer = client.post(address(row, question), {"name": "a.txt", "size": "3"})
    assert (answer.status_code, Upload.objects.count()) == (409, 0)
    assert client.get(address(row, question)).status_code == 404


@pytest.mark.parametrize(
    "facts",
    [
        {"size": "-1"},
        {"size": "1e9"},
        {"size": ""},
        {"size": "9" * 30},
        {"sha256": "x"},
        {"sha256": "é" * 64},
        {"name": "a.exe"},
    ],
)
def test_nonsense_about_a_file_is_refused_in_words(facts: dict[str, Any]) -> None:
    row = draft()
    answer = begin(client_of(row.started_by), row, **facts)
    assert (answer.status_code, answer.json()["says"][-1:], Upload.objects.count()) == (409, ".", 0)


def test_upload_that_arrives_after_sending_is_refused() -> None:
    row = draft(required=False)
    client = client_of(row.started_by)
    state = begin(client, row).json()
    submit_application(row, by=row.started_by)
    answer = send(client, state)
    assert "has been sent" in answer["refused"]
    assert (row.response.files.count(), StoredFile.objects.count()) == (0, 0)


def test_file_that_no_worker_has_looked_at_yet_is_taken_in_before_sending() -> None:
    row = draft()
    upload = begin_file(row, "our-plans", name="plan.txt", size=len(WORDS), by=row.started_by)
    upload = add_piece(upload, 0, WORDS)
    assert note_arrival(upload)
    check = f"/my/applications/{row.reference}/check/"
    assert client_of(row.started_by).post(check, {"agreed": "on"}).status_code == 302
    assert [document["name"] for document in row.submissions.get().documents] == ["plan.txt"]


def test_no_more_files_than_were_asked_for() -> None:
    row = draft(most=2)
    client = client_of(row.started_by)
    states = [begin(client, row, f"{n}".encode(), name=f"{n}.txt").json() for n in range(3)]
    answers = [send(client, state, f"{n}".encode()) for n, state in enumerate(states)]
    assert [answer["taken"] for answer in answers] == [True, True, False]
    assert answers[2]["refused"] == "You can give up to 2 files here. Remove one first."
    assert begin(client, row, name="more.txt").status_code == 409
    html = client.get(address(row)).json()["html"]
    assert "I have seen this" in html
    token = str(Upload.objects.get(part="our-plans", stored=None).token)
    client.post(f"/my/applications/{row.reference}/section/{SECTION}/", {"forget_upload": token})
    assert "I have seen this" not in client.get(address(row)).json()["html"]


def test_every_refused_file_of_a_form_is_told_of() -> None:
    row = draft()
    files = [SimpleUploadedFile("a.exe", b"MZ"), SimpleUploadedFile("b.pdf", b"PK\x03\x04")]
    saved = save_section(row, SECTION, {}, MultiValueDict({"our-plans": files}), by=row.started_by)
    told = saved.refusals["our-plans"]
    assert ("“a.exe” is not a kind" in told, "“b.pdf” does not look like" in told) == (True, True)


def test_removed_file_can_be_put_back() -> None:
    row = draft()
    give(row, "a.txt", "b.txt")
    first = row.response.files.order_by("pk").first()
    assert first is not None
    remove_file(row, first, by=row.started_by)
    assert names(row) == ["b.txt"]
    put_back_file(row, first, by=row.started_by)
    assert sorted(names(row)) == ["a.txt", "b.txt"]
    with pytest.raises(Refused, match="can't be put back now"):
        put_back_file(row, first, by=row.started_by)


def test_file_that_was_replaced_can_be_put_back_too() -> None:
    row = draft(most=1)
    give(row, "old.txt")
    give(row, "new.txt")
    gone = load_draft(row).removed["our-plans"]
    assert (names(row), gone.file.name) == (["new.txt"], "old.txt")
    put_back_file(row, gone, by=row.started_by)
    assert (names(row), load_draft(row).removed["our-plans"].file.name) == (["old.txt"], "new.txt")


def test_document_of_the_group_is_given_as_a_copy() -> None:
    row = draft()
    document = make_document(row.organisation)
    given = take_document(row, "our-plans", document.file.token, by=row.started_by)
    assert (given.file.pk != document.file.pk, given.file.sha256) == (True, document.file.sha256)
    with pytest.raises(Refused, match="“rules.txt” is here already"):
        take_document(row, "our-plans", document.file.token, by=row.started_by)


def test_document_of_another_group_is_not_given() -> None:
    row = draft()
    theirs = make_document(make_organisation(make_user()))
    give(row, "a.txt")
    for token in (theirs.file.token, row.response.files.get().file.token):
        with pytest.raises(Refused, match="no longer among your group's documents"):
            take_document(row, "our-plans", token, by=row.started_by)


def test_somebody_elses_tokens_do_nothing() -> None:
    row, other = draft(), draft()
    give(other, "theirs.txt")
    their_file = str(other.response.files.get().file.token)
    upload = begin_file(other, "our-plans", name="b.txt", size=3, by=other.started_by)
    client, page = client_of(row.started_by), f"/my/applications/{row.reference}/section/{SECTION}/"
    for pressed in ("remove_file", "put_back", "forget_upload"):
        for token in (their_file, str(upload.token), "nonsense", ""):
            assert client.post(page, {pressed: token}).status_code in (200, 302)
    assert (names(other), Upload.objects.count()) == (["theirs.txt"], 1)


def test_file_that_was_found_bad_is_told_of_and_never_sent() -> None:
    row = draft(required=False)
    give(row, "bad.txt", "good.txt")
    StoredFile.objects.filter(name="bad.txt").update(
        state=FileState.REFUSED, refusal="The scanner found Bad-Thing"
    )
    client = client_of(row.started_by)
    html = client.get(address(row)).json()["html"]
    assert "“bad.txt” was refused: The scanner found Bad-Thing. Nobody can open it. Remove it" in html
    problems = [problem.text for _section, problem in load_draft(row).problems()]
    assert problems == ["“bad.txt” was refused. Remove it, and choose another file instead"]
    remove_file(row, row.response.files.get(file__name="bad.txt"), by=row.started_by)
    submission = submit_application(row, by=row.started_by)
    assert [document["name"] for document in submission.documents] == ["good.txt"]


def test_bad_file_does_not_answer_a_question_that_needs_one() -> None:
    row = draft()
    give(row, "bad.txt")
    StoredFile.objects.update(state=FileState.REFUSED)
    texts = [problem.text for _section, problem in load_draft(row).problems()]
    assert texts[0] == "Choose a file for “Our plans”"


def test_same_file_twice_is_there_once() -> None:
    row = draft()
    client = client_of(row.started_by)
    send(client, begin(client, row).json())
    answer = send(client, begin(client, row).json())
    assert (answer["refused"], names(row)) == ("“plan.txt” is here already.", ["plan.txt"])
    files = [SimpleUploadedFile("plan.txt", WORDS), SimpleUploadedFile("other.txt", WORDS)]
    saved = save_section(row, SECTION, {}, MultiValueDict({"our-plans": files}), by=row.started_by)
    assert saved.refusals == {"our-plans": "“plan.txt” is here already."}
    assert (names(row), StoredFile.objects.count()) == (["plan.txt", "other.txt"], 2)


def test_nobody_fills_the_disk_by_giving_and_taking_away(monkeypatch: pytest.MonkeyPatch) -> None:
    row = draft(most=1)
    monkeypatch.setattr(response_files, "MOST_BYTES", 10)
    give(row, *(f"{number}.txt" for number in range(30)))
    assert (names(row), StoredFile.objects.count()) == (["29.txt"], 1)
    give(row, "other.txt")
    client = client_of(row.started_by)
    assert "we can keep no more" in begin(client, row).json()["says"]
    files = MultiValueDict({"our-plans": [SimpleUploadedFile("more.txt", b"more")]})
    saved = save_section(row, SECTION, {}, files, by=row.started_by)
    assert "we can keep no more" in saved.refusals["our-plans"]
    with pytest.raises(Refused, match="we can keep no more"):
        take_document(row, "our-plans", make_document(row.organisation).file.token, by=row.started_by)
    assert names(row) == ["other.txt"]


@pytest.mark.usefixtures("scanner")
def test_file_opens_to_its_sender_alone_until_it_was_scanned_and_to_nobody_if_it_is_bad() -> None:
    row, colleague = draft(), make_user()
    row.organisation.memberships.create(user=colleague, role=MemberRole.EDITOR)
    client = client_of(row.started_by)
    send(client, begin(client, row, EICAR, name="virus.txt").json(), EICAR)
    stored = StoredFile.objects.get()
    download = f"/my/applications/{row.reference}/files/{stored.token}/"
    assert stored.state == FileState.WAITING
    assert client_of(colleague).get(download).status_code == 404
    assert client.get(download).status_code == 200
    assert scan(stored.pk) == FileState.REFUSED
    assert (client.get(download).status_code, client_of(colleague).get(download).status_code) == (404, 404)
    assert "“virus.txt” was refused: The scanner found Bad-Thing" in client.get(address(row)).json()["html"]
