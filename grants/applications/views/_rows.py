"""Finding the row that an address names, as far as this person may see it."""

from django.http import HttpRequest, QueryDict
from django.shortcuts import get_object_or_404

from fund.accounts.models import User
from grants.applications.models import Application

PARTS = ("round__fund", "organisation", "form_version")


def person(request: HttpRequest) -> User:
    """Whoever is signed in; the gate before has seen to that."""
    assert isinstance(request.user, User)
    return request.user


def own_application(request: HttpRequest, reference: str) -> Application:
    """An application of a group this person belongs to, or 404."""
    rows = Application.objects.of(person(request)).select_related(*PARTS)
    return get_object_or_404(rows, reference=reference)


def case(request: HttpRequest, reference: str) -> Application:
    """An application that casework may see, or 404."""
    rows = Application.objects.for_staff(person(request)).select_related(*PARTS)
    return get_object_or_404(rows, reference=reference)


def case_address(application: Application) -> str:
    return f"/staff/applications/{application.reference}/"


def posted(request: HttpRequest) -> QueryDict | None:
    """What was posted, even if it is empty; None for a page that is only looked at."""
    return request.POST if request.method == "POST" else None
