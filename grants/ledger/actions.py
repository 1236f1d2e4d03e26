"""Every way that the ledger grows. Nothing is ever changed or taken out.

Locks are taken in one order everywhere: round, allocations, commitment.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from fund.accounts.models import User
from fund.audit.actions import record
from fund.common.errors import Refused
from fund.common.locks import lock
from fund.common.money import ZERO, format_money
from grants.funding.models import Allocation, Round
from grants.ledger import verbs  # noqa: F401
from grants.ledger.balances import overspent, paid_to, promised_to
from grants.ledger.models import Commitment, CommitmentShare, EntryShare, LedgerEntry
from grants.ledger.splitting import split_entry
from grants.ledger.states import Account, EntryKind
from grants.organisations.models import Organisation
from grants.places.models import Area

Shares = Sequence[tuple[Area, Decimal]]


@transaction.atomic
def commit(
    *,
    reference: str,
    round: Round,  # noqa: A002
    organisation: Organisation,
    shares: Shares,
    by: User | None,  # noqa: A002
) -> Commitment:
    """Open the ledger for one award: `shares` are (area, per cent) and sum to exactly 100.00."""
    refuse_wrong_shares(shares)
    if round.is_test:
        raise Refused("A test round holds no money, so nothing can be promised from it.")
    commitment = Commitment.objects.create(reference=reference, round=round, organisation=organisation)
    CommitmentShare.objects.bulk_create(
        CommitmentShare(commitment=commitment, area=area, percent=percent) for area, percent in shares
    )
    record("commitment_made", commitment, by=by, case_reference=reference, organisation=organisation.name)
    return commitment


@transaction.atomic
def promise(
    commitment: Commitment,
    amount: Decimal,
    *,
    on: date,
    by: User | None,
    kind: EntryKind = EntryKind.OFFER,
    note: str = "",
) -> LedgerEntry:
    """Promise `amount` pounds more. Refuses to go beyond the round's allocation, whoever asks at once."""
    _refuse_nothing(amount)
    lock_budget(commitment.round_id)
    entry = _enter(lock(commitment), Account.PROMISED, kind, amount, on=on, by=by, note=note)
    refuse_overspending(commitment.round)
    _record("money_promised", entry)
    return entry


@transaction.atomic
def pay(commitment: Commitment, amount: Decimal, *, on: date, by: User | None, note: str = "") -> LedgerEntry:
    """Enter `amount` pounds as paid: never more than is promised."""
    _refuse_nothing(amount)
    row = lock(commitment)
    _refuse_unless_covered(promised_to(row), paid_to(row) + amount)
    entry = _enter(row, Account.PAID, EntryKind.PAYMENT, amount, on=on, by=by, note=note)
    _record("money_paid", entry)
    return entry


@transaction.atomic
def take_back(
    commitment: Commitment, amount: Decimal, *, on: date, by: User | None, note: str = ""
) -> LedgerEntry:
    """Enter `amount` pounds that came back: never more than was paid. The promise stays as it is."""
    _refuse_nothing(amount)
    row = lock(commitment)
    if amount > paid_to(row):
        raise Refused(f"Only {format_money(paid_to(row))} was paid, so no more than that can come back.")
    entry = _enter(row, Account.PAID, EntryKind.RECOVERY, -amount, on=on, by=by, note=note)
    _record("money_back", entry)
    return entry


@transaction.atomic
def release_promise(
    commitment: Commitment, amount: Decimal, *, on: date, by: User | None, note: str = ""
) -> LedgerEntry:
    """Let go of `amount` pounds promised and not paid: the round may promise them again."""
    _refuse_nothing(amount)
    row = lock(commitment)
    _refuse_unless_covered(promised_to(row) - amount, paid_to(row))
    entry = _enter(row, Account.PROMISED, EntryKind.RELEASE, -amount, on=on, by=by, note=note)
    _record("money_released", entry)
    return entry


@transaction.atomic
def reverse(entry: LedgerEntry, *, by: User | None, note: str, on: date | None = None) -> LedgerEntry:
    """Answer a mistaken entry with its opposite, once. `note` says what was wrong."""
    if not note.strip():
        raise Refused("Say what was wrong with the entry.", field="note")
    lock_budget(entry.commitment.round_id)
    row = lock(entry.commitment)
    if entry.kind == EntryKind.REVERSAL or LedgerEntry.objects.filter(reverses=entry).exists():
        raise Refused("This entry was corrected already. Enter a new one instead.")
    opposite = _enter(
        row,
        Account(entry.account),
        EntryKind.REVERSAL,
        -entry.amount,
        on=on or timezone.localdate(),
        by=by,
        note=note,
        reverses=entry,
    )
    _refuse_unless_covered(promised_to(row), paid_to(row))
    if paid_to(row) < ZERO:
        raise Refused("The money came back already, so the payment can't be corrected as well.")
    if entry.account == Account.PROMISED and entry.amount < ZERO:
        refuse_overspending(row.round)
    _record("entry_reversed", opposite)
    return opposite


def lock_budget(*rounds: int) -> None:
    """Lock rounds and their allocations, in primary-key order, until the transaction ends."""
    list(Round.objects.select_for_update().filter(pk__in=rounds).order_by("pk"))
    list(Allocation.objects.select_for_update().filter(round__in=rounds).order_by("pk"))


def refuse_overspending(round_: Round) -> None:
    """Refuse when what the ledger holds for a round goes beyond its allocations."""
    over = overspent(round_)
    if over:
        raise Refused(f"{round_} has not enough money left: this is {format_money(over)} too much.")


def refuse_wrong_shares(shares: Shares) -> None:
    """Refuse shares that do not sum to exactly 100 per cent, or that name an area twice."""
    total = sum((percent for _area, percent in shares), Decimal())
    if total != 100:
        raise Refused(f"The areas' shares must sum to 100%. They sum to {total}%.", field="areas")
    if len({area.pk for area, _percent in shares}) != len(shares):
        raise Refused("An area can only be named once.", field="areas")


def _enter(
    row: Commitment,
    account: Account,
    kind: EntryKind,
    amount: Decimal,
    *,
    on: date,
    by: User | None,
    note: str,
    reverses: LedgerEntry | None = None,
) -> LedgerEntry:
    before = promised_to(row) if account == Account.PROMISED else paid_to(row)
    entry = LedgerEntry.objects.create(
        commitment=row, account=account, kind=kind, amount=amount, on=on, by=by, note=note, reverses=reverses
    )
    shares = list(row.shares.all())
    parts = split_entry(before, amount, [share.percent for share in shares])
    EntryShare.objects.bulk_create(
        EntryShare(entry=entry, area_id=share.area_id, amount=part)
        for share, part in zip(shares, parts, strict=True)
    )
    return entry


def _record(verb: str, entry: LedgerEntry) -> None:
    record(
        verb,
        entry.commitment,
        by=entry.by,
        case_reference=entry.commitment.reference,
        entry=entry.pk,
        amount=format_money(abs(entry.amount)),
        note=entry.note,
    )


def _refuse_nothing(amount: Decimal) -> None:
    if amount <= ZERO:
        raise Refused("Enter an amount of more than £0.", field="amount")


def _refuse_unless_covered(promised: Decimal, paid: Decimal) -> None:
    if paid > promised:
        raise Refused(
            f"{format_money(paid)} paid would be more than the {format_money(promised)} that is promised."
        )
