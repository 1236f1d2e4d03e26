"""Printing the long answers of what was sent, so that likely repeats are found."""

from django.db import transaction

from grants.applications.casework.shingles import band_keys, shingles
from grants.applications.casework.similar import long_text_of
from grants.applications.models import Submission, TextBand

SWEEP_LIMIT = 100


def index_answer_text() -> int:
    """Print what was sent since the last time. Safe to call at any time, any number of times."""
    rows = (
        Submission.objects.filter(bands=None, is_test=False)
        .select_related("form_version")
        .order_by("pk")[:SWEEP_LIMIT]
    )
    for row in rows:
        # A text too short for any run is marked all the same, or it would come up every time.
        keys = band_keys(shingles(long_text_of(row))) or [""]
        with transaction.atomic():
            TextBand.objects.bulk_create(
                [TextBand(submission=row, band=band, key=key) for band, key in enumerate(keys)],
                ignore_conflicts=True,
            )
    return len(rows)
