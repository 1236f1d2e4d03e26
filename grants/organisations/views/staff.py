"""A group as staff see it, and the verifying of its bank account."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from fund.accounts.gates import asks_again_and_keeps_nothing, current_user, needs_role
from fund.accounts.roles import CASE_ROLES, Role
from fund.audit.models import Event
from fund.common.forms import BaseForm
from grants.organisations import actions, profile, rules
from grants.organisations.bank import read_details
from grants.organisations.charity_check import standing_of
from grants.organisations.forms import BlockForm, CallBackForm
from grants.organisations.models import BankAccount, Organisation
from grants.organisations.states import BankAccountState

FINANCE_ROLES = (Role.FINANCE_OFFICER, Role.FINANCE_APPROVER, Role.ADMINISTRATOR)


@needs_role(*CASE_ROLES)
def group(request: HttpRequest, slug: str) -> HttpResponse:
    """Facts, people, bank accounts (masked) and what happened."""
    row = get_object_or_404(Organisation.objects.select_related("ward__parent"), slug=slug)
    context = {
        "group": row,
        "facts": profile.facts(row),
        "documents": profile.documents(row),
        "standing": standing_of(row, today=timezone.localdate()),
        "members": row.memberships.select_related("user"),
        "accounts": row.bank_accounts.select_related("given_by", "verified_by"),
        "events": Event.objects.about(row)[:50],
        "requests": row.join_requests.waiting().count(),
        "may_answer": rules.can_answer_requests(current_user(request), row),
        "in_finance": current_user(request).has_role(*FINANCE_ROLES),
    }
    return render(request, "organisations/staff_group.html", context)


@needs_role(*FINANCE_ROLES)
@asks_again_and_keeps_nothing
def bank_account(request: HttpRequest, slug: str) -> HttpResponse:
    """Verify the account that waits, after a call-back; or block one."""
    row = get_object_or_404(Organisation, slug=slug)
    account = _account_in_question(row)
    blocking = "block" in request.POST
    form = CallBackForm(request.POST if request.method == "POST" and not blocking else None)
    block_form = BlockForm(request.POST if blocking else None)
    if request.method == "POST" and account:
        used: BaseForm = block_form if blocking else form
        if not (rules.can_block if blocking else rules.can_verify)(current_user(request), account):
            raise PermissionDenied
        if used.is_valid():
            with used.showing_refusals():
                done = _act(account, used.cleaned_data, blocking, request)
                messages.success(request, done)
                return redirect("organisations:staff_group", slug)
    context: dict[str, Any] = {
        "group": row,
        "account": account,
        "form": form,
        "block_form": block_form,
        "formset": None,
        "may_verify": account is not None and rules.can_verify(current_user(request), account),
        "may_block": account is not None and rules.can_block(current_user(request), account),
    }
    return render(request, "organisations/staff_bank_account.html", context)


def _account_in_question(group: Organisation) -> BankAccount | None:
    """The account that waits to be verified, else the one in use."""
    accounts = group.bank_accounts.select_related("given_by", "organisation")
    waiting = accounts.filter(state=BankAccountState.SUBMITTED).first()
    return waiting or accounts.filter(state=BankAccountState.VERIFIED).first()


def _act(account: BankAccount, data: dict[str, Any], blocking: bool, request: HttpRequest) -> str:
    if blocking:
        actions.block_bank_account(account, reason=data["reason"], by=current_user(request))
        return "The account is blocked. No money goes there."
    heard = read_details(data["sort_code"], data["account_number"])
    actions.verify_bank_account(account, heard=heard, call_back=data["call_back"], by=current_user(request))
    return "The account is verified."
