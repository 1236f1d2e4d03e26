"""Addresses of finance."""

from django.urls import path

from grants.payments.views import acts, work

app_name = "payments"
urlpatterns = [
    path("staff/payments/", work.home, name="home"),
    path("staff/payments/all/", work.payments, name="payments"),
    path("staff/payments/payments.csv", work.payments_csv, name="payments_csv"),
    path("staff/payments/raise/<str:reference>/<int:number>/", work.raise_one, name="raise"),
    path("staff/payments/runs/new/", acts.make_run, name="make_run"),
    path("staff/payments/runs/<str:reference>/", acts.run, name="run"),
    path("staff/payments/runs/<str:reference>/export/", acts.export, name="export"),
    path("staff/payments/runs/<str:reference>/results/", acts.results, name="results"),
    path("staff/payments/<str:reference>/", acts.payment, name="payment"),
    path("staff/payments/<str:reference>/<slug:act>/", acts.act, name="act"),
]
