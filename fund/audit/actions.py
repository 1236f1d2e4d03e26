"""Every action records one event inside its own transaction."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import models

from fund.accounts.models import User
from fund.audit import verbs
from fund.audit.models import Event

Thing = TypeVar("Thing", bound=models.Model)


def record(
    verb: str, subject: models.Model, *, by: User | None, case_reference: str = "", **data: Any
) -> Event:
    """Add one event. `by` is None only for what the system does of itself."""
    if not verbs.is_registered(verb):
        raise ValueError(f"The verb {verb} is not registered")
    return Event.objects.create(
        verb=verb,
        subject_type_id=_type_id(subject),
        subject_id=subject.pk,
        by=by,
        case_reference=case_reference,
        data=data,
    )


def record_many(
    verb: str,
    subjects: Iterable[models.Model],
    *,
    by: User | None,
    case_references: Iterable[str],
    data: Iterable[dict[str, Any]],
) -> None:
    """Add one event for each of `subjects`, all of one kind, in a few queries."""
    if not verbs.is_registered(verb):
        raise ValueError(f"The verb {verb} is not registered")
    Event.objects.bulk_create(
        [
            Event(
                verb=verb,
                subject_type_id=_type_id(subject),
                subject_id=subject.pk,
                by=by,
                case_reference=case_reference,
                data=facts,
            )
            for subject, case_reference, facts in zip(subjects, case_references, data, strict=True)
        ],
        batch_size=2000,
    )


def _type_id(subject: models.Model) -> int:
    return ContentType.objects.get_for_model(subject).pk
