"""What groups asked for: for staff only, and never from an application that they have a tie to."""

from django.db.models import Sum

from fund.accounts.models import User
from fund.common.money import PENNY
from grants.applications.models import Application, ApplicationShare
from grants.applications.states import ApplicationState
from grants.reports.cube import Cell, Scope


def read_asked(user: User, scope: Scope) -> list[Cell]:
    """What was asked for by area and round, in one query. Withdrawn applications no longer ask."""
    sent = Application.objects.for_staff(user).counting().filter(submitted_at__isnull=False)
    sent = sent.exclude(state=ApplicationState.WITHDRAWN)
    if scope.rounds is not None:
        sent = sent.filter(round__in=scope.rounds)
    if scope.year:
        sent = sent.filter(submitted_at__year=scope.year)
    rows = ApplicationShare.objects.order_by().filter(application__in=sent, amount__isnull=False)
    sums = rows.values_list("area_id", "application__round_id").annotate(total=Sum("amount"))
    return [Cell(area, round_, asked=total.quantize(PENNY)) for area, round_, total in sums]
