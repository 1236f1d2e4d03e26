"""Staff pages open after a second factor: people without one are led to set it up."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.signals import authenticator_added
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

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
            if needs_second_factor(request.user):
                messages.info(request, "Set up a second step of signing in. Staff pages open after that.")
                return redirect("mfa_index")
            if must_prove_it(request, request.user):
                going = urlencode({"next": request.get_full_path()})
                return redirect(f"{reverse('mfa_reauthenticate')}?{going}")
        return self.get_response(request)


def needs_second_factor(user: User) -> bool:
    """Whether this person must set up a second factor before any staff page opens."""
    return _needs_one(user) and not is_mfa_enabled(user)


def must_prove_it(request: HttpRequest, user: User) -> bool:
    """Whether this session began without the second step, by whatever door: it is asked for now."""
    if not _needs_one(user):
        return False
    return not any(record.get("method") == "mfa" for record in get_authentication_records(request, user))


def _needs_one(user: User) -> bool:
    return not settings.RELAX_SECOND_FACTOR and (user.is_grants_staff or user.is_staff)


@receiver(authenticator_added)
def note_second_factor(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Who has set it up in this session has just used it."""
    record_authentication(request, user, method="mfa")
