"""Run in a seeded database: one round, and drafts that are ready to be sent, each by a lead of its own."""

import json
import sys
from datetime import timedelta
from decimal import Decimal

import django

django.setup()

from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from fund.accounts.models import User  # noqa: E402
from fund.demo.answers import answers_for  # noqa: E402
from fund.demo.world import Demo  # noqa: E402
from grants.applications.actions import save_answers, start_application  # noqa: E402
from grants.funding.actions import freeze_form  # noqa: E402
from grants.funding.models import Round  # noqa: E402
from grants.places.models import Area  # noqa: E402
from tests.bench.screens import ROUND  # noqa: E402
from tests.browsing import session_of  # noqa: E402
from tests.factories import make_organisation  # noqa: E402


def prepare(count: int) -> list[tuple[str, str]]:
    """The reference of each draft, and the session of its lead."""
    demo = Demo(today=timezone.now().date())
    demo.wards = list(Area.objects.current().wards())
    round_, found = _last_minute(), []
    for number in range(count):
        lead = User.objects.create(email=f"last{number}@demo.example", full_name=f"Lead {number}")
        draft = start_application(round_, make_organisation(lead), by=lead)
        answers = answers_for(demo, draft, title=f"Plan {number}", amount=Decimal(20_000))
        save_answers(draft, answers, by=lead)
        found.append((draft.reference, session_of(lead)))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return found


def _last_minute() -> Round:
    """A round with the form of the demonstration's largest; its true close is set when all is ready."""
    round_ = Round.objects.get(slug=ROUND)
    round_.pk, round_.slug, round_.prefix, round_.name = None, "last-minute", "LM", "The last minute"
    form = round_.form
    form.pk, form.current_version = None, None
    form.save()
    round_.form = form
    round_.opens_at = timezone.now() - timedelta(days=30)
    round_.closes_at = timezone.now() + timedelta(days=1)
    round_.save()
    freeze_form(round_)
    return round_


if __name__ == "__main__":
    sys.stdout.write(json.dumps(prepare(int(sys.argv[1]))))
