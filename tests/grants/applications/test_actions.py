"""The life of an application, verb by verb."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from fund.accounts.roles import Role
from fund.audit.models import Event
from fund.common.errors import Refused
from fund.notifications.models import Letter
from grants.applications import actions, built_in
from grants.applications.display import render_submission
from grants.applications.drafts import load_draft
from grants.applications.models import Application
from grants.funding.models import Round
from grants.organisations.states import MemberRole
from tests.dates import next_year
from tests.factories import (
    good_answers,
    make_draft,
    make_organisation,
    make_round,
    make_user,
    make_ward,
)

pytestmark = pytest.mark.django_db
LONG = "Use 250 words or fewer. You have used 251, which is 1 too many."


def close(round_: Round) -> None:
    Round.objects.filter(pk=round_.pk).update(closes_at=timezone.now() - timedelta(seconds=1))


def fresh(application: Application) -> Application:
    return Application.objects.get(pk=application.pk)


def test_start_makes_a_draft_with_the_frozen_form() -> None:
    application = make_draft(make_round(prefix="BI"), ready=False)
    assert (application.reference, application.state) == ("BI-0001", "draft")
    assert application.form_version.number == 1


def test_start_twice_is_refused() -> None:
    first = make_draft(ready=False)
    with pytest.raises(Refused, match="already"):
        actions.start_application(first.round, first.organisation, by=first.started_by)


def test_start_is_refused_to_viewers_and_wrong_kinds_of_group() -> None:
    viewer, lead = make_user(), make_user()
    with pytest.raises(Refused, match="Only leads"):
        actions.start_application(make_round(), make_organisation(viewer, role=MemberRole.VIEWER), by=viewer)
    with pytest.raises(Refused, match="Registered charity"):
        actions.start_application(make_round(eligible_forms=["charity"]), make_organisation(lead), by=lead)


def test_start_before_opening_and_after_closing_is_refused() -> None:
    lead, now = make_user(), timezone.now()
    group = make_organisation(lead)
    with pytest.raises(Refused, match="not opened"):
        actions.start_application(make_round(opens_at=now + timedelta(days=1)), group, by=lead)
    with pytest.raises(Refused, match="has closed"):
        actions.start_application(make_round(closes_at=now - timedelta(days=1)), group, by=lead)


def test_save_keeps_what_is_wrong() -> None:
    application = make_draft(ready=False)
    actions.save_section(
        application, "money-and-milestones", {"amount": "lots"}, None, by=application.started_by
    )
    assert application.response.answers.get(question="amount").value == "lots"
    assert fresh(application).amount is None


def test_save_copies_what_lists_show() -> None:
    row = fresh(make_draft())
    assert (row.title, row.amount, str(row.ends_on)) == (
        "Growing together",
        Decimal(1000),
        f"{next_year()}-12-31",
    )


def test_answer_changed_by_a_colleague_is_not_written_over() -> None:
    application = make_draft()
    colleague = make_user()
    application.organisation.memberships.create(user=colleague, role=MemberRole.EDITOR)
    seen = load_draft(application).token("title")
    data = {"title": "Mine", "seen_title": seen}
    actions.save_section(application, "your-idea", {**data, "title": "ConflictingAnswer"}, None, by=colleague)
    saved = actions.save_section(application, "your-idea", data, None, by=application.started_by)
    assert [
        (edit_conflict.theirs.value, edit_conflict.theirs.saved_by, edit_conflict.ours)
        for edit_conflict in saved.edit_conflicts
    ] == [("ConflictingAnswer", colleague, "Mine")]
    assert application.response.answers.get(question="title").value == "ConflictingAnswer"


def test_untouched_answer_does_not_undo_a_colleague() -> None:
    application = make_draft()
    seen = load_draft(application).token("title")
    actions.save_answers(application, {"title": "ConflictingAnswer"}, by=application.started_by)
    data = {"title": "Growing together", "seen_title": seen}
    assert not actions.save_section(
        application, "your-idea", data, None, by=application.started_by
    ).edit_conflicts
    assert application.response.answers.get(question="title").value == "ConflictingAnswer"


def test_send_freezes_and_writes_to_everybody() -> None:
    one, two = make_ward(), make_ward()
    application = make_draft(ready=False)
    application.organisation.memberships.create(user=make_user(), role=MemberRole.VIEWER)
    answers = {**good_answers(one, two, amount="1000.01")}
    actions.save_answers(application, answers, by=application.started_by)
    submission = actions.submit_application(application, by=application.started_by)
    assert actions.is_as_sent(type(submission).objects.get(pk=submission.pk))
    assert submission.answers["amount"] == "1000.01"
    assert [share.amount for share in application.shares.all()] == [Decimal("500.01"), Decimal("500.00")]
    letters = Letter.objects.filter(kind="applications/receipt")
    assert letters.count() == 2
    assert "We will dig beds" in letters[0].body_text
    assert submission.sha256 in letters[0].body_text
    read = render_submission(submission)
    assert read[1].answers[0].shown.rows == [[one.name, "50%"], [two.name, "50%"]]
    facts = built_in.read(fresh(application))
    assert sum(share for _area, share in facts.shares) == 100
    assert sum(step.amount for step in facts.milestones) == facts.amount


def test_sending_twice_is_once() -> None:
    application = make_draft()
    first = actions.submit_application(application, by=application.started_by)
    assert actions.submit_application(application, by=application.started_by) == first
    assert Letter.objects.filter(kind="applications/receipt").count() == 1
    assert Event.objects.filter(verb="application_submitted").count() == 1


def test_sending_late_is_refused_and_keeps_everything() -> None:
    application = make_draft()
    close(application.round)
    with pytest.raises(Refused, match="closed on"):
        actions.submit_application(application, by=application.started_by)
    actions.save_answers(application, {"title": "Too late, but kept"}, by=application.started_by)
    assert application.response.answers.get(question="title").value == "Too late, but kept"


def test_extension_is_honoured_even_after_expiry() -> None:
    application, officer = make_draft(), make_user(Role.GRANTS_OFFICER)
    close(application.round)
    assert (actions.expire_drafts(), actions.expire_drafts()) == (1, 0)
    assert fresh(application).state == "expired"
    until = timezone.now() + timedelta(days=1)
    actions.extend_deadline(fresh(application), until=until, reason="A flood.", by=officer)
    assert actions.expire_drafts() == 0
    actions.submit_application(fresh(application), by=application.started_by)
    assert fresh(application).state == "submitted"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": ""}, "Answer “What is your idea called?”"),
        ({"amount": "99.99"}, "Enter an amount between £100 and £2,000"),
        ({"amount": "2000.01"}, "Enter an amount between £100 and £2,000"),
        ({"what-will-you-do": "word " * 251}, LONG),
        ({"dates": {"starts": "2027-02-01", "ends": "2027-01-01"}}, "Enter an end that is after the start"),
        (
            {"dates": {"starts": "2027-02-01", "ends": "2028-02-02"}},
            "It can last up to 12 months. Enter an end on or before 1 February 2028",
        ),
        ({"areas": []}, "Choose at least one ward"),
        (
            {"milestones": [{"title": "A", "due": "2027-03-01", "amount": "999.99"}]},
            "The steps must add up to £1,000, which is what you ask for. They add up to £999.99 now",
        ),
    ],
)  # fmt: skip
def test_wrong_answers_are_said_and_not_sent(changes: dict[str, Any], words: str) -> None:
    application = make_draft()
    actions.save_answers(application, changes, by=application.started_by)
    with pytest.raises(actions.NotReady) as raised:
        actions.submit_application(application, by=application.started_by)
    assert words in [problem.text for _section, problem in raised.value.problems]
    assert fresh(application).state == "draft"


def test_shares_must_sum_to_a_hundred_and_wards_differ() -> None:
    ward = make_ward()
    application = make_draft()
    rows = [{"area": ward.code, "percent": "50"}, {"area": ward.code, "percent": "40"}]
    actions.save_answers(application, {"areas": rows}, by=application.started_by)
    texts = [problem.text for _section, problem in load_draft(fresh(application)).problems()]
    assert texts == [
        "The shares must add up to 100%. They add up to 90% now",
        "You have chosen this ward already",
    ]


def test_only_the_asked_questions_open_again() -> None:
    application, officer = make_draft(), make_user(Role.GRANTS_OFFICER)
    first = actions.submit_application(application, by=application.started_by)
    actions.return_application(application, message="Which street?", questions=["title"], by=officer)
    actions.save_answers(
        application, {"title": "Growing in Elm Street", "amount": "1"}, by=application.started_by
    )
    assert fresh(application).title == "Growing together"
    second = actions.submit_application(application, by=application.started_by)
    assert (first.number, second.number) == (1, 2)
    assert (second.answers["title"], second.answers["amount"]) == ("Growing in Elm Street", "1000.00")
    assert first.answers["title"] == "Growing together"
    assert application.returns.get().answered_at == second.submitted_at
    assert fresh(application).title == "Growing in Elm Street"


def test_officer_takes_it_to_a_decision() -> None:
    application, officer = make_draft(), make_user(Role.GRANTS_OFFICER)
    actions.submit_application(application, by=application.started_by)
    actions.pass_check(application, by=officer)
    actions.pass_to_panel(application, by=officer)
    actions.mark_decided(application, by=officer)
    assert fresh(application).state == "decided"
    with pytest.raises(Refused):
        actions.withdraw_application(application, by=application.started_by)


def test_ineligible_needs_a_reason() -> None:
    application, officer = make_draft(), make_user(Role.GRANTS_OFFICER)
    actions.submit_application(application, by=application.started_by)
    with pytest.raises(Refused, match="reason"):
        actions.find_ineligible(application, reason=" ", by=officer)
    actions.find_ineligible(application, reason="It is outside our borough.", by=officer)
    assert fresh(application).closing_reason == "It is outside our borough."


def test_withdrawn_group_may_start_again() -> None:
    application = make_draft()
    actions.withdraw_application(application, by=application.started_by)
    again = actions.start_application(application.round, application.organisation, by=application.started_by)
    assert again.reference != application.reference


def test_file_answers_are_kept_counted_and_taken_away() -> None:
    round_ = make_round()
    question = {"label": "Your accounts", "hint": "", "required": True, "most": 1}
    round_.form.questions[0].value["questions"].append(("file", question))
    round_.form.save()
    application = make_draft(round_)
    assert [p.text for _s, p in load_draft(application).problems()] == ["Choose a file for “Your accounts”"]
    for name in ("a.txt", "b.txt"):
        upload = SimpleUploadedFile(name, b"Some plain words in a file.", "text/plain")
        files: MultiValueDict[str, Any] = MultiValueDict({"your-accounts": [upload]})
        actions.save_section(application, "your-idea", {}, files, by=application.started_by)
    assert [document["name"] for document in load_draft(application).documents()] == ["b.txt"]
    submission = actions.submit_application(application, by=application.started_by)
    assert [document["name"] for document in submission.documents] == ["b.txt"]
