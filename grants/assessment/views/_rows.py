"""What the staff views ask first: which panel, which application, and may this person see them."""

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from fund.accounts.gates import current_user
from fund.accounts.models import User
from fund.accounts.roles import SITTERS
from grants.applications.models import Application
from grants.assessment.models import Panel
from grants.assessment.portfolio import table_of


def find_panel(request: HttpRequest, slug: str) -> Panel:
    return get_object_or_404(Panel.objects.visible_to(current_user(request)), round__slug=slug)


def find_case(request: HttpRequest, panel: Panel, reference: str) -> Application:
    """An application on the panel's table; 404 for who has a tie to it."""
    rows = table_of(panel, to=current_user(request)).select_related("round")
    return get_object_or_404(rows, reference=reference)


def people_for(panel: Panel | None = None) -> QuerySet[User]:
    """Everybody who may sit on a panel, and those who sit on this one."""
    may = Q(is_active=True, groups__name__in=[role.value for role in SITTERS])
    return User.objects.filter(may | Q(seats__panel=panel) if panel else may).distinct()


def seated(panel: Panel) -> QuerySet[User]:
    return User.objects.filter(seats__panel=panel)
