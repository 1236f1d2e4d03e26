from django.urls import path

from fund.jobs import views

app_name = "jobs"
urlpatterns = [path("staff/jobs/", views.jobs, name="jobs")]
