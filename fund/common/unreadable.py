"""What is said of a request that can't be read: above all, that it was too much and nothing was saved."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
WORDS = "That was too much to keep at once. Nothing of it was saved. Make it shorter, and save again."


def refuse_unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A page for people, and JSON with the same words for scripts, which ask for no page."""
    if not isinstance(exception, TOO_MUCH):
        return render(request, "400.html", status=400)
    if "text/html" in request.headers.get("accept", ""):
        return render(request, "413.html", {"words": WORDS}, status=413)
    return JsonResponse({"says": WORDS, "seen": {}}, status=413)
