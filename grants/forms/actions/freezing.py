"""Freezing a form into a version that people fill in."""

from collections.abc import Collection
from typing import Any

from django.db import transaction

from fund.common.locks import lock
from grants.forms.changes import describe_changes
from grants.forms.definition import read_definition
from grants.forms.freezing import freeze_questions
from grants.forms.models import Form, FormVersion


@transaction.atomic
def freeze_form(form: Form, *, needed: Collection[str] = ()) -> tuple[FormVersion, bool]:
    """Return the frozen version of the form's questions, and whether it is a new one.

    A new version is made only if something has changed since the last. `needed` are the types of question
    that must be in it. Raises Refused when one is missing.
    """
    row = lock(form)
    last, sections = _frozen_now(row, needed)
    is_new = last is None or last.sections != sections
    version = last
    if version is None or is_new:
        number = last.number + 1 if last else 1
        version = FormVersion.objects.create(form=row, number=number, sections=sections)
    if row.current_version_id != version.pk:
        Form.objects.filter(pk=row.pk).update(current_version=version)
    form.current_version = version
    return version, is_new


def pending_changes(form: Form, *, needed: Collection[str] = ()) -> list[str]:
    """Return what freezing now would change for people who fill the form in, in sentences.

    Raises Refused when the questions can't be frozen as they stand.
    """
    last, sections = _frozen_now(form, needed)
    if last is None or last.sections == sections:
        return []
    return describe_changes(last.definition, read_definition(sections))


def _frozen_now(form: Form, needed: Collection[str]) -> tuple[FormVersion | None, list[dict[str, Any]]]:
    """The last version, and what freezing now would give. An id, once given, is not given again."""
    versions = list(form.versions.order_by("number"))
    before = [section for version in versions for section in version.sections]
    return versions[-1] if versions else None, freeze_questions(form.questions, before, needed=needed)
