"""What lists of grants show, on screen and in files."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from fund.common.money import ZERO
from fund.common.spreadsheets import Cell
from grants.awards.models import Award, AwardQuerySet, Milestone
from grants.awards.states import RUNNING, MilestoneState
from grants.ledger.balances import by_commitment, to_money
from grants.ledger.models import CommitmentShare
from grants.ledger.states import Account

HEADINGS = [
    "Reference",
    "Round",
    "Group",
    "Title",
    "Where",
    "Awarded (£)",
    "Paid (£)",
    "State",
    "Awarded on",
]
CHUNK = 1000


def narrowed(rows: AwardQuerySet, chosen: dict[str, Any]) -> AwardQuerySet:
    """`rows` less what the filters leave out."""
    if words := chosen.get("q"):
        group = Q(commitment__organisation__name__icontains=words)
        rows = rows.filter(Q(reference__icontains=words) | Q(title__icontains=words) | group)
    if round_ := chosen.get("round"):
        rows = rows.filter(commitment__round=round_)
    if state := chosen.get("state"):
        rows = rows.filter(state=state)
    if waiting := chosen.get("waiting"):
        rows = rows.filter(state__in=RUNNING).filter(Exists(_waiting(waiting)))
    if area := chosen.get("area"):
        here = CommitmentShare.objects.filter(
            Q(area=area) | Q(area__parent=area), commitment=OuterRef("commitment")
        )
        rows = rows.filter(Exists(here))
    return rows


def _waiting(which: str) -> QuerySet[Milestone]:
    """Milestones of the outer award whose evidence is to be looked at, or whose day has passed."""
    rows = Milestone.objects.filter(award=OuterRef("pk"))
    if which == "evidence":
        return rows.filter(state=MilestoneState.EVIDENCE_SUBMITTED)
    return rows.filter(state=MilestoneState.PLANNED, due_on__lt=timezone.localdate())


def totals_of(rows: AwardQuerySet) -> tuple[int, Decimal]:
    """How many grants there are, and what they come to in pounds."""
    found = rows.order_by().aggregate(count=Count("pk"), amount=Sum("amount"))
    return found["count"], to_money(found["amount"])


def with_list_facts(rows: AwardQuerySet) -> AwardQuerySet:
    return rows.with_facts().prefetch_related("commitment__shares__area__parent")


def places_of(award: Award) -> str:
    """`Leigh 60%, Hindley 40%`: the neighbourhoods that a grant helps."""
    found: dict[str, Decimal] = {}
    for share in award.commitment.shares.all():
        name = str(share.area.parent or share.area)
        found[name] = found.get(name, ZERO) + share.percent
    if len(found) == 1:
        return next(iter(found))
    return ", ".join(f"{name} {percent.normalize():f}%" for name, percent in found.items())


def paid_of(awards: Iterable[Award]) -> dict[int, Decimal]:
    """What was paid to each award, less what came back, by the award's primary key. Pounds."""
    rows = list(awards)
    paid = by_commitment(Account.PAID, [row.commitment_id for row in rows])
    return {row.pk: paid.get(row.commitment_id, ZERO) for row in rows}


def sheet_rows(rows: AwardQuerySet) -> Iterator[list[Cell]]:
    """One row a grant, under HEADINGS. Read in chunks, so memory is bounded."""
    paid = by_commitment(Account.PAID)
    for award in with_list_facts(rows).iterator(chunk_size=CHUNK):
        yield [
            award.reference,
            award.round.name,
            award.organisation.name,
            award.title,
            places_of(award),
            award.amount,
            paid.get(award.commitment_id, ZERO),
            award.get_state_display(),
            award.awarded_on,
        ]
