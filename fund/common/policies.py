"""What a browser may load on our pages: only what we serve ourselves. The admin gets a looser policy."""

from collections.abc import Sequence
from typing import Any

from csp.constants import NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE
from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponseBase

# Wagtail's admin sets styles from scripts and shows previews in frames.
ADMIN_REPLACES: dict[str, Any] = {
    "script-src": [SELF, UNSAFE_INLINE, UNSAFE_EVAL],
    "style-src": [SELF, UNSAFE_INLINE],
}
ADMIN_ADDS: dict[str, Any] = {"img-src": ["blob:"]}


def content_policy(*, media: str = "", plays: Sequence[str] = ()) -> dict[str, Any]:
    """The policy of our own pages. `media` is the address of the public bucket, if there is one.

    `plays`: the addresses of the private bucket, which links to recordings lead to and scripts send files to.
    """
    pictures = [SELF, "data:", *([media] if media else [])]
    return {
        "default-src": [SELF],
        "img-src": pictures,
        "media-src": [SELF, *plays],
        "connect-src": [SELF, *plays],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }


class ContentPolicyMiddleware(CSPMiddleware):
    """Sends the strict policy everywhere but under /admin/."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.path_info.startswith("/admin/"):
            response._csp_replace = ADMIN_REPLACES  # type: ignore[attr-defined]
            response._csp_update = ADMIN_ADDS  # type: ignore[attr-defined]
        return super().process_response(request, response)
