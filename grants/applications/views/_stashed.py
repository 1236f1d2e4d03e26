"""Gates that keep what was typed when a session has run out."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict

from fund.accounts.limits import is_too_often
from fund.accounts.models import User
from grants.forms.actions import pop_stashed_post, stash_post

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
# What the session of somebody who is not signed in remembers; signing in keeps it.
KEY = "held_words"


def has_stashed_post(view: View[P]) -> View[P]:
    """Lead people who are not signed in to sign in and back here; what they posted waits for them."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if isinstance(request.user, User):
            return view(request, *args, **kwargs)
        if request.method == "POST" and not is_too_often(request, "stash_post"):
            fields = {name: values for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"}
            if token := stash_post(request.path, fields):
                request.session[KEY] = token
        return redirect_to_login(request.path)

    return guarded


def take_stashed(request: HttpRequest) -> QueryDict | None:
    """What this browser posted here before its writer had to sign in again, as if posted now."""
    if request.method != "GET" or KEY not in request.session:
        return None
    fields = pop_stashed_post(request.session.pop(KEY), request.path)
    if fields is None:
        return None
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(name, values)
    return data


def says_sign_in(view: View[P]) -> View[P]:
    """For addresses that scripts post to: 401 in JSON, so that the page can say it and keep the words."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if isinstance(request.user, User):
            return view(request, *args, **kwargs)
        if request.method == "POST":
            return JsonResponse({"says": "Sign in again; what you typed is kept here."}, status=401)
        return redirect_to_login(request.get_full_path())

    return guarded
