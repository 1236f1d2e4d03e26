"""The address that a file is sent to, piece by piece."""

from django.urls import path

from fund.files import views

app_name = "files"

urlpatterns = [path("my/uploads/<uuid:token>/", views.upload, name="upload")]
