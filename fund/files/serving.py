"""Handing a private file over: always as a download, never shown inside our own pages."""

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.utils.http import content_disposition_header

from fund.accounts.models import User
from fund.files.models import FileState, StoredFile

LINK_LASTS = 60


def serve(stored: StoredFile, *, to: User) -> HttpResponse | FileResponse:
    """The file as a download. Whoever calls has asked already whether `to` may see what it belongs to.

    Nobody but its sender opens a file before it was scanned, and nobody at all one that was refused.
    """
    own = stored.uploaded_by_id is not None and stored.uploaded_by_id == to.pk
    if not (stored.state == FileState.CLEAN or (own and stored.state == FileState.WAITING)):
        raise Http404("This file is still being checked.")
    disposition = content_disposition_header(True, stored.name) or "attachment"
    if settings.S3_PRIVATE_BUCKET:
        return HttpResponseRedirect(_signed_link(stored, disposition))
    response = FileResponse(stored.content.open("rb"), content_type=stored.content_type)
    response["Content-Disposition"] = disposition
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


def _signed_link(stored: StoredFile, disposition: str) -> str:
    """A link to the private bucket that soon stops working, and that the bucket serves as a download."""
    parameters = {
        "ResponseContentDisposition": disposition,
        "ResponseContentType": stored.content_type,
        "ResponseCacheControl": "private, no-store",
    }
    return stored.content.storage.url(stored.content.name, parameters=parameters, expire=LINK_LASTS)
