"""What must always hold in the ledger, computed from its entries."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, OuterRef, Sum

from fund.audit.models import Event
from fund.common.money import ZERO, format_money, split_by_shares
from grants.funding.models import Allocation, Fund, Round
from grants.ledger.balances import by_commitment, overspent, to_money
from grants.ledger.checking import check
from grants.ledger.models import Commitment, CommitmentShare, EntryShare, LedgerEntry
from grants.ledger.states import Account


@check("The shares of every commitment sum to 100%")
def commitments_sum_to_100() -> Iterator[str]:
    rows = Commitment.objects.order_by().annotate(total=Sum("shares__percent"))
    for reference, total in rows.values_list("reference", "total"):
        if to_money(total) != 100:
            yield f"{reference}: the shares sum to {to_money(total)}%"


@check("The shares of every entry sum to it")
def entries_sum_to_shares() -> Iterator[str]:
    rows = LedgerEntry.objects.order_by().annotate(total=Sum("shares__amount"))
    for pk, reference, amount, total in rows.values_list("pk", "commitment__reference", "amount", "total"):
        if to_money(total) != amount:
            shares = format_money(to_money(total))
            yield f"{reference}: entry {pk} is {format_money(amount)}, its shares {shares}"


@check("Every entry is split over the areas of its commitment, and no others")
def entries_fall_on_own_areas() -> Iterator[str]:
    own = CommitmentShare.objects.filter(commitment=OuterRef("entry__commitment")).values("area")
    foreign = EntryShare.objects.exclude(area__in=own)
    for reference, pk in foreign.values_list("entry__commitment__reference", "entry"):
        yield f"{reference}: entry {pk} falls on an area that its commitment does not name"
    of_entry = LedgerEntry.objects.order_by().annotate(parts=Count("shares"))
    of_commitment = dict(
        Commitment.objects.order_by().annotate(parts=Count("shares")).values_list("pk", "parts")
    )
    for pk, reference, commitment, parts in of_entry.values_list(
        "pk", "commitment__reference", "commitment", "parts"
    ):
        wanted = of_commitment[commitment]
        if parts != wanted:
            yield f"{reference}: entry {pk} is split over {parts} areas, its commitment over {wanted}"


@check("What falls on each area is its share of the whole, to the penny")
def areas_hold_their_share() -> Iterator[str]:
    for account in Account:
        held = _held_by_area(account)
        totals = by_commitment(account)
        for pk, reference, areas, percents in _shares_of_commitments():
            expected = split_by_shares(totals.get(pk, ZERO), percents)
            found = [held.get((pk, area), ZERO) for area in areas]
            if found != expected:
                what = account.label.lower()
                yield f"{reference}: {what} falls on its areas as {_said(found)}, not {_said(expected)}"


@check("Nothing is paid beyond what is promised")
def paid_is_promised() -> Iterator[str]:
    promised, paid = by_commitment(Account.PROMISED), by_commitment(Account.PAID)
    for pk, reference in Commitment.objects.values_list("pk", "reference"):
        out, in_ = promised.get(pk, ZERO), paid.get(pk, ZERO)
        if not ZERO <= in_ <= out:
            yield f"{reference}: {format_money(in_)} is paid of {format_money(out)} promised"


@check("No round has promised more than its allocations")
def rounds_keep_their_allocations() -> Iterator[str]:
    for round_ in Round.objects.filter(commitments__isnull=False).distinct():
        over = overspent(round_)
        if over:
            yield f"{round_}: {format_money(over)} is promised beyond its allocations"


@check("Test rounds hold no money and promise none")
def test_rounds_hold_no_money() -> Iterator[str]:
    for rows in (Allocation.objects.all(), Commitment.objects.all()):
        for name in rows.filter(round__is_test=True).values_list("round__name", flat=True).distinct():
            yield f"{name}: a test round with {rows.model._meta.verbose_name_plural}"


@check("The allocations of every fund stay within its total")
def allocations_stay_within_funds() -> Iterator[str]:
    rows = Fund.objects.order_by().annotate(total_allocated=Sum("allocations__amount"))
    for name, total, allocated in rows.values_list("name", "total", "total_allocated"):
        if to_money(allocated) > total:
            yield f"{name}: {format_money(to_money(allocated))} is allocated of {format_money(total)}"
    for allocation in Allocation.objects.exclude(fund=F("round__fund")).select_related("round"):
        yield f"{allocation.round}: money is allocated from another fund than its own"


@check("A reversing entry is the exact opposite of the entry that it corrects")
def reversals_are_opposites() -> Iterator[str]:
    rows = LedgerEntry.objects.filter(reverses__isnull=False).select_related("reverses", "commitment")
    for entry in rows:
        mistake = entry.reverses
        assert mistake is not None
        same = (entry.commitment_id, entry.account) == (mistake.commitment_id, mistake.account)
        if not same or entry.amount != -mistake.amount:
            yield f"{entry.commitment}: entry {entry.pk} does not answer entry {entry.reverses_id}"


@check("Totals by area, by round, by organisation and of the ledger are equal")
def totals_agree() -> Iterator[str]:
    for account in Account:
        entries = LedgerEntry.objects.filter(account=account).order_by()
        shares = EntryShare.objects.filter(entry__account=account).order_by()
        whole = to_money(entries.aggregate(total=Sum("amount"))["total"])
        sums = {
            "area": _summed(shares.values("area").annotate(total=Sum("amount"))),
            "round": _summed(entries.values("commitment__round").annotate(total=Sum("amount"))),
            "organisation": _summed(entries.values("commitment__organisation").annotate(total=Sum("amount"))),
        }
        for what, total in sums.items():
            if total != whole:
                said, ledger = format_money(total), format_money(whole)
                yield f"{account.label} by {what} is {said}, in the ledger {ledger}"


@check("Every commitment has an event")
def commitments_have_events() -> Iterator[str]:
    verbs = ["commitment_made", "past_grant_entered"]
    known = set(Event.objects.filter(verb__in=verbs).values_list("case_reference", flat=True))
    for reference in Commitment.objects.values_list("reference", flat=True):
        if reference not in known:
            yield f"{reference}: no event says how it came to be"


def _held_by_area(account: Account) -> dict[tuple[int, int], Decimal]:
    rows = EntryShare.objects.filter(entry__account=account).order_by()
    totals = rows.values("entry__commitment", "area").annotate(total=Sum("amount"))
    return {(row["entry__commitment"], row["area"]): to_money(row["total"]) for row in totals}


def _shares_of_commitments() -> Iterator[tuple[int, str, list[int], list[Decimal]]]:
    found: dict[int, tuple[str, list[int], list[Decimal]]] = {}
    rows = CommitmentShare.objects.order_by("pk")
    for pk, reference, area, percent in rows.values_list(
        "commitment", "commitment__reference", "area", "percent"
    ):
        _, areas, percents = found.setdefault(pk, (reference, [], []))
        areas.append(area)
        percents.append(percent)
    for pk, (reference, areas, percents) in found.items():
        yield pk, reference, areas, percents


def _summed(rows: Iterable[dict[str, Any]]) -> Decimal:
    return sum((to_money(row["total"]) for row in rows), ZERO)


def _said(amounts: list[Decimal]) -> str:
    return ", ".join(format_money(amount) for amount in amounts)
