"""Workshops for everybody: the list, booking, the calendar file, and giving a booking back."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from fund.accounts.limits import refuse_too_often
from fund.common.errors import Refused
from fund.common.forms import posted
from grants.workshops import actions, rules
from grants.workshops.calendar import write_calendar
from grants.workshops.forms import BookForm
from grants.workshops.models import Booking, Workshop


def workshops(request: HttpRequest) -> HttpResponse:
    """Every workshop that is still to come."""
    rows = Workshop.objects.upcoming_at(timezone.now()).select_related("round").with_seats()
    return render(request, "workshops/workshops.html", {"workshops": rows})


def _workshop(reference: str) -> Workshop:
    rows = Workshop.objects.filter(round__archived_at=None, round__is_test=False).select_related("round")
    return get_object_or_404(rows, reference=reference)


@never_cache
def workshop(request: HttpRequest, reference: str) -> HttpResponse:
    """One workshop, with booking for anybody."""
    row = _workshop(reference)
    form = BookForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with form.showing_refusals():
            refuse_too_often(request, "book_workshop")
            booking = actions.book_workshop(row, **form.cleaned_data)
            _say_booked(request, booking)
            return redirect("workshops:workshop", reference)
    context = {
        "workshop": row,
        "round": row.round,
        "free": rules.seats_free(row),
        "closed": rules.why_not_book(row, timezone.now()),
        "form": form,
    }
    return render(request, "workshops/workshop.html", context)


def _say_booked(request: HttpRequest, booking: Booking) -> None:
    if booking.placed_at:
        messages.success(request, f"You are booked. We have written to {booking.email}.")
    else:
        words = "You are on the waiting list. We write to you as soon as there is a place."
        messages.warning(request, f"It is full. {words}")


def calendar(request: HttpRequest, reference: str) -> HttpResponse:
    """The workshop for a calendar."""
    row = _workshop(reference)
    text = write_calendar(row, now=timezone.now())
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{row.reference}.ics"'
    return response


@never_cache
def booking(request: HttpRequest, token: uuid.UUID) -> HttpResponse:
    """A booking, for whoever has its letter; it can be cancelled here."""
    row = get_object_or_404(Booking.objects.select_related("workshop__round"), token=token)
    problem = ""
    if request.method == "POST":
        try:
            actions.cancel_booking(row)
        except Refused as refused:
            problem = refused.sentence
        else:
            messages.success(request, "Your booking is cancelled. Thank you for telling us.")
            return redirect("workshops:booking", token)
    context = {
        "booking": row,
        "workshop": row.workshop,
        "closed": rules.why_not_book(row.workshop, timezone.now()),
        "problems": problem,
    }
    return render(request, "workshops/booking.html", context)
