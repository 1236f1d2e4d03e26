"""A second person's word before sending, where the round asks for it."""

from django.db import transaction

from fund.accounts.models import User
from fund.common.errors import Refused
from fund.notifications.actions import queue_letter
from grants.applications import rules
from grants.applications.actions._common import record_for_application
from grants.applications.actions.writing import open_for_writing
from grants.applications.drafts import ApplicationDraft, load_draft
from grants.applications.models import WRITERS, Application, SignOff
from grants.forms.drafts import sha256_of


@transaction.atomic
def ask_for_sign_off(application: Application, *, by: User) -> int:
    """Write to everybody else who may confirm. How many that were."""
    if not rules.can_send(by, application):
        raise Refused(f"Only leads and editors of {application.organisation} can do this.")
    others = application.organisation.memberships.filter(role__in=WRITERS, user__is_active=True)
    people = [member.user for member in others.exclude(user=by).select_related("user")]
    if not people:
        raise Refused("Nobody else of your group can confirm it yet. Add a lead or an editor first.")
    facts = {"application": application, "round": application.round, "group": application.organisation}
    for person in people:
        queue_letter(
            "applications/sign_off",
            to=person,
            context={**facts, "by": by},
            case_reference=application.reference,
        )
    record_for_application("application_sign_off_asked", application, by=by)
    return len(people)


@transaction.atomic
def sign_off(application: Application, *, by: User) -> SignOff:
    """A lead or an editor has read the answers as they stand. It holds until one of them changes."""
    draft = open_for_writing(application, by)
    row = SignOff.objects.create(application=draft.application, by=by, fingerprint=fingerprint(draft))
    record_for_application("application_signed_off", draft.application, by=by)
    return row


def fingerprint(draft: ApplicationDraft) -> str:
    """What was read: every answer and every file. Changing any of them changes it."""
    typed = {name: value for name, value in draft.typed.items() if value not in (None, "", [], {})}
    return sha256_of({"typed": typed, "documents": draft.documents()})


def holders_of(draft: ApplicationDraft) -> list[SignOff]:
    """Who confirmed the answers just as they stand now, and still may."""
    rows = draft.application.sign_offs.filter(fingerprint=fingerprint(draft)).select_related("by")
    members = draft.application.organisation.memberships.filter(role__in=WRITERS)
    writers = set(members.values_list("user_id", flat=True))
    return [row for row in rows if row.by_id in writers]


def needs_second_person(
    application: Application, sender: User, draft: ApplicationDraft | None = None
) -> bool:
    """Whether the round asks for a second person, and nobody but the sender has confirmed it."""
    if not application.round.second_person:
        return False
    return all(row.by_id == sender.pk for row in holders_of(draft or load_draft(application)))
