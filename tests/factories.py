"""Small makers of rows for tests. Each makes the least that is valid; name what the test is about."""

import itertools
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.utils import timezone

from cms.demo_pictures import draw_picture
from cms.models import FundingIndexPage, Picture, RoundPage, StoryIndexPage, StoryPage
from cms.site import ensure_site
from fund.accounts.models import User
from fund.accounts.roles import Role
from fund.common.money import split_by_shares
from fund.files.actions import store_upload
from fund.files.models import FileState, StoredFile
from fund.notifications.models import Letter
from grants.applications.actions import save_answers, start_application
from grants.applications.models import Application, ApplicationShare, Conflict, Submission
from grants.applications.states import ApplicationState
from grants.assessment.models import Assessment, Decision, Panel, PanelMember, Score
from grants.assessment.states import AssessmentState, DecisionState, Outcome
from grants.awards.actions import accept_award, meet_milestone, offer_award, send_evidence
from grants.awards.models import Award, Milestone
from grants.awards.states import AwardState
from grants.ledger.actions import commit
from grants.ledger.models import Commitment
from grants.ledger.past_grants import PastGrant, enter_past_grants
from grants.organisations.bank import read_details, seal
from grants.organisations.matching import name_key
from grants.organisations.models import BankAccount, Document, Invitation, Membership, Organisation
from grants.organisations.states import BankAccountState, DocumentKind, MemberRole
from grants.payments.actions import approve_payment, export_run, make_run, mark_paid, raise_payment
from grants.payments.models import Payment, PaymentLimit
from grants.payments.states import PaymentState
from grants.places.models import Area, AreaKind
from grants.programmes.models import Allocation, Booking, Criterion, Fund, Round, Workshop

_numbers = itertools.count(1)


def make_user(*roles: Role, **fields: Any) -> User:
    number = next(_numbers)
    defaults: dict[str, Any] = {"email": f"person{number}@example.org", "full_name": f"Person {number}"}
    user = User.objects.create_user(**{**defaults, **fields}, password="a-long-password")
    for role in roles:
        user.groups.add(Group.objects.get_or_create(name=role.value)[0])
    return user


def make_neighbourhood(**fields: Any) -> Area:
    number = next(_numbers)
    return Area.objects.create(
        **{
            "kind": AreaKind.NEIGHBOURHOOD,
            "code": f"N{number}",
            "name": f"Neighbourhood {number}",
            "vintage": 2023,
            **fields,
        }
    )


def make_ward(**fields: Any) -> Area:
    number = next(_numbers)
    defaults = {"kind": AreaKind.WARD, "code": f"E{number:08d}", "name": f"Ward {number}", "vintage": 2023}
    return Area.objects.create(**{**defaults, **fields})


def make_organisation(*members: User, role: MemberRole = MemberRole.LEAD, **fields: Any) -> Organisation:
    number = next(_numbers)
    defaults = {
        "name": f"Group {number}",
        "slug": f"group-{number}",
        "identifier": f"360G-fund-group-{number}",
    }
    facts = {**defaults, **fields}
    organisation = Organisation.objects.create(**{"name_key": name_key(facts["name"]), **facts})
    for member in members:
        Membership.objects.create(organisation=organisation, user=member, role=role)
    return organisation


def make_document(organisation: Organisation, **fields: Any) -> Document:
    """A governing document that the group's first person added."""
    by = fields.pop("by", None) or organisation.people.first() or make_user()
    defaults: dict[str, Any] = {"kind": DocumentKind.GOVERNING, "confirmed_by": by}
    if "file" not in fields:
        fields["file"] = store_upload(ContentFile(b"We, the people of two streets.", name="rules.txt"), by=by)
    return Document.objects.create(organisation=organisation, **{**defaults, **fields})


