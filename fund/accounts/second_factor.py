"""Staff pages open after a second factor: people without one are led to set it up."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from fund.accounts.models import User

ADMIN = "/admin/"
GUARDED = ("/staff/", ADMIN, "/panel/")


class SecondFactorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith(GUARDED) and isinstance(request.user, User):
            # Wagtail would lead people without the right back to sign in, and those who are signed in
            # back to it, for ever.
            if request.path_info.startswith(ADMIN) and not request.user.has_perm("wagtailadmin.access_admin"):
                raise PermissionDenied
            if lacks_second_factor(request.user):
                messages.info(request, "Set up a second step of signing in. Staff pages open after that.")
                return redirect("mfa_index")
        return self.get_response(request)


def lacks_second_factor(user: User) -> bool:
    """Whether this person must set up a second factor before any staff page opens."""
    if settings.RELAX_SECOND_FACTOR or not (user.works_here or user.is_staff):
        return False
    return not is_mfa_enabled(user)
