"""An officer types an application in for a group, and the group confirms it before it counts."""

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from fund.accounts.actions import add_person
from fund.accounts.models import User
from fund.accounts.roles import OFFICERS
from fund.common.dates import format_deadline
from fund.common.errors import Refused
from fund.common.locks import lock
from fund.common.sequences import next_reference
from fund.files.actions import store_upload
from fund.notifications.actions import queue_letter
from grants.applications import rules
from grants.applications.actions._common import change_state, record_for_application
from grants.applications.actions.signing_off import fingerprint
from grants.applications.actions.submitting import NotReady, check_submittable, freeze_submission
from grants.applications.casework.actions import extend_deadline
from grants.applications.display import render_draft
from grants.applications.drafts import ApplicationDraft, load_draft
from grants.applications.intake.confirming import mark_confirmed
from grants.applications.models import (
    WRITERS,
    Application,
    ConfirmationMethod,
    Intake,
    IntakeChannel,
    Scan,
    Submission,
)
from grants.applications.states import ApplicationState
from grants.forms.models import Response
from grants.funding.actions import form_of
from grants.funding.models import Round
from grants.organisations.actions import join_by_confirming
from grants.organisations.models import Organisation

# At least: a link lives as long as the application can be sent.
LASTS = timedelta(days=28)
RESTS = timedelta(minutes=5)


@transaction.atomic
def start_intake(
    round_: Round,
    organisation: Organisation,
    *,
    channel: str,
    received_at: datetime,
    name: str,
    email: str = "",
    phone: str = "",
    until: datetime | None = None,
    by: User,
) -> Application:
    """A new draft that `by` types in for the group. Raises Refused when the round or the group allows none.

    Paper that came before the close is in time: `until` says how long the group has to confirm it.
    """
    organisation = lock(organisation)
    email = email.strip().lower()
    _refuse_wrong_contact(organisation, email, phone, by)
    late = channel == IntakeChannel.PAPER and rules.came_in_time(round_, received_at)
    _refuse_wrong_times(received_at, late=late, until=until)
    if sentence := rules.why_not_start(round_, organisation, in_time=late, emails=[email] if email else []):
        raise Refused(sentence)
    application = _draft_for(organisation, round_, by)
    Intake.objects.create(
        application=application,
        channel=channel,
        received_at=received_at,
        typed_by=by,
        contact_name=name,
        contact_email=email,
        contact_phone=phone,
    )
    record_for_application(
        "application_intake_started",
        application,
        by=by,
        method=IntakeChannel(channel).label.lower(),
        name=name,
    )
    if late and until:
        reason = f"It came on paper on {format_deadline(received_at, year=True)}, before the close."
        extend_deadline(application, until=until, reason=reason, by=by)
    return application


def _draft_for(organisation: Organisation, round_: Round, by: User) -> Application:
    return Application.objects.create(
        reference=next_reference(round_.prefix),
        round=round_,
        organisation=organisation,
        response=Response.objects.create(form_version=form_of(round_)),
        started_by=by,
        is_intake=True,
    )


def _refuse_wrong_times(received_at: datetime, *, late: bool, until: datetime | None) -> None:
    if received_at > timezone.now():
        raise Refused("Enter a time that is not in the future.", field="received_at")
    if late and until is None:
        raise Refused("The round has closed. Say until when the group may confirm it.", field="until")


def _refuse_wrong_contact(organisation: Organisation, email: str, phone: str, by: User) -> None:
    if organisation.memberships.filter(user=by).exists():
        raise Refused("This is your own group. A colleague takes its application.")
    if not (email or phone):
        raise Refused("Give an e-mail address or a phone number.", field="email")
    if email == by.email.lower():
        raise Refused("This is your own address. Give that of somebody of the group.", field="email")
    if not email or not organisation.memberships.leads().exists():
        return
    if not organisation.memberships.filter(role__in=WRITERS, user__email=email).exists():
        raise Refused(
            f"{organisation} has a lead here, so the address must be that of a lead or an editor of it. "
            "They can add somebody first.",
            field="email",
        )


@transaction.atomic
def take_over_intake(intake: Intake, *, by: User) -> None:
    """A colleague goes on typing, where who began can't."""
    row = hold(intake, by)
    if row.typed_by_id == by.pk:
        return
    row.typed_by = by
    row.save(update_fields=["typed_by"])
    record_for_application("application_intake_taken_over", row.application, by=by)


@transaction.atomic
def add_scan(intake: Intake, upload: File[Any], *, signed: bool, by: User) -> Scan:
    """Keep a scan of the paper, or of the signed copy, with the application."""
    row = hold(intake, by)
    stored = store_upload(upload, by=by)
    record_for_application("application_scanned", row.application, by=by, name=stored.name)
    return Scan.objects.create(intake=row, file=stored, signed=signed, added_by=by)


@transaction.atomic
def request_confirmation(intake: Intake, *, by: User) -> None:
    """Write to the contact with all the answers and a link. Raises NotReady when one is missing or wrong."""
    row = hold(intake, by)
    if not row.contact_email:
        raise Refused("There is no e-mail address. Have it signed, or read it back by phone.")
    if row.asked_at and timezone.now() - row.asked_at < RESTS:
        raise Refused("The letter is on its way. Give it a few minutes.")
    draft = _ready(row.application)
    row.asked_at = timezone.now()
    row.asked_until = max(row.asked_at + LASTS, rules.ends_for(row.application) or row.asked_at)
    row.save(update_fields=["asked_at", "asked_until"])
    write_to_contact("confirm", row, sections=render_draft(draft))
    record_for_application("application_confirmation_asked", row.application, by=by, name=row.contact_name)


