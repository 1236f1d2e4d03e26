"""Numbers that are never given twice, and references made of them."""

from django.db import transaction

from fund.common.models import Sequence


def next_number(name: str) -> int:
    """Return the next number of the sequence `name`, never given twice."""
    return next_numbers(name, 1)[0]


@transaction.atomic
def next_numbers(name: str, count: int) -> range:
    """Return the next `count` numbers of the sequence `name`, never given twice."""
    Sequence.objects.get_or_create(name=name)
    row = Sequence.objects.select_for_update().get(name=name)
    row.last += count
    row.save(update_fields=["last"])
    return range(row.last - count + 1, row.last + 1)


def next_reference(prefix: str, *, width: int = 4) -> str:
    """Return the next reference of a sequence, such as `BI-0142`."""
    return write_reference(prefix, next_number(prefix), width=width)


def write_reference(prefix: str, number: int, *, width: int = 4) -> str:
    return f"{prefix}-{number:0{width}d}"
