"""Many past grants at once: promised, and paid as far as is known, in a handful of queries."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import transaction

from fund.accounts.models import User
from fund.audit.actions import record_many
from fund.common.money import ZERO, format_money
from grants.funding.models import Round
from grants.ledger.actions import Shares, lock_budget, refuse_overspending, refuse_wrong_shares
from grants.ledger.models import Commitment, CommitmentShare, EntryShare, LedgerEntry
from grants.ledger.splitting import split_entry
from grants.ledger.states import Account, EntryKind
from grants.organisations.models import Organisation

_BATCH = 2000


@dataclass(frozen=True)
class PastGrant:
    """A grant made before it was entered. `shares` sum to 100; `payments` are (day, pounds)."""

    reference: str
    round: Round
    organisation: Organisation
    shares: Shares
    amount: Decimal
    promised_on: date
    payments: Sequence[tuple[date, Decimal]] = field(default_factory=tuple)
    note: str = ""


@transaction.atomic
def enter_past_grants(rows: Sequence[PastGrant], *, by: User | None) -> list[Commitment]:
    """Commit, promise and pay each of `rows`; the commitments come back in the same order.

    All or nothing: refuses wrong shares, payments beyond their grant, and rounds that would go beyond
    their allocations (which must stand before). Raises IntegrityError for a reference in use.
    """
    for row in rows:
        refuse_wrong_shares(row.shares)
        _check_amounts(row)
    rounds = {row.round.pk: row.round for row in rows}
    lock_budget(*rounds)
    commitments = Commitment.objects.bulk_create(
        [Commitment(reference=row.reference, round=row.round, organisation=row.organisation) for row in rows],
        batch_size=_BATCH,
    )
    CommitmentShare.objects.bulk_create(
        [
            CommitmentShare(commitment=commitment, area=area, percent=percent)
            for commitment, row in zip(commitments, rows, strict=True)
            for area, percent in row.shares
        ],
        batch_size=_BATCH,
    )
    _enter_all(commitments, rows, by)
    for round_ in rounds.values():
        refuse_overspending(round_)
    facts = [{"amount": format_money(row.amount), "organisation": row.organisation.name} for row in rows]
    case_references = [row.reference for row in rows]
    record_many("past_grant_entered", commitments, by=by, case_references=case_references, data=facts)
    return commitments


def _enter_all(commitments: list[Commitment], rows: Sequence[PastGrant], by: User | None) -> None:
    drafts = [
        (draft, parts)
        for commitment, row in zip(commitments, rows, strict=True)
        for draft, parts in _entries_of(commitment, row, by)
    ]
    entries = LedgerEntry.objects.bulk_create([draft for draft, _parts in drafts], batch_size=_BATCH)
    areas = {commitment.pk: row.shares for commitment, row in zip(commitments, rows, strict=True)}
    EntryShare.objects.bulk_create(
        [
            EntryShare(entry=entry, area=area, amount=part)
            for entry, (_draft, parts) in zip(entries, drafts, strict=True)
            for (area, _percent), part in zip(areas[entry.commitment_id], parts, strict=True)
        ],
        batch_size=_BATCH,
    )


def _entries_of(
    commitment: Commitment, row: PastGrant, by: User | None
) -> list[tuple[LedgerEntry, list[Decimal]]]:
    percents = [percent for _area, percent in row.shares]
    promised = LedgerEntry(
        commitment=commitment,
        account=Account.PROMISED,
        kind=EntryKind.OFFER,
        amount=row.amount,
        on=row.promised_on,
        by=by,
        note=row.note,
    )
    made = [(promised, split_entry(ZERO, row.amount, percents))]
    before = ZERO
    for on, amount in row.payments:
        paid = LedgerEntry(
            commitment=commitment,
            account=Account.PAID,
            kind=EntryKind.PAYMENT,
            amount=amount,
            on=on,
            by=by,
            note=row.note,
        )
        made.append((paid, split_entry(before, amount, percents)))
        before += amount
    return made


def _check_amounts(row: PastGrant) -> None:
    paid = sum((amount for _on, amount in row.payments), ZERO)
    if row.amount <= ZERO or any(amount <= ZERO for _on, amount in row.payments):
        raise ValueError(f"{row.reference}: amounts must be more than nothing")
    if paid > row.amount:
        raise ValueError(f"{row.reference}: more was paid than promised")
