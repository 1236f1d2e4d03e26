"""Leaving a trace: every action records one event inside its own transaction."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from fund.accounts.models import User
from fund.audit import verbs
from fund.audit.models import Event, Sequence
from fund.common.errors import Refused

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


def lock(thing: Thing) -> Thing:
    """The same row, read again and locked until the transaction ends."""
    return type(thing)._base_manager.select_for_update().get(pk=thing.pk)


def move(thing: Any, to: str, *, moves: Mapping[str, frozenset[str]], **fields: Any) -> None:
    """Lock the row, look in the table of `moves`, and save the new state with the named `fields`.

    Both the row and `thing` carry them afterwards. Raises Refused where the table has no such move;
    the caller records the event.
    """
    row: Any = lock(thing)
    if to not in moves.get(row.state, frozenset()):
        raise Refused(f"This is “{row.get_state_display()}” now, so it can't be done. Look at it again.")
    row.state = to
    for name, value in fields.items():
        setattr(row, name, value)
        setattr(thing, name, value)
    row.save(update_fields=["state", *fields])
    thing.state = to


def next_number(name: str) -> int:
    """The next number of the run `name`, never given twice."""
    return next_numbers(name, 1)[0]


@transaction.atomic
def next_numbers(name: str, count: int) -> range:
    """The next `count` numbers of the run `name`, never given twice."""
    Sequence.objects.get_or_create(name=name)
    row = Sequence.objects.select_for_update().get(name=name)
    row.last += count
    row.save(update_fields=["last"])
    return range(row.last - count + 1, row.last + 1)


def next_reference(prefix: str, *, width: int = 4) -> str:
    """The next reference of a run, such as `BI-0142`."""
    return write_reference(prefix, next_number(prefix), width=width)


def write_reference(prefix: str, number: int, *, width: int = 4) -> str:
    return f"{prefix}-{number:0{width}d}"


def _type_id(subject: models.Model) -> int:
    return ContentType.objects.get_for_model(subject).pk
