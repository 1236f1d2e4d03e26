"""Which letters a person may read, and how they are found."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from fund.accounts.models import User
from fund.notifications.models import PRIVATE_KINDS as OPENING_KINDS
from fund.notifications.models import Letter
from grants.applications.models import Application
from grants.awards.models import Award
from grants.organisations.models import Organisation
from grants.programmes.models import Fund, Workshop

# Letters with a way to sign in are nobody's business but their reader's.
PRIVATE_KINDS = ("accounts/", "allauth/", *OPENING_KINDS)


def letters_for(user: User, *, demonstration: bool) -> QuerySet[Letter]:
    """The outbox without what this person has a tie to, or may not know.

    Letters about signing in are shown in a demonstration only: they hold codes and links that open accounts.
    """
    rows = Letter.objects.all()
    if not demonstration:
        for kind in PRIVATE_KINDS:
            rows = rows.exclude(kind__startswith=kind)
    named = Application.objects.filter(reference=OuterRef("trail"))
    tied = Q(conflicts__user=user) | Q(organisation__in=Organisation.objects.of(user))
    rows = rows.exclude(Exists(named.filter(tied)))
    limits = list(user.fund_limits.values_list("fund_id", flat=True))
    return rows.exclude(_of_other_funds(Fund.objects.exclude(pk__in=limits))) if limits else rows


def find_letters(rows: QuerySet[Letter], chosen: Mapping[str, Any]) -> QuerySet[Letter]:
    if chosen.get("state"):
        rows = rows.filter(state=chosen["state"])
    if chosen.get("kind"):
        rows = rows.filter(kind=chosen["kind"])
    if chosen.get("q"):
        text = chosen["q"]
        rows = rows.filter(Q(to_email__icontains=text) | Q(subject__icontains=text) | Q(trail__iexact=text))
    return rows


def kinds_of(rows: QuerySet[Letter]) -> list[str]:
    return list(rows.order_by("kind").values_list("kind", flat=True).distinct())


def _of_other_funds(funds: QuerySet[Fund]) -> Q:
    cases = Application.objects.filter(reference=OuterRef("trail"), round__fund__in=funds)
    awards = Award.objects.filter(reference=OuterRef("trail"), commitment__round__fund__in=funds)
    workshops = Workshop.objects.filter(reference=OuterRef("trail"), round__fund__in=funds)
    return Q(Exists(cases)) | Q(Exists(awards)) | Q(Exists(workshops))
