"""The home of people who apply."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fund.accounts.gates import current_user
from grants.desk.mine import my_applications, my_grants, my_groups


@login_required
def home(request: HttpRequest) -> HttpResponse:
    applications = my_applications(current_user(request), timezone.now())
    grants = my_grants(current_user(request))
    return render(
        request,
        "desk/my_home.html",
        {
            "applications": applications,
            "grants": grants,
            "memberships": my_groups(current_user(request)),
            "waiting": sum(row.waits for row in applications) + sum(row.waits for row in grants),
        },
    )
