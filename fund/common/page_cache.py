"""Public pages, kept for a few seconds for whoever is not signed in.

When a story is in the news, everybody asks for the same page. It is made once and given to all, in each
process by itself; nobody sees a page older than PUBLIC_PAGE_SECONDS. Whoever has a session gets it fresh.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from django.conf import settings
from django.http import HttpRequest, HttpResponse

MOST_PAGES = 400
Key = tuple[str, str]


class PublicPageCacheMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.pages: OrderedDict[Key, tuple[float, HttpResponse]] = OrderedDict()
        self.lock = Lock()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        seconds = settings.PUBLIC_PAGE_SECONDS
        if not seconds or not _asks_as_anybody(request):
            return self.get_response(request)
        key = (request.get_host(), request.get_full_path())
        with self.lock:
            until, kept = self.pages.get(key, (0.0, None))
        if kept is not None and time.monotonic() < until:
            return _copy(kept)
        response = self.get_response(request)
        if _is_for_everybody(response):
            self._keep(key, time.monotonic() + seconds, _copy(response))
        return response

    def _keep(self, key: Key, until: float, response: HttpResponse) -> None:
        with self.lock:
            self.pages[key] = (until, response)
            self.pages.move_to_end(key)
            while len(self.pages) > MOST_PAGES:
                self.pages.popitem(last=False)


def _asks_as_anybody(request: HttpRequest) -> bool:
    """The cookie that guards forms names nobody: a page that uses it sends it too, so it is not kept."""
    if request.COOKIES.keys() - {settings.CSRF_COOKIE_NAME}:
        return False
    return request.method == "GET" and "HTTP_AUTHORIZATION" not in request.META


def _is_for_everybody(response: HttpResponse) -> bool:
    """A whole page, made for nobody in particular: it sets no cookie and does not forbid keeping it."""
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and response.get("Content-Type", "").startswith("text/html")
        and not response.has_header("Cache-Control")
    )


def _copy(response: HttpResponse) -> HttpResponse:
    """The same page, so that what others add to the headers of one answer stays out of the next."""
    return HttpResponse(response.content, status=response.status_code, headers=dict(response.items()))
