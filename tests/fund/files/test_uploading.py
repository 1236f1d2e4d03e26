"""A file comes piece by piece, goes on after a break, and leaves nothing behind that should not be kept."""

import hashlib
import os
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from fund.accounts.models import User
from fund.common.errors import Refused
from fund.files import pieces, uploading, views
from fund.files import upload_handlers as arrivals
from fund.files.models import StoredFile, Upload
from tests.factories import make_user
from tests.fund.files.test_photos import bomb
from tests.visiting import client_of

pytestmark = pytest.mark.django_db
SIZE = 25
CONTENT = b"Our plan, " * 6
HTML = b"<!doctype html><script>alert(1)</script>" + b" " * 20


@pytest.fixture(autouse=True)
def given(monkeypatch: pytest.MonkeyPatch) -> list[StoredFile]:
    """What was handed over to a room that asks for files. Pieces are of a few bytes here."""
    found: list[StoredFile] = []
    for module in (pieces, uploading, views):
        monkeypatch.setattr(module, "PIECE", SIZE)
    purpose = arrivals.Purpose(lambda _upload, stored: found.append(stored), arrivals.DOCUMENTS)
    monkeypatch.setitem(arrivals._PURPOSES, "test", purpose)
    return found


@pytest.fixture
def folder(settings: Any) -> Callable[[], list[str]]:
    """The names of all files in the private folder, half or whole."""
    root = Path(settings.PRIVATE_ROOT)
    return lambda: sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


def begin(owner: User, name: str = "plan.txt", content: bytes = CONTENT, **facts: Any) -> Upload:
    facts = {"size": len(content), "sha256": hashlib.sha256(content).hexdigest(), **facts}
    return uploading.begin_upload(
        owner=owner, purpose_name="test", subject="T-1", part="a-file", name=name, **facts
    )


def address(upload: Upload) -> str:
    return f"/my/uploads/{upload.token}/"


def send(client: Client, upload: Upload, offset: Any, piece: bytes) -> Any:
    return client.post(
        address(upload),
        piece,
        content_type="application/octet-stream",
        headers={"Upload-Offset": str(offset)},
    )


def send_all(client: Client, upload: Upload, content: bytes = CONTENT) -> Any:
    for offset in range(0, len(content), SIZE):
        response = send(client, upload, offset, content[offset : offset + SIZE])
        assert response.status_code == 200, response.content
    return response.json()


def test_pieces_become_one_file(given: list[StoredFile], folder: Callable[[], list[str]]) -> None:
    user = make_user()
    client, upload = client_of(user), begin(user)
    first = send(client, upload, 0, CONTENT[:SIZE]).json()
    assert (first["offset"], first["next"]) == (
        25,
        {"address": address(upload), "fields": None, "length": 25},
    )
    send(client, upload, 25, CONTENT[25:50])
    last = send(client, upload, 50, CONTENT[50:]).json()
    assert (last["offset"], last["taken"], last["refused"], "next" in last) == (60, True, "", False)
    assert [stored.content.read() for stored in given] == [CONTENT]
    assert (given[0].uploaded_by, given[0].name) == (user, "plan.txt")


def test_pieces_go_once_the_file_is_kept(
    folder: Callable[[], list[str]], given: list[StoredFile], django_capture_on_commit_callbacks: Any
) -> None:
    user = make_user()
    upload = begin(user)
    with django_capture_on_commit_callbacks(execute=True):
        send_all(client_of(user), upload)
    assert folder() == [given[0].content.name]


def test_upload_goes_on_after_a_break(given: list[StoredFile]) -> None:
    user = make_user()
    upload = begin(user)
    send(client_of(user), upload, 0, CONTENT[:SIZE])
    again = begin(user)
    assert again == upload
    state = client_of(user).get(address(again)).json()
    assert (state["offset"], state["size"]) == (25, 60)
    client = client_of(user)
    send(client, upload, 25, CONTENT[25:50])
    assert send(client, upload, 50, CONTENT[50:]).json()["taken"] is True
    assert given[0].content.read() == CONTENT


