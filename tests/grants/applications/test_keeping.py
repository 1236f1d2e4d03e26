"""What is typed is kept: answer by answer, beside a colleague's, and after a session has run out."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from grants.applications import actions
from grants.applications.drafts import load_draft
from grants.applications.models import Application
from grants.forms import actions as forms
from grants.forms.models import Answer, EarlierAnswer, PendingPost
from grants.organisations.states import MemberRole
from tests.factories import make_draft, make_user
from tests.grants.applications.test_views import client_of, page, section

pytestmark = pytest.mark.django_db
IN_BETWEEN = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


def save(client: Client, row: Application, name: str, value: str, seen: str = "", **more: str) -> Any:
    data = {name: value, f"seen_{name}": seen or load_draft(row).token(name), **more}
    return client.post(section(row, "your-idea") + "save/", data)


def with_colleague(row: Application, **fields: Any) -> Any:
    colleague = make_user(**fields)
    row.organisation.memberships.create(user=colleague, role=MemberRole.EDITOR)
    return colleague


@pytest.mark.parametrize("question", ["what-will-you-do", "title"])
@pytest.mark.parametrize("ready", [True, False], ids=["changed", "first"])
def test_autosave_keeps_to_its_queries(question: str, ready: bool) -> None:
    row = make_draft(ready=ready)
    Answer.objects.update(saved_at=timezone.now() - timedelta(hours=1))
    client, seen = client_of(row.started_by), load_draft(row).token(question)
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert save(client, row, question, "Other words", seen).status_code == 200
    assert len([q for q in found if not q["sql"].startswith(IN_BETWEEN)]) <= 6


def test_two_tabs_see_each_others_words_and_can_join_them() -> None:
    row = make_draft()
    client, seen = client_of(row.started_by), load_draft(row).token("title")
    assert save(client, row, "title", "From one tab", seen).json()["conflict"] == ""
    answer = save(client, row, "title", "From the other", seen).json()
    assert answer["says"].startswith("Not saved")
    assert "You, in another window, wrote this" in answer["conflict"]
    assert "From one tab" in answer["conflict"]
    assert row.response.answers.get(question="title").value == "From one tab"
    data = {"title": "From the other", "seen_title": answer["seen"]["seen_title"], "settle": "both:title"}
    assert "From one tab From the other" in page(client.post(section(row, "your-idea"), data))
    assert row.response.answers.get(question="title").value == "From one tab From the other"


def test_taking_theirs_keeps_mine_among_the_earlier_words() -> None:
    row = make_draft()
    colleague = with_colleague(row)
    seen = load_draft(row).token("title")
    save(client_of(colleague), row, "title", "ConflictingAnswer", seen)
    client = client_of(row.started_by)
    token = save(client, row, "title", "Mine", seen).json()["seen"]["seen_title"]
    client.post(section(row, "your-idea"), {"title": "Mine", "seen_title": token, "settle": "theirs:title"})
    assert row.response.answers.get(question="title").value == "ConflictingAnswer"
    aside = EarlierAnswer.objects.get(set_aside=True)
    assert (aside.value, aside.saved_by) == ("Mine", row.started_by)


def test_autosave_without_a_token_writes_over_nobody() -> None:
    row = make_draft()
    answer = client_of(row.started_by).post(
        section(row, "your-idea") + "save/", {"title": "X", "seen_title": ""}
    )
    assert answer.json()["conflict"]
    assert row.response.answers.get(question="title").value == "Growing together"


@pytest.mark.parametrize("seen", ["99.abc", "nonsense", "0.", "-1.x"])
def test_forged_version_writes_over_nobody(seen: str) -> None:
    row = make_draft()
    assert save(client_of(row.started_by), row, "title", "Forged", seen).json()["conflict"]
    assert row.response.answers.get(question="title").value == "Growing together"


def test_earlier_words_are_kept_when_words_go_and_not_for_every_letter() -> None:
    row = make_draft()
    client = client_of(row.started_by)
    for words in ("Growing together n", "Growing together no", "Growing together now"):
        save(client, row, "title", words)
    assert not EarlierAnswer.objects.exists()
    save(client, row, "title", "")
    assert EarlierAnswer.objects.get().value == "Growing together now"


def test_colleagues_words_are_always_kept() -> None:
    row = make_draft()
    save(client_of(with_colleague(row)), row, "title", "Growing together!")
    assert EarlierAnswer.objects.get().value == "Growing together"


def test_answers_that_are_no_answers_are_refused() -> None:
    row = make_draft()
    client = client_of(row.started_by)
    assert save(client, row, "title", "x" * 100_001).status_code == 409
    assert save(client, row, "title", "a\x00b").status_code == 200
    assert row.response.answers.get(question="title").value == "ab"
    assert save(client, row, "no-such-question", "x").status_code == 409
    assert client.post(section(row, "your-idea") + "save/", {"title": "x"}).status_code == 404


def test_autosave_of_others_is_refused() -> None:
    row, viewer = make_draft(), make_user()
    row.organisation.memberships.create(user=viewer, role=MemberRole.VIEWER)
    assert save(client_of(make_user()), row, "title", "x").status_code == 404
    assert save(client_of(viewer), row, "title", "x").status_code == 403
    actions.submit_application(row, by=row.started_by)
    assert save(client_of(row.started_by), row, "title", "x").status_code == 409


def test_only_questions_that_were_asked_about_are_saved() -> None:
    row = make_draft()
    actions.submit_application(row, by=row.started_by)
    actions.return_application(row, message="Which street?", questions=["title"], by=make_user())
    client = client_of(row.started_by)
    assert save(client, row, "title", "Elm Street").status_code == 200
    assert save(client, row, "summary", "Other").status_code == 409
    assert Application.objects.get(pk=row.pk).title == "Growing together"


def test_expired_session_is_said_to_scripts() -> None:
    row = make_draft()
    answer = save(Client(), row, "title", "x")
    assert (answer.status_code, answer.json()["says"]) == (401, "Sign in again; what you typed is kept here.")


def test_form_posted_after_the_session_ran_out_is_saved_after_signing_in() -> None:
    row = make_draft()
    client, here = Client(), section(row, "your-idea")
    data = {"title": "Typed for an hour", "seen_title": load_draft(row).token("title")}
    response = client.post(here, data)
    assert response["Location"] == f"/accounts/login/?next={here}"
    assert row.response.answers.get(question="title").value == "Growing together"
    credentials = {"login": row.started_by.email, "password": "a-long-password"}
    EmailAddress.objects.create(user=row.started_by, email=row.started_by.email, verified=True, primary=True)
    assert client.post(response["Location"], credentials)["Location"] == here
    html = page(client.get(here))
    assert "You are signed in again" in html
    assert 'value="Typed for an hour"' in html
    assert row.response.answers.get(question="title").value == "Typed for an hour"
    assert not PendingPost.objects.exists()
    assert "You are signed in again" not in page(client.get(here))


def test_held_words_are_no_way_in() -> None:
    row, stranger = make_draft(), make_user()
    client, here = Client(), section(row, "your-idea")
    client.post(here, {"title": "Mischief"})
    client.force_login(stranger)
    assert client.get(here).status_code == 404
    assert row.response.answers.get(question="title").value == "Growing together"


def test_held_words_are_limited_and_forgotten() -> None:
    assert forms.stash_post("/x/", {"a": ["b" * 300_001]}) == ""
    token = forms.stash_post("/x/", {"a": ["b"]})
    assert forms.pop_stashed_post(token, "/y/") is None
    PendingPost.objects.update(stashed_at=timezone.now() - timedelta(hours=1, seconds=1))
    assert forms.pop_stashed_post(token, "/x/") is None
    assert forms.delete_expired_posts() == 1
