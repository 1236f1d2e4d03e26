"""The group's facts, frozen with what it sends."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fund.accounts.roles import Role
from grants.applications.actions import is_as_sent, submit_application
from grants.applications.group_facts import payload_of
from grants.organisations.actions import add_document
from grants.organisations.models import Charity, Organisation
from tests.factories.applications import make_application, make_draft
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%%EOF"


def test_later_changes_of_the_profile_change_nothing_that_was_sent(client: Client) -> None:
    draft = make_draft()
    group, by = draft.organisation, draft.started_by
    upload = SimpleUploadedFile("rules.pdf", PDF)
    document = add_document(group, kind="governing", upload=upload, by=by)
    submission = submit_application(draft, by=by)
    name, sent = group.name, submission.group
    assert sent
    Organisation.objects.filter(pk=group.pk).update(name="Quite another name", town="Elsewhere")
    group.documents.update(removed_at=submission.submitted_at, removed_by=by)
    submission.refresh_from_db()
    assert submission.group == sent
    assert sent
    assert is_as_sent(submission)
    assert sent["documents"][0]["sha256"] == document.file.sha256
    assert [one["email"] for one in sent["contacts"]] == [by.email]
    client.force_login(by)
    receipt = client.get(f"/my/applications/{draft.reference}/receipt/").content.decode()
    assert f"<dd>{name}</dd>" in receipt.replace("&#x27;", "'")
    assert "rules.pdf" in receipt


def test_hash_covers_the_facts() -> None:
    submission = submit_application(draft := make_draft(), by=draft.started_by)
    assert payload_of(submission)["group"] == submission.group
    submission.group = {**submission.group, "name": "Forged"}
    assert not is_as_sent(submission)


def test_old_submissions_say_that_nothing_was_kept(client: Client) -> None:
    row = make_application(state="submitted")
    submission = row.submissions.get()
    assert submission.group is None
    assert "group" not in payload_of(submission)
    client.force_login(make_user(Role.GRANTS_OFFICER))
    assert b"Not kept then" in client.get(f"/staff/applications/{row.reference}/").content


def test_register_is_heard_where_an_application_is_checked(client: Client) -> None:
    Charity.objects.create(organisation_number=1, number="1109047", name="OTHER NAME LTD", status="removed")
    draft = make_draft()
    Organisation.objects.filter(pk=draft.organisation_id).update(charity_number="1109047")
    client.force_login(draft.started_by)
    check = client.get(f"/my/applications/{draft.reference}/check/").content.decode()
    assert "removed this charity" in check
    assert "OTHER NAME LTD" in check
    submit_application(draft, by=draft.started_by)
    client.force_login(make_user(Role.GRANTS_OFFICER))
    case = client.get(f"/staff/applications/{draft.reference}/").content.decode()
    assert "removed this charity" in case
