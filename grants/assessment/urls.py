"""The addresses of panel members, and of the staff who run panels."""

from django.urls import path

from grants.assessment.views import assessors, cases, meetings, panels, room

app_name = "assessment"
urlpatterns = [
    path("panel/", assessors.home, name="home"),
    path("panel/<str:reference>/", assessors.application, name="application"),
    path("panel/<str:reference>/check/", assessors.check, name="check"),
    path("panel/<str:reference>/conflict/", assessors.conflict, name="conflict"),
    path("panel/<str:reference>/files/<uuid:token>/", assessors.file, name="file"),
    path("staff/panels/", panels.panels, name="panels"),
    path("staff/panels/new/<slug:slug>/", panels.new, name="new_panel"),
    path("staff/panels/<slug:slug>/", panels.panel, name="panel"),
    path("staff/panels/<slug:slug>/change/", panels.change, name="change_panel"),
    path("staff/panels/<slug:slug>/assign-evenly/", panels.assign_evenly, name="assign_evenly"),
    path("staff/panels/<slug:slug>/room/", room.room, name="room"),
    path("staff/panels/<slug:slug>/ranking.csv", room.export, name="ranking_file"),
    path("staff/panels/<slug:slug>/meeting/", meetings.meeting, name="meeting"),
    path("staff/panels/<slug:slug>/case/<str:reference>/", cases.case, name="case"),
    path("staff/panels/<slug:slug>/case/<str:reference>/assign/", cases.assign, name="assign"),
    path("staff/panels/<slug:slug>/case/<str:reference>/stand-down/", cases.recuse, name="recuse"),
    path(
        "staff/panels/<slug:slug>/case/<str:reference>/conflict/",
        cases.record_conflict,
        name="record_conflict",
    ),
    path("staff/panels/<slug:slug>/case/<str:reference>/lift/", cases.lift_conflict, name="lift_conflict"),
    path("staff/panels/<slug:slug>/decide/<str:reference>/", room.decide, name="decide"),
    path("staff/panels/<slug:slug>/decide/<str:reference>/drop/", room.drop, name="drop"),
    path("staff/panels/<slug:slug>/decide/<str:reference>/reopen/", room.reopen, name="reopen"),
    path("staff/panels/<slug:slug>/record/<str:reference>/", room.record, name="record"),
]
