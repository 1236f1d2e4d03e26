"""How far a round's money has gone: promised in the ledger, agreed and prepared. Pounds; reads only."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from fund.common.money import ZERO
from grants.applications.models import Application
from grants.assessment.models import Decision
from grants.assessment.states import DecisionState, Outcome
from grants.funding.allocations import pots_of, spread
from grants.funding.budget import ByNeighbourhood, Pots, added
from grants.funding.models import Round
from grants.ledger.balances import promised_by_neighbourhood


@dataclass(frozen=True)
class Budget:
    """Where a round's money stands. What is agreed and prepared is not yet in the ledger."""

    allocated: Decimal
    promised: Decimal
    agreed: Decimal
    prepared: Decimal

    @property
    def spoken_for(self) -> Decimal:
        return self.promised + self.agreed + self.prepared

    @property
    def left(self) -> Decimal:
        return self.allocated - self.spoken_for


def budget_of(round_: Round) -> Budget:
    return budget_from(pots_of(round_), promised_by_neighbourhood(round_), unreleased_awards(round_))


def budget_from(pots: Pots, promised: ByNeighbourhood, awards: Iterable[Decision]) -> Budget:
    by_state = {DecisionState.AGREED.value: ZERO, DecisionState.PREPARED.value: ZERO}
    for award in awards:
        by_state[award.state] += award.amount or ZERO
    return Budget(
        allocated=pots.total,
        promised=sum(promised.values(), ZERO),
        agreed=by_state[DecisionState.AGREED],
        prepared=by_state[DecisionState.PREPARED],
    )


def used_in(round_: Round, *, but: Application | None = None) -> ByNeighbourhood:
    """Everything promised, agreed or prepared in the round, less what is decided about `but`."""
    awards = (award for award in unreleased_awards(round_) if not but or award.application_id != but.pk)
    return added(promised_by_neighbourhood(round_), *(cost_of(award) for award in awards))


def unreleased_awards(round_: Round) -> list[Decision]:
    rows = Decision.objects.unreleased().filter(application__round=round_, outcome=Outcome.AWARD)
    return list(rows.select_related("application").prefetch_related("application__shares__area"))


def cost_of(award: Decision) -> ByNeighbourhood:
    return spread_over(award.application, award.amount or ZERO)


def spread_over(application: Application, amount: Decimal) -> ByNeighbourhood:
    """`amount` pounds over the places that the application would help. Reads `shares__area`."""
    return spread(amount, [(share.area, share.percent) for share in application.shares.all()])
