"""A private file is handed over as a download, to its sender at once and to others when it is clean."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404

from fund.files.actions import store_upload
from fund.files.models import FileState, StoredFile
from fund.files.serving import serve
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def _stored(state: FileState, **fields: Any) -> StoredFile:
    by = fields.pop("by", None) or make_user()
    stored = store_upload(SimpleUploadedFile("Plan für “us”.txt", b"words"), by=by)
    StoredFile.objects.filter(pk=stored.pk).update(state=state)
    stored.refresh_from_db()
    return stored


def test_clean_file_is_a_download_that_no_browser_shows_in_place() -> None:
    response = serve(_stored(FileState.CLEAN), to=make_user())
    assert b"".join(response) == b"words"
    headers = ("Content-Type", "Content-Disposition", "X-Content-Type-Options", "Cache-Control")
    assert [response[name] for name in headers] == [
        "text/plain",
        "attachment; filename*=utf-8''Plan%20f%C3%BCr%20%E2%80%9Cus%E2%80%9D.txt",
        "nosniff",
        "private, no-store",
    ]


@pytest.mark.parametrize(
    ("state", "own", "opens"),
    [
        (FileState.CLEAN, False, True),
        (FileState.WAITING, False, False),
        (FileState.WAITING, True, True),
        (FileState.REFUSED, False, False),
        (FileState.REFUSED, True, False),
    ],
)
def test_file_opens_to(state: FileState, own: bool, opens: bool) -> None:
    sender = make_user()
    stored = _stored(state, by=sender)
    reader = sender if own else make_user()
    if opens:
        assert serve(stored, to=reader).status_code == 200
    else:
        with pytest.raises(Http404):
            serve(stored, to=reader)
