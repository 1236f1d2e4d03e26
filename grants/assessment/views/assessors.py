"""What a panel member sees: what is left to score, one application to score, and what they have sent."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from fund.accounts.gates import current_user, needs_role
from fund.accounts.roles import SITTERS
from fund.common.errors import Refused
from fund.common.forms import posted
from fund.files.serving import play
from grants.applications.display import render_submission
from grants.assessment import actions, rules
from grants.assessment.forms import ConflictForm, ScoresForm
from grants.assessment.models import Assessment
from grants.assessment.reading import my_panels, one_sheet, panel_of, still_to_score
from grants.forms.models import AnswerFile


def _own(request: HttpRequest, reference: str) -> Assessment:
    """The signed-in person's assessment of one application; 404 for everybody else."""
    rows = Assessment.objects.visible_to(current_user(request)).on_the_table().with_application()
    return get_object_or_404(rows, application__reference=reference)


@needs_role(*SITTERS)
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "assessment/home.html", {"panels": my_panels(current_user(request))})


@login_required
def application(request: HttpRequest, reference: str) -> HttpResponse:
    """Read and score; once the scores are sent, the others' too."""
    assessment = _own(request, reference)
    if not rules.can_score(assessment.user, assessment):
        return _sent(request, assessment)
    form = ScoresForm(assessment, posted(request))
    if request.method == "POST" and form.is_valid():
        with form.showing_refusals():
            comment = form.cleaned_data["comment"]
            actions.save_scores(assessment, form.given(), by=assessment.user, comment=comment)
            if "check" in request.POST:
                return redirect("assessment:check", reference)
            messages.success(request, "Your scores are saved. Send them when they are done.")
            return redirect(f"{reverse('assessment:application', args=[reference])}#scores")
    return render(request, "assessment/score.html", {**_facts(assessment), "form": form})


def _sent(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    criteria = list(assessment.application.round.criteria.all())
    context = _facts(assessment) | {"mine": one_sheet(assessment, criteria)}
    if rules.sees_others(assessment):
        rows = assessment.application.assessments.counted().exclude(pk=assessment.pk)
        others = rows.select_related("user").prefetch_related("scores")
        context["others"] = [one_sheet(other, criteria) for other in others]
    return render(request, "assessment/sent.html", context)


def _facts(assessment: Assessment) -> dict[str, object]:
    application = assessment.application
    submission = application.submissions.select_related("form_version").order_by("-number").first()
    return {
        "assessment": assessment,
        "application": application,
        "panel": panel_of(assessment),
        "names_shown": rules.sees_names(assessment.user, assessment),
        "submission": submission,
        "sections": render_submission(submission) if submission else [],
        "waiting": still_to_score(assessment),
    }


@login_required
def check(request: HttpRequest, reference: str) -> HttpResponse:
    """Look over the scores before sending them; they cannot change afterwards."""
    assessment = _own(request, reference)
    if not rules.can_score(assessment.user, assessment):
        return redirect("assessment:application", reference)
    problems = ""
    if request.method == "POST":
        try:
            actions.submit_assessment(assessment, by=assessment.user)
        except Refused as refused:
            problems = refused.sentence
        else:
            messages.success(request, "Your scores are sent. Thank you.")
            return redirect("assessment:application", reference)
    context = {
        "assessment": assessment,
        "application": assessment.application,
        "sheet": one_sheet(assessment),
        "missing": rules.unfinished(assessment),
        "problems": problems,
    }
    return render(request, "assessment/check.html", context)


@login_required
def conflict(request: HttpRequest, reference: str) -> HttpResponse:
    assessment = _own(request, reference)
    form = ConflictForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with form.showing_refusals():
            actions.declare_conflict(assessment, reason=form.cleaned_data["reason"], by=assessment.user)
            messages.success(
                request, f"Thank you. You won't see {reference} any more; we will ask somebody else."
            )
            return redirect("assessment:home")
    context = {"application": assessment.application, "form": form}
    return render(request, "assessment/conflict.html", context)


@login_required
@require_GET
def file(request: HttpRequest, reference: str, token: UUID) -> HttpResponseBase:
    """A document of the application, as it was sent."""
    assessment = _own(request, reference)
    submission = assessment.application.submissions.order_by("-number").first()
    sent = [document["token"] for document in submission.documents] if submission else []
    rows = AnswerFile.objects.filter(response__application=assessment.application_id, file__token__in=sent)
    attachment = get_object_or_404(rows.select_related("file"), file__token=token)
    return play(attachment.file, to=assessment.user, part=request.headers.get("Range", ""))
