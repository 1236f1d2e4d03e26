"""Beside the answers: who is here, talk, earlier words, copying, and what is left to fix."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from fund.common.errors import Refused
from grants.applications import actions
from grants.applications.models import Application, Comment
from grants.applications.states import ApplicationState
from grants.forms.actions import mark_present
from grants.forms.models import Presence
from grants.organisations.states import MemberRole
from tests.factories import make_draft, make_organisation, make_round, make_user
from tests.grants.applications.test_keeping import save, with_colleague
from tests.grants.applications.test_views import client_of, page, section

pytestmark = pytest.mark.django_db


def test_people_in_one_section_see_each_other_for_two_minutes() -> None:
    row = make_draft()
    tom = with_colleague(row, full_name="Tom Ashurst")
    client_of(tom).get(section(row, "your-idea"))
    mine = client_of(row.started_by)
    assert "Tom Ashurst is here too just now" in page(mine.get(section(row, "your-idea")))
    assert "Tom Ashurst is here too" not in page(mine.get(section(row, "where-it-helps")))
    here = section(row, "your-idea") + "here/"
    assert mine.post(here).json() == {"here": ["Tom Ashurst"]}
    Presence.objects.filter(user=tom).update(seen_at=timezone.now() - timedelta(minutes=2))
    assert mine.post(here).json() == {"here": []}
    assert Client().post(here).status_code == 401


def test_being_here_writes_one_row_each_half_minute(django_assert_num_queries: Any) -> None:
    row = make_draft()
    mark_present(row.response, "your-idea", by=row.started_by)
    with django_assert_num_queries(1):
        mark_present(row.response, "your-idea", by=row.started_by)
    Presence.objects.update(seen_at=timezone.now() - timedelta(seconds=30))
    with django_assert_num_queries(2):
        mark_present(row.response, "your-idea", by=row.started_by)
    assert Presence.objects.count() == 1


def test_comments_are_read_by_the_group_and_kept_through_signing_in() -> None:
    row, viewer = make_draft(), make_user(full_name="Vera Viewer")
    row.organisation.memberships.create(user=viewer, role=MemberRole.VIEWER)
    talk = section(row, "your-idea") + "comments/"
    client_of(viewer).post(talk, {"words": "Say <b>who</b> digs."})
    html = page(client_of(row.started_by).get(talk))
    assert "Say &lt;b&gt;who&lt;/b&gt; digs." in html
    assert "1 comment" in page(client_of(row.started_by).get(section(row, "your-idea")))
    assert "<title>Error: " in page(client_of(viewer).post(talk, {"words": " "}))
    client = Client()
    client.post(talk, {"words": "Typed too late"})
    client.force_login(viewer)
    assert "Typed too late" in page(client.get(talk))
    assert Comment.objects.count() == 1
    assert client_of(viewer).get(section(row, "no-such") + "comments/").status_code == 404


def test_earlier_words_are_shown_and_brought_back() -> None:
    row = make_draft()
    tom = with_colleague(row, full_name="Tom Ashurst")
    save(client_of(tom), row, "title", "Toms title")
    mine, past = client_of(row.started_by), section(row, "your-idea") + "history/"
    html = page(mine.get(past))
    assert "Growing together" in html
    assert "Tom Ashurst" in html
    number = str(row.response.earlier_answers.get().pk)
    assert "The earlier words are back." in page(mine.post(past, {"restore": number}, follow=True))
    assert row.response.answers.get(question="title").value == "Growing together"
    assert Application.objects.get(pk=row.pk).title == "Growing together"
    assert row.response.earlier_answers.filter(value="Toms title").exists()


def test_earlier_words_of_others_are_out_of_reach() -> None:
    row, other = make_draft(), make_draft()
    save(client_of(with_colleague(other)), other, "title", "x")
    number = str(other.response.earlier_answers.get().pk)
    client, past = client_of(row.started_by), section(row, "your-idea") + "history/"
    assert client.post(past, {"restore": number}).status_code == 404
    assert client.post(past, {"restore": "no"}).status_code == 404
    viewer = make_user()
    other.organisation.memberships.create(user=viewer, role=MemberRole.VIEWER)
    past = section(other, "your-idea") + "history/"
    assert client_of(viewer).get(past).status_code == 200
    assert client_of(viewer).post(past, {"restore": number}).status_code == 403


def test_answers_are_copied_into_what_is_empty() -> None:
    old = make_draft()
    Application.objects.filter(pk=old.pk).update(state=ApplicationState.EXPIRED)
    row = make_draft(ready=False, organisation=old.organisation, by=old.started_by)
    actions.save_answers(row, {"title": "A new title"}, by=row.started_by)
    client, address = client_of(row.started_by), f"/my/applications/{row.reference}/copy/"
    assert old.reference in page(client.get(address))
    html = page(client.post(address, {"source": old.reference}))
    assert "Copied 6 answers" in html
    assert row.response.answers.get(question="title").value == "A new title"
    assert row.response.answers.get(question="summary").value == "A shared garden for two streets."
    assert Application.objects.get(pk=row.pk).amount == 1000
    assert "Nothing to copy" in page(client.post(address, {"source": old.reference}))
    assert "Choose an application" in page(client.post(address, {}))


def test_answers_follow_the_words_of_a_question_whose_id_is_new() -> None:
    before, after = make_round(), make_round()
    after.form.questions[0].value["questions"][2].value["label"] = "What will you do exactly?"
    after.form.save()
    before.form.questions[0].value["questions"][2].value["label"] = "what will you do  EXACTLY"
    before.form.save()
    old = make_draft(before, ready=False)
    actions.save_answers(old, {"what-will-you-do-exactly": "Dig."}, by=old.started_by)
    row = make_draft(after, ready=False, organisation=old.organisation, by=old.started_by)
    copied = actions.copy_answers(row, old, by=row.started_by)
    assert copied.copied == ["What will you do exactly?"]
    assert row.response.answers.get().value == "Dig."


def test_answers_that_are_not_open_are_not_said_to_be_copied() -> None:
    row = make_draft()
    actions.submit_application(row, by=row.started_by)
    actions.return_application(row, message="Which street?", questions=["title"], by=make_user())
    row.response.answers.filter(question="summary").delete()
    old = make_draft(organisation=row.organisation, by=row.started_by)
    copied = actions.copy_answers(row, old, by=row.started_by)
    assert copied.copied == []


def test_kept_words_of_an_expired_application_are_shown_a_way_on() -> None:
    old = make_draft()
    Application.objects.filter(pk=old.pk).update(state=ApplicationState.EXPIRED)
    html = page(client_of(old.started_by).get(f"/my/applications/{old.reference}/"))
    assert "What you wrote is kept" in html


def test_answers_of_another_group_are_not_copied() -> None:
    row, other = make_draft(ready=False), make_draft()
    with pytest.raises(Refused, match="same group"):
        actions.copy_answers(row, other, by=row.started_by)
    client = client_of(row.started_by)
    assert other.reference not in page(client.get(f"/my/applications/{row.reference}/copy/"))
    assert client.get(f"/my/applications/{other.reference}/copy/").status_code == 404


def test_task_list_says_what_is_left_to_fix() -> None:
    row = make_draft(ready=False)
    actions.save_answers(row, {"amount": "75000"}, by=row.started_by)
    html = page(client_of(row.started_by).get(f"/my/applications/{row.reference}/"))
    assert "What you need to fix before you can send it" in html
    assert "Enter an amount between £100 and £2,000" in html
    assert f"{section(row, 'money-and-milestones')}?fix=1#id_amount" in html


def test_autosave_says_what_the_rows_come_to() -> None:
    row = make_draft()
    data = {"areas_0_area": "x", "areas_0_percent": "60", "areas_1_area": "y", "areas_1_percent": "15%",
            "seen_areas": "1.x"}  # fmt: skip
    answer = client_of(row.started_by).post(section(row, "where-it-helps") + "save/", data).json()
    assert answer["total"] == "Together: 75% of 100%"


def test_draft_reads_as_a_page_to_print() -> None:
    row, group = make_draft(), make_organisation()
    html = page(client_of(row.started_by).get(f"/my/applications/{row.reference}/draft/"))
    assert "What is written so far" in html
    assert "A shared garden for two streets." in html
    assert group.name not in html
