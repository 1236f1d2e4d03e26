"""What must always hold between payments and the ledger, and what keeps a grant from ending meanwhile."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import F, Q, Sum

from fund.audit.models import Event
from fund.common.money import ZERO, format_money
from grants.awards.closure_blockers import closure_blocker
from grants.awards.models import Award
from grants.ledger.balances import by_commitment, to_money
from grants.ledger.checking import check
from grants.ledger.models import LedgerEntry
from grants.ledger.states import Account, EntryKind
from grants.payments.models import Payment, PaymentRun, Recovery
from grants.payments.states import ON_THE_WAY, PaymentState, RunState

DONE = (PaymentState.PAID,)


@closure_blocker
def payments_on_their_way(award: Award) -> str:
    payment = Payment.objects.filter(award=award, state__in=ON_THE_WAY).order_by("pk").first()
    if payment is None:
        return ""
    state = payment.get_state_display().lower()
    return f"Payment {payment} is {state}. Wait for its result or cancel it first."


@check("Payments paid, less what came back, are what the ledger has paid")
def payments_are_in_the_ledger() -> Iterator[str]:
    out = Payment.objects.filter(state=PaymentState.PAID).order_by()
    paid = {
        row["award__commitment"]: to_money(row["total"])
        for row in out.values("award__commitment").annotate(total=Sum("amount"))
    }
    back = {
        row["payment__award__commitment"]: to_money(row["total"])
        for row in Recovery.objects.order_by()
        .values("payment__award__commitment")
        .annotate(total=Sum("amount"))
    }
    ledger = by_commitment(Account.PAID)
    decided = Award.objects.filter(decision__isnull=False).order_by("pk")
    for reference, commitment in decided.values_list("reference", "commitment"):
        ours = paid.get(commitment, ZERO) - back.get(commitment, ZERO)
        if ours != ledger.get(commitment, ZERO):
            said = format_money(ledger.get(commitment, ZERO))
            yield f"{reference}: payments come to {format_money(ours)}, the ledger to {said}"


@check("Every payment that was paid has its entry in the ledger")
def payments_have_entries() -> Iterator[str]:
    """Every paid payment points at an entry of its own that stands, and every such entry is pointed at."""
    paid = Payment.objects.filter(state=PaymentState.PAID)
    for reference in paid.filter(entry=None).values_list("reference", flat=True):
        yield f"{reference}: is paid, but the ledger has no entry of it"
    wrong = ~_is_entry("entry", EntryKind.PAYMENT, F("amount"))
    for reference in paid.filter(wrong | Q(entry__reversed_by__isnull=False)).values_list(
        "reference", flat=True
    ):
        yield f"{reference}: is paid, but its entry in the ledger is another, or was reversed"
    undone = Payment.objects.exclude(reversal=None).exclude(reversal__reverses=F("entry"))
    for reference in undone.values_list("reference", flat=True):
        yield f"{reference}: was not paid after all, but its reversal is of another entry"
    alone = LedgerEntry.objects.filter(kind=EntryKind.PAYMENT, reversed_by=None, payment=None)
    for pk, reference in alone.exclude(_IS_PAST).values_list("pk", "commitment__reference"):
        yield f"{reference}: entry {pk} is a payment that no payment points at"


@check("All money that came back has its entry in the ledger")
def recoveries_have_entries() -> Iterator[str]:
    wrong = Recovery.objects.exclude(
        Q(entry__kind=EntryKind.RECOVERY, entry__commitment=F("payment__award__commitment"))
        & Q(entry__amount=-F("amount"))
    )
    for reference in wrong.values_list("payment__reference", flat=True):
        yield f"{reference}: money came back, but its entry in the ledger is another"
    alone = LedgerEntry.objects.filter(kind=EntryKind.RECOVERY, reversed_by=None, recovery=None)
    for pk, reference in alone.exclude(_IS_PAST).values_list("pk", "commitment__reference"):
        yield f"{reference}: entry {pk} is money that came back, and no recovery points at it"


# Past grants came in with their entries, and without payments of ours.
_IS_PAST = Q(commitment__award__decision=None)


def _is_entry(field: str, kind: EntryKind, amount: F) -> Q:
    return Q(
        **{
            f"{field}__kind": kind,
            f"{field}__commitment": F("award__commitment"),
            f"{field}__amount": amount,
        }
    )


@check("Every payment is within its milestone, raised and approved by two people, and sent in one run")
def payments_are_proper() -> Iterator[str]:
    living = Payment.objects.filter(state__in=[*ON_THE_WAY, *DONE])
    for reference in living.exclude(amount=F("milestone__amount")).values_list("reference", flat=True):
        yield f"{reference}: is not what its milestone says"
    for reference in living.exclude(award=F("milestone__award")).values_list("reference", flat=True):
        yield f"{reference}: its milestone belongs to another grant"
    gone = living.filter(state__in=[PaymentState.SENT, PaymentState.PAID])
    alone = gone.filter(Q(approved_by=None) | Q(approved_by=F("raised_by")) | Q(run__sent_at=None))
    for reference in alone.values_list("reference", flat=True):
        yield f"{reference}: went out without a second person or a run that was sent"


@check("No run is settled while a payment in it waits for its result")
def runs_are_settled() -> Iterator[str]:
    waiting = PaymentRun.objects.filter(state=RunState.SETTLED, payments__state=PaymentState.SENT)
    for reference in waiting.distinct().values_list("reference", flat=True):
        yield f"{reference}: is settled, but a payment in it is not"


@check("Every payment has an event for raising it, and for what the bank said")
def payments_have_events() -> Iterator[str]:
    wanted: dict[str, set[str]] = {
        PaymentState.PAID: {"payment_paid"},
        PaymentState.FAILED: {"payment_failed", "payment_not_paid"},
    }
    known: dict[int, set[str]] = defaultdict(set)
    for pk, verb in Event.objects.filter(verb__startswith="payment_").values_list("subject_id", "verb"):
        known[pk].add(verb)
    for pk, reference, state in Payment.objects.order_by("pk").values_list("pk", "reference", "state"):
        if "payment_raised" not in known[pk]:
            yield f"{reference}: no event says who raised it"
        if state in wanted and not known[pk] & wanted[state]:
            yield f"{reference}: no event says what the bank said"
