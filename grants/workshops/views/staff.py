"""Workshops for officers: the list, setting one up, who is coming and who came."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from fund.accounts.gates import current_user, needs_role
from fund.accounts.roles import OFFICERS, PANEL_STAFF
from fund.audit.models import Event
from fund.common.errors import Refused
from fund.common.forms import posted
from fund.common.pages import page_by_key
from grants.workshops import actions, rules
from grants.workshops.exports import bookings_file
from grants.workshops.forms import CallOffForm, WorkshopForm
from grants.workshops.models import Workshop


def _find(request: HttpRequest, reference: str) -> Workshop:
    rows = Workshop.objects.visible_to(current_user(request)).select_related("round")
    return get_object_or_404(rows, reference=reference)


@needs_role(*PANEL_STAFF)
def workshops(request: HttpRequest) -> HttpResponse:
    """All workshops, the latest first."""
    rows = Workshop.objects.visible_to(current_user(request)).select_related("round").with_seats()
    page = page_by_key(rows, request.GET, order=("-starts_at", "-pk"))
    context = {"page": page, "now": timezone.now(), "can_run": rules.can_run(current_user(request))}
    return render(request, "workshops/staff/workshops.html", context)


@needs_role(*OFFICERS)
def new(request: HttpRequest) -> HttpResponse:
    form = WorkshopForm(posted(request), by=current_user(request))
    if request.method == "POST" and form.is_valid():
        with form.showing_refusals():
            row = actions.add_workshop(**form.cleaned_data, by=current_user(request))
            messages.success(request, "The workshop is set up. Everybody can book it now.")
            return redirect("workshops:staff_workshop", row.reference)
    return render(request, "workshops/staff/workshop_form.html", {"form": form})


@needs_role(*OFFICERS)
def change(request: HttpRequest, reference: str) -> HttpResponse:
    row = _find(request, reference)
    form = WorkshopForm(posted(request), instance=row, by=current_user(request))
    if request.method == "POST" and form.is_valid():
        with form.showing_refusals():
            actions.change_workshop(row, **form.cleaned_data, by=current_user(request))
            messages.success(request, "The workshop is saved. If its time or place changed, we wrote to all.")
            return redirect("workshops:staff_workshop", reference)
    return render(request, "workshops/staff/workshop_form.html", {"form": form, "workshop": row})


@needs_role(*PANEL_STAFF)
def workshop(request: HttpRequest, reference: str) -> HttpResponse:
    """Who is coming; after the start, who came."""
    row = _find(request, reference)
    can_run = rules.can_run(current_user(request))
    problem = ""
    if request.method == "POST" and can_run:
        try:
            count = actions.mark_attendance(row, _tokens(request), by=current_user(request))
        except Refused as refused:
            problem = refused.sentence
        else:
            messages.success(request, f"Saved: {count} came.")
            return redirect("workshops:staff_workshop", reference)
    bookings = list(row.bookings.live())
    context = {
        "workshop": row,
        "placed": [booking for booking in bookings if booking.placed_at],
        "waiting": [booking for booking in bookings if not booking.placed_at],
        "free": rules.seats_free(row),
        "started": row.starts_at <= timezone.now() and not row.called_off_at,
        "can_run": can_run,
        "problems": problem,
        "events": Event.objects.for_case(row.reference)[:50],
    }
    return render(request, "workshops/staff/workshop.html", context)


def _tokens(request: HttpRequest) -> list[uuid.UUID]:
    """The bookings that were ticked; whatever is no token is nobody's."""
    found = []
    for text in request.POST.getlist("came"):
        try:
            found.append(uuid.UUID(text))
        except ValueError:
            continue
    return found


@needs_role(*OFFICERS)
def call_off(request: HttpRequest, reference: str) -> HttpResponse:
    row = _find(request, reference)
    form = CallOffForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with form.showing_refusals():
            actions.call_off(row, **form.cleaned_data, by=current_user(request))
            messages.success(request, "The workshop is called off, and everybody who booked is told.")
            return redirect("workshops:staff_workshop", reference)
    return render(request, "workshops/staff/workshop_call_off.html", {"form": form, "workshop": row})


@needs_role(*PANEL_STAFF)
def export(request: HttpRequest, reference: str) -> HttpResponseBase:
    return bookings_file(_find(request, reference))
