"""What is said in a recording is typed by officers, apart from what was sent, and none is forgotten."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from fund.accounts.roles import Role
from fund.audit.models import Event
from fund.common.errors import Refused
from fund.notifications.models import Letter
from grants.applications import actions
from grants.applications.display import render_submission
from grants.applications.models import Application, Recording, Transcript
from tests.factories import make_assessment, make_conflict, make_panel, make_tone, make_user
from tests.grants.applications.test_recordings import client_of, say, start

pytestmark = pytest.mark.django_db


def sent() -> tuple[Client, Application, Recording]:
    client, row = start()
    say(client, row, make_tone())
    actions.submit_application(row, by=row.started_by)
    row.refresh_from_db()
    return client, row, row.recordings.get()


def address_of(recording: Recording) -> str:
    return f"/staff/applications/{recording.application.reference}/transcripts/{recording.file.token}/"


def test_transcript_stands_beside_the_recording_and_never_in_what_was_sent() -> None:
    client, row, recording = sent()
    officer = make_user(Role.GRANTS_OFFICER)
    by_officer = client_of(officer)
    case = by_officer.get(f"/staff/applications/{row.reference}/").content.decode()
    assert "No transcript yet" in case
    response = by_officer.post(address_of(recording), {"words": "We dig beds\r\nand eat together."})
    assert response.status_code == 302
    submission = row.submissions.get()
    assert actions.is_as_sent(submission)
    answer = next(a for section in render_submission(submission) for a in section.answers if a.recordings)
    assert answer.recordings[0]["transcript"].words == "We dig beds\nand eat together."
    case = by_officer.get(f"/staff/applications/{row.reference}/").content.decode()
    assert "and eat together." in case
    assert "Correct it" in case
    receipt = client.get(f"/my/applications/{row.reference}/receipt/").content.decode()
    assert f"/my/applications/{row.reference}/messages/?about={recording.file.token}" in receipt
    event = Event.objects.get(verb="application_transcribed")
    assert str(event.sentence) == f"{officer} typed the transcript of “answer.wav” (version 1)"
    assert Letter.objects.filter(kind="applications/transcript").count() == 1


def test_group_says_what_is_wrong_in_the_thread() -> None:
    client, row, recording = sent()
    page = client.get(f"/my/applications/{row.reference}/messages/?about={recording.file.token}")
    assert "In the transcript of “answer.wav” this is not right:" in page.content.decode()
    other = client.get(f"/my/applications/{row.reference}/messages/?about=made-up")
    assert "this is not right" not in other.content.decode()


def test_corrections_are_new_versions_and_the_earlier_are_kept() -> None:
    _client, _row, recording = sent()
    officer = make_user(Role.GRANTS_OFFICER)
    first = actions.write_transcript(recording, words="We did beds.", by=officer)
    same = actions.write_transcript(recording, words=" We did beds. ", by=officer)
    second = actions.write_transcript(recording, words="We dig beds.", by=officer)
    assert (first.pk, second.number) == (same.pk, 2)
    page = client_of(officer).get(address_of(recording)).content.decode()
    assert "We did beds." in page
    for change in (lambda: Transcript.objects.update(words="x"), lambda: Transcript.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_nothing_goes_to_the_panel_without_a_transcript() -> None:
    _client, row, recording = sent()
    officer = make_user(Role.GRANTS_OFFICER)
    actions.pass_check(row, by=officer)
    with pytest.raises(Refused, match="A recording has no transcript yet"):
        actions.pass_to_panel(row, by=officer)
    page = client_of(officer).get(f"/staff/applications/{row.reference}/to-panel/").content.decode()
    assert "Not everybody on a panel can listen." in page
    actions.write_transcript(recording, words="We dig beds.", by=officer)
    actions.pass_to_panel(row, by=officer)
    assert row.state == "under_assessment"


def test_assessor_reads_it_beside_the_recording() -> None:
    _client, row, recording = sent()
    officer, member = make_user(Role.GRANTS_OFFICER), make_user(Role.PANEL_MEMBER)
    actions.write_transcript(recording, words="We dig beds.", by=officer)
    actions.pass_check(row, by=officer)
    actions.pass_to_panel(row, by=officer)
    make_panel(row.round, member)
    make_assessment(row, member)
    page = client_of(member).get(f"/panel/{row.reference}/").content.decode()
    assert "We dig beds." in page
    assert "<audio" in page
    assert "Correct it" not in page


def test_queue_forgets_none_and_shows_none_twice() -> None:
    client, row, recording = sent()
    officer = make_user(Role.GRANTS_OFFICER)
    assert list(Recording.objects.without_transcript()) == [recording]
    assert "without a transcript" in client_of(officer).get("/staff/").content.decode()
    actions.return_application(row, message="Say it louder.", by=officer)
    assert not Recording.objects.without_transcript().exists()
    attachment = row.response.files.get()
    actions.remove_file(row, attachment, by=row.started_by)
    say(client, row, make_tone("louder.wav"))
    actions.submit_application(row, by=row.started_by)
    (waiting,) = Recording.objects.without_transcript()
    assert waiting.file.name == "louder.wav"
    actions.write_transcript(waiting, words="We dig beds.", by=officer)
    assert not Recording.objects.without_transcript().exists()


def test_who_types() -> None:
    client, row, recording = sent()
    conflicted, auditor = make_user(Role.GRANTS_OFFICER), make_user(Role.AUDITOR)
    make_conflict(row, conflicted)
    found = [client_of(person).get(address_of(recording)).status_code for person in (conflicted, auditor)]
    assert [*found, client.get(address_of(recording)).status_code] == [404, 403, 404]
    with pytest.raises(Refused):
        actions.write_transcript(recording, words="We dig beds.", by=row.started_by)
    empty = client_of(make_user(Role.GRANTS_OFFICER)).post(address_of(recording), {"words": "  "})
    assert "Error: " in empty.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_queue_costs_the_same_whatever_the_rows(rows: int, django_assert_num_queries: Any) -> None:
    for _number in range(rows):
        sent()
    client = client_of(make_user(Role.GRANTS_OFFICER))
    client.get("/staff/transcripts/")
    with django_assert_num_queries(5):
        page = client.get("/staff/transcripts/")
    assert page.content.decode().count("answer.wav") == rows
