"""Finding the row that an address names, as far as this person may see it."""

from typing import Any

from django.db.models import Count, Exists, OuterRef, Subquery
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from fund.accounts.gates import current_user
from grants.applications.models import UNFROZEN, Application, Comment

PARTS = ("round__fund", "round__form", "organisation", "response__form_version")


def own_application(request: HttpRequest, reference: str) -> Application:
    """An application of a group this person belongs to, or 404."""
    rows = Application.objects.of(current_user(request)).select_related(*PARTS).defer(*UNFROZEN)
    return get_object_or_404(rows, reference=reference)


def reachable_application(request: HttpRequest, reference: str) -> Application:
    """The same, and what this officer types in for a group; or 404.

    Nearly everybody looks at what their own group wrote, so the longer question is asked of the rest alone.
    """
    user = current_user(request)
    rows = Application.objects.select_related(*PARTS).defer(*UNFROZEN).filter(reference=reference)
    return rows.of(user).first() or get_object_or_404(rows.reachable_by(user))


def own_section(request: HttpRequest, reference: str, section: str) -> Any:
    """The same with what the page of a section asks: whether this person writes, and how much was said."""
    user = current_user(request)
    said = Comment.objects.filter(application=OuterRef("pk"), section=section).order_by()
    counted = said.values("application").annotate(count=Count("pk")).values("count")
    rows = Application.objects.select_related(*PARTS).defer(*UNFROZEN)
    rows = rows.annotate(comment_count=Subquery(counted)).filter(reference=reference)
    row: Any = rows.of_writer(user).first()
    if row is not None:
        row.writes = True
        return row
    mine = Application.objects.typed_for_others_by(user).filter(pk=OuterRef("pk"))
    return get_object_or_404(rows.reachable_by(user).annotate(writes=Exists(mine)))


def case(request: HttpRequest, reference: str) -> Application:
    """An application that casework may see, or 404."""
    rows = Application.objects.for_staff(current_user(request)).select_related(*PARTS).defer(*UNFROZEN)
    return get_object_or_404(rows, reference=reference)


def case_address(application: Application) -> str:
    return reverse("desk:case", args=[application.reference])
