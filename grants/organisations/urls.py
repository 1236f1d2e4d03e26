"""Addresses of groups, for their people and for staff."""

from django.urls import path

from grants.organisations.views import groups, joining, people, profile, staff

app_name = "organisations"

urlpatterns = [
    path("my/groups/", groups.groups, name="groups"),
    path("my/groups/new/", groups.new, name="new"),
    path("my/groups/join/<str:token>/", people.join, name="join"),
    path("my/groups/ask/<str:token>/", joining.ask, name="ask"),
    path("my/groups/<slug:slug>/", groups.group, name="group"),
    path("my/groups/<slug:slug>/edit/", groups.edit, name="edit"),
    path("my/groups/<slug:slug>/confirm/", profile.confirm, name="confirm"),
    path("my/groups/<slug:slug>/documents/", profile.documents, name="documents"),
    path("my/groups/<slug:slug>/documents/<uuid:token>/", profile.document, name="document"),
    path("my/groups/<slug:slug>/people/", people.people, name="people"),
    path("my/groups/<slug:slug>/people/hand-over/", people.hand_over, name="hand_over"),
    path("my/groups/<slug:slug>/requests/", joining.requests, name="requests"),
    path("my/groups/<slug:slug>/leave/", people.leave, name="leave"),
    path("my/groups/<slug:slug>/bank-account/", groups.bank_account, name="bank_account"),
    path("staff/groups/requests/", joining.staff_waiting, name="staff_waiting"),
    path("staff/groups/<slug:slug>/", staff.group, name="staff_group"),
    path("staff/groups/<slug:slug>/requests/", joining.staff_requests, name="staff_requests"),
    path("staff/groups/<slug:slug>/documents/<uuid:token>/", profile.staff_document, name="staff_document"),
    path("staff/groups/<slug:slug>/bank-account/", staff.bank_account, name="staff_bank_account"),
]
