"""Addresses of groups, for their people and for staff."""

from django.urls import path

from grants.organisations.views import groups, staff

app_name = "organisations"

urlpatterns = [
    path("my/groups/", groups.groups, name="groups"),
    path("my/groups/new/", groups.new, name="new"),
    path("my/groups/join/<str:token>/", groups.join, name="join"),
    path("my/groups/<slug:slug>/", groups.group, name="group"),
    path("my/groups/<slug:slug>/edit/", groups.edit, name="edit"),
    path("my/groups/<slug:slug>/people/", groups.people, name="people"),
    path("my/groups/<slug:slug>/bank-account/", groups.bank_account, name="bank_account"),
    path("staff/groups/<slug:slug>/", staff.group, name="staff_group"),
    path("staff/groups/<slug:slug>/bank-account/", staff.bank_account, name="staff_bank_account"),
]
