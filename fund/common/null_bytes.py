"""Zero bytes, which no database keeps as text, are taken out of requests before anything reads them.

Nobody types one, but text copied from a broken PDF may hold some: the rest of it must not be lost.
"""

from collections.abc import Callable
from contextlib import suppress

from django.http import (
    Http404,
    HttpRequest,
    HttpResponseBase,
    QueryDict,
    UnreadablePostError,
)

ZERO = "\0"


class StripNullBytesMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if ZERO in request.path_info:
            raise Http404
        for name in [name for name, value in request.COOKIES.items() if ZERO in value]:
            del request.COOKIES[name]
        if _has_any(request.GET):
            request.GET = _without(request.GET)  # type: ignore[assignment]
        with suppress(UnreadablePostError):
            if request.method == "POST" and _has_any(request.POST):
                request.POST = _without(request.POST)  # type: ignore[assignment]
        return self.get_response(request)


def _has_any(data: QueryDict) -> bool:
    return any(ZERO in name or any(ZERO in value for value in values) for name, values in data.lists())


def _without(data: QueryDict) -> QueryDict:
    found = QueryDict(mutable=True, encoding=data.encoding)
    for name, values in data.lists():
        found.setlist(name.replace(ZERO, ""), [value.replace(ZERO, "") for value in values])
    found._mutable = False
    return found