def make_invitation(organisation: Organisation, **fields: Any) -> Invitation:
    """An invitation that was sent now and works for two weeks."""
    now = timezone.now()
    defaults: dict[str, Any] = {"sent_at": now, "expires_at": now + timedelta(days=14)}
    if "invited_by" not in fields:
        fields["invited_by"] = organisation.people.first() or make_user()
    return Invitation.objects.create(
        organisation=organisation, **{"email": f"friend{next(_numbers)}@example.org", **defaults, **fields}
    )


def make_fund(**fields: Any) -> Fund:
    number = next(_numbers)
    defaults = {
        "name": f"Fund {number}",
        "slug": f"fund-{number}",
        "total": Decimal("100000.00"),
        "starts_on": date(2013, 1, 1),
        "ends_on": date(2030, 12, 31),
        "funder_name": "Made-up Council",
        "funder_identifier": "GB-LAE-MUC",
    }
    return Fund.objects.create(**{**defaults, **fields})


def make_round(*, allocation: Decimal | int | None = 10000, **fields: Any) -> Round:
    """A round that is open now, with `allocation` pounds set aside for it."""
    number = next(_numbers)
    now = timezone.now()
    defaults: dict[str, Any] = {
        "name": f"Round {number}",
        "slug": f"round-{number}",
        "prefix": f"R{number}",
        "opens_at": now - timedelta(days=10),
        "closes_at": now + timedelta(days=10),
        "least": Decimal("100.00"),
        "most": Decimal("2000.00"),
    }
    if "fund" not in fields:
        fields["fund"] = make_fund()
    round_ = Round.objects.create(**{**defaults, **fields})
    if allocation:
        Allocation.objects.create(fund=round_.fund, round=round_, amount=allocation)
    return round_


def make_workshop(round_: Round | None = None, **fields: Any) -> Workshop:
    """A workshop in ten days, of two hours, with ten places."""
    number = next(_numbers)
    starts = fields.get("starts_at") or timezone.now() + timedelta(days=10)
    defaults: dict[str, Any] = {
        "reference": f"WS-{number:04d}",
        "round": round_ or make_round(),
        "title": f"Workshop {number}",
        "starts_at": starts,
        "ends_at": starts + timedelta(hours=2),
        "place": "Lock House, 4 Canal Street",
        "postcode": "WN11AA",
        "places": 10,
    }
    return Workshop.objects.create(**{**defaults, **fields})


def make_booking(workshop: Workshop | None = None, **fields: Any) -> Booking:
    """One seat, given at once."""
    number = next(_numbers)
    defaults: dict[str, Any] = {
        "workshop": workshop or make_workshop(),
        "name": f"Visitor {number}",
        "email": f"visitor{number}@example.org",
        "placed_at": timezone.now(),
    }
    return Booking.objects.create(**{**defaults, **fields})


def make_criterion(round_: Round, **fields: Any) -> Criterion:
    number = next(_numbers)
    words = "Nothing\nLittle\nSome\nGood\nVery good\nExcellent"
    defaults = {"round": round_, "name": f"Criterion {number}", "weight": 10, "words": words, "order": number}
    return Criterion.objects.create(**{**defaults, **fields})


CHECKED_STATES = (ApplicationState.CHECKED, ApplicationState.WITH_PANEL, ApplicationState.DECIDED)
UNSENT_STATES = (ApplicationState.DRAFT, ApplicationState.EXPIRED)


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
    number = next(_numbers)
    round_ = round_ or make_round()
    organisation = organisation or make_organisation(make_user())
    now = timezone.now()
    version = round_.form_versions.order_by("-number").first()
    defaults: dict[str, Any] = {
        "reference": f"{round_.prefix}-{number:04d}",
        "form_version": version or round_.form_versions.create(number=1, sections=[]),
        "title": f"Plan {number}",
        "summary": "What we would like to do.",
        "amount": Decimal("1000.00"),
        "starts_on": date(2027, 1, 1),
        "ends_on": date(2027, 12, 31),
        "sent_at": None if state in UNSENT_STATES else now,
    }
    if "started_by" not in fields:
        member = organisation.people.first()
        fields["started_by"] = member or make_user()
    if state in CHECKED_STATES and "checked_by" not in fields:
        fields |= {"checked_by": make_user(Role.GRANTS_OFFICER), "checked_at": now}
    if state == ApplicationState.INELIGIBLE:
        defaults["closing_reason"] = "It lies outside what this round is for."
    application = Application.objects.create(
        round=round_, organisation=organisation, state=state, **{**defaults, **fields}
    )
    ApplicationShare.objects.create(
        application=application, area=area or make_ward(), percent=100, amount=application.amount
    )
    if application.sent_at:
        make_submission(application, answers=answers or {})
    return application


