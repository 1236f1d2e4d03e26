"""The home of people who apply."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fund.accounts.gates import person
from grants.desk.mine import my_applications, my_grants, my_groups


@login_required
def home(request: HttpRequest) -> HttpResponse:
    applications = my_applications(person(request), timezone.now())
    grants = my_grants(person(request))
    return render(
        request,
        "desk/my_home.html",
        {
            "applications": applications,
            "grants": grants,
            "memberships": my_groups(person(request)),
            "waiting": sum(row.waits for row in applications) + sum(row.waits for row in grants),
        },
    )
