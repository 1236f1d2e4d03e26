"""Where a script sends a file piece by piece, answered in JSON. Without script, forms carry files."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    JsonResponse,
)
from django.shortcuts import get_object_or_404
from django.urls import reverse

from fund.accounts.models import User
from fund.common.errors import Refused
from fund.files.models import Upload
from fund.files.pieces import PIECE, InBucket, length_of, pieces_of
from fund.files.uploading import Dropped, WrongPlace, add_piece, arrive, forget_upload

SIGN_IN = "Sign in again, then choose the file once more: it goes on where it stopped."


def upload(request: HttpRequest, token: UUID) -> HttpResponse:
    """One's own upload. GET: how far it is; POST: the next piece, or that all was sent; DELETE: drop it."""
    if request.user.is_authenticated or request.method == "GET":
        return _upload(request, token)
    return JsonResponse({"says": SIGN_IN}, status=401)


@login_required
def _upload(request: HttpRequest, token: UUID) -> HttpResponse:
    assert isinstance(request.user, User)
    row = get_object_or_404(Upload.objects.of(request.user).select_related("stored"), token=token)
    if request.method == "GET":
        return JsonResponse(state_of(row))
    if request.method == "DELETE":
        forget_upload(row)
        return HttpResponse(status=204)
    if request.method != "POST":
        return HttpResponseNotAllowed(["GET", "POST", "DELETE"])
    try:
        return _post(request, row)
    except Dropped:
        raise Http404("This upload was dropped.") from None
    except WrongPlace:
        return JsonResponse(state_of(row), status=409)
    except Refused as refused:
        return JsonResponse({"says": refused.sentence}, status=413)


def _post(request: HttpRequest, row: Upload) -> HttpResponse:
    offset = request.headers.get("Upload-Offset", "")
    if offset:
        if not offset.isascii() or not offset.isdigit() or len(offset) > 12:
            raise WrongPlace
        row = add_piece(row, int(offset), _piece(request, row))
    if not offset or row.received == row.size:
        row = arrive(row)
    return JsonResponse(state_of(row))


def _piece(request: HttpRequest, row: Upload) -> bytes:
    """The posted bytes, never more than one piece, whatever length was announced."""
    content = request.read(PIECE + 1)
    if len(content) > PIECE:
        raise Refused(f"“{row.name}” came in too large a piece. Choose it again.")
    return content


def state_of(row: Upload) -> dict[str, Any]:
    """How far an upload is, and where and how its next piece is to be sent."""
    settled = bool(row.stored_id or row.refusal or row.received_at)
    received = row.size if settled else pieces_of(row).received(row)
    address, fields = reverse("files:upload", args=[row.token]), None
    state: dict[str, Any] = {
        "address": address,
        "offset": received,
        "size": row.size,
        "taken": bool(row.stored_id),
        "refused": row.refusal,
        "arrived": bool(row.received_at),
    }
    if received < row.size:
        if row.direct:
            form = InBucket().signed_form(row, received)
            address, fields = form["url"], form["fields"]
        length = length_of(row, received)
        state["next"] = {"address": address, "fields": fields, "length": length}
    return state
