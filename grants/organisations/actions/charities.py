"""Keeping the register of charities as its latest extract has it."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from itertools import islice
from typing import Any

from django.db import transaction

from fund.common.errors import Refused, RowsRefused
from grants.organisations.charity_files import COLUMNS, CharityRow, read_charity
from grants.organisations.models import Charity

BATCH = 2000
MOST_WRONG = 1000


@dataclass
class Loaded:
    added: int = 0
    changed: int = 0
    same: int = 0

    @property
    def total(self) -> int:
        return self.added + self.changed + self.same


@transaction.atomic
def load_charities(rows: Iterable[tuple[str, dict[str, Any]]]) -> Loaded:
    """Add and change charities, a batch at a time. Nothing is kept if any row is wrong.

    Charities that the file does not name stay: the extract also names those that were removed.
    """
    loaded, wrong = Loaded(), list[str]()
    seen: set[int] = set()
    source = iter(rows)
    while batch := list(islice(source, BATCH)):
        good = [row for where, raw in batch if (row := _read(where, raw, seen, wrong))]
        if len(wrong) > MOST_WRONG:
            break
        _keep(good, loaded)
    if wrong:
        count = f"{len(wrong):,}" if len(wrong) <= MOST_WRONG else f"More than {MOST_WRONG:,}"
        raise RowsRefused(f"{count} {'row' if len(wrong) == 1 else 'rows'} can't be used.", wrong)
    if not loaded.total:
        raise Refused("The file has no charities in it.")
    return loaded


def _read(where: str, raw: dict[str, Any], seen: set[int], wrong: list[str]) -> CharityRow | None:
    try:
        row = read_charity(raw)
    except Refused as refused:
        wrong.append(f"{where}: {refused.sentence}.")
        return None
    if row.organisation_number in seen:
        wrong.append(f"{where}: the organisation number {row.organisation_number} stands in the file twice.")
        return None
    seen.add(row.organisation_number)
    return row


def _keep(rows: list[CharityRow], loaded: Loaded) -> None:
    numbers = [row.organisation_number for row in rows]
    known = {
        values[0]: values
        for values in Charity.objects.filter(organisation_number__in=numbers).values_list(*COLUMNS)
    }
    fresh = [row for row in rows if known.get(row.organisation_number) != astuple(row)]
    Charity.objects.bulk_create(
        [Charity(**dict(zip(COLUMNS, astuple(row), strict=True))) for row in fresh],
        batch_size=500,
        update_conflicts=True,
        unique_fields=["organisation_number"],
        update_fields=COLUMNS[1:],
    )
    added = sum(row.organisation_number not in known for row in fresh)
    loaded.added += added
    loaded.changed += len(fresh) - added
    loaded.same += len(rows) - len(fresh)