def make_submission(application: Application, **fields: Any) -> Submission:
    defaults: dict[str, Any] = {
        "application": application,
        "number": application.submissions.count() + 1,
        "form_version": application.form_version,
        "answers": {},
        "sent_by": application.started_by,
        "sha256": "0" * 64,
    }
    return Submission.objects.create(**{**defaults, **fields})


def make_conflict(application: Application, user: User, **fields: Any) -> Conflict:
    defaults: dict[str, Any] = {"reason": "My sister runs it.", "recorded_by": user}
    return Conflict.objects.create(application=application, user=user, **{**defaults, **fields})


def make_panel(round_: Round | None = None, *members: User, **fields: Any) -> Panel:
    """A panel with `members` seated; its quorum is 1 unless named."""
    panel = Panel.objects.create(
        round=round_ or make_round(), **{"name": f"Panel {next(_numbers)}", "quorum": 1, **fields}
    )
    for member in members:
        PanelMember.objects.create(panel=panel, user=member)
    return panel


def make_assessment(
    application: Application,
    user: User,
    *values: int | None,
    state: str = AssessmentState.ASSIGNED,
    **fields: Any,
) -> Assessment:
    """One assessor's work, with `values` for the round's criteria in order; None does not apply."""
    if state == AssessmentState.SENT:
        fields = {"sent_at": timezone.now(), **fields}
    assessment = Assessment.objects.create(
        application=application, user=user, state=state, **{"assigned_by": user, **fields}
    )
    for criterion, value in zip(application.round.criteria.all(), values, strict=False):
        Score.objects.create(
            assessment=assessment,
            criterion=criterion,
            value=value,
            does_not_apply=value is None,
            reason="It says so on page 2.",
        )
    return assessment


def make_decision(
    application: Application,
    *,
    outcome: str = Outcome.AWARD,
    state: str = DecisionState.PREPARED,
    **fields: Any,
) -> Decision:
    """An award of all that was asked, unless told otherwise, with the people that its state needs."""
    person = fields.pop("by", None) or make_user(Role.FUND_MANAGER)
    now = timezone.now()
    defaults: dict[str, Any] = {"reasons": "It builds on what is there.", "prepared_by": person}
    if outcome == Outcome.AWARD:
        defaults["amount"] = application.amount
    if outcome == Outcome.RESERVE:
        defaults["reserve_place"] = 1
    if state != DecisionState.PREPARED:
        defaults |= {"agreed_by": person, "agreed_at": now}
    if state == DecisionState.RELEASED:
        defaults |= {"released_by": person, "released_at": now}
    return Decision.objects.create(
        application=application, outcome=outcome, state=state, **{**defaults, **fields}
    )


def make_commitment(round_: Round | None = None, **fields: Any) -> Commitment:
    """A commitment in the ledger. `shares` are (area, per cent); all of it helps one new ward by default."""
    number = next(_numbers)
    defaults: dict[str, Any] = {
        "reference": f"C{number}",
        "round": round_ or make_round(),
        "organisation": fields.get("organisation") or make_organisation(),
        "shares": fields.get("shares") or [(make_ward(), Decimal(100))],
    }
    return commit(**{**defaults, **fields}, by=None)


