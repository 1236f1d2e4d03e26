"""A form that changes while its round is open: told in plain words, and nothing lost."""

import pytest

from fund.accounts.roles import Role
from fund.accounts.sync import sync_roles
from fund.audit.models import Event
from fund.common.errors import Refused
from grants.applications import actions
from grants.applications.models import Application
from grants.funding.actions import publish_form
from grants.funding.models import Round
from tests.factories import make_draft, make_round, make_user
from tests.visiting import client_of

pytestmark = pytest.mark.django_db


def change(round_: Round) -> Round:
    """Reword “What will you do?”, take the summary away, and ask one thing more."""
    row = Round.objects.get(pk=round_.pk)
    questions = row.form.questions[0].value["questions"]
    questions[2].value["label"] = "What will happen?"
    del questions[1]
    questions.append(("short_text", {"label": "Who helps?", "hint": "", "required": True, "limit": 50}))
    row.form.save()
    return row


def page(row: Application, name: str = "") -> str:
    return f"/my/applications/{row.reference}/{name}"


def test_changes_reach_nobody_before_they_are_published() -> None:
    draft = make_draft()
    change(draft.round)
    html = client_of(draft.started_by).get(page(draft, "section/your-idea/")).content.decode()
    assert "What will you do?" in html
    assert "Who helps?" not in html


def test_draft_follows_is_told_and_loses_nothing() -> None:
    draft = make_draft()
    round_ = change(draft.round)
    version = publish_form(round_, by=make_user())
    client = client_of(draft.started_by)
    response = client.get(page(draft, "section/your-idea/"), follow=True)
    html = response.content.decode()
    assert response.redirect_chain == [(page(draft), 302)]
    assert "“What will you do?” now reads “What will happen?”." in html
    assert "New question: “Who helps?”, in “Your idea”." in html
    assert "“Your idea in a sentence or two” is no longer asked." in html
    draft.refresh_from_db()
    assert draft.form_version == version
    html = client.get(page(draft, "section/your-idea/")).content.decode()
    assert "We will dig beds, plant them and eat together." in html
    html = client.get(page(draft, "draft/")).content.decode()
    assert "No longer asked" in html
    assert "A shared garden for two streets." in html
    assert Event.objects.filter(verb="application_form_followed").count() == 1
    client.get(page(draft))
    assert Event.objects.filter(verb="application_form_followed").count() == 1


def test_what_is_typed_into_the_old_page_is_kept() -> None:
    draft = make_draft()
    publish_form(change(draft.round), by=make_user())
    client = client_of(draft.started_by)
    client.post(page(draft, "section/your-idea/"), {"summary": "Typed as it changed", "title": "New title"})
    kept = dict(draft.response.answers.values_list("question", "value"))
    assert (kept["summary"], kept["title"]) == ("Typed as it changed", "New title")


def test_what_was_sent_keeps_its_form_and_returns_to_it() -> None:
    sent = make_draft()
    submission = actions.submit_application(sent, by=sent.started_by)
    publish_form(change(sent.round), by=make_user())
    client = client_of(sent.started_by)
    assert "What will you do?" in client.get(page(sent, "receipt/")).content.decode()
    actions.return_application(sent, message="Which street?", questions=[], by=make_user())
    client.get(page(sent))
    sent.refresh_from_db()
    assert sent.form_version == submission.form_version
    assert actions.submit_application(sent, by=sent.started_by).form_version == submission.form_version


def test_old_form_is_not_sent_unseen() -> None:
    draft = make_draft()
    publish_form(change(draft.round), by=make_user())
    with pytest.raises(Refused, match="The form has changed"):
        actions.submit_application(draft, by=draft.started_by)
    client = client_of(draft.started_by)
    response = client.post(page(draft, "check/"), {"agreed": "on"})
    assert response["Location"] == page(draft)
    assert draft.submissions.count() == 0


def test_manager_reads_the_changes_and_publishes_once() -> None:
    sync_roles()
    round_ = make_round()
    draft = make_draft(round_)
    client = client_of(make_user(Role.FUND_MANAGER, is_staff=True))
    address = f"/staff/rounds/{round_.slug}/publish/"
    assert "Nothing has changed" in client.get(address).content.decode()
    change(draft.round)
    assert "Review and publish 3 changes" in client.get(f"/admin/rounds/edit/{round_.pk}/").content.decode()
    assert "Who helps?" in client.get(address).content.decode()
    assert client.post(address).status_code == 302
    assert "Nothing has changed since" in client.post(address).content.decode()
    assert Event.objects.filter(verb="form_published").count() == 1
    assert [version.number for version in round_.form.versions.all()] == [1, 2]


def test_id_of_a_question_that_is_gone_is_never_given_again() -> None:
    draft = make_draft()
    round_ = change(draft.round)
    publish_form(round_, by=make_user())
    row = Round.objects.get(pk=round_.pk)
    del row.form.questions[0].value["questions"][1]
    row.form.questions[0].value["questions"].append(
        ("yes_no", {"label": "What will you do?", "hint": "", "required": True})
    )
    row.form.save()
    version = publish_form(row, by=make_user())
    assert "what-will-you-do" not in [question.id for question in version.definition]
    assert "what-will-you-do-2" in [question.id for question in version.definition]
