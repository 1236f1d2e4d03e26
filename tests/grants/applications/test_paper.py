"""The PDF of a draft and of what was sent."""

from pathlib import Path

import pytest
from django.test import Client

from fund.common import typesetting
from fund.common.typesetting import typeset
from grants.applications import paper
from grants.applications.actions import save_answers, submit_application
from grants.organisations.models import Membership
from grants.organisations.states import MemberRole
from tests.factories.applications import make_draft
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def words(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The words that were typeset, as they went in."""
    said: list[str] = []

    def listening(source: Path, data: str) -> bytes:
        said.append(data)
        return typeset(source, data)

    monkeypatch.setattr(paper, "typeset", listening)
    return said


def test_draft_as_pdf_is_for_viewers_too_and_says_that_it_is_not_sent(
    client: Client, words: list[str]
) -> None:
    draft = make_draft()
    viewer = make_user()
    Membership.objects.create(organisation=draft.organisation, user=viewer, role=MemberRole.VIEWER)
    client.force_login(viewer)
    answer = client.get(f"/my/applications/{draft.reference}/draft.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="{draft.reference}-draft.pdf"'
    for sign in (b"<pdfuaid:part>1</pdfuaid:part>", b"/StructTreeRoot", b"/Lang(en-GB)"):
        assert sign in answer.content
    for said in ("Growing together", "Nothing in it has been sent", draft.organisation.name):
        assert said in words[0]


def test_hostile_words_stay_words(client: Client, words: list[str]) -> None:
    draft = make_draft()
    by = draft.started_by
    hostile = '#read("/etc/passwd") \\ $x$ #panic() *not bold* \u202eback\n\n\u4e2d \U0001f600'
    save_answers(draft, {"what-will-you-do": hostile}, by=by)
    client.force_login(by)
    answer = client.get(f"/my/applications/{draft.reference}/draft.pdf")
    assert answer.content.startswith(b"%PDF")
    assert "#panic()" in words[0]


def test_receipt_as_pdf_says_what_was_sent_with_its_fingerprint(client: Client, words: list[str]) -> None:
    draft = make_draft()
    client.force_login(draft.started_by)
    address = f"/my/applications/{draft.reference}/receipt.pdf"
    assert client.get(address).status_code == 404
    submission = submit_application(draft, by=draft.started_by)
    assert client.get(address).content.startswith(b"%PDF")
    assert submission.sha256 in words[0]
    assert "Growing together" in words[0]


def test_paragraphs_keep_their_lines() -> None:
    assert paper.paragraphs("One\r\ntwo\n\n\n\nThree\n") == [["One", "two"], ["Three"]]
    assert paper.paragraphs("") == []


def test_draft_that_is_too_much_for_a_pdf_is_read_on_its_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "MEMORY", 20_000_000)
    row = make_draft(by=make_user())
    client = Client()
    client.force_login(row.started_by)
    page = client.get(f"/my/applications/{row.reference}/draft.pdf", follow=True)
    assert page.redirect_chain == [(f"/my/applications/{row.reference}/draft/", 302)]
    assert "This is too much for a PDF." in page.content.decode()
