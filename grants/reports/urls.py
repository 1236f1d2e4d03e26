from django.urls import path

from grants.reports import views

app_name = "reports"
urlpatterns = [
    path("where-the-money-goes/", views.where, name="where"),
    path("where-the-money-goes.csv", views.where_csv, name="where_csv"),
    path("where-the-money-goes.json", views.where_json, name="where_json"),
    path("where-the-money-goes/grants/", views.grants, name="grants"),
    path("where-the-money-goes/grants/<path:reference>/", views.grant, name="grant"),
    path("open-data/", views.open_data, name="open_data"),
    path("open-data/360giving.json", views.grants_json, name="grants_json"),
    path("open-data/360giving.csv", views.grants_csv, name="grants_csv"),
    path("open-data/360giving.xlsx", views.grants_xlsx, name="grants_xlsx"),
    path("staff/reports/", views.money, name="money"),
    path("staff/reports/money.csv", views.money_csv, name="money_csv"),
    path("staff/reports/money.xlsx", views.money_xlsx, name="money_xlsx"),
]
