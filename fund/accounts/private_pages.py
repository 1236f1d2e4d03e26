"""What a person sees who is signed in is theirs: nothing between them and us keeps it for others."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control

from fund.accounts.models import User


class PrivatePagesMiddleware:
    """Asks nothing of the database: what no view has looked at is made for nobody in particular."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        looked = hasattr(request, "_cached_user")
        if looked and isinstance(request.user, User) and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_cache=True)
        return response
