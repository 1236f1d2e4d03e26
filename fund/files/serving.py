"""Handing a private file over: always as a download, never shown inside our own pages."""

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from fund.accounts.models import User
from fund.files.models import FileState, StoredFile
from fund.files.parts import part_of, wanted_part

LINK_LASTS = 60


def serve(stored: StoredFile, *, to: User) -> HttpResponse | FileResponse:
    """The file as a download. Whoever calls has asked already whether `to` may see what it belongs to.

    Nobody but its sender opens a file before it was scanned, and nobody at all one that was refused.
    """
    _refuse_unchecked(stored, to)
    if settings.S3_PRIVATE_BUCKET:
        return HttpResponseRedirect(_signed_link(stored, _disposition(stored)))
    response = FileResponse(stored.content.open("rb"), content_type=stored.content_type)
    _guard(response, stored)
    return response


def play(stored: StoredFile, *, to: User, part: str) -> HttpResponseBase:
    """The same for what a page may play. `part`: a player's `Range` header, answered for recordings."""
    wanted = wanted_part(part, stored.size)
    if not stored.plays or settings.S3_PRIVATE_BUCKET:
        return serve(stored, to=to)
    _refuse_unchecked(stored, to)
    response: HttpResponseBase = part_of(stored, *wanted) if wanted else serve(stored, to=to)
    _guard(response, stored)
    response["Accept-Ranges"] = "bytes"
    return response


def _refuse_unchecked(stored: StoredFile, to: User) -> None:
    own = stored.uploaded_by_id is not None and stored.uploaded_by_id == to.pk
    if not (stored.state == FileState.CLEAN or (own and stored.state == FileState.WAITING)):
        raise Http404("This file is still being checked.")


def _disposition(stored: StoredFile) -> str:
    return content_disposition_header(True, stored.name) or "attachment"


def _guard(response: HttpResponseBase, stored: StoredFile) -> None:
    """A browser may neither show it in place, nor guess what it is, nor keep it."""
    response["Content-Disposition"] = _disposition(stored)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"


def _signed_link(stored: StoredFile, disposition: str) -> str:
    """A link to the private bucket that soon stops working, and that the bucket serves as a download."""
    parameters = {
        "ResponseContentDisposition": disposition,
        "ResponseContentType": stored.content_type,
        "ResponseCacheControl": "private, no-store",
    }
    return stored.content.storage.url(stored.content.name, parameters=parameters, expire=LINK_LASTS)
