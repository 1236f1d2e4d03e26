"""Addresses of applying, and of what officers do with an application."""

from django.urls import path

from grants.applications.casework.views import casework, transcripts
from grants.applications.intake.views import cases as taken
from grants.applications.intake.views import confirm as confirming
from grants.applications.intake.views import intake as taking
from grants.applications.messages import views as messages
from grants.applications.views import autosave, equality, files, paper, preview, testing, unsent, writing
from grants.applications.views import collaboration as beside
from grants.applications.views import submitting as sending

app_name = "applications"
MY = "my/applications/<str:reference>/"
STAFF = "staff/applications/<str:reference>/"

urlpatterns = [
    path("staff/rounds/<slug:slug>/preview/", preview.preview, name="preview"),
    path("staff/rounds/<slug:slug>/unsent/", unsent.unsent, name="unsent"),
    path("staff/rounds/<slug:slug>/clear/", testing.clear, name="clear_test"),
    path("my/apply/<slug:slug>/", writing.apply, name="apply"),
    path("my/apply/<slug:slug>/test/", testing.start, name="start_test"),
    path(MY, writing.application, name="application"),
    path(f"{MY}section/<slug:section_id>/", writing.section, name="section"),
    path(f"{MY}section/<slug:section_id>/save/", autosave.save, name="save"),
    path(f"{MY}section/<slug:section_id>/here/", autosave.here, name="here"),
    path(f"{MY}section/<slug:section_id>/comments/", beside.comments, name="comments"),
    path(f"{MY}section/<slug:section_id>/history/", beside.history, name="history"),
    path(f"{MY}comments/", beside.talk, name="talk"),
    path(f"{MY}copy/", beside.copy, name="copy"),
    path(f"{MY}files/<uuid:token>/", writing.file, name="file"),
    path(f"{MY}files/for/<slug:question>/", files.question_files, name="question_files"),
    path(f"{MY}messages/", messages.thread, name="messages"),
    path(f"{STAFF}messages/", messages.staff_thread, name="case_messages"),
    path(f"{STAFF}transcripts/<uuid:token>/", transcripts.transcript, name="case_transcript"),
    path("staff/transcripts/", transcripts.waiting, name="staff_transcripts"),
    path("staff/intake/", taking.taken_list, name="intake_list"),
    path("staff/intake/<str:reference>/", taken.taken, name="intake"),
    path("staff/intake/<str:reference>/files/<uuid:token>/", taken.scan, name="intake_scan"),
    path("staff/rounds/<slug:slug>/intake/", taking.find_group, name="intake_find_group"),
    path("staff/rounds/<slug:slug>/intake/new-group/", taking.new_group, name="intake_new_group"),
    path("staff/rounds/<slug:slug>/intake/<slug:group>/", taking.take, name="intake_start"),
    path("my/applications/confirm/<str:token>/", confirming.confirm, name="confirm"),
    path("staff/messages/", messages.staff_list, name="staff_messages"),
    path(f"{MY}equality/", equality.equality, name="equality"),
    path("staff/equality/", equality.rounds, name="equality_rounds"),
    path("staff/equality/<slug:slug>/", equality.totals, name="equality_totals"),
    path(f"{MY}draft/", writing.draft, name="draft"),
    path(f"{MY}draft.pdf", paper.draft_paper, name="draft_pdf"),
    path(f"{MY}receipt.pdf", paper.receipt_paper, name="receipt_pdf"),
    path(f"{MY}check/", sending.check, name="check"),
    path(f"{MY}receipt/", sending.receipt, name="receipt"),
    path(f"{MY}withdraw/", sending.withdraw, name="withdraw"),
    path(f"{STAFF}check/", casework.check, name="case_check"),
    path(f"{STAFF}return/", casework.give_back, name="case_return"),
    path(f"{STAFF}ineligible/", casework.ineligible, name="case_ineligible"),
    path(f"{STAFF}to-panel/", casework.to_panel, name="case_to_panel"),
    path(f"{STAFF}extend/", casework.extend, name="case_extend"),
    path(f"{STAFF}files/<uuid:token>/", casework.case_file, name="case_file"),
]
