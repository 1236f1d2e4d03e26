"""Addresses of what people read and do before starting. Wagtail has /funding/, so these stand beside it."""

from django.urls import path

from grants.programmes.fit import views as fit
from grants.programmes.paper import views as paper
from grants.programmes.views import publishing, rounds
from grants.programmes.workshops.views import public, staff

app_name = "programmes"
STAFF = "staff/workshops/<slug:reference>/"

urlpatterns = [
    path("funding-check/<slug:slug>/", fit.ask, name="fit_ask"),
    path("funding-check/<slug:slug>/answer/", fit.answer, name="fit_answer"),
    path("funding-questions/<slug:slug>/", paper.questions, name="questions"),
    path("funding-questions/<slug:slug>.pdf", paper.paper, name="questions_pdf"),
    path("workshops/", public.workshops, name="workshops"),
    path("workshops/booking/<uuid:token>/", public.booking, name="booking"),
    path("workshops/<slug:reference>/", public.workshop, name="workshop"),
    path("workshops/<slug:reference>.ics", public.calendar, name="calendar"),
    path("staff/rounds/", rounds.rounds, name="staff_rounds"),
    path("staff/rounds/<slug:slug>/", rounds.one, name="staff_round"),
    path("staff/rounds/<slug:slug>/start/", rounds.start, name="start_form"),
    path("staff/rounds/<slug:slug>/test/", rounds.make_test, name="make_test"),
    path("staff/rounds/<slug:slug>/archive/", rounds.archive, name="archive"),
    path("staff/rounds/<slug:slug>/bring-back/", rounds.bring_back, name="bring_back"),
    path("staff/rounds/<slug:slug>/publish/", publishing.publish, name="publish"),
    path("staff/workshops/", staff.workshops, name="staff_workshops"),
    path("staff/workshops/new/", staff.new, name="new_workshop"),
    path(STAFF, staff.workshop, name="staff_workshop"),
    path(f"{STAFF}change/", staff.change, name="change_workshop"),
    path(f"{STAFF}call-off/", staff.call_off, name="call_off_workshop"),
    path(f"{STAFF}bookings.csv", staff.export, name="bookings_csv"),
]