def write_to_contact(letter: str, row: Intake, **context: object) -> None:
    application = row.application
    address = settings.PUBLIC_URL + reverse("applications:confirm", args=[row.token])
    facts = {
        "application": application,
        "round": application.round,
        "group": application.organisation,
        "intake": row,
        "address": address,
        "closes": rules.closes_for(application),
    }
    queue_letter(
        f"applications/{letter}",
        to=row.contact_email,
        context={**facts, **context},
        case_reference=application.reference,
    )


@transaction.atomic
def open_from_letter(intake: Intake, *, by: User) -> Application:
    """Who has the letter, and the address it went to, is in the group from now on."""
    row: Intake = lock(intake)
    if by.email.lower() != row.contact_email or not is_open_to_contact(row):
        raise Refused("This link no longer works, or is for another e-mail address. Ask us for another one.")
    if join_by_confirming(row.application.organisation, by=by):
        record_for_application("application_intake_opened", row.application, by=by)
    return row.application


@transaction.atomic
def make_account_from_letter(intake: Intake, *, name: str) -> User:
    """An account for who has the letter and none yet; the letter has shown that the address is theirs."""
    row: Intake = lock(intake)
    if User.objects.filter(email__iexact=row.contact_email).exists() or not is_open_to_contact(row):
        raise Refused("There is an account with this address. Sign in first.")
    user = add_person(row.contact_email, name.strip())
    open_from_letter(row, by=user)
    return user


def is_open_to_contact(row: Intake) -> bool:
    """Whether the link in the letter still leads somewhere: not once the application was given up."""
    if row.application.state in (ApplicationState.WITHDRAWN, ApplicationState.INELIGIBLE):
        return False
    return bool(row.contact_email and row.asked_until and timezone.now() < row.asked_until)


@transaction.atomic
def record_confirmation(intake: Intake, *, method: str, confirmed_on: date, by: User) -> None:
    """They signed a printed copy, or heard it read back. It counts once a second officer vouches for it."""
    row = hold(intake, by)
    if method not in (ConfirmationMethod.SIGNED, ConfirmationMethod.READ_BACK):
        raise Refused("Choose how they confirmed it.", field="method")
    if confirmed_on > timezone.localdate():
        raise Refused("Enter a day that is not in the future.", field="confirmed_on")
    if method == ConfirmationMethod.SIGNED and not row.scans.filter(signed=True).exists():
        raise Refused("Add a scan of the signed copy first.", field="method")
    draft = _ready(row.application)
    row.method, row.confirmed_on, row.recorded_by, row.fingerprint = (
        method,
        confirmed_on,
        by,
        fingerprint(draft),
    )
    row.confirmed_by = row.confirmed_at = None
    row.save()
    record_for_application(
        "application_confirmation_recorded", row.application, by=by, method=row.get_method_display().lower()
    )


@transaction.atomic
def verify_confirmation(intake: Intake, *, by: User) -> Submission:
    """A second officer has seen the signed copy, or rung them: it is sent. Never who recorded it."""
    row = hold(intake, by)
    if row.recorded_by is None:
        raise Refused("Record first how they confirmed it.")
    if row.recorded_by_id == by.pk:
        raise Refused("Another officer than the one who recorded it vouches for it.")
    draft = _ready(row.application)
    if fingerprint(draft) != row.fingerprint:
        raise Refused("An answer has changed since they confirmed it. They confirm it again first.")
    check_submittable(row.application)
    mark_confirmed(row.application, row, by)
    latest = row.application.submissions.select_related("form_version").first()
    return freeze_submission(draft, latest, by=by)


@transaction.atomic
def abandon_intake(intake: Intake, *, reason: str, by: User) -> None:
    """The group does not want it after all. It is kept, and never counts."""
    row = hold(intake, by)
    if not reason.strip():
        raise Refused("Write why.", field="reason")
    if row.application.state != ApplicationState.DRAFT:
        raise Refused("This was sent already. The group withdraws it.")
    change_state(row.application, ApplicationState.WITHDRAWN)
    record_for_application("application_intake_abandoned", row.application, by=by, reason=reason.strip())


def hold(intake: Intake, by: User) -> Intake:
    """The row with its application, both locked. Refused once it counts, and for who is no officer here."""
    application = (
        Application.objects.select_for_update(of=("self",))
        .select_related("round", "organisation", "response__form_version")
        .get(pk=intake.application_id)
    )
    row: Intake = lock(intake)
    row.application = application
    application.intake = row
    if not Intake.objects.visible_to(by).filter(pk=row.pk).exists() or not by.has_role(*OFFICERS):
        raise Refused("Only officers of this fund, without a tie to the group, can do this.")
    if application.state not in rules.KEEPS or _answers_itself(row):
        raise Refused("This is the group's own now, so it can't be changed here.")
    return row


def _answers_itself(row: Intake) -> bool:
    return row.application.state == ApplicationState.RETURNED and row.method == ConfirmationMethod.OWN


def _ready(application: Application) -> ApplicationDraft:
    draft = load_draft(application)
    if problems := list(draft.problems()):
        raise NotReady(problems)
    return draft
