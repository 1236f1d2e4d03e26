"""The addresses of panel members, and of the staff who run panels."""

from django.urls import path

from grants.assessment.views import assessors

app_name = "assessment"
urlpatterns = [
    path("panel/", assessors.home, name="home"),
    path("panel/<str:reference>/", assessors.application, name="application"),
    path("panel/<str:reference>/check/", assessors.check, name="check"),
    path("panel/<str:reference>/conflict/", assessors.conflict, name="conflict"),
    path("panel/<str:reference>/files/<uuid:token>/", assessors.file, name="file"),
]
