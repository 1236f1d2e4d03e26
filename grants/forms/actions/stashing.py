"""What was posted after a session had run out, kept until its writer has signed in again."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from grants.forms.models import PendingPost

KEPT_FOR = timedelta(hours=1)
LARGEST = 300_000
MOST_ROWS = 2_000


def stash_post(address: str, fields: dict[str, list[str]]) -> str:
    """Keep what was posted to `address`, and return the token to take it back with; empty where it can't be kept.

    Nobody is signed in here, so the size and the number are limited.
    """
    size = sum(len(name) + sum(len(value) for value in values) for name, values in fields.items())
    living = PendingPost.objects.filter(stashed_at__gt=timezone.now() - KEPT_FOR)
    if size > LARGEST or living.count() >= MOST_ROWS:
        return ""
    return str(PendingPost.objects.create(address=address, fields=_without_nul(fields)).token)


def _without_nul(fields: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: [value.replace("\x00", "") for value in values] for name, values in fields.items()}


@transaction.atomic
def pop_stashed_post(token: str, address: str) -> dict[str, list[str]] | None:
    """Return what was kept for `address` under `token`, once."""
    since = timezone.now() - KEPT_FOR
    row = PendingPost.objects.filter(token=UUID(token), address=address, stashed_at__gt=since).first()
    if row is None:
        return None
    row.delete()
    fields: dict[str, list[str]] = row.fields
    return fields


def delete_expired_posts() -> int:
    """Delete what nobody came back for, and return how much."""
    return PendingPost.objects.filter(stashed_at__lte=timezone.now() - KEPT_FOR).delete()[0]
