"""A small world with one of everything, for the access table and other tests of the house."""

from dataclasses import dataclass, field

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from fund.accounts.models import User
from fund.accounts.roles import Role
from fund.files.models import StoredFile, Upload
from fund.notifications.models import Letter
from grants.applications.actions import save_section, submit_application
from grants.applications.models import Application
from grants.applications.states import ApplicationState
from grants.assessment.states import AssessmentState, DecisionState
from grants.awards.actions import add_requirement, submit_evidence
from grants.awards.models import Award, Evidence
from grants.forms.models import AnswerFile
from grants.funding.models import Round
from grants.organisations.actions import give_bank_account
from grants.organisations.models import Organisation
from grants.organisations.views.joining import twin_token
from grants.payments.models import Payment
from grants.payments.states import PaymentState
from grants.workshops.models import Booking
from tests.factories import (
    make_application,
    make_assessment,
    make_award,
    make_booking,
    make_decision,
    make_document,
    make_draft,
    make_invitation,
    make_letter,
    make_organisation,
    make_panel,
    make_past_award,
    make_payment,
    make_round,
    make_submission,
    make_user,
    make_workshop,
)


@dataclass
class World:
    people: dict[str, User] = field(default_factory=dict)
    round: Round = None  # type: ignore[assignment]
    organisation: Organisation = None  # type: ignore[assignment]
    at_panel: Application = None  # type: ignore[assignment]
    panel_document: str = ""
    draft: Application = None  # type: ignore[assignment]
    sent: Application = None  # type: ignore[assignment]
    document: str = ""
    invitation: str = ""
    upload: str = ""
    twin: str = ""
    group_document: str = ""
    past_award: Award = None  # type: ignore[assignment]
    award: Award = None  # type: ignore[assignment]
    evidence: str = ""
    payment: Payment = None  # type: ignore[assignment]
    agreed: Application = None  # type: ignore[assignment]
    without_panel: Round = None  # type: ignore[assignment]
    letter: Letter = None  # type: ignore[assignment]
    booking: Booking = None  # type: ignore[assignment]


def make_world() -> World:
    world = World()
    world.people = {
        "stranger": make_user(),
        "applicant": make_user(),
        "panel_member": make_user(Role.PANEL_MEMBER),
        "officer": make_user(Role.GRANTS_OFFICER),
        "manager": make_user(Role.FUND_MANAGER),
        "finance_officer": make_user(Role.FINANCE_OFFICER),
        "finance_approver": make_user(Role.FINANCE_APPROVER),
        "publisher": make_user(Role.PUBLISHER),
        "connector": make_user(Role.CONNECTOR),
        "auditor": make_user(Role.AUDITOR),
        "administrator": make_user(Role.ADMINISTRATOR),
    }
    world.round = make_round()
    world.organisation = make_organisation(world.people["applicant"])
    put_before_panel(world)
    put_applications(world)
    world.past_award = make_past_award(organisation=world.organisation)
    put_grants(world)
    world.letter = make_letter(case_reference=world.sent.reference)
    world.booking = make_booking(make_workshop(world.round))
    return world


def put_grants(world: World) -> None:
    """The applicant's group has a live grant with evidence; another's payment is in a run."""
    lead = world.people["applicant"]
    world.award = make_award(organisation=world.organisation, lead=lead)
    photo = SimpleUploadedFile("photo.txt", b"We opened the doors.")
    submit_evidence(world.award.milestones.get(), words="Here it is.", files=[photo], by=lead)
    world.evidence = str(Evidence.objects.get().file.token)  # type: ignore[union-attr]
    add_requirement(world.award, text="Insurance certificate", by=world.people["officer"])
    world.payment = make_payment(state=PaymentState.SENT)


def put_applications(world: World) -> None:
    """The applicant's group has a draft, an application that was sent with a document, and a bank account."""
    person, group = world.people["applicant"], world.organisation
    world.draft = make_draft(world.round, organisation=group, by=person)
    asks_for_file = make_round()
    question = {"label": "A file", "hint": "", "required": True, "most": 1}
    asks_for_file.form.questions[0].value["questions"].append(("file", question))
    asks_for_file.form.save()
    world.sent = make_draft(asks_for_file, organisation=group, by=person)
    files = MultiValueDict({"a-file": [SimpleUploadedFile("plan.txt", b"Our plan in words.")]})
    save_section(world.sent, "your-idea", {}, files, by=person)
    world.document = str(world.sent.response.files.get().file.token)
    submit_application(world.sent, by=person)
    give_bank_account(
        group, account_name="Our Group", sort_code="200000", account_number="12345678", by=person
    )
    upload = Upload.objects.create(owner=person, purpose="document", subject="-", name="a.pdf", size=9)
    world.upload = str(upload.token)
    world.invitation = make_invitation(group, email=person.email).token
    world.group_document = str(make_document(group).file.token)
    world.twin = twin_token(group, world.people["stranger"])


def put_before_panel(world: World) -> None:
    """An application of another group that the panel member has to score, with a document, and a panel."""
    member = world.people["panel_member"]
    world.at_panel = make_application(make_round(), state=ApplicationState.UNDER_ASSESSMENT)
    make_panel(world.at_panel.round, member)
    make_assessment(world.at_panel, member)
    make_assessment(world.at_panel, make_user(Role.PANEL_MEMBER), state=AssessmentState.SUBMITTED)
    stored = StoredFile(name="plan.txt", content_type="text/plain", size=4, sha256="0" * 64, state="clean")
    stored.content.save("plan.txt", ContentFile(b"Plan"))
    AnswerFile.objects.create(response=world.at_panel.response, question="plan", file=stored)
    world.panel_document = str(stored.token)
    make_submission(world.at_panel, documents=[{"question": "plan", "token": world.panel_document}])
    world.agreed = make_application(world.at_panel.round, state=ApplicationState.UNDER_ASSESSMENT)
    make_decision(world.agreed, state=DecisionState.AGREED)
    world.without_panel = make_round()
