"""Trying a form in a test round, and clearing away what was tried."""

from functools import partial
from typing import Any

from django.db import transaction

from fund.accounts.models import User
from fund.audit.actions import record
from fund.common.errors import Refused
from fund.common.locks import lock
from fund.files.models import StoredFile
from grants.applications import rules
from grants.applications.actions.files import forget_uploads
from grants.applications.actions.writing import start_application
from grants.applications.models import Application, Intake, Message, Recording, Return, Scan, Submission
from grants.forms.models import AnswerFile, Response
from grants.funding.models import Round
from grants.organisations.actions import test_group_of
from grants.organisations.states import LegalForm


@transaction.atomic
def start_test(round_: Round, *, by: User, checked: dict[str, Any] | None = None) -> Application:
    """A new draft in a test round, of the one group that this person tries forms with."""
    if not round_.is_test or not Round.objects.open_to(by).filter(pk=round_.pk).exists():
        raise Refused("Only a test round can be tried like this.")
    if not rules.can_try(by):
        raise Refused("Auditors read, and start nothing.")
    kind = next(iter(round_.eligible_forms), LegalForm.GROUP)
    return start_application(round_, test_group_of(by, legal_form=kind), by=by, checked=checked)


@transaction.atomic
def clear_test_round(round_: Round, *, by: User) -> int:
    """Delete every application of a test round with its files, and say how many.

    No other is ever deleted, whatever stands on the round. The database holds that too, for what was sent.
    """
    row = lock(round_)
    if not row.is_test:
        raise Refused("Only a test round can be cleared. What groups wrote to any other is kept.")
    gone = Application.objects.filter(round=row, organisation__is_test=True)
    forget_uploads(gone)
    files = [
        kept.file
        for rows in (
            AnswerFile.objects.filter(response__application__in=gone),
            Recording.objects.filter(application__in=gone),
        )
        for kept in rows.select_related("file")
    ]
    files += [scan.file for scan in Scan.objects.filter(intake__application__in=gone)]
    Scan.objects.filter(intake__application__in=gone).delete()
    for kind in (Intake, Recording, Submission, Return, Message):
        kind.objects.filter(application__in=gone).delete()
    responses = list(gone.values_list("response", flat=True))
    gone.delete()
    Response.objects.filter(pk__in=responses).delete()
    row.equality_answers.all().delete()
    _delete_files(files)
    record("test_round_cleared", row, by=by, count=len(responses))
    return len(responses)


def _delete_files(files: list[StoredFile]) -> None:
    """The rows now, the contents once nothing can undo it."""
    StoredFile.objects.filter(pk__in=[file.pk for file in files]).delete()
    for file in files:
        transaction.on_commit(partial(file.content.storage.delete, file.content.name))
