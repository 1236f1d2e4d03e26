"""Addresses of what people read and do before starting. Wagtail has /funding/, so these stand beside it."""

from django.urls import path

from grants.programmes.fit import views as fit
from grants.programmes.paper import views as paper

app_name = "programmes"

urlpatterns = [
    path("funding-check/<slug:slug>/", fit.ask, name="fit_ask"),
    path("funding-check/<slug:slug>/answer/", fit.answer, name="fit_answer"),
    path("funding-questions/<slug:slug>/", paper.questions, name="questions"),
    path("funding-questions/<slug:slug>.pdf", paper.paper, name="questions_pdf"),
]
