"""The way to the council's own sign-in, by a page of ours."""

from functools import wraps
from typing import Any

from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.openid_connect import views
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from requests import RequestException


@wraps(views.login)
def leave_for_provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    """allauth's view, with a page in place of its redirect, and words in place of an error.

    Browsers let no form end at another host (`form-action`), nor be sent on there. Which hosts a provider
    sends people through is its own affair, so we can't name them; but a page may lead anywhere.
    """
    try:
        response: Any = views.login(request, provider_id)
    except RequestException as error:
        return render_authentication_error(request, None, exception=error)
    if response.status_code != 302 or response["Location"].startswith("/"):
        return response
    return render(request, "socialaccount/leave.html", {"address": response["Location"]})
