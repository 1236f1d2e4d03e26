"""Pages of who is signed in are kept by nobody between them and us."""

import pytest
from django.test import Client

from tests.factories import make_draft, make_user

pytestmark = pytest.mark.django_db


def test_pages_and_answers_of_who_is_signed_in_are_theirs() -> None:
    row = make_draft(by=make_user())
    client = Client()
    client.force_login(row.started_by)
    for address in ("/my/", f"/my/applications/{row.reference}/", f"/my/applications/{row.reference}/draft/"):
        assert client.get(address)["Cache-Control"] == "private, no-cache"
    assert client.get(f"/my/applications/{row.reference}/draft.pdf")["Cache-Control"] == "private, no-store"


def test_page_for_everybody_says_nothing_of_keeping() -> None:
    assert not Client().get("/open-data/").has_header("Cache-Control")
