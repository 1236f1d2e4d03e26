"""What must always hold between awards and the ledger."""

from collections.abc import Iterator

from django.db.models import Sum

from fund.audit.models import Event
from fund.common.money import ZERO, format_money
from grants.awards.models import Award
from grants.awards.states import AwardState
from grants.ledger.balances import by_commitment, to_money
from grants.ledger.checking import check
from grants.ledger.models import Commitment
from grants.ledger.states import Account

STOPPED = (AwardState.ENDED_EARLY, AwardState.LAPSED)


@check("Every award is what the ledger promises it")
def awards_are_promised() -> Iterator[str]:
    promised = by_commitment(Account.PROMISED)
    rows = Award.objects.exclude(state__in=STOPPED).values_list("reference", "commitment", "amount")
    for reference, commitment, amount in rows.order_by("pk"):
        held = promised.get(commitment, ZERO)
        if held != amount:
            yield f"{reference}: awarded {format_money(amount)}, promised {format_money(held)}"


@check("Nothing more is promised to a grant that ended early or lapsed")
def stopped_awards_hold_nothing_back() -> Iterator[str]:
    promised, paid = by_commitment(Account.PROMISED), by_commitment(Account.PAID)
    rows = Award.objects.filter(state__in=STOPPED).values_list("reference", "commitment", "amount")
    for reference, commitment, amount in rows.order_by("pk"):
        held, out = promised.get(commitment, ZERO), paid.get(commitment, ZERO)
        if held > amount:
            yield f"{reference}: awarded {format_money(amount)}, promised {format_money(held)}"
        if out > held:
            yield f"{reference}: {format_money(out)} is paid of {format_money(held)} promised"


@check("The milestones of every award sum to it")
def milestones_sum_to_awards() -> Iterator[str]:
    rows = Award.objects.filter(milestones__isnull=False).annotate(planned=Sum("milestones__amount"))
    for reference, amount, planned in rows.order_by("pk").values_list("reference", "amount", "planned"):
        if to_money(planned) != amount:
            yield f"{reference}: awarded {format_money(amount)}, milestones {format_money(to_money(planned))}"


@check("Every award of a decision has milestones and an agreement")
def awards_are_whole() -> Iterator[str]:
    decided = Award.objects.filter(decision__isnull=False).order_by("pk")
    for reference in decided.filter(milestones=None).values_list("reference", flat=True):
        yield f"{reference}: has no milestones"
    for reference in decided.filter(agreements=None).values_list("reference", flat=True):
        yield f"{reference}: has no agreement"


@check("Every commitment belongs to an award of the same reference")
def commitments_have_awards() -> Iterator[str]:
    for reference in Commitment.objects.filter(award=None).values_list("reference", flat=True):
        yield f"{reference}: money is committed without an award"


@check("Every award that a decision made has an event that says so")
def awards_have_events() -> Iterator[str]:
    known = set(Event.objects.filter(verb="award_offered").values_list("case_reference", flat=True))
    decided = Award.objects.filter(decision__isnull=False)
    for reference in decided.values_list("reference", flat=True):
        if reference not in known:
            yield f"{reference}: no event says how it was offered"