def good_answers(*wards: Area, amount: str = "1000") -> dict[str, Any]:
    """Answers to the starter form that may be sent; they help each of `wards` (at least one) alike."""
    shares = split_by_shares(Decimal(100), [1] * len(wards))
    return {
        "title": "Growing together",
        "summary": "A shared garden for two streets.",
        "what-will-you-do": "We will dig beds, plant them and eat together.",
        "dates": {"starts": "2027-01-01", "ends": "2027-12-31"},
        "areas": [
            {"area": ward.code, "percent": str(share)} for ward, share in zip(wards, shares, strict=True)
        ],
        "amount": amount,
        "milestones": [{"title": "Beds dug", "due": "2027-04-01", "amount": amount}],
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


def make_bank_account(organisation: Organisation, **fields: Any) -> BankAccount:
    """A verified account that has cooled off."""
    then = timezone.now() - timedelta(days=30)
    defaults: dict[str, Any] = {
        "account_name": "Our Group",
        "secret": seal(read_details("20-00-00", "12345678")),
        "ending": "5678",
        "state": BankAccountState.VERIFIED,
        "given_by": make_user(),
        "call_back": "Rang the number on file.",
        "verified_by": make_user(Role.FINANCE_OFFICER),
        "verified_at": then,
        "usable_from": then,
    }
    return BankAccount.objects.create(organisation=organisation, **{**defaults, **fields})


def make_finance(role: Role = Role.FINANCE_OFFICER, limit: int = 10000, **fields: Any) -> User:
    """Somebody in finance who may raise, and approve if their role may, up to `limit` pounds."""
    user = make_user(role, **fields)
    PaymentLimit.objects.create(user=user, may_raise=limit, may_approve=limit)
    return user


def make_payment(milestone: Milestone | None = None, *, state: str = PaymentState.RAISED) -> Payment:
    """A payment for a met milestone, taken as far as `state`: raised, approved, sent or paid."""
    milestone = milestone or make_met_milestone()
    organisation = milestone.award.organisation
    if not organisation.bank_accounts.exists():
        make_bank_account(organisation)
    payment = raise_payment(milestone, by=make_finance())
    if state != PaymentState.RAISED:
        approve_payment(payment, by=make_finance(Role.FINANCE_APPROVER))
    if state in (PaymentState.SENT, PaymentState.PAID):
        export_run(make_run([payment], by=payment.raised_by), by=payment.raised_by)
    if state == PaymentState.PAID:
        payment.refresh_from_db()
        mark_paid(payment, on=timezone.localdate(), by=payment.raised_by)
    payment.refresh_from_db()
    return payment


def make_award(
    round_: Round | None = None,
    *,
    lead: User | None = None,
    amount: Decimal | int = 1000,
    milestones: list[int] | None = None,
    state: str = AwardState.LIVE,
    **fields: Any,
) -> Award:
    """An award offered by its decision and, unless `state` is offered, accepted by `lead`, so live.

    `milestones` are their amounts in pounds; one with all of it by default.
    """
    lead = lead or make_user()
    organisation = fields.pop("organisation", None) or make_organisation(lead)
    plan = [
        {"title": f"Step {number}", "due": f"2027-{number:02d}-01", "amount": str(pounds)}
        for number, pounds in enumerate(milestones or [], 1)
    ]
    fields = {"state": ApplicationState.DECIDED, "answers": {"milestones": plan}, **fields}
    application = make_application(round_, organisation, amount=Decimal(amount), **fields)
    decision = make_decision(application, state=DecisionState.RELEASED)
    award = offer_award(decision, by=make_user(Role.FUND_MANAGER))
    if state == AwardState.LIVE:
        accept_award(award, name=lead.full_name, by=lead)
    return award


def make_met_milestone(award: Award | None = None, number: int = 1) -> Milestone:
    """A milestone whose evidence was sent by the group's lead and accepted by an officer."""
    milestone = (award or make_award()).milestones.get(number=number)
    lead = milestone.award.organisation.memberships.get(role=MemberRole.LEAD).user
    send_evidence(milestone, words="It is done.", files=[], by=lead)
    meet_milestone(milestone, by=make_user(Role.GRANTS_OFFICER))
    return milestone


def make_past_award(
    round_: Round | None = None,
    *shares: tuple[Area, Decimal | int],
    amount: Decimal | int = 1000,
    paid: Decimal | int = 0,
    **fields: Any,
) -> Award:
    """A grant made before it was entered, completed; all of it helps one new ward by default."""
    number = next(_numbers)
    on = fields.pop("awarded_on", date(2018, 4, 1))
    commitment = enter_past_grants(
        [
            PastGrant(
                reference=fields.get("reference", f"PAST-{number}"),
                round=round_ or make_round(allocation=1_000_000),
                organisation=fields.pop("organisation", None) or make_organisation(),
                shares=[(area, Decimal(percent)) for area, percent in shares]
                or [(make_ward(), Decimal(100))],
                amount=Decimal(amount),
                promised_on=on,
                payments=[(on, Decimal(paid))] if paid else [],
            )
        ],
        by=None,
    )[0]
    defaults: dict[str, Any] = {
        "reference": commitment.reference,
        "identifier": f"360G-fund-{commitment.reference}",
        "title": f"Past grant {number}",
        "amount": Decimal(amount),
        "state": AwardState.COMPLETED,
        "awarded_on": on,
    }
    return Award.objects.create(commitment=commitment, **{**defaults, **fields})


def make_picture(**fields: Any) -> Picture:
    """A picture in a file, with words for those who can't see it."""
    number = next(_numbers)
    file = ImageFile(BytesIO(draw_picture("canal", (480, 270))), name=f"picture-{number}.png")
    defaults: dict[str, Any] = {
        "title": f"Picture {number}",
        "alt": "Two anglers beside a canal",
        "file": file,
    }
    return Picture.objects.create(**{**defaults, **fields})


def make_round_page(round_: Round | None = None, **fields: Any) -> RoundPage:
    """A published page of a round, on a site that has all its pages."""
    round_ = round_ or make_round()
    ensure_site()
    page = RoundPage(**{"title": round_.name, "slug": round_.slug, "round": round_, **fields})
    FundingIndexPage.objects.get().add_child(instance=page)
    return page


def make_story(award: Award | None = None, **fields: Any) -> StoryPage:
    """A published story about a grant, on a site that has all its pages."""
    number = next(_numbers)
    ensure_site()
    defaults: dict[str, Any] = {
        "title": f"Story {number}",
        "award": award or make_past_award(),
        "summary": "What happened.",
        "picture": fields.get("picture") or make_picture(),
        "first_published_at": timezone.now(),
    }
    page = StoryPage(**{**defaults, **fields})
    StoryIndexPage.objects.get().add_child(instance=page)
    return page


def make_file(by: User | None = None, **fields: Any) -> StoredFile:
    """A small text file that was scanned and found clean."""
    content = ContentFile(b"Our accounts", name="accounts.txt")
    defaults: dict[str, Any] = {
        "content": content,
        "name": "accounts.txt",
        "content_type": "text/plain",
        "size": content.size,
        "sha256": "0" * 64,
        "state": FileState.CLEAN,
        "uploaded_by": by,
    }
    return StoredFile.objects.create(**{**defaults, **fields})


def make_letter(**fields: Any) -> Letter:
    """A letter that waits to be sent."""
    defaults: dict[str, Any] = {
        "kind": "applications/receipt",
        "to_email": "reader@example.org",
        "subject": "We have your application",
        "body_text": "Thank you.",
        "body_html": "<!doctype html><title>Letter</title><h1>Thank you</h1>",
    }
    return Letter.objects.create(**{**defaults, **fields})
