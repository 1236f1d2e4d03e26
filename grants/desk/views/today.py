"""The staff home: what waits for the person who looks at it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fund.accounts.gates import needs_role
from fund.accounts.models import User
from fund.accounts.roles import OFFICERS, STAFF_ROLES, Role
from fund.common.dates import LONDON
from grants.desk import rules
from grants.desk.forms import SearchForm
from grants.desk.today import today_for


@needs_role(*STAFF_ROLES)
def today(request: HttpRequest) -> HttpResponse:
    user = request.user
    assert isinstance(user, User)
    day = timezone.now().astimezone(LONDON).date()
    groups = today_for(user, today=day, demonstration=settings.DEMONSTRATION)
    context = {
        "groups": groups,
        "anything": any(group.waiting for group in groups),
        "today": day,
        "may_search": rules.can_see_cases(user),
        "may_take": user.has_role(*OFFICERS),
        "publishes": user.has_role(Role.PUBLISHER, Role.ADMINISTRATOR),
        "filters": SearchForm(),
    }
    return render(request, "desk/today.html", context)
