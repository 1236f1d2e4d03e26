"""Starting a round's form from a template or an earlier round, and making a test round of a round."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from fund.accounts.models import User
from fund.audit.actions import record
from fund.common.errors import Refused
from fund.common.locks import lock
from grants.forms.freezing import freeze_questions
from grants.forms.models import Form
from grants.forms.questions import NEEDED
from grants.funding.actions import freeze_form
from grants.funding.form_templates import TEMPLATES, is_as_started
from grants.funding.models import Round
from grants.funding.states import RoundState

TEST_LASTS = timedelta(days=30)
COPIED = (
    "fund",
    "summary",
    "least",
    "most",
    "months",
    "eligible_forms",
    "decision_on",
    "second_person",
    "names_hidden",
    "assessors_needed",
    "eligibility_questions",
)


def may_start(round_: Round) -> bool:
    """An open form changes by publishing; only one to come, or one to try, can be started anew."""
    return round_.state == RoundState.PLANNED or round_.is_test


@transaction.atomic
def start_form(round_: Round, source: Round | str, *, by: User, replace: bool = False) -> None:
    """Put a template (by its key) or the form of another round in place of the questions of `round_`.

    Raises Refused where somebody wrote questions already, unless `replace` says to let them go.
    """
    row = lock(round_)
    if not may_start(row):
        raise Refused("The form of this round is in use. Change its questions and publish them.")
    if not replace and not is_as_started(row.form.questions):
        raise Refused("This round has questions already. Tick that they may go.", field="replace")
    if isinstance(source, Round):
        row.form.questions, name = source.form.questions, f"the form of “{source}”"
    else:
        row.form.questions = TEMPLATES[source].build()
        name = f"the template “{TEMPLATES[source].name}”"
    row.form.save(update_fields=["questions"])
    row.form.refresh_from_db()
    freeze_questions(row.form.questions, [], needed=NEEDED)
    if row.form_version:
        freeze_form(row, by=by)
    record("form_started", row, by=by, source=name)


@transaction.atomic
def make_test_round(round_: Round, *, by: User) -> Round:
    """A round to try the same form in, open now for a month. It holds no money and counts nowhere."""
    facts: dict[str, Any] = {name: getattr(round_, name) for name in COPIED}
    now = timezone.now()
    name = f"Test of {round_.name}"[:150]
    made = Round.objects.create(
        name=name,
        form=Form.objects.create(name=name, questions=round_.form.questions),
        slug=_free("slug", f"test-{round_.slug}"[:70]),
        prefix=_free("prefix", f"T{round_.prefix}"[:4]),
        opens_at=now,
        closes_at=now + TEST_LASTS,
        is_test=True,
        **facts,
    )
    made.eligible_areas.set(round_.eligible_areas.all())
    for criterion in round_.criteria.all():
        criterion.pk, criterion.round = None, made
        criterion.save()
    made.refresh_from_db()
    freeze_form(made, by=by)
    record("test_round_made", made, by=by, source=f"“{round_}”")
    return made


def _free(field: str, stem: str) -> str:
    """`stem`, or with the first number that makes it one's own."""
    taken = set(Round.objects.filter(**{f"{field}__startswith": stem}).values_list(field, flat=True))
    numbered = (f"{stem}-{number}" if field == "slug" else f"{stem}{number}" for number in range(2, 100))
    return stem if stem not in taken else next(name for name in numbered if name not in taken)
