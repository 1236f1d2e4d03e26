"""The other screens of the desk: today, a case, search, letters, and the home of applicants."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from fund.accounts.models import User
from fund.accounts.roles import STAFF_ROLES, Role
from fund.audit.models import Event
from fund.notifications.models import Letter, LetterState
from grants.applications.states import ApplicationState as S
from grants.assessment.emails import ask_to_score
from grants.assessment.states import AssessmentState, DecisionState, Outcome
from grants.forms.models import AnswerFile
from grants.funding.models import FundLimit
from tests.factories import (
    make_application,
    make_assessment,
    make_conflict,
    make_criterion,
    make_decision,
    make_file,
    make_letter,
    make_organisation,
    make_round,
    make_submission,
    make_user,
)

pytestmark = pytest.mark.django_db


def client_of(*roles: Role, user: User | None = None) -> Client:
    client = Client()
    client.force_login(user or make_user(*roles))
    return client


@pytest.mark.parametrize("role", STAFF_ROLES)
def test_the_bar_leads_nowhere_that_is_refused(role: Role) -> None:
    client = client_of(role)
    bar = client.get("/staff/").content.decode().partition("</header>")[0]
    for address in re.findall(r'href="(/staff/[^"]*)"', bar):
        assert (address, client.get(address).status_code) == (address, 200)


def test_today_counts_what_waits_and_leads_to_it() -> None:
    make_application(state=S.SUBMITTED)
    make_application(state=S.ELIGIBLE)
    late = make_application(make_round(scores_due_on=timezone.now().date() - timedelta(days=2)))
    type(late).objects.filter(pk=late.pk).update(
        state=S.UNDER_ASSESSMENT,
        submitted_at=timezone.now(),
        checked_by=make_user(),
        checked_at=timezone.now(),
    )
    make_assessment(late, make_user())
    make_letter(state=LetterState.FAILED)
    client = client_of(Role.GRANTS_OFFICER)
    groups = client.get("/staff/").context["groups"]
    waiting = {line.words: (line.count, line.address) for group in groups for line in group.waiting}
    assert waiting == {
        "application to check": (1, "/staff/applications/?waiting=check"),
        "application to pass to the panel": (1, "/staff/applications/?waiting=panel"),
        "application with late scores": (1, "/staff/applications/?waiting=late"),
        "letter not sent": (1, "/staff/letters/?state=failed"),
    }
    for _count, address in waiting.values():
        assert client.get(address).status_code == 200


def test_today_is_of_the_role() -> None:
    make_application(state=S.SUBMITTED)
    titles = {
        role: [group.title for group in client_of(role).get("/staff/").context["groups"]]
        for role in (Role.GRANTS_OFFICER, Role.FINANCE_OFFICER, Role.AUDITOR, Role.PUBLISHER)
    }
    assert titles == {
        Role.GRANTS_OFFICER: ["Applications", "Grants", "Groups", "Letters"],
        Role.FINANCE_OFFICER: ["Payments", "Letters"],
        Role.AUDITOR: ["Applications", "Grants", "Groups", "Payments", "Letters"],
        Role.PUBLISHER: [],
    }


@pytest.mark.parametrize("rows", [1, 3])
def test_today_costs_the_same_whatever_the_rows(rows: int, django_assert_num_queries: Any) -> None:
    for _number in range(rows):
        make_application(state=S.SUBMITTED)
    client = client_of(Role.GRANTS_OFFICER)
    client.get("/staff/")
    with django_assert_num_queries(13):
        client.get("/staff/")


def test_case_shows_acts_to_officers_only() -> None:
    case = make_application(state=S.SUBMITTED)
    address = f"/staff/applications/{case.reference}/"
    acts = [
        act.name.rpartition("_")[2] for act in client_of(Role.GRANTS_OFFICER).get(address).context["acts"]
    ]
    assert acts == ["check", "return", "ineligible"]
    for role in (Role.AUDITOR, Role.FINANCE_OFFICER):
        assert client_of(role).get(address).context["acts"] == []


def test_case_that_waits_for_the_group_does_not_urge_an_end() -> None:
    case = make_application(state=S.RETURNED)
    acts = client_of(Role.GRANTS_OFFICER).get(f"/staff/applications/{case.reference}/").context["acts"]
    assert [(act.words, act.main) for act in acts] == [("It can't go further", False)]


def test_case_hides_scores_from_an_assessor_who_has_not_sent() -> None:
    round_ = make_round()
    make_criterion(round_)
    case = make_application(round_, state=S.UNDER_ASSESSMENT)
    user = make_user(Role.GRANTS_OFFICER, Role.PANEL_MEMBER)
    mine = make_assessment(case, user)
    make_assessment(case, make_user(full_name="Other Assessor"), 4, state=AssessmentState.SUBMITTED)
    client = client_of(user=user)
    address = f"/staff/applications/{case.reference}/"
    assert "Other Assessor" not in client.get(address).content.decode()
    type(mine).objects.update(state=AssessmentState.SUBMITTED, submitted_at=timezone.now())
    assert "Other Assessor" in client.get(address).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_case_costs_the_same_whatever_the_rows(rows: int, django_assert_num_queries: Any) -> None:
    round_ = make_round()
    make_criterion(round_)
    case = make_application(round_, state=S.UNDER_ASSESSMENT)
    for _number in range(rows):
        make_assessment(case, make_user(), 3, state=AssessmentState.SUBMITTED)
        make_conflict(case, make_user())
        AnswerFile.objects.create(response=case.response, question="q", file=make_file())
    tokens = case.response.files.values_list("file__token", flat=True)
    make_submission(case, documents=[{"question": "q", "token": str(token)} for token in tokens])
    client = client_of(Role.GRANTS_OFFICER)
    client.get("/staff/")
    with django_assert_num_queries(21):
        client.get(f"/staff/applications/{case.reference}/")


def test_search_finds_each_kind_and_needs_all_words() -> None:
    group = make_organisation(name="Canal Angels")
    case = make_application(None, group, state=S.SUBMITTED, title="Lights on the towpath")
    client = client_of(Role.GRANTS_OFFICER)
    results = client.get("/staff/search/?q=canal+towpath").context["results"]
    assert results.applications == [case]
    assert results.groups == []
    assert client.get("/staff/search/?q=angels").context["results"].groups == [group]
    assert not client.get("/staff/search/?q=zebra").context["results"].anything
    assert client.get("/staff/search/").context["results"] is None


@pytest.mark.parametrize("rows", [1, 3])
def test_search_costs_the_same_whatever_the_rows(rows: int, django_assert_num_queries: Any) -> None:
    for _number in range(rows):
        make_application(state=S.SUBMITTED)
    client = client_of(Role.GRANTS_OFFICER)
    client.get("/staff/")
    with django_assert_num_queries(8):
        client.get("/staff/search/?q=plan")


def test_letter_that_failed_is_sent_again_once() -> None:
    letter = make_letter(state=LetterState.FAILED, attempts=7, problem="No such mailbox")
    address = f"/staff/letters/{letter.token}/again/"
    assert client_of(Role.AUDITOR).post(address).status_code == 403
    client = client_of(Role.GRANTS_OFFICER)
    assert client.post(address).status_code == 302
    letter.refresh_from_db()
    assert (letter.state, letter.attempts, letter.problem) == (LetterState.WAITING, 0, "")
    assert client.post(address).status_code == 409
    assert Event.objects.filter(verb="letter_sent_again").count() == 1


def test_letters_are_filtered_and_hidden_by_a_tie() -> None:
    case = make_application(state=S.SUBMITTED)
    about = make_letter(case_reference=case.reference, subject="Receipt")
    other = make_letter(kind="panel/invitation", subject="Please score")
    user = make_user(Role.GRANTS_OFFICER)
    client = client_of(user=user)

    def shown(query: str = "") -> list[Letter]:
        return list(client.get(f"/staff/letters/{query}").context["page"].rows)

    assert shown() == [other, about]
    assert shown(f"?q={case.reference}") == [about]
    assert shown("?kind=panel/invitation") == [other]
    assert shown("?state=failed") == []
    make_conflict(case, user)
    assert shown() == [other]
    assert client.get(f"/staff/letters/{about.token}/").status_code == 404


def test_letters_of_other_funds_are_hidden_from_the_limited_but_never_from_an_administrator() -> None:
    case, other = make_application(state=S.SUBMITTED), make_application(state=S.SUBMITTED)
    about, of_another = (
        make_letter(case_reference=case.reference),
        make_letter(case_reference=other.reference),
    )
    officer, administrator = make_user(Role.GRANTS_OFFICER), make_user(Role.ADMINISTRATOR)
    for user in (officer, administrator):
        FundLimit.objects.create(user=user, fund=case.round.fund)
    seen = {
        user: list(client_of(user=user).get("/staff/letters/").context["page"].rows)
        for user in (officer, administrator)
    }
    assert seen == {officer: [about], administrator: [of_another, about]}


def test_letters_to_panels_of_other_funds_are_hidden_from_the_limited() -> None:
    own, other = make_round(), make_round()
    member, officer = make_user(Role.PANEL_MEMBER), make_user(Role.GRANTS_OFFICER)
    FundLimit.objects.create(user=officer, fund=own.fund)
    for round_ in (own, other):
        ask_to_score(member, round_, number=2)
    make_letter(
        kind="assessment/to_score", case_reference=""
    )  # From before letters to panels told their round.
    client = client_of(user=officer)
    [seen] = client.get("/staff/letters/").context["page"].rows
    assert (own.fund != other.fund, seen.case_reference) == (True, own.slug)
    panel = f'<a href="/staff/panels/{own.slug}/">'
    assert panel in client.get(f"/staff/letters/{seen.token}/").content.decode()
    finance = client_of(Role.FINANCE_OFFICER).get(f"/staff/letters/{seen.token}/").content.decode()
    assert (own.slug in finance, panel in finance) == (True, False)


def test_letters_that_open_accounts_are_hidden_outside_a_demonstration(settings: Any) -> None:
    letter = make_letter(kind="account/login_code")
    settings.DEMONSTRATION = False
    client = client_of(Role.ADMINISTRATOR)
    assert client.get("/staff/letters/").context["page"].rows == []
    assert client.get(f"/staff/letters/{letter.token}/").status_code == 404


def test_letter_frame_lets_no_script_run() -> None:
    letter = make_letter(body_html="<h1>Hello</h1><script>alert(1)</script>")
    response = client_of(Role.AUDITOR).get(f"/staff/letters/{letter.token}/html/")
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "script-src" not in policy


def test_my_home_is_empty_and_helps() -> None:
    html = client_of().get("/my/").content.decode()
    assert "Nothing here yet" in html
    assert "/funding/" in html


def test_my_home_puts_what_waits_for_the_group_first() -> None:
    user = make_user()
    group = make_organisation(user)
    returned = make_application(None, group, state=S.RETURNED)
    sent = make_application(None, group, state=S.SUBMITTED)
    declined = make_application(None, group, state=S.DECIDED)
    make_decision(declined, outcome=Outcome.DECLINE, state=DecisionState.RELEASED)
    quiet = make_application(None, group, state=S.DECIDED)
    make_decision(quiet, outcome=Outcome.AWARD, state=DecisionState.AGREED)
    make_application(state=S.SUBMITTED)
    rows = client_of(user=user).get("/my/").context["applications"]
    assert [(row.application, row.words) for row in rows] == [
        (returned, "We need something from you"),
        (quiet, "Decided"),
        (declined, "Not funded this time"),
        (sent, "We are checking it"),
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_my_home_costs_the_same_whatever_the_rows(rows: int, django_assert_num_queries: Any) -> None:
    user = make_user()
    for _number in range(rows):
        make_application(None, make_organisation(user), state=S.SUBMITTED)
    client = client_of(user=user)
    client.get("/my/")
    with django_assert_num_queries(6):
        client.get("/my/")


def test_case_lists_the_documents_that_were_sent_and_no_others() -> None:
    case = make_application(state=S.RETURNED)
    sent, newer = make_file(name="plan.pdf"), make_file(name="not sent yet.pdf")
    for file in (sent, newer):
        AnswerFile.objects.create(response=case.response, question="q", file=file)
    make_submission(case, documents=[{"question": "q", "token": str(sent.token), "name": sent.name}])
    page = client_of(Role.GRANTS_OFFICER).get(f"/staff/applications/{case.reference}/").content.decode()
    assert "plan.pdf" in page
    assert "not sent yet.pdf" not in page