def test_other_content_of_the_same_name_begins_anew() -> None:
    user = make_user()
    upload = begin(user)
    assert begin(user, content=CONTENT.upper()) != upload
    assert begin(user, sha256="") != upload
    assert begin(make_user()) != upload


def test_bytes_the_disk_never_had_are_asked_for_again(given: list[StoredFile]) -> None:
    user = make_user()
    client, upload = client_of(user), begin(user)
    send(client, upload, 0, CONTENT[:SIZE])
    os.truncate(pieces.incoming_folder() / upload.token.hex, 10)
    assert client.get(address(upload)).json()["offset"] == 10
    send(client, upload, 10, CONTENT[10:35])
    send(client, upload, 35, CONTENT[35:])
    assert given[0].content.read() == CONTENT


def test_what_a_broken_attempt_left_is_written_over(given: list[StoredFile]) -> None:
    user = make_user()
    client, upload = client_of(user), begin(user)
    send(client, upload, 0, CONTENT[:SIZE])
    with (pieces.incoming_folder() / upload.token.hex).open("ab") as file:
        file.write(b"bytes of a request that died before it was counted")
    send(client, upload, 25, CONTENT[25:50])
    send(client, upload, 50, CONTENT[50:])
    assert given[0].content.read() == CONTENT


@pytest.mark.parametrize("offset", ["5", "50", "99999999999999999999", "-1", "1e3", "٣", "x"])
def test_forged_offset_is_answered_with_the_true_one(offset: str, folder: Callable[[], list[str]]) -> None:
    user = make_user()
    client, upload = client_of(user), begin(user)
    send(client, upload, 0, CONTENT[:SIZE])
    headers: Any = {"Upload-Offset": offset}
    response = client.post(
        address(upload), b"x" * 9, content_type="application/octet-stream", headers=headers
    )
    assert (response.status_code, response.json()["offset"]) == (409, 25)
    assert (pieces.incoming_folder() / upload.token.hex).read_bytes() == CONTENT[:SIZE]


@pytest.mark.parametrize(
    "piece", [b"", b"x" * 26, b"x" * 11], ids=["none", "a piece too long", "past the end"]
)
def test_more_bytes_than_declared_are_not_kept(piece: bytes, folder: Callable[[], list[str]]) -> None:
    user = make_user()
    client, upload = client_of(user), begin(user, content=CONTENT[:35])
    send(client, upload, 0, CONTENT[:SIZE])
    response = send(client, upload, 25, piece)
    assert (response.status_code, "Choose it again" in response.json()["says"]) == (413, True)
    assert (pieces.incoming_folder() / upload.token.hex).stat().st_size == SIZE
    assert not StoredFile.objects.exists()


def test_piece_after_the_last_changes_nothing(given: list[StoredFile]) -> None:
    user = make_user()
    client, upload = client_of(user), begin(user)
    send_all(client, upload)
    assert send(client, upload, 60, b"more").status_code == 409
    assert client.post(address(upload)).json()["taken"] is True
    assert [stored.content.read() for stored in given] == [CONTENT]


def test_finishing_too_soon_takes_nothing_in(given: list[StoredFile]) -> None:
    user = make_user()
    client, upload = client_of(user), begin(user)
    send(client, upload, 0, CONTENT[:SIZE])
    state = client.post(address(upload)).json()
    assert (state["arrived"], state["taken"], state["offset"], given) == (False, False, 25, [])


def test_upload_of_somebody_else_is_not_there() -> None:
    upload, stranger = begin(make_user()), client_of(make_user())
    answers = [
        stranger.get(address(upload)),
        send(stranger, upload, 0, b"x"),
        stranger.delete(address(upload)),
    ]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert send(Client(), upload, 0, b"x").status_code == 401
    assert Upload.objects.get().received == 0


