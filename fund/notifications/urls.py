from django.urls import path

from fund.notifications import views

app_name = "notifications"
urlpatterns = [
    path("health/live", views.live, name="live"),
    path("health/ready", views.ready, name="ready"),
]
