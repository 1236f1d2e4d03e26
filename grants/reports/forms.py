"""The filters of reports and of the list of grants."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

from fund.common.forms import FilterForm, offer
from grants.awards.models import Award
from grants.funding.models import Fund, Round, RoundQuerySet
from grants.ledger.models import CommitmentShare, LedgerEntry
from grants.places.models import Area
from grants.reports.cube import Scope


class FigureFilters(FilterForm):
    """Which part of the ledger to show."""

    fund = forms.ModelChoiceField(Fund.objects.none(), to_field_name="slug", empty_label="All funds")
    round = forms.ModelChoiceField(Round.objects.none(), to_field_name="slug", empty_label="All rounds")
    year = forms.TypedChoiceField(coerce=int, empty_value=None)

    def __init__(self, data: QueryDict, *, rounds: RoundQuerySet | None = None) -> None:
        super().__init__(data)
        shown = (Round.objects.filter(opens_at__lte=timezone.now()) if rounds is None else rounds).counting()
        self.limited = rounds is not None
        self.rounds = shown.order_by("-opens_at", "pk")
        offer(self, "round", self.rounds)
        offer(self, "fund", Fund.objects.filter(rounds__in=shown).distinct())
        years = sorted({day.year for day in LedgerEntry.objects.dates("on", "year")}, reverse=True)
        offer(self, "year", [("", "All years"), *((year, str(year)) for year in years)])

    def scope(self) -> Scope:
        chosen = self.chosen()
        fund, round_, year = chosen.get("fund"), chosen.get("round"), chosen.get("year")
        rounds: QuerySet[Round] | None = self.rounds if self.limited else None
        if fund:
            rounds = self.rounds.filter(fund=fund)
        if round_:
            rounds = (self.rounds if rounds is None else rounds).filter(pk=round_.pk)
        keys = None if rounds is None else frozenset(rounds.values_list("pk", flat=True))
        return Scope(keys, year, whole_funds=round_ is None)

    def names(self) -> dict[str, Any]:
        """What was chosen, as it stands in an address."""
        return {name: getattr(value, "slug", value) for name, value in self.chosen().items()}

    def query(self) -> str:
        """What was chosen, for the addresses of downloads."""
        return urlencode(self.names())


class GrantFilters(FilterForm):
    """Which grants to list."""

    q = forms.CharField(label="Search", max_length=100)
    place = forms.ModelChoiceField(Area.objects.none(), to_field_name="code", empty_label="Everywhere")
    round = forms.ModelChoiceField(Round.objects.none(), to_field_name="slug", empty_label="All rounds")
    year = forms.TypedChoiceField(coerce=int, empty_value=None)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        offer(self, "place", Area.objects.current())
        offer(self, "round", Round.objects.counting().filter(opens_at__lte=timezone.now()))
        years = sorted({day.year for day in Award.objects.public().dates("awarded_on", "year")}, reverse=True)
        offer(self, "year", [("", "All years"), *((year, str(year)) for year in years)])

    def apply(self, awards: QuerySet[Award]) -> QuerySet[Award]:
        chosen = self.chosen()
        for word in chosen.get("q", "").split():
            found = Q(title__icontains=word) | Q(commitment__organisation__name__icontains=word)
            awards = awards.filter(found | Q(reference__icontains=word))
        if place := chosen.get("place"):
            areas = Area.objects.filter(Q(pk=place.pk) | Q(parent=place.pk)).values("pk")
            helping = CommitmentShare.objects.filter(area__in=areas)
            awards = awards.filter(commitment__in=helping.values("commitment"))
        if round_ := chosen.get("round"):
            awards = awards.filter(commitment__round=round_)
        if year := chosen.get("year"):
            awards = awards.filter(awarded_on__year=year)
        return awards