REFUSED = [
    ("accounts.pdf", b"PK\x03\x04" + b"\0" * 60, "does not look like a PDF file inside"),
    ("notes.txt", HTML, "does not look like a TXT file inside"),
    ("us.png", bomb(60_000, 60_000), "more dots than we can open"),
]


@pytest.mark.parametrize(("name", "content", "words"), REFUSED, ids=[row[0] for row in REFUSED])
def test_refused_content_says_why_and_leaves_nothing(
    name: str, content: bytes, words: str, folder: Callable[[], list[str]], given: list[StoredFile],
    django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    user = make_user()
    upload = begin(user, name, content)
    with django_capture_on_commit_callbacks(execute=True):
        state = send_all(client_of(user), upload, content)
    assert (words in state["refused"], state["taken"]) == (True, False)
    assert (folder(), given, StoredFile.objects.count()) == ([], [], 0)


def test_content_that_is_not_what_was_announced_is_refused(folder: Callable[[], list[str]]) -> None:
    user = make_user()
    state = send_all(client_of(user), begin(user, sha256="0" * 64))
    assert state["refused"] == "“plan.txt” did not arrive whole. Choose it again."


@pytest.mark.parametrize(
    ("name", "size", "words"),
    [
        ("run.exe", 9, "not a kind of file we can take"),
        ("drawing.svg", 9, "not a kind of file we can take"),
        ("plan\u202efdp.exe", 9, "“planfdp.exe” is not a kind"),
        ("a.pdf", 0, "is empty"),
        ("a.pdf", 10**12, "A file can be 20 MB at most"),
    ],
)
def test_what_would_not_be_taken_is_refused_before_it_is_sent(name: str, size: int, words: str) -> None:
    with pytest.raises(Refused, match=words):
        begin(make_user(), name, size=size)
    assert not Upload.objects.exists()


def test_nobody_can_begin_without_end() -> None:
    user = make_user()
    for number in range(uploading.MOST_OPEN):
        begin(user, f"{number}.txt")
    with pytest.raises(Refused, match="Too many files are on their way"):
        begin(user, "one-more.txt")


def test_disk_is_never_filled_to_the_brim(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "KEPT_FREE", 10**18)
    with pytest.raises(Refused, match="no room for files just now"):
        begin(make_user())
    assert not Upload.objects.exists()


def test_room_that_refuses_keeps_nothing(
    monkeypatch: pytest.MonkeyPatch, folder: Callable[[], list[str]], django_capture_on_commit_callbacks: Any
) -> None:
    def refuse(_upload: Upload, _stored: StoredFile) -> None:
        raise Refused("There is no room for it.")

    monkeypatch.setitem(arrivals._PURPOSES, "test", arrivals.Purpose(refuse, arrivals.DOCUMENTS))
    user = make_user()
    upload = begin(user)
    with django_capture_on_commit_callbacks(execute=True):
        assert send_all(client_of(user), upload)["refused"] == "There is no room for it."
    assert (folder(), StoredFile.objects.count()) == ([], 0)


def test_failure_while_taking_in_is_tried_again(
    monkeypatch: pytest.MonkeyPatch, given: list[StoredFile], folder: Callable[[], list[str]]
) -> None:
    def fail(_upload: Upload, _stored: StoredFile) -> None:
        raise RuntimeError("the machine is tired")

    purpose = arrivals.purpose("test")
    monkeypatch.setitem(arrivals._PURPOSES, "test", arrivals.Purpose(fail, arrivals.DOCUMENTS))
    user = make_user()
    upload = begin(user)
    with pytest.raises(RuntimeError):
        send_all(client_of(user), upload)
    assert folder() == [f"incoming/{upload.token.hex}"]
    Upload.objects.update(received_at=timezone.now() - timedelta(hours=1))
    assert uploading.process_overlooked_uploads() == 0
    monkeypatch.setitem(arrivals._PURPOSES, "test", purpose)
    assert (uploading.process_overlooked_uploads(), uploading.process_overlooked_uploads()) == (1, 0)
    assert len(given) == 1


def test_sender_may_drop_an_upload(
    folder: Callable[[], list[str]], django_capture_on_commit_callbacks: Any
) -> None:
    user = make_user()
    client, upload = client_of(user), begin(user)
    send(client, upload, 0, CONTENT[:SIZE])
    with django_capture_on_commit_callbacks(execute=True):
        assert client.delete(address(upload)).status_code == 204
    assert (folder(), Upload.objects.count()) == ([], 0)


def test_upload_that_is_dropped_while_it_is_looked_at_is_gone(
    monkeypatch: pytest.MonkeyPatch, given: list[StoredFile], folder: Callable[[], list[str]]
) -> None:
    upload = begin(make_user())
    look = uploading.prepare

    def drop_then_look(*args: Any) -> Any:
        Upload.objects.all().delete()
        return look(*args)

    monkeypatch.setattr(uploading, "prepare", drop_then_look)
    Upload.objects.update(received_at=timezone.now(), received=upload.size)
    pieces.InFolder().write(upload, 0, CONTENT)
    with pytest.raises(uploading.Dropped):
        uploading.arrive(Upload.objects.get())
    assert (given, StoredFile.objects.count()) == ([], 0)


def test_piece_of_an_upload_that_was_just_dropped_finds_nothing() -> None:
    upload = begin(make_user())
    Upload.objects.all().delete()
    with pytest.raises(uploading.Dropped):
        uploading.add_piece(upload, 0, CONTENT[:SIZE])


def test_upload_whose_pieces_are_gone_is_settled() -> None:
    """Or else every sweep would stumble over it, and never come to those behind it."""
    upload = begin(make_user())
    long_ago = timezone.now() - timedelta(hours=1)
    Upload.objects.update(received_at=long_ago, received=upload.size)
    assert (uploading.process_overlooked_uploads(), uploading.process_overlooked_uploads()) == (1, 0)
    upload.refresh_from_db()
    assert upload.refusal == "“plan.txt” did not arrive whole. Choose it again."


def test_sweep_forgets_what_nobody_finished(folder: Callable[[], list[str]]) -> None:
    user = make_user()
    client, left, fresh, arrived = client_of(user), begin(user), begin(user, "b.txt"), begin(user, "c.txt")
    for upload in (left, fresh):
        send(client, upload, 0, CONTENT[:SIZE])
    long_ago = timezone.now() - timedelta(days=4)
    Upload.objects.exclude(pk=fresh.pk).update(touched_at=long_ago)
    Upload.objects.filter(pk=arrived.pk).update(received_at=long_ago, received=len(CONTENT))
    orphan = pieces.incoming_folder() / "belongs-to-nobody"
    orphan.write_bytes(b"x")
    os.utime(orphan, (time.time() - 4 * 86400,) * 2)
    # Files are dated by the machine, whatever the clock of the test.
    os.utime(pieces.incoming_folder() / fresh.token.hex, (time.time(),) * 2)
    assert uploading.delete_unfinished() == 2
    assert folder() == [f"incoming/{fresh.token.hex}"]
    assert set(Upload.objects.values_list("pk", flat=True)) == {fresh.pk, arrived.pk}


def test_queries_of_a_piece_and_of_the_last_one(django_assert_num_queries: Any) -> None:
    user = make_user()
    client, upload = client_of(user), begin(user)
    client.get("/health/live")
    with django_assert_num_queries(7):
        send(client, upload, 0, CONTENT[:SIZE])
    send(client, upload, 25, CONTENT[25:50])
    with django_assert_num_queries(19):
        send(client, upload, 50, CONTENT[50:])


def test_piece_that_a_worker_takes_away_meanwhile_does_not_stop_the_sweep(settings: Any) -> None:
    """A name that leads nowhere stands for a file that is gone by the time it is looked at."""
    folder = Path(settings.PRIVATE_ROOT) / "incoming"
    folder.mkdir(parents=True)
    (folder / "gone").symlink_to(folder / "nowhere")
    assert uploading.delete_unfinished() == 0
