"""Filters and search boxes of the staff side, all sent by GET."""

from collections.abc import Sequence
from typing import Any

from django import forms

from fund.common.forms import FilterForm, offer
from fund.notifications.models import LetterState
from grants.applications.states import ApplicationState
from grants.desk.cases import FIRST_ORDER, ORDERS, WAITING
from grants.funding.models import Round
from grants.places.models import Area

UNSENT = (ApplicationState.DRAFT, ApplicationState.EXPIRED)
STATES = [(state.value, state.label) for state in ApplicationState if state not in UNSENT]
ANY = ("", "Any")


def _named(round_: Round) -> str:
    return f"{round_.name} (test)" if round_.is_test else round_.name


class CaseFilters(FilterForm):
    q = forms.CharField(label="Reference, group or words", max_length=100)
    round = forms.ChoiceField(label="Round")
    state = forms.ChoiceField(label="State", choices=[ANY, *STATES])
    waiting = forms.ChoiceField(label="Waiting on", choices=[ANY, *WAITING.items()])
    area = forms.ChoiceField(label="Neighbourhood")
    test = forms.ChoiceField(label="Rounds that", choices=[("", "Count"), ("1", "Are tests")])
    sort = forms.ChoiceField(choices=[(name, name) for name in ORDERS], widget=forms.HiddenInput)

    def __init__(self, data: Any, *, rounds: Sequence[Round], areas: Sequence[Area]) -> None:
        super().__init__(data)
        self._rounds = {round_.slug: round_.pk for round_ in rounds}
        self._areas = {area.code: area.pk for area in areas}
        offer(self, "round", [ANY, *((row.slug, _named(row)) for row in rounds)])
        offer(self, "area", [ANY, *((row.code, row.map_name) for row in areas)])

    def clean_round(self) -> int | None:
        return self._rounds.get(self.cleaned_data["round"])

    def clean_area(self) -> int | None:
        return self._areas.get(self.cleaned_data["area"])

    @property
    def order(self) -> str:
        """The name of the order that was chosen, or of the usual one."""
        return str(self.chosen().get("sort") or FIRST_ORDER)


class LetterFilters(FilterForm):
    q = forms.CharField(label="Address, subject or reference", max_length=100)
    state = forms.ChoiceField(label="State", choices=[ANY, *LetterState.choices])
    kind = forms.ChoiceField(label="Kind")

    def __init__(self, data: Any, *, kinds: Sequence[str]) -> None:
        super().__init__(data)
        names = [(kind, kind.replace("/", ": ").replace("_", " ").capitalize()) for kind in kinds]
        offer(self, "kind", [ANY, *names])


class SearchForm(FilterForm):
    q = forms.CharField(label="Reference, name or words", max_length=100)
