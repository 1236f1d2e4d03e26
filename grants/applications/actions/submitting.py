"""Sending an application, once, and taking it back."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from fund.accounts.models import User
from fund.common.dates import format_deadline
from fund.common.errors import Refused
from fund.common.money import split_by_shares
from grants.applications import rules
from grants.applications.actions._common import change_state, record_for_application, write_to_group
from grants.applications.actions.signing_off import needs_second_person
from grants.applications.built_in import copies
from grants.applications.casework.transcripts import note_recordings
from grants.applications.display import render_submission
from grants.applications.drafts import ApplicationDraft, load_draft
from grants.applications.group_facts import freeze_group, payload_of
from grants.applications.intake.confirming import confirm_by_sending, how_it_came, with_contact
from grants.applications.models import UNFROZEN, Application, ApplicationShare, Submission
from grants.applications.states import ApplicationState
from grants.forms.definition import Section
from grants.forms.drafts import Validated, sha256_of
from grants.forms.section_form import Problem
from grants.places.models import Area

GONE = (ApplicationState.WITHDRAWN, ApplicationState.EXPIRED, ApplicationState.INELIGIBLE)


class NotReady(Refused):
    """Some answers are missing or wrong. `problems`: each with its section."""

    def __init__(self, problems: list[tuple[Section, Problem]]) -> None:
        super().__init__("Some answers need to be fixed before this can be sent.")
        self.problems = problems


@transaction.atomic
def submit_application(application: Application, *, by: User) -> Submission:
    """Send it. Sending again what is sent already changes nothing and returns the same submission.

    Raises Refused when it is late or the person may not send, NotReady when answers need fixing.
    """
    row = Application.objects.select_for_update(of=("self",)).select_related(
        "round", "organisation", "response__form_version"
    ).defer(*UNFROZEN).get(pk=application.pk)  # fmt: skip
    latest = row.submissions.select_related("form_version").first()
    if row.state not in rules.WRITABLE and row.state not in GONE and latest:
        return latest
    check_submittable(row)
    if not rules.writes_for(by, row.organisation):
        raise Refused(f"Only leads and editors of {row.organisation} can send this.")
    draft = load_draft(row)
    if needs_second_person(row, by, draft):
        raise Refused("In this round a second person of your group confirms it before it is sent.")
    if row.is_intake:
        confirm_by_sending(row, by)
    submission = freeze_submission(draft, latest, by=by)
    application.state, application.submitted_at = row.state, row.submitted_at
    return submission


def freeze_submission(draft: ApplicationDraft, latest: Submission | None, *, by: User) -> Submission:
    """Freeze what is locked and may go, and tell everybody. Raises NotReady when answers need fixing."""
    validated = draft.validated()
    if problems := list(draft.problems(validated)):
        raise NotReady(problems)
    row = draft.application
    submission = _freeze(draft, validated, latest.number + 1 if latest else 1, by)
    now = submission.submitted_at
    if latest:
        row.shares.all().delete()
        row.returns.filter(answered_at=None).update(answered_at=now)
    _write_shares(row, submission.answers)
    change_state(
        row, ApplicationState.SUBMITTED, submitted_at=row.submitted_at or now, **copies(submission.answers)
    )
    note_recordings(submission)
    record_for_application("application_submitted", row, by=by, number=submission.number)
    write_to_group("receipt", row, submission=submission, sections=render_submission(submission), by=by)
    return submission


def check_submittable(row: Application) -> None:
    """Raises Refused when it is late, sent already, on an older form, or of a group of another kind."""
    closes = rules.closes_for(row)
    if closes and (row.state == ApplicationState.EXPIRED or rules.is_late(row)):
        raise Refused(f"This round closed on {format_deadline(closes)}, so it can't be sent. "
                      "What you have typed is kept.")  # fmt: skip
    if row.state not in rules.WRITABLE:
        raise Refused(f"This can't be sent now: {row.public_words[:1].lower()}{row.public_words[1:]}.")
    if rules.is_behind(row):
        raise Refused(
            "The form has changed since you opened it. Open the application again to see what is new."
        )
    if not row.round.accepts_form(row.organisation.legal_form):
        kinds = "; ".join(row.round.eligible_form_names)
        raise Refused(f"This round is for these kinds of group: {kinds}.")


def _freeze(draft: ApplicationDraft, validated: Validated, number: int, by: User) -> Submission:
    row = draft.application
    submission = Submission(
        is_test=row.round.is_test,
        application=row,
        number=number,
        form_version=row.form_version,
        answers=draft.submitted_values(validated),
        documents=draft.documents(),
        group=with_contact(row, freeze_group(row.organisation, sender=by)),
        intake=how_it_came(row),
        submitted_by=by,
        submitted_at=timezone.now(),
    )
    submission.sha256 = sha256_of(payload_of(submission))
    submission.save()
    return submission


def _write_shares(row: Application, answers: dict[str, Any]) -> None:
    """The areas with their parts of the amount, to the penny."""
    wanted = {area["area"]: Decimal(area["percent"]) for area in answers["areas"]}
    areas = {area.code: area for area in Area.objects.current().wards().filter(code__in=wanted)}
    amounts = split_by_shares(Decimal(answers["amount"]), list(wanted.values()))
    ApplicationShare.objects.bulk_create(
        ApplicationShare(application=row, area=areas[code], percent=percent, amount=amount)
        for (code, percent), amount in zip(wanted.items(), amounts, strict=True)
    )


@transaction.atomic
def withdraw_application(application: Application, *, by: User) -> None:
    """Take it back, at any time before the decision. It is kept, and can't be sent again."""
    if not rules.writes_for(by, application.organisation):
        raise Refused(f"Only leads and editors of {application.organisation} can withdraw this.")
    change_state(application, ApplicationState.WITHDRAWN)
    application.returns.filter(answered_at=None).update(answered_at=timezone.now())
    record_for_application("application_withdrawn", application, by=by)
    write_to_group("withdrawn", application, by=by)
