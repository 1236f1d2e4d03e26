"""A long answer may be said in a recording, in place of words or beside them."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fund.accounts.roles import Role
from grants.applications import actions
from grants.applications.display import render_submission
from grants.applications.drafts import load_draft
from grants.applications.models import Application
from tests.factories import (
    good_answers,
    make_draft,
    make_round_to_say,
    make_tone,
    make_user,
    make_ward,
)
from tests.visiting import client_of

pytestmark = pytest.mark.django_db
NAME = "what-will-you-do"


def start(**answers: Any) -> tuple[Client, Application]:
    """A draft in which everything is answered but the question that may be said."""
    row = make_draft(make_round_to_say(), ready=False)
    actions.save_answers(row, {**good_answers(make_ward()), NAME: "", **answers}, by=row.started_by)
    return client_of(row.started_by), row


def say(client: Client, row: Application, *sounds: SimpleUploadedFile) -> Any:
    address = f"/my/applications/{row.reference}/section/your-idea/"
    return client.post(address, {f"{NAME}_recording": sounds, "upload": NAME})


def read_back(row: Application) -> Any:
    sections = render_submission(row.submissions.get())
    return next(answer for section in sections for answer in section.answers if answer.id == NAME)


def test_words_or_recording_is_needed() -> None:
    _client, row = start()
    problems = [problem.text for _section, problem in load_draft(row).problems()]
    assert problems == ["Enter your answer to “What will you do?”, or add a recording"]


def test_recording_alone_is_an_answer_that_can_be_sent() -> None:
    client, row = start()
    page = say(client, row, make_tone()).content.decode()
    assert "<audio" in page
    submission = actions.submit_application(row, by=row.started_by)
    (document,) = submission.documents
    assert (document["question"], document["name"], document["plays"]) == (NAME, "answer.wav", "audio")
    assert actions.is_as_sent(submission)
    answer = read_back(row)
    assert (answer.shown.text, [each["name"] for each in answer.recordings]) == ("", ["answer.wav"])
    receipt = client.get(f"/my/applications/{row.reference}/receipt/").content.decode()
    assert f'src="/my/applications/{row.reference}/files/{document["token"]}/"' in receipt


def test_words_may_stand_beside_a_recording() -> None:
    client, row = start(**{NAME: "We dig."})
    say(client, row, make_tone("one.wav"), make_tone("two.wav"))
    actions.submit_application(row, by=row.started_by)
    answer = read_back(row)
    assert (answer.shown.text, [each["name"] for each in answer.recordings]) == (
        "We dig.",
        ["one.wav", "two.wav"],
    )


def test_no_more_than_three_pieces_and_nothing_but_recordings() -> None:
    client, row = start()
    page = say(client, row, *(make_tone(f"{number}.wav") for number in range(4))).content.decode()
    assert "You can give up to 3 files here." in page
    page = say(*start(), SimpleUploadedFile("plan.txt", b"words")).content.decode()
    assert "Choose a WAV, MP3" in page
    assert "is not a kind of file we can take" in page


def test_recording_is_refused_where_the_question_asks_for_words() -> None:
    row = make_draft()
    say(client_of(row.started_by), row, make_tone())
    assert not row.response.files.exists()


def test_who_may_play_it() -> None:
    client, row = start()
    say(client, row, make_tone())
    token = row.response.files.get().file.token
    own, case = (f"/{where}/applications/{row.reference}/files/{token}/" for where in ("my", "staff"))
    officer = client_of(make_user(Role.GRANTS_OFFICER))
    assert officer.get(case).status_code == 404
    actions.submit_application(row, by=row.started_by)
    assert client.get(own, headers={"range": "bytes=0-3"}).status_code == 206
    assert officer.get(case, headers={"range": "bytes=0-3"}).status_code == 206
    assert client_of(make_user()).get(own).status_code == 404
