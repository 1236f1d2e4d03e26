"""The check before starting. Nobody signs in for it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from grants.funding.eligibility.check import check_of, others_that_fit
from grants.funding.eligibility.session import keep_answers, kept_answers
from grants.funding.models import Round


def _round(request: HttpRequest, slug: str) -> Round:
    rows = (
        Round.objects.open_to(request.user).filter(archived_at=None).select_related("form__current_version")
    )
    return get_object_or_404(rows, slug=slug)


@never_cache
def check(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask a few questions about the group and its idea."""
    round_ = _round(request, slug)
    eligibility = check_of(round_)
    is_posted = request.method == "POST"
    answers = eligibility.parse(request.POST) if is_posted else kept_answers(request.session, round_)
    form = eligibility.form(answers, validate=is_posted)
    if is_posted and form.is_valid():
        keep_answers(request.session, eligibility, answers)
        return redirect("funding:eligibility_result", slug)
    return render(request, "funding/eligibility_check.html", {"round": round_, "form": form})


@never_cache
def result(request: HttpRequest, slug: str) -> HttpResponse:
    """Say whether it is right for them, why not if not, and what else would be."""
    round_ = _round(request, slug)
    answers = kept_answers(request.session, round_)
    if not answers:
        return redirect("funding:eligibility_check", slug)
    eligibility = check_of(round_)
    verdict = eligibility.judge(answers)
    now = timezone.now()
    context = {
        "round": round_,
        "state": round_.state_at(now),
        "verdict": verdict,
        "said": [
            (each.asked.question, eligibility.describe(each.asked, answers)) for each in verdict.findings
        ],
        "others": others_that_fit(eligibility, verdict, now),
    }
    return render(request, "funding/eligibility_result.html", context)
