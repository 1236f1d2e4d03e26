"""Writing a letter: rendered at once, inside the caller's transaction; sending is the worker's."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from fund.accounts.models import User
from fund.notifications.models import Letter, LetterState
from fund.notifications.tasks import send_letter

SWEEP_LIMIT = 500


def queue_letter(
    kind: str, *, to: User | str, context: dict[str, Any], case_reference: str = "", calendar: str = ""
) -> Letter:
    """Put a letter in the outbox. Its templates are `emails/<kind>/{subject.txt,body.txt,body.html}`.

    They are given `context`, and `to_name` (may be empty), `PUBLIC_URL` and `FUND_NAME`. `calendar` is an
    iCalendar file to go with the letter.
    """
    facts = {
        "PUBLIC_URL": settings.PUBLIC_URL,
        "FUND_NAME": settings.FUND_NAME,
        "to_name": to.full_name if isinstance(to, User) else "",
        **context,
    }
    folder = f"emails/{kind}"
    return post_letter(
        kind,
        to=to,
        subject=render_to_string(f"{folder}/subject.txt", facts, using="plain_text"),
        body_text=render_to_string(f"{folder}/body.txt", facts, using="plain_text"),
        body_html=render_to_string(f"{folder}/body.html", facts),
        case_reference=case_reference,
        calendar=calendar,
    )


def forget_letters(kind: str, *, case_reference: str) -> int:
    """Remove the letters of a case whose kind begins with `kind`, once none of them is still to be sent."""
    rows = Letter.objects.filter(kind__startswith=kind, case_reference=case_reference).exclude(
        state=LetterState.WAITING
    )
    return rows.delete()[0]


def post_letter(
    kind: str,
    *,
    to: User | str,
    subject: str,
    body_text: str,
    body_html: str = "",
    case_reference: str = "",
    calendar: str = "",
) -> Letter:
    """Put a letter that is written already in the outbox, and nudge the worker once it is committed."""
    with transaction.atomic():
        letter = Letter.objects.create(
            kind=kind,
            to_email=to.email if isinstance(to, User) else to,
            to_user=to if isinstance(to, User) else None,
            subject=" ".join(subject.split())[:200],
            body_text=body_text.strip() + "\n",
            body_html=body_html.strip(),
            case_reference=case_reference,
            calendar=calendar,
        )
        transaction.on_commit(lambda: send_letter.enqueue(letter.pk))
    return letter


def nudge_overlooked_letters() -> int:
    """Nudge again for letters whose nudge was lost. Returns how many; bounded, so a sweep stays short."""
    moment = timezone.now()
    due = list(
        Letter.objects.overlooked(moment).order_by("due_at").values_list("pk", flat=True)[:SWEEP_LIMIT]
    )
    Letter.objects.filter(pk__in=due).update(nudged_at=moment)
    for pk in due:
        send_letter.enqueue(pk)
    return len(due)
