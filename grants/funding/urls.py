"""Addresses of what people read and do before starting. Wagtail has /funding/, so these stand beside it."""

from django.urls import path

from grants.funding.eligibility import views as eligibility
from grants.funding.paper import views as paper
from grants.funding.views import publishing, rounds

app_name = "funding"

urlpatterns = [
    path("funding-check/<slug:slug>/", eligibility.check, name="eligibility_check"),
    path("funding-check/<slug:slug>/answer/", eligibility.result, name="eligibility_result"),
    path("funding-questions/<slug:slug>/", paper.questions, name="questions"),
    path("funding-questions/<slug:slug>.pdf", paper.paper, name="questions_pdf"),
    path("staff/rounds/", rounds.rounds, name="staff_rounds"),
    path("staff/rounds/<slug:slug>/", rounds.one, name="staff_round"),
    path("staff/rounds/<slug:slug>/start/", rounds.start, name="start_form"),
    path("staff/rounds/<slug:slug>/test/", rounds.make_test, name="make_test"),
    path("staff/rounds/<slug:slug>/archive/", rounds.archive, name="archive"),
    path("staff/rounds/<slug:slug>/bring-back/", rounds.bring_back, name="bring_back"),
    path("staff/rounds/<slug:slug>/publish/", publishing.publish, name="publish"),
]
