"""Which letters a person may read, and how they are found."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from fund.accounts.models import User
from fund.accounts.roles import PANEL_STAFF
from fund.notifications.models import Letter
from grants.applications.models import Application
from grants.awards.models import Award
from grants.funding.models import Fund, Round, limits_of
from grants.organisations.models import Organisation
from grants.workshops.models import Workshop


def letters_for(user: User, *, demonstration: bool) -> QuerySet[Letter]:
    """The outbox without what this person has a tie to, or may not know.

    Letters about signing in are shown in a demonstration only: they hold codes and links that open accounts.
    """
    rows = _open_letters(demonstration=demonstration)
    named = Application.objects.filter(reference=OuterRef("case_reference"))
    conflicted = Q(conflicts__user=user) | Q(organisation__in=Organisation.objects.of(user))
    rows = rows.exclude(Exists(named.filter(conflicted)))
    limits = limits_of(user)
    return rows.exclude(_of_other_funds(Fund.objects.exclude(pk__in=limits))) if limits else rows


def find_letters(rows: QuerySet[Letter], chosen: Mapping[str, Any]) -> QuerySet[Letter]:
    if chosen.get("state"):
        rows = rows.filter(state=chosen["state"])
    if chosen.get("kind"):
        rows = rows.filter(kind=chosen["kind"])
    if chosen.get("q"):
        text = chosen["q"]
        rows = rows.filter(
            Q(to_email__icontains=text) | Q(subject__icontains=text) | Q(case_reference__iexact=text)
        )
    return rows


def page_about(letter: Letter, user: User) -> str:
    """Where this person finds what a letter is about; empty where there is no such page for them."""
    of_round = letter.kind.startswith(("workshops/workshop_", "assessment/to_score"))
    if not letter.case_reference or (of_round and not user.has_role(*PANEL_STAFF)):
        return ""
    if letter.kind.startswith("workshops/workshop_"):
        return reverse("workshops:staff_workshop", args=[letter.case_reference])
    if letter.kind == "assessment/to_score":
        return reverse("assessment:panel", args=[letter.case_reference])
    return f"{reverse('desk:search')}?{urlencode({'q': letter.case_reference})}"


def kinds_of_letters(*, demonstration: bool) -> list[str]:
    """The kinds that there are. A kind names nobody, so no tie is looked up in the whole outbox for it."""
    rows = _open_letters(demonstration=demonstration)
    return list(rows.order_by("kind").values_list("kind", flat=True).distinct())


def _open_letters(*, demonstration: bool) -> QuerySet[Letter]:
    return Letter.objects.all() if demonstration else Letter.objects.readable()


def _of_other_funds(funds: QuerySet[Fund]) -> Q:
    cases = Application.objects.filter(reference=OuterRef("case_reference"), round__fund__in=funds)
    awards = Award.objects.filter(reference=OuterRef("case_reference"), commitment__round__fund__in=funds)
    workshops = Workshop.objects.filter(reference=OuterRef("case_reference"), round__fund__in=funds)
    rounds = Round.objects.filter(slug=OuterRef("case_reference"), fund__in=funds)
    # Letters to panels once said nothing of their round: whose fund it was can't be told any more.
    untold = Q(kind__startswith="assessment/", case_reference="")
    return Q(Exists(cases)) | Q(Exists(awards)) | Q(Exists(workshops)) | Q(Exists(rounds)) | untold
