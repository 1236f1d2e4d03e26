"""The home of people who apply."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fund.accounts.models import User
from grants.desk.mine import my_applications, my_grants, my_groups


@login_required
def home(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, User)
    applications = my_applications(request.user, timezone.now())
    grants = my_grants(request.user)
    return render(
        request,
        "desk/my_home.html",
        {
            "applications": applications,
            "grants": grants,
            "memberships": my_groups(request.user),
            "waiting": sum(row.waits for row in applications) + sum(row.waits for row in grants),
        },
    )
