"""Letters about comments: one to each of the others until they have looked, and none to who stops them."""

import pytest
from django.test import Client

from fund.accounts.models import User
from fund.common.errors import Refused
from fund.notifications.models import Letter
from grants.applications import actions
from grants.applications.models import Application
from grants.organisations.models import Membership
from grants.organisations.states import MemberRole
from tests.factories.applications import make_draft
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def draft_with_viewer() -> tuple[Application, User]:
    draft, viewer = make_draft(ready=False), make_user()
    Membership.objects.create(organisation=draft.organisation, user=viewer, role=MemberRole.VIEWER)
    return draft, viewer


def say(draft: Application) -> None:
    words = f"What about roof {draft.comments.count()}?"
    actions.write_comment(draft, "your-idea", words=words, by=draft.started_by)


def test_one_letter_until_they_have_looked(client: Client) -> None:
    draft, viewer = draft_with_viewer()
    say(draft)
    say(draft)
    letter = Letter.objects.get()
    assert letter.to_email == viewer.email
    assert f"/my/applications/{draft.reference}/comments/" in letter.body_text
    assert "roof" not in letter.body_text + letter.body_html
    client.force_login(viewer)
    page = client.get(f"/my/applications/{draft.reference}/comments/").content.decode()
    assert "What about roof 0?" in page
    say(draft)
    assert Letter.objects.count() == 2


def test_whoever_stops_them_gets_none_until_they_want_them_again(client: Client) -> None:
    draft, viewer = draft_with_viewer()
    client.force_login(viewer)
    address = f"/my/applications/{draft.reference}/comments/"
    assert "Stop these letters" in client.get(address).content.decode()
    assert (
        "Have these letters again" in client.post(address, {"letters": "stop"}, follow=True).content.decode()
    )
    say(draft)
    assert not Letter.objects.exists()
    client.post(address, {"letters": "have"})
    say(draft)
    assert Letter.objects.count() == 1


def test_a_viewer_walks_from_the_draft_to_comments_and_history_without_a_closed_door(client: Client) -> None:
    draft, viewer = draft_with_viewer()
    client.force_login(viewer)
    mine = f"/my/applications/{draft.reference}/"
    assert f"{mine}comments/" in client.get(f"{mine}draft/").content.decode()
    for part in ("comments", "history"):
        page = client.get(f"{mine}section/your-idea/{part}/")
        assert page.status_code == 200
        assert f'href="{mine}section/your-idea/"' not in page.content.decode()


def test_comment_comes_too_late_once_a_colleague_has_sent_it() -> None:
    row = make_draft()
    seen_before = Application.objects.get(pk=row.pk)
    actions.submit_application(row, by=row.started_by)
    with pytest.raises(Refused, match="has been sent"):
        actions.write_comment(seen_before, "your-idea", words="Wait!", by=row.started_by)
