"""Who may open a screen at all. Which rows they see there is asked again, of the rows."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from fund.accounts.models import User
from fund.accounts.roles import Role

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def current_user(request: HttpRequest) -> User:
    """Whoever is signed in; the gate before has seen to that."""
    assert isinstance(request.user, User)
    return request.user


def needs_role(*roles: Role) -> Callable[[View[P]], View[P]]:
    """Open a view to holders of any of `roles`: others get 403, people not signed in are led to sign in."""

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not isinstance(request.user, User):
                return redirect_to_login(request.get_full_path())
            if not request.user.has_role(*roles):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return guard


def asks_again(view: View[P]) -> View[P]:
    """Ask for the password or the code again before a dangerous act, if it was given long ago.

    What was posted waits in the session meanwhile. A relaxed demonstration asks nobody.
    """
    strict: View[P] = reauthentication_required(view)

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        chosen = view if settings.RELAX_SECOND_FACTOR else strict
        return chosen(request, *args, **kwargs)

    return guarded


def asks_again_and_keeps_nothing(view: View[P]) -> View[P]:
    """The same for what must lie in no session, such as bank details: it is typed once more afterwards."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        asks = not settings.RELAX_SECOND_FACTOR and not did_recently_reauthenticate(request)
        if asks and request.method == "POST":
            messages.info(request, "It is a while since you gave your password. Type this once more.")
            return redirect(request.path)
        return asks_again(view)(request, *args, **kwargs)

    return guarded


class AsksAgain:
    """The same for a view of Wagtail's: put it before the view's own class."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        view: Any = super()
        return asks_again(view.dispatch)(request, *args, **kwargs)
