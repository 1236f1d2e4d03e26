"""Addresses of grants, for their groups and for staff."""

from django.urls import path

from grants.awards.views import acts, mine, staff

app_name = "awards"
STAFF = "staff/grants/<str:reference>/"

urlpatterns = [
    path("my/grants/<str:reference>/", mine.grant, name="grant"),
    path("my/grants/<str:reference>/agreement/", mine.agreement, name="agreement"),
    path("my/grants/<str:reference>/accept/", mine.accept, name="accept"),
    path("my/grants/<str:reference>/milestones/<int:number>/", mine.milestone, name="milestone"),
    path("my/grants/<str:reference>/evidence/<uuid:token>/", mine.evidence_file, name="evidence_file"),
    path("staff/grants/", staff.grants, name="staff_grants"),
    path("staff/grants/grants.csv", staff.grants_csv, name="grants_csv"),
    path("staff/grants/grants.xlsx", staff.grants_xlsx, name="grants_xlsx"),
    path("staff/grants/release/<slug:slug>/", acts.release, name="release"),
    path(STAFF, staff.grant, name="staff_grant"),
    path(f"{STAFF}agreement/", staff.agreement, name="staff_agreement"),
    path(f"{STAFF}evidence/<uuid:token>/", staff.evidence_file, name="staff_evidence_file"),
    path(f"{STAFF}milestones/<int:number>/", staff.milestone, name="staff_milestone"),
    path(f"{STAFF}milestones/<int:number>/<slug:act>/", acts.milestone_act, name="milestone_act"),
    path(f"{STAFF}requirements/add/", acts.add_requirement, name="add_requirement"),
    path(f"{STAFF}requirements/<int:number>/<slug:act>/", acts.requirement_act, name="requirement_act"),
    path(f"{STAFF}acts/<slug:act>/", acts.award_act, name="award_act"),
]
