"""A tie, or a limit to other funds, hides a grant's whole life from every page and file of the staff side."""

from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from fund.accounts.models import User
from fund.accounts.roles import Role
from grants.applications.models import Application
from grants.applications.states import ApplicationState
from grants.assessment.states import AssessmentState, DecisionState
from grants.awards.models import Award
from grants.funding.models import FundLimit
from grants.organisations.models import Membership
from grants.payments.states import PaymentState
from tests.factories import (
    make_application,
    make_assessment,
    make_award,
    make_conflict,
    make_criterion,
    make_decision,
    make_fund,
    make_letter,
    make_met_milestone,
    make_organisation,
    make_panel,
    make_payment,
    make_round,
    make_user,
)

pytestmark = pytest.mark.django_db
NAME, TITLE, ROUND = "Zebedee Canoeists", "Xylophones afloat", "Quokka round"
LISTS = [
    "desk:today",
    "desk:case_list",
    "desk:letter_list",
    "awards:staff_grants",
    "awards:grants_csv",
    "awards:grants_xlsx",
    "payments:home",
    "payments:payments",
    "payments:payments_csv",
    "reports:money",
    "reports:money_csv",
    "reports:money_xlsx",
    "assessment:panels",
]
ROLES = [(Role.FUND_MANAGER,), (Role.FINANCE_OFFICER, Role.FINANCE_APPROVER), (Role.AUDITOR,)]


def make_grants() -> list[Application]:
    """Two grants of one group: one before the panel with an agreed decision, one paid."""
    group = make_organisation(make_user(), name=NAME)
    round_ = make_round(name=ROUND)
    make_criterion(round_)
    make_panel(round_)
    waiting = make_application(round_, group, title=TITLE, state=ApplicationState.UNDER_ASSESSMENT)
    make_assessment(waiting, make_user(Role.PANEL_MEMBER), 5, state=AssessmentState.SUBMITTED)
    make_decision(waiting, state=DecisionState.AGREED)
    lead = group.people.get()
    award = make_award(make_round(name=f"{ROUND} again", fund=round_.fund), organisation=group, lead=lead)
    make_payment(make_met_milestone(award), state=PaymentState.SENT)
    make_letter(case_reference=waiting.reference, subject=f"About {TITLE}")
    return [waiting, Application.objects.get(reference=award.reference)]


def pages_of(applications: list[Application]) -> list[str]:
    waiting, granted = applications
    award = Award.objects.get(reference=granted.reference)
    payment = award.payments.get()
    slug = waiting.round.slug
    return [
        *[reverse("desk:case", args=[one.reference]) for one in applications],
        reverse("awards:staff_grant", args=[award.reference]),
        reverse("awards:staff_agreement", args=[award.reference]),
        reverse("awards:staff_milestone", args=[award.reference, 1]),
        reverse("payments:payment", args=[payment.reference]),
        reverse("payments:run", args=[payment.run.reference]),  # type: ignore[union-attr]
        *[reverse(f"assessment:{name}", args=[slug, waiting.reference]) for name in ("case", "record")],
    ]


def words_of(response: Any) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if "spreadsheet" in response.headers["Content-Type"]:
        sheets = openpyxl.load_workbook(BytesIO(content)).worksheets
        return "\n".join(str(cell) for sheet in sheets for row in sheet.values for cell in row)
    return content.decode()


def lists_with(words: list[str], user: User, slug: str) -> list[tuple[str, str]]:
    """Which of `words` this person finds, and in which lists and files."""
    client = Client()
    client.force_login(user)
    addresses = [reverse(name) for name in LISTS]
    addresses += [reverse("desk:case_export", args=[kind]) for kind in ("csv", "xlsx")]
    addresses += [reverse(f"assessment:{name}", args=[slug]) for name in ("panel", "room", "ranking_file")]
    addresses += [reverse("assessment:meeting", args=[slug]), reverse("awards:release", args=[slug])]
    found: list[tuple[str, str]] = []
    for address in addresses:
        response = client.get(address)
        text = words_of(response) if response.status_code == 200 else ""
        found += [(address, each) for each in words if each in text]
    return found


def opened(pages: list[str], user: User) -> list[str]:
    client = Client()
    client.force_login(user)
    return [page for page in pages if client.get(page).status_code == 200]


@pytest.mark.parametrize("roles", ROLES)
@pytest.mark.parametrize("belongs", [True, False])
def test_tie_hides_a_grant_everywhere(roles: tuple[Role, ...], belongs: bool) -> None:
    applications = make_grants()
    pages, slug = pages_of(applications), applications[0].round.slug
    conflicted, free = make_user(*roles), make_user(*roles)
    for application in applications[: 1 if belongs else 2]:
        if belongs:
            Membership.objects.create(organisation=application.organisation, user=conflicted)
        else:
            make_conflict(application, conflicted)
    words = [NAME, TITLE, *[one.reference for one in applications]]
    assert lists_with(words, free, slug) != []
    assert lists_with(words, conflicted, slug) == []
    assert opened(pages, free) != []
    assert opened(pages, conflicted) == []


@pytest.mark.parametrize("roles", ROLES)
def test_limit_to_other_funds_hides_a_grant_everywhere(roles: tuple[Role, ...]) -> None:
    applications = make_grants()
    pages, slug = pages_of(applications), applications[0].round.slug
    limited = make_user(*roles)
    FundLimit.objects.create(user=limited, fund=make_fund())
    words = [NAME, TITLE, ROUND, *[one.reference for one in applications]]
    assert lists_with(words, limited, slug) == []
    assert opened(pages, limited) == []


def test_tied_manager_releases_nothing() -> None:
    waiting = make_grants()[0]
    manager = make_user(Role.FUND_MANAGER)
    Membership.objects.create(organisation=waiting.organisation, user=manager)
    client = Client()
    client.force_login(manager)
    page = client.post(reverse("awards:release", args=[waiting.round.slug])).content.decode()
    assert "You have a tie to one of these, so somebody else has to release them." in page
    waiting.refresh_from_db()
    assert waiting.state == ApplicationState.UNDER_ASSESSMENT


def test_officer_who_owes_scores_does_not_read_the_others_in_the_record() -> None:
    waiting = make_grants()[0]
    both = make_user(Role.GRANTS_OFFICER, Role.PANEL_MEMBER)
    make_panel_seat(waiting, both)
    client = Client()
    client.force_login(both)
    response = client.get(reverse("assessment:record", args=[waiting.round.slug, waiting.reference]))
    assert response.headers["Location"] == reverse("assessment:application", args=[waiting.reference])


def make_panel_seat(application: Application, user: User) -> None:
    application.round.panel.seats.create(user=user)
    make_assessment(application, user)
