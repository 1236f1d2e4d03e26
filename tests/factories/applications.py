"""Applications in any state, and answers that may be sent."""

from decimal import Decimal
from typing import Any

from django.utils import timezone

from fund.accounts.models import User
from fund.accounts.roles import Role
from fund.common.money import split_by_shares
from grants.applications.actions import save_answers, start_application
from grants.applications.models import Application, ApplicationShare, Conflict, Submission
from grants.applications.states import ApplicationState
from grants.forms.models import Response
from grants.funding.models import Round
from grants.organisations.models import Organisation
from grants.places.models import Area
from tests.dates import in_next_year, next_year
from tests.factories.funding import make_round
from tests.factories.groups import make_organisation
from tests.factories.numbers import numbers
from tests.factories.people import make_user
from tests.factories.places import make_ward

ELIGIBLE_STATES = (ApplicationState.ELIGIBLE, ApplicationState.UNDER_ASSESSMENT, ApplicationState.DECIDED)
UNSUBMITTED_STATES = (ApplicationState.DRAFT, ApplicationState.EXPIRED)


def make_application(
    round_: Round | None = None,
    organisation: Organisation | None = None,
    *,
    state: str = ApplicationState.DRAFT,
    area: Area | None = None,
    answers: dict[str, Any] | None = None,
    **fields: Any,
) -> Application:
    """An application with the dates and people that its state needs, and its submission once sent.

    It asks for £1,000 and helps `area`, or else a new ward, with all of it.
    """
    number = next(numbers)
    round_ = round_ or make_round()
    organisation = organisation or make_organisation(make_user())
    now = timezone.now()
    versions = round_.form.versions
    version = versions.order_by("-number").first() or versions.create(number=1, sections=[])
    defaults: dict[str, Any] = {
        "reference": f"{round_.prefix}-{number:04d}",
        "response": Response.objects.create(form_version=version),
        "title": f"Plan {number}",
        "summary": "What we would like to do.",
        "amount": Decimal("1000.00"),
        "starts_on": in_next_year(1, 1),
        "ends_on": in_next_year(12, 31),
        "submitted_at": None if state in UNSUBMITTED_STATES else now,
    }
    if "started_by" not in fields:
        member = organisation.people.first()
        fields["started_by"] = member or make_user()
    if state in ELIGIBLE_STATES and "checked_by" not in fields:
        fields |= {"checked_by": make_user(Role.GRANTS_OFFICER), "checked_at": now}
    if state == ApplicationState.INELIGIBLE:
        defaults["closing_reason"] = "It lies outside what this round is for."
    application = Application.objects.create(
        round=round_, organisation=organisation, state=state, **{**defaults, **fields}
    )
    ApplicationShare.objects.create(
        application=application, area=area or make_ward(), percent=100, amount=application.amount
    )
    if application.submitted_at:
        make_submission(application, answers=answers or {})
    return application


def make_submission(application: Application, **fields: Any) -> Submission:
    defaults: dict[str, Any] = {
        "application": application,
        "number": application.submissions.count() + 1,
        "form_version": application.form_version,
        "answers": {},
        "submitted_by": application.started_by,
        "sha256": "0" * 64,
    }
    return Submission.objects.create(**{**defaults, **fields})


def make_conflict(application: Application, user: User, **fields: Any) -> Conflict:
    defaults: dict[str, Any] = {"reason": "My sister runs it.", "recorded_by": user}
    return Conflict.objects.create(application=application, user=user, **{**defaults, **fields})


def good_answers(*wards: Area, amount: str = "1000") -> dict[str, Any]:
    """Answers to the starter form that may be sent; they help each of `wards` (at least one) alike."""
    shares = split_by_shares(Decimal(100), [1] * len(wards))
    return {
        "title": "Growing together",
        "summary": "A shared garden for two streets.",
        "what-will-you-do": "We will dig beds, plant them and eat together.",
        "dates": {"starts": f"{next_year()}-01-01", "ends": f"{next_year()}-12-31"},
        "areas": [
            {"area": ward.code, "percent": str(share)} for ward, share in zip(wards, shares, strict=True)
        ],
        "amount": amount,
        "milestones": [{"title": "Beds dug", "due": f"{next_year()}-04-01", "amount": amount}],
    }


def make_draft(round_: Round | None = None, *, ready: bool = True, **fields: Any) -> Application:
    """A draft that its lead has started through the front door, with every answer good if `ready`."""
    by = fields.pop("by", None) or make_user()
    organisation = fields.pop("organisation", None) or make_organisation(by)
    application = start_application(round_ or make_round(), organisation, by=by)
    if ready:
        save_answers(application, good_answers(fields.pop("ward", None) or make_ward()), by=by)
        application.refresh_from_db()
    return application
