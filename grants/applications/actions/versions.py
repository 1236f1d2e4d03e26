"""Moving a draft to the form as it was last published. Answers follow by question; none is thrown away."""

from django.db import transaction

from fund.accounts.models import User
from grants.applications import rules
from grants.applications.actions._common import record_for_application
from grants.applications.models import Application


@transaction.atomic
def follow_form(application: Application, *, by: User) -> bool:
    """Put a draft on its round's newest form if that is newer than its own. True when it moved.

    Answers keep their question ids, so they stand under the same questions; answers to questions that are
    gone stay in the draft, where its group can read them. What was sent, and what was returned, stays.
    """
    if not rules.is_behind(application):
        return False
    row = (
        Application.objects.select_for_update(of=("self",))
        .select_related("round__form", "response")
        .get(pk=application.pk)
    )
    if not rules.is_behind(row):
        return False
    old, new = row.form_version, row.round.form_version
    assert new is not None
    row.response.form_version = new
    row.response.save(update_fields=["form_version"])
    record_for_application("application_form_followed", row, by=by, before=old.number, number=new.number)
    application.response.form_version = new
    return True
