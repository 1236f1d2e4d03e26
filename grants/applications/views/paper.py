"""An application as a PDF, for everybody of its group: what is written so far, and what was sent."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from fund.common.downloads import pdf_file
from fund.common.errors import Refused
from grants.applications.paper import draft_pdf, submission_pdf
from grants.applications.views._rows import own_application, reachable_application


@login_required
def draft_paper(request: HttpRequest, reference: str) -> HttpResponse:
    """The draft as it stands now."""
    row = reachable_application(request, reference)
    try:
        made = draft_pdf(row)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("applications:draft", reference)
    return pdf_file(f"{reference}-draft.pdf", made)


@login_required
def receipt_paper(request: HttpRequest, reference: str) -> HttpResponse:
    """What was sent last."""
    row = own_application(request, reference)
    submission = row.submissions.select_related("form_version", "submitted_by").first()
    if submission is None:
        raise Http404("Nothing was sent yet.")
    submission.application = row
    try:
        made = submission_pdf(submission)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("applications:receipt", reference)
    return pdf_file(f"{reference}-sent.pdf", made)
