"""The files of a question: beginning to send one, reading the list again, and the buttons beside them."""

from contextlib import suppress
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    JsonResponse,
)
from django.template.loader import render_to_string

from fund.accounts.gates import current_user
from fund.common.errors import Refused
from fund.files.models import Upload
from fund.files.uploading import forget_upload
from fund.files.views import state_of
from grants.applications import actions, rules
from grants.applications.drafts import ApplicationDraft, load_draft
from grants.applications.file_lists import PURPOSES, file_lists_of
from grants.applications.models import Application
from grants.applications.views._rows import reachable_application
from grants.applications.views._stashed import says_sign_in
from grants.forms.definition import Question

# The buttons that stand beside files in the form of a section.
PRESSES = frozenset({"upload", "remove_file", "put_back", "take_document", "forget_upload"})


@says_sign_in
def question_files(request: HttpRequest, reference: str, question: str) -> HttpResponse:
    """GET: the files of one question as a part of its page. POST: begin to send one, by script."""
    row = reachable_application(request, reference)
    if request.method == "GET":
        return _list(request, row, question)
    if request.method != "POST":
        return HttpResponseNotAllowed(["GET", "POST"])
    if not rules.can_write(current_user(request), row):
        raise PermissionDenied
    name, size, sha256 = (request.POST.get(key, "") for key in ("name", "size", "sha256"))
    is_print = len(sha256) == 64 and sha256.isascii() and sha256.isalnum()
    is_size = size.isascii() and size.isdigit() and len(size) <= 15
    try:
        if not is_size or (sha256 and not is_print):
            raise Refused("Choose the file again.")
        upload = actions.begin_file(
            row, question, name=name, size=int(size), sha256=sha256.lower(), by=current_user(request)
        )
    except Refused as refused:
        return JsonResponse({"says": refused.sentence}, status=409)
    return JsonResponse(state_of(upload))


def _list(request: HttpRequest, row: Application, name: str) -> HttpResponse:
    draft = load_draft(row)
    asked = _question(draft, name)
    changeable = rules.can_write(current_user(request), row) and draft.is_open(name)
    papers = file_lists_of(draft, current_user(request), [asked], changeable=changeable)[name]
    html = render_to_string("applications/_files.html", {"papers": papers, "reference": row.reference})
    return JsonResponse({"html": html, "given": len(papers.given)})


def _question(draft: ApplicationDraft, name: str) -> Question:
    found = draft.question(name)
    if found is None or not found.type.file_field(found):
        raise Http404("No question for files has this name.")
    return found


def press(request: HttpRequest, row: Application) -> None:
    """Do what the pressed button beside a file says. Raises Refused."""
    data, by = request.POST, current_user(request)
    question, _, document = data.get("take_document", "").rpartition(":")
    if token := _token(document):
        given = actions.take_document(row, question, token, by=by)
        messages.success(request, f"“{given.file.name}” is given, from your group's documents.")
    if token := _token(data.get("remove_file", "")):
        attachment = (
            row.response.files.filter(removed_at=None, file__token=token).select_related("file").first()
        )
        if attachment:
            actions.remove_file(row, attachment, by=by)
            messages.success(request, f"“{attachment.file.name}” is removed.")
    if token := _token(data.get("put_back", "")):
        attachment = row.response.files.filter(file__token=token).select_related("file").first()
        if attachment:
            actions.put_back_file(row, attachment, by=by)
            messages.success(request, f"“{attachment.file.name}” is back.")
    if token := _token(data.get("forget_upload", "")):
        own = Upload.objects.of(by).filter(purpose__in=PURPOSES, subject=row.reference, token=token).first()
        if own:
            forget_upload(own)


def _token(typed: str) -> UUID | None:
    with suppress(ValueError):
        return UUID(typed)
    return None
