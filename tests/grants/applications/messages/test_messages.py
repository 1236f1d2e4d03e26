"""The talk between a group and the fund, and what a group reads of its way to a decision."""

from typing import Any

import pytest
from django.test import Client

from fund.accounts.roles import Role
from fund.notifications.models import Letter
from grants.applications import actions
from grants.applications.models import Application, Message
from tests.factories import make_application, make_conflict, make_decision, make_draft, make_user
from tests.grants.applications.test_views import client_of, page

pytestmark = pytest.mark.django_db


def ours(row: Application) -> str:
    return f"/my/applications/{row.reference}/messages/"


def theirs(row: Application) -> str:
    return f"/staff/applications/{row.reference}/messages/"


def test_group_asks_and_an_officer_answers() -> None:
    row, officer = make_draft(), make_user(Role.GRANTS_OFFICER)
    group, staff = client_of(row.started_by), client_of(officer)
    asked = group.post(ours(row), {"words": "May we <b>buy</b> a shed?"}, follow=True)
    assert "We have your message" in page(asked)
    assert '1</strong> <a href="/staff/messages/">message from a group' in page(staff.get("/staff/"))
    assert row.reference in page(staff.get("/staff/messages/"))
    html = page(staff.get(theirs(row)))
    assert "May we &lt;b&gt;buy&lt;/b&gt; a shed?" in html
    assert "Growing together" not in html
    staff.post(theirs(row), {"words": "Yes, a small one."})
    assert "Yes, a small one." in page(group.get(ours(row)))
    assert officer.full_name not in page(group.get(ours(row)))
    assert "Nothing waits for an answer" in page(staff.get("/staff/messages/"))
    assert Letter.objects.get(kind="applications/message").to_user == row.started_by


def test_whoever_checked_it_hears_of_a_message() -> None:
    row = make_application(state="eligible")
    actions.write_to_fund(row, words="We moved.", by=row.started_by)
    assert Letter.objects.get(kind="applications/message_to_fund").to_user == row.checked_by


def test_message_that_needs_no_answer_is_put_aside() -> None:
    row = make_draft()
    actions.write_to_fund(row, words="Thank you!", by=row.started_by)
    staff = client_of(make_user(Role.GRANTS_OFFICER))
    assert staff.post(theirs(row), {"read": "1"}).status_code == 302
    assert not Message.objects.unread().exists()
    assert not Letter.objects.exists()


def test_messages_are_for_those_who_may() -> None:
    row, auditor, conflicted = make_draft(), make_user(Role.AUDITOR), make_user(Role.GRANTS_OFFICER)
    make_conflict(row, conflicted)
    assert client_of(make_user()).post(ours(row), {"words": "x"}).status_code == 404
    assert client_of(make_user(Role.PANEL_MEMBER)).get(theirs(row)).status_code == 404
    assert client_of(conflicted).get(theirs(row)).status_code == 404
    assert client_of(auditor).get(theirs(row)).status_code == 200
    assert client_of(auditor).post(theirs(row), {"words": "x"}).status_code == 403
    assert "<title>Error: " in page(client_of(row.started_by).post(ours(row), {"words": " "}))


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_messages_costs_the_same(count: int, django_assert_num_queries: Any) -> None:
    for _ in range(count):
        row = make_draft()
        actions.write_to_fund(row, words="A question", by=row.started_by)
    staff = client_of(make_user(Role.GRANTS_OFFICER))
    with django_assert_num_queries(5):
        staff.get("/staff/messages/")


def test_words_typed_after_the_session_ran_out_come_back() -> None:
    row, client = make_draft(), Client()
    client.post(ours(row), {"words": "Typed too late"})
    client.force_login(row.started_by)
    assert "Typed too late" in page(client.get(ours(row)))


def test_reasons_are_read_once_they_are_released_and_not_before() -> None:
    row = make_application(state="decided")
    decision = make_decision(row, outcome="decline", state="agreed", reasons="Others reach more people.")
    client, address = client_of(row.started_by), f"/my/applications/{row.reference}/"
    assert "Others reach more people." not in page(client.get(address))
    type(decision).objects.filter(pk=decision.pk).update(
        state="released", released_at=decision.agreed_at, released_by=decision.agreed_by
    )
    html = page(client.get(address))
    assert "Not funded this time" in html
    assert "Others reach more people." in html


def test_timeline_says_what_comes_and_when() -> None:
    row = make_draft()
    type(row.round).objects.filter(pk=row.round_id).update(decision_on="2027-03-03")
    client, address = client_of(row.started_by), f"/my/applications/{row.reference}/"
    html = page(client.get(address))
    assert "You send it" in html
    assert "By 3 March 2027" in html
    actions.submit_application(row, by=row.started_by)
    assert "We check it" in page(client.get(address))


def test_message_pressed_twice_on_a_slow_line_is_written_once() -> None:
    row = make_draft()
    group = client_of(row.started_by)
    for _press in range(2):
        group.post(ours(row), {"words": "May we buy a shed? "})
    assert [message.words for message in row.messages.all()] == ["May we buy a shed?"]
    group.post(ours(row), {"words": "It is a small one."})
    group.post(ours(row), {"words": "May we buy a shed?"})
    assert row.messages.count() == 3


def test_comment_pressed_twice_is_said_once() -> None:
    row = make_draft()
    for _press in range(2):
        actions.write_comment(row, "your-idea", words="Who asks the school?", by=row.started_by)
    assert row.comments.count() == 1
    actions.write_comment(row, "who-and-where", words="Who asks the school?", by=row.started_by)
    assert row.comments.count() == 2


def test_start_pressed_twice_leads_to_the_one_draft() -> None:
    row = make_draft(ready=False)
    again = client_of(row.started_by).post(
        f"/my/apply/{row.round.slug}/", {"group": row.organisation.slug}, follow=True
    )
    assert again.redirect_chain == [(f"/my/applications/{row.reference}/", 302)]
    assert Application.objects.count() == 1


def test_answer_that_was_pressed_twice_is_written_and_mailed_once() -> None:
    row, officer = make_draft(), make_user(Role.GRANTS_OFFICER)
    first = actions.write_from_fund(row, words="Yes, a small one.", by=officer)
    assert actions.write_from_fund(row, words="Yes, a small one. ", by=officer) == first
    assert Letter.objects.filter(kind="applications/message").count() == 1
