"""Workshops before a round, and who comes to them. Nobody needs an account for that."""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone

from fund.accounts.models import User
from fund.common.postcodes import write_postcode
from grants.funding.models import Fund, Round
from grants.places.models import Area

MOST_SEATS = 6


class WorkshopQuerySet(models.QuerySet["Workshop"]):
    def upcoming_at(self, moment: datetime) -> "WorkshopQuerySet":
        """Those that one can still book, the next first."""
        rows = self.filter(
            starts_at__gt=moment, called_off_at=None, round__archived_at=None, round__is_test=False
        )
        return rows.order_by("starts_at", "pk")

    def visible_to(self, user: User) -> "WorkshopQuerySet":
        return self.filter(round__fund__in=Fund.objects.visible_to(user))

    def with_seats(self) -> "WorkshopQuerySet":
        """Each with the seats `taken`, and those that people are `waiting` for."""
        live = Q(bookings__cancelled_at=None)
        placed = Q(bookings__placed_at__isnull=False)
        return self.annotate(
            taken=Coalesce(Sum("bookings__seats", filter=live & placed), 0),
            waiting=Coalesce(Sum("bookings__seats", filter=live & ~placed), 0),
        )


class Workshop(models.Model):
    """One dated event. `revision` counts the changes of time and place that went into calendars."""

    reference = models.CharField(max_length=20, unique=True)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="workshops")
    title = models.CharField(max_length=150)
    starts_at = models.DateTimeField("starts")
    ends_at = models.DateTimeField("ends")
    place = models.CharField("place and address", max_length=200)
    postcode = models.CharField(max_length=8, help_text="Key form: upper case, no space")
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    places = models.PositiveSmallIntegerField()
    notes = models.TextField("what to know before coming", blank=True)
    revision = models.PositiveSmallIntegerField(default=0, editable=False)
    called_off_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = WorkshopQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        indexes = [models.Index(fields=["-starts_at", "-id"], name="workshop_by_start")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="workshop_ends_after_start"),
            models.CheckConstraint(condition=Q(places__gte=1), name="workshop_has_places"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def written_postcode(self) -> str:
        return write_postcode(self.postcode)

    @property
    def where(self) -> str:
        return ", ".join(part for part in (self.place, self.written_postcode) if part)


class BookingQuerySet(models.QuerySet["Booking"]):
    def live(self) -> "BookingQuerySet":
        return self.filter(cancelled_at=None)

    def placed(self) -> "BookingQuerySet":
        """Those that have their places."""
        return self.live().filter(placed_at__isnull=False)

    def waiting(self) -> "BookingQuerySet":
        """Those that wait for places, the first to ask first."""
        return self.live().filter(placed_at=None).order_by("booked_at", "pk")


class Booking(models.Model):
    """Seats for one person's group. Without `placed_at` it waits. `token` stands in that person's letters.

    `forgotten_at`: who it was for has been removed; its seats and who came still count.
    """

    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="bookings")
    name = models.CharField(max_length=120)
    email = models.EmailField()
    seats = models.PositiveSmallIntegerField(default=1)
    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    booked_at = models.DateTimeField(default=timezone.now, editable=False)
    placed_at = models.DateTimeField("given a place", null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    attended = models.BooleanField("came", null=True, blank=True)
    forgotten_at = models.DateTimeField("name and e-mail removed", null=True, blank=True)

    objects = BookingQuerySet.as_manager()

    class Meta:
        ordering = ["booked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(seats__gte=1) & Q(seats__lte=MOST_SEATS), name="booking_seats_in_range"
            ),
            models.CheckConstraint(
                condition=Q(attended=None) | Q(placed_at__isnull=False, cancelled_at=None),
                name="booking_attended_has_place",
            ),
            models.UniqueConstraint(
                "workshop",
                Lower("email"),
                condition=Q(cancelled_at=None, forgotten_at=None),
                name="booking_once_an_address",
            ),
            models.CheckConstraint(
                condition=Q(forgotten_at=None) | Q(name="", email=""), name="booking_forgotten_says_nobody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.workshop.reference}"
