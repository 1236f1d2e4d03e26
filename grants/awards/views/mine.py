"""A group's own grant: the offer, the agreement, its milestones and what was asked."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from fund.accounts.gates import current_user
from fund.common.errors import Refused
from fund.common.forms import posted
from fund.files.models import StoredFile
from fund.files.serving import serve
from grants.awards import actions, rules
from grants.awards.forms import AcceptForm, EvidenceForm
from grants.awards.models import Award, Evidence, Milestone
from grants.awards.states import MILESTONE_MOVES, AwardState, MilestoneState, RequirementState
from grants.awards.views._rows import milestone_of, own_award
from grants.organisations.states import BankAccountState


@login_required
def grant(request: HttpRequest, reference: str) -> HttpResponse:
    """The grant's own page."""
    award = own_award(request, reference)
    user = current_user(request)
    group = award.organisation
    accounts = group.bank_accounts.filter(state__in=[BankAccountState.SUBMITTED, BankAccountState.VERIFIED])
    going_on = award.state in (AwardState.ACCEPTED, AwardState.ACTIVE)
    context = {
        "award": award,
        "group": group,
        "milestones": award.milestones.all(),
        "asked": award.requirements.filter(state=RequirementState.OPEN).select_related("milestone"),
        "shares": award.commitment.shares.select_related("area"),
        "agreement": award.agreements.order_by("-number").first(),
        "offered": award.state == AwardState.OFFERED,
        "can_accept": rules.can_accept(user, award),
        "needs_account": going_on and not accounts.exists(),
    }
    return render(request, "awards/grant.html", context)


@login_required
def agreement(request: HttpRequest, reference: str) -> HttpResponse:
    """The agreement as both sides have it, ready to print."""
    award = own_award(request, reference)
    latest = get_object_or_404(award.agreements.order_by("-number")[:1])
    return render(request, "awards/agreement.html", {"award": award, "agreement": latest})


@login_required
def accept(request: HttpRequest, reference: str) -> HttpResponse:
    """Read the agreement in full, and sign it."""
    award = own_award(request, reference)
    if not rules.can_accept(current_user(request), award):
        raise PermissionDenied
    form = AcceptForm(posted(request), signer=current_user(request))
    if request.method == "POST" and form.is_valid():
        with form.showing_refusals():
            signed = form.cleaned_data
            actions.accept_award(
                award,
                name=signed["name"],
                by=current_user(request),
                other_name=signed.get("other_name", False),
            )
            messages.success(request, "You have accepted the agreement. Thank you.")
            return redirect("awards:grant", reference=reference)
    latest = get_object_or_404(award.agreements.order_by("-number")[:1])
    return render(request, "awards/accept.html", {"award": award, "agreement": latest, "form": form})


@login_required
def milestone(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """One milestone: what we ask to see, what was sent, and a form to send more."""
    award = own_award(request, reference)
    row = milestone_of(award, number)
    may_send = rules.can_send_evidence(current_user(request), award)
    if request.method == "POST" and not may_send:
        raise PermissionDenied
    form = EvidenceForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.submit_evidence(row, **_sent(form), by=current_user(request))
        except Refused as refused:
            form.refuse(refused)
            row = milestone_of(award, number)
        else:
            messages.success(request, "We have it. We will look at it and write to you.")
            return redirect("awards:grant", reference=reference)
    takes = rules.takes_evidence(award) and MilestoneState.EVIDENCE_SUBMITTED in MILESTONE_MOVES[row.state]
    context = {"award": award, "milestone": row, "form": form, "takes": takes and may_send}
    return render(request, "awards/milestone.html", {**context, **evidence_of(row)})


@login_required
def evidence_file(request: HttpRequest, reference: str, token: uuid.UUID) -> HttpResponseBase:
    award = own_award(request, reference)
    return serve(file_of_evidence(award, token), to=current_user(request))


def evidence_of(milestone: Milestone) -> dict[str, Any]:
    return {"evidence": milestone.evidence.select_related("file", "submitted_by")}


def file_of_evidence(award: Award, token: uuid.UUID) -> StoredFile:
    """The file that came as evidence for an award under this token, or 404."""
    given = Evidence.objects.filter(milestone__award=award).values("file")
    return get_object_or_404(StoredFile.objects.filter(pk__in=given), token=token)


def _sent(form: EvidenceForm) -> dict[str, Any]:
    return {"words": form.cleaned_data["words"], "files": form.cleaned_data["uploads"]}
