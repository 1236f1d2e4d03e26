"""The outbox as it stands today: old letters sent, one that failed, today's still waiting."""

from datetime import timedelta

from django.db.models import F

from fund.demo.world import Demo
from fund.notifications.models import Letter, LetterState


def settle_letters(demo: Demo) -> None:
    """Letters of days gone by were sent a minute after they were written."""
    before = demo.at(0, 0)
    old = Letter.objects.filter(queued_at__lt=before)
    failed = old.order_by("-pk").values_list("pk", flat=True)[:1]
    pks = list(failed)
    old.exclude(pk__in=pks).update(
        state=LetterState.SENT, attempts=1, sent_at=F("queued_at") + timedelta(minutes=1)
    )
    Letter.objects.filter(pk__in=pks).update(
        state=LetterState.FAILED,
        attempts=7,
        problem="SMTPRecipientsRefused: 550 No such mailbox here",
    )
