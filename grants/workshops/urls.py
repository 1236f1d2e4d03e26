"""Addresses of workshops: those that anybody can book, and those of staff."""

from django.urls import path

from grants.workshops.views import public, staff

app_name = "workshops"
STAFF = "staff/workshops/<slug:reference>/"

urlpatterns = [
    path("workshops/", public.workshops, name="workshops"),
    path("workshops/booking/<uuid:token>/", public.booking, name="booking"),
    path("workshops/<slug:reference>/", public.workshop, name="workshop"),
    path("workshops/<slug:reference>.ics", public.calendar, name="calendar"),
    path("staff/workshops/", staff.workshops, name="staff_workshops"),
    path("staff/workshops/new/", staff.new, name="new_workshop"),
    path(STAFF, staff.workshop, name="staff_workshop"),
    path(f"{STAFF}change/", staff.change, name="change_workshop"),
    path(f"{STAFF}call-off/", staff.call_off, name="call_off_workshop"),
    path(f"{STAFF}bookings.csv", staff.export, name="bookings_csv"),
]
