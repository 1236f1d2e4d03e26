"""Files that somebody began to add in the admin and never finished, for want of a title or of alt text."""

from datetime import timedelta

from django.utils import timezone
from wagtail.models import UploadedFile

LASTS = timedelta(days=1)
SWEEP_LIMIT = 200


def drop_unfinished_uploads() -> int:
    """Let go what has waited for a day: it was kept as it came, with all that a camera noted in it."""
    before, done = timezone.now() - LASTS, 0
    for row in UploadedFile.objects.order_by("pk")[:SWEEP_LIMIT]:
        kept, name = row.file.storage, row.file.name
        if kept.exists(name) and kept.get_modified_time(name) > before:
            continue
        kept.delete(name)
        row.delete()
        done += 1
    return done
