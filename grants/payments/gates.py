"""Dangerous acts ask who you are again, unless the demonstration relaxes the second factor."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

View = Callable[..., HttpResponseBase]


def asks_again(view: View) -> View:
    """Ask for the password or the code again before this view opens, if it was long ago."""
    strict: View = reauthentication_required(view)

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        chosen = view if settings.RELAX_SECOND_FACTOR else strict
        return chosen(request, *args, **kwargs)

    return guarded
