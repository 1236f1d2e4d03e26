"""The link in the letter to somebody whose application an officer typed in."""

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from fund.accounts.models import User
from fund.common.errors import Refused
from fund.common.forms import ConfirmForm, posted
from grants.applications import actions
from grants.applications.intake.actions import is_open_to_contact
from grants.applications.intake.forms import NewcomerForm
from grants.applications.models import Intake

GONE = "This link no longer works, or is incomplete. Ask us for another one."
NOT_YOURS = "This link is for another e-mail address. Sign in with that one."


@never_cache
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Lead whoever has the letter to the answers: to read, to correct and to send. It asks for no password.

    Who has an account signs in first: a letter opens no account that stands already.
    """
    rows = Intake.objects.select_related("application__round", "application__organisation", "typed_by")
    row = rows.filter(token=token).first()
    if row is None or not is_open_to_contact(row):
        return _refuse(request, GONE)
    reader = request.user if isinstance(request.user, User) else None
    if reader is None and User.objects.filter(email__iexact=row.contact_email).exists():
        return redirect_to_login(request.path)
    if reader and reader.email.lower() != row.contact_email:
        return _refuse(request, NOT_YOURS)
    form = ConfirmForm(posted(request)) if reader else NewcomerForm(posted(request), intake=row)
    if request.method == "POST" and form.is_valid():
        try:
            return _let_in(request, row, reader, form.cleaned_data.get("name", ""))
        except Refused as refused:
            form.refuse(refused)
    return render(request, "applications/confirm.html", {"intake": row, "form": form, "reader": reader})


def _let_in(request: HttpRequest, row: Intake, reader: User | None, name: str) -> HttpResponse:
    if reader is None:
        reader = actions.make_account_from_letter(row, name=name)
        login(request, reader, backend="allauth.account.auth_backends.AuthenticationBackend")
        messages.success(request, "You have an account now. Sign in later with a code by e-mail.")
    else:
        actions.open_from_letter(row, by=reader)
    return redirect("applications:check", row.application.reference)


def _refuse(request: HttpRequest, sentence: str) -> HttpResponse:
    return render(request, "applications/confirm.html", {"problems": sentence}, status=404)
