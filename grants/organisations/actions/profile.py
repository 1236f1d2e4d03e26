"""Confirming what is known of a group, and keeping its documents."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from fund.accounts.models import User
from fund.audit.actions import record
from fund.common.errors import Refused
from fund.common.locks import lock
from fund.files.actions import store_upload
from grants.organisations import rules
from grants.organisations.models import Confirmation, Document, Organisation
from grants.organisations.states import DocumentKind, FactName

MOST_OTHERS = 20


@transaction.atomic
def confirm_facts(organisation: Organisation, names: Iterable[str], *, by: User) -> None:
    """Somebody of the group says that these facts are still right."""
    if not rules.can_edit(by, organisation):
        raise Refused("Only leads and editors can confirm the group's facts.")
    known = [name for name in FactName.values if name in set(names)]
    if not known:
        raise Refused("Choose what is still right.")
    mark_confirmed(organisation, known, by=by)
    record("facts_confirmed", organisation, by=by, facts=known)


def mark_confirmed(organisation: Organisation, names: Iterable[str], *, by: User) -> None:
    """Inside a transaction of whoever gave or confirmed these facts."""
    now = timezone.now()
    Confirmation.objects.bulk_create(
        [Confirmation(organisation=organisation, fact=n, confirmed_at=now, confirmed_by=by) for n in names],
        update_conflicts=True,
        unique_fields=["organisation", "fact"],
        update_fields=["confirmed_at", "confirmed_by"],
    )


@transaction.atomic
def add_document(
    organisation: Organisation,
    *,
    kind: str,
    upload: File[Any],
    by: User,
    title: str = "",
    expires_on: date | None = None,
) -> Document:
    """Keep a document. It takes the place of the one of its kind that was there."""
    lock(organisation)
    _may_keep(organisation, by)
    current = organisation.documents.filter(removed_at=None, kind=kind)
    if kind == DocumentKind.OTHER:
        if not title.strip():
            raise Refused("Write what it is", field="title")
        if current.count() >= MOST_OTHERS:
            raise Refused("There are too many documents. Remove some that are no longer needed.")
    else:
        title = ""
        current.update(removed_at=timezone.now(), removed_by=by)
    row = Document.objects.create(
        organisation=organisation,
        kind=kind,
        title=title.strip(),
        file=store_upload(upload, by=by),
        expires_on=expires_on,
        confirmed_by=by,
    )
    record("document_added", organisation, by=by, name=str(row))
    return row


@transaction.atomic
def confirm_document(document: Document, *, by: User) -> None:
    """Somebody of the group says that this document still holds. One that has expired does not."""
    row = _current(document, by)
    if row.expires_on and row.expires_on < timezone.localdate():
        raise Refused(f"The {str(row).lower()} has expired. Add the new one.")
    row.confirmed_at, row.confirmed_by = timezone.now(), by
    row.save(update_fields=["confirmed_at", "confirmed_by"])
    record("document_confirmed", row.organisation, by=by, name=str(row))


@transaction.atomic
def remove_document(document: Document, *, by: User) -> None:
    """Take it off the list. Applications that were sent with it keep it."""
    row = _current(document, by)
    row.removed_at, row.removed_by = timezone.now(), by
    row.save(update_fields=["removed_at", "removed_by"])
    record("document_removed", row.organisation, by=by, name=str(row))


def _current(document: Document, by: User) -> Document:
    row = lock(document)
    _may_keep(row.organisation, by)
    if row.removed_at:
        raise Refused("This document is no longer here.")
    return row


def _may_keep(organisation: Organisation, by: User) -> None:
    if not rules.can_edit(by, organisation):
        raise Refused("Only leads and editors can keep the group's documents.")
